/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_share_show = {
	.name = "share-show",
	.summary = "show a record of sharing",
	.operands = "ID ...",
	.operands_min = 1,
	.operands_max = -1,
	.opts = verb_show_opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.kind = &kind_share,
	.store = STORE_LOGS,
	.run = verb_show,
};
