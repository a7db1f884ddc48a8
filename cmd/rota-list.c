/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_rota_list = {
	.name = "rota-list",
	.summary = "list duties of the DSLs",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_rota,
	.store = STORE_READS,
	.run = verb_list,
};
