/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "store/db/inside.h"

/*
 * Everything a store is made of, and how.  What the index of words keeps its
 * own tables as is SQLite's affair.
 */
#define ROWS "SELECT type || ' ' || name, tbl_name, CASE WHEN type = " \
	"'table' AND name GLOB 'words_*' THEN '' ELSE coalesce(sql, '') END " \
	"FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY 1"

/*
 * The sum of those rows as the migrations make them: a writer looks at it
 * before its first entry, and tests/unit/copy.c at whether it is so.
 */
#define KNOWN \
	"463296929ff3211431da95f08c2966db4cf8470abc80a69faab478bda00a7447"

static int
sum(struct pool *p, char out[HASH_HEX], struct err *err)
{
	sqlite3_stmt *st = pool_prepare(p, ROWS, err);
	unsigned char hash[HASH_LEN];
	struct buf b = BUF_INIT;
	const char *s;
	size_t n;
	int r;

	if (st == NULL)
		return -1;
	while ((r = pool_row(p, st, err)) > 0) {
		for (int i = 0; i < sqlite3_column_count(st); i++) {
			s = pool_span(st, i, &n);
			buf_add(&b, s == NULL ? "" : s, n);
			buf_addc(&b, '\n');
		}
	}
	sqlite3_finalize(st);
	hash_sha256(hash, buf_str(&b), b.n);
	hash_hex(out, hash, sizeof(hash));
	buf_release(&b);
	return r;
}

int
schema_known(struct pool *p, struct err *err)
{
	char got[HASH_HEX];

	if (sum(p, got, err) != 0)
		return -1;
	return strcmp(got, KNOWN) == 0 ? 0 :
	    pool_fail(p, SQLITE_SCHEMA, err);
}

/* Which of two rows comes first; one that has ended comes last. */
static int
order(sqlite3_stmt *a, bool a_is, sqlite3_stmt *b, bool b_is)
{
	if (!a_is || !b_is)
		return a_is ? -1 : 1;
	return strcmp((const char *)sqlite3_column_text(a, 0),
	    (const char *)sqlite3_column_text(b, 0));
}

static bool
same(sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
	size_t n, m;
	const char *s = pool_span(a, column, &n);
	const char *t = pool_span(b, column, &m);

	return n == m && (n == 0 || memcmp(s, t, n) == 0);
}

static int
compare(struct pool *there, struct pool *made, struct buf *troubles,
    struct err *err)
{
	sqlite3_stmt *a = pool_prepare(there, ROWS, err), *b = NULL;
	int x = -1, y = -1, first;

	if (a != NULL && (b = pool_prepare(made, ROWS, err)) != NULL &&
	    (x = pool_row(there, a, err)) >= 0)
		y = pool_row(made, b, err);
	while (x >= 0 && y >= 0 && x + y > 0) {
		first = order(a, x > 0, b, y > 0);
		if (first != 0 || !same(a, b, 1) || !same(a, b, 2))
			buf_addf(troubles, first > 0 ?
			    "The store has lost its %s; run store-rebuild.\n" :
			    first < 0 ? "The %s in the store is not vigil's; "
			    "run store-rebuild.\n" : "The %s in the store is "
			    "not as vigil made it; run store-rebuild.\n",
			    (const char *)sqlite3_column_text(first > 0 ? b :
			    a, 0));
		if (first <= 0)
			x = pool_row(there, a, err);
		if (first >= 0 && x >= 0)
			y = pool_row(made, b, err);
	}
	sqlite3_finalize(a);
	sqlite3_finalize(b);
	return x < 0 || y < 0 ? -1 : 0;
}

/* What SQLite was told of the file, which no row says. */
static int
compare_setting(struct pool *p, const char *pragma, const char *wrong,
    const char *right, struct buf *troubles, struct err *err)
{
	sqlite3_stmt *st = pool_prepare(p, pragma, err);
	const char *s;
	int r;

	if (st == NULL)
		return -1;
	if ((r = pool_row(p, st, err)) > 0) {
		s = (const char *)sqlite3_column_text(st, 0);
		if (s != NULL && ((wrong != NULL && strcmp(s, wrong) == 0) ||
		    (right != NULL && strcmp(s, right) != 0)))
			buf_addf(troubles, "The store is kept as %s, which "
			    "vigil never does.\n", s);
	}
	sqlite3_finalize(st);
	return r < 0 ? -1 : 0;
}

int
schema_compare(struct pool *p, const char *sql, struct buf *troubles,
    struct err *err)
{
	struct pool made = { .path = p->path };
	int r = -1;

	if (pool_open(&made, ":memory:", SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE, err) == 0 && migrate(&made, sql, err) == 0)
		r = compare(p, &made, troubles, err);
	pool_close(&made);
	if (r == 0)
		r = compare_setting(p, "PRAGMA journal_mode", "wal", NULL,
		    troubles, err);
	if (r == 0)
		r = compare_setting(p, "PRAGMA encoding", NULL, "UTF-8",
		    troubles, err);
	return r;
}
