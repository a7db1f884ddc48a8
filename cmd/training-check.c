/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "ui/scr/register.h"
#include "ui/scr/training_page.h"
#include "domain/staff/training.h"

/* Adults of whom some rule asks something. */
static size_t
count_asked(const struct training *t)
{
	size_t n = 0;

	for (uint32_t i = 0; i < t->adults->n; i++) {
		struct training_cell c = { .state = TRAINING_NOT_ASKED };

		for (size_t k = 0; k < t->asked->n &&
		     c.state == TRAINING_NOT_ASKED; k++) {
			if (edition_on(&t->asked->v[k].in_force, t->day))
				training_cell(&c, t, &t->asked->v[k], i);
		}
		n += c.state != TRAINING_NOT_ASKED;
	}
	return n;
}

static int
answer(struct register_job *job, const struct training *t, struct err *err)
{
	const char *format = args_get(&job->cmd->args, "format");

	training_check(t, &job->findings);
	if (format != NULL && strcmp(format, "html") == 0)
		return training_html(job, t, err);
	if (format != NULL && strcmp(format, "ics") == 0)
		return training_ics(job, t, err);
	return register_print(job, count_asked(t), err);
}

static int
run(struct cmd *cmd, struct err *err)
{
	struct register_job job;
	struct training t = { .asked = &job.asked, .adults = &job.adults,
		.day = cmd->s.today };
	int rc = -1;

	if (register_open(&job, cmd, "training", "training", err) == -1)
		goto out;
	if (args_has(&cmd->args, "expected"))
		rc = register_expected(&job, err);
	else if (register_events(&job, &t.events, &kind_training, "course",
		     words_course, err) == 0 &&
	    register_panels(&job, &t.panels, err) == 0)
		rc = answer(&job, &t, err);
out:
	events_release(&t.events);
	panels_release(&t.panels);
	register_release(&job);
	return rc;
}

static const struct opt opts[] = {
	{ .name = "expected", .type = OPT_FLAG, .prints = &kind_asked,
	    .help = "print what is asked of whom, also what has no interval" },
	{ .name = NULL }
};

const struct command command_training_check = {
	.name = "training-check",
	.summary = "say whose training is missing or runs out",
	.operands = "",
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.prints = &kind_finding,
	.formats = "html ics",
	.store = STORE_READS,
	.run = run,
};
