/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_status_add = {
	.name = "status-add",
	.summary = "record dated facts about pupils",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_status,
	.store = STORE_WRITES,
	.each = verb_add,
};
