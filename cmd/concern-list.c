/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_concern_list = {
	.name = "concern-list",
	.summary = "list concerns",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_concern,
	.store = STORE_LOGS,
	.run = verb_list,
};
