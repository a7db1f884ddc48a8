/* SPDX-License-Identifier: ISC */
#include "ui/attendance/attendance.h"

static const struct opt opts[] = {
	{ .name = "record", .type = OPT_FLAG,
	    .help = "remember what is found, so that --only-new leaves it "
		    "out" },
	{ .name = "only-new", .type = OPT_FLAG,
	    .help = "print only what was not recorded before" },
	{ .name = "since", .type = OPT_DAY, .arg = "DAY",
	    .help = "also runs of days missed that ended on or after it" },
	{ .name = "brief", .type = OPT_FLAG,
	    .help = "print ids, rules and counts alone, for mail" },
	{ .name = "unmarked", .type = OPT_FLAG, .prints = &kind_unmarked,
	    .help = "print who has no mark in a session of the day" },
	{ .name = "explain", .type = OPT_ID, .arg = "PUPIL",
	    .prints = &kind_recount,
	    .help = "print a child's recount, session by session" },
	{ .name = NULL }
};

const struct command command_attendance_check = {
	.name = "attendance-check",
	.summary = "say which absences need somebody",
	.operands = "",
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.prints = &kind_escalation,
	.store = STORE_LOGS,
	.run = attendance_check,
};
