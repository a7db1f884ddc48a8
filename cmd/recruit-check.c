/* SPDX-License-Identifier: ISC */
#include "ui/scr/register.h"
#include "domain/staff/recruitment.h"

static void
take_check(void *arg, const struct json *j, int64_t seq)
{
	(void)seq;
	recruiting_add_check(arg, j);
}

static int
run(struct cmd *cmd, struct err *err)
{
	struct register_job job;
	struct asked_book courses = { .n = 0 };
	struct recruiting r = { .steps = &job.asked,
		.training = { .asked = &courses, .adults = &job.adults,
		    .day = cmd->s.today } };
	int rc = -1;

	if (register_open(&job, cmd, "recruitment", "recruitment", err) == -1)
		goto out;
	if (args_has(&cmd->args, "expected")) {
		rc = register_expected(&job, err);
		goto out;
	}
	if (register_rules(&job, &courses, "training", err) == -1 ||
	    register_events(&job, &r.training.events, &kind_training,
		"course", words_course, err) == -1 ||
	    register_panels(&job, &r.training.panels, err) == -1 ||
	    register_read(&job, &kind_check, take_check, &r, err) == -1)
		goto out;
	recruiting_check(&r, &job.findings);
	rc = register_print(&job, 0, err);
out:
	events_release(&r.training.events);
	events_release(&r.checks);
	panels_release(&r.training.panels);
	register_release(&job);
	asked_release(&courses);
	return rc;
}

static const struct opt opts[] = {
	{ .name = "expected", .type = OPT_FLAG, .prints = &kind_asked,
	    .help = "print the steps that are asked of a recruitment" },
	{ .name = NULL }
};

const struct command command_recruit_check = {
	.name = "recruit-check",
	.summary = "say what recruitments lack",
	.operands = "",
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.prints = &kind_finding,
	.store = STORE_READS,
	.run = run,
};
