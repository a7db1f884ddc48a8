/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_pupil_amend = {
	.name = "pupil-amend",
	.summary = "put a pupil's record right",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_pupil,
	.store = STORE_WRITES,
	.each = verb_amend,
};
