/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_CHRONOLOGY_H
#define VIGIL_DOMAIN_CHRONOLOGY_H

/*
 * Everything recorded about a child, in the order in which it happened
 * (policy 1.2, 8.1): the child's own record, what names the child, and what
 * names one of those (an action names its concern), whatever their kinds.
 * Sort keys are held; a record is fetched when its event is made, so memory
 * does not grow with what was written.
 *
 * A record gives an event for when it happened (the kind's at; else when it
 * was recorded) and one for each later moment it tells: its end, an answer.
 * A record that named the child once and was moved gives an event too, which
 * says so and tells nothing of it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/core/err.h"
#include "model/codes.h"
#include "policy/school/contacts.h"
#include "store/db/store.h"

struct chronology;

struct chronology_setup {
	struct store *store;
	struct codes *codes; /* for the words of codes; or NULL */
	const struct contacts *contacts; /* for the names of places; or NULL */
	const char *pupil;   /* an id that is there */
	int64_t as_at;	     /* what happened after it is left out */
	int32_t since, until; /* London days; DATE_NONE: no bound */
	const struct kind *const *only; /* NULL-terminated; NULL: every kind */
	bool pseudonym; /* other children are Child A, B, … */
	/* Whether the caller may see a record: 1, 0, -1. */
	int (*may_see)(void *, const struct stored *, struct err *);
	void *arg;
};

/*
 * Finds the events.  The setup is copied, what it points to is borrowed.
 * Best inside one transaction; afterwards none is needed: versions entered
 * later are passed over.
 */
int chronology_make(struct chronology **, const struct chronology_setup *,
    struct err *);
void chronology_free(struct chronology *);

size_t chronology_count(const struct chronology *);

/* The instant an event is placed at (a date's begins that day in London). */
int64_t chronology_when(const struct chronology *, size_t i);
const struct kind *chronology_kind(const struct chronology *, size_t i);

/* What holds on the day, as "child in need since 1 September 2026; …". */
const char *chronology_open(const struct chronology *);

/* The last entry of the ledger that anything here comes from. */
const struct receipt *chronology_last(const struct chronology *);

/* Appends the i-th event as one record of kind_event (model/kind.h). */
int chronology_event(struct chronology *, size_t i, struct buf *json,
    struct err *);

/* An adult's id as "Given Family (id)"; anything else as it is. */
int chronology_adult(struct chronology *, struct buf *, const char *, size_t,
    struct err *);

#endif
