/* SPDX-License-Identifier: ISC */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "base/core/env.h"
#include "base/text/date.h"
#include "base/text/text.h"
#include "out_part.h"

#define HELD_ROWS 500
#define HELD_BYTES (1u << 20)
#define CELL_BYTES 1000 /* of a text; more is read in a record of its own */
#define NARROW 24	/* columns, in which a text takes … */
#define LINES 8		/* … at most so many lines */
#define LEAST 8		/* columns a text keeps */
#define LEAST_LABEL 4	/* … and a shortened label */
#define GAP 2
#define ELLIPSIS "\xe2\x80\xa6"
#define BOLD "\033[1m"
#define PLAIN "\033[0m"

size_t
out_columns(int fd)
{
	const char *s = env_get("COLUMNS");
	struct winsize w;
	long n;

	if (ioctl(fd, TIOCGWINSZ, &w) == 0 && w.ws_col > 0)
		return w.ws_col;
	n = s != NULL ? strtol(s, NULL, 10) : 0;
	return n > 0 && n < 10000 ? (size_t)n : 80;
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
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
		out_value(o, b, part, k + 1);
	}
}

void
out_value(struct out *o, struct buf *b, const struct field *f, int t)
{
	const struct json *j = &o->json;
	struct err ignored;
	char local[TIME_LOCAL];
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
			out_value(o, b, f, k);
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
		out_value(o, &o->cell, c->field, t);
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

/* A line may end before s[k]: at a blank, or in "reporter-support". */
static bool
may_end(const char *s, size_t k)
{
	return s[k] == '\0' || s[k] == ' ' || s[k - 1] == ' ' ||
	    (s[k - 1] == '-' && k > 2 && is_lower(s[k - 2]) &&
		is_lower(s[k - 3]) && is_lower(s[k]));
}

size_t
out_fitting(const char *s, size_t columns)
{
	size_t n = fitting(s, columns), k = n;

	while (k > 0 && !may_end(s, k))
		k--;
	return k > 0 ? k : n;
}

size_t
out_piece(const char *s)
{
	size_t k = *s != '\0';

	while (!may_end(s, k))
		k++;
	return k;
}

size_t
out_take(struct buf *b, const char **left, size_t n)
{
	const char *s = *left;

	*left += n + strspn(s + n, " ");
	while (n > 0 && s[n - 1] == ' ')
		n--;
	buf_add(b, s, n);
	return text_width(s, n);
}

/* The width of the longest piece of a text that no line's end may part. */
static size_t
longest_piece(const char *s)
{
	size_t n, w, longest = 0;

	for (; *s != '\0'; s += n + strspn(s + n, " ")) {
		n = out_piece(s);
		w = text_width(s, n);
		if (w > longest)
			longest = w;
	}
	return longest;
}

/* A text that would make a tower of words is read better in a block. */
static bool
has_tower(const struct out *o)
{
	const char *s = o->held.p, *left;
	const struct out_column *c;
	size_t i, k, n, lines;

	for (k = 0; k < o->nheld; k++)
		for (i = 0; i < o->ncolumns; i++, s += strlen(s) + 1) {
			c = &o->column[i];
			if (!c->may_cut || c->width >= NARROW)
				continue;
			left = s;
			for (lines = 0; *left != '\0'; lines++) {
				n = out_fitting(left, c->width);
				left += n + strspn(left + n, " ");
			}
			if (lines > LINES)
				return true;
		}
	return false;
}

/* Takes from the widest until all fit, or all are as narrow as may be. */
static size_t
shrink(struct out *o, size_t room)
{
	struct out_column *c, *widest;
	size_t i, sum = 0;

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
	return sum;
}

/* Widths for what is held; blocks when no widths do. */
static void
measure(struct out *o)
{
	const char *s = o->held.p;
	struct out_column *c;
	size_t i, k, w, sum, room = out_columns(o->setup.fd);

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
			if (c->may_cut)
				w = longest_piece(s);
			if (w > c->least)
				c->least = w;
		}
	sum = shrink(o, room);
	if (sum > room) { /* then long words of a text are broken */
		for (i = 0; i < o->ncolumns; i++)
			if (o->column[i].may_cut)
				o->column[i].least = LEAST;
		sum = shrink(o, room);
	}
	o->blocks = sum > room || has_tower(o);
	o->measured = true;
}

static void
trim_blanks(struct buf *b)
{
	size_t n = b->n;

	while (n > 0 && b->p[n - 1] == ' ')
		n--;
	buf_cut(b, n);
}

/* What of a label goes on the next line; a word too long is shortened. */
static size_t
take_label(struct buf *b, struct out_column *c)
{
	size_t n = out_piece(c->left);

	if (text_width(c->left, n) <= c->width)
		return out_take(b, &c->left, out_fitting(c->left, c->width));
	buf_add(b, c->left, fitting(c->left, c->width - 1));
	buf_adds(b, ELLIPSIS);
	c->left += n + strspn(c->left + n, " ");
	return c->width;
}

static void
add_header(struct out *o)
{
	struct out_column *c;
	bool more = true;
	size_t i, w;

	for (i = 0; i < o->ncolumns; i++)
		o->column[i].left = o->column[i].label;
	if (o->setup.colour)
		buf_adds(&o->line, BOLD);
	while (more) {
		more = false;
		for (i = 0; i < o->ncolumns; i++) {
			c = &o->column[i];
			w = take_label(&o->line, c);
			buf_addf(&o->line, "%*s", (int)(c->width - w) + GAP,
			    "");
			more |= *c->left != '\0';
		}
		trim_blanks(&o->line);
		if (!more && o->setup.colour)
			buf_adds(&o->line, PLAIN);
		buf_addc(&o->line, '\n');
	}
}

/* A row has as many lines as its longest text needs. */
static const char *
add_row(struct out *o, const char *s)
{
	struct out_column *c;
	size_t i, w;
	bool more = true;

	for (i = 0; i < o->ncolumns; i++, s += strlen(s) + 1)
		o->column[i].left = s;
	while (more) {
		more = false;
		for (i = 0; i < o->ncolumns; i++) {
			c = &o->column[i];
			w = out_take(&o->line, &c->left, c->may_cut
				? out_fitting(c->left, c->width)
				: strlen(c->left));
			buf_addf(&o->line, "%*s", (int)(w < c->width
				? c->width - w : 0) + GAP, "");
			more |= *c->left != '\0';
		}
		trim_blanks(&o->line);
		buf_addc(&o->line, '\n');
	}
	return s;
}

int
out_table_flush(struct out *o, struct err *e)
{
	const char *s;
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
			s = out_cells(o, s);
		} else {
			if (!o->headed)
				add_header(o);
			s = add_row(o, s);
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
