/* SPDX-License-Identifier: ISC */
#include "ui/upkeep/sealing.h"
#include "ui/upkeep/upkeep.h"

static int
run(struct cmd *cmd, struct err *err)
{
	const char *file = args_get(&cmd->args, "checkpoint");
	const char *pubkey = args_get(&cmd->args, "pubkey");
	struct ledger_report report;
	struct checkpoint want;
	struct err why;
	int rc;

	if ((file == NULL) != (pubkey == NULL))
		return err_set(err, ST_USAGE, "options",
		    "--checkpoint and --pubkey go together: a checkpoint says "
		    "nothing without the key that it was sealed with.");
	if (store_open(&cmd->s.store, cmd->s.store_path, STORE_READ, err) ==
		-1 ||
	    (file != NULL && sealing_read(&want, file, pubkey, err) == -1))
		return -1;
	rc = ledger_whole(cmd->s.store, file == NULL ? NULL : &want, &report,
	    &why);
	if ((rc == 0 || why.status == ST_NO) &&
	    upkeep_print(cmd, &report, err) == -1)
		return -1;
	if (rc == -1)
		*err = why;
	return rc;
}

static const struct opt opts[] = {
	{ .name = "checkpoint", .type = OPT_FILE, .arg = "FILE",
	    .help = "the ledger must reach this checkpoint of ledger-seal, "
		    "and agree with it" },
	{ .name = "pubkey", .type = OPT_FILE, .arg = "FILE",
	    .help = "the public key of the checkpoint's signature" },
	{ .name = NULL }
};

const struct command command_ledger_verify = {
	.name = "ledger-verify",
	.summary = "say whether the ledger is whole",
	.operands = "",
	.opts = opts,
	.groups = OPTS_STORE | OPTS_OUTPUT,
	.prints = &kind_ledger,
	.store = STORE_NONE,
	.open_to_all = true, /* it shows numbers and hashes */
	.run = run,
};
