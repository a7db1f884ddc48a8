/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_ASKED_H
#define VIGIL_POLICY_ASKED_H

/*
 * What is asked of the adults: courses (training.yaml), the pack of whoever
 * is new (induction.yaml), the steps of a recruitment (recruitment.yaml),
 * posts and the DSLs' rota (posts.yaml).  Each entry is a dated edition of a
 * rule, asked of groups (groups.yaml) and of holders of roles.  None of it is
 * a constant here.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text/date.h"
#include "base/core/err.h"
#include "model/book.h"
#include "policy/rules/edition.h"

/* Categories of adults and roles as sets: a bit is a place in words_adult[],
 * words_role[]. */
struct asked_group {
	const char *name;
	const char *title; /* as a sentence calls it */
	uint32_t categories;
	uint32_t roles;
};

#define ASKED_ROTA "dsl-on-site" /* the item of posts.yaml that is no post */

enum { MONTHS_NOT_SET = 0, MONTHS_ONCE = -1 };

/* Texts are borrowed from the files; those that say nothing are "". */
struct asked {
	const char *id;
	const char *edition;
	struct edition in_force;
	const char *kind;	/* law, guidance, policy */
	const char **cite;	/* NULL-terminated */
	const char *item;	/* course, document, step, or role */
	const char *name;	/* as a sentence calls it */
	struct asked_group of;	/* named by the first of its "of" */
	bool panel;		/* of the panel of a recruitment */
	int least, most;	/* 0: of each; at least, at most so many */
	int months;		/* or MONTHS_ONCE, MONTHS_NOT_SET */
	int headteacher_months; /* panel: of who is headteacher that day */
	bool later;		/* the first only so many months later */
	int32_t asked_from;	/* only of who starts from then on */
	const char *check;	/* a type of check that answers as well */
	const char *severity;	/* breach or advice, when it is missing */
	const char *late;	/* when it was done too late; else severity */
	struct asked_group within; /* a holder belongs to it; or no name */
};

struct asked_book {
	struct asked *v; /* in the order of the files */
	size_t n;
	struct asked_group *group;
	size_t ngroups;
	struct book groups, rules;
};

/*
 * The groups, and a book by its name ("training"); an id in the school's
 * own replaces all its editions.  ST_CONFIG with file and line, also for
 * two editions of an id on one day.
 */
int asked_load(struct asked_book *, const struct folders *, const char *name,
    struct err *);
void asked_release(struct asked_book *);

/* The school's interval for a course, in place of the policy's. */
void asked_set_months(struct asked_book *, const char *course, int months);

/* The bit of a word in a list, 0 when it is not there. */
uint32_t asked_bit(const char *const *words, const char *word);

#endif
