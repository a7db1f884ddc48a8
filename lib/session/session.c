/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "session/session_own.h"

void
session_warn(const struct session *ses, const char *fmt, ...)
{
	struct err told;
	va_list ap;

	err_clear(&told);
	told.code = "warning";
	va_start(ap, fmt);
	vsnprintf(told.msg, sizeof(told.msg), fmt, ap);
	va_end(ap);
	if (ses->warn != NULL)
		ses->warn(ses->arg, &told);
}

int
session_begin(struct session *ses, struct err *err)
{
	ses->nruns = 0;
	ses->pending = 0;
	return session_clock(ses, err) == -1 ? -1
					     : store_begin(ses->store, err);
}

/* bare: it is answered by its id and receipt alone. */
static void
remember(struct session *ses, int64_t seq, bool bare)
{
	struct run *last = ses->nruns == 0 ? NULL
					   : &ses->runs[ses->nruns - 1];

	if (last != NULL && last->first + last->count == seq &&
	    last->bare == bare) {
		last->count++;
		return;
	}
	ses->runs = mem_resize(ses->runs, ses->nruns + 1,
	    sizeof(*ses->runs));
	ses->runs[ses->nruns++] = (struct run){ seq, 1, bare };
}

void
session_receipt(struct buf *b, const struct stored *row)
{
	json_key(b, "receipt");
	json_open(b, '{');
	json_key(b, "seq");
	json_num(b, row->receipt.seq);
	json_pair(b, "hash", row->receipt.hash);
	json_close(b, '}');
}

int
session_tell_twin(
    struct session *ses, const struct stored *row, struct err *err)
{
	char id[ID_LEN], other[ID_LEN];
	int found;

	memcpy(id, row->id, ID_LEN);
	found = store_twin(ses->store, row, other, err);
	if (found == 1)
		session_warn(ses,
		    "%s is likely the same as %s: the names are, and "
		    "no birthday tells them apart. Look at both.",
		    id, other);
	return found == -1 ? -1 : 0;
}

struct first {
	const char *content;
	size_t n;
	bool same;
};

/* The first version is what a record that comes again is compared with. */
static int
compare_first(void *arg, const struct stored *was, struct err *err)
{
	struct first *f = arg;

	(void)err;
	f->same = was->len - was->content == f->n - 1 &&
	    memcmp(was->body + was->content, f->content + 1, f->n - 1) == 0;
	return 1;
}

/* Of a record that may be kept from the caller it is not said which. */
static int
used_before(const struct session *ses, const struct kind *kind, const char *id,
    struct err *err)
{
	if (ses->who.owner || !session_kept_kind(kind))
		err_set(err, ST_DATA, ERR_CLIENT_ID,
		    "This client_id was used before, for another content "
		    "(%s). Give a new one, or amend that record.", id);
	else
		err_set(err, ST_DATA, ERR_CLIENT_ID,
		    "This client_id was used before, for another content. "
		    "Give a new one.");
	return err_field(err, "client_id");
}

/* The record that came with this client_id before: 1, 0, -1. */
static int
came_before(struct session *ses, const struct kind *kind, char id[ID_LEN],
    struct err *err)
{
	struct first first = { ses->content.p, ses->content.n, false };
	struct buf name = BUF_INIT;
	int found = 0;

	if (session_text(ses, &ses->made, "client_id", &name))
		found = store_find(ses->store, kind, "client_id",
		    buf_str(&name), id, err);
	buf_release(&name);
	if (found != 1)
		return found;
	if (store_versions(ses->store, id, compare_first, &first, err) == -1)
		return -1;
	return first.same ? 1 : used_before(ses, kind, id, err);
}

static int
put_content(struct session *ses, const struct kind *kind, const char *id,
    const struct buf *content, const struct json *doc, bool bare,
    char out[ID_LEN], struct err *err)
{
	struct draft draft = { .kind = kind, .id = id,
		.content = content->p, .len = content->n, .doc = doc,
		.actor = who_name(&ses->who), .now = ses->now };
	int64_t seq;

	if (session_may_write(ses, kind, content, err) == -1 ||
	    store_put(ses->store, &draft, out, &seq, err) == -1)
		return -1;
	remember(ses, seq, bare);
	ses->pending++;
	memcpy(ses->stored_id, out, ID_LEN);
	return 0;
}

bool
session_text(struct session *ses, const struct json *j, const char *name,
    struct buf *out)
{
	int t = json_get(j, 0, name);
	const char *s;
	size_t n;

	if (t < 0 || json_type(j, t) != JSON_STRING)
		return false;
	s = json_text(j, t, &ses->scratch, &n);
	buf_add(out, s, n);
	return true;
}

int
session_again(struct session *ses, const char *id, struct err *err)
{
	int whole = session_opens(ses, id, err);
	struct stored now;

	if (whole == -1 || store_need(ses->store, id, &now, err) == -1)
		return -1;
	/* the first receipt is the sender's own; a later one tells more */
	remember(ses, whole ? now.receipt.seq : now.first, !whole);
	return 0;
}

/*
 * Who has rights by a record of their own neither makes nor changes it:
 * else the headteacher could step out of what is kept from one.
 */
static int
check_own(struct session *ses, const struct kind *kind, const char *id,
    const struct json *record, struct err *err)
{
	int t = json_get(record, 0, "person");

	if (!(kind->flags & KIND_RIGHTS) || ses->who.person[0] == '\0' ||
	    (strcmp(id, ses->who.person) != 0 &&
		!json_is(record, t, ses->who.person)))
		return 0;
	return err_set(err, ST_DENIED, "own-rights",
	    "Rights follow from this record, so somebody else has to change "
	    "it for you. Ask the designated safeguarding lead.");
}

int
session_put(struct session *ses, const struct kind *kind,
    const struct json *typed, char id[ID_LEN], struct err *err)
{
	char made[ID_LEN];
	struct err other;
	int before;

	buf_reset(&ses->content);
	if (rec_accept(&ses->content, kind, typed, &ses->context, err) == -1 ||
	    check_own(ses, kind, "", &ses->made, err) == -1 ||
	    session_check_age(ses, kind, typed, &ses->made, err) == -1)
		return -1;
	if (put_content(ses, kind, NULL, &ses->content, &ses->made, false,
		made, err) == -1) {
		/* what comes again has what only one record may have */
		if (!err_is(err, ERR_TAKEN))
			return -1;
		err_clear(&other);
		before = came_before(ses, kind, made, &other);
		if (before == -1)
			*err = other;
		if (before != 1 || session_again(ses, made, err) == -1)
			return -1;
	}
	if (id != NULL)
		memcpy(id, made, ID_LEN);
	return 0;
}

/* The last member of a new version: {"version":2,"reason":"…"}. */
static int
put_amended(struct buf *content, int version, const struct json *typed,
    int reason, bool progress, struct err *err)
{
	if (reason < 0 && !progress) {
		err_set(err, ST_DATA, ERR_MISSING,
		    "Say why the record is amended (reason): the earlier "
		    "version stays readable, and so does the reason.");
		return err_field(err, "reason");
	}
	buf_cut(content, content->n - 1);
	json_key(content, "amended");
	json_open(content, '{');
	json_key(content, "version");
	json_num(content, version);
	if (reason >= 0) {
		json_key(content, "reason");
		json_canon(content, typed, reason);
	}
	json_close(content, '}');
	json_close(content, '}');
	return 0;
}

/* A change as it is meant: of what was read, where that is amended since. */
static int
typed_change(struct session *ses, const struct stored *was,
    const struct json *old, const struct json *typed, struct buf *change,
    struct err *err)
{
	struct buf base = BUF_INIT, all = BUF_INIT;
	struct json read = { 0 }, new = { 0 };
	const struct kind *kind = was->kind;
	int older = session_base(ses, was, typed, &base, err), rc = -1;

	if (older != -1)
		rc = rec_change(older ? &all : change, kind, typed,
		    &ses->context, err);
	if (rc == 0 && older)
		rc = json_parse(&read, base.p, base.n, 0, err) == 0 &&
			json_parse(&new, all.p, all.n, 0, err) == 0
			? rec_difference(change, kind, &read, old,
			      was->recorded_by, &new, typed, err) : -1;
	buf_release(&base);
	buf_release(&all);
	json_release(&read);
	json_release(&new);
	return rc;
}

/* The content of a new version; what else that takes is given back. */
static int
overlay(struct session *ses, const struct stored *was, const struct json *typed,
    struct buf *content, int *reason, bool *progress, bool *same,
    struct err *err)
{
	struct buf body = BUF_INIT, change = BUF_INIT;
	struct json new = { 0 }, old = { 0 };
	const struct kind *kind = was->kind;
	int rc = -1;

	buf_add(&body, was->body, was->len); /* references are looked up next */
	if (json_parse(&old, body.p, body.n, 0, err) == 0 &&
	    check_own(ses, kind, was->id, &old, err) == 0 &&
	    typed_change(ses, was, &old, typed, &change, err) == 0 &&
	    json_parse(&new, change.p, change.n, 0, err) == 0 &&
	    rec_overlay(content, kind, &old, &new, typed, progress, same,
		err) == 0 &&
	    json_parse(&new, content->p, content->n, 0, err) == 0 &&
	    check_own(ses, kind, was->id, &new, err) == 0 &&
	    session_check_age(ses, kind, typed, &new, err) == 0)
		rc = rec_check(kind, &new, err);
	*reason = rc == 0 ? rec_reason(&old, typed) : -1;
	buf_release(&body);
	buf_release(&change);
	json_release(&new);
	json_release(&old);
	return rc;
}

int
session_amend(struct session *ses, const struct kind *kind, const char *id,
    const struct json *typed, char out[ID_LEN], struct err *err)
{
	struct buf content = BUF_INIT;
	struct stored was;
	bool progress, same;
	int whole, reason, rc = -1;

	if (session_check_seen(ses, id, err) == -1 ||
	    store_need(ses->store, id, &was, err) == -1 ||
	    overlay(ses, &was, typed, &content, &reason, &progress, &same,
		err) == -1 ||
	    (!same && put_amended(&content, was.version + 1, typed, reason,
		progress, err) == -1) ||
	    (whole = session_opens(ses, id, err)) == -1)
		goto out;
	if (same) {
		memcpy(out, id, ID_LEN);
		remember(ses, was.receipt.seq, !whole);
		rc = 0;
	} else {
		rc = put_content(ses, kind, id, &content, NULL, !whole, out,
		    err);
		if (rc == -1 && err_is(err, ERR_TAKEN) &&
		    session_kept_kind(kind) && !ses->who.owner)
			used_before(ses, kind, id, err);
	}
out:
	buf_release(&content);
	return rc;
}

void
session_answer(struct session *ses, const struct stored *row)
{
	struct buf *b = &ses->scratch;

	buf_reset(b);
	buf_add(b, row->body, row->len - 1);
	if (row->state[0] != '\0' &&
	    (field_named(row->kind->fields, "state", 5) == NULL ||
		memmem(row->body, row->len, ",\"state\":\"", 10) == NULL))
		json_pair(b, "state", row->state);
	if (row->flags[0] != '\0') {
		json_key(b, "flags");
		json_open(b, '[');
		for (const char *p = row->flags; *p != '\0';) {
			size_t n = strcspn(p, " ");

			json_item(b);
			json_string(b, p, n);
			p += n + (p[n] == ' ');
		}
		json_close(b, ']');
	}
	json_pair(b, "recorded_at", row->recorded_at);
	json_pair(b, "recorded_by", row->recorded_by);
	session_receipt(b, row);
	json_close(b, '}');
}
