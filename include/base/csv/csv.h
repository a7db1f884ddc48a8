/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_CSV_H
#define VIGIL_BASE_CSV_H

/*
 * CSV as schools' systems export it (RFC 4180): UTF-8 with or without a
 * byte order mark, LF or CRLF, quoted cells that may hold commas, doubled
 * quotes and line ends.  ="007004", by which exports keep zeros from
 * spreadsheets, is the cell 007004.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/core/buf.h"
#include "base/core/err.h"
#include "base/core/line.h"

#define CSV_MAX_COLUMNS 1024

struct csv {
	struct line_reader *in; /* borrowed */
	/* the record's own bytes, line ends too; borrowed until the next */
	const char *raw;
	size_t nraw;
	struct buf lines; /* the same, where they are several */
	struct buf cells; /* the decoded cells, each NUL-terminated */
	size_t off[CSV_MAX_COLUMNS];
	size_t len[CSV_MAX_COLUMNS];
	size_t n;   /* cells in the record last read */
	long line;  /* on which it began */
	bool lenient; /* a last record without a line end is given too */
	int failed; /* set when an error has ended the reading */
};

void csv_open(struct csv *, struct line_reader *);
void csv_close(struct csv *);

/*
 * The next record that is not an empty line: 1, 0 at the end, -1 on an
 * error.  ST_DATA: a quote out of place or never closed, a record that ends
 * without a newline (its writer may have died; unless lenient), lines that
 * end in CR alone, over 1 MiB or over
 * CSV_MAX_COLUMNS cells, ill-formed UTF-8 (naming UTF-16 and Windows-1252
 * where the bytes look like it), a NUL.  The error carries the line, and
 * every later call fails too.
 */
int csv_next(struct csv *, struct err *);

/*
 * The cell and its length (n may be NULL), borrowed until the next record;
 * "" where the record has no such cell.
 */
static inline const char *
csv_cell(const struct csv *c, size_t i, size_t *n)
{
	if (n != NULL)
		*n = i < c->n ? c->len[i] : 0;
	return i < c->n ? c->cells.p + c->off[i] : "";
}

/*
 * Whether a spreadsheet may take the text for a formula: =, +, -, @ (of full
 * width too), tab or a line end comes first.
 */
bool csv_formula(const char *, size_t);

/*
 * ST_DATA for what a spreadsheet has put in place of a value, whatever the
 * cell is for: a formula, an error such as #N/A, a number that has lost its
 * last figures.
 */
int csv_spoilt(const char *, size_t, struct err *);

/*
 * Appends one cell, quoted where it must be, with so many apostrophes in
 * front.  Commas and line ends are the caller's.
 */
void csv_put(struct buf *, const char *, size_t, int marks);

#endif
