/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "cli/cmd.h"

/* The state of the concern an action is about, "" where it names none. */
static int
state_of(struct cmd *cmd, const struct json *typed, struct buf *state,
    struct err *err)
{
	struct buf name = BUF_INIT;
	struct stored concern;
	char id[ID_LEN];
	int rc = 0;

	if (cmd_text(cmd, typed, "concern", &name) &&
	    id_read(id, name.p, name.n) == ID_WHOLE) {
		rc = store_get(cmd->store, id, &concern, err);
		if (rc == 1)
			buf_adds(state, concern.state);
	}
	buf_release(&name);
	return rc == -1 ? -1 : 0;
}

static int
each(struct cmd *cmd, const struct json *typed, struct err *err)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	int rc = -1;

	if (state_of(cmd, typed, &before, err) == 0 &&
	    cmd_put(cmd, &kind_action, typed, NULL, err) == 0)
		rc = state_of(cmd, typed, &after, err);
	if (rc == 0 && strcmp(buf_str(&before), "reported") == 0 &&
	    strcmp(buf_str(&after), "action") == 0)
		cmd_warn(cmd, "The concern had not been read and decided on "
			      "(triaged) before this. Record the decision "
			      "and its reasons too.");
	buf_release(&before);
	buf_release(&after);
	return rc;
}

const struct command command = {
	.name = "action-add",
	.summary = "record what was done or decided about a concern",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_action,
	.store = STORE_WRITES,
	.each = each,
};
