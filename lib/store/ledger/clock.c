/* SPDX-License-Identifier: ISC */
#include <sys/stat.h>

#include <stdio.h>
#include <string.h>

#include "store/db/inside.h"

#define DAY 86400 /* seconds */

/* The next row's entry and its time, as far as there is one: 1, 0, -1. */
static int
next(struct pool *p, sqlite3_stmt *st, int64_t *seq, char at[TIME_LEN],
    struct err *err)
{
	struct head h;
	const char *head;
	size_t n;
	int r = pool_row(p, st, err);

	if (r <= 0)
		return r;
	head = pool_span(st, 1, &n);
	if (head == NULL || head_split(&h, head, n) != 0)
		return pool_fail(p, SQLITE_CORRUPT, err);
	*seq = sqlite3_column_int64(st, 0);
	snprintf(at, TIME_LEN, "%.*s", (int)h.len[HEAD_TIME],
	    h.word[HEAD_TIME]);
	return 1;
}

int
store_ahead(struct store *s, int64_t now, char last[TIME_LEN],
    struct err *err)
{
	sqlite3_stmt *st = pool_stmt(&s->pool, S_EVENT_LAST, err);
	char day_ago[TIME_LEN];
	struct stat file;
	int64_t seq;
	int r;

	if (st == NULL || (r = next(&s->pool, st, &seq, last, err)) < 0)
		return -1;
	sqlite3_reset(st);
	time_format(now - DAY, day_ago);
	return r > 0 && strcmp(last, day_ago) < 0 &&
	    stat(s->pool.path, &file) == 0 && file.st_mtime < now - DAY;
}

int
ledger_ahead(struct store *s, int64_t now, int64_t *seq, char at[TIME_LEN],
    struct err *err)
{
	sqlite3_stmt *st = pool_prepare(&s->pool, "SELECT seq, head "
	    "FROM event ORDER BY seq DESC", err);
	char is[TIME_LEN], time[TIME_LEN];
	int64_t entry;
	int r, found = 0;

	if (st == NULL)
		return -1;
	time_format(now, is);
	while ((r = next(&s->pool, st, &entry, time, err)) > 0 &&
	    strcmp(time, is) > 0) {
		*seq = entry;
		memcpy(at, time, TIME_LEN);
		found = 1;
	}
	sqlite3_finalize(st);
	return r < 0 ? -1 : found;
}
