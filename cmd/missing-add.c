/* SPDX-License-Identifier: ISC */
#include "cli/frame/cmd.h"

#define TELL "Tell the DSL and the Education Welfare Service now (policy " \
	"32.4), and record when with missing-amend.\n" CMD_DANGER

/* Of several children the one for whom most is to be done decides. */
static int
each(struct cmd *cmd, const struct json *typed, struct err *err)
{
	bool told = json_get(typed, 0, "dsl_told_at") >= 0 &&
	    json_get(typed, 0, "ews_told_at") >= 0;

	if (verb_add(cmd, typed, err) == -1)
		return -1;
	if (json_get(typed, 0, "found_at") >= 0)
		return 0;
	if (!told)
		cmd->ending = TELL;
	else if (cmd->ending == NULL)
		cmd->ending = CMD_DANGER;
	return 0;
}

const struct command command_missing_add = {
	.name = "missing-add",
	.summary = "record a child missing from school, home or care",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_missing,
	.store = STORE_WRITES,
	.each = each,
};
