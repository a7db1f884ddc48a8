/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_SCR_RULES_H
#define VIGIL_POLICY_SCR_RULES_H

/*
 * The rules of the Single Central Record as data: data/rules/scr.yaml, and
 * rules/scr.yaml in the school's configuration, which replaces all editions
 * of an id that it names and may add.  What a file says is described at its
 * head.  Every error is ST_CONFIG with file and line.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text/date.h"
#include "base/core/err.h"
#include "model/book.h"
#include "model/kind.h"
#include "policy/rules/edition.h"
#include "policy/school/settings.h"

enum scr_severity { SCR_NONE, SCR_ADVICE, SCR_BREACH };

/* In the order of words_finding. */
enum scr_status {
	SCR_MISSING,
	SCR_UNDATED,
	SCR_LATE,
	SCR_EXPIRED,
	SCR_EXPIRING,
	SCR_ADVERSE,
	SCR_NOT_PERMITTED,
	SCR_INVALID,
	SCR_UNDECIDED,
	SCR_LEAVER,
	SCR_DUPLICATE,
	SCR_STATUSES
};

/* In the order of words_outcome; none is 0. */
enum scr_outcome {
	SCR_NO_OUTCOME,
	SCR_CLEAR,
	SCR_INFORMATION,
	SCR_BARRED,
	SCR_PROHIBITED,
	SCR_NOT_REQUIRED
};

/* What a rule may ask of an adult, as bits. */
enum {
	SCR_REGULATED = 1 << 0,
	SCR_TEACHING = 1 << 1,
	SCR_MANAGES = 1 << 2,
	SCR_OVERSEAS = 1 << 3,
	SCR_OPEN = 1 << 4 /* whether it is regulated activity */
};

/* What every rule carries; strings are borrowed from the files. */
struct scr_basis {
	const char *id;
	const char *edition;
	const char *kind;      /* law, guidance, policy */
	const char *certainty; /* or NULL */
	const char *doing;     /* what to do */
	const char **cite;     /* ends with NULL */
	struct edition in_force;
};

/* A check that is asked of some adults. */
struct scr_ask {
	struct scr_basis basis;
	int check;	  /* index into words_check */
	unsigned of;	  /* bits of words_adult */
	unsigned when;	  /* all of these facts */
	unsigned schools; /* bits of words_school */
	int32_t asked_from; /* DATE_NONE: of all */
	int32_t began;	  /* DATE_NONE: ever */
	int unless;	  /* a check that answers it, or -1 */
	int cover, cover_clear; /* checks, or -1 */
	enum scr_severity missing, late, expired; /* SCR_NONE: never */
	bool renewed;	  /* years stand for the line's own expires */
	int years;	  /* 0: it does not expire */
};

/* What else is found. */
struct scr_other {
	struct scr_basis basis;
	enum scr_status status;
	int check;	   /* or -1 */
	unsigned outcomes; /* bits of enum scr_outcome */
	unsigned unless;   /* not where these facts hold */
	int days, digits;
	enum scr_severity severity;
};

/*
 * Work that is regulated activity whatever the record says of it: done as
 * often as this, or overnight.
 */
struct scr_activity {
	struct scr_basis basis;
	unsigned of;	/* bits of words_adult */
	unsigned often; /* bits of words_frequency */
	bool overnight;
	int32_t began;	/* by this rule alone: the checks were due that day */
	enum scr_severity undecided; /* where nothing says how often */
};

struct scr_rules {
	struct book book; /* scr.yaml */
	struct scr_ask *ask;
	size_t nasks;
	struct scr_other *other;
	size_t nothers;
	struct scr_activity *activity;
	size_t nactivities;
	const char *word[CHECK_TYPES]; /* the check, in a sentence */
	unsigned assume_regulated, assume_teaching; /* bits of words_adult */
};

/* The editions in force on a day. */
int scr_rules_load(struct scr_rules *, const struct folders *,
    const struct settings *, int32_t day, struct err *);
void scr_rules_release(struct scr_rules *);

#endif
