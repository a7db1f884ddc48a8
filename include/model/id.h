/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_MODEL_ID_H
#define VIGIL_MODEL_ID_H

/*
 * Names of records: C-7KQ2MX is the kind's letter, five random symbols of a
 * 29-symbol alphabet without vowels or look-alikes, and one check symbol,
 * which catches every single slip and every swap of neighbours, the letter
 * included.  Case and the dash do not matter when one is read; save that a
 * kind whose letter is a digit is told from a number by the dash.
 */

#include <stdbool.h>
#include <stddef.h>

#define ID_LEN 9 /* "C-7KQ2MX" and its NUL */
#define ID_SYMBOLS 29

/* A new one; unpredictable, not yet known to be free. */
void id_make(char out[ID_LEN], char letter);

enum id_reading {
	ID_WHOLE,   /* out is the id */
	ID_PREFIX,  /* out is the letter, dash and 4 or 5 symbols of one */
	ID_SHORT,   /* fewer than four symbols */
	ID_MISTYPED,/* the check symbol is wrong */
	ID_NONE	    /* does not look like an id */
};

enum id_reading id_read(char out[ID_LEN], const char *, size_t n);

#endif
