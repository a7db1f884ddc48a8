/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "cli/frame/cmd.h"

struct other {
	const char *id; /* of the record just added */
	char found[ID_LEN];
};

static int
take(void *arg, const struct stored *row, struct err *err)
{
	struct other *o = arg;

	(void)err;
	if (strcmp(row->id, o->id) == 0)
		return 0;
	memcpy(o->found, row->id, ID_LEN);
	return 1;
}

/* A child leaves once: a second removal that is open is most often a slip. */
static int
each(struct cmd *cmd, const struct json *typed, struct err *err)
{
	char id[ID_LEN];
	struct other other = { .id = id };
	struct query query = { .kind = &kind_off_roll, .open = true };
	struct buf pupil = BUF_INIT;
	int rc = session_put(&cmd->s, &kind_off_roll, typed, id, err);

	if (rc == 0 && session_text(&cmd->s, &cmd->s.made, "pupil", &pupil)) {
		query.about = buf_str(&pupil);
		rc = store_each(cmd->s.store, &query, take, &other, err);
	}
	if (rc != -1 && other.found[0] != '\0')
		cmd_warn(cmd, "%s has an open removal already, %s: if it is "
		    "the same, go on there with off-roll-amend.",
		    buf_str(&pupil), other.found);
	buf_release(&pupil);
	return rc == -1 ? -1 : 0;
}

const struct command command_off_roll_add = {
	.name = "off-roll-add",
	.summary = "record a pupil taken off the roll, and who was told",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_off_roll,
	.store = STORE_WRITES,
	.each = each,
};
