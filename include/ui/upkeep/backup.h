/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_BACKUP_H
#define VIGIL_CLI_BACKUP_H

/*
 * Copies of a store in use, and the way back.  A copy is made, or taken in,
 * in a private folder beside its place (0700, removed again), and comes to
 * its place whole and checked or not at all.
 */

#include "cli/frame/cmd.h"

/* path NULL or "-": to standard output, which may not be a terminal. */
int backup_make(struct cmd *, const char *path, struct err *);

/*
 * Puts a backup (NULL or "-": standard input) in the place of the command's
 * store.  A store there is moved aside when replace is set, else ST_IO.
 */
int backup_restore(struct cmd *, const char *path, bool replace,
    struct err *);

#endif
