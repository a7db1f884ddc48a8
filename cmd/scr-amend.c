/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_scr_amend = {
	.name = "scr-amend",
	.summary = "put a line of the central record right",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_check,
	.store = STORE_WRITES,
	.each = verb_amend,
};
