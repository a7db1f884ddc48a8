/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "ui/registers/attendance_part.h"
#include "base/core/mem.h"
#include "base/text/text.h"

int
import_session(const char *s, size_t n)
{
	if (n == 2 && (s[0] == 'A' || s[0] == 'P' || s[0] == 'a' ||
	    s[0] == 'p') && (s[1] == 'M' || s[1] == 'm'))
		return s[0] == 'P' || s[0] == 'p';
	return -1;
}

static void
forget_columns(struct import *in)
{
	for (size_t i = 0; i < in->ncolumns; i++)
		free(in->column[i].heading);
	free(in->column);
	in->column = NULL;
	in->ncolumns = 0;
}

/* A day without its year: the latest of the calendar that is none to come. */
static int32_t
day_of_calendar(const struct import *in, const char *s, size_t n)
{
	struct buf b = BUF_INIT;
	int32_t found = DATE_NONE, day;
	int from, to, month, mday;
	size_t sign = n;

	while (sign > 0 && strchr("/-. ", s[sign - 1]) == NULL)
		sign--;
	if (sign == 0 || in->first_day == DATE_NONE)
		return DATE_NONE;
	date_split(in->first_day, &from, &month, &mday);
	date_split(in->last_day, &to, &month, &mday);
	for (; from <= to; from++) {
		buf_reset(&b);
		buf_add(&b, s, n);
		buf_addf(&b, "%c%d", s[sign - 1], from);
		(void)date_read(&day, b.p, b.n,
		    date_ahead(in->cmd->s.today));
		if (day >= in->first_day && day <= in->last_day &&
		    day <= in->cmd->s.today)
			found = day;
	}
	buf_release(&b);
	return found;
}

/* Any run of white space as one blank: a heading may be wrapped. */
static void
put_plain(struct buf *b, const char *s, size_t n)
{
	size_t blank;

	for (size_t i = 0; i < n; i += blank > 0 ? blank : 1) {
		blank = text_blank(s + i, n - i);
		if (blank == 0)
			buf_addc(b, s[i]);
		else if (b->n > 0 && b->p[b->n - 1] != ' ')
			buf_addc(b, ' ');
	}
}

/* A day and its half, as "2026-11-02 AM", "23/11/2026: pm", "23/11 AM". */
static bool
is_grid(const struct import *in, struct import_column *c, const char *s)
{
	struct buf b = BUF_INIT;
	size_t n;

	put_plain(&b, s, strlen(s));
	n = b.n > 2 ? b.n - 2 : 0;
	c->pm = n > 0 ? import_session(b.p + n, 2) : -1;
	while (n > 0 && (b.p[n - 1] == ' ' || b.p[n - 1] == ':'))
		n--;
	c->day = DATE_NONE;
	if (c->pm != -1 && n > 0)
		(void)date_read(&c->day, b.p, n,
		    date_ahead(in->cmd->s.today));
	if (c->pm != -1 && n > 0 && c->day == DATE_NONE)
		c->day = day_of_calendar(in, b.p, n);
	buf_release(&b);
	if (c->day == DATE_NONE)
		return false;
	c->slot = mark_slot(c->day, c->pm);
	return true;
}

bool
import_heading(const char *s)
{
	size_t n = strlen(s);

	return n > 2 && import_session(s + n - 2, 2) != -1;
}

const char *
import_named(const char *name, size_t n, enum column_is *is)
{
	static const struct {
		const char *name;
		enum column_is is;
	} names[] = { { "pupil", IS_PUPIL }, { "upn", IS_PUPIL },
		{ "date", IS_DATE }, { "session", IS_SESSION },
		{ "code", IS_CODE }, { "minutes_late", IS_MINUTES },
		{ "reason", IS_REASON }, { "start_date", IS_START },
		{ "marks", IS_MARKS } };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (text_equal(name, n, names[i].name)) {
			*is = names[i].is;
			return names[i].name;
		}
	}
	return NULL;
}

/* What a column is; -1 when nothing says so. */
static int
settle(struct import *in, struct import_column *c)
{
	const char *ours = in_ours(in->cmd->in, c->heading, NULL, 0);
	struct buf name = BUF_INIT;
	int rc = -1;

	text_lower(&name, ours != NULL ? ours : c->heading,
	    strlen(ours != NULL ? ours : c->heading));
	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] == ' ')
			name.p[i] = '_';
	c->words = in_maps_words(in->cmd->in, c->heading);
	if (import_named(buf_str(&name), name.n, &c->is) != NULL)
		rc = 0;
	if (rc == -1 && is_grid(in, c, ours != NULL ? ours : c->heading)) {
		c->is = IS_GRID;
		rc = 0;
	}
	if (strcmp(buf_str(&name), "-") == 0 ||
	    text_starts(buf_str(&name), "x_") ||
	    rec_is_given(buf_str(&name), name.n))
		rc = 0;
	buf_release(&name);
	return rc;
}

static bool
has(const struct import *in, enum column_is is)
{
	for (size_t i = 0; i < in->ncolumns; i++)
		if (in->column[i].is == is)
			return true;
	return false;
}

/* The column of the pupil, where all others but sessions say nothing; -1. */
static long
alone(const struct import *in)
{
	long at = -1;

	for (size_t i = 0; i < in->ncolumns; i++) {
		enum column_is is = in->column[i].is;

		if (is == IS_PUPIL && at == -1)
			at = (long)i;
		else if (is != IS_NOTHING && is != IS_GRID)
			return -1;
	}
	return at;
}

/* Every session from the first to the last has its column. */
static int
check_grid(struct import *in, struct err *err)
{
	int32_t first = INT32_MAX, last = 0, slot;
	char date[DATE_LONG], iso[DATE_LEN];
	size_t k;

	for (size_t i = 0; i < in->ncolumns; i++) {
		const struct import_column *c = &in->column[i];

		if (c->is != IS_GRID)
			continue;
		slot = c->slot;
		first = slot != MARK_NOWHERE && slot < first ? slot : first;
		last = slot > last ? slot : last;
	}
	for (size_t i = 0; i < in->nsessions; i++) {
		slot = in->session[i];
		if (slot < first || slot > last)
			continue;
		for (k = 0; k < in->ncolumns; k++)
			if (in->column[k].is == IS_GRID &&
			    slot == in->column[k].slot)
				break;
		if (k < in->ncolumns)
			continue;
		date_format_long(mark_day(slot), date);
		date_format(mark_day(slot), iso);
		err_set(err, ST_DATA, "missing-column", "The grid has no "
		    "column for the %s of %s, which lies between its first "
		    "and its last.", mark_pm(slot) ? "afternoon" : "morning",
		    date);
		return err_hint(err, "Add the column \"%s %s\", with empty "
		    "cells where there are no marks.", iso,
		    mark_pm(slot) ? "PM" : "AM");
	}
	return 0;
}

static int
check_columns(struct import *in, struct err *err)
{
	struct buf map = BUF_INIT;

	for (size_t i = 0; i < in->ncolumns; i++)
		for (size_t k = i + 1; k < in->ncolumns; k++) {
			const struct import_column *a = &in->column[i],
			    *b = &in->column[k];

			if (a->is != b->is || a->is == IS_NOTHING ||
			    (a->is == IS_GRID && (a->day != b->day ||
			    a->pm != b->pm)))
				continue;
			in_map_quote(&map, b->heading, "-");
			err_set(err, ST_DATA, "duplicate-column",
			    "The columns \"%s\" and \"%s\" are both the same. "
			    "Leave one out with %s.", a->heading, b->heading,
			    buf_str(&map));
			buf_release(&map);
			return -1;
		}
	if (!has(in, IS_PUPIL))
		return err_set(err, ST_DATA, "missing-column", "No column "
		    "says whose marks these are. Name it upn or pupil, or map "
		    "it with --map 'THEIRS=pupil'.");
	if (in->grid)
		return check_grid(in, err);
	if (has(in, IS_MARKS) ? has(in, IS_START) :
	    has(in, IS_DATE) && has(in, IS_SESSION) && has(in, IS_CODE))
		return 0;
	err_set(err, ST_DATA, "missing-column", "The columns do not make "
	    "marks: date, session and code are needed, or start_date and "
	    "marks, or a column for each session.");
	return err_hint(err, "A grid's headings are like \"2026-11-02 AM\"; "
	    "others are mapped to one, with --map 'THEIRS=2026-11-02 AM'.");
}

static int
unknown_columns(const char *names, bool many, const char *first,
    struct err *err)
{
	struct buf is = BUF_INIT, out = BUF_INIT;

	in_map_quote(&is, first, "FIELD");
	in_map_quote(&out, first, "-");
	err_set(err, ST_DATA, "unknown-column", "%s %s of mark, nor a session "
	    "like \"2026-11-02 AM\".", names, many ? "are no fields" :
	    "is no field");
	err_hint(err, "%s says what it is, %s leaves it out.", buf_str(&is),
	    buf_str(&out));
	buf_release(&is);
	buf_release(&out);
	return -1;
}

int
import_header(void *import, const struct csv *csv, struct err *err)
{
	struct import *in = import;
	struct buf unknown = BUF_INIT;
	const char *s, *first = NULL;
	bool many = false;
	size_t n;
	int rc;

	forget_columns(in);
	in->column = mem_alloc((csv->n + 1) * sizeof(*in->column));
	in->code_words = in_maps_words(in->cmd->in, "code");
	in->mark_words = false;
	in->files++;
	for (size_t i = 0; i < csv->n; i++) {
		struct import_column *c = &in->column[in->ncolumns++];

		s = csv_cell(csv, i, &n);
		text_trim(&s, &n);
		c->heading = mem_copy(s, n);
		if (settle(in, c) == 0) {
			in->mark_words |= c->is == IS_MARKS && c->words;
			continue;
		}
		if (n == 0)
			continue; /* no row may have a cell there */
		buf_addf(&unknown, "%s\"%s\"", first != NULL ? ", " : "",
		    c->heading);
		many = first != NULL;
		if (first == NULL)
			first = c->heading;
	}
	rc = first == NULL ? 0 : unknown_columns(buf_str(&unknown), many,
	    first, err);
	buf_release(&unknown);
	if (rc != 0)
		return -1;
	in->grid = has(in, IS_GRID);
	in->alone = in->grid ? alone(in) : -1;
	return check_columns(in, err);
}

bool
import_is_day(void *import, size_t column)
{
	const struct import *in = import;

	return in->column[column].is == IS_DATE ||
	    in->column[column].is == IS_START;
}
