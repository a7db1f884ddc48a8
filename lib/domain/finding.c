/* SPDX-License-Identifier: ISC */
#include "domain/finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "model/rec/rec_get.h"

struct finding *
findings_add(struct findings *l, const char *reg, const char *subject,
    const char *item, const char *status, const char *severity,
    const char *fmt, ...)
{
	struct finding *f;
	char text[512];
	va_list ap;

	if (l->n == l->cap) {
		l->cap = l->cap == 0 ? 64 : l->cap * 2;
		l->v = mem_resize(l->v, l->cap, sizeof(*l->v));
	}
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	f = &l->v[l->n++];
	*f = (struct finding){ .reg = reg, .status = status,
		.severity = severity, .subject = mem_dup(subject),
		.item = mem_dup(item), .message = mem_dup(text),
		.due = DATE_NONE };
	return f;
}

void
finding_cite(struct finding *f, const struct asked *a, int32_t due)
{
	f->rule = a->id;
	f->cite = a->cite;
	f->due = due;
}

void
findings_release(struct findings *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->v[i].subject);
		free(l->v[i].item);
		free(l->v[i].message);
	}
	free(l->v);
	memset(l, 0, sizeof(*l));
}

static int
order(const void *p, const void *q)
{
	const struct finding *a = p, *b = q;
	int c = strcmp(b->severity, a->severity); /* breach before advice */

	if (c == 0)
		c = strcmp(a->subject, b->subject);
	if (c == 0)
		c = strcmp(a->item, b->item);
	return c != 0 ? c : strcmp(a->status, b->status);
}

void
findings_sort(struct findings *l)
{
	if (l->n > 1)
		qsort(l->v, l->n, sizeof(*l->v), order);
}

/* The text of a member, yours; "" when there is none. */
static char *
member(const struct json *j, const char *name)
{
	char *text = rec_dup(j, 0, name);

	return text != NULL ? text : mem_dup("");
}

void
acceptances_take(struct acceptances *l, const struct json *j)
{
	struct acceptance *a;
	char *until = member(j, "until");

	l->v = mem_resize(l->v, l->n + 1, sizeof(*l->v));
	a = &l->v[l->n++];
	a->reg = member(j, "register");
	a->subject = member(j, "subject");
	a->item = member(j, "item");
	a->status = member(j, "status");
	a->by = member(j, "by");
	a->reason = member(j, "reason");
	a->until = date_parse(until, strlen(until));
	free(until);
}

void
acceptances_release(struct acceptances *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->v[i].reg);
		free(l->v[i].subject);
		free(l->v[i].item);
		free(l->v[i].status);
		free(l->v[i].by);
		free(l->v[i].reason);
	}
	free(l->v);
	memset(l, 0, sizeof(*l));
}

static const struct acceptance *
acceptance_of(const struct acceptances *all, const struct finding *f,
    int32_t day)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct acceptance *a = &all->v[i];

		if ((a->until == DATE_NONE || day <= a->until) &&
		    strcmp(a->subject, f->subject) == 0 &&
		    strcmp(a->item, f->item) == 0 &&
		    strcmp(a->status, f->status) == 0 &&
		    strcmp(a->reg, f->reg) == 0)
			return a;
	}
	return NULL;
}

size_t
findings_accept(struct findings *l, const struct acceptances *all,
    int32_t day)
{
	size_t open = 0;

	for (size_t i = 0; i < l->n; i++) {
		l->v[i].accepted = acceptance_of(all, &l->v[i], day);
		open += l->v[i].accepted == NULL;
	}
	return open;
}

void
finding_json(struct buf *b, const struct finding *f, int32_t as_at)
{
	json_open(b, '{');
	json_pair(b, "kind", "finding");
	json_pair(b, "register", f->reg);
	json_pair(b, "subject", f->subject);
	json_pair(b, "item", f->item);
	json_pair(b, "status", f->status);
	json_pair(b, "severity", f->severity);
	json_pair(b, "message", f->message);
	json_day(b, "due", f->due);
	json_pair(b, "rule", f->rule);
	json_words(b, "cite", f->cite);
	json_day(b, "as_at", as_at);
	if (f->accepted != NULL) {
		json_key(b, "accepted");
		json_open(b, '{');
		json_pair(b, "by", f->accepted->by);
		json_pair(b, "reason", f->accepted->reason);
		json_day(b, "until", f->accepted->until);
		json_close(b, '}');
	}
	json_close(b, '}');
}
