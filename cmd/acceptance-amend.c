/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_acceptance_amend = {
	.name = "acceptance-amend",
	.summary = "end or correct the acceptance of a finding",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_acceptance,
	.store = STORE_WRITES,
	.each = verb_amend,
};
