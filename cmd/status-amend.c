/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_status_amend = {
	.name = "status-amend",
	.summary = "end or correct a status",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_status,
	.store = STORE_WRITES,
	.each = verb_amend,
};
