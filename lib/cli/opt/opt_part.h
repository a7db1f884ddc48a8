/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_OPT_PART_H
#define VIGIL_CLI_OPT_PART_H

/* What opt.c, opt_help.c, opt_complete.c and tasks.c share. */

#include "cli/opt/opt.h"

/*
 * The i-th word that an OPT_WORD takes, n its length; NULL past the last.
 * Of --format these are the command's own formats too, so not every word is
 * NUL-terminated.
 */
const char *opt_word(const struct command *, const struct opt *, size_t i,
    size_t *n);

/* All of them, with what stands between two. */
void opt_words(struct buf *, const struct command *, const struct opt *,
    const char *between);

/* Words of text, wrapped; the line already has col columns. */
void opt_wrap(struct buf *, const char *text, size_t col, size_t indent);

/* Whether a row is one of the command's own. */
bool opt_is_own(const struct command *, const struct opt *);

#endif
