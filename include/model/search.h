/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_MODEL_SEARCH_H
#define VIGIL_MODEL_SEARCH_H

/*
 * Words looked for in the texts of records: what people wrote, in any field,
 * and names.  Both are folded as names are (text.h); a dash or an apostrophe
 * in a word parts it, or does not, as whoever searches has it.
 */

#include "model/kind.h"

/*
 * What has been typed: words, or several in double quotes that stand
 * together; with a star behind, what begins so.  Up to 32.
 */
struct search;

/*
 * NULL and ST_DATA "unsearchable" where a part of it cannot be looked for: it
 * has neither letter nor figure, or a star in its middle.  "empty" where
 * there is none.
 */
struct search *search_new(const char *typed, size_t n, struct err *);
void search_free(struct search *);

/* Appends the same as a query of SQLite's FTS5 on what search_index() made. */
void search_query(const struct search *, struct buf *);

/*
 * Appends the words of a record's texts as the index holds them; nothing
 * where the record has none, or is of a kind that is not searched.
 */
void search_index(struct buf *, const struct kind *, const struct json *);

/*
 * Whether a version of a record has all that is looked for; fields get the
 * labels of the fields in which any of it stands, with commas between.
 */
bool search_where(const struct search *, const struct kind *,
    const struct json *, struct buf *fields);

#endif
