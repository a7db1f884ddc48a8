/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_MODEL_BOOK_H
#define VIGIL_MODEL_BOOK_H

/*
 * A book of rules is a YAML file that comes packaged, and one of the
 * school's own that is laid over it by the ids of its entries.  Where both
 * lie, and that the school's need not be there, is said here alone: the
 * packaged NAME.yaml in rules/ of the data, the school's in rules/ of its
 * configuration; but roles and contacts beside that folder, and what
 * it sets (the book settings) in local.yaml.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/core/err.h"
#include "base/yaml/yaml.h"

struct folders {
	const char *data; /* borrowed, as is the other */
	const char *own;  /* the school's configuration; NULL: none */
};

/* A path in rules/ of the data, or in the configuration; owned. */
char *book_path(const struct folders *, const char *name, bool own);

/* One of the two files; *file stays NULL for one of the school's not there. */
int book_load(struct yaml **file, const struct folders *, const char *name,
    bool own, struct err *);

/* Both; those read of them borrow from the files, to be freed after them. */
struct book {
	struct yaml *file[2]; /* packaged, own */
};

/*
 * Reads both by a table into an array of two, the packaged first.  Nothing
 * is to be released after an error.
 */
int book_read(struct book *, const struct folders *, const char *name,
    const struct yaml_form *, void *both, void *arg, struct err *);
void book_release(struct book *);

/*
 * Lays entries over entries: those of *v whose id one of the others has are
 * dropped, and the others follow.  id: where an entry has its const char *.
 * over is freed, its entries are *v's.
 */
void *book_lay(const struct yaml_form *entry, size_t id, void *v, size_t *n,
    void *over, size_t more);

#endif
