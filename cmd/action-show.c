/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_action_show = {
	.name = "action-show",
	.summary = "show an action",
	.operands = "ID ...",
	.operands_min = 1,
	.operands_max = -1,
	.opts = verb_show_opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.kind = &kind_action,
	.store = STORE_LOGS,
	.run = verb_show,
};
