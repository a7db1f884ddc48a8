/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_rota_add = {
	.name = "rota-add",
	.summary = "record who of the DSLs is on site",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_rota,
	.store = STORE_WRITES,
	.each = verb_add,
};
