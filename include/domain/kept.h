/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_KEPT_H
#define VIGIL_DOMAIN_KEPT_H

/*
 * The findings that a stored record keeps: an audit signed off, or what was
 * reported so far.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/core/buf.h"
#include "base/core/err.h"
#include "base/json/json.h"
#include "domain/finding.h"
#include "store/db/store.h"

struct kept {
	char subject[ID_LEN];
	char item[40], status[16], severity[8];
	bool accepted;
};

struct kept_list {
	struct kept *v; /* by subject, item, status */
	size_t n;
};

/*
 * {"subject":…,"item":…,"status":…,"severity":…}, the form it is kept in, of
 * at most so many values and names.
 */
#define KEPT_VALUES 11
void kept_json(struct buf *, const struct finding *);

void kept_read(struct kept_list *, const struct json *record);
void kept_release(struct kept_list *);

/* The same matter, whatever the severity; NULL when there is none. */
const struct kept *kept_find(const struct kept_list *,
    const struct finding *);

/* What was reported last of a register; empty when nothing ever was. */
int kept_reported(struct kept_list *, struct store *, const char *reg,
    struct err *);

#endif
