/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_CALENDAR_H
#define VIGIL_CLI_CALENDAR_H

/*
 * What the calendar tools print and store.
 */

#include "cli/frame/cmd.h"

/*
 * A whole file, or with NULL or "-" standard input, of at most 1 MiB.
 * ST_CONFIG: it is not there or cannot be opened; ST_IO: not read; ST_DATA:
 * it is longer.
 */
int calendar_file(struct buf *, const char *path, struct err *);

/* Prints what is wrong or doubtful in a file; status ST_NO for any. */
int calendar_check_file(struct cmd *, const char *path, struct err *);

/*
 * Records, or in the formats "year" (for people, and the default on a
 * terminal) and "yaml" (text as it stands) a text.
 */
int calendar_show(struct cmd *, const struct calendar *,
    const struct buf *text, struct err *);

/* Stores a new version of the calendar, from a file as --from says. */
int calendar_store(struct cmd *, const char *path, const char *from,
    struct err *);

#endif
