/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_training_amend = {
	.name = "training-amend",
	.summary = "amend courses attended",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_training,
	.store = STORE_WRITES,
	.each = verb_amend,
};
