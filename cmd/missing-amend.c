/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_missing_amend = {
	.name = "missing-amend",
	.summary = "go on with a missing episode: told, found, considered",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_missing,
	.store = STORE_WRITES,
	.each = verb_amend,
};
