/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_concern_show = {
	.name = "concern-show",
	.summary = "show a concern",
	.operands = "ID ...",
	.operands_min = 1,
	.operands_max = -1,
	.opts = verb_show_opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.kind = &kind_concern,
	.store = STORE_LOGS,
	.run = verb_show,
};
