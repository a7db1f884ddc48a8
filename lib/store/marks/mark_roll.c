/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/text/date.h"
#include "base/core/mem.h"
#include "mark_part.h"

/*
 * The roll as the registers need it, many pupils in a row of its table, so
 * that all of them are read at once.  Each has the number, the first and the
 * last day, and how many bytes follow after the id (four bytes each, the
 * lowest first; DATE_NONE where there is no day); the id; and what finds the
 * pupil: a tab, + for a value that is no other's and - for one that may be,
 * the value; a newline.
 */
#define BLOCK 5 /* 2^5 numbers */
#define HEAD (16 + ID_ONE)

static void
add_number(struct buf *b, int64_t v)
{
	char s[4];

	mark_put4(s, v);
	buf_add(b, s, sizeof(s));
}

static int32_t
day_of(struct views *v, const struct json *doc, const char *field)
{
	int t = json_get(doc, 0, field);
	const char *s;
	size_t n;

	if (t < 0 || json_type(doc, t) != JSON_STRING)
		return DATE_NONE;
	s = json_text(doc, t, &v->scratch, &n);
	return date_parse(s, n);
}

static void
make_entry(struct views *v, const struct kind *kind, const struct json *doc,
    const char *id, int64_t pupil)
{
	const struct field *f = kind->fields;
	struct buf *b = &v->value, names = BUF_INIT;
	const char *s;
	size_t n;
	int t = -1;

	while ((s = alias_next(v, &f, doc, &t, &n)) != NULL) {
		if (memchr(s, '\t', n) != NULL || memchr(s, '\n', n) != NULL)
			continue;
		buf_addc(&names, '\t');
		buf_addc(&names, f->flags & FIELD_UNIQUE ? '+' : '-');
		buf_add(&names, s, n);
	}
	buf_addc(&names, '\n');
	buf_reset(b);
	add_number(b, pupil);
	add_number(b, day_of(v, doc, kind->at));
	add_number(b, day_of(v, doc, kind->ends));
	add_number(b, (int64_t)names.n);
	buf_add(b, id, ID_ONE);
	buf_add(b, names.p, names.n);
	buf_release(&names);
}

/* The end of the entry at s; NULL where it is not whole. */
static const char *
after(const char *s, const char *end)
{
	uint32_t n;

	if (end - s < HEAD)
		return NULL;
	n = mark_get4(s + 12);
	s += HEAD;
	return n > 0 && n <= (size_t)(end - s) && s[n - 1] == '\n' ? s + n :
	    NULL;
}

/* The entries of a block, with the new one in its place. */
static int
place(struct buf *out, const struct buf *entry, int64_t pupil,
    const char *s, size_t n)
{
	const char *end = s + n, *next;
	bool placed = false;
	int64_t other;

	buf_reset(out);
	for (; s < end; s = next) {
		if ((next = after(s, end)) == NULL)
			return -1;
		other = mark_get4(s);
		if (other >= pupil && !placed)
			buf_add(out, entry->p, entry->n);
		placed |= other >= pupil;
		if (other != pupil)
			buf_add(out, s, (size_t)(next - s));
	}
	if (!placed)
		buf_add(out, entry->p, entry->n);
	return 0;
}

int
mark_roll_put(struct views *v, const struct kind *kind, const struct json *doc,
    const char *id, int64_t pupil, struct err *err)
{
	sqlite3_stmt *st = pool_stmt(v->to, S_ROLL_GET, err);
	const char *s = "";
	size_t n = 0;
	int r;

	if (st == NULL)
		return -1;
	make_entry(v, kind, doc, id, pupil);
	sqlite3_bind_int64(st, 1, pupil >> BLOCK);
	if ((r = pool_row(v->to, st, err)) < 0)
		return -1;
	if (r > 0)
		s = pool_span(st, 0, &n);
	r = place(&v->scratch2, &v->value, pupil, s, n);
	sqlite3_reset(st);
	if (r != 0)
		return pool_fail(v->to, SQLITE_CORRUPT, err);
	if ((st = pool_stmt(v->to, S_ROLL_PUT, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, pupil >> BLOCK);
	sqlite3_bind_blob(st, 2, v->scratch2.p, (int)v->scratch2.n,
	    SQLITE_STATIC);
	return pool_change(v->to, st, 1, err);
}

struct marks_roll {
	struct pool *pool;
	sqlite3_stmt *st;
	const char *s, *end; /* what is left of a block */
	int64_t block, last; /* which; the number before */
	char id[ID_LEN];
};

int
marks_roll_open(struct marks_roll **out, struct store *s, struct err *err)
{
	struct marks_roll *r = mem_alloc(sizeof(*r));

	r->pool = &s->pool;
	r->st = pool_prepare(r->pool, "SELECT block, pupils FROM roll "
	    "ORDER BY block", err);
	*out = r;
	return r->st == NULL ? -1 : 0;
}

void
marks_roll_close(struct marks_roll *r)
{
	if (r == NULL)
		return;
	sqlite3_finalize(r->st);
	free(r);
}

int
marks_roll_next(struct marks_roll *r, struct marks_pupil *pupil,
    struct err *err)
{
	const char *s, *next;
	size_t n;
	int got;

	if (r->s == r->end) {
		if ((got = pool_row(r->pool, r->st, err)) <= 0)
			return got;
		r->block = sqlite3_column_int64(r->st, 0);
		r->s = pool_span(r->st, 1, &n);
		r->end = r->s + n;
	}
	s = r->s;
	if ((next = after(s, r->end)) == NULL)
		return pool_fail(r->pool, SQLITE_CORRUPT, err);
	pupil->number = mark_get4(s);
	if (pupil->number <= r->last || pupil->number >> BLOCK != r->block)
		return pool_fail(r->pool, SQLITE_CORRUPT, err);
	r->last = pupil->number;
	pupil->entry = (int32_t)mark_get4(s + 4);
	pupil->leaving = (int32_t)mark_get4(s + 8);
	memcpy(r->id, s + 16, ID_ONE);
	pupil->id = r->id;
	pupil->names = s + HEAD;
	pupil->nnames = (size_t)(next - pupil->names);
	r->s = next;
	return 1;
}

int
marks_roll_id(struct store *s, int64_t number, char id[ID_LEN],
    struct err *err)
{
	sqlite3_stmt *st = pool_stmt(&s->pool, S_ID, err);
	int r;

	if (st == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, number);
	if ((r = pool_row(&s->pool, st, err)) > 0) {
		pool_copy(id, ID_LEN, st, 0);
		sqlite3_reset(st);
	}
	return r;
}

const char *
marks_name(const char **names, size_t *n, bool *unique)
{
	const char *s = *names, *end;

	if (*s != '\t' || s[1] == '\n')
		return NULL;
	*unique = s[1] == '+';
	s += 2;
	for (end = s; *end != '\t' && *end != '\n'; end++)
		;
	*names = end;
	*n = (size_t)(end - s);
	return s;
}

bool
marks_named(const char *names, size_t nnames, const char *s, size_t n)
{
	const char *end = names + nnames;

	/* its tab and sign are before a value, a tab or a newline after it */
	while ((size_t)(end - names) > n + 2) {
		if (names[1] == '+' && memcmp(names + 2, s, n) == 0 &&
		    (names[2 + n] == '\t' || names[2 + n] == '\n'))
			return memchr(s, '\t', n) == NULL;
		names = memchr(names + 1, '\t', (size_t)(end - names) - 1);
		if (names == NULL)
			return false;
	}
	return false;
}
