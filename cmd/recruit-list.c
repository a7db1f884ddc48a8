/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_recruit_list = {
	.name = "recruit-list",
	.summary = "list recruitments",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_recruitment,
	.store = STORE_READS,
	.run = verb_list,
};
