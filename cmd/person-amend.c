/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_person_amend = {
	.name = "person-amend",
	.summary = "put an adult's record right",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_person,
	.store = STORE_WRITES,
	.each = verb_amend,
};
