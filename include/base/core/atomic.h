/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_ATOMIC_H
#define VIGIL_BASE_ATOMIC_H

/*
 * Files that come to their place whole: made in a private folder beside it,
 * on the same disk, then renamed.  Killed or without power at any moment,
 * what is in the place is what was there, or the new file, whole; the folder
 * is then left behind, and left.h finds it.
 */

#include <stdbool.h>

#include "base/core/err.h"

/* The folder (0700), the file to be made in it, and SQLite's journal. */
struct atomic {
	char *folder;
	char *file;
	char *journal;
	char *old; /* of atomic_swap() */
	int held;
};

int atomic_make(struct atomic *, const char *path, struct err *);
void atomic_drop(struct atomic *); /* the folder and what is left in it */

/*
 * An error about the file is one about its place, and nothing is in doubt:
 * the file did not come there.
 */
void atomic_name(const struct atomic *, struct err *);

/*
 * Makes a folder (0700) from a template that ends in XXXXXX, and locks it: as
 * long as *held is open it is nobody's to clear.
 */
int atomic_hold(char *template, int *held, struct err *);
int atomic_lock(int fd); /* 1 it is ours, 0 another's, -1 nobody can tell */

/*
 * Renames, never over a file (ST_IO), nor beside a journal that SQLite would
 * take for the new file's, and has that on the disk; when it fails nothing
 * has been renamed, save with ST_DOUBT: it could not be taken back.
 */
int atomic_place(const char *from, const char *to, struct err *);
int atomic_rename(const char *from, const char *to); /* never over a file */

/*
 * The file of the folder comes in the place of a store that nobody writes
 * in, which goes to aside, a name that is free, and so does its journal.
 * There is a store at every moment; when it fails it is the old one, save
 * with ST_DOUBT.  On the way both names may be the old store's: a tool that
 * is killed then leaves them.
 */
int atomic_swap(const struct atomic *, const char *to, const char *aside,
    struct err *);

/*
 * ST_USAGE where a file to be written is a store, or has the name of what
 * SQLite keeps beside one.  This process may hold no lock on a store.
 */
int atomic_spare(const char *path, struct err *);

bool atomic_same(const char *, const char *); /* two names of one file */

/* It is there and not empty: SQLite would undo what it says. */
bool atomic_is_journal(const char *path);

/* The entry of a file in its folder is on the disk. */
int atomic_sync(const char *path, struct err *);

/* Makes a folder and those it is in, 0700, where they are not; -1: errno. */
int atomic_folders(const char *path);

int atomic_exists(const char *path, struct err *); /* says so: ST_IO */

/* Both are yours to free. */
char *atomic_path(const char *path, const char *suffix);
char *atomic_folder(const char *path);

#endif
