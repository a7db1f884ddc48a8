/* SPDX-License-Identifier: ISC */
#include "base/text/date.h"
#include "session/caller/emergency.h"
#include "ui/upkeep/left.h"
#include "ui/notify/outbox.h"
#include "ui/upkeep/upkeep.h"

/* --older-than: the day before which what is refused is too old. */
static int
read_age(struct cmd *cmd, int32_t *before, struct err *err)
{
	const char *typed = args_get(&cmd->args, "older-than");
	struct buf ago = BUF_INIT;

	*before = DATE_NONE;
	if (typed == NULL)
		return 0;
	if (!args_has(&cmd->args, "clear"))
		return err_set(err, ST_USAGE, "options",
		    "--older-than goes with --clear.");
	buf_addf(&ago, "-%s", typed);
	*before = date_word(buf_str(&ago), time_day(cmd->s.now));
	if (*before == DATE_NONE)
		*before = date_word(typed, time_day(cmd->s.now));
	buf_release(&ago);
	if (*before != DATE_NONE)
		return 0;
	return err_set(err, ST_USAGE, "older-than",
	    "--older-than takes a number of days, as 30d, or a date, like "
	    "1/9/2026 or 2026-09-01.");
}

static int
run(struct cmd *cmd, struct err *err)
{
	struct buf troubles = BUF_INIT;
	int32_t before;
	int rc = read_age(cmd, &before, err);

	if (rc == 0)
		rc = upkeep_open(cmd, err);
	if (rc == 0)
		rc = upkeep_troubles(cmd, cmd->s.store, &troubles, err);
	if (rc == 0)
		rc = upkeep_ahead(cmd, &troubles, err);
	if (rc == 0) {
		emergency_trouble(cmd->s.store, &troubles);
		outbox_trouble(cmd->s.store_path, &troubles);
	}
	if (rc == 0 && troubles.n > 0) {
		cmd->status = ST_NO;
		rc = upkeep_print_troubles(cmd, &troubles, err);
	}
	if (rc == 0)
		rc = left_check(cmd, args_has(&cmd->args, "clear"), before,
		    err);
	buf_release(&troubles);
	return rc;
}

static const struct opt opts[] = {
	{ .name = "clear", .type = OPT_FLAG,
	    .help = "remove what tools that were stopped left behind" },
	{ .name = "older-than", .type = OPT_DAY, .arg = "AGE",
	    .help = "with --clear: and refused input older than AGE, as 30d" },
	{ .name = NULL }
};

const struct command command_store_check = {
	.name = "store-check",
	.summary = "look for anything wrong with a store",
	.operands = "",
	.opts = opts,
	.groups = OPTS_STORE | OPTS_OUTPUT,
	.prints = &kind_trouble,
	.store = STORE_NONE, /* it must open one that is damaged */
	.run = run,
};
