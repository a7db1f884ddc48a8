/* SPDX-License-Identifier: ISC */
#include "ui/upkeep/sealing.h"
#include "ui/upkeep/upkeep.h"

static int
run(struct cmd *cmd, struct err *err)
{
	const char *new = args_get(&cmd->args, "new-key");
	const char *key = args_get(&cmd->args, "key");
	struct ledger_report report;

	if (new != NULL && (key != NULL || cmd->args.noperands > 0))
		return err_set(err, ST_USAGE, "options",
		    "--new-key PREFIX only makes a key; seal with it "
		    "afterwards.");
	if (new != NULL)
		return sealing_new_key(new, err);
	if (key == NULL || cmd->args.noperands == 0)
		return err_set(err, ST_USAGE, "options",
		    "Give --key FILE, and the name that the seal's files "
		    "begin with.");
	if (upkeep_open(cmd, err) == -1 ||
	    sealing_write(cmd, key, cmd->args.operand[0], &report, err) == -1)
		return -1;
	return upkeep_tell(cmd, &report, "The ledger was sealed", err);
}

static const struct opt opts[] = {
	{ .name = "key", .type = OPT_FILE, .arg = "FILE",
	    .help = "the private key to seal with (Ed25519, PEM)" },
	{ .name = "new-key", .type = OPT_FILE, .arg = "PREFIX",
	    .help = "make a key: PREFIX.pem, and its public forms" },
	{ .name = NULL }
};

const struct command command_ledger_seal = {
	.name = "ledger-seal",
	.summary = "sign where the ledger stands today",
	.operands = "[PREFIX]",
	.operands_max = 1,
	.opts = opts,
	.groups = OPTS_STORE | OPTS_OUTPUT,
	.prints = &kind_ledger,
	.store = STORE_NONE, /* a new key needs none */
	.run = run,
};
