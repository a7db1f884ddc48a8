/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "cli/frame/cmd.h"
#include "domain/concern/referral.h"

/* The concern an action is about, as it stands; 0 where it names none. */
static int
concern_of(struct cmd *cmd, const struct json *typed, struct stored *concern,
    struct err *err)
{
	struct buf name = BUF_INIT;
	char id[ID_LEN];
	int found = 0;

	if (session_text(&cmd->s, typed, "concern", &name) &&
	    id_read(id, name.p, name.n) == ID_WHOLE)
		found = store_get(cmd->s.store, id, concern, err);
	buf_release(&name);
	return found;
}

/* What is skipped is at least said. */
static int
warn(struct cmd *cmd, bool unread, const struct stored *concern,
    struct err *err)
{
	struct buf places = BUF_INIT;
	int rc = 0;

	if (unread && strcmp(concern->state, "action") == 0)
		cmd_warn(cmd, "The concern had not been read and decided on "
			      "(triaged) before this. Record the decision "
			      "and its reasons too.");
	if (strcmp(concern->state, concern->kind->closed) == 0)
		rc = referral_to_make(cmd->s.store, concern->id, &places, err);
	if (places.n > 0)
		cmd_warn(cmd, "%s is resolved, and referrals of it are still "
			      "to be made: %s. Make them, or close them with "
			      "what came of them.", concern->id,
		    buf_str(&places));
	buf_release(&places);
	return rc;
}

static int
each(struct cmd *cmd, const struct json *typed, struct err *err)
{
	struct stored concern;
	int found = concern_of(cmd, typed, &concern, err);
	bool unread = found == 1 && strcmp(concern.state, "reported") == 0;

	if (found == -1 ||
	    session_put(&cmd->s, &kind_action, typed, NULL, err) == -1)
		return -1;
	found = concern_of(cmd, typed, &concern, err);
	return found == 1 ? warn(cmd, unread, &concern, err) : found;
}

const struct command command_action_add = {
	.name = "action-add",
	.summary = "record what was done or decided about a concern",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_action,
	.store = STORE_WRITES,
	.each = each,
};
