/* SPDX-License-Identifier: ISC */
#include "ui/incoming/incoming.h"

const struct command command_pupil_import = {
	.name = "pupil-import",
	.summary = "take in the roll from the school's system, again and again",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.opts = incoming_opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_pupil,
	.store = STORE_WRITES,
	.run = incoming_run,
};
