/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_scr_add = {
	.name = "scr-add",
	.summary = "record checks on the Single Central Record",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_check,
	.store = STORE_WRITES,
	.each = verb_add,
};
