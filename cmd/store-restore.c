/* SPDX-License-Identifier: ISC */
#include "ui/upkeep/backup.h"

static int
run(struct cmd *cmd, struct err *err)
{
	return backup_restore(cmd, cmd->args.operand[0],
	    args_has(&cmd->args, "replace"), err);
}

static const struct opt opts[] = {
	{ .name = "replace", .type = OPT_FLAG,
	    .help = "move a store that is there aside" },
	{ .name = NULL }
};

const struct command command_store_restore = {
	.name = "store-restore",
	.summary = "put a backup in the place of the store",
	.operands = "[FILE]",
	.operands_max = 1,
	.opts = opts,
	.groups = OPTS_STORE | OPTS_OUTPUT,
	.prints = &kind_ledger,
	.store = STORE_NONE,
	.run = run,
};
