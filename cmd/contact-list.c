/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_contact_list = {
	.name = "contact-list",
	.summary = "list calls to families",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_contact,
	.store = STORE_LOGS,
	.run = verb_list,
};
