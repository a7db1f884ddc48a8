/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_FINDING_H
#define VIGIL_DOMAIN_FINDING_H

/*
 * What an audit of a register answers: findings, in the contract's order,
 * those that were accepted marked so.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/text/date.h"
#include "base/json/json.h"
#include "policy/rules/asked.h"

/* A finding that cannot be put right, and who answers for it. */
struct acceptance {
	char *reg, *subject, *item, *status, *by, *reason;
	int32_t until; /* DATE_NONE: for good */
};

struct acceptances {
	struct acceptance *v;
	size_t n;
};

struct finding {
	const char *reg;	/* words of the model, borrowed */
	const char *status;
	const char *severity;
	char *subject;
	char *item;
	char *message;
	int32_t due;		/* DATE_NONE: none */
	const char *rule;	/* its id, borrowed */
	const char *const *cite; /* NULL-terminated, borrowed */
	const struct acceptance *accepted; /* borrowed, or NULL */
};

struct findings {
	struct finding *v;
	size_t n, cap;
};

/*
 * Adds one, without due, rule, cite.  Borrowed until the next is added; its
 * message is made by the rest, as by printf.
 */
struct finding *findings_add(struct findings *, const char *reg,
    const char *subject, const char *item, const char *status,
    const char *severity, const char *fmt, ...)
    __attribute__((format(printf, 7, 8)));

/* The rule by which it is one, and by when it is needed (or DATE_NONE). */
void finding_cite(struct finding *, const struct asked *, int32_t due);

void findings_release(struct findings *);

/* Breaches first, then by subject, item and status, as bytes. */
void findings_sort(struct findings *);

/* From an acceptance as it is stored. */
void acceptances_take(struct acceptances *, const struct json *);
void acceptances_release(struct acceptances *);

/* Marks those accepted on a day; the number of those that are not. */
size_t findings_accept(struct findings *, const struct acceptances *,
    int32_t day);

/* As it is answered: {"kind":"finding",…}. */
void finding_json(struct buf *, const struct finding *, int32_t as_at);

#endif
