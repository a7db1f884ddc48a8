/* SPDX-License-Identifier: ISC */
#include "cli/out/cell.h"

#include <string.h>

#include "base/csv/csv.h"
#include "base/text/text.h"

void
cell_tidy(struct buf *b, const char *s, size_t n)
{
	size_t i, blank, start = b->n;
	bool due = false;

	for (i = 0; i < n; i += blank > 0 ? blank : 1) {
		blank = text_blank(s + i, n - i);
		if (blank == 0 && due)
			buf_addc(b, ' ');
		due = blank > 0 && b->n > start;
		if (blank == 0)
			buf_addc(b, s[i]);
	}
}

bool
cell_is_tidy(const char *s, size_t n)
{
	struct buf tidied = BUF_INIT;
	bool same;

	cell_tidy(&tidied, s, n);
	same = text_equal(s, n, buf_str(&tidied));
	buf_release(&tidied);
	return same;
}

/* What is kept byte for byte. */
static bool
verbatim(const struct field *f)
{
	return f == NULL ||
	    (f->type == FIELD_TEXT && (f->flags & FIELD_MANY) == 0);
}

/* A field of one line, or a name in words: kept so from JSON. */
static bool
is_line(const struct field *f)
{
	return f != NULL && (f->flags & FIELD_MANY) == 0 &&
	    f->number == NULL &&
	    (f->type == FIELD_LINE ||
		(f->type == FIELD_REF && (f->flags & FIELD_OR_NAME) != 0));
}

/* A reader takes it for a cell that says nothing. */
static bool
blank(const char *s, size_t n)
{
	struct buf tidied = BUF_INIT;
	bool none;

	cell_tidy(&tidied, s, n);
	none = tidied.n == 0 || strcmp(buf_str(&tidied), LEAVE_OUT) == 0;
	buf_release(&tidied);
	return none;
}

static size_t
apostrophes(const char *s, size_t n)
{
	size_t k = 0;

	while (k < n && s[k] == '\'')
		k++;
	return k;
}

int
cell_marks(const struct field *f, const char *s, size_t n)
{
	size_t own = apostrophes(s, n);

	s += own;
	n -= own;
	if ((is_line(f) && !cell_is_tidy(s, n)) || (verbatim(f) && blank(s, n)))
		return 2;
	return csv_formula(s, n);
}

static size_t
marked(const struct field *f, const char *s, size_t n)
{
	size_t marks = (size_t)cell_marks(f, s, n);

	return apostrophes(s, n) >= marks ? marks : 0;
}

void
cell_unmark(const struct field *f, const char **s, size_t *n)
{
	size_t marks = marked(f, *s, *n);

	*s += marks;
	*n -= marks;
}

bool
cell_keeps(const struct field *f, const char *s, size_t n)
{
	return verbatim(f) || (is_line(f) && marked(f, s, n) > 0);
}
