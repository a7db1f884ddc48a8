/* SPDX-License-Identifier: ISC */
#include "ui/attendance/attendance.h"

const struct command command_notice_add = {
	.name = "notice-add",
	.summary = "record a penalty notice",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_notice,
	.store = STORE_WRITES,
	.run = notice_add,
};
