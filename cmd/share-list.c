/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_share_list = {
	.name = "share-list",
	.summary = "list records of sharing",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_share,
	.store = STORE_LOGS,
	.run = verb_list,
};
