/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_appointment_list = {
	.name = "appointment-list",
	.summary = "list appointments",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_appointment,
	.store = STORE_READS,
	.run = verb_list,
};
