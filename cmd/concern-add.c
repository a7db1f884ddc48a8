/* SPDX-License-Identifier: ISC */
#include "cli/frame/cmd.h"

static int
each(struct cmd *cmd, const struct json *typed, struct err *err)
{
	int risk = json_get(typed, 0, "immediate_risk");

	if (session_put(&cmd->s, &kind_concern, typed, NULL, err) == -1)
		return -1;
	if (cmd->terminal_in)
		cmd->ending = "Hearing such things is hard: your DSL or line "
			      "manager will see that you get support.\n"
		    CMD_DANGER;
	else if (risk >= 0 && json_type(typed, risk) == JSON_TRUE)
		cmd->ending = CMD_DANGER;
	return 0;
}

static const struct opt opts[] = {
	{ .name = "guide", .type = OPT_FLAG,
	    .help = "how to write down a concern, and what not to do" },
	{ .name = NULL }
};

const struct command command_concern_add = {
	.name = "concern-add",
	.summary = "record what was seen or said about a child",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_concern,
	.store = STORE_WRITES,
	.each = each,
};
