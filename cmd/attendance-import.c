/* SPDX-License-Identifier: ISC */
#include "ui/attendance/attendance.h"

static const struct opt opts[] = {
	{ .name = "dry-run", .letter = 'n', .type = OPT_FLAG,
	    .help = "check everything, say what would change, store "
		    "nothing" },
	{ .name = NULL }
};

const struct command command_attendance_import = {
	.name = "attendance-import",
	.summary = "take in marks of the attendance register",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_mark,
	.prints = &kind_import,
	.store = STORE_WRITES,
	.run = attendance_import,
};
