/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_BESIDE_H
#define VIGIL_CLI_BESIDE_H

/*
 * Files that come to their place whole: made in a private folder beside it,
 * on the same disk, then renamed.  Killed or without power at any moment,
 * what is in the place is what was there, or the new file, whole; the folder
 * is then left behind, and left.h finds it.
 */

#include <stdbool.h>

#include "base/err.h"

/* The folder (0700), the file to be made in it, and SQLite's journal. */
struct beside {
	char *folder;
	char *file;
	char *journal;
	char *old; /* of beside_swap() */
	int held;
};

int beside_make(struct beside *, const char *path, struct err *);
void beside_drop(struct beside *); /* the folder and what is left in it */

/*
 * An error about the file is one about its place, and nothing is in doubt:
 * the file did not come there.
 */
void beside_name(const struct beside *, struct err *);

/*
 * Makes a folder (0700) from a template that ends in XXXXXX, and locks it: as
 * long as *held is open it is nobody's to clear.
 */
int beside_hold(char *template, int *held, struct err *);
int beside_lock(int fd); /* 1 it is ours, 0 another's, -1 nobody can tell */

/*
 * Renames, never over a file (ST_IO), nor beside a journal that SQLite would
 * take for the new file's, and has that on the disk; when it fails nothing
 * has been renamed, save with ST_DOUBT: it could not be taken back.
 */
int beside_place(const char *from, const char *to, struct err *);
int beside_rename(const char *from, const char *to); /* never over a file */

/*
 * The file of the folder comes in the place of a store that nobody writes
 * in, which goes to aside, a name that is free, and so does its journal.
 * There is a store at every moment; when it fails it is the old one, save
 * with ST_DOUBT.  On the way both names may be the old store's: a tool that
 * is killed then leaves them.
 */
int beside_swap(const struct beside *, const char *to, const char *aside,
    struct err *);

/*
 * ST_USAGE where a file to be written is a store, or has the name of what
 * SQLite keeps beside one.  This process may hold no lock on a store.
 */
int beside_spare(const char *path, struct err *);

bool beside_same(const char *, const char *); /* two names of one file */

/* It is there and not empty: SQLite would undo what it says. */
bool beside_is_journal(const char *path);

/* The entry of a file in its folder is on the disk. */
int beside_sync(const char *path, struct err *);

/* Makes a folder and those it is in, 0700, where they are not; -1: errno. */
int beside_folders(const char *path);

int beside_exists(const char *path, struct err *); /* says so: ST_IO */

/* Both are yours to free. */
char *beside_path(const char *path, const char *suffix);
char *beside_folder(const char *path);

#endif
