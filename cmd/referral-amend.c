/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_referral_amend = {
	.name = "referral-amend",
	.summary = "say that a referral was made, answered or closed",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_referral,
	.store = STORE_WRITES,
	.each = verb_amend,
};
