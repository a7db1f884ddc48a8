/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_scr_list = {
	.name = "scr-list",
	.summary = "list lines of the Single Central Record",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_check,
	.store = STORE_READS,
	.run = verb_list,
};
