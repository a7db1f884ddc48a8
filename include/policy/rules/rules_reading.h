/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_RULES_READING_H
#define VIGIL_POLICY_RULES_READING_H

/*
 * Between the files of lib/policy/rules*.c, while the rules are read.
 */

#include "policy/rules/rules_inside.h"

/* By enum duty and enum urgency; NULL-terminated. */
extern const char *const rules_duties[], *const rules_urgencies[];

/* The table of a rule. */
extern const struct yaml_form rules_form;

/*
 * A list of words, or one word, that ends in NULL.  from: the words there
 * are, NULL where any is one.  NULL on an error.
 */
const char **rules_list(struct rules *, const struct yaml *y,
    const char *const *from, struct err *);

/* A map of conditions, all of which must hold; NULL on an error. */
const struct when *rules_when(struct rules *, const struct yaml *map,
    struct err *);

#endif
