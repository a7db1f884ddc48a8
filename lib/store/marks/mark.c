/* SPDX-License-Identifier: ISC */
#include "store/marks/mark.h"

#include <stdlib.h>
#include <string.h>

#include "base/text/date.h"
#include "base/core/mem.h"
#include "mark_part.h"

#define YEARS 32 /* in one window */

struct marks {
	struct store *store;
	struct mark_waits waits;
};

bool
mark_all_codes(const unsigned char *s, size_t n)
{
	unsigned char most[16] = { 0 }, all = 0;

	for (; n >= sizeof(most); s += sizeof(most), n -= sizeof(most))
		for (size_t i = 0; i < sizeof(most); i++)
			most[i] = s[i] > most[i] ? s[i] : most[i];
	for (size_t i = 0; i < sizeof(most); i++)
		all = most[i] > all ? most[i] : all;
	while (n-- > 0)
		all = s[n] > all ? s[n] : all;
	return all <= MARK_LAST;
}

void
mark_lay(unsigned char *code, int32_t slot, size_t n,
    const struct mark_span *span)
{
	int64_t at = (int64_t)span->slot - slot;

	for (int32_t i = 0; i < span->n; i++, at++)
		if (span->code[i] != 0 && at >= 0 && at < (int64_t)n)
			code[at] = span->code[i];
}

/* The same of the columns slot and codes of a row; -1 where it is damaged. */
static int
lay_row(unsigned char *code, int32_t slot, size_t n, sqlite3_stmt *st,
    int column)
{
	const unsigned char *s = sqlite3_column_blob(st, column + 1);
	int64_t first = sqlite3_column_int64(st, column), at;
	int64_t len = sqlite3_column_bytes(st, column + 1);

	if (first < 0 || first > MARK_SLOTS ||
	    (s != NULL && !mark_all_codes(s, (size_t)len)))
		return -1;
	at = first - slot;
	if (at < 0) {
		if (s == NULL || -at >= len)
			return 0;
		s -= at;
		len += at;
		at = 0;
	}
	if (len > (int64_t)n - at)
		len = (int64_t)n - at;
	if (s != NULL && len > 0)
		memcpy(code + at, s, (size_t)len);
	return 0;
}

int
mark_lay_year(struct pool *p, int year, int64_t pupil, unsigned char *code,
    int32_t slot, size_t n, struct err *err)
{
	sqlite3_stmt *st;
	int r;

	if ((st = pool_stmt(p, S_MARK_GET, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, mark_row(year, pupil));
	if ((r = pool_row(p, st, err)) > 0) {
		r = lay_row(code, slot, n, st, 0);
		sqlite3_reset(st);
		if (r < 0)
			return pool_fail(p, SQLITE_CORRUPT, err);
	}
	return r < 0 ? -1 : 0;
}

/* What waits of a pupil, laid on. */
static int
lay_waiting(struct marks *m, int64_t pupil, unsigned char *code,
    int32_t slot, size_t n, struct err *err)
{
	int found = mark_waits_of(&m->waits, pupil, slot, err);

	for (int i = 0; i < found; i++)
		mark_lay(code, slot, n, &m->waits.found[i]);
	return found < 0 ? -1 : 0;
}

int
marks_open(struct marks **out, struct store *s, struct err *err)
{
	struct marks *m = mem_alloc(sizeof(*m));

	m->store = s;
	*out = m;
	if (mark_waits_open(&m->waits, &s->pool, err) == 0)
		return 0;
	marks_close(m);
	*out = NULL;
	return -1;
}

void
marks_close(struct marks *m)
{
	if (m == NULL)
		return;
	mark_waits_close(&m->waits);
	free(m);
}

int32_t
marks_latest(const struct marks *m, int64_t pupil)
{
	return mark_waits_latest(&m->waits, pupil);
}

int
marks_get(struct marks *m, int64_t pupil, int32_t slot, size_t n,
    unsigned char *code, struct err *err)
{
	struct mark_year_span y = { 0, 0, 0 };
	int32_t end = slot + (int32_t)n;
	int32_t latest = m->waits.merged[mark_slice(pupil)].latest;

	memset(code, 0, n);
	for (int32_t at = slot; at < end && at <= latest; at = y.end) {
		mark_year_at(&y, at);
		if (mark_lay_year(&m->store->pool, y.year, pupil, code, slot,
		    n, err) != 0)
			return -1;
	}
	return lay_waiting(m, pupil, code, slot, n, err);
}

/* The rows of one year, read along with the pupils. */
struct cursor {
	sqlite3_stmt *st;
	int64_t pupil; /* of the row it stands at; INT64_MAX past the last */
};

static int
step(struct pool *p, struct cursor *c, struct err *err)
{
	int r = pool_row(p, c->st, err);

	if (r > 0)
		c->pupil = sqlite3_column_int64(c->st, 0) & UINT32_MAX;
	else
		c->pupil = INT64_MAX;
	return r < 0 ? -1 : 0;
}

static int
start(struct pool *p, struct cursor *c, int year, struct err *err)
{
	c->st = pool_prepare(p, "SELECT row, slot, codes FROM mark "
	    "WHERE row >= ?1 AND row < ?2 ORDER BY row", err);
	if (c->st == NULL)
		return -1;
	sqlite3_bind_int64(c->st, 1, mark_row(year, 0));
	sqlite3_bind_int64(c->st, 2, mark_row(year + 1, 0));
	return step(p, c, err);
}

static int
each_pupil(struct marks *m, struct marks_roll *roll, struct cursor *year,
    size_t nyears, unsigned char *code, int32_t slot, size_t n,
    marks_row *row, void *arg, struct err *err)
{
	struct pool *p = &m->store->pool;
	struct marks_pupil pupil = { .code = code };
	int r;

	while ((r = marks_roll_next(roll, &pupil, err)) > 0) {
		memset(code, 0, n);
		for (size_t i = 0; i < nyears; i++) {
			while (year[i].pupil < pupil.number)
				if (step(p, &year[i], err) != 0)
					return -1;
			if (year[i].pupil == pupil.number &&
			    lay_row(code, slot, n, year[i].st, 1) != 0)
				return pool_fail(p, SQLITE_CORRUPT, err);
		}
		if (n > 0 && lay_waiting(m, pupil.number, code, slot, n,
		    err) != 0)
			return -1;
		if ((r = row(arg, &pupil, err)) != 0)
			break;
	}
	return r < 0 ? -1 : 0;
}

int
marks_each(struct marks *m, int32_t slot, size_t n, marks_row *row, void *arg,
    struct err *err)
{
	struct pool *p = &m->store->pool;
	struct cursor year[YEARS] = { { NULL, 0 } };
	unsigned char *code = mem_alloc(n + 1);
	int32_t end = slot + (int32_t)n;
	struct mark_year_span y = { 0, 0, 0 };
	struct marks_roll *roll;
	size_t nyears = 0;
	int rc;

	rc = marks_roll_open(&roll, m->store, err);
	for (int32_t at = slot; rc == 0 && at < end && nyears < YEARS;
	     at = y.end) {
		mark_year_at(&y, at);
		rc = start(p, &year[nyears++], y.year, err);
	}
	if (rc == 0)
		rc = each_pupil(m, roll, year, nyears, code, slot, n, row,
		    arg, err);
	for (size_t i = 0; i < nyears; i++)
		sqlite3_finalize(year[i].st);
	marks_roll_close(roll);
	free(code);
	return rc;
}
