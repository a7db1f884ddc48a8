/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_off_roll_amend = {
	.name = "off-roll-amend",
	.summary = "go on with, correct or close a removal from the roll",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_off_roll,
	.store = STORE_WRITES,
	.each = verb_amend,
};
