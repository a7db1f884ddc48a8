/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_rota_amend = {
	.name = "rota-amend",
	.summary = "amend duties of the DSLs",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_rota,
	.store = STORE_WRITES,
	.each = verb_amend,
};
