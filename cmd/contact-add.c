/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_contact_add = {
	.name = "contact-add",
	.summary = "record a call to a child's family",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_contact,
	.store = STORE_WRITES,
	.each = verb_add,
};
