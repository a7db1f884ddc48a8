/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_access_list = {
	.name = "access-list",
	.summary = "list who read what, and why",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_access,
	.store = STORE_READS,
	.run = verb_list,
};
