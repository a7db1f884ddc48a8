/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_status_show = {
	.name = "status-show",
	.summary = "show a status",
	.operands = "ID ...",
	.operands_min = 1,
	.operands_max = -1,
	.opts = verb_show_opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.kind = &kind_status,
	.store = STORE_LOGS,
	.run = verb_show,
};
