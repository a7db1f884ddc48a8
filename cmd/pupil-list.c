/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_pupil_list = {
	.name = "pupil-list",
	.summary = "list pupils",
	.operands = "",
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_pupil,
	.store = STORE_READS,
	.run = verb_list,
};
