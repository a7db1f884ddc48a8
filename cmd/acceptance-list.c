/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_acceptance_list = {
	.name = "acceptance-list",
	.summary = "list findings that were accepted",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_acceptance,
	.store = STORE_READS,
	.run = verb_list,
};
