/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

const struct command command_person_show = {
	.name = "person-show",
	.summary = "show an adult's record",
	.operands = "ID ...",
	.operands_min = 1,
	.operands_max = -1,
	.opts = verb_show_opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.kind = &kind_person,
	.store = STORE_READS,
	.run = verb_show,
};
