/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_notice_amend = {
	.name = "notice-amend",
	.summary = "correct a penalty notice, or say that it was paid",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_notice,
	.store = STORE_WRITES,
	.each = verb_amend,
};
