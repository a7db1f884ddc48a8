/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "ui/registers/attendance_job.h"
#include "base/core/mem.h"

#define LOOSE 1000		     /* lines that may be loose in any case */
#define PART (STORE_MAX_CONTENT / 2) /* bytes of lines in one entry */

/* What an entry said, in the order of reading: the newest entry first. */
struct ops {
	struct op {
		struct absence_line line;
		bool forget;
		size_t order;
	} *v;
	size_t n, cap;
	struct json json;
	struct buf scratch;
	size_t last; /* where the whole set begins; it is kept whole */
};

static int
take(void *arg, const struct stored *row, struct err *err)
{
	struct ops *o = arg;
	size_t first = o->n, n;
	const char *s;
	int list;

	if (json_parse(&o->json, row->body, row->len, 0, err) == -1)
		return -1;
	list = json_get(&o->json, 0, "lines");
	for (int t = list < 0 ? -1 : json_first(&o->json, list); t >= 0;
	     t = json_after(&o->json, list, t)) {
		struct op *op;

		s = json_text(&o->json, t, &o->scratch, &n);
		if (o->n == o->cap) {
			o->cap = o->cap == 0 ? 256 : 2 * o->cap;
			o->v = mem_resize(o->v, o->cap, sizeof(*o->v));
		}
		op = &o->v[o->n];
		if (n == 0 || !absence_recorded(&op->line, s + 1, n - 1))
			continue;
		op->forget = *s == '-';
		o->n++;
	}
	/* entries come the newest first, and their lines the oldest first */
	for (size_t i = first; i < o->n; i++)
		o->v[i].order = (size_t)row->first * 100000 + (i - first);
	if (json_get(&o->json, 0, "whole") < 0)
		return 0;
	o->last = first;
	return 1;
}

static int
by_matter(const void *a, const void *b)
{
	const struct op *x = a, *y = b;
	int c = strcmp(x->line.id, y->line.id);

	if (c == 0)
		c = (x->line.rule > y->line.rule) -
		    (x->line.rule < y->line.rule);
	return c != 0 ? c : (x->order > y->order) - (x->order < y->order);
}

/* Drops what is of one matter with a line, from the lines after start. */
static void
drop(struct absence_lines *l, size_t start, const struct absence_line *of)
{
	size_t keep = start;

	for (size_t i = start; i < l->n; i++)
		if (!absence_same(&l->v[i], of))
			l->v[keep++] = l->v[i];
	l->n = keep;
}

int
recorded_load(struct recorded *r, struct cmd *cmd, struct err *err)
{
	struct query query = { .kind = &kind_escalated, .descending = true };
	struct ops o = { .v = NULL };
	size_t start = 0;
	int rc;

	memset(r, 0, sizeof(*r));
	o.last = SIZE_MAX;
	rc = store_each(cmd->s.store, &query, take, &o, err);
	r->loose = o.last == SIZE_MAX ? o.n : o.last;
	if (o.n > 1)
		qsort(o.v, o.n, sizeof(*o.v), by_matter);
	for (size_t i = 0; i < o.n; i++) {
		if (i > 0 && (o.v[i].line.rule != o.v[i - 1].line.rule ||
		    strcmp(o.v[i].line.id, o.v[i - 1].line.id) != 0))
			start = r->lines.n;
		drop(&r->lines, start, &o.v[i].line);
		if (!o.v[i].forget)
			*absence_add(&r->lines) = o.v[i].line;
	}
	free(o.v);
	json_release(&o.json);
	buf_release(&o.scratch);
	return rc;
}

void
recorded_release(struct recorded *r)
{
	free(r->lines.v);
}

const struct absence_line *
recorded_of(const struct recorded *r, const char *pupil, size_t *n)
{
	size_t lo = 0, hi = r->lines.n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (strcmp(r->lines.v[mid].id, pupil) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (*n = 0; lo + *n < r->lines.n &&
	     strcmp(r->lines.v[lo + *n].id, pupil) == 0;)
		++*n;
	return *n == 0 ? NULL : &r->lines.v[lo];
}

static int
put(struct cmd *cmd, struct buf *lines, bool whole, struct err *err)
{
	struct buf *b = &cmd->s.content;
	struct draft draft = { .kind = &kind_escalated,
		.actor = who_name(&cmd->s.who), .now = cmd->s.now };
	int64_t seq;
	char day[DATE_LEN];

	date_format(cmd->s.today, day);
	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "as_at", day);
	if (whole) {
		json_key(b, "whole");
		json_bool(b, true);
	}
	json_key(b, "lines");
	buf_addc(b, '[');
	buf_add(b, lines->p, lines->n);
	buf_adds(b, "]}");
	buf_reset(lines);
	draft.content = b->p;
	draft.len = b->n;
	cmd->s.pending++;
	return store_put(cmd->s.store, &draft, cmd->s.stored_id, &seq, err);
}

static int
put_lines(struct cmd *cmd, const struct absence_lines *l, bool whole,
    struct err *err)
{
	struct buf lines = BUF_INIT;
	int rc = 0;

	/* what is withdrawn comes last: a line of its matter is told again */
	for (size_t i = 0; i < 2 * l->n && rc == 0; i++) {
		const struct absence_line *a = &l->v[i % l->n];
		bool forget = a->stage == STAGE_WITHDRAWN;

		if (forget != (i >= l->n))
			continue;
		buf_addf(&lines, "%s\"%c", lines.n > 0 ? "," : "",
		    forget ? '-' : '+');
		absence_record(&lines, a);
		buf_addc(&lines, '"');
		if (lines.n > PART) {
			rc = put(cmd, &lines, whole, err);
			whole = false;
		}
	}
	if (rc == 0 && (lines.n > 0 || whole))
		rc = put(cmd, &lines, whole, err);
	buf_release(&lines);
	return rc;
}

static int
by_id_and_rule(const void *a, const void *b)
{
	const struct absence_line *x = a, *y = b;
	int c = strcmp(x->id, y->id);

	return c != 0 ? c : (x->rule > y->rule) - (x->rule < y->rule);
}

/*
 * All that is recorded once the lines are; those withdrawn among them, for
 * what is of their matters is forgotten.
 */
static int
put_whole(struct recorded *r, struct cmd *cmd, const struct absence_lines *l,
    struct err *err)
{
	struct absence_lines all = { NULL, 0, 0 };
	struct absence_line *sorted = mem_alloc((l->n + 1) * sizeof(*sorted));
	size_t k = 0, i;
	int rc;

	memcpy(sorted, l->v, l->n * sizeof(*sorted));
	qsort(sorted, l->n, sizeof(*sorted), by_id_and_rule);
	for (i = 0; i < r->lines.n; i++) {
		const struct absence_line *was = &r->lines.v[i];
		bool stays = true;

		while (k < l->n && by_id_and_rule(&sorted[k], was) < 0)
			k++;
		for (size_t m = k; m < l->n &&
		     by_id_and_rule(&sorted[m], was) == 0; m++)
			stays &= !absence_same(&sorted[m], was);
		if (stays)
			*absence_add(&all) = *was;
	}
	for (i = 0; i < l->n; i++)
		*absence_add(&all) = l->v[i];
	rc = put_lines(cmd, &all, true, err);
	free(sorted);
	free(all.v);
	return rc;
}

int
recorded_put(struct recorded *r, struct cmd *cmd,
    const struct absence_lines *l, struct err *err)
{
	if (l->n == 0)
		return 0;
	if (r->loose + l->n > r->lines.n + LOOSE)
		return put_whole(r, cmd, l, err);
	return put_lines(cmd, l, false, err);
}
