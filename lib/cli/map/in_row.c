/* SPDX-License-Identifier: ISC */
#include "cli/map/in_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/json/json.h"
#include "base/text/text.h"
#include "cli/out/cell.h"
#include "model/rec/rec.h"

static const char *
translation(struct in_map *m, const struct column *c, const char *s,
    size_t n)
{
	const char *ours = NULL;
	char *word = in_folded(s, n);
	size_t i;

	for (i = 0; i < m->nmappings; i++) /* the last that is given */
		if (m->mapping[i].word != NULL &&
		    strcmp(m->mapping[i].column, c->folded) == 0 &&
		    strcmp(m->mapping[i].word, word) == 0)
			ours = m->mapping[i].ours;
	m->mapped |= ours != NULL;
	free(word);
	return ours;
}

/* The items of a list, each of which may be one of their words. */
static void
translate_items(struct in_map *m, const struct column *c, const char *s)
{
	const char *ours, *end;
	size_t n;

	for (;; s = end + 1) {
		end = s + strcspn(s, ";");
		n = (size_t)(end - s);
		if ((ours = translation(m, c, s, n)) != NULL)
			buf_adds(&m->text, ours);
		else
			buf_add(&m->text, s, n);
		if (*end == '\0')
			return;
		buf_adds(&m->text, "; ");
	}
}

/* Their words wherever they stand in a cell, the longest that fits. */
static void
translate_words(struct in_map *m, const struct column *c, const char *s)
{
	const char *ours, *end, *next;

	while (*s != '\0') {
		ours = NULL;
		end = s + strlen(s);
		while ((ours = translation(m, c, s, (size_t)(end - s))) ==
		    NULL) {
			next = memrchr(s, ' ', (size_t)(end - s));
			if (next == NULL)
				break;
			end = next;
		}
		if (ours == NULL || strcmp(ours, LEAVE_OUT) != 0) {
			if (m->text.n > 0)
				buf_addc(&m->text, ' ');
			if (ours != NULL)
				buf_adds(&m->text, ours);
			else
				buf_add(&m->text, s, (size_t)(end - s));
		}
		s = *end == ' ' ? end + 1 : end;
	}
}

/* The words of a cell in ours: all of it, or each where it has several. */
static void
translate(struct in_map *m, const struct column *c)
{
	const char *s = buf_str(&m->cell), *ours;

	buf_reset(&m->text);
	ours = translation(m, c, s, m->cell.n);
	if (ours != NULL)
		buf_adds(&m->text, ours);
	else if (c->field != NULL && (c->field->flags & FIELD_MANY) != 0)
		translate_items(m, c, s);
	else if (c->wordy)
		translate_words(m, c, s);
	else
		return;
	buf_reset(&m->cell);
	buf_add(&m->cell, buf_str(&m->text), m->text.n);
}

/* What a cell says, tidied and in our words, in m->cell; false for nothing. */
static bool
says(struct in_map *m, const struct column *c, const char *s, size_t n)
{
	buf_reset(&m->cell);
	cell_tidy(&m->cell, s, n);
	m->mapped = false;
	if (c->words)
		translate(m, c);
	return m->cell.n > 0 && strcmp(buf_str(&m->cell), LEAVE_OUT) != 0;
}

bool
in_map_cell(struct in_map *m, const struct csv *csv, size_t i,
    struct in_cell *c)
{
	const struct column *col = &m->column[i];

	if (col->name == NULL)
		return false;
	c->cell = csv_cell(csv, col->cell, &c->ncell);
	if (!says(m, col, c->cell, c->ncell))
		return false;
	text_trim(&c->cell, &c->ncell);
	c->heading = col->heading;
	c->name = col->name;
	c->field = col->field;
	c->part_of = col->parent;
	c->text = buf_str(&m->cell);
	c->ntext = m->cell.n;
	cell_unmark(col->field, &c->text, &c->ntext);
	c->mapped = m->mapped;
	return true;
}

/* What CSV output makes of a value with parts is read back as it was. */
static bool
from_json(struct buf *b, const struct field *f, const char *s, size_t n)
{
	struct json j = { 0 };
	struct err ignored;
	bool fits = false;

	text_trim(&s, &n);
	if (n == 0)
		return false;
	if ((s[0] == '[' && (f->flags & FIELD_MANY) != 0) ||
	    (s[0] == '{' && f->type == FIELD_OBJECT))
		fits = json_parse(&j, s, n, 0, &ignored) == 0;
	if (fits)
		json_canon(b, &j, 0);
	json_release(&j);
	return fits;
}

/*
 * Appends a cell's value; 1, 0 when it says nothing, -1 with ST_DATA.  The
 * bytes of the cell itself are taken where the field keeps them, or where
 * CSV output marked them to be kept.
 */
static int
value(struct in_map *m, struct buf *b, const struct column *c, const char *s,
    size_t n, struct err *e)
{
	const struct field *f = c->field;
	bool keeps = !c->words && cell_keeps(f, s, n);

	if (!says(m, c, s, n))
		return 0;
	if (!m->mapped && csv_spoilt(s, n, e) != 0)
		return err_field(e, c->heading);
	if (f != NULL && !c->words && from_json(b, f, s, n))
		return 1;
	if (!keeps) {
		s = buf_str(&m->cell);
		n = m->cell.n;
	}
	cell_unmark(f, &s, &n);
	if (f == NULL || keeps)
		json_string(b, s, n);
	else if (rec_cell(b, f, s, n, e) != 0)
		return err_field(e, c->heading);
	return 1;
}

/* A column and those that belong to the same object; as value(). */
static int
member(struct in_map *m, const struct csv *csv, size_t i, struct buf *object,
    struct in_more *more, struct err *e)
{
	const struct column *c = &m->column[i];
	struct err other, *to = e;
	const char *s;
	size_t n, start;
	int rc, all = 0;

	buf_reset(&m->sub);
	buf_addc(&m->sub, '{');
	for (;;) {
		s = csv_cell(csv, m->column[i].cell, &n);
		start = m->sub.n;
		json_key(&m->sub, m->column[i].name);
		rc = value(m, &m->sub, &m->column[i], s, n, to);
		if (rc != 1)
			buf_cut(&m->sub, start);
		if (rc < 0) {
			to->line = csv->line;
			if (to == &other)
				in_more_add(more, to);
			to = &other;
			all = -1;
		} else if (rc == 1 && all == 0) {
			all = 1;
		}
		if ((i = m->column[i].next) == 0)
			break;
	}
	if (all != 1)
		return all;
	if (c->parent == NULL) {
		/* The object's one member. */
		if (object->p[object->n - 1] != '{')
			buf_addc(object, ',');
		buf_add(object, m->sub.p + 1, m->sub.n - 1);
		return 1;
	}
	buf_addc(&m->sub, '}');
	json_key(object, c->parent->name);
	if ((c->parent->flags & FIELD_MANY) != 0)
		buf_addc(object, '[');
	buf_add(object, m->sub.p, m->sub.n);
	if ((c->parent->flags & FIELD_MANY) != 0)
		buf_addc(object, ']');
	return 1;
}

int
in_map_row(struct in_map *m, const struct csv *csv, struct buf *object,
    struct in_more *more, struct err *e)
{
	struct err other, *to = e;
	size_t i;
	int all = 0;

	buf_reset(object);
	buf_addc(object, '{');
	for (i = 0; i < m->ncolumns; i++) {
		if (m->column[i].name == NULL || m->column[i].follows)
			continue;
		if (member(m, csv, i, object, more, to) >= 0)
			continue;
		if (to == &other)
			in_more_add(more, to);
		to = &other;
		all = -1;
	}
	buf_addc(object, '}');
	return all;
}

long
in_map_column(const struct in_map *m, const char *field)
{
	const struct column *c;
	const char *dot = strchr(field, '.');
	size_t i;

	for (i = 0; i < m->ncolumns; i++) {
		c = &m->column[i];
		if (c->name == NULL)
			continue;
		if (c->parent == NULL ? strcmp(c->name, field) == 0
			: dot != NULL &&
				text_equal(field, (size_t)(dot - field),
				    c->parent->name) &&
				strcmp(dot + 1, c->name) == 0)
			return (long)i;
	}
	return -1;
}
