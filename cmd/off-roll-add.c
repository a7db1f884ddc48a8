/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command = {
	.name = "off-roll-add",
	.summary = "record a pupil taken off the roll, and who was told",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_off_roll,
	.store = STORE_WRITES,
	.each = verb_add,
};
