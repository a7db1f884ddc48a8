/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"

static int
each(struct cmd *cmd, const struct json *typed, struct err *err)
{
	int risk = json_get(typed, 0, "immediate_risk");

	if (cmd_put(cmd, &kind_concern, typed, NULL, err) == -1)
		return -1;
	if (risk >= 0 && json_type(typed, risk) == JSON_TRUE)
		cmd->ending = "If a child is in immediate danger, call 999.";
	return 0;
}

const struct command command = {
	.name = "concern-add",
	.summary = "record what was seen or said about a child",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_concern,
	.store = STORE_WRITES,
	.each = each,
};
