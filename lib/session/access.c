/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/hash.h"
#include "base/text/text.h"
#include "session/session_own.h"
#include "session/caller/emergency.h"

/*
 * The content of an access record, in the order of its kind's fields.  The
 * caller's reason is one line, whatever was typed.
 */
static void
put_access(struct session *ses, struct buf *b, const char *record,
    const char *pupil, bool refused)
{
	const char *why = ses->emergency;
	struct buf seen = BUF_INIT;
	char at[TIME_LEN];

	if (why == NULL)
		why = ses->why;
	if (why == NULL)
		why = ses->tool;
	text_visible(&seen, why, strlen(why), "");
	time_format(ses->now, at);
	json_open(b, '{');
	json_pair(b, "person", who_name(&ses->who));
	json_pair(b, "pupil", pupil);
	json_pair(b, "record", record);
	json_pair(b, "tool", ses->tool);
	json_pair(b, "at", at);
	json_pair(b, "why", buf_str(&seen));
	json_pair(b, "granted_by", refused ? NULL : ses->granted_by);
	if (refused) {
		json_key(b, "refused");
		json_bool(b, true);
	}
	json_close(b, '}');
	buf_release(&seen);
}

/* The entry itself, inside a transaction. */
static int
put_entry(struct session *ses, const char *record, const char *pupil,
    bool refused, struct err *err)
{
	struct buf content = BUF_INIT;
	struct draft draft = { .kind = &kind_access,
		.actor = who_name(&ses->who), .now = ses->now };
	int64_t seq;
	char id[ID_LEN];
	int rc;

	put_access(ses, &content, record, pupil, refused);
	draft.content = content.p;
	draft.len = content.n;
	rc = store_put(ses->store, &draft, id, &seq, err);
	buf_release(&content);
	return rc;
}

/* Those of a reading: one for each child whose file it is of. */
int
session_put_reading(struct session *ses, const char *record, struct err *err)
{
	const struct id_set *children = &ses->reading.children;

	for (size_t i = 0; i < children->n; i++) {
		if (put_entry(ses, record, children->id[i], false, err) == -1)
			return -1;
	}
	return children->n > 0 && !ses->reading.others ? 0
		: put_entry(ses, record, NULL, false, err);
}

/* Enters that the caller was refused; record may be NULL. */
static int
log_refusal(struct session *ses, const char *record, struct err *err)
{
	if (session_clock(ses, err) == -1 || store_begin(ses->store, err) == -1)
		return -1;
	if (put_entry(ses, record, NULL, true, err) == 0)
		return store_commit(ses->store, err);
	store_rollback(ses->store);
	return -1;
}

int
session_deny(struct session *ses, const char *record, struct err *err)
{
	bool logged = true;

	err_clear(err);
	if (!store_writes(ses->store)) {
		store_close(ses->store);
		ses->store = NULL;
		logged = store_open(&ses->store, ses->store_path, STORE_WRITE,
		    err) == 0;
	}
	logged = logged && log_refusal(ses, record, err) == 0;
	if (record != NULL)
		err_set(err, ST_DENIED, "not-allowed", "%s is kept from you.",
		    record);
	else
		err_set(err, ST_DENIED, "not-allowed",
		    "Your account, %s, may not use this command.",
		    ses->who.login);
	return err_hint(err, "Ask the designated safeguarding lead; this "
			     "refusal %s been recorded.",
	    logged ? "has" : "could not be entered in the ledger and has not");
}

int
session_check_right(struct session *ses, struct err *err)
{
	if (ses->open_to_all)
		return 0;
	if (rights_load(&ses->rights, &ses->who, &ses->folders, err) == -1)
		return -1;
	ses->granted_by = rights_role(ses->rights, &ses->who,
	    ses->tool);
	return ses->granted_by != NULL ? 0 : session_deny(ses, NULL, err);
}

/* A reading that is kept apart from the ledger, by a name of its own. */
static void
put_apart(struct session *ses, struct buf *lines, struct buf *what,
    const char *record, const char *pupil)
{
	unsigned char random[8];
	char hex[2 * sizeof(random) + 1];

	hash_random(random, sizeof(random));
	hash_hex(hex, random, sizeof(random));
	buf_adds(lines, lines->n > 0 ? "\n" : "");
	put_access(ses, lines, record, pupil, false);
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
log_elsewhere(struct session *ses, const char *record, const struct err *why)
{
	const struct id_set *children = &ses->reading.children;
	struct buf lines = BUF_INIT, what = BUF_INIT;

	for (size_t i = 0; i < children->n; i++)
		put_apart(ses, &lines, &what, record, children->id[i]);
	if (children->n == 0 || ses->reading.others)
		put_apart(ses, &lines, &what, record, NULL);
	emergency_keep(ses, &lines, buf_str(&what), why);
	buf_release(&lines);
	buf_release(&what);
}

int
session_log_reading(struct session *ses, const char *record, struct err *err)
{
	int rc = session_clock(ses, err);

	if (rc == 0)
		rc = store_begin(ses->store, err);
	if (rc == 0) {
		rc = session_put_reading(ses, record, err);
		if (rc == 0)
			rc = store_commit(ses->store, err);
		else
			store_rollback(ses->store);
	}
	if (rc == -1 && ses->emergency == NULL) {
		hint_emergency(err);
	} else if (rc == -1) {
		log_elsewhere(ses, record, err);
		rc = 0;
	}
	session_reading_reset(ses);
	return rc;
}

int
session_log_access(struct session *ses, const char *record, const char *pupil,
    struct err *err)
{
	session_reading_reset(ses);
	if (pupil != NULL)
		session_reads_child(ses, pupil);
	return session_log_reading(ses, record, err);
}
