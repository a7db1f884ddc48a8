/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_off_roll_list = {
	.name = "off-roll-list",
	.summary = "list removals from the roll",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_off_roll,
	.store = STORE_LOGS,
	.run = verb_list,
};
