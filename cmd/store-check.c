/* SPDX-License-Identifier: ISC */
#include "cli/upkeep.h"

static int
run(struct cmd *cmd, struct err *err)
{
	struct buf troubles = BUF_INIT;
	int rc = upkeep_open(cmd, err);

	if (rc == 0)
		rc = upkeep_troubles(cmd->store, &troubles, err);
	if (rc == 0 && troubles.n > 0) {
		cmd->status = ST_NO;
		rc = upkeep_print_troubles(cmd, &troubles, err);
	}
	buf_release(&troubles);
	return rc;
}

const struct command command_store_check = {
	.name = "store-check",
	.summary = "look for anything wrong with a store",
	.operands = "",
	.groups = OPTS_STORE | OPTS_OUTPUT,
	.prints = &kind_trouble,
	.store = STORE_NONE, /* it must open one that is damaged */
	.run = run,
};
