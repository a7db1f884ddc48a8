/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command = {
	.name = "status-list",
	.summary = "list statuses",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_status,
	.store = STORE_LOGS,
	.run = verb_list,
};
