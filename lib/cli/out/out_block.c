/* SPDX-License-Identifier: ISC */
#include <stdint.h>
#include <string.h>

#include "base/text/text.h"
#include "out_part.h"

#define LEAST 30 /* columns beside the labels, or the values are not wrapped */

/* "Label: value", the values below each other. */
static void
add_label(struct buf *b, const char *label, size_t widest)
{
	size_t w = text_width(label, strlen(label));

	buf_addf(b, "%s:%*s", label, (int)(widest - w + 1), "");
}

/* A value, its further lines below the first; a long word stays whole. */
static void
add_wrapped(struct out *o, const char *s, size_t indent)
{
	size_t n, room = out_columns(o->setup.fd);
	size_t columns = room < indent + LEAST ? SIZE_MAX : room - indent;

	for (;;) {
		n = out_fitting(s, columns);
		if (n < out_piece(s))
			n = out_piece(s);
		(void)out_take(&o->line, &s, n);
		buf_addc(&o->line, '\n');
		if (*s == '\0')
			break;
		buf_addf(&o->line, "%*s", (int)indent, "");
	}
}

const char *
out_cells(struct out *o, const char *s)
{
	size_t i, w, widest = 0;

	for (i = 0; i < o->ncolumns; i++) {
		w = text_width(o->column[i].label,
		    strlen(o->column[i].label));
		if (w > widest)
			widest = w;
	}
	if (o->headed)
		buf_addc(&o->line, '\n');
	for (i = 0; i < o->ncolumns; i++, s += strlen(s) + 1) {
		if (*s == '\0')
			continue;
		add_label(&o->line, o->column[i].label, widest);
		add_wrapped(o, s, widest + 2);
	}
	return s;
}

/* A value of a block: further lines stand below the first. */
static void
add_value(struct out *o, const struct field *f, int t, size_t indent)
{
	const struct json *j = &o->json;
	const char *s, *end, *nl;
	bool many = json_type(j, t) == JSON_ARRAY && f != NULL &&
	    (f->type == FIELD_OBJECT || f->type == FIELD_TEXT ||
		f->type == FIELD_LINE);
	int k;

	buf_reset(&o->cell);
	k = many ? json_first(j, t) : t;
	while (k >= 0) {
		if (o->cell.n > 0)
			buf_addc(&o->cell, '\n');
		out_value(o, &o->cell, f, k);
		k = many ? json_after(j, t, k) : -1;
	}
	s = buf_str(&o->cell);
	for (end = s + o->cell.n;; s = nl + 1) {
		nl = memchr(s, '\n', (size_t)(end - s));
		if (nl == NULL)
			nl = end;
		buf_reset(&o->scratch);
		text_visible(&o->scratch, s,
		    (size_t)(nl - s) - (nl > s && nl < end && nl[-1] == '\r'),
		    "\t");
		add_wrapped(o, buf_str(&o->scratch), indent);
		if (nl == end || nl + 1 == end)
			break;
		if (nl[1] != '\n')
			buf_addf(&o->line, "%*s", (int)indent, "");
	}
}

/* A member's field; that of kind for what is not shown. */
static const struct field *
shown(const struct out *o, const char *name, size_t n)
{
	size_t i;

	for (i = 0; o->chosen && i < o->ncolumns; i++)
		if (text_equal(name, n, o->column[i].name))
			break;
	if (o->chosen && i == o->ncolumns)
		return &out_given[0];
	return out_field(o->kind != NULL ? o->kind->fields : NULL, name, n);
}

int
out_block(struct out *o, struct err *e)
{
	const struct json *j = &o->json;
	const struct field *f;
	size_t n, widest = 0, w;
	struct buf label = BUF_INIT;
	const char *name;
	int t, pass;

	buf_reset(&o->line);
	if (o->headed)
		buf_addc(&o->line, '\n');
	o->headed = true;
	for (pass = 0; pass < 2; pass++)
		for (t = json_first(j, 0); t >= 0; t = json_after(j, 0, t)) {
			name = json_text(j, t, &o->scratch, &n);
			f = shown(o, name, n);
			/* Of what kind it is, the command has said. */
			if (f == &out_given[0])
				continue;
			buf_reset(&label);
			if (f != NULL && f->label != NULL)
				buf_adds(&label, f->label);
			else
				text_visible(&label, name, n, "");
			w = text_width(label.p, label.n);
			if (w > widest)
				widest = w;
			if (pass == 0)
				continue;
			add_label(&o->line, label.p, widest);
			add_value(o, f, t + 1, widest + 2);
		}
	buf_release(&label);
	return out_put(o, buf_str(&o->line), o->line.n, e);
}
