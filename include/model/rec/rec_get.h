/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_MODEL_REC_GET_H
#define VIGIL_MODEL_REC_GET_H

/*
 * A member of a stored record, or of an object in it: object 0 is the record
 * itself, and one below 0 is an object that is not there.  A member that is
 * absent, or of another type, is what each function says for none.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/text/date.h"
#include "base/json/json.h"
#include "model/id.h"

/* As json_text() gives it; "" and 0 for none. */
const char *rec_str(const struct json *, int object, const char *name,
    struct buf *scratch, size_t *n);

/* The text as yours to free; NULL for none. */
char *rec_dup(const struct json *, int object, const char *name);

/* Appends the text. */
void rec_add(struct buf *, const struct json *, int object, const char *name);

/* As much of the text as fits, and a NUL; "" for none. */
void rec_copy(char *out, size_t size, const struct json *, int object,
    const char *name);

/* An id; "" for none, and for what is too long to be one. */
void rec_id(char out[ID_LEN], const struct json *, int object,
    const char *name);

int32_t rec_day(const struct json *, int object, const char *name);
int64_t rec_time(const struct json *, int object, const char *name);

/* The place of a word in a NULL-terminated list; -1. */
int rec_place(const struct json *, int object, const char *name,
    const char *const *words);

/* Whether it is true. */
bool rec_yes(const struct json *, int object, const char *name);

#endif
