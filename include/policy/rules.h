/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_RULES_H
#define VIGIL_POLICY_RULES_H

/*
 * Routing rules as data: data/rules/routing/NAME.yaml, and rules/NAME.yaml in
 * the school's configuration.  Each rule is a dated edition with an id, a
 * kind (law, guidance, policy) and its sources; a condition on the concern
 * and on facts about the people in it; and what follows: places with a duty
 * and an urgency, steps inside the school, what to say about parents, whom
 * to exclude.  Loaded once into checked structs; every error is ST_CONFIG
 * with file and line.
 *
 * A local rule may add, and may sharpen a packaged one by its id (a stronger
 * duty, a sooner urgency, a further place or step).  It may not weaken or
 * switch off a principle: that is ST_CONFIG when the rules are loaded.
 */

#include "base/date.h"
#include "base/err.h"

struct rules; /* the rest is rules_inside.h, for lib/policy and routing */

/* packaged: the directory data/rules; local: the configuration's, or NULL. */
int rules_load(struct rules **, const char *packaged, const char *local,
    struct err *);
void rules_free(struct rules *);

#endif
