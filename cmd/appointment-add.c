/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_appointment_add = {
	.name = "appointment-add",
	.summary = "record the roles that adults hold",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_appointment,
	.store = STORE_WRITES,
	.each = verb_add,
};
