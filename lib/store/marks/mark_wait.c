/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "mark_part.h"

#define HEAD 16 /* bytes */
#define ROW_MAX (128 << 10) /* bytes to which a row grows */

static struct mark_block
block_at(const char *s)
{
	return (struct mark_block){ mark_get4(s), mark_get4(s + 4),
		mark_get4(s + 8), mark_get4(s + 12), s + HEAD };
}

static const char *
after(const struct mark_block *b)
{
	return b->code + b->pupils * b->slots;
}

static void
end_block(struct buf *b, const struct mark_block *last)
{
	char *s;

	if (last->pupils == 0)
		return;
	s = b->p + b->n - last->pupils * last->slots - HEAD;
	mark_put4(s, last->pupil);
	mark_put4(s + 4, last->pupils);
	mark_put4(s + 8, last->slot);
	mark_put4(s + 12, last->slots);
}

/* The run goes into the last block where it fits in, else in a new one. */
static void
add_run(struct buf *b, struct mark_block *last, const struct mark_run *run)
{
	int64_t gap = run->pupil - last->pupil - last->pupils;
	unsigned char *code;

	buf_reserve(b, HEAD + run->n);
	if (run->slot == last->slot && run->n == last->slots && gap >= 0 &&
	    gap * run->n <= HEAD) {
		memset(b->p + b->n, 0, (size_t)gap * run->n);
		b->n += (size_t)gap * run->n;
		last->pupils += gap + 1;
	} else {
		end_block(b, last);
		b->n += HEAD;
		*last = (struct mark_block){ run->pupil, 1, run->slot, run->n,
			NULL };
	}
	code = (unsigned char *)b->p + b->n;
	for (uint32_t i = 0; i < run->n; i++)
		code[i] = (unsigned char)mark_number(run->code[i]);
	b->n += run->n;
}

/* Whether the blocks are whole, so that they can be read without a look. */
static bool
whole(const struct buf *b)
{
	const char *s = b->p, *end = b->p + b->n;
	int64_t last = 0;

	while (s < end) {
		struct mark_block k;

		if (end - s < HEAD)
			return false;
		k = block_at(s);
		if (k.pupil < last || k.pupils == 0 || k.slots == 0 ||
		    k.slot + k.slots > MARK_SLOTS ||
		    k.pupils > (end - k.code) / k.slots ||
		    !mark_all_codes((const unsigned char *)k.code,
		    (size_t)(k.pupils * k.slots)))
			return false;
		last = k.pupil;
		s = after(&k);
	}
	return true;
}

static int
read_row(struct mark_waits *w, struct mark_waiting *row, struct err *err)
{
	sqlite3_stmt *st = pool_stmt(w->pool, S_MARKED_GET, err);
	int r;

	if (st == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, row->row);
	if ((r = pool_row(w->pool, st, err)) > 0)
		buf_add(&row->blocks, sqlite3_column_blob(st, 0),
		    (size_t)sqlite3_column_bytes(st, 0));
	sqlite3_reset(st);
	buf_reserve(&row->blocks, 0);
	row->from = INT64_MAX;
	w->loaded += row->blocks.n;
	if (r < 0 || whole(&row->blocks))
		return r < 0 ? -1 : 0;
	buf_release(&row->blocks);
	return pool_fail(w->pool, SQLITE_CORRUPT, err);
}

/* What packed marks make, in a row by themselves. */
static int
make_row(struct mark_waits *w, struct mark_waiting *row, const char *s,
    size_t n, struct err *err)
{
	struct mark_block last = { 0, 0, 0, 0, NULL };
	struct mark_pack pack = { 0, 0 };
	struct mark_run run;
	int32_t slot;
	int got;

	*row = (struct mark_waiting){ .row = w->last + 1,
		.latest = w->latest, .from = INT64_MAX };
	for (const char *end = s + n; (got = mark_unpack(&s, end, &pack,
	    &run)) > 0 && run.pupil <= UINT32_MAX;) {
		slot = run.slot + (int32_t)run.n - 1;
		if (slot > row->latest)
			row->latest = slot;
		if (row->blocks.n == 0)
			row->low = run.pupil;
		row->high = run.pupil;
		add_run(&row->blocks, &last, &run);
	}
	end_block(&row->blocks, &last);
	buf_add(&row->blocks, "", 0); /* it ends in a NUL, as every buf */
	return got == 0 ? 0 : pool_fail(w->pool, SQLITE_CORRUPT, err);
}

static int
put_row(struct mark_waits *w, const struct mark_waiting *row, struct err *err)
{
	sqlite3_stmt *st = pool_stmt(w->pool, S_MARKED_PUT, err);

	if (st == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, row->row);
	sqlite3_bind_int(st, 2, row->latest);
	sqlite3_bind_int64(st, 3, row->low);
	sqlite3_bind_int64(st, 4, row->high);
	sqlite3_bind_blob64(st, 5, row->blocks.p, row->blocks.n,
	    SQLITE_STATIC);
	return pool_change(w->pool, st, 1, err);
}

/* Whether the last row has room for another's marks: 1, 0, -1. */
static int
has_room(struct mark_waits *w, const struct mark_waiting *more,
    struct err *err)
{
	struct mark_waiting *row = &w->of[w->last % WAITING];

	if (row->row != w->last || row->row == 0 || more->low < row->high)
		return 0;
	for (int i = 0; i < SLICES; i++)
		if (w->merged[i].row == w->last)
			return 0;
	if (row->blocks.p == NULL && read_row(w, row, err) != 0)
		return -1;
	return row->blocks.n + more->blocks.n <= ROW_MAX;
}

int
mark_waits_add(struct mark_waits *w, const char *s, size_t n, bool same,
    struct err *err)
{
	struct mark_waiting more, *row;
	int room = 0, rc = make_row(w, &more, s, n, err);

	if (rc == 0 && same)
		room = has_room(w, &more, err);
	if (rc != 0 || room < 0 || more.blocks.n == 0) {
		buf_release(&more.blocks);
		return room < 0 ? -1 : rc;
	}
	row = &w->of[more.row % WAITING];
	if (room > 0) {
		row = &w->of[w->last % WAITING];
		row->high = more.high;
		row->latest = more.latest;
		row->from = INT64_MAX;
		buf_add(&row->blocks, more.blocks.p, more.blocks.n);
		buf_release(&more.blocks);
	} else {
		buf_release(&row->blocks);
		*row = more;
		w->last++;
	}
	w->latest = row->latest;
	return put_row(w, row, err);
}

/* Goes to the block at s. */
static void
stand(struct mark_waiting *row, const char *s)
{
	const char *end = row->blocks.p + row->blocks.n;

	row->at = s < end ? block_at(s) :
	    (struct mark_block){ INT64_MAX, 0, 0, 0, s };
	s = after(&row->at);
	row->next = s < end ? block_at(s).pupil : INT64_MAX;
}

static inline void
add_span(struct mark_waits *w, const struct mark_block *b, int64_t pupil,
    int *n)
{
	if ((size_t)*n == w->cap) {
		w->cap = w->cap == 0 ? WAITING : 2 * w->cap;
		w->found = mem_resize(w->found, w->cap, sizeof(*w->found));
	}
	w->found[(*n)++] = (struct mark_span){ (int32_t)b->slot,
		(int32_t)b->slots, (const unsigned char *)b->code +
		(pupil - b->pupil) * b->slots };
}

/* Goes to the first block that has a pupil or later ones. */
static void
seek(struct mark_waiting *row, int64_t pupil)
{
	if (pupil < row->from)
		stand(row, row->blocks.p);
	row->from = pupil;
	while (row->at.pupil < pupil && row->at.pupil + row->at.pupils <= pupil)
		stand(row, after(&row->at));
}

static void
find(struct mark_waits *w, struct mark_waiting *row, int64_t pupil, int *n)
{
	const char *end = row->blocks.p + row->blocks.n, *s;
	struct mark_block b;

	seek(row, pupil);
	if (row->at.pupil > pupil)
		return;
	add_span(w, &row->at, pupil, n);
	if (row->next > pupil)
		return; /* as most are */
	for (s = after(&row->at); s < end; s = after(&b)) {
		b = block_at(s);
		if (b.pupil > pupil)
			return;
		if (b.pupil + b.pupils > pupil)
			add_span(w, &b, pupil, n);
	}
}

int
mark_waits_of(struct mark_waits *w, int64_t pupil, int32_t slot,
    struct err *err)
{
	int n = 0;

	if (slot > w->latest)
		return 0;
	for (int64_t i = w->merged[mark_slice(pupil)].row + 1; i <= w->last;
	     i++) {
		struct mark_waiting *row = &w->of[i % WAITING];
		const struct mark_block *at = &row->at;

		if (row->latest < slot || row->row != i ||
		    pupil < row->low || pupil > row->high)
			continue;
		/* most are in the block where it stands, and no other */
		if (pupil >= row->from && pupil < row->next &&
		    pupil >= at->pupil && pupil < at->pupil + at->pupils) {
			add_span(w, at, pupil, &n);
			continue;
		}
		if (row->blocks.p == NULL && read_row(w, row, err) != 0)
			return -1;
		find(w, row, pupil, &n);
	}
	return n;
}

int32_t
mark_waits_latest(const struct mark_waits *w, int64_t pupil)
{
	int slice = mark_slice(pupil);

	for (int64_t i = w->last; i > w->merged[slice].row; i--) {
		const struct mark_waiting *row = &w->of[i % WAITING];

		if (row->row == i && pupil >= row->low && pupil <= row->high)
			return row->latest;
	}
	return w->merged[slice].latest;
}

/* The first pupil from one on of whom something waits; INT64_MAX: none. */
static int
next_waiting(struct mark_waits *w, int slice, int64_t *pupil,
    struct err *err)
{
	int64_t next = INT64_MAX, at;

	for (int64_t i = w->merged[slice].row + 1; i <= w->last; i++) {
		struct mark_waiting *row = &w->of[i % WAITING];

		if (row->row != i || row->high < *pupil || row->low >= next)
			continue;
		at = row->low;
		if (at < *pupil) {
			if (row->blocks.p == NULL &&
			    read_row(w, row, err) != 0)
				return -1;
			seek(row, *pupil);
			at = row->at.pupil;
		}
		if (at < *pupil)
			at = *pupil;
		if (at < next)
			next = at;
	}
	*pupil = next;
	return 0;
}

int
mark_waits_next(struct mark_waits *w, int slice, int64_t *pupil,
    struct err *err)
{
	int64_t asked;

	do {
		asked = *pupil = mark_in_slice(*pupil, slice);
		if (next_waiting(w, slice, pupil, err) != 0)
			return -1;
		if (*pupil == INT64_MAX)
			return 0;
	} while (*pupil != asked && mark_slice(*pupil) != slice);
	return 1;
}

int
mark_waits_oldest(const struct mark_waits *w, int64_t *rows)
{
	int oldest = 0;

	for (int i = 1; i < SLICES; i++)
		if (w->merged[i].row < w->merged[oldest].row)
			oldest = i;
	*rows = w->last - w->merged[oldest].row;
	return oldest;
}

static int
read_merged(struct mark_waits *w, struct err *err)
{
	sqlite3_stmt *st = pool_stmt(w->pool, S_MERGED_ALL, err);
	int r, i;

	if (st == NULL)
		return -1;
	while ((r = pool_row(w->pool, st, err)) > 0) {
		i = sqlite3_column_int(st, 0);
		if (i < 0 || i >= SLICES || sqlite3_column_int64(st, 1) < 0 ||
		    sqlite3_column_int64(st, 1) > UINT32_MAX) {
			sqlite3_reset(st);
			return pool_fail(w->pool, SQLITE_CORRUPT, err);
		}
		w->merged[i].row = sqlite3_column_int64(st, 1);
		w->merged[i].latest = sqlite3_column_int(st, 2);
		if (w->merged[i].row > w->last)
			w->last = w->merged[i].row;
		if (w->merged[i].latest > w->latest)
			w->latest = w->merged[i].latest;
	}
	return r;
}

int
mark_waits_open(struct mark_waits *w, struct pool *p, struct err *err)
{
	struct mark_waiting row = { .from = INT64_MAX };
	sqlite3_stmt *st;
	int64_t rows;
	int r;

	memset(w, 0, sizeof(*w));
	w->pool = p;
	w->latest = -1;
	for (int i = 0; i < SLICES; i++)
		w->merged[i].latest = -1;
	if (read_merged(w, err) != 0 ||
	    (st = pool_stmt(p, S_MARKED_ALL, err)) == NULL)
		return -1;
	while ((r = pool_row(p, st, err)) > 0) {
		row.row = sqlite3_column_int64(st, 0);
		row.latest = sqlite3_column_int(st, 1);
		row.low = sqlite3_column_int64(st, 2);
		row.high = sqlite3_column_int64(st, 3);
		if (row.row <= 0 || row.row > UINT32_MAX || row.low < 0 ||
		    row.high < row.low || row.high > UINT32_MAX) {
			sqlite3_reset(st);
			return pool_fail(p, SQLITE_CORRUPT, err);
		}
		w->of[row.row % WAITING] = row;
		if (row.row > w->last)
			w->last = row.row;
		if (row.latest > w->latest)
			w->latest = row.latest;
	}
	mark_waits_oldest(w, &rows);
	if (r == 0 && (rows < 0 || rows >= WAITING))
		return pool_fail(p, SQLITE_CORRUPT, err);
	return r;
}

void
mark_waits_unload(struct mark_waits *w)
{
	for (int i = 0; i < WAITING; i++) {
		buf_release(&w->of[i].blocks);
		w->of[i].from = INT64_MAX; /* it stands nowhere */
	}
	w->loaded = 0;
}

void
mark_waits_close(struct mark_waits *w)
{
	mark_waits_unload(w);
	free(w->found);
}

int
mark_waits_merged(struct mark_waits *w, int slice, struct err *err)
{
	sqlite3_stmt *st = pool_stmt(w->pool, S_MERGED_PUT, err);

	if (st == NULL)
		return -1;
	w->merged[slice].row = w->last;
	w->merged[slice].latest = w->latest;
	sqlite3_bind_int(st, 1, slice);
	sqlite3_bind_int64(st, 2, w->last);
	sqlite3_bind_int(st, 3, w->latest);
	return pool_change(w->pool, st, 1, err);
}

int
mark_waits_drop(struct mark_waits *w, struct err *err)
{
	sqlite3_stmt *st = pool_stmt(w->pool, S_MARKED_DROP, err);
	int64_t rows;

	if (st == NULL)
		return -1;
	mark_waits_oldest(w, &rows);
	sqlite3_bind_int64(st, 1, w->last - rows);
	return pool_run(w->pool, st, err);
}
