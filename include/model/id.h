/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_MODEL_ID_H
#define VIGIL_MODEL_ID_H

/*
 * Names of records: C-7KQ2MX is the prefix of the kind, five random symbols
 * of a 29-symbol alphabet without vowels or look-alikes, and one check
 * symbol, which catches every single slip and every swap of neighbours, the
 * prefix included.  A prefix is one symbol, or two of which the second is a
 * vowel (RA-7KQ2MX), so that the two forms are never taken for each other.
 */

#include <stdbool.h>
#include <stddef.h>

#define ID_LEN 10 /* "RA-7KQ2MX" and its NUL */
#define ID_ONE 8  /* bytes of an id with a prefix of one symbol */
#define ID_SYMBOLS 29

/* A new one; unpredictable, not yet known to be free. */
void id_make(char out[ID_LEN], const char *prefix);

enum id_reading {
	ID_WHOLE,   /* out is the id */
	ID_PREFIX,  /* out is the prefix, a dash and 4 or 5 symbols of one */
	ID_SHORT,   /* fewer than four symbols */
	ID_MISTYPED,/* the check symbol is wrong */
	ID_NONE	    /* does not look like an id */
};

/*
 * Capitals do not matter, nor whether there is a dash and of which width;
 * blanks about the dash and the id, and a full stop behind, are passed over,
 * as a word processor or a mail puts them there.  A kind whose prefix is a
 * digit is told from a number by its dash.
 */
enum id_reading id_read(char out[ID_LEN], const char *, size_t n);

/* Whether the bytes are an id just as it is stored, which out then is. */
bool id_is(char out[ID_LEN], const char *, size_t n);

/* It has a prefix and a dash, so that it was meant for an id. */
bool id_dashed(const char *, size_t n);

#endif
