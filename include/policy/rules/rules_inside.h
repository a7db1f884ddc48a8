/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_RULES_INSIDE_H
#define VIGIL_POLICY_RULES_INSIDE_H

/*
 * What is inside struct rules: for lib/policy and lib/domain/routing only.
 * Every string is borrowed from the files' trees, which live as long as the
 * rules do.  Lists of words end in NULL; none is NULL itself.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/yaml/yaml.h"
#include "model/codes.h"
#include "model/kind.h"
#include "policy/calendar/calendar.h"
#include "policy/rules/edition.h"
#include "policy/rules/rules.h"

enum when_key {
	WHEN_ALL,	/* of its children each */
	WHEN_ANY,	/* one of them */
	WHEN_NOT,	/* not all of them together */
	WHEN_IS,	/* named conditions of the packaged rules */
	WHEN_CATEGORY,	/* from here to WHEN_NOBODY: one of the words */
	WHEN_INDICATOR, /* a word ending in * takes a whole prefix */
	WHEN_CONTEXT,
	WHEN_SOURCE,
	WHEN_CONDUCT, /* adult, headteacher, chair, child: posts counted */
	WHEN_CONDUCT_OF,
	WHEN_HARM_TEST,
	WHEN_SIGNIFICANT_HARM,
	WHEN_CYBER,
	WHEN_STATUS,
	WHEN_GIVEN,  /* a field that is not empty */
	WHEN_NOBODY, /* each of the posts vacant, or of whom it is about */
	WHEN_IMMEDIATE_RISK, /* from here to WHEN_REACHED: yes or no */
	WHEN_CRIME_SUSPECTED,
	WHEN_IMAGES_INVOLVED,
	WHEN_DISCLOSURE,
	WHEN_NOTHING_STRONGER, /* no other rule must go past the DSL */
	WHEN_REACHED,	       /* the next up came to whistleblowing */
	WHEN_AGE_UNDER,	/* the child it is about, the day observed */
	WHEN_ANY_AGE_UNDER,    /* or a child linked as taking part */
	WHEN_PRIVATE_FOSTERING
};

struct fostering {
	int64_t days;	       /* so many or more, or open-ended */
	int64_t age_under;
	int64_t disabled_under;
	const char **not_by; /* relations that make it none */
};

struct when {
	enum when_key key;
	const char *name; /* the key as written, for explanations */
	const char **word;
	int64_t n; /* an age; 0 or 1 for yes or no */
	struct fostering fostering;
	const struct when *child; /* of all, any, not, is */
	const struct when *next;
};

enum due_from { DUE_OBSERVED, DUE_PLANNED_START };

/* n below 0 counts back; once it has passed, the matter is immediate. */
struct rule_due {
	bool set;
	enum due_from from;
	enum day_unit unit;
	int64_t n;
};

struct rule_route {
	const char *to;
	enum duty duty;
	enum urgency urgency;
	const char *by; /* or NULL: the one whose part it usually is */
	const char *matter;
	const char *why;
	struct rule_due due;
};

enum parents { PARENTS_UNSAID, PARENTS_IN_DOUBT, PARENTS_YES,
	PARENTS_TAKE_ADVICE, PARENTS_NO };

/* When a rule can be looked at: most at once, some after others. */
enum rule_turn { TURN_FIRST, TURN_LAST, TURN_REACHED };

struct rule {
	const char *id, *edition, *kind, *why;
	struct edition in_force;
	bool principle, local;
	enum rule_turn turn;
	const char **cite;
	const struct when *when; /* NULL: always */
	struct rule_route *route;
	size_t nroutes;
	const char **step;   /* values of do */
	const char **prompt;
	const char **never;  /* places no rule may send it to */
	enum parents parents;
};

struct rules_named {
	const char *name;
	const struct when *when;
	struct rules_named *next;
};

struct rules_file {
	struct yaml *doc;
	struct rules_file *next;
};

struct rules_piece;

struct rules {
	struct rule *rule; /* as read: packaged by file name, then local */
	size_t n;
	struct rules_named *named;
	struct rules_file *file;
	struct rules_piece *piece;
	struct codes *codes; /* borrowed while loading, or NULL */
};

/* Memory that goes with the list, zeroed; rules_drop frees all of it. */
void *rules_keep(struct rules_piece **, size_t);
void rules_drop(struct rules_piece **);

bool rules_in_force(const struct rules *, const struct rule *, int32_t day);

/* One file's rules; a named condition must have been read before. */
int rules_read(struct rules *, const struct yaml *, bool local,
    struct err *);

/* A condition in words, for explanations. */
void rules_describe(struct buf *, const struct when *);

/* The words the model has for a field of a kind of record, or NULL. */
const char *const *rules_words(const struct kind *, const char *field);

const char *rules_duty_name(enum duty);
const char *rules_urgency_name(enum urgency);

bool rules_has(const char *const *list, const char *word);

#endif
