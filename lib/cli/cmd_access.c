/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include "cli/cmd.h"
#include "cli/cmd_inside.h"

/* The content of an access record, in the order of its kind's fields. */
static void
put_access(struct cmd *cmd, struct buf *b, const char *record,
    const char *pupil, bool refused)
{
	const char *why = args_get(&cmd->args, "why");
	const char *emergency = args_get(&cmd->args, "emergency");
	char at[TIME_LEN];

	time_format(cmd->now, at);
	json_open(b, '{');
	json_pair(b, "person", who_name(&cmd->who));
	json_pair(b, "pupil", pupil);
	json_pair(b, "record", record);
	json_pair(b, "tool", cmd->command->name);
	json_pair(b, "at", at);
	json_pair(b, "why", emergency != NULL ? emergency
		: why != NULL		      ? why
					      : cmd->command->name);
	json_pair(b, "granted_by", refused ? NULL : cmd->granted_by);
	if (refused) {
		json_key(b, "refused");
		json_bool(b, true);
	}
	json_close(b, '}');
}

static int
enter(struct cmd *cmd, const char *record, const char *pupil, bool refused,
    struct err *err)
{
	struct buf content = BUF_INIT;
	struct draft draft = { .kind = &kind_access,
		.actor = who_name(&cmd->who), .now = cmd->now };
	int64_t seq;
	char id[ID_LEN];
	int rc = -1;

	put_access(cmd, &content, record, pupil, refused);
	draft.content = content.p;
	draft.len = content.n;
	if (cmd_clock(cmd, err) == 0 && store_begin(cmd->store, err) == 0) {
		rc = store_put(cmd->store, &draft, id, &seq, err);
		if (rc == 0)
			rc = store_commit(cmd->store, err);
		else
			store_rollback(cmd->store);
	}
	buf_release(&content);
	return rc;
}

/* Enters that the caller was refused; record may be NULL. */
static int
log_refusal(struct cmd *cmd, const char *record, struct err *err)
{
	return enter(cmd, record, NULL, true, err);
}

int
cmd_deny(struct cmd *cmd, const char *record, struct err *err)
{
	bool logged = true;

	err_clear(err);
	if (!store_writes(cmd->store)) {
		store_close(cmd->store);
		cmd->store = NULL;
		logged = store_open(&cmd->store, cmd->store_path, STORE_WRITE,
		    err) == 0;
	}
	logged = logged && log_refusal(cmd, record, err) == 0;
	if (record != NULL)
		err_set(err, ST_DENIED, "not-allowed", "%s is kept from you.",
		    record);
	else
		err_set(err, ST_DENIED, "not-allowed",
		    "Your account, %s, may not use this command.",
		    cmd->who.login);
	return err_hint(err, "Ask the designated safeguarding lead; this "
			     "refusal %s been recorded.",
	    logged ? "has" : "could not be entered in the ledger and has not");
}

int
cmd_check_right(struct cmd *cmd, struct err *err)
{
	char *packaged, *local;
	int rc;

	if (cmd->command->open_to_all)
		return 0;
	packaged = cmd_data(cmd, "rules/roles.yaml");
	local = cmd_local(cmd, "roles.yaml");
	rc = rights_load(&cmd->rights, &cmd->who, packaged, local, err);
	free(packaged);
	free(local);
	if (rc == -1)
		return -1;
	cmd->granted_by = rights_role(cmd->rights, &cmd->who,
	    cmd->command->name);
	return cmd->granted_by != NULL ? 0 : cmd_deny(cmd, NULL, err);
}

/* What could not be logged where it belongs, in the words of the ledger. */
static void
log_elsewhere(struct cmd *cmd, const char *record, const char *pupil,
    const struct err *why)
{
	openlog("vigil", LOG_PID, LOG_AUTHPRIV);
	syslog(LOG_ALERT, "%s read %s with %s in an emergency (%s); not in "
			  "the ledger: %s",
	    who_name(&cmd->who), record != NULL ? record
		: pupil != NULL		       ? pupil
					       : "a list",
	    cmd->command->name, args_get(&cmd->args, "emergency"), why->msg);
	closelog();
}

/* In one sentence with what else can be done. */
static int
hint_emergency(struct err *err)
{
	struct err was = *err;
	const char *first = *was.hint == '\0' ?
	    "What cannot be logged is not shown." : was.hint;

	return err_hint(err, "%.*s; in an emergency, --emergency REASON shows "
	    "it all the same.", (int)strlen(first) - 1, first);
}

int
cmd_log_access(struct cmd *cmd, const char *record, const char *pupil,
    struct err *err)
{
	if (enter(cmd, record, pupil, false, err) == 0)
		return 0;
	if (!args_has(&cmd->args, "emergency"))
		return hint_emergency(err);
	log_elsewhere(cmd, record, pupil, err);
	cmd_warn(cmd, "The reading could not be logged in the ledger (%s); "
		      "it went to the system log.", err->msg);
	return 0;
}

/* The record that a field of a record names; "" for none. */
static int
named_by(struct cmd *cmd, const struct stored *row, const char *field,
    char id[ID_LEN], struct err *err)
{
	const struct field *f = field_named(row->kind->fields, field,
	    strlen(field));
	struct buf scratch = BUF_INIT;
	const char *s;
	size_t n;
	int t;

	id[0] = '\0';
	if (f == NULL)
		return 0;
	if (json_parse(&cmd->tape, row->body, row->len, 0, err) == -1)
		return -1;
	t = json_get(&cmd->tape, 0, field);
	if (t >= 0) {
		s = json_text(&cmd->tape, t, &scratch, &n);
		if (id_read(id, s, n) != ID_WHOLE)
			id[0] = '\0';
	}
	buf_release(&scratch);
	return 0;
}

int
cmd_child(struct cmd *cmd, const struct stored *row, char id[ID_LEN],
    struct err *err)
{
	struct stored concern;
	char of[ID_LEN];

	if (named_by(cmd, row, "pupil", id, err) == -1)
		return -1;
	if (id[0] != '\0')
		return 0;
	if (named_by(cmd, row, "concern", of, err) == -1)
		return -1;
	if (of[0] == '\0')
		return 0;
	if (store_get(cmd->store, of, &concern, err) != 1)
		return -1;
	return named_by(cmd, &concern, "pupil", id, err);
}

/* The concern that a record is about, itself or through another: 1, 0, -1. */
static int
concern_of(struct cmd *cmd, const struct stored *row, struct stored *concern,
    struct err *err)
{
	char id[ID_LEN];

	*concern = *row;
	while (concern->kind != &kind_concern) {
		if (named_by(cmd, concern, "concern", id, err) == -1 ||
		    (id[0] == '\0' &&
			named_by(cmd, concern, "record", id, err) == -1))
			return -1;
		if (id[0] == '\0')
			return 0;
		if (store_get(cmd->store, id, concern, err) != 1)
			return -1;
	}
	return 1;
}

int
cmd_may_see(struct cmd *cmd, const struct stored *row, struct err *err)
{
	struct stored concern;
	int found;

	if (cmd->who.owner)
		return 1;
	found = concern_of(cmd, row, &concern, err);
	if (found != 1)
		return found == 0 ? 1 : -1;
	if (json_parse(&cmd->tape, concern.body, concern.len, 0, err) == -1)
		return -1;
	return !access_kept_from(&cmd->who, &cmd->tape);
}

int
cmd_may_write(struct cmd *cmd, const struct kind *kind,
    const struct buf *content, struct err *err)
{
	const struct stored row = { .kind = kind, .body = content->p,
		.len = content->n };
	char id[ID_LEN];
	int may;

	/* whoever has something to say about it may: it is theirs to tell */
	if (kind == &kind_concern)
		return 0;
	may = cmd_may_see(cmd, &row, err);
	if (may != 0)
		return may == 1 ? 0 : -1;
	if (named_by(cmd, &row, "concern", id, err) == -1)
		return -1;
	store_rollback(cmd->store);
	return cmd_deny(cmd, id, err);
}

int
cmd_read(struct cmd *cmd, const char *id, struct stored *row,
    struct err *err)
{
	char child[ID_LEN];
	int may;

	if (store_get(cmd->store, id, row, err) != 1)
		return -1;
	may = cmd_may_see(cmd, row, err);
	if (may == 0)
		return cmd_deny(cmd, id, err);
	if (may == -1)
		return -1;
	/* what others may see is read from its concern, and overwrites it */
	if ((row->kind->flags & KIND_FILE) &&
	    ((!cmd->who.owner && store_get(cmd->store, id, row, err) != 1) ||
		cmd_child(cmd, row, child, err) == -1 ||
		cmd_log_access(cmd, id, child[0] == '\0' ? NULL : child,
		    err) == -1))
		return -1;
	return store_get(cmd->store, id, row, err) == 1 ? 0 : -1;
}
