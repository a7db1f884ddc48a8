/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "mark_part.h"

#define YEAR_SLOTS 544 /* and more than any year has */
#define LOADED (4 << 20) /* bytes of what waits, after a slice */
#define ROOM 32	       /* slots by which a row grows, in its place till then */

static int
merge_year(struct pool *p, const struct mark_year_span *y, int64_t pupil,
    const struct mark_span *span, int n, struct err *err)
{
	unsigned char code[YEAR_SLOTS] = { 0 };
	size_t first = 0, slots = (size_t)(y->end - y->begin), end = slots;
	sqlite3_stmt *st;

	if (mark_lay_year(p, y->year, pupil, code, y->begin, slots, err) != 0)
		return -1;
	for (int i = 0; i < n; i++)
		mark_lay(code, y->begin, slots, &span[i]);
	while (first < end && code[first] == 0)
		first++;
	while (end > first && code[end - 1] == 0)
		end--;
	if (first == end)
		return 0;
	end = (end + ROOM - 1) / ROOM * ROOM;
	end = end < slots ? end : slots;
	if ((st = pool_stmt(p, S_MARK_PUT, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, mark_row(y->year, pupil));
	sqlite3_bind_int64(st, 2, y->begin + (int32_t)first);
	sqlite3_bind_blob(st, 3, code + first, (int)(end - first),
	    SQLITE_STATIC);
	return pool_change(p, st, 1, err);
}

/* What waits of a pupil goes into the rows of its years. */
static int
merge_pupil(struct mark_waits *w, int64_t pupil, struct mark_year_span *y,
    struct err *err)
{
	int n = mark_waits_of(w, pupil, 0, err);
	int32_t low = INT32_MAX, end = 0;

	for (int i = 0; i < n; i++) {
		const struct mark_span *span = &w->found[i];

		if (span->slot < low)
			low = span->slot;
		if (span->slot + span->n > end)
			end = span->slot + span->n;
	}
	for (; low < end; low = y->end) {
		mark_year_at(y, low);
		if (merge_year(w->pool, y, pupil, w->found, n, err) != 0)
			return -1;
	}
	return n < 0 ? -1 : 0;
}

static int
merge(struct mark_waits *w, int slice, struct err *err)
{
	struct mark_year_span y = { 0, 0, 0 };
	int64_t pupil = 0;
	int r;

	for (; (r = mark_waits_next(w, slice, &pupil, err)) > 0; pupil++)
		if (merge_pupil(w, pupil, &y, err) != 0)
			return -1;
	if (r < 0)
		return -1;
	if (w->loaded > LOADED)
		mark_waits_unload(w);
	return mark_waits_merged(w, slice, err);
}

uint64_t
marks_sum(const char *s, size_t n)
{
	uint64_t h = n * 0x9e3779b97f4a7c15u, w;

	for (; n > 0; s += sizeof(w), n -= sizeof(w)) {
		w = 0;
		memcpy(&w, s, n < sizeof(w) ? n : sizeof(w));
		h = (h ^ le64toh(w)) * 0xff51afd7ed558ccdu;
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

/*
 * With the first part of an import the slice that has waited longest has its
 * turn, once that is worth it; with the last of many all have.  Before more
 * wait than there is room for, one has too.
 */
static int
enter(struct mark_waits *w, const char *packed, size_t n, bool first,
    bool last, struct err *err)
{
	int64_t rows, most = first ? WORTH : WAITING - 1;
	int slice;

	for (;; most = WAITING - 1) {
		slice = mark_waits_oldest(w, &rows);
		if (rows < most)
			break;
		if (merge(w, slice, err) != 0)
			return -1;
	}
	if (mark_waits_add(w, packed, n, !first, err) != 0)
		return -1;
	for (int i = 0; last && i < SLICES; i++)
		if (merge(w, i, err) != 0)
			return -1;
	return mark_waits_drop(w, err);
}

int
marks_came_last(struct store *s, int64_t *seq, struct err *err)
{
	sqlite3_stmt *st = pool_stmt(&s->pool, S_CAME_LAST, err);

	if (st == NULL || pool_row(&s->pool, st, err) < 0)
		return -1;
	*seq = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return 0;
}

int
marks_enter(struct views *v, const struct kind *kind, const struct json *doc,
    int64_t seq, struct err *err)
{
	int t = json_get(doc, 0, kind->packed);
	int lines = json_get(doc, 0, "lines");
	bool last = json_get(doc, 0, "last") >= 0;
	struct mark_waits *w;
	const char *s;
	sqlite3_stmt *st;
	size_t n;
	int64_t part = 1;
	int rc;

	if (t < 0 || lines < 0)
		return 0;
	s = json_raw(doc, lines, &n);
	if ((st = pool_stmt(v->to, S_CAME_ADD, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, (int64_t)marks_sum(s, n));
	sqlite3_bind_int64(st, 2, seq);
	if (pool_change(v->to, st, 1, err) != 0)
		return -1;
	(void)json_int(doc, json_get(doc, 0, "part"), &part);
	s = json_text(doc, t, &v->scratch, &n);
	w = mem_alloc(sizeof(*w));
	rc = mark_waits_open(w, v->to, err);
	if (rc == 0)
		rc = enter(w, s, n, part == 1, last, err);
	mark_waits_close(w);
	free(w);
	return rc;
}
