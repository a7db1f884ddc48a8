/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_person_list = {
	.name = "person-list",
	.summary = "list adults",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_person,
	.store = STORE_READS,
	.run = verb_list,
};
