/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "base/text/text.h"
#include "store/db/inside.h"

void
views_release(struct views *v)
{
	json_release(&v->old);
	json_release(&v->moved);
	buf_release(&v->old_text);
	buf_release(&v->moved_text);
	buf_release(&v->value);
	buf_release(&v->scratch);
	buf_release(&v->scratch2);
}

/* The record of an entry, parsed.  1; 0 when there is none any more. */
static int
read_body(struct views *v, int64_t seq, struct buf *text, struct json *doc,
    struct err *err)
{
	sqlite3_stmt *st;
	struct entry_text e;
	struct head h;
	int r;

	if ((st = pool_stmt(v->ledger, S_EVENT_GET, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, seq);
	if ((r = pool_row(v->ledger, st, err)) <= 0)
		return r;
	buf_reset(text);
	e.head = pool_span(st, 1, &e.headlen);
	e.body = pool_span(st, 2, &e.bodylen);
	if ((r = entry_sound(v->ledger, seq, &e, NULL, &h, err)) > 0)
		buf_add(text, e.body, e.bodylen);
	sqlite3_reset(st);
	if (r <= 0)
		return r;
	if (json_parse(doc, text->p, text->n, 0, err) != 0)
		return pool_fail(v->ledger, SQLITE_CORRUPT, err);
	return 1;
}

static int
entry_time(struct views *v, int64_t seq, char out[TIME_LEN], struct err *err)
{
	sqlite3_stmt *st;
	struct head h;
	const char *s;
	int r;

	out[0] = '\0';
	if ((st = pool_stmt(v->ledger, S_EVENT_GET, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, seq);
	if ((r = pool_row(v->ledger, st, err)) <= 0)
		return r;
	s = (const char *)sqlite3_column_text(st, 1);
	if (s != NULL && head_split(&h, s, strlen(s)) == 0)
		snprintf(out, TIME_LEN, "%.*s", (int)h.len[HEAD_TIME],
		    h.word[HEAD_TIME]);
	sqlite3_reset(st);
	return 0;
}

static void
set_state(char out[40], const char *state)
{
	snprintf(out, 40, "%s", state == NULL ? "" : state);
}

/* The record that this one moves, and to which state. */
static int
plan_move(struct views *v, struct plan *p, const struct kind *kind,
    const struct json *doc, bool replay, struct err *err)
{
	const struct kind *moved;
	const char *next = NULL;
	char state[40], id[ID_LEN];
	const char *s;
	sqlite3_stmt *st;
	int64_t seq;
	size_t n;
	int t, r;

	if (kind->moves == NULL || (t = json_get(doc, 0, kind->moves)) < 0 ||
	    json_type(doc, t) != JSON_STRING)
		return 0;
	s = json_text(doc, t, &v->scratch, &n);
	if (id_read(id, s, n) != ID_WHOLE)
		return 0;
	if ((st = pool_stmt(v->to, S_RECORD_GET, err)) == NULL)
		return -1;
	pool_text(st, 1, id);
	if ((r = pool_row(v->to, st, err)) <= 0)
		return r;
	moved = kind_named((const char *)sqlite3_column_text(st, 0),
	    (size_t)sqlite3_column_bytes(st, 0));
	seq = sqlite3_column_int64(st, 1);
	pool_copy(state, sizeof(state), st, 4);
	sqlite3_reset(st);
	if (moved == NULL ||
	    (r = read_body(v, seq, &v->moved_text, &v->moved, err)) <= 0)
		return moved == NULL ? 0 : r;
	if (kind->move(state, doc, &v->moved, &next, err) != 0)
		return replay ? 0 : -1;
	if (next == NULL || strcmp(next, state) == 0)
		return 0;
	memcpy(p->moved, id, ID_LEN);
	set_state(p->moved_state, next);
	return 0;
}

int
view_plan(struct views *v, struct plan *p, const struct kind *kind,
    const char *id, const struct json *doc, bool replay, struct err *err)
{
	sqlite3_stmt *st;
	const char *was, *is;
	bool begins;
	int r = 0;

	memset(p, 0, sizeof(*p));
	p->kind = kind;
	p->doc = doc;
	p->version = 1;
	if (*id != '\0') {
		if ((st = pool_stmt(v->to, S_RECORD_GET, err)) == NULL)
			return -1;
		pool_text(st, 1, id);
		if ((r = pool_row(v->to, st, err)) < 0)
			return -1;
	}
	p->is_new = begins = r == 0;
	if (r > 0) {
		r = text_equal((const char *)sqlite3_column_text(st, 0),
		    (size_t)sqlite3_column_bytes(st, 0), kind->name);
		p->old_seq = sqlite3_column_int64(st, 1);
		p->first = sqlite3_column_int64(st, 2);
		p->version = sqlite3_column_int(st, 3) + 1;
		pool_copy(p->state, sizeof(p->state), st, 4);
		sqlite3_reset(st);
		if (r == 0)
			return err_set(err, ST_DATA, "other-kind",
			    "%s is no %s.", id, kind->name);
		buf_reset(&v->old_text);
		/* a part takes nothing back of what the one before said */
		if (kind->packed == NULL && read_body(v, p->old_seq,
		    &v->old_text, &v->old, err) < 0)
			return -1;
	}
	if (alias_check(v, kind, doc, p->first, replay, &p->twin, err) != 0)
		return -1;
	/*
	 * What others made of a record's state stays when it is amended,
	 * unless the amendment itself would have begun with another.
	 */
	if (kind->state != NULL) {
		is = kind->state(doc);
		was = p->is_new || v->old_text.n == 0 ? NULL :
		    kind->state(&v->old);
		if (is != NULL && (was == NULL || strcmp(is, was) != 0))
			set_state(p->state, is);
		if (is != NULL && was != NULL && strcmp(is, was) != 0)
			begins = true;
	}
	/*
	 * A later correction of the mover moves nothing once more; one that
	 * brings it to another state (a referral is made now) does.
	 */
	return begins ? plan_move(v, p, kind, doc, replay, err) : 0;
}

/*
 * A child not matched to the roll yet: the record is about a pupil, names
 * none, and its kind takes a name instead.
 */
static bool
unmatched(const struct kind *kind, const struct json *doc)
{
	const struct field *f;
	char name[64];

	if (kind->subject == NULL || json_get(doc, 0, kind->subject) >= 0)
		return false;
	f = field_named(kind->fields, kind->subject, strlen(kind->subject));
	snprintf(name, sizeof(name), "%s_name", kind->subject);
	return f != NULL && f->refs != NULL &&
	    kind_among(f->refs, &kind_pupil) &&
	    field_named(kind->fields, name, strlen(name)) != NULL;
}

static void
bind_field(sqlite3_stmt *st, int i, const struct json *doc, const char *name,
    struct buf *scratch)
{
	const char *s;
	size_t n;
	int t;

	if (name == NULL || (t = json_get(doc, 0, name)) < 0 ||
	    json_type(doc, t) != JSON_STRING) {
		sqlite3_bind_null(st, i);
		return;
	}
	s = json_text(doc, t, scratch, &n);
	pool_bytes(st, i, s, n);
}

/*
 * Writes the row of the record.  1; 0 when it is to be a new one and its id
 * is another's.  at is the time of this entry.
 */
int
view_record(struct views *v, const struct plan *p, const char *id,
    int64_t seq, const char *at, struct err *err)
{
	const struct kind *kind = p->kind;
	const char *flags;
	char first[TIME_LEN];
	sqlite3_stmt *st;
	int i;

	if ((st = pool_stmt(v->to, p->is_new ? S_RECORD_ADD :
	    S_RECORD_NEW_VERSION, err)) == NULL)
		return -1;
	i = 1;
	pool_text(st, i++, id);
	if (p->is_new)
		pool_text(st, i++, kind->name);
	sqlite3_bind_int64(st, i++, seq);
	if (!p->is_new)
		sqlite3_bind_int(st, i++, p->version);
	/* Dates and times have no escapes, so no scratch is overwritten. */
	if (kind->at != NULL && json_get(p->doc, 0, kind->at) >= 0) {
		bind_field(st, i++, p->doc, kind->at, &v->scratch);
	} else if (p->is_new) {
		pool_text(st, i++, at);
	} else if (kind->at == NULL) {
		sqlite3_bind_null(st, i++); /* it stays */
	} else {
		if (entry_time(v, p->first, first, err) != 0)
			return -1;
		pool_text(st, i++, first);
	}
	bind_field(st, i++, p->doc, kind->ends, &v->scratch);
	pool_text(st, i++, p->state);
	flags = unmatched(kind, p->doc) ?
	    p->twin ? "likely-duplicate unmatched" : "unmatched" :
	    p->twin ? "likely-duplicate" : "";
	pool_text(st, i++, flags);
	if (!p->is_new && pool_change(v->to, st, 1, err) != 0)
		return -1;
	if (p->is_new && pool_run(v->to, st, err) != 0)
		return -1;
	if (p->is_new && sqlite3_changes(v->to->db) == 0)
		return 0;
	return kind->registered && mark_roll_put(v, kind, p->doc, id,
	    p->is_new ? seq : p->first, err) != 0 ? -1 : 1;
}

/* All but the row of the record. */
int
view_apply(struct views *v, const struct plan *p, int64_t seq,
    struct err *err)
{
	int64_t first = p->is_new ? seq : p->first;
	sqlite3_stmt *st;

	if (!p->is_new) {
		if ((st = pool_stmt(v->to, S_EARLIER_ADD, err)) == NULL)
			return -1;
		sqlite3_bind_int64(st, 1, first);
		sqlite3_bind_int(st, 2, p->version - 1);
		sqlite3_bind_int64(st, 3, p->old_seq);
		if (pool_change(v->to, st, 1, err) != 0)
			return -1;
		if (v->old_text.n > 0 &&
		    (link_change(v, S_LINK_DROP, p->kind, &v->old, first,
		    err) != 0 || alias_change(v, S_ALIAS_DROP, p->kind,
		    &v->old, first, err) != 0))
			return -1;
	}
	if (link_change(v, S_LINK_ADD, p->kind, p->doc, first, err) != 0 ||
	    alias_change(v, S_ALIAS_ADD, p->kind, p->doc, first, err) != 0)
		return -1;
	if (!p->is_new && v->old_text.n > 0 &&
	    link_change(v, S_LINK_WAS, p->kind, &v->old, first, err) != 0)
		return -1;
	if (p->kind->packed != NULL &&
	    marks_enter(v, p->kind, p->doc, seq, err) != 0)
		return -1;
	if (p->moved[0] == '\0')
		return 0;
	if ((st = pool_stmt(v->to, S_RECORD_STATE, err)) == NULL)
		return -1;
	pool_text(st, 1, p->moved);
	pool_text(st, 2, p->moved_state);
	return pool_change(v->to, st, 1, err);
}

int
view_seen(struct views *v, const char *id, int64_t seq, struct err *err)
{
	sqlite3_stmt *st = pool_stmt(v->to, S_RECORD_SEEN, err);
	int r;

	if (st == NULL)
		return -1;
	pool_text(st, 1, id);
	if ((r = pool_row(v->to, st, err)) < 0)
		return -1;
	r = r > 0 && sqlite3_column_int64(st, 0) == seq;
	sqlite3_reset(st);
	return r ? 0 : pool_fail(v->to, SQLITE_CORRUPT, err);
}
