/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_appointment_amend = {
	.name = "appointment-amend",
	.summary = "end or correct an appointment",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_appointment,
	.store = STORE_WRITES,
	.each = verb_amend,
};
