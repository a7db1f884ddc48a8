/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_training_list = {
	.name = "training-list",
	.summary = "list courses attended",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_training,
	.store = STORE_READS,
	.run = verb_list,
};
