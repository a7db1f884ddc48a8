/* SPDX-License-Identifier: ISC */
#include "ui/scr/register.h"
#include "domain/staff/induction.h"

/* Adults who are asked for the pack, or to read again. */
static size_t
count_asked(const struct induction *in, bool again)
{
	size_t n = 0;

	for (uint32_t i = 0; i < in->adults->n; i++) {
		bool asks = false;

		for (size_t k = 0; !asks && k < in->asked->n; k++)
			asks = (again ? induction_asks_again
				      : induction_asks)(in, &in->asked->v[k],
			    &in->adults->v[i]);
		n += asks;
	}
	return n;
}

static void
set(struct induction *in, const struct settings *settings)
{
	int64_t months = 0;

	settings_date(settings, "induction.from", &in->from);
	settings_number(settings, "induction.reread_months", &months);
	in->months = (int)months;
}

static int
run(struct cmd *cmd, struct err *err)
{
	struct register_job job;
	struct induction in = { .asked = &job.asked, .adults = &job.adults,
		.day = cmd->s.today };
	bool again = args_has(&cmd->args, "reread");
	int rc = -1;

	if (again && args_has(&cmd->args, "unread"))
		return err_set(err, ST_USAGE, "options", "--reread and "
		    "--unread ask two things. Give one of them.");
	if (register_open(&job, cmd, "induction", "induction", err) == -1)
		goto out;
	set(&in, job.settings);
	if (args_has(&cmd->args, "expected")) {
		rc = register_expected(&job, err);
		goto out;
	}
	if (register_events(&job, &in.events, &kind_induction, "item",
		words_pack, err) == -1)
		goto out;
	(again ? induction_reread : induction_check)(&in, &job.findings);
	if (args_has(&cmd->args, "unread"))
		induction_unread(&in, &job.findings);
	rc = register_print(&job, count_asked(&in, again), err);
out:
	events_release(&in.events);
	register_release(&job);
	return rc;
}

static const struct opt opts[] = {
	{ .name = "expected", .type = OPT_FLAG, .prints = &kind_asked,
	    .help = "print the pack that is in force" },
	{ .name = "unread", .type = OPT_FLAG,
	    .help = "also what was given and is not acknowledged" },
	{ .name = "reread", .type = OPT_FLAG,
	    .help = "instead who has not read the policy again this year" },
	{ .name = NULL }
};

const struct command command_induction_check = {
	.name = "induction-check",
	.summary = "say who lacks which part of the induction pack",
	.operands = "",
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.prints = &kind_finding,
	.store = STORE_READS,
	.run = run,
};
