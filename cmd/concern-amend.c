/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_concern_amend = {
	.name = "concern-amend",
	.summary = "put a concern right; the earlier version stays readable",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_concern,
	.store = STORE_WRITES,
	.each = verb_amend,
};
