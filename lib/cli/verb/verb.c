/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "cli/frame/cmd.h"
#include "cli/frame/cmd_inside.h"

int
verb_add(struct cmd *cmd, const struct json *typed, struct err *err)
{
	return session_put(&cmd->s, cmd->command->kind, typed, NULL, err);
}

/* Which record a change is of: the operand's, else its own id. */
static int
change_id(struct cmd *cmd, const struct json *typed, char id[ID_LEN],
    struct err *err)
{
	struct buf name = BUF_INIT;
	int rc;

	if (!session_text(&cmd->s, typed, "id", &name)) {
		err_set(err, ST_DATA, ERR_MISSING,
		    "Say which %s is amended, by its id.",
		    cmd->command->kind->name);
		return err_field(err, "id");
	}
	rc = session_id(
	    &cmd->s, buf_str(&name), cmd->command->kind->name, true, id, err);
	if (rc == -1)
		err_field(err, "id");
	buf_release(&name);
	return rc;
}

int
verb_amend(struct cmd *cmd, const struct json *typed, struct err *err)
{
	char id[ID_LEN];
	long before = cmd->s.pending;

	if (change_id(cmd, typed, id, err) == -1 ||
	    session_amend(&cmd->s, cmd->command->kind, id, typed, id, err) ==
		-1)
		return -1;
	cmd->s.same += cmd->s.pending == before;
	return 0;
}

const struct opt verb_show_opts[] = {
	{ .name = "versions", .type = OPT_FLAG,
	    .help = "every version, the earliest first" },
	{ .name = NULL }
};

int
verb_show(struct cmd *cmd, struct err *err)
{
	const struct kind *kind = cmd->command->kind;
	struct stored row;
	char id[ID_LEN];

	for (size_t i = 0; i < cmd->args.noperands; i++) {
		if (session_id(&cmd->s, cmd->args.operand[i], kind->name, false,
			id, err) == -1 ||
		    session_read(&cmd->s, id, &row, err) == -1)
			return -1;
		if (args_has(&cmd->args, "versions")
			? store_versions(cmd->s.store, id, cmd_print, cmd,
			      err) == -1
			: cmd_print(cmd, &row, err) == -1 ||
			    session_tell_twin(&cmd->s, &row, err) == -1)
			return -1;
	}
	return 0;
}
