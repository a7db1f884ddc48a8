/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "model/search.h"
#include "store/db/inside.h"

/* Most entries are the first of their record, which is quicker found. */
#define OF_ENTRY "r.first = coalesce((SELECT first FROM record " \
	"WHERE first = e.seq), (SELECT first FROM record " \
	"WHERE id = json_extract(e.body, '$.id')))"
#define ENTRIES_OF "SELECT r.first, e.seq, r.id, e.body, e.head, e.hash, " \
	"CASE r.seq WHEN e.seq THEN r.version ELSE (SELECT version " \
	"FROM earlier WHERE record = r.first AND seq = e.seq) END, r.state, " \
	"r.flags FROM event e CROSS JOIN record r ON "
#define ENTRIES_IN " WHERE e.seq BETWEEN ?1 AND ?2 ORDER BY e.seq"

/* What an answer about every kind leaves out. */
static const struct kind *const apart[] = { &kind_access, &kind_school,
	&kind_calendar };

/* A query as it is put together, and what is bound to it. */
/* Of a link: it is in the current version. */
#define NAMES_NOW " AND field NOT GLOB '" LINK_WAS "*'"

struct select {
	struct buf sql;
	struct buf *text;
	int n;
};

static void
bind(struct select *q, const char *s)
{
	q->text = mem_resize(q->text, (size_t)q->n + 1, sizeof(*q->text));
	q->text[q->n] = (struct buf)BUF_INIT;
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

/* Whether each of these entries is the first of its record. */
static int
all_new(struct store *s, int64_t first, int64_t last, struct err *err)
{
	sqlite3_stmt *st = pool_prepare(&s->pool, "SELECT count(*) "
	    "FROM record WHERE first BETWEEN ?1 AND ?2", err);
	int r = -1;

	if (st == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, first);
	sqlite3_bind_int64(st, 2, last);
	if (pool_row(&s->pool, st, err) > 0)
		r = sqlite3_column_int64(st, 0) == last - first + 1;
	sqlite3_finalize(st);
	return r;
}

int
store_entries(struct store *s, int64_t first, int64_t last, store_row *row,
    void *arg, struct err *err)
{
	sqlite3_stmt *st;
	int r;

	if (chain_settle(s, err) != 0 ||
	    (r = all_new(s, first, last, err)) == -1)
		return -1;
	st = pool_prepare(&s->pool, r == 1 ?
	    ENTRIES_OF "r.first = e.seq" ENTRIES_IN :
	    ENTRIES_OF OF_ENTRY ENTRIES_IN, err);
	if (st == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, first);
	sqlite3_bind_int64(st, 2, last);
	r = rows_each(s, st, false, row, arg, err);
	sqlite3_finalize(st);
	return r;
}

int
store_versions(struct store *s, const char *id, store_row *row, void *arg,
    struct err *err)
{
	sqlite3_stmt *st;
	int r;

	if (chain_settle(s, err) != 0)
		return -1;
	st = pool_prepare(&s->pool,
	    "SELECT r.first, e.seq, r.id, e.body, e.head, e.hash, v.version, "
	    "r.state, r.flags FROM record r JOIN (SELECT record, "
	    "version, seq FROM earlier UNION ALL SELECT first, version, seq "
	    "FROM record) v ON v.record = r.first "
	    "LEFT JOIN event e ON e.seq = v.seq WHERE r.id = ?1 "
	    "ORDER BY v.version", err);
	if (st == NULL)
		return -1;
	pool_text(st, 1, id);
	r = rows_each(s, st, false, row, arg, err);
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
	if (query->also != NULL) {
		buf_adds(&q->sql, " AND (r.kind = ");
		bind(q, query->kind->name);
		buf_adds(&q->sql, " OR r.kind = ");
		bind(q, query->also->name);
		buf_addc(&q->sql, ')');
	} else if (query->kind != NULL) {
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
	if (query->former) {
		buf_adds(&q->sql,
		    " GROUP BY record HAVING min(field GLOB '" LINK_WAS "*'))");
		return;
	}
	buf_adds(&q->sql, NAMES_NOW);
	if (query->through != NULL) {
		buf_adds(&q->sql, " UNION SELECT record FROM link "
		    "WHERE target IN (SELECT c.id FROM link CROSS JOIN "
		    "record c ON c.first = record WHERE target = ");
		bind(q, query->about);
		buf_adds(&q->sql, NAMES_NOW " AND c.kind = ");
		bind(q, query->through->name);
		buf_adds(&q->sql, ")" NAMES_NOW);
	}
	buf_addc(&q->sql, ')');
}

/*
 * all: plain rows are picked out of all records, not found by the index.
 */
/* What no field says of a record.  Entries are in the order of their times. */
static const struct {
	const char *name, *column;
} known[] = { { "id", "r.id" }, { "state", "r.state" },
	{ "flags", "r.flags" }, { "recorded_at", "r.seq" } };

static const char *
column(const char *name)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (strcmp(known[i].name, name) == 0)
			return known[i].column;
	}
	return NULL;
}

bool
store_sorts(const struct kind *kind, const char *name)
{
	return column(name) != NULL ||
	    field_named(kind->fields, name, strlen(name)) != NULL;
}

static void
sort_by(struct select *q, const char *name, const char *order)
{
	const char *known_as = column(name);

	if (known_as != NULL) {
		buf_addf(&q->sql, "%s%s, ", known_as, order);
		return;
	}
	/* numbers by their size, then everything as text */
	buf_adds(&q->sql, "CAST(");
	path(q, name);
	buf_addf(&q->sql, " AS NUMERIC)%s, ", order);
	path(q, name);
	buf_addf(&q->sql, " COLLATE NOCASE%s, ", order);
}

static void
compose(struct select *q, const struct query *query, const char *words,
    bool all)
{
	const char *order = query->descending ? " DESC" : "";
	/* An entry that is lost is damage, and not a record less. */
	const char *body = " LEFT JOIN event e ON e.seq = r.seq";
	/* No index has them in the order that is wanted. */
	bool sorted = query->kind == NULL || query->sort != NULL ||
	    query->about != NULL || query->match != NULL ||
	    (query->plain && !all);

	/* What is sorted is small; the bodies come after, one at a time. */
	buf_addf(&q->sql, "SELECT " PLAIN_COLUMNS "%s FROM %s",
	    query->plain ? "" : OTHER_COLUMNS,
	    sorted ? "(SELECT r.first AS n FROM " : "");
	if (sorted && query->sort == NULL && query->open_on == NULL)
		body = "";
	if (query->match != NULL) {
		/* in any version, and once each */
		buf_adds(&q->sql, "(SELECT DISTINCT r.first AS n "
		    "FROM words w CROSS JOIN event e ON e.seq = w.rowid "
		    "CROSS JOIN record r ON " OF_ENTRY " WHERE words MATCH ");
		bind(q, words);
		buf_addf(&q->sql, ") m CROSS JOIN record r "
		    "ON r.first = m.n%s WHERE 1", body);
		if (query->about != NULL) {
			buf_adds(&q->sql, " AND r.first IN ");
			naming(q, query);
		}
	} else if (query->about != NULL) {
		naming(q, query);
		buf_addf(&q->sql, " l CROSS JOIN record r "
		    "ON r.first = l.record%s WHERE 1", body);
	} else {
		buf_addf(&q->sql, "record r%s%s WHERE 1",
		    all ? " NOT INDEXED" : "", body);
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
	if (query->sort != NULL)
		sort_by(q, query->sort, order);
	if (query->plain)
		buf_adds(&q->sql, "r.first");
	else
		buf_addf(&q->sql, "r.at%s, r.first%s", order, order);
	/* Without the limit SQLite would think that no order is wanted. */
	if (sorted)
		buf_adds(&q->sql, " LIMIT -1) o CROSS JOIN record r "
		    "ON r.first = o.n LEFT JOIN event e ON e.seq = r.seq");
}

/* 1 where a query's kinds are a good part of all that was entered. */
static int
is_much(struct store *s, const struct query *query, struct err *err)
{
	const struct kind *also = query->also != NULL ? query->also
						      : query->kind;
	sqlite3_stmt *st = pool_prepare(&s->pool,
	    "SELECT 4 * count(*) > (SELECT max(first) FROM record) "
	    "FROM record WHERE kind IN (?1, ?2)", err);
	int much = -1;

	if (st == NULL)
		return -1;
	pool_text(st, 1, query->kind->name);
	pool_text(st, 2, also->name);
	if (pool_row(&s->pool, st, err) > 0)
		much = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	return much;
}

/* A statement whose texts are in q; both are for finish(). */
static sqlite3_stmt *
start(struct store *s, struct select *q, const struct query *query,
    bool count, struct err *err)
{
	sqlite3_stmt *st;
	struct search *sought;
	struct buf words = BUF_INIT;
	int much = query->plain ? is_much(s, query, err) : 0;

	if (query->match != NULL) {
		sought = search_new(query->match, strlen(query->match), err);
		if (sought == NULL)
			return NULL;
		search_query(sought, &words);
		search_free(sought);
	}
	if (much == -1 || chain_settle(s, err) != 0 ||
	    (query->match != NULL && words_enter(s, err) != 0)) {
		buf_release(&words);
		return NULL;
	}
	if (count)
		buf_adds(&q->sql, "SELECT count(*) FROM (");
	compose(q, query, buf_str(&words), much == 1);
	buf_release(&words);
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
	free(q->text);
}

int
store_each(struct store *s, const struct query *query, store_row *row,
    void *arg, struct err *err)
{
	struct select q = { 0 };
	sqlite3_stmt *st = start(s, &q, query, false, err);
	int r = st == NULL ? -1 : rows_each(s, st, query->plain, row, arg, err);

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
