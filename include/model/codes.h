/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_MODEL_CODES_H
#define VIGIL_MODEL_CODES_H

/*
 * The policy's code lists, which are data: data/rules/codes.yaml, and
 * rules/codes.yaml in the school's configuration, which may add lists and
 * codes, and withdraw codes from use: what was recorded with them stays.
 * They are read when a record first needs one, since most commands never do.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/err.h"
#include "model/book.h"

struct codes;

/* Borrows the folders; nothing is read yet. */
struct codes *codes_new(const struct folders *);
void codes_free(struct codes *);

/*
 * Whether a field's list ("indicators", "carer_relation", "region", …) has
 * the code.  1 yes; 0 no, and *nearest is the right one meant, or NULL;
 * -1 when the lists cannot be read (ST_CONFIG).
 */
int codes_has(struct codes *, const char *field, const char *code,
    const char **nearest, struct err *);

/*
 * The codes of a field's list that are in use, ending in NULL: a list to be
 * freed, of borrowed words.  NULL when the lists cannot be read.
 */
const char **codes_words(struct codes *, const char *field, struct err *);

/*
 * The i-th code of a field's list; NULL past the last, when err is clear, or
 * when the lists cannot be read.
 */
const char *codes_nth(struct codes *, const char *field, size_t i,
    struct err *);

/*
 * Whether a code that codes_has() may be used for what happened on a day:
 * ST_DATA when the school has withdrawn it, or it holds only from later on.
 */
int codes_in_use(struct codes *, const char *field, const char *code,
    int32_t day, struct err *);

/* The label of a code, or NULL. */
const char *codes_label(struct codes *, const char *field, const char *code,
    struct err *);

#endif
