/* SPDX-License-Identifier: ISC */
#include "cli/frame/cmd.h"
#include "domain/pupil/status.h"

static struct json status;

static int
print_due(void *arg, const struct stored *row, struct err *err)
{
	struct cmd *cmd = arg;

	if (json_parse(&status, row->body, row->len, 0, err) == -1)
		return -1;
	return status_due(&status, cmd->s.today) ? cmd_print(cmd, row, err) : 0;
}

static int
run(struct cmd *cmd, struct err *err)
{
	int rc;

	if (!args_has(&cmd->args, "due"))
		return verb_list(cmd, err);
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

const struct command command_status_list = {
	.name = "status-list",
	.summary = "list statuses, and those to be reviewed",
	.operands = "",
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_status,
	.store = STORE_LOGS,
	.run = run,
};
