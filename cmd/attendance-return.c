/* SPDX-License-Identifier: ISC */
#include "ui/attendance/attendance.h"

static const struct opt opts[] = {
	{ .name = "since", .type = OPT_DAY, .arg = "DAY",
	    .help = "the first day of the return; else the first of the "
		    "month" },
	{ .name = "until", .type = OPT_DAY, .arg = "DAY",
	    .help = "its last day; without both, the last calendar month" },
	{ .name = NULL }
};

const struct command command_attendance_return = {
	.name = "attendance-return",
	.summary = "list what the local authority is to be told",
	.operands = "",
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.prints = &kind_return,
	.store = STORE_LOGS,
	.run = attendance_return,
};
