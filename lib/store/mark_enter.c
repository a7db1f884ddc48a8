/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "mark_part.h"

#define YEAR_SLOTS 544 /* and more than any year has */
#define ROOM 32	       /* slots by which a row grows, in its place till then */
#define BLOCK 6	       /* 2^6 pupils' rows, next to each other, are merged */

/* The parts that wait, and the runs of some pupils in them. */
struct waiting {
	struct buf text;
	size_t end[MARKS_WAIT + 2]; /* of each part's text */
	size_t parts;
	struct mark_run *run;
	size_t n, cap;
};

static int
load(struct waiting *w, struct pool *p, struct err *err)
{
	sqlite3_stmt *st;
	int64_t size;
	int got;

	memset(w, 0, sizeof(*w));
	if (pool_number(p, "SELECT sum(length(packed)) FROM marked", &size,
	    err) != 0)
		return -1;
	buf_reserve(&w->text, (size_t)size + 1); /* runs point into it */
	if ((st = pool_stmt(p, S_MARKED_ALL, err)) == NULL)
		return -1;
	while ((got = pool_row(p, st, err)) > 0) {
		buf_add(&w->text, sqlite3_column_blob(st, 0),
		    (size_t)sqlite3_column_bytes(st, 0));
		w->end[w->parts++] = w->text.n;
	}
	return got;
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

/* The runs of the pupils whose turn it is, in their order. */
static int
pick(struct waiting *w, struct pool *p, int64_t turn, struct err *err)
{
	const char *s = w->text.p;
	struct mark_run run;
	int got = 0;

	w->n = 0;
	for (size_t i = 0; i < w->parts; i++) {
		struct mark_pack at = { 0, 0 };
		const char *end = w->text.p + w->end[i];

		while ((got = mark_unpack(&s, end, &at, &run)) > 0) {
			if (((run.pupil >> BLOCK) - turn) % MARKS_WAIT != 0)
				continue;
			if (w->n == w->cap) {
				w->cap = w->cap == 0 ? 1024 : 2 * w->cap;
				w->run = mem_resize(w->run, w->cap,
				    sizeof(*w->run));
			}
			w->run[w->n++] = run;
		}
		if (got != 0)
			return pool_fail(p, SQLITE_CORRUPT, err);
	}
	if (w->n > 1)
		qsort(w->run, w->n, sizeof(*w->run), by_pupil);
	return 0;
}

static int
merge_year(struct pool *p, const struct mark_span *y,
    const struct mark_run *run, size_t n, struct err *err)
{
	unsigned char code[YEAR_SLOTS] = { 0 };
	size_t first = 0, end = YEAR_SLOTS;
	sqlite3_stmt *st;

	if (mark_lay_year(p, y->year, run->pupil, code, y->begin, YEAR_SLOTS,
	    err) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		mark_lay(code, y->begin, (size_t)(y->end - y->begin),
		    &run[i]);
	while (first < end && code[first] == 0)
		first++;
	while (end > first && code[end - 1] == 0)
		end--;
	if (first == end)
		return 0;
	end = (end + ROOM - 1) / ROOM * ROOM;
	if (end > (size_t)(y->end - y->begin))
		end = (size_t)(y->end - y->begin);
	if ((st = pool_stmt(p, S_MARK_PUT, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, mark_row(y->year, run->pupil));
	sqlite3_bind_int64(st, 2, y->begin + (int32_t)first);
	sqlite3_bind_blob(st, 3, code + first, (int)(end - first),
	    SQLITE_STATIC);
	return pool_run(p, st, err);
}

/* The runs of one pupil, into the rows of their years. */
static int
merge_pupil(struct pool *p, struct mark_span *y, const struct mark_run *run,
    size_t n, struct err *err)
{
	int32_t low = INT32_MAX, high = 0, last;

	for (size_t i = 0; i < n; i++) {
		last = run[i].slot + (int32_t)run[i].n - 1;
		low = run[i].slot < low ? run[i].slot : low;
		high = last > high ? last : high;
	}
	do {
		mark_span(y, low);
		if (merge_year(p, y, run, n, err) != 0)
			return -1;
		low = y->end;
	} while (low <= high);
	return 0;
}

/* The turns of parts first to last. */
static int
merge(struct pool *p, int64_t first, int64_t last, struct err *err)
{
	struct mark_span y = { 0, 0, 0 };
	struct waiting w;
	size_t i, end;
	int rc = load(&w, p, err);

	for (int64_t turn = first; rc == 0 && turn <= last; turn++) {
		rc = pick(&w, p, turn, err);
		for (i = 0; rc == 0 && i < w.n; i = end) {
			for (end = i + 1; end < w.n &&
			     w.run[end].pupil == w.run[i].pupil;)
				end++;
			rc = merge_pupil(p, &y, &w.run[i], end - i, err);
		}
	}
	buf_release(&w.text);
	free(w.run);
	return rc;
}

/* All parts up to this one are in the rows. */
static int
settle(struct pool *p, int64_t part, struct err *err)
{
	sqlite3_stmt *st;

	for (enum stmt which = S_MARKED_EMPTY; which <= S_MARKED_DROP;
	     which++) {
		if ((st = pool_stmt(p, which, err)) == NULL)
			return -1;
		sqlite3_bind_int64(st, 1, part);
		if (pool_run(p, st, err) != 0)
			return -1;
	}
	return 0;
}

/* The newest part and its latest slot; nothing where there is none. */
static int
newest(struct pool *p, int64_t *part, int32_t *latest, struct err *err)
{
	sqlite3_stmt *st = pool_stmt(p, S_MARKED_LAST, err);
	int r;

	if (st == NULL || (r = pool_row(p, st, err)) < 0)
		return -1;
	if (r > 0) {
		*part = sqlite3_column_int64(st, 0);
		*latest = sqlite3_column_int(st, 1);
		sqlite3_reset(st);
	}
	return 0;
}

static int
add(struct pool *p, int64_t part, int32_t latest, const char *s, size_t n,
    struct err *err)
{
	const char *at = s, *end = s + n;
	struct mark_pack pack = { 0, 0 };
	struct mark_run run;
	sqlite3_stmt *st;
	int got;

	while ((got = mark_unpack(&at, end, &pack, &run)) > 0)
		if (run.slot + (int32_t)run.n - 1 > latest)
			latest = run.slot + (int32_t)run.n - 1;
	if (got != 0)
		return pool_fail(p, SQLITE_CORRUPT, err);
	if ((st = pool_stmt(p, S_MARKED_ADD, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, part);
	sqlite3_bind_int(st, 2, latest);
	sqlite3_bind_blob(st, 3, s, (int)n, SQLITE_STATIC);
	return pool_run(p, st, err);
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
	bool all = json_get(doc, 0, "last") >= 0;
	int64_t part = 0;
	int32_t latest = 0;
	const char *s;
	sqlite3_stmt *st;
	size_t n;

	if (t < 0 || lines < 0)
		return 0;
	s = json_raw(doc, lines, &n);
	if ((st = pool_stmt(v->to, S_CAME_ADD, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, (int64_t)marks_sum(s, n));
	sqlite3_bind_int64(st, 2, seq);
	if (pool_run(v->to, st, err) != 0 ||
	    newest(v->to, &part, &latest, err) != 0)
		return -1;
	part++;
	s = json_text(doc, t, &v->scratch, &n);
	if (add(v->to, part, latest, s, n, err) != 0 ||
	    merge(v->to, part, all ? part + MARKS_WAIT - 1 : part, err) != 0)
		return -1;
	return settle(v->to, all ? part : part - MARKS_WAIT, err);
}
