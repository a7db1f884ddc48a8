/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_SCR_H
#define VIGIL_DOMAIN_SCR_H

/*
 * The audit of the Single Central Record: adults and lines of the record in,
 * findings out, by the rules of policy/scr_rules.h; no clock, no printing.
 * Of a line only what can count is kept, so that the lines of a whole school
 * go through once, in any order.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/text/date.h"
#include "base/core/err.h"
#include "base/json/json.h"
#include "domain/finding.h"
#include "domain/kept.h"
#include "model/id.h"
#include "policy/rules/scr_rules.h"
#include "store/db/store.h"

/* What is known of one type of check of one adult. */
struct scr_held {
	int64_t number; /* the reference's digits; SCR_NUMBER_… */
	int32_t earliest, latest; /* of the lines with a date */
	int32_t clear;	 /* earliest with outcome clear */
	int32_t expires; /* of the line that counts */
	uint32_t order;	 /* when that was recorded */
	uint8_t outcome; /* of that line */
	uint8_t undated; /* bits of outcomes of lines without a date */
	bool there;	 /* some line counts */
};

enum { SCR_NUMBER_NONE = -1, SCR_NUMBER_BAD = -2 };

struct scr_adult {
	char id[ID_LEN];
	uint8_t category; /* index into words_adult */
	uint8_t facts;	  /* SCR_REGULATED, … */
	/* the rule by which alone it is SCR_REGULATED, or SCR_OPEN */
	const struct scr_activity *activity;
	int32_t start, end, off; /* DATE_NONE where not known */
	char *name;	  /* "Bryn Castellane" */
	size_t family;	  /* where in it the family name begins */
	char *same;	  /* names and birthday folded, or NULL */
	struct scr_held held[CHECK_TYPES];
};

#define SCR_PERSON -1	/* the item that is the adult */
#define SCR_ACTIVITY -2 /* regulated-activity */

struct scr_finding {
	const struct scr_adult *adult;
	const struct scr_basis *basis;
	int item; /* index into words_check, or one of these two */
	enum scr_status status;
	enum scr_severity severity;
	int32_t day, due; /* the day the message speaks of */
	int32_t wanted;	  /* the day a late one was wanted by */
	const char *other; /* the adult it is a duplicate of */
	const struct acceptance *accepted;
};

struct scr {
	const struct scr_rules *rules;
	int32_t day;
	int school; /* index into words_school */
	struct scr_adult *adult; /* scr_audit() orders them by id */
	size_t nadults;
	uint32_t *place; /* finds an adult by id: its number, from 1; or 0 */
	size_t nplaces;	 /* a power of two */
	size_t last;	 /* adult of the line before */
	struct scr_finding *finding;
	size_t nfindings;
	int digits[CHECK_TYPES]; /* of a reference; 0 where none is asked */
	struct buf scratch;
	struct finding told; /* of scr_tell(), and what it points to */
	char subject[ID_LEN], item[40];
};

void scr_init(struct scr *, const struct scr_rules *, int32_t day,
    int school);
void scr_release(struct scr *);

/* Records of the contract, each adult before the lines about it. */
void scr_add_adult(struct scr *, const struct json *person);
void scr_add_line(struct scr *, const struct json *check, int64_t recorded);

/* Adults and lines of a store. */
int scr_read(struct scr *, struct store *, struct err *);

/*
 * Every finding of the day, sorted by severity (breach first), subject, item
 * and status as bytes.  acceptances may be NULL; what is in them is borrowed.
 */
void scr_audit(struct scr *, const struct acceptances *);

/* The rule by which a check is asked of an adult, or NULL. */
const struct scr_ask *scr_asked(const struct scr *, const struct scr_adult *,
    int check);

/* The first rule of a status, of a check (-1: of none), or NULL. */
const struct scr_other *scr_other(const struct scr *, enum scr_status,
    int check);

/* Whether the adult is on the record on the day. */
bool scr_on_record(const struct scr *, const struct scr_adult *);

struct scr_counts {
	long adults, complete, breach, advice, accepted;
};

/* Of findings that were accepted only their number counts. */
void scr_count(const struct scr *, struct scr_counts *);

/* The word of an item: a type of check, person, regulated-activity. */
const char *scr_item(int item);

/* The i-th finding in words, borrowed until the next is told. */
const struct finding *scr_tell(struct scr *, size_t i);

/*
 * One that an audit kept, borrowed in the same way: whom it was about and
 * what it was, but not what there was to do.  After scr_audit().
 */
const struct finding *scr_tell_kept(struct scr *, const struct kept *);

/* The adult by an id, after scr_audit(); or NULL. */
const struct scr_adult *scr_adult(const struct scr *, const char *id);

/*
 * What is asked of whom: a record {"kind":"expected",…} for each category
 * and rule in force, through tell.
 */
typedef int scr_telling(void *arg, const char *, size_t, struct err *);
int scr_expected(const struct scr *, scr_telling *, void *arg, struct err *);

#endif
