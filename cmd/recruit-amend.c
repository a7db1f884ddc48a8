/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_recruit_amend = {
	.name = "recruit-amend",
	.summary = "amend recruitments",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_recruitment,
	.store = STORE_WRITES,
	.each = verb_amend,
};
