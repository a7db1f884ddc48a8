/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/date.h"
#include "mark_part.h"

/*
 * The roll as the registers need it, many pupils in a row of its table, so
 * that all of them are read at once.  Of each there is a line: number, id,
 * first and last day (- where there is none), and what finds it: a tab, + for
 * a value that is no other's and - for one that may be, the value.
 */
#define BLOCK 5 /* 2^5 numbers */

/* A number; none where there is no digit. */
static int64_t
number(const char **s, const char *end, int64_t none)
{
	bool minus = *s < end && **s == '-';
	const char *p = *s + minus, *first = p;
	int64_t n = 0;

	for (; p < end && *p >= '0' && *p <= '9'; p++)
		n = n * 10 + (*p - '0');
	*s = p + (p < end && *p == ' ');
	return p == first ? none : minus ? -n : n;
}

static void
add_day(struct views *v, const struct json *doc, const char *field)
{
	int t = json_get(doc, 0, field);
	int32_t day = DATE_NONE;
	const char *s;
	size_t n;

	if (t >= 0 && json_type(doc, t) == JSON_STRING) {
		s = json_text(doc, t, &v->scratch, &n);
		day = date_parse(s, n);
	}
	if (day == DATE_NONE)
		buf_adds(&v->value, " -");
	else
		buf_addf(&v->value, " %d", (int)day);
}

static void
make_line(struct views *v, const struct kind *kind, const struct json *doc,
    const char *id, int64_t pupil)
{
	const struct field *f = kind->fields;
	struct buf *b = &v->value;
	const char *s;
	size_t n;
	int t = -1;

	buf_reset(b);
	buf_addf(b, "%lld %s", (long long)pupil, id);
	add_day(v, doc, kind->at);
	add_day(v, doc, kind->ends);
	while ((s = alias_next(v, &f, doc, &t, &n)) != NULL) {
		if (memchr(s, '\t', n) != NULL || memchr(s, '\n', n) != NULL)
			continue;
		buf_addc(b, '\t');
		buf_addc(b, f->flags & FIELD_UNIQUE ? '+' : '-');
		buf_add(b, s, n);
	}
	buf_addc(b, '\n');
}

/* The lines of a block, with the new one in its place. */
static void
place_line(struct buf *out, const struct buf *line, int64_t pupil,
    const char *s, size_t n)
{
	const char *end = s + n, *next, *p;
	bool placed = false;
	int64_t other;

	buf_reset(out);
	for (; s < end; s = next) {
		next = memchr(s, '\n', (size_t)(end - s));
		next = next == NULL ? end : next + 1;
		p = s;
		other = number(&p, next, 0);
		if (other >= pupil && !placed)
			buf_add(out, line->p, line->n);
		placed |= other >= pupil;
		if (other != pupil)
			buf_add(out, s, (size_t)(next - s));
	}
	if (!placed)
		buf_add(out, line->p, line->n);
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
	make_line(v, kind, doc, id, pupil);
	sqlite3_bind_int64(st, 1, pupil >> BLOCK);
	if ((r = pool_row(v->to, st, err)) < 0)
		return -1;
	if (r > 0)
		s = pool_span(st, 0, &n);
	place_line(&v->scratch2, &v->value, pupil, s, n);
	sqlite3_reset(st);
	if ((st = pool_stmt(v->to, S_ROLL_PUT, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, pupil >> BLOCK);
	sqlite3_bind_blob(st, 2, v->scratch2.p, (int)v->scratch2.n,
	    SQLITE_STATIC);
	return pool_run(v->to, st, err);
}

int
mark_roll_open(struct mark_roll *r, struct pool *p, struct err *err)
{
	memset(r, 0, sizeof(*r));
	r->st = pool_prepare(p, "SELECT pupils FROM roll ORDER BY block",
	    err);
	return r->st == NULL ? -1 : 0;
}

void
mark_roll_close(struct mark_roll *r)
{
	sqlite3_finalize(r->st);
}

int
mark_roll_next(struct mark_roll *r, struct pool *p, struct marks_pupil *pupil,
    struct err *err)
{
	const char *s, *nl;
	size_t n;
	int got;

	if (r->s == r->end) {
		if ((got = pool_row(p, r->st, err)) <= 0)
			return got;
		r->s = pool_span(r->st, 0, &n);
		r->end = r->s + n;
	}
	s = r->s;
	nl = memchr(s, '\n', (size_t)(r->end - s));
	if (nl == NULL)
		return pool_fail(p, SQLITE_CORRUPT, err);
	pupil->number = number(&s, nl, 0);
	if (nl - s < ID_LEN)
		return pool_fail(p, SQLITE_CORRUPT, err);
	memcpy(r->id, s, ID_LEN - 1);
	pupil->id = r->id;
	s += ID_LEN;
	pupil->entry = (int32_t)number(&s, nl, DATE_NONE);
	pupil->leaving = (int32_t)number(&s, nl, DATE_NONE);
	pupil->names = s;
	r->s = nl + 1;
	return 1;
}

const char *
marks_name(struct marks_pupil *p, size_t *n, bool *unique)
{
	const char *s = p->names;

	if (*s != '\t')
		return NULL;
	*unique = s[1] == '+';
	p->names = s += 2;
	while (*p->names != '\t' && *p->names != '\n')
		p->names++;
	*n = (size_t)(p->names - s);
	return s;
}
