/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/csv/csv.h"
#include "cli/out/cell.h"
#include "out_part.h"

/*
 * Appends the texts of a list with "; " between, or nothing (false) where
 * that would not be read as the same list: one of them is no text, is empty,
 * has a semicolon or blanks that are tidied away, or the first a bracket.
 */
static bool
join(struct out *o, struct buf *b, int list)
{
	const struct json *j = &o->json;
	size_t start = b->n, n;
	const char *s;
	int t;

	for (t = json_first(j, list); t >= 0; t = json_after(j, list, t)) {
		if (json_type(j, t) != JSON_STRING)
			break;
		s = json_text(j, t, &o->scratch, &n);
		if (n == 0 || memchr(s, ';', n) != NULL ||
		    !cell_is_tidy(s, n) || (b->n == start && *s == '['))
			break;
		if (b->n > start)
			buf_adds(b, "; ");
		buf_add(b, s, n);
	}
	if (t >= 0)
		buf_cut(b, start);
	return t < 0;
}

static void
put_value(struct out *o, const struct field *f, int t)
{
	bool text = false;
	const char *s;
	size_t n;

	switch (json_type(&o->json, t)) {
	case JSON_NULL:
		return;
	case JSON_FALSE:
	case JSON_TRUE:
		buf_adds(&o->line,
		    json_type(&o->json, t) == JSON_TRUE ? "yes" : "no");
		return;
	case JSON_STRING:
		s = json_text(&o->json, t, &o->scratch, &n);
		text = true;
		break;
	case JSON_ARRAY:
		buf_reset(&o->cell);
		if (join(o, &o->cell, t)) {
			s = buf_str(&o->cell);
			n = o->cell.n;
			text = true;
			break;
		}
		/* FALLTHROUGH */
	default:
		s = json_raw(&o->json, t, &n);
	}
	csv_put(&o->line, s, n, text ? cell_marks(f, s, n) : 0);
}

void
out_csv(struct out *o)
{
	size_t i;
	int t;

	buf_reset(&o->line);
	for (i = 0; !o->headed && i < o->ncolumns; i++) {
		if (i > 0)
			buf_addc(&o->line, ',');
		csv_put(&o->line, o->column[i].name,
		    strlen(o->column[i].name), 0);
	}
	if (!o->headed)
		buf_addc(&o->line, '\n');
	o->headed = true;
	for (i = 0; i < o->ncolumns; i++) {
		if (i > 0)
			buf_addc(&o->line, ',');
		if ((t = json_get(&o->json, 0, o->column[i].name)) >= 0)
			put_value(o, o->column[i].field, t);
	}
	buf_addc(&o->line, '\n');
}
