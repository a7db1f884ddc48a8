/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_pupil_add = {
	.name = "pupil-add",
	.summary = "record pupils on the roll",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_pupil,
	.store = STORE_WRITES,
	.each = verb_add,
};
