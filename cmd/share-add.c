/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_share_add = {
	.name = "share-add",
	.summary = "record what was shared, with whom and when",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_share,
	.store = STORE_WRITES,
	.each = verb_add,
};
