/* SPDX-License-Identifier: ISC */
#include "ui/calendar/calendar.h"

static const char *const words_from[] = { "yaml", "gov-uk", "ics", NULL };

static int
run(struct cmd *cmd, struct err *err)
{
	const char *from = args_get(&cmd->args, "from");

	return calendar_store(cmd, cmd->args.operand[0],
	    from == NULL ? "yaml" : from, err);
}

static const struct opt opts[] = {
	{ .name = "from", .type = OPT_WORD, .arg = "SOURCE",
	    .words = words_from,
	    .help = "what is read: a calendar, the government's bank "
		    "holidays, an iCalendar file" },
	{ .name = "dry-run", .letter = 'n', .type = OPT_FLAG,
	    .prints = &kind_remark,
	    .help = "store nothing; print what is wrong or doubtful in the "
		    "calendar that would be stored" },
	{ .name = NULL }
};

const struct command command_calendar_add = {
	.name = "calendar-add",
	.summary = "store a new version of the school's calendar",
	.operands = "[FILE]",
	.operands_max = 1,
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.kind = &kind_calendar,
	.store = STORE_WRITES,
	.tries = true,
	.run = run,
};
