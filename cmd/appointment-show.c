/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_appointment_show = {
	.name = "appointment-show",
	.summary = "show an appointment",
	.operands = "ID ...",
	.operands_min = 1,
	.operands_max = -1,
	.opts = verb_show_opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.kind = &kind_appointment,
	.store = STORE_READS,
	.run = verb_show,
};
