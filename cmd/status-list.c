/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "cli/cmd.h"

static struct json status;
static char today[DATE_LEN];

/* Whether a member is there, and a day up to today. */
static bool
reached(struct cmd *cmd, const char *field, bool *there)
{
	struct buf day = BUF_INIT;
	bool is;

	*there = cmd_text(cmd, &status, field, &day);
	is = *there && strcmp(buf_str(&day), today) <= 0;
	buf_release(&day);
	return is;
}

/* A timetable of part of the day has an end and is reviewed before it. */
static int
print_due(void *arg, const struct stored *row, struct err *err)
{
	struct cmd *cmd = arg;
	bool ends, reviewed, due, part_time;

	if (json_parse(&status, row->body, row->len, 0, err) == -1)
		return -1;
	part_time = json_is(&status, json_get(&status, 0, "status"),
	    "part-time-timetable");
	due = reached(cmd, "review", &reviewed);
	(void)reached(cmd, "to", &ends);
	if (due || (part_time && (!ends || !reviewed)))
		return cmd_print(cmd, row, err);
	return 0;
}

static int
run(struct cmd *cmd, struct err *err)
{
	int rc;

	if (!args_has(&cmd->args, "due"))
		return verb_list(cmd, err);
	/* these look at all that are listed, not at those that are due */
	if (args_has(&cmd->args, "count") || args_has(&cmd->args, "limit"))
		return err_set(err, ST_USAGE, "due",
		    "--due goes with neither --count nor --limit.");
	date_format(cmd->today, today);
	rc = verb_list_with(cmd, print_due, cmd, err);
	json_release(&status);
	return rc;
}

static const struct opt opts[] = {
	{ .name = "due", .type = OPT_FLAG,
	    .help = "only those to be reviewed, and part-time timetables "
		    "without an end or a review" },
	{ .name = NULL }
};

const struct command command = {
	.name = "status-list",
	.summary = "list statuses, and those to be reviewed",
	.operands = "",
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_status,
	.store = STORE_LOGS,
	.run = run,
};
