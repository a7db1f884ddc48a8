/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_induction_list = {
	.name = "induction-list",
	.summary = "list what was given of the induction pack",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_induction,
	.store = STORE_READS,
	.run = verb_list,
};
