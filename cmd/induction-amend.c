/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_induction_amend = {
	.name = "induction-amend",
	.summary = "amend what was given of the induction pack",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_induction,
	.store = STORE_WRITES,
	.each = verb_amend,
};
