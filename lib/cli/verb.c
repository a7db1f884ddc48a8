/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/cmd_inside.h"

int
verb_add(struct cmd *cmd, const struct json *typed, struct err *err)
{
	return cmd_put(cmd, cmd->command->kind, typed, NULL, err);
}

/* Which record a change is of: the operand's, else its own id. */
static int
change_id(struct cmd *cmd, const struct json *typed, char id[ID_LEN],
    struct err *err)
{
	struct buf name = BUF_INIT;
	int rc;

	if (!cmd_text(cmd, typed, "id", &name)) {
		err_set(err, ST_DATA, ERR_MISSING,
		    "Say which %s is amended, by its id.",
		    cmd->command->kind->name);
		return err_field(err, "id");
	}
	rc = cmd_id(cmd, buf_str(&name), cmd->command->kind->name, true, id,
	    err);
	if (rc == -1)
		err_field(err, "id");
	buf_release(&name);
	return rc;
}

int
verb_amend(struct cmd *cmd, const struct json *typed, struct err *err)
{
	char id[ID_LEN];
	long before = cmd->pending;

	if (change_id(cmd, typed, id, err) == -1 ||
	    cmd_amend(cmd, cmd->command->kind, id, typed, id, err) == -1)
		return -1;
	cmd->same += cmd->pending == before;
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
		if (cmd_id(cmd, cmd->args.operand[i], kind->name, false, id,
			err) == -1 ||
		    cmd_read(cmd, id, &row, err) == -1)
			return -1;
		if (args_has(&cmd->args, "versions")
			? store_versions(cmd->store, id, cmd_print, cmd,
			      err) == -1
			: cmd_print(cmd, &row, err) == -1 ||
			    cmd_tell_twin(cmd, &row, err) == -1)
			return -1;
	}
	return 0;
}
