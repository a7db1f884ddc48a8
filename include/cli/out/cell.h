/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_CELL_H
#define VIGIL_CLI_CELL_H

/*
 * A text in a cell of CSV, and back out of it byte for byte.  In front of a
 * text that would not come back as it is go apostrophes: one where a
 * spreadsheet would take it for a formula; two where it is a line whose
 * blanks a reader tidies, or reads as nothing.  Apostrophes of its own are
 * passed over when that is looked at, so that a cell is marked as its text
 * is, and as many can be taken away again.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/core/buf.h"
#include "model/kind.h"

#define LEAVE_OUT "-" /* says nothing, as an empty cell */

/* How many a text of the field (NULL: of an x_ one) has. */
int cell_marks(const struct field *, const char *, size_t);

/* Takes them away where they stand. */
void cell_unmark(const struct field *, const char **, size_t *);

/* Whether a reader takes the bytes of the cell as they stand. */
bool cell_keeps(const struct field *, const char *, size_t);

/* Appends with runs of blanks and no-break spaces made one, ends trimmed. */
void cell_tidy(struct buf *, const char *, size_t);

/* Whether the above leaves the text as it is. */
bool cell_is_tidy(const char *, size_t);

#endif
