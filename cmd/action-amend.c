/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_action_amend = {
	.name = "action-amend",
	.summary = "put the record of an action right",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_action,
	.store = STORE_WRITES,
	.each = verb_amend,
};
