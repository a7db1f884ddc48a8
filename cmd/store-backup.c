/* SPDX-License-Identifier: ISC */
#include "ui/upkeep/backup.h"

static int
run(struct cmd *cmd, struct err *err)
{
	return backup_make(cmd, cmd->args.operand[0], err);
}

const struct command command_store_backup = {
	.name = "store-backup",
	.summary = "copy a store while it is in use",
	.operands = "[FILE]",
	.operands_max = 1,
	.groups = OPTS_STORE | OPTS_OUTPUT,
	.prints = &kind_ledger,
	.store = STORE_LOGS,
	.run = run,
};
