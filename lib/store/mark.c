/* SPDX-License-Identifier: ISC */
#include "store/mark.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "store/inside.h"

/*
 * Packed bytes that wait to be merged: as many as can be laid on quickly
 * beside the rows of so large a store, of which its entries give an idea.
 */
#define WAITING (64 << 10)
#define WAITING_ENTRY 10
#define YEAR_SLOTS 540	    /* and more than any year has */
#define YEARS 32	    /* in one window */

/* Runs of marks, in order of pupils, and of coming for each. */
struct runs {
	struct buf text;
	struct mark_run *v;
	size_t n, cap;
};

struct marks {
	struct store *store;
	struct runs late; /* not merged yet */
};

/* A year's slots: from begin up to and without end. */
struct span {
	int year;
	int32_t begin, end;
};

/* The year of a slot; most are of the same as the last one. */
static void
year_of(struct span *y, int32_t slot)
{
	if (slot >= y->begin && slot < y->end)
		return;
	y->year = mark_year(slot);
	y->begin = mark_year_slot(y->year);
	y->end = mark_year_slot(y->year + 1);
}

static int64_t
row_of(int year, int64_t pupil)
{
	return ((int64_t)year << 32) + pupil;
}

static void
runs_release(struct runs *r)
{
	buf_release(&r->text);
	free(r->v);
}

/* Runs lie in memory in the order in which they came. */
static int
by_pupil(const void *a, const void *b)
{
	const struct mark_run *x = a, *y = b;

	if (x->pupil != y->pupil)
		return x->pupil < y->pupil ? -1 : 1;
	return (x->code > y->code) - (x->code < y->code);
}

static int
unpack(struct pool *p, struct runs *r, size_t from, bool *sorted,
    struct err *err)
{
	const char *s = r->text.p + from, *end = r->text.p + r->text.n;
	struct mark_pack at = { 0, 0 };
	struct mark_run run;
	int got;

	while ((got = mark_unpack(&s, end, &at, &run)) > 0) {
		if (r->n == r->cap) {
			r->cap = r->cap == 0 ? 1024 : 2 * r->cap;
			r->v = mem_resize(r->v, r->cap, sizeof(*r->v));
		}
		if (r->n > 0 && r->v[r->n - 1].pupil > run.pupil)
			*sorted = false;
		r->v[r->n++] = run;
	}
	return got == 0 ? 0 : pool_fail(p, SQLITE_CORRUPT, err);
}

/* What waits to be merged. */
static int
runs_load(struct runs *r, struct pool *p, struct err *err)
{
	sqlite3_stmt *st;
	int64_t size;
	bool sorted = true;
	size_t from;
	int got = -1;

	memset(r, 0, sizeof(*r));
	if (pool_number(p, "SELECT coalesce(sum(length(packed)), 0) "
	    "FROM marked", &size, err) != 0)
		return -1;
	if (size == 0)
		return 0;
	buf_reserve(&r->text, (size_t)size + 1); /* runs point into it */
	st = pool_prepare(p, "SELECT packed FROM marked ORDER BY seq", err);
	if (st == NULL)
		return -1;
	while ((got = pool_row(p, st, err)) > 0) {
		from = r->text.n;
		buf_add(&r->text, sqlite3_column_blob(st, 0),
		    (size_t)sqlite3_column_bytes(st, 0));
		if (unpack(p, r, from, &sorted, err) != 0) {
			got = -1;
			break;
		}
	}
	sqlite3_finalize(st);
	if (!sorted)
		qsort(r->v, r->n, sizeof(*r->v), by_pupil);
	return got;
}

/* Lays the part of a run that falls in code[0..n), of slots from slot, on. */
static void
lay_run(unsigned char *code, int32_t slot, size_t n,
    const struct mark_run *run)
{
	int64_t at = (int64_t)run->slot - slot;

	for (uint32_t i = 0; i < run->n; i++, at++) {
		unsigned c = mark_number(run->code[i]);

		if (c != 0 && at >= 0 && at < (int64_t)n)
			code[at] = (unsigned char)c;
	}
}

/* The same of the columns slot and codes of a row. */
static void
lay_row(unsigned char *code, int32_t slot, size_t n, sqlite3_stmt *st,
    int column)
{
	const unsigned char *s = sqlite3_column_blob(st, column + 1);
	int64_t at = sqlite3_column_int64(st, column) - slot;
	int64_t len = sqlite3_column_bytes(st, column + 1);

	if (at < 0) {
		if (s == NULL || -at >= len)
			return;
		s -= at;
		len += at;
		at = 0;
	}
	if (len > (int64_t)n - at)
		len = (int64_t)n - at;
	if (s != NULL && len > 0)
		memcpy(code + at, s, (size_t)len);
}

/* The row of a pupil in a year, laid on. */
static int
lay_year(struct pool *p, int year, int64_t pupil, unsigned char *code,
    int32_t slot, size_t n, struct err *err)
{
	sqlite3_stmt *st;
	int r;

	if ((st = pool_stmt(p, S_MARK_GET, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, row_of(year, pupil));
	if ((r = pool_row(p, st, err)) > 0) {
		lay_row(code, slot, n, st, 0);
		sqlite3_reset(st);
	}
	return r < 0 ? -1 : 0;
}

static int
merge_year(struct pool *p, const struct span *y, const struct mark_run *run,
    size_t n, struct err *err)
{
	unsigned char code[YEAR_SLOTS] = { 0 };
	size_t first = 0, end = YEAR_SLOTS;
	sqlite3_stmt *st;

	if (lay_year(p, y->year, run->pupil, code, y->begin, YEAR_SLOTS,
	    err) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		lay_run(code, y->begin, (size_t)(y->end - y->begin), &run[i]);
	while (first < end && code[first] == 0)
		first++;
	while (end > first && code[end - 1] == 0)
		end--;
	if (first == end)
		return 0;
	if ((st = pool_stmt(p, S_MARK_PUT, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, row_of(y->year, run->pupil));
	sqlite3_bind_int64(st, 2, y->begin + (int32_t)first);
	sqlite3_bind_blob(st, 3, code + first, (int)(end - first),
	    SQLITE_STATIC);
	return pool_run(p, st, err);
}

/* The runs of one pupil, into the rows of their years. */
static int
merge_pupil(struct pool *p, struct span *y, const struct mark_run *run,
    size_t n, struct err *err)
{
	int32_t low = INT32_MAX, high = 0, last;

	for (size_t i = 0; i < n; i++) {
		last = run[i].slot + (int32_t)run[i].n - 1;
		low = run[i].slot < low ? run[i].slot : low;
		high = last > high ? last : high;
	}
	do {
		year_of(y, low);
		if (merge_year(p, y, run, n, err) != 0)
			return -1;
		low = y->end;
	} while (low <= high);
	return 0;
}

static int
merge(struct pool *p, struct err *err)
{
	struct span y = { 0, 0, 0 };
	struct runs r;
	size_t i, end;
	int rc = runs_load(&r, p, err);

	for (i = 0; rc == 0 && i < r.n; i = end) {
		for (end = i + 1; end < r.n &&
		     r.v[end].pupil == r.v[i].pupil;)
			end++;
		rc = merge_pupil(p, &y, &r.v[i], end - i, err);
	}
	if (rc == 0)
		rc = pool_exec(p, "DELETE FROM marked", err);
	runs_release(&r);
	return rc;
}

uint64_t
marks_sum(const char *s, size_t n)
{
	uint64_t h = n * 0x9e3779b97f4a7c15u, w;

	for (; n > 0; s += sizeof(w), n -= sizeof(w)) {
		w = 0;
		memcpy(&w, s, n < sizeof(w) ? n : sizeof(w));
		h = (h ^ w) * 0xff51afd7ed558ccdu;
		h ^= h >> 32;
		if (n < sizeof(w))
			break;
	}
	return h;
}

int
marks_came(struct store *s, uint64_t sum, int64_t *seq, struct err *err)
{
	sqlite3_stmt *st = pool_stmt(&s->pool, S_CAME_GET, err);
	int r;

	if (st == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, (int64_t)sum);
	if ((r = pool_row(&s->pool, st, err)) > 0) {
		*seq = sqlite3_column_int64(st, 0);
		sqlite3_reset(st);
	}
	return r;
}

int
marks_enter(struct views *v, const struct kind *kind, const struct json *doc,
    int64_t seq, struct err *err)
{
	int t = json_get(doc, 0, kind->packed);
	int lines = json_get(doc, 0, "lines");
	const char *s;
	sqlite3_stmt *st;
	int64_t size;
	size_t n;

	if (t < 0 || lines < 0)
		return 0;
	s = json_raw(doc, lines, &n);
	if ((st = pool_stmt(v->to, S_CAME_ADD, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, (int64_t)marks_sum(s, n));
	sqlite3_bind_int64(st, 2, seq);
	if (pool_run(v->to, st, err) != 0 ||
	    (st = pool_stmt(v->to, S_MARKED_ADD, err)) == NULL)
		return -1;
	s = json_text(doc, t, &v->scratch, &n);
	sqlite3_bind_int64(st, 1, seq);
	sqlite3_bind_blob(st, 2, s, (int)n, SQLITE_STATIC);
	if (pool_run(v->to, st, err) != 0 ||
	    pool_number(v->to, "SELECT sum(length(packed)) FROM marked",
	    &size, err) != 0)
		return -1;
	return (size > WAITING && size > seq * WAITING_ENTRY) ||
	    json_get(doc, 0, "last") >= 0 ? merge(v->to, err) : 0;
}

int
marks_open(struct marks **out, struct store *s, struct err *err)
{
	struct marks *m = mem_alloc(sizeof(*m));

	m->store = s;
	*out = m;
	if (runs_load(&m->late, &s->pool, err) == 0)
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
	runs_release(&m->late);
	free(m);
}

int
marks_get(struct marks *m, int64_t pupil, int32_t slot, size_t n,
    unsigned char *code, struct err *err)
{
	struct span y = { 0, 0, 0 };
	int32_t at = slot, end = slot + (int32_t)n;
	size_t lo = 0, hi = m->late.n, mid;

	memset(code, 0, n);
	while (at < end) {
		year_of(&y, at);
		if (lay_year(&m->store->pool, y.year, pupil, code, slot, n,
		    err) != 0)
			return -1;
		at = y.end;
	}
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (m->late.v[mid].pupil < pupil)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < m->late.n && m->late.v[lo].pupil == pupil; lo++)
		lay_run(code, slot, n, &m->late.v[lo]);
	return 0;
}

/* The rows of one year, read along with the pupils. */
struct cursor {
	sqlite3_stmt *st;
	int64_t pupil; /* of the row it stands at; INT64_MAX past the last */
};

static int
advance(struct pool *p, struct cursor *c, struct err *err)
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
	sqlite3_bind_int64(c->st, 1, row_of(year, 0));
	sqlite3_bind_int64(c->st, 2, row_of(year + 1, 0));
	return advance(p, c, err);
}

static int32_t
date_in(sqlite3_stmt *st, int column)
{
	const char *s = (const char *)sqlite3_column_text(st, column);

	/* a time is that of the entry of a pupil without a date */
	return s == NULL || sqlite3_column_bytes(st, column) != 10 ?
	    DATE_NONE : date_parse(s, 10);
}

static int
each_pupil(struct marks *m, sqlite3_stmt *roll, struct cursor *year,
    size_t nyears, unsigned char *code, int32_t slot, size_t n,
    marks_row *row, void *arg, struct err *err)
{
	struct pool *p = &m->store->pool;
	struct marks_pupil pupil = { .code = code };
	size_t late = 0;
	int r;

	while ((r = pool_row(p, roll, err)) > 0) {
		pupil.number = sqlite3_column_int64(roll, 0);
		pupil.id = (const char *)sqlite3_column_text(roll, 1);
		pupil.entry = date_in(roll, 2);
		pupil.leaving = date_in(roll, 3);
		memset(code, 0, n);
		for (size_t i = 0; i < nyears; i++) {
			while (year[i].pupil < pupil.number)
				if (advance(p, &year[i], err) != 0)
					return -1;
			if (year[i].pupil == pupil.number)
				lay_row(code, slot, n, year[i].st, 1);
		}
		while (late < m->late.n &&
		    m->late.v[late].pupil < pupil.number)
			late++;
		while (late < m->late.n &&
		    m->late.v[late].pupil == pupil.number)
			lay_run(code, slot, n, &m->late.v[late++]);
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
	struct span y = { 0, 0, 0 };
	sqlite3_stmt *roll;
	size_t nyears = 0;
	int rc = 0;

	roll = pool_prepare(p, "SELECT first, id, at, ends FROM record "
	    "INDEXED BY record_roll WHERE kind = 'pupil' ORDER BY first",
	    err);
	if (roll == NULL)
		rc = -1;
	for (int32_t at = slot; rc == 0 && at < end && nyears < YEARS;
	     at = y.end) {
		year_of(&y, at);
		rc = start(p, &year[nyears++], y.year, err);
	}
	if (rc == 0)
		rc = each_pupil(m, roll, year, nyears, code, slot, n, row,
		    arg, err);
	for (size_t i = 0; i < nyears; i++)
		sqlite3_finalize(year[i].st);
	sqlite3_finalize(roll);
	free(code);
	return rc;
}

int
store_names(struct store *s, const struct kind *kind, const char *field,
    store_name *name, void *arg, struct err *err)
{
	sqlite3_stmt *st;
	int r;

	st = pool_prepare(&s->pool, "SELECT value, record FROM alias "
	    "WHERE kind = ?1 AND field = ?2", err);
	if (st == NULL)
		return -1;
	pool_text(st, 1, kind->name);
	pool_text(st, 2, field);
	while ((r = pool_row(&s->pool, st, err)) > 0)
		name(arg, (const char *)sqlite3_column_text(st, 0),
		    (size_t)sqlite3_column_bytes(st, 0),
		    sqlite3_column_int64(st, 1));
	sqlite3_finalize(st);
	return r;
}
