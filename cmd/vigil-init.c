/* SPDX-License-Identifier: ISC */
#include "cli/frame/cmd.h"
#include "ui/upkeep/school.h"

static int
run(struct cmd *cmd, struct err *err)
{
	return school_create(cmd, cmd->args.operand[0], err);
}

const struct command command_vigil_init = {
	.name = "vigil-init",
	.summary = "make a school's store from a school file",
	.operands = "SCHOOL.yaml",
	.operands_min = 1,
	.operands_max = 1,
	.groups = OPTS_STORE | OPTS_OUTPUT,
	.kind = &kind_school,
	.store = STORE_NONE,
	.open_to_all = true,
	.run = run,
};
