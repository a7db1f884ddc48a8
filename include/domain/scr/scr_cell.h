/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_SCR_CELL_H
#define VIGIL_DOMAIN_SCR_CELL_H

/*
 * What a cell of a school's own central record says.  A cell that cannot be
 * read for certain is refused and never guessed at: every error is ST_DATA
 * and names no field.  A cell comes tidied: no blanks at its ends, none
 * doubled, and not empty.  today is the day of the command.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/text/date.h"
#include "base/core/err.h"
#include "model/kind.h"

/*
 * A day as date_read() takes it.  Codes: "not-a-real-date",
 * "spreadsheet-day-number" (five bare figures), "wrong-century" (before 1950,
 * or over fifty years ahead), "cannot-read".
 */
int scr_cell_date(int32_t *, const char *, size_t, int32_t today,
    struct err *);

/* A birthday of somebody aged 14 to 110, else "wrong-century". */
int scr_cell_born(int32_t *, const char *, size_t, int32_t today,
    struct err *);

/* What the cell of a check says; the texts are borrowed from the cell. */
struct scr_cell {
	bool done;
	int32_t date;	     /* DATE_NONE: none */
	const char *outcome; /* "clear", "not-required", or NULL */
	const char *seen_by;
	size_t nseen;
	bool note; /* the cell is the note */
};

/* Also "future": it was made after today. */
int scr_cell_check(struct scr_cell *, const char *, size_t, int32_t today,
    struct err *);

/*
 * Appends as JSON what the cell of an adult's field or of a part of a check
 * (its date, number, expiry …) says.  1, or 0 when it says that there is
 * none.  Also "unknown-value": a word that the field does not have.
 */
int scr_cell_value(struct buf *, const struct field *, const char *, size_t,
    int32_t today, struct err *);

/*
 * Where a whole name parts: "Family, Given", or (comma false) "Given Family"
 * of two words.
 */
struct scr_name {
	const char *family, *given;
	size_t nfamily, ngiven;
};

int scr_cell_name(struct scr_name *, const char *, size_t, bool comma,
    struct err *);

#endif
