/* SPDX-License-Identifier: ISC */
#include "ui/calendar/calendar.h"

static int
run(struct cmd *cmd, struct err *err)
{
	return calendar_check_file(cmd, cmd->args.operand[0], err);
}

const struct command command_calendar_check = {
	.name = "calendar-check",
	.summary = "say what is wrong or doubtful in a calendar file",
	.operands = "FILE",
	.operands_min = 1,
	.operands_max = 1,
	.groups = OPTS_CLOCK | OPTS_OUTPUT,
	.prints = &kind_remark,
	.store = STORE_NONE,
	.open_to_all = true,
	.run = run,
};
