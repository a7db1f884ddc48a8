/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_MODEL_REC_INSIDE_H
#define VIGIL_MODEL_REC_INSIDE_H

/* What the files rec*.c share; for nobody else. */

#include "model/rec/rec.h"

struct reading {
	const struct kind *kind;
	const struct json *j;
	int32_t day; /* when it happened, as far as that is said */
	const struct rec_context *ctx;
	struct buf scratch;
	bool change;
};

/* What a record must have and has not; returns -1. */
int rec_lacks(struct err *, const char *field, const char *sentence);

/* "LABEL WHAT." on a field; returns -1. */
int rec_bad(struct err *, const struct field *, const char *code,
    const char *what);

/* The canonical form of one value that is no list. */
int rec_value(struct buf *, const struct field *, int t, struct reading *,
    struct err *);

/* One of the posts, or of the places a concern may go to. */
bool rec_is_role(const char *, size_t);

/* A word or code of the field's list; else the nearest right one in err. */
int rec_word(struct buf *, const struct field *, const char *, size_t,
    const struct rec_context *, struct err *);

/* The canonical form of an object's members (rec.c). */
int rec_object(struct buf *, const struct field *, int object,
    struct reading *, struct err *);

#endif
