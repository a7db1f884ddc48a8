/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_person_add = {
	.name = "person-add",
	.summary = "record adults who work with the school",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_person,
	.store = STORE_WRITES,
	.each = verb_add,
};
