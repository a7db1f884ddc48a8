/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_MODEL_NUMBER_H
#define VIGIL_MODEL_NUMBER_H

/*
 * The numbers by which England knows pupils, teachers and schools.  Each
 * function takes what was typed and appends the canonical form (capitals, no
 * blanks) to out; -1 with ST_DATA when it is not one, the right check letter
 * named where only that is wrong.
 */

#include <stddef.h>

#include "base/core/buf.h"
#include "base/core/err.h"

/*
 * Unique Pupil Number: a check letter, LA, school, year, serial; the letter
 * is the sum of position times value over positions 2 to 13, modulo 23, in
 * ABCDEFGHJKLMNPQRTUVWXYZ (DfE, UPN guide).  A last letter is a temporary one.
 * A small letter is none: it may be a slip in the rest too.
 */
int number_upn(struct buf *out, const char *, size_t, struct err *);

/* Unique Learner Number: ten digits, the last 10 − (Σ d·(11−i) mod 11). */
int number_uln(struct buf *out, const char *, size_t, struct err *);

/* NHS number: ten digits, checked modulo 11. */
int number_nhs(struct buf *out, const char *, size_t, struct err *);

/*
 * A year group, 9 for Year 9, and a key stage, KS3 for 3, Key Stage 3 and the
 * years in it; what is neither is left as it came.
 */
void number_year(struct buf *out, const char *, size_t);
void number_key_stage(struct buf *out, const char *, size_t);

/* Teacher Reference Number: seven digits; RP99/12345 and 99/12345 too. */
int number_trn(struct buf *out, const char *, size_t, struct err *);

/* LA and establishment: seven digits, a slash or dash after three allowed. */
int number_laestab(struct buf *out, const char *, size_t, struct err *);

/* Unique Reference Number of a school: six digits. */
int number_urn(struct buf *out, const char *, size_t, struct err *);

#endif
