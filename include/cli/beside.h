/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_BESIDE_H
#define VIGIL_CLI_BESIDE_H

/*
 * Files that come to their place whole: made in a private folder beside it,
 * on the same disk, then renamed.
 */

#include "base/err.h"

/* The folder (0700), the file to be made in it, and SQLite's journal. */
struct beside {
	char *folder;
	char *file;
	char *journal;
};

int beside_make(struct beside *, const char *path, struct err *);
void beside_drop(struct beside *); /* the folder and what is left in it */

/*
 * Renames, never over a file (ST_IO), and has that on the disk; when it
 * fails nothing has been renamed.
 */
int beside_place(const char *from, const char *to, struct err *);

/* The entry of a file in its folder is on the disk. */
int beside_sync(const char *path, struct err *);

int beside_exists(const char *path, struct err *); /* says so: ST_IO */

/* Both are yours to free. */
char *beside_path(const char *path, const char *suffix);
char *beside_folder(const char *path);

#endif
