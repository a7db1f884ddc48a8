/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_SETTINGS_H
#define VIGIL_POLICY_SETTINGS_H

/*
 * The school's own settings: local.yaml in its configuration, for what the
 * policy leaves open and what a school may change.  Which settings there
 * are, what they take and what holds otherwise is data
 * (data/rules/settings.yaml); names are dotted, "training.dsl.months", and a
 * dot is a map in a map.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/err.h"
#include "model/book.h"

struct settings;

/*
 * A local.yaml that is not there, or is comments alone, sets nothing.
 * ST_CONFIG, with file and line: a setting that there is not (the nearest
 * right one is named), a value that it does not take.
 */
int settings_load(struct settings **, const struct folders *, struct err *);
void settings_free(struct settings *);

/*
 * What is set, or what holds otherwise; false where neither is, and out is
 * left as it was.  A name that settings.yaml does not have is a fault of
 * the caller: it is nowhere set.
 */
bool settings_number(const struct settings *, const char *name,
    int64_t *out);
bool settings_date(const struct settings *, const char *name, int32_t *out);
/* Of a word or text; borrowed. */
bool settings_text(const struct settings *, const char *name,
    const char **out);
/* The i-th word of a list; NULL past the last. */
const char *settings_nth(const struct settings *, const char *name,
    size_t i);

#endif
