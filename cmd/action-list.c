/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_action_list = {
	.name = "action-list",
	.summary = "list actions",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_action,
	.store = STORE_LOGS,
	.run = verb_list,
};
