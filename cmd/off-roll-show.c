/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_off_roll_show = {
	.name = "off-roll-show",
	.summary = "show a removal from the roll",
	.operands = "ID ...",
	.operands_min = 1,
	.operands_max = -1,
	.opts = verb_show_opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.kind = &kind_off_roll,
	.store = STORE_LOGS,
	.run = verb_show,
};
