/* SPDX-License-Identifier: ISC */
#include "base/csv/csv.h"

#include <stdbool.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/text/text.h"

#define SAVE_AS "Save it again as CSV UTF-8: in Excel, Save As, type \"CSV" \
	" UTF-8 (Comma delimited)\"."

void
csv_open(struct csv *c, struct line_reader *in)
{
	memset(c, 0, sizeof(*c));
	c->in = in;
}

void
csv_close(struct csv *c)
{
	buf_release(&c->lines);
	buf_release(&c->cells);
	c->n = 0;
}

static int
fail(struct err *err, long line, size_t column, const char *code,
    const char *msg)
{
	err_set(err, ST_DATA, code, "%s", msg);
	err->line = line;
	err->column = (long)column;
	return -1;
}

/* Every byte is one that Windows-1252 gives a meaning. */
static bool
windows_1252(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (memchr("\x81\x8d\x8f\x90\x9d", s[i], 5) != NULL)
			return false;
	return true;
}

static int
encoding(const struct csv *c, const char *s, size_t n, struct err *err)
{
	long line = c->in->number;
	const char *nul;
	size_t good;

	if (line == 1 && n >= 2 && (memcmp(s, "\xff\xfe", 2) == 0 ||
	    memcmp(s, "\xfe\xff", 2) == 0 || s[0] == '\0' || s[1] == '\0')) {
		fail(err, line, 1, "bad-utf8",
		    "The file is UTF-16, not UTF-8.");
		return err_hint(err, SAVE_AS);
	}
	if ((good = text_utf8(s, n)) < n) {
		fail(err, line, good + 1, "bad-utf8", windows_1252(s, n) ?
		    "The file is not UTF-8; it looks like Windows-1252." :
		    "The file is not UTF-8.");
		return err_hint(err, SAVE_AS);
	}
	if ((nul = memchr(s, '\0', n)) != NULL) {
		fail(err, line, (size_t)(nul - s) + 1, "bad-csv",
		    "A NUL byte stands here, which no text file has.");
		return err_hint(err, SAVE_AS);
	}
	return 0;
}

static void
begin_cell(struct csv *c)
{
	c->off[c->n] = c->cells.n;
}

/* ="007004" is 007004. */
static void
unwrap(struct csv *c)
{
	char *s = c->cells.p + c->off[c->n];
	size_t n = c->cells.n - c->off[c->n];

	if (n < 3 || s[0] != '=' || s[1] != '"' || s[n - 1] != '"' ||
	    memchr(s + 2, '"', n - 3) != NULL)
		return;
	memmove(s, s + 2, n - 3);
	buf_cut(&c->cells, c->cells.n - 3);
}

static int
end_cell(struct csv *c, size_t column, struct err *err)
{
	if (c->cells.n > c->off[c->n])
		unwrap(c);
	c->len[c->n] = c->cells.n - c->off[c->n];
	buf_addc(&c->cells, '\0');
	c->n++;
	if (c->n < CSV_MAX_COLUMNS)
		begin_cell(c);
	else if (column > 0)
		return fail(err, c->in->number, column, "bad-csv",
		    "The row has more than 1024 cells. Delete the columns "
		    "that are not used, and save again.");
	return 0;
}

/*
 * Takes one line, without its newline, into the record; *quoted says
 * whether it began, and says then whether it ends, inside quotes.
 */
static int
cells(struct csv *c, const char *s, size_t n, bool *quoted, struct err *err)
{
	const char *p = s, *end = s + n, *q;

	for (;;) {
		if (!*quoted && end - p > 1 && p[0] == '=' && p[1] == '"')
			p++; /* as unwrap(), of one that is not quoted */
		if (!*quoted && p < end && *p == '"') {
			*quoted = true;
			p++;
		}
		if (*quoted) {
			q = memchr(p, '"', (size_t)(end - p));
			if (q == NULL) {
				buf_add(&c->cells, p, (size_t)(end - p));
				buf_addc(&c->cells, '\n');
				return 0;
			}
			buf_add(&c->cells, p, (size_t)(q - p));
			p = q + 1;
			if (p < end && *p == '"') {
				buf_addc(&c->cells, *p++);
				continue;
			}
			*quoted = false;
			if (end - p == 1 && *p == '\r')
				p++;
			if (p < end && *p != ',')
				return fail(err, c->in->number,
				    (size_t)(p - s) + 1, "bad-csv", "A comma"
				    " must follow the quote that closes a"
				    " cell. A quote inside a cell is written"
				    " twice.");
		} else {
			for (q = p; q < end && *q != ',' && *q != '"'; q++)
				;
			if (q < end && *q == '"')
				return fail(err, c->in->number,
				    (size_t)(q - s) + 1, "bad-csv", "A quote"
				    " stands inside a cell that does not begin"
				    " with one. Put the cell in quotes and"
				    " write the quote twice.");
			n = (size_t)(q - p);
			if (q == end && n > 0 && q[-1] == '\r')
				n--;
			buf_add(&c->cells, p, n);
			p = q;
		}
		n = p < end ? (size_t)(p - s) + 1 : 0;
		if (end_cell(c, n, err) < 0)
			return -1;
		if (p == end)
			return 0;
		p++;
	}
}

#define STEP 16
_Static_assert(STEP <= LINE_SPARE, "so many bytes can be read");

/*
 * A bit for each of n bytes, STEP at most, that needs a closer look: a quote,
 * a NUL, no ASCII; and for each comma.  STEP bytes can be read.
 */
static unsigned
look(const char *p, size_t n, unsigned *commas)
{
	unsigned all = (1u << (n < STEP ? n : STEP)) - 1, odd = 0;

#ifdef __SSE2__
	__m128i v = _mm_loadu_si128((const void *)p);

	odd = (unsigned)_mm_movemask_epi8(_mm_or_si128(v, _mm_or_si128(
	    _mm_cmpeq_epi8(v, _mm_set1_epi8('"')),
	    _mm_cmpeq_epi8(v, _mm_setzero_si128()))));
	*commas = (unsigned)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(v, _mm_set1_epi8(','))) & all;
#else
	*commas = 0;
	for (unsigned i = 0; i < n && i < STEP; i++) {
		odd |= (p[i] == '"' || (signed char)p[i] <= 0) << i;
		*commas |= (p[i] == ',') << i;
	}
#endif
	return odd & all;
}

/*
 * As cells(), of a line that needs no closer look; false, with nothing taken,
 * where it does or has too many cells.
 */
static bool
plain_cells(struct csv *c, const char *s, size_t n)
{
	size_t i, at, start = 0;
	unsigned commas;
	char *p;

	n -= n > 0 && s[n - 1] == '\r';
	buf_add(&c->cells, s, n);
	buf_addc(&c->cells, '\0');
	p = c->cells.p;
	for (i = 0; i < n; i += STEP) {
		if (look(s + i, n - i, &commas) != 0)
			goto not;
		for (; commas != 0; commas &= commas - 1) {
			at = i + (size_t)__builtin_ctz(commas);
			if (c->n + 1 == CSV_MAX_COLUMNS)
				goto not;
			c->off[c->n] = start;
			c->len[c->n++] = at - start;
			p[at] = '\0';
			start = at + 1;
		}
	}
	c->off[c->n] = start;
	c->len[c->n++] = n - start;
	return true;
not:
	buf_reset(&c->cells);
	c->n = 0;
	return false;
}

static int
too_long(const struct csv *c, struct err *err)
{
	fail(err, c->line, 0, "too-long",
	    "The row that begins on this line is longer than 1 MiB.");
	return err_hint(err, "Look for a quote that is never closed.");
}

/* Whether all the lines of a file have come as one. */
static bool
cr_alone(const struct csv *c, const char *s, size_t n)
{
	const char *cr = memchr(s, '\r', n);

	return c->in->number == 1 && cr != NULL && cr + 1 < s + n &&
	    memchr(s, '"', (size_t)(cr - s)) == NULL;
}

/* Looks at the next line of the record. */
static int
check(const struct csv *c, const char *s, size_t n, struct err *err)
{
	if (cr_alone(c, s, n)) {
		fail(err, 1, 0, "bad-csv", "The lines of this file end in a"
		    " carriage return alone, as on an old Macintosh.");
		return err_hint(err, SAVE_AS);
	}
	if (c->in->cut || c->nraw + n >= LINE_MAX_BYTES)
		return too_long(c, err);
	return encoding(c, s, n, err);
}

/* The line after the one whose quotes are still open. */
static int
go_on(struct csv *c, const char **s, size_t *n, struct err *err)
{
	int rc;

	if (c->lines.n == 0)
		buf_add(&c->lines, c->raw, c->nraw);
	if ((rc = line_next(c->in, s, n, err)) < 0)
		return -1;
	if (rc == 0)
		return fail(err, c->line, 0, "bad-csv",
		    "A quote that opens a cell in the row beginning"
		    " here is never closed.");
	if (check(c, *s, *n, err) < 0)
		return -1;
	buf_add(&c->lines, *s, *n + c->in->ended);
	c->raw = c->lines.p;
	c->nraw = c->lines.n;
	return 0;
}

/* The record whose first line is s. */
static int
record(struct csv *c, const char *s, size_t n, struct err *err)
{
	bool quoted = false;
	size_t bom = 0;

	buf_reset(&c->lines);
	buf_reset(&c->cells);
	c->nraw = 0;
	c->n = 0;
	c->line = c->in->number;
	if (c->line == 1 && n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
		bom = 3;
	if (c->in->ended && n < LINE_MAX_BYTES &&
	    plain_cells(c, s + bom, n - bom)) {
		c->raw = s;
		c->nraw = n + 1;
		return 1;
	}
	if (check(c, s, n, err) < 0)
		return -1;
	c->raw = s;
	c->nraw = n + c->in->ended;
	begin_cell(c);
	for (;;) {
		if (cells(c, s + bom, n - bom, &quoted, err) < 0)
			return -1;
		if (!c->in->ended && !quoted && !c->lenient) {
			fail(err, c->in->number, 0, "incomplete",
			    "The last line does not end in a line end, so"
			    " that part of it may be missing.");
			return err_hint(err, "Export the file again, or, if"
			    " the line is whole, add a line end.");
		}
		if (!quoted)
			return 1;
		bom = 0;
		if (go_on(c, &s, &n, err) < 0)
			return -1;
	}
}

int
csv_next(struct csv *c, struct err *err)
{
	const char *s;
	size_t n;
	int rc;

	if (c->failed)
		return fail(err, c->line, 0, "bad-csv",
		    "Reading ended at an earlier error.");
	do {
		rc = line_next(c->in, &s, &n, err);
	} while (rc == 1 && c->in->ended &&
	    (n == 0 || (n == 1 && *s == '\r')));
	if (rc == 1)
		rc = record(c, s, n, err);
	c->failed = rc < 0;
	return rc;
}

bool
csv_formula(const char *s, size_t n)
{
	static const char *const wide[] = { "\xef\xbc\x8b", "\xef\xbc\x8d",
		"\xef\xbc\x9d", "\xef\xbc\xa0" };

	for (size_t i = 0; n >= 3 && i < sizeof(wide) / sizeof(*wide); i++) {
		if (memcmp(s, wide[i], 3) == 0)
			return true;
	}
	return n > 0 && memchr("=+-@\t\r\n", s[0], 7) != NULL;
}

void
csv_put(struct buf *b, const char *s, size_t n, int marks)
{
	size_t i, start = 0;
	bool quote = false;

	for (i = 0; i < n && !quote; i++)
		quote = memchr(",\"\r\n", s[i], 4) != NULL;
	if (quote)
		buf_addc(b, '"');
	for (; marks > 0; marks--)
		buf_addc(b, '\'');
	for (i = 0; quote && i < n; i++)
		if (s[i] == '"') {
			buf_add(b, s + start, i - start);
			buf_addc(b, '"');
			start = i;
		}
	buf_add(b, s + start, n - start);
	if (quote)
		buf_addc(b, '"');
}
