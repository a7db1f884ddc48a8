/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "store/db/inside.h"
#include "store/view/view.h"

/* An entry whose body is not what this vigil writes. */
static int
unreadable(struct pool *p, int64_t seq, bool unknown_kind, struct err *err)
{
	if (unknown_kind) {
		err_set(err, ST_CONFIG, ERR_LATER_VERSION, "Entry %lld of the "
		    "store %s is of a kind that this vigil does not know.",
		    (long long)seq, p->path);
		return err_hint(err, "Bring vigil up to date here.");
	}
	err_set(err, ST_IO, ERR_DAMAGED,
	    "Entry %lld of the store %s cannot be read.", (long long)seq,
	    p->path);
	return err_hint(err, "Run ledger-verify.");
}

static int
replay_entry(struct views *v, sqlite3_stmt *st, struct buf *body,
    struct json *doc, struct err *err)
{
	const struct kind *kind;
	const char *head, *text;
	char id[ID_LEN], at[TIME_LEN];
	struct head h;
	struct plan plan;
	size_t n, content;
	int64_t seq = sqlite3_column_int64(st, 0);
	struct err ignored;

	if ((text = (const char *)sqlite3_column_text(st, 2)) == NULL)
		return 0; /* lawfully removed */
	n = (size_t)sqlite3_column_bytes(st, 2);
	head = (const char *)sqlite3_column_text(st, 1);
	if (head == NULL || head_split(&h, head,
	    (size_t)sqlite3_column_bytes(st, 1)) != 0 ||
	    body_split(text, n, &kind, id, &content) != 0)
		return unreadable(v->ledger, seq, false, err);
	if (kind == NULL)
		return unreadable(v->ledger, seq, true, err);
	buf_reset(body);
	buf_add(body, text, n);
	if (json_parse(doc, body->p, body->n, 0, &ignored) != 0)
		return unreadable(v->ledger, seq, false, err);
	snprintf(at, sizeof(at), "%.*s", (int)h.len[HEAD_TIME],
	    h.word[HEAD_TIME]);
	if (view_plan(v, &plan, kind, id, doc, true, err) != 0 ||
	    view_record(v, &plan, id, seq, at, err) < 0)
		return -1;
	return view_apply(v, &plan, seq, err);
}

/* Makes the views of the whole ledger, in views that are empty. */
static int
replay(struct views *v, struct err *err)
{
	struct buf body = BUF_INIT;
	struct json doc = { 0 };
	sqlite3_stmt *st;
	int r = -1;

	st = pool_prepare(v->ledger,
	    "SELECT seq, head, body FROM event ORDER BY seq", err);
	if (st != NULL) {
		while ((r = pool_row(v->ledger, st, err)) > 0) {
			if (replay_entry(v, st, &body, &doc, err) != 0) {
				r = -1;
				break;
			}
		}
		sqlite3_finalize(st);
	}
	buf_release(&body);
	json_release(&doc);
	return r;
}

/* What tells of entries that were cut off, in the place of what is lost. */
static const char stand_ins[] =
    "CREATE TABLE IF NOT EXISTS record (seq INTEGER);"
    "CREATE TABLE IF NOT EXISTS earlier (seq INTEGER)";

/*
 * All but the ledger: also what is not vigil's, were it a trigger on the
 * ledger.  The index of words is unnamed before the tables that it is kept in
 * are dropped: when one of those is lost or altered, SQLite refuses to drop
 * the index itself.
 */
static const char unname[] =
    "PRAGMA writable_schema=ON;"
    "DELETE FROM sqlite_schema WHERE type = 'table' AND rootpage = 0;"
    "PRAGMA writable_schema=RESET";

static const char drops[] =
    "SELECT 'DROP ' || type || ' \"' || replace(name, '\"', '\"\"') || '\"' "
    "FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' AND name <> 'event' "
    "AND (type <> 'index' OR tbl_name = 'event') "
    "ORDER BY type <> 'trigger', type <> 'view'";

/* One text of statements, since none may run while the schema is read. */
static int
drop_views(struct pool *p, struct err *err)
{
	struct buf b = BUF_INIT;
	sqlite3_stmt *st;
	int r;

	sqlite3_db_config(p->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	r = pool_exec(p, unname, err);
	if (r == 0 && (st = pool_prepare(p, drops, err)) == NULL)
		r = -1;
	if (r == 0) {
		while ((r = pool_row(p, st, err)) > 0)
			buf_addf(&b, "%s;", (const char *)
			    sqlite3_column_text(st, 0));
		sqlite3_finalize(st);
	}
	if (r == 0)
		r = pool_exec(p, buf_str(&b), err);
	sqlite3_db_config(p->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	buf_release(&b);
	return r;
}

/*
 * The entries go into a table as today's vigil makes it, where theirs is made
 * otherwise; what came out is read once more.
 */
static int
renew(struct store *s, const char *sql, struct ledger_report *report,
    struct err *err)
{
	struct ledger_report before = *report;

	if (pool_exec(&s->pool, "ALTER TABLE event RENAME TO event_before",
	    err) != 0 || migrate(&s->pool, sql, err) != 0 ||
	    pool_exec(&s->pool, "INSERT INTO event (seq, head, hash, body) "
	    "SELECT seq, head, hash, body FROM event_before ORDER BY seq;"
	    "DROP TABLE event_before", err) != 0 ||
	    ledger_whole(s, &before.last, report, err) != 0)
		return -1;
	return report->entries == before.entries ? 0 :
	    pool_fail(&s->pool, SQLITE_CORRUPT, err);
}

int
view_rebuild(const char *path, const char *sql, struct ledger_report *report,
    struct err *err)
{
	struct store *s;
	char *real;
	int r = -1;

	if ((real = store_real_path(path, err)) == NULL)
		return -1;
	s = store_new(real, STORE_WRITE);
	if (store_connect(s, true, err) != 0 ||
	    store_enlarge(s, STORE_CACHE, err) != 0 || store_begin(s, err) != 0)
		goto out;
	if (pool_exec(&s->pool, stand_ins, err) != 0 ||
	    ledger_whole(s, NULL, report, err) != 0 ||
	    drop_views(&s->pool, err) != 0 ||
	    renew(s, sql, report, err) != 0 ||
	    replay(&s->views, err) != 0) {
		store_rollback(s);
		goto out;
	}
	r = store_commit(s, err);
out:
	store_close(s);
	return r;
}

static const struct {
	const char *name;
	const char *rows;
	const char *named; /* the columns a message tells: no child's */
} tables[] = {
	{ "record", "SELECT id, kind, seq, first, version, at, ends, state, "
	    "flags FROM record ORDER BY id", "0" },
	{ "earlier", "SELECT record, version, seq FROM earlier "
	    "ORDER BY record, version", "0" },
	{ "link", "SELECT target, record, field FROM link "
	    "ORDER BY target, record, field", "012" },
	{ "alias", "SELECT value, kind, field, record FROM alias "
	    "ORDER BY value, kind, field, record", "123" },
	{ "mark", "SELECT row, slot, codes FROM mark ORDER BY row", "0" },
	{ "marked", "SELECT row, latest, low, high, blocks FROM marked "
	    "ORDER BY row", "0" },
	{ "merged", "SELECT slice, row, latest FROM merged ORDER BY slice",
	    "0" },
	{ "roll", "SELECT block, pupils FROM roll ORDER BY block", "0" },
	{ "came", "SELECT sum, seq FROM came ORDER BY sum", "0" },
};

#define TABLES (sizeof(tables) / sizeof(*tables))

/* The same tables as in the store, empty, in memory. */
static int
make_tables(struct pool *memory, struct pool *from, struct err *err)
{
	sqlite3_stmt *st;
	int r;

	if (pool_open(memory, ":memory:", SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE, err) != 0)
		return -1;
	st = pool_prepare(from, "SELECT sql FROM sqlite_schema "
	    "WHERE type = 'table' "
	    "AND name IN ('record', 'earlier', 'link', 'alias', 'mark', "
	    "'marked', 'merged', 'roll', 'came')", err);
	if (st == NULL)
		return -1;
	while ((r = pool_row(from, st, err)) > 0) {
		if (pool_exec(memory,
		    (const char *)sqlite3_column_text(st, 0), err) != 0) {
			r = -1;
			break;
		}
	}
	sqlite3_finalize(st);
	return r;
}

/* 0 when they are equal, else which of the two comes first. */
static int
order(sqlite3_stmt *a, sqlite3_stmt *b)
{
	const void *x, *y;
	int r = 0, nx, ny;

	for (int i = 0; i < sqlite3_column_count(a) && r == 0; i++) {
		x = sqlite3_column_blob(a, i);
		y = sqlite3_column_blob(b, i);
		nx = sqlite3_column_bytes(a, i);
		ny = sqlite3_column_bytes(b, i);
		if (x != NULL && y != NULL)
			r = memcmp(x, y, (size_t)(nx < ny ? nx : ny));
		if (r == 0)
			r = (nx > ny) - (nx < ny);
	}
	return r;
}

static int
compare_table(size_t which, struct pool *there, struct pool *again,
    struct buf *difference, struct err *err)
{
	sqlite3_stmt *a, *b = NULL, *st;
	int x = -1, y = -1, r = -1, which_first = 0;

	if ((a = pool_prepare(there, tables[which].rows, err)) == NULL ||
	    (b = pool_prepare(again, tables[which].rows, err)) == NULL)
		goto out;
	do {
		if ((x = pool_row(there, a, err)) < 0 ||
		    (y = pool_row(again, b, err)) < 0)
			goto out;
	} while (x > 0 && y > 0 && (which_first = order(a, b)) == 0);
	if (x > 0 || y > 0) {
		st = y == 0 || (x > 0 && which_first < 0) ? a : b;
		buf_addf(difference, "%s of", tables[which].name);
		for (const char *c = tables[which].named; *c != '\0'; c++)
			buf_addf(difference, " %s", (const char *)
			    sqlite3_column_text(st, *c - '0'));
	}
	r = 0;
out:
	sqlite3_finalize(a);
	sqlite3_finalize(b);
	return r;
}

int
view_compare(struct store *s, struct buf *difference, struct err *err)
{
	struct pool memory = { .path = s->pool.path };
	struct views v = { .to = &memory, .ledger = &s->pool };
	bool begun = sqlite3_get_autocommit(s->pool.db);
	int r = -1;

	buf_reset(difference);
	if (begun && pool_exec(&s->pool, "BEGIN", err) != 0)
		return -1;
	if (make_tables(&memory, &s->pool, err) != 0 ||
	    pool_exec(&memory, "BEGIN", err) != 0 ||
	    replay(&v, err) != 0)
		goto out;
	r = 0;
	for (size_t i = 0; i < TABLES && r == 0 && difference->n == 0; i++)
		r = compare_table(i, &s->pool, &memory, difference, err);
	if (r == 0 && difference->n == 0)
		r = words_compare(&s->pool, difference, err);
out:
	views_release(&v);
	pool_close(&memory);
	if (begun)
		sqlite3_exec(s->pool.db, "ROLLBACK", NULL, NULL, NULL);
	return r;
}
