/* SPDX-License-Identifier: ISC */
#include "ui/attendance/attendance.h"

const struct command command_attendance_show = {
	.name = "attendance-show",
	.summary = "show a child's year of attendance",
	.operands = "PUPIL",
	.operands_min = 1,
	.operands_max = 1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.prints = &kind_attendance,
	.formats = "year, html",
	.store = STORE_LOGS,
	.run = attendance_show,
};
