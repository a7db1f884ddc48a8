/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_RULES_H
#define VIGIL_POLICY_RULES_H

/*
 * Routing rules as data: data/rules/routing/NAME.yaml, and rules/NAME.yaml in
 * the school's configuration.  Each rule is a dated edition with an id, a
 * kind (law, guidance, policy) and its sources; a condition on the concern
 * and on facts about the people in it; and what follows: places with a duty
 * and an urgency, steps inside the school, what to say about parents.
 * Loaded once into checked structs; every error is ST_CONFIG with file and
 * line.  The form of a file is described in data/rules/routing/README.md.
 *
 * A local rule may add, and may sharpen a packaged one by its id.  Under the
 * id of a principle it has no condition of its own: it applies where the
 * principle does, and adds to it (a stronger duty, a sooner urgency, a
 * further place or step).  It may not weaken or switch off a principle: that
 * is ST_CONFIG when the rules are loaded.  Under the id of any other
 * packaged rule it takes that rule's place.
 *
 * On a day before the first edition of a principle, that first one holds.
 */

#include "base/text/date.h"
#include "base/core/err.h"
#include "model/book.h"

enum duty { DUTY_CONSIDER, DUTY_SHOULD, DUTY_MUST };
enum urgency {
	URGENCY_SOON,
	URGENCY_NEXT_WORKING_DAY,
	URGENCY_NEXT_SCHOOL_DAY,
	URGENCY_SAME_DAY,
	URGENCY_IMMEDIATE
};

struct codes;
struct rules; /* the rest is rules_inside.h, for lib/policy and routing */

/*
 * All of rules/routing/ of the data, then of rules/ of the configuration,
 * which need not be there; a file there of another kind than routing is left
 * to its own reader.  Indicators are checked against the code lists, unless
 * codes is NULL.
 */
int rules_load(struct rules **, const struct folders *, struct codes *,
    struct err *);
void rules_free(struct rules *);

#endif
