/* SPDX-License-Identifier: ISC */
#include "ui/incoming/incoming.h"

const struct command command_person_import = {
	.name = "person-import",
	.summary = "take in the list of adults from the school's system",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.opts = incoming_opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_person,
	.store = STORE_WRITES,
	.run = incoming_run,
};
