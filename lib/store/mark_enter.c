/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "mark_part.h"

#define YEAR_SLOTS 544 /* and more than any year has */
#define ROOM 32	       /* slots by which a row grows, in its place till then */

/* What waits of a slice: its parts' text, and the runs in it. */
struct waiting {
	struct buf text;
	size_t end[SLICES]; /* of each part's */
	size_t parts;
	struct mark_run *run;
	size_t n, cap;
};

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
take_part(struct waiting *w, struct pool *p, int64_t row, struct err *err)
{
	sqlite3_stmt *st = pool_stmt(p, S_MARKED_GET, err);
	int r;

	if (st == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, row);
	if ((r = pool_row(p, st, err)) <= 0)
		return r;
	if (w->parts == SLICES) {
		sqlite3_reset(st);
		return pool_fail(p, SQLITE_CORRUPT, err);
	}
	buf_add(&w->text, sqlite3_column_blob(st, 0),
	    (size_t)sqlite3_column_bytes(st, 0));
	w->end[w->parts++] = w->text.n;
	sqlite3_reset(st);
	if ((st = pool_stmt(p, S_MARKED_DROP, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, row);
	return pool_run(p, st, err);
}

/* The runs of the text, in the order of their pupils. */
static int
sort(struct waiting *w, struct pool *p, struct err *err)
{
	const char *s = w->text.p;
	struct mark_run run;
	int got = 0;

	w->n = 0;
	for (size_t i = 0; i < w->parts; i++) {
		struct mark_pack at = { 0, 0 };
		const char *end = w->text.p + w->end[i];

		while ((got = mark_unpack(&s, end, &at, &run)) > 0) {
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
	if (w->parts > 1)
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

/* What parts up to the last have waiting of a slice goes into the rows. */
static int
merge(struct pool *p, int slice, const struct mark_merged *was,
    const struct mark_merged *last, struct err *err)
{
	struct mark_span y = { 0, 0, 0 };
	struct waiting w = { .parts = 0 };
	sqlite3_stmt *st;
	size_t i, end;
	int rc = 0;

	for (int64_t part = was->part + 1; rc == 0 && part <= last->part;
	     part++)
		rc = take_part(&w, p, mark_waiting_row(part, slice), err);
	if (rc == 0)
		rc = sort(&w, p, err);
	for (i = 0; rc == 0 && i < w.n; i = end) {
		for (end = i + 1; end < w.n &&
		     w.run[end].pupil == w.run[i].pupil;)
			end++;
		rc = merge_pupil(p, &y, &w.run[i], end - i, err);
	}
	buf_release(&w.text);
	free(w.run);
	if (rc != 0 || (st = pool_stmt(p, S_MERGED_PUT, err)) == NULL)
		return -1;
	sqlite3_bind_int(st, 1, slice);
	sqlite3_bind_int64(st, 2, last->part);
	sqlite3_bind_int(st, 3, last->latest);
	return pool_run(p, st, err);
}

int
mark_merged(struct pool *p, struct mark_merged merged[SLICES], int64_t *part,
    struct err *err)
{
	sqlite3_stmt *st = pool_stmt(p, S_MERGED_ALL, err);
	int r, slice;

	for (slice = 0; slice < SLICES; slice++)
		merged[slice] = (struct mark_merged){ 0, -1 };
	*part = 0;
	if (st == NULL)
		return -1;
	while ((r = pool_row(p, st, err)) > 0) {
		slice = sqlite3_column_int(st, 0) & (SLICES - 1);
		merged[slice].part = sqlite3_column_int64(st, 1);
		merged[slice].latest = sqlite3_column_int(st, 2);
		if (merged[slice].part > *part)
			*part = merged[slice].part;
	}
	return r;
}

/* Enters the runs of a part by slices. */
static int
add(struct pool *p, struct mark_merged *part, const char *s, size_t n,
    struct err *err)
{
	struct buf text[SLICES] = { BUF_INIT };
	struct mark_pack pack = { 0, 0 }, at[SLICES] = { { 0, 0 } };
	const char *end = s + n;
	struct mark_run run;
	sqlite3_stmt *st = pool_stmt(p, S_MARKED_ADD, err);
	int32_t last;
	int i, got, rc = st == NULL ? -1 : 0;

	while ((got = mark_unpack(&s, end, &pack, &run)) > 0) {
		last = run.slot + (int32_t)run.n - 1;
		part->latest = last > part->latest ? last : part->latest;
		i = mark_slice(run.pupil);
		mark_pack_run(&text[i], &at[i], &run);
	}
	if (got != 0)
		rc = pool_fail(p, SQLITE_CORRUPT, err);
	for (i = 0; i < SLICES; i++) {
		if (rc == 0 && text[i].n > 0) {
			sqlite3_bind_int64(st, 1, mark_waiting_row(part->part,
			    i));
			sqlite3_bind_blob(st, 2, text[i].p, (int)text[i].n,
			    SQLITE_STATIC);
			rc = pool_run(p, st, err);
		}
		buf_release(&text[i]);
	}
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
	bool all = json_get(doc, 0, "last") >= 0;
	struct mark_merged merged[SLICES], part = { 0, -1 };
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
	    mark_merged(v->to, merged, &part.part, err) != 0)
		return -1;
	if (part.part > 0)
		part.latest = merged[part.part % SLICES].latest;
	part.part++;
	s = json_text(doc, t, &v->scratch, &n);
	if (add(v->to, &part, s, n, err) != 0)
		return -1;
	for (int i = 0; i < SLICES; i++)
		if ((all || i == part.part % SLICES) &&
		    merge(v->to, i, &merged[i], &part, err) != 0)
			return -1;
	return 0;
}
