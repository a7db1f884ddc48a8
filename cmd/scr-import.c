/* SPDX-License-Identifier: ISC */
#include "ui/scr_import/scr_import.h"

static int
run(struct cmd *cmd, struct err *err)
{
	struct scr_import *im = scr_import_new(cmd);
	int rc;

	cmd->job = im;
	rc = cmd_each(cmd, scr_import_each, err);
	scr_import_free(im);
	return rc;
}

static const struct opt opts[] = {
	{ .name = "dry-run", .letter = 'n', .type = OPT_FLAG,
	    .prints = &kind_cell,
	    .help = "store nothing; print what each cell becomes" },
	{ .name = NULL }
};

static const struct kind *const reads[] = { &kind_check, NULL };

const struct command command_scr_import = {
	.name = "scr-import",
	.summary = "load a school's own central record, a spreadsheet",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_person,
	.reads = reads,
	.columns = scr_columns,
	.store = STORE_WRITES,
	.tries = true,
	.run = run,
};
