/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_EDITION_H
#define VIGIL_POLICY_EDITION_H

/*
 * The days on which one edition of a rule is in force: what every rule has
 * in common, whatever it says.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text/date.h"
#include "base/core/err.h"
#include "base/yaml/yaml.h"

struct edition {
	int32_t from, to; /* to DATE_NONE while it is in force */
	const struct yaml *at; /* the rule in its file */
};

/* Of the blank of a rule. */
#define EDITION_BLANK { .to = DATE_NONE }

/* The rows of a rule's table for its edition, a member of the struct. */
#define EDITION_ROWS(type, member)                                         \
	{ "effective_from", YAML_DAY, YAML_MUST,                           \
	    YAML_IN(type, member.from) },                                  \
	{ "effective_to", YAML_DAY, 0, YAML_IN(type, member.to) },         \
	{ "", YAML_OWN, 0, YAML_IN(type, member), .own = edition_read }

/* What a rule's "kind" and "certainty" may be. */
extern const char *const edition_kinds[], *const edition_certainties[];

/*
 * The last of those rows: struct edition with its days read.  ST_CONFIG,
 * with its line, where it ends before it begins.
 */
int edition_read(const struct yaml *rule, void *edition, void *,
    struct err *);

bool edition_on(const struct edition *, int32_t day);

/* Whether both are in force on some day. */
bool edition_overlap(const struct edition *, const struct edition *);

/* ST_CONFIG at the later in the file where two of an id overlap. */
int edition_alone(const char *id, const struct edition *, const char *other,
    const struct edition *, struct err *);

#endif
