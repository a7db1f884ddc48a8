/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_LEFT_H
#define VIGIL_CLI_LEFT_H

/*
 * What lies beside a store besides the store: what tools that were killed
 * left behind, which nobody needs, and what is kept for somebody to look at.
 * A folder that a tool still works in (atomic_hold()) is neither.
 */

#include <stddef.h>
#include <stdint.h>

#include "cli/frame/cmd.h"

enum left_is {
	LEFT_COPY,     /* X.part-…: a store half made, or a whole copy */
	LEFT_TEXT,     /* STORE.editor-…: what was written in an editor */
	LEFT_SECOND,   /* STORE.before-…: a second name of the store itself */
	LEFT_REPLACED, /* STORE.before-…: a store that was replaced */
	LEFT_REFUSED   /* in STORE.rejected: input, its reasons with it */
};

struct left {
	enum left_is is;
	char *path;
	int64_t bytes;
	int64_t changed; /* a time: the last change of what is in it */
};

struct left_list {
	struct left *v;
	size_t n;
};

/* By name.  ST_IO: the store's folder cannot be read. */
int left_find(struct left_list *, const char *store, struct err *);
void left_release(struct left_list *);

/* ST_BUSY: a tool works in it, or may. */
int left_remove(const struct left *, const char *store, struct err *);

/*
 * Clears what earlier runs that were killed left in the folder of a file
 * about to be made, copies and second names, and says so on standard error.
 */
void left_sweep(struct cmd *, const char *path);

/*
 * Prints a record of kind trouble for each thing left behind, and says on
 * standard error what is kept.  clear: removes what was left behind, and
 * refused input last changed before that day (DATE_NONE: none); then what is
 * kept is printed too.  What is left behind in the end makes the status
 * ST_NO.
 */
int left_check(struct cmd *, bool clear, int32_t before, struct err *);

#endif
