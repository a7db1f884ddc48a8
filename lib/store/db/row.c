/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "base/core/mem.h"
#include "store/db/inside.h"

/* As much of a word of a head as there is room for. */
static void
copy_word(char *out, size_t size, const struct head *h, int word)
{
	size_t n = h->len[word] < size ? h->len[word] : size - 1;

	memcpy(out, h->word[word], n);
	out[n] = '\0';
}

/*
 * Whether an entry's body is there, for it may have been lawfully removed;
 * a stored word that was altered is no reader's to see.
 */
static int
fill_body(struct store *s, sqlite3_stmt *st, const char *own, struct head *h,
    struct buf *body, struct stored *r, struct err *err)
{
	struct entry_text e;
	char id[ID_LEN];
	int there;

	r->first = sqlite3_column_int64(st, C_FIRST);
	r->receipt.seq = sqlite3_column_int64(st, C_SEQ);
	pool_copy(r->id, ID_LEN, st, C_ID);
	e.head = pool_span(st, C_HEAD, &e.headlen);
	e.body = pool_span(st, C_BODY, &e.bodylen);
	if ((there = entry_sound(&s->pool, r->receipt.seq, &e, own, h,
	    err)) <= 0)
		return there;
	if (body_split(e.body, e.bodylen, &r->kind, id, &r->content) != 0 ||
	    r->kind == NULL || strcmp(id, r->id) != 0)
		return pool_fail(&s->pool, SQLITE_CORRUPT, err);
	buf_reset(body);
	buf_add(body, e.body + BODY_SHOWN, e.bodylen - BODY_SHOWN);
	body->p[0] = '{';
	r->body = body->p;
	r->len = body->n;
	r->content -= BODY_SHOWN;
	return 1;
}

/* 1; 0 when the body has been lawfully removed. */
static int
fill(struct store *s, sqlite3_stmt *st, struct buf *body, struct stored *r,
    struct err *err)
{
	struct head h;
	int there;

	pool_copy(r->receipt.hash, HASH_HEX, st, C_HASH);
	if ((there = fill_body(s, st, r->receipt.hash, &h, body, r,
	    err)) <= 0)
		return there;
	copy_word(r->recorded_at, TIME_LEN, &h, HEAD_TIME);
	copy_word(r->recorded_by, ACTOR_LEN, &h, HEAD_ACTOR);
	r->version = sqlite3_column_int(st, C_VERSION);
	r->state = (const char *)sqlite3_column_text(st, C_STATE);
	r->flags = (const char *)sqlite3_column_text(st, C_FLAGS);
	return 1;
}

int
rows_each(struct store *s, sqlite3_stmt *st, bool plain, store_row *row,
    void *arg, struct err *err)
{
	struct buf body = BUF_INIT;
	struct stored r = { .state = "", .flags = "" };
	struct head h;
	int got = 0, stop = 0;

	while (stop == 0 && (got = pool_row(&s->pool, st, err)) > 0) {
		got = plain ? fill_body(s, st, NULL, &h, &body, &r, err)
			    : fill(s, st, &body, &r, err);
		if (got < 0)
			break;
		if (got > 0)
			stop = row(arg, &r, err);
	}
	buf_release(&body);
	return got < 0 || stop < 0 ? -1 : 0;
}

int
store_get(struct store *s, const char *id, struct stored *r, struct err *err)
{
	sqlite3_stmt *st;
	int got;

	if (chain_settle(s, err) != 0 ||
	    (st = pool_stmt(&s->pool, S_GET, err)) == NULL)
		return -1;
	sqlite3_reset(st);
	pool_text(st, 1, id);
	if ((got = pool_row(&s->pool, st, err)) <= 0)
		return got;
	if ((got = fill(s, st, &s->got, r, err)) > 0) {
		snprintf(s->state, sizeof(s->state), "%s", r->state);
		snprintf(s->flags, sizeof(s->flags), "%s", r->flags);
		r->state = s->state;
		r->flags = s->flags;
	}
	sqlite3_reset(st);
	return got;
}

int
store_none(struct store *s, const char *id, struct err *err)
{
	const struct kind *kind = kind_of_id(id);
	sqlite3_stmt *st;
	int there;

	if ((st = pool_stmt(&s->pool, S_RECORD_GET, err)) == NULL)
		return -1;
	pool_text(st, 1, id);
	if ((there = pool_row(&s->pool, st, err)) < 0)
		return -1;
	sqlite3_reset(st);
	if (there)
		return err_set(err, ST_DATA, "disposed",
		    "What %s said was lawfully removed, so nothing of it can "
		    "be shown.", id);
	return err_set(err, ST_DATA, ERR_UNKNOWN_ID,
	    "There is no %s %s in this store.",
	    kind == NULL ? "record" : kind->name, id);
}

int
store_need(struct store *s, const char *id, struct stored *r, struct err *err)
{
	int got = store_get(s, id, r, err);

	return got == 0 ? store_none(s, id, err) : got == 1 ? 0 : -1;
}

/*
 * Where a writer remembers records, a few to a place.  While it writes no
 * other does, so what was there once is there until the transaction ends.
 */
static struct known *
known(struct store *s, const char *id)
{
	uint32_t h = 2166136261u; /* FNV-1a */

	if (s->mode != STORE_WRITE || sqlite3_get_autocommit(s->pool.db))
		return NULL;
	if (s->known == NULL)
		s->known = mem_alloc(KNOWN_PLACES * sizeof(*s->known));
	for (const char *p = id; *p != '\0'; p++)
		h = (h ^ (unsigned char)*p) * 16777619u;
	return &s->known[h % KNOWN_PLACES];
}

/* Outside of a transaction what is looked for is most often read next. */
static int
look_for(struct store *s, const char *id, bool begun, struct err *err)
{
	sqlite3_stmt *st;
	int got;

	if ((st = pool_stmt(&s->pool, begun ? S_HAS : S_GET, err)) == NULL)
		return -1;
	pool_text(st, 1, id);
	if ((got = pool_row(&s->pool, st, err)) > 0) {
		got = begun || sqlite3_column_type(st, C_BODY) != SQLITE_NULL;
		sqlite3_reset(st);
	}
	return got;
}

int
store_has(struct store *s, const char *id, struct err *err)
{
	struct known *place = known(s, id);
	int got;

	for (int i = 0; place != NULL && i < KNOWN_EACH; i++) {
		if (strcmp(place->id[i], id) == 0)
			return 1;
	}
	got = look_for(s, id, place != NULL, err);
	if (got == 0 && place != NULL) /* it may be on its way */
		got = chain_settle(s, err) != 0 ? -1 :
		    look_for(s, id, true, err);
	if (got > 0 && place != NULL) {
		memmove(place->id[1], place->id[0],
		    sizeof(place->id) - ID_LEN);
		snprintf(place->id[0], ID_LEN, "%s", id);
	}
	return got;
}

int
store_only(struct store *s, const struct kind *kind, struct stored *r,
    struct err *err)
{
	char id[ID_LEN];
	sqlite3_stmt *st;
	int got;

	if ((st = pool_stmt(&s->pool, S_ONLY, err)) == NULL)
		return -1;
	pool_text(st, 1, kind->name);
	if ((got = pool_row(&s->pool, st, err)) <= 0)
		return got;
	pool_copy(id, sizeof(id), st, 0);
	sqlite3_reset(st);
	return store_get(s, id, r, err);
}

int
store_find_next(struct store *s, const struct kind *kind, const char *field,
    const char *value, char id[ID_LEN], struct err *err)
{
	char after[ID_LEN];
	sqlite3_stmt *st;
	int r;

	memcpy(after, id, ID_LEN);
	if ((st = pool_stmt(&s->pool, S_ALIAS_FIND, err)) == NULL)
		return -1;
	pool_text(st, 1, kind->name);
	pool_text(st, 2, field);
	pool_text(st, 3, value);
	pool_bytes(st, 4, after, strlen(after));
	if ((r = pool_row(&s->pool, st, err)) > 0) {
		pool_copy(id, ID_LEN, st, 0);
		sqlite3_reset(st);
	}
	return r;
}

int
store_twin(struct store *s, const struct stored *row, char id[ID_LEN],
    struct err *err)
{
	sqlite3_stmt *st;
	int64_t other;
	int r;

	if (strstr(row->flags, "likely-duplicate") == NULL)
		return 0;
	if (json_parse(&s->doc, row->body, row->len, 0, err) != 0 ||
	    (st = pool_stmt(&s->pool, S_RECORD_GET, err)) == NULL)
		return -1;
	pool_text(st, 1, row->id);
	if ((r = pool_row(&s->pool, st, err)) <= 0)
		return r;
	other = sqlite3_column_int64(st, 2);
	sqlite3_reset(st);
	if ((r = alias_twin(&s->views, row->kind, &s->doc, other, &other,
	    err)) <= 0 || (st = pool_stmt(&s->pool, S_ID, err)) == NULL)
		return r <= 0 ? r : -1;
	sqlite3_bind_int64(st, 1, other);
	if ((r = pool_row(&s->pool, st, err)) > 0) {
		pool_copy(id, ID_LEN, st, 0);
		sqlite3_reset(st);
	}
	return r;
}

int
store_find(struct store *s, const struct kind *kind, const char *field,
    const char *value, char id[ID_LEN], struct err *err)
{
	memset(id, 0, ID_LEN);
	return store_find_next(s, kind, field, value, id, err);
}

/* The next id that counts, of those that begin so: 1, 0, -1. */
static int
next_of(struct store *s, sqlite3_stmt *st, store_counts *counts, void *arg,
    char id[ID_LEN], struct err *err)
{
	int r;

	while ((r = pool_row(&s->pool, st, err)) > 0) {
		pool_copy(id, ID_LEN, st, 0);
		if (counts == NULL || (r = counts(arg, id, err)) != 0)
			break;
	}
	return r;
}

int
store_prefix(struct store *s, const char *prefix, store_counts *counts,
    void *arg, char id[ID_LEN], struct err *err)
{
	struct buf end = BUF_INIT;
	char other[ID_LEN];
	sqlite3_stmt *st;
	int r;

	if ((st = pool_stmt(&s->pool, S_PREFIX, err)) == NULL)
		return -1;
	buf_addf(&end, "%s~", prefix);
	pool_text(st, 1, prefix);
	pool_text(st, 2, end.p);
	r = next_of(s, st, counts, arg, id, err);
	if (r > 0 && (r = next_of(s, st, counts, arg, other, err)) == 0) {
		r = 1;
	} else if (r > 0) {
		err_set(err, ST_DATA, "ambiguous",
		    "More than one record's id begins with %s.", prefix);
		r = err_hint(err, "Give one more symbol of it.");
	}
	sqlite3_reset(st);
	buf_release(&end);
	return r;
}
