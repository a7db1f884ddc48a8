/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "base/date.h"
#include "base/text.h"
#include "out_part.h"

#define HELD_ROWS 500
#define HELD_BYTES (1u << 20)
#define CELL_BYTES 400 /* of a text, which no screen shows more of */
#define LINES 6	       /* a text in the last column takes at most */
#define LEAST 8	       /* columns a shortened text keeps */
#define LEAST_LABEL 4  /* … and a shortened label */
#define GAP 2
#define ELLIPSIS "\xe2\x80\xa6"
#define BOLD "\033[1m"
#define PLAIN "\033[0m"

size_t
out_columns(int fd)
{
	const char *s = getenv("COLUMNS");
	struct winsize w;
	long n;

	if (ioctl(fd, TIOCGWINSZ, &w) == 0 && w.ws_col > 0)
		return w.ws_col;
	n = s != NULL ? strtol(s, NULL, 10) : 0;
	return n > 0 && n < 10000 ? (size_t)n : 80;
}

static size_t
character(const char *s)
{
	unsigned char c = (unsigned char)*s;

	return c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/* The longest start of s that has at most so many columns. */
static size_t
fitting(const char *s, size_t columns)
{
	size_t n = 0, w = 0, len;

	while (s[n] != '\0') {
		len = character(s + n);
		w += text_width(s + n, len);
		if (w > columns)
			break;
		n += len;
	}
	return n;
}

static void
show_value(struct out *o, struct buf *b, const struct field *f, int t);

/* "Name Ms Hale; Role teacher" */
static void
show_parts(struct out *o, struct buf *b, const struct field *f, int t)
{
	const struct json *j = &o->json;
	const struct field *part;
	const char *name;
	size_t n, start = b->n;
	int k;

	for (k = json_first(j, t); k >= 0; k = json_after(j, t, k)) {
		if (b->n > start)
			buf_adds(b, "; ");
		name = json_text(j, k, &o->scratch, &n);
		part = f != NULL && f->sub != NULL
		    ? field_named(f->sub, name, n) : NULL;
		if (part != NULL && part->label != NULL)
			buf_adds(b, part->label);
		else
			buf_add(b, name, n);
		buf_addc(b, ' ');
		show_value(o, b, part, k + 1);
	}
}

static void
show_value(struct out *o, struct buf *b, const struct field *f, int t)
{
	const struct json *j = &o->json;
	struct err ignored;
	char local[17];
	const char *s;
	int64_t at;
	size_t n, start = b->n;
	int k;

	switch (json_type(j, t)) {
	case JSON_NULL:
		break;
	case JSON_FALSE:
	case JSON_TRUE:
		buf_adds(b, json_type(j, t) == JSON_TRUE ? "yes" : "no");
		break;
	case JSON_NUMBER:
		s = json_raw(j, t, &n);
		buf_add(b, s, n);
		break;
	case JSON_STRING:
		s = json_text(j, t, &o->scratch, &n);
		if (f != NULL && f->type == FIELD_TIME &&
		    time_parse(s, n, &at, &ignored) == 0) {
			time_format_local(at, local);
			buf_adds(b, local);
		} else {
			buf_add(b, s, n);
		}
		break;
	case JSON_ARRAY:
		for (k = json_first(j, t); k >= 0; k = json_after(j, t, k)) {
			if (b->n > start)
				buf_adds(b, "; ");
			show_value(o, b, f, k);
		}
		break;
	case JSON_OBJECT:
		show_parts(o, b, f, t);
		break;
	}
}

/* A cell of a table: one line, safe to show, no longer than is of use. */
static void
hold_cell(struct out *o, const struct out_column *c)
{
	int t = json_get(&o->json, 0, c->name);
	size_t start = o->held.n, n;
	char *p;

	buf_reset(&o->cell);
	if (t >= 0)
		show_value(o, &o->cell, c->field, t);
	n = o->cell.n;
	if (c->may_cut && n > CELL_BYTES) {
		n = text_utf8(o->cell.p, CELL_BYTES);
		text_visible(&o->held, o->cell.p, n, "\t\n\r");
		buf_adds(&o->held, ELLIPSIS);
	} else {
		text_visible(&o->held, buf_str(&o->cell), n, "\t\n\r");
	}
	buf_addc(&o->held, '\0');
	for (p = o->held.p + start; *p != '\0'; p++)
		if (*p == '\t' || *p == '\n' || *p == '\r')
			*p = ' ';
}

/* Widths for what is held; blocks when no widths do. */
static void
measure(struct out *o)
{
	const char *s = o->held.p;
	struct out_column *c, *widest;
	size_t i, k, w, sum = 0, room = out_columns(o->setup.fd);

	for (i = 0; i < o->ncolumns; i++) {
		c = &o->column[i];
		c->width = text_width(c->label, strlen(c->label));
		c->least = c->may_cut ? LEAST : LEAST_LABEL;
	}
	for (k = 0; k < o->nheld; k++)
		for (i = 0; i < o->ncolumns; i++, s += strlen(s) + 1) {
			w = text_width(s, strlen(s));
			c = &o->column[i];
			if (w > c->width)
				c->width = w;
			if (w > c->least && !c->may_cut)
				c->least = w;
		}
	for (i = 0; i < o->ncolumns; i++)
		sum += o->column[i].width + (i > 0 ? GAP : 0);
	for (; sum > room; sum--) {
		widest = NULL;
		for (i = 0; i < o->ncolumns; i++) {
			c = &o->column[i];
			if (c->width > c->least &&
			    (widest == NULL || c->width > widest->width))
				widest = c;
		}
		if (widest == NULL)
			break;
		widest->width--;
	}
	o->blocks = sum > room;
	o->measured = true;
}

static void
add_cell(struct buf *b, const struct out_column *c, const char *s, bool last)
{
	bool may_cut = c->may_cut || s == c->label;
	size_t w = text_width(s, strlen(s)), n;

	if (may_cut && w > c->width) {
		n = fitting(s, c->width - 1);
		buf_add(b, s, n);
		buf_adds(b, ELLIPSIS);
		w = text_width(s, n) + 1;
	} else {
		buf_adds(b, s);
	}
	if (!last)
		buf_addf(b, "%*s", (int)((w < c->width ? c->width - w : 0) +
		    GAP), "");
}

/* The longest start that fits and ends where a word does, if one can. */
static size_t
fitting_words(const char *s, size_t columns)
{
	size_t n = fitting(s, columns), k = n;

	if (s[n] == '\0' || s[n] == ' ')
		return n;
	while (k > 0 && s[k - 1] != ' ')
		k--;
	return k > 0 ? k : n;
}

/* The last column has the room below it for a text of a few lines. */
static void
add_last_cell(struct buf *b, const struct out_column *c, const char *s,
    size_t indent)
{
	size_t n;

	for (int line = 1; c->may_cut && line < LINES &&
	     text_width(s, strlen(s)) > c->width; line++) {
		n = fitting_words(s, c->width);
		buf_add(b, s, n > 0 && s[n - 1] == ' ' ? n - 1 : n);
		buf_addf(b, "\n%*s", (int)indent, "");
		s += n + strspn(s + n, " ");
	}
	add_cell(b, c, s, true);
}

static void
trim_blanks(struct buf *b)
{
	size_t n = b->n;

	while (n > 0 && b->p[n - 1] == ' ')
		n--;
	buf_cut(b, n);
}

static void
add_header(struct out *o)
{
	size_t i;

	if (o->setup.colour)
		buf_adds(&o->line, BOLD);
	for (i = 0; i < o->ncolumns; i++)
		add_cell(&o->line, &o->column[i], o->column[i].label,
		    i + 1 == o->ncolumns);
	if (o->setup.colour)
		buf_adds(&o->line, PLAIN);
	buf_addc(&o->line, '\n');
}

/* "Label: value", the values below each other. */
static void
add_label(struct buf *b, const char *label, size_t widest)
{
	size_t w = text_width(label, strlen(label));

	buf_addf(b, "%s:%*s", label, (int)(widest - w + 1), "");
}

static const char *
add_block(struct out *o, const char *s)
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
		buf_adds(&o->line, s);
		buf_addc(&o->line, '\n');
	}
	return s;
}

int
out_table_flush(struct out *o, struct err *e)
{
	const char *s;
	size_t i, indent;
	int rc = 0;

	if (o->nheld == 0)
		return 0;
	if (!o->measured)
		measure(o);
	s = o->held.p;
	while (rc == 0 && o->nheld > 0) {
		o->nheld--;
		buf_reset(&o->line);
		if (o->blocks) {
			s = add_block(o, s);
		} else {
			if (!o->headed)
				add_header(o);
			indent = 0;
			for (i = 0; i + 1 < o->ncolumns; i++) {
				add_cell(&o->line, &o->column[i], s, false);
				indent += o->column[i].width + GAP;
				s += strlen(s) + 1;
			}
			add_last_cell(&o->line, &o->column[i], s, indent);
			s += strlen(s) + 1;
			trim_blanks(&o->line);
			buf_addc(&o->line, '\n');
		}
		o->headed = true;
		rc = out_put(o, o->line.p, o->line.n, e);
	}
	o->nheld = 0;
	buf_reset(&o->held);
	return rc;
}

int
out_table(struct out *o, struct err *e)
{
	size_t i, start;

	if (o->ncolumns == 0)
		return out_block(o, e);
	start = o->held.n;
	for (i = 0; i < o->ncolumns; i++)
		hold_cell(o, &o->column[i]);
	if (o->held.n == start + o->ncolumns) {
		buf_cut(&o->held, start); /* it has none of the columns */
		return 0;
	}
	o->nheld++;
	if (o->measured || o->nheld == HELD_ROWS || o->held.n > HELD_BYTES)
		return out_table_flush(o, e);
	return 0;
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
		show_value(o, &o->cell, f, k);
		k = many ? json_after(j, t, k) : -1;
	}
	s = buf_str(&o->cell);
	for (end = s + o->cell.n;; s = nl + 1) {
		nl = memchr(s, '\n', (size_t)(end - s));
		if (nl == NULL)
			nl = end;
		text_visible(&o->line, s,
		    (size_t)(nl - s) - (nl > s && nl < end && nl[-1] == '\r'),
		    "\t");
		buf_addc(&o->line, '\n');
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
