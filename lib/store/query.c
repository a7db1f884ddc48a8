/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/inside.h"

#define BINDS 24
/* Most entries are the first of their record, which is quicker found. */
#define OF_ENTRY "r.first = coalesce((SELECT first FROM record " \
	"WHERE first = e.seq), (SELECT first FROM record " \
	"WHERE id = json_extract(e.body, '$.id')))"

/* What an answer about every kind leaves out. */
static const struct kind *const apart[] = { &kind_access, &kind_school,
	&kind_calendar };

/* A query as it is put together, and what is bound to it. */
struct select {
	struct buf sql;
	struct buf text[BINDS];
	int n;
};

static void
bind(struct select *q, const char *s)
{
	buf_adds(&q->text[q->n], s);
	buf_addf(&q->sql, "?%d", ++q->n);
}

static void
path(struct select *q, const char *field)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "$.%s", field);
	buf_adds(&q->sql, "json_extract(e.body, ");
	bind(q, b.p);
	buf_addc(&q->sql, ')');
	buf_release(&b);
}

/* As much of a word of a head as there is room for. */
static void
copy_word(char *out, size_t size, const struct head *h, int word)
{
	size_t n = h->len[word] < size ? h->len[word] : size - 1;

	memcpy(out, h->word[word], n);
	out[n] = '\0';
}

/*
 * The columns are id, kind, first, version, state, flags, seq, head, body,
 * hash.
 * 1; 0 when the body has been lawfully removed.
 */
static int
fill(struct store *s, sqlite3_stmt *st, struct buf *body, struct stored *r,
    struct err *err)
{
	const char *head, *text;
	struct head h;
	size_t n;
	char id[ID_LEN];

	head = (const char *)sqlite3_column_text(st, 7);
	n = (size_t)sqlite3_column_bytes(st, 7);
	if (head == NULL || head_split(&h, head, n) != 0)
		return pool_fail(&s->pool, SQLITE_CORRUPT, err);
	pool_copy(r->receipt.hash, HASH_HEX, st, 9);
	r->receipt.seq = sqlite3_column_int64(st, 6);
	copy_word(r->recorded_at, TIME_LEN, &h, HEAD_TIME);
	copy_word(r->recorded_by, ACTOR_LEN, &h, HEAD_ACTOR);
	pool_copy(r->id, ID_LEN, st, 0);
	r->first = sqlite3_column_int64(st, 2);
	r->version = sqlite3_column_int(st, 3);
	r->state = (const char *)sqlite3_column_text(st, 4);
	r->flags = (const char *)sqlite3_column_text(st, 5);
	if ((text = (const char *)sqlite3_column_text(st, 8)) == NULL)
		return 0;
	n = (size_t)sqlite3_column_bytes(st, 8);
	if (body_split(text, n, &r->kind, id, &r->content) != 0 ||
	    r->kind == NULL || strcmp(id, r->id) != 0)
		return pool_fail(&s->pool, SQLITE_CORRUPT, err);
	buf_reset(body);
	buf_add(body, text + BODY_SHOWN, n - BODY_SHOWN);
	body->p[0] = '{';
	r->body = body->p;
	r->len = body->n;
	r->content -= BODY_SHOWN;
	return 1;
}

/* Each row of a prepared query to the caller's row function. */
static int
each(struct store *s, sqlite3_stmt *st, store_row *row, void *arg,
    struct err *err)
{
	struct buf body = BUF_INIT;
	struct stored r;
	int got = 0, stop = 0;

	while (stop == 0 && (got = pool_row(&s->pool, st, err)) > 0) {
		if ((got = fill(s, st, &body, &r, err)) < 0)
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

	if ((st = pool_stmt(&s->pool, S_GET, err)) == NULL)
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

/*
 * Where a writer remembers a record.  While it writes no other does, so what
 * was there once is there until the transaction ends.
 */
static char *
known(struct store *s, const char *id)
{
	uint32_t h = 0;

	if (s->mode != STORE_WRITE || sqlite3_get_autocommit(s->pool.db))
		return NULL;
	if (s->known == NULL)
		s->known = mem_alloc(STORE_KNOWN * ID_LEN);
	for (const char *p = id; *p != '\0'; p++)
		h = h * 31 + (unsigned char)*p;
	return s->known[h % STORE_KNOWN];
}

int
store_has(struct store *s, const char *id, struct err *err)
{
	char *place = known(s, id);
	sqlite3_stmt *st;
	int got;

	if (place != NULL && strcmp(place, id) == 0)
		return 1;
	/* Outside of a transaction it is most often read next. */
	st = pool_stmt(&s->pool, place == NULL ? S_GET : S_HAS, err);
	if (st == NULL)
		return -1;
	pool_text(st, 1, id);
	if ((got = pool_row(&s->pool, st, err)) > 0) {
		got = place != NULL ||
		    sqlite3_column_type(st, 8) != SQLITE_NULL;
		sqlite3_reset(st);
		if (place != NULL)
			snprintf(place, ID_LEN, "%s", id);
	}
	return got;
}

int
store_entries(struct store *s, int64_t first, int64_t last, store_row *row,
    void *arg, struct err *err)
{
	sqlite3_stmt *st;
	int r;

	st = pool_prepare(&s->pool,
	    "SELECT r.id, r.kind, r.first, coalesce(v.version, r.version), "
	    "r.state, r.flags, e.seq, e.head, e.body, e.hash FROM event e "
	    "CROSS JOIN record r ON " OF_ENTRY " "
	    "LEFT JOIN earlier v ON v.record = r.first AND v.seq = e.seq "
	    "WHERE e.seq BETWEEN ?1 AND ?2 ORDER BY e.seq", err);
	if (st == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, first);
	sqlite3_bind_int64(st, 2, last);
	r = each(s, st, row, arg, err);
	sqlite3_finalize(st);
	return r;
}

int
store_versions(struct store *s, const char *id, store_row *row, void *arg,
    struct err *err)
{
	sqlite3_stmt *st;
	int r;

	st = pool_prepare(&s->pool,
	    "SELECT r.id, r.kind, r.first, v.version, r.state, r.flags, "
	    "e.seq, e.head, e.body, e.hash FROM record r JOIN (SELECT record, "
	    "version, seq FROM earlier UNION ALL SELECT first, version, seq "
	    "FROM record) v ON v.record = r.first "
	    "JOIN event e ON e.seq = v.seq WHERE r.id = ?1 "
	    "ORDER BY v.version", err);
	if (st == NULL)
		return -1;
	pool_text(st, 1, id);
	r = each(s, st, row, arg, err);
	sqlite3_finalize(st);
	return r;
}

/* Dates mean London's; what has only a date counts as the whole day. */
static void
edge(struct select *q, const char *text, bool end)
{
	char t[TIME_LEN];
	int32_t day = date_parse(text, strlen(text));
	int64_t when;
	struct err ignored;

	if (day != DATE_NONE) {
		time_format(end ? time_of_day_end(day) :
		    time_of_day_start(day), t);
		bind(q, !end && strcmp(text, t) < 0 ? text : t);
		return;
	}
	if (end || time_parse(text, strlen(text), &when, &ignored) != 0) {
		bind(q, text);
		return;
	}
	/* A time as the earlier edge: of what has a date, that day is in. */
	date_format(time_day(when), t);
	buf_adds(&q->sql, "CASE length(r.at) WHEN 10 THEN ");
	bind(q, t);
	buf_adds(&q->sql, " ELSE ");
	bind(q, text);
	buf_adds(&q->sql, " END");
}

static void
which_kinds(struct select *q, const struct query *query)
{
	if (query->kind != NULL) {
		buf_adds(&q->sql, " AND r.kind = ");
		bind(q, query->kind->name);
	} else {
		buf_adds(&q->sql, " AND r.kind NOT IN (");
		for (size_t i = 0; i < sizeof(apart) / sizeof(*apart); i++) {
			buf_adds(&q->sql, i == 0 ? "" : ", ");
			bind(q, apart[i]->name);
		}
		buf_addc(&q->sql, ')');
	}
	for (size_t i = 0; query->open && kinds[i] != NULL; i++) {
		if (kinds[i]->closed == NULL ||
		    (query->kind != NULL && query->kind != kinds[i]))
			continue;
		buf_adds(&q->sql, " AND NOT (r.kind = ");
		bind(q, kinds[i]->name);
		buf_adds(&q->sql, " AND r.state = ");
		bind(q, kinds[i]->closed);
		buf_addc(&q->sql, ')');
	}
}

static void
open_on(struct select *q, const struct query *query)
{
	const struct kind *k = query->kind;

	buf_adds(&q->sql, " AND (r.ends IS NULL OR r.ends >= ");
	bind(q, query->open_on);
	buf_adds(&q->sql, ") AND (r.at <= ");
	edge(q, query->open_on, true);
	if (k != NULL && k->at != NULL) {
		buf_adds(&q->sql, " OR ");
		path(q, k->at);
		buf_adds(&q->sql, " IS NULL");
	}
	buf_addc(&q->sql, ')');
}

/* Records that name another; or those that named it once and do not now. */
static void
naming(struct select *q, const struct query *query)
{
	buf_addf(&q->sql, "(SELECT %s FROM link WHERE target = ",
	    query->former ? "record" : "DISTINCT record");
	bind(q, query->about);
	buf_adds(&q->sql, query->former
		? " GROUP BY record HAVING min(field GLOB '" LINK_WAS "*'))"
		: " AND field NOT GLOB '" LINK_WAS "*')");
}

static void
compose(struct select *q, const struct query *query)
{
	struct buf words = BUF_INIT;
	const char *order = query->descending ? " DESC" : "";
	const char *body = " CROSS JOIN event e ON e.seq = r.seq";
	/* No index has them in the order that is wanted. */
	bool sorted = query->kind == NULL || query->sort != NULL ||
	    query->about != NULL || query->match != NULL;

	/* What is sorted is small; the bodies come after, one at a time. */
	buf_addf(&q->sql, "SELECT r.id, r.kind, r.first, r.version, r.state, "
	    "r.flags, r.seq, e.head, e.body, e.hash FROM %s",
	    sorted ? "(SELECT r.first AS n FROM " : "");
	if (sorted && query->sort == NULL && query->open_on == NULL)
		body = "";
	if (query->match != NULL) {
		buf_adds(&q->sql, "words w CROSS JOIN event e "
		    "ON e.seq = w.rowid CROSS JOIN record r ON " OF_ENTRY
		    " AND r.seq = e.seq WHERE words MATCH ");
		words_match(&words, query->match);
		bind(q, buf_str(&words));
		buf_release(&words);
		if (query->about != NULL) {
			buf_adds(&q->sql, " AND r.first IN ");
			naming(q, query);
		}
	} else if (query->about != NULL) {
		naming(q, query);
		buf_addf(&q->sql, " l CROSS JOIN record r "
		    "ON r.first = l.record%s WHERE 1", body);
	} else {
		buf_addf(&q->sql, "record r%s WHERE 1", body);
	}
	which_kinds(q, query);
	if (query->since != NULL) {
		buf_adds(&q->sql, " AND r.at >= ");
		edge(q, query->since, false);
	}
	if (query->until != NULL) {
		buf_adds(&q->sql, " AND r.at <= ");
		edge(q, query->until, true);
	}
	if (query->open_on != NULL)
		open_on(q, query);
	buf_adds(&q->sql, " ORDER BY ");
	if (query->sort != NULL) {
		/* numbers by their size, then everything as text */
		buf_adds(&q->sql, "CAST(");
		path(q, query->sort);
		buf_addf(&q->sql, " AS NUMERIC)%s, ", order);
		path(q, query->sort);
		buf_addf(&q->sql, " COLLATE NOCASE%s, ", order);
	}
	buf_addf(&q->sql, "r.at%s, r.first%s", order, order);
	/* Without the limit SQLite would think that no order is wanted. */
	if (sorted)
		buf_adds(&q->sql, " LIMIT -1) o CROSS JOIN record r "
		    "ON r.first = o.n CROSS JOIN event e ON e.seq = r.seq");
}

/* A statement whose texts are in q; both are for finish(). */
static sqlite3_stmt *
start(struct store *s, struct select *q, const struct query *query,
    bool count, struct err *err)
{
	sqlite3_stmt *st;

	if (query->match != NULL && words_enter(s, err) != 0)
		return NULL;
	if (count)
		buf_adds(&q->sql, "SELECT count(*) FROM (");
	compose(q, query);
	if (count)
		buf_adds(&q->sql, ") WHERE body IS NOT NULL");
	st = pool_prepare(&s->pool, q->sql.p, err);
	for (int i = 0; st != NULL && i < q->n; i++)
		pool_bytes(st, i + 1, buf_str(&q->text[i]), q->text[i].n);
	return st;
}

static void
finish(struct select *q, sqlite3_stmt *st)
{
	sqlite3_finalize(st);
	buf_release(&q->sql);
	for (int i = 0; i < q->n; i++)
		buf_release(&q->text[i]);
}

int
store_each(struct store *s, const struct query *query, store_row *row,
    void *arg, struct err *err)
{
	struct select q = { 0 };
	sqlite3_stmt *st = start(s, &q, query, false, err);
	int r = st == NULL ? -1 : each(s, st, row, arg, err);

	finish(&q, st);
	return r;
}

int
store_count(struct store *s, const struct query *query, int64_t *n,
    struct err *err)
{
	struct select q = { 0 };
	sqlite3_stmt *st = start(s, &q, query, true, err);
	int r = st == NULL ? -1 : pool_row(&s->pool, st, err);

	if (r > 0)
		*n = sqlite3_column_int64(st, 0);
	finish(&q, st);
	return r < 0 ? -1 : 0;
}

int
store_find(struct store *s, const struct kind *kind, const char *field,
    const char *value, char id[ID_LEN], struct err *err)
{
	sqlite3_stmt *st;
	int r;

	if ((st = pool_stmt(&s->pool, S_ALIAS_FIND, err)) == NULL)
		return -1;
	pool_text(st, 1, kind->name);
	pool_text(st, 2, field);
	pool_text(st, 3, value);
	if ((r = pool_row(&s->pool, st, err)) > 0) {
		pool_copy(id, ID_LEN, st, 0);
		sqlite3_reset(st);
	}
	return r;
}

int
store_prefix(struct store *s, const char *prefix, char id[ID_LEN],
    struct err *err)
{
	struct buf end = BUF_INIT;
	sqlite3_stmt *st;
	int r;

	if ((st = pool_stmt(&s->pool, S_PREFIX, err)) == NULL)
		return -1;
	buf_addf(&end, "%s~", prefix);
	pool_text(st, 1, prefix);
	pool_text(st, 2, end.p);
	if ((r = pool_row(&s->pool, st, err)) > 0) {
		pool_copy(id, ID_LEN, st, 0);
		if ((r = pool_row(&s->pool, st, err)) > 0) {
			err_set(err, ST_DATA, "ambiguous",
			    "More than one record's id begins with %s.",
			    prefix);
			r = err_hint(err, "Give one more symbol of it.");
		} else if (r == 0) {
			r = 1;
		}
		sqlite3_reset(st);
	}
	buf_release(&end);
	return r;
}
