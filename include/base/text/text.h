/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_TEXT_H
#define VIGIL_BASE_TEXT_H

/*
 * Text as people write it: UTF-8, names, near misses, what a terminal may
 * be shown.  Folding and widths come from utf8proc.
 */

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/core/buf.h"

/*
 * The number of leading bytes that are well-formed UTF-8 (no surrogates, no
 * overlong forms, nothing past U+10FFFF); n when all of them are.
 */
size_t text_utf8(const char *, size_t n);

/*
 * Appends a name as it is compared, wherever it is: NFKD and case folded;
 * marks, apostrophes, dashes and what is not seen dropped; a plain letter for
 * those that are none with a mark (l for a Polish l with its stroke, ae, th);
 * white space runs made one space, ends trimmed.  The text must be well-formed
 * UTF-8.  For text_fold_parted() the signs in parts are white space.
 */
void text_fold(struct buf *, const char *, size_t n);
enum { TEXT_AT_APOSTROPHE = 1, TEXT_AT_DASH = 2 };
void text_fold_parted(struct buf *, const char *, size_t n, unsigned parts);

/*
 * Appends the words of a text, folded, with a blank between each two: runs of
 * letters and figures, once the signs in parts are white space.
 */
void text_words(struct buf *, const char *, size_t n, unsigned parts);

/*
 * Appends a heading or a title as it is compared: case folded, compatibility
 * forms and the spellings of accents made one (NFKC), white space runs made
 * one space, ends trimmed.  The text must be well-formed UTF-8.
 */
void text_lower(struct buf *, const char *, size_t n);

/* Columns on a terminal; control characters count as none. */
size_t text_width(const char *, size_t n);

/*
 * Appends text safe to show on a terminal: control characters (save those
 * in keep, "" for none) and whatever is not seen (Unicode's formats and
 * default ignorables: marks of direction, fillers, tags, soft hyphens) become
 * visible, as <U+202E>.  What is seen by its effect on its neighbours stays:
 * a joiner between two pictures or after a virama, the colour of a picture.
 */
void text_visible(struct buf *, const char *, size_t n, const char *keep);

/*
 * The word of the NULL-terminated list nearest to s by edit distance, or
 * NULL when none is near enough to be meant.
 */
const char *text_nearest(const char *s, const char *const *words);

/* Number of edits (insert, drop, change, swap neighbours) from a to b. */
size_t text_distance(const char *a, const char *b);

/* Its first byte tells most words of a list apart. */
static inline bool
text_equal(const char *s, size_t n, const char *word)
{
	return (n == 0 || *s == *word) && strlen(word) == n &&
	    memcmp(s, word, n) == 0;
}

bool text_starts(const char *s, const char *prefix);

/* Whether it is a word of a NULL-terminated list, capitals aside. */
bool text_among(const char *const *words, const char *s, size_t n);

/*
 * The bytes of the white space character at s, of any width, a no-break space
 * too; or of the dash, hyphen or minus there.  0 where there is none.
 */
size_t text_blank(const char *s, size_t n);
size_t text_dash(const char *s, size_t n);

/*
 * Whether nothing of it is seen: white space, controls, Unicode's formats and
 * default ignorables alone.
 */
bool text_unseen(const char *, size_t n);

/* Drops white space of any kind at both ends; no copy is made. */
void text_trim(const char **s, size_t *n);

/* How many of the first bytes are figures. */
size_t text_figures(const char *, size_t);

#endif
