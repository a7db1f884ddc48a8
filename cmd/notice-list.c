/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_notice_list = {
	.name = "notice-list",
	.summary = "list penalty notices",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_notice,
	.store = STORE_LOGS,
	.run = verb_list,
};
