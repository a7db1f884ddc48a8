/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/cmd_inside.h"
#include "cli/emergency.h"

/*
 * The content of an access record, in the order of its kind's fields.  The
 * caller's reason is one line, whatever was typed.
 */
static void
put_access(struct cmd *cmd, struct buf *b, const char *record,
    const char *pupil, bool refused)
{
	const char *why = args_get(&cmd->args, "emergency");
	struct buf seen = BUF_INIT;
	char at[TIME_LEN];

	if (why == NULL)
		why = args_get(&cmd->args, "why");
	if (why == NULL)
		why = cmd->command->name;
	text_visible(&seen, why, strlen(why), "");
	time_format(cmd->now, at);
	json_open(b, '{');
	json_pair(b, "person", who_name(&cmd->who));
	json_pair(b, "pupil", pupil);
	json_pair(b, "record", record);
	json_pair(b, "tool", cmd->command->name);
	json_pair(b, "at", at);
	json_pair(b, "why", buf_str(&seen));
	json_pair(b, "granted_by", refused ? NULL : cmd->granted_by);
	if (refused) {
		json_key(b, "refused");
		json_bool(b, true);
	}
	json_close(b, '}');
	buf_release(&seen);
}

/* The entry itself, inside a transaction. */
static int
put_entry(struct cmd *cmd, const char *record, const char *pupil,
    bool refused, struct err *err)
{
	struct buf content = BUF_INIT;
	struct draft draft = { .kind = &kind_access,
		.actor = who_name(&cmd->who), .now = cmd->now };
	int64_t seq;
	char id[ID_LEN];
	int rc;

	put_access(cmd, &content, record, pupil, refused);
	draft.content = content.p;
	draft.len = content.n;
	rc = store_put(cmd->store, &draft, id, &seq, err);
	buf_release(&content);
	return rc;
}

/* Those of a reading: one for each child whose file it is of. */
int
cmd_put_reading(struct cmd *cmd, const char *record, struct err *err)
{
	const struct id_set *children = &cmd->reading.children;

	for (size_t i = 0; i < children->n; i++) {
		if (put_entry(cmd, record, children->id[i], false, err) == -1)
			return -1;
	}
	return children->n > 0 && !cmd->reading.others ? 0
		: put_entry(cmd, record, NULL, false, err);
}

/* Enters that the caller was refused; record may be NULL. */
static int
log_refusal(struct cmd *cmd, const char *record, struct err *err)
{
	if (cmd_clock(cmd, err) == -1 || store_begin(cmd->store, err) == -1)
		return -1;
	if (put_entry(cmd, record, NULL, true, err) == 0)
		return store_commit(cmd->store, err);
	store_rollback(cmd->store);
	return -1;
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
	if (cmd->command->open_to_all)
		return 0;
	if (rights_load(&cmd->rights, &cmd->who, &cmd->folders, err) == -1)
		return -1;
	cmd->granted_by = rights_role(cmd->rights, &cmd->who,
	    cmd->command->name);
	return cmd->granted_by != NULL ? 0 : cmd_deny(cmd, NULL, err);
}

/* A reading that is kept apart from the ledger, by a name of its own. */
static void
put_apart(struct cmd *cmd, struct buf *lines, struct buf *what,
    const char *record, const char *pupil)
{
	unsigned char random[8];
	char hex[2 * sizeof(random) + 1];

	hash_random(random, sizeof(random));
	hash_hex(hex, random, sizeof(random));
	buf_adds(lines, lines->n > 0 ? "\n" : "");
	put_access(cmd, lines, record, pupil, false);
	buf_cut(lines, lines->n - 1);
	json_pair(lines, "client_id", hex);
	json_close(lines, '}');
	buf_addf(what, "%s%s", what->n > 0 ? ", " : "",
	    record != NULL ? record : pupil != NULL ? pupil : "a list");
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

/* What could not be logged where it belongs: an entry for each child. */
static void
log_elsewhere(struct cmd *cmd, const char *record, const struct err *why)
{
	const struct id_set *children = &cmd->reading.children;
	struct buf lines = BUF_INIT, what = BUF_INIT;

	for (size_t i = 0; i < children->n; i++)
		put_apart(cmd, &lines, &what, record, children->id[i]);
	if (children->n == 0 || cmd->reading.others)
		put_apart(cmd, &lines, &what, record, NULL);
	emergency_keep(cmd, &lines, buf_str(&what), why);
	buf_release(&lines);
	buf_release(&what);
}

int
cmd_log_reading(struct cmd *cmd, const char *record, struct err *err)
{
	int rc = cmd_clock(cmd, err);

	if (rc == 0)
		rc = store_begin(cmd->store, err);
	if (rc == 0) {
		rc = cmd_put_reading(cmd, record, err);
		if (rc == 0)
			rc = store_commit(cmd->store, err);
		else
			store_rollback(cmd->store);
	}
	if (rc == -1 && !args_has(&cmd->args, "emergency")) {
		hint_emergency(err);
	} else if (rc == -1) {
		log_elsewhere(cmd, record, err);
		rc = 0;
	}
	cmd_reading_reset(cmd);
	return rc;
}

int
cmd_log_access(struct cmd *cmd, const char *record, const char *pupil,
    struct err *err)
{
	cmd_reading_reset(cmd);
	if (pupil != NULL)
		cmd_reads_child(cmd, pupil);
	return cmd_log_reading(cmd, record, err);
}
