/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_STORE_VIEW_H
#define VIGIL_STORE_VIEW_H

/*
 * The views: record (the current version of each, when it happened, its
 * state), link (which record names which), alias (values that find a
 * record), earlier (the versions before), and the index for full-text search.
 * They follow from the ledger and the kinds' tables alone.
 */

#include "base/err.h"
#include "store/store.h"

/*
 * Empties the views and makes them again from the ledger, in one
 * transaction; brings a store of an earlier version to the newest (sql: the
 * folder of migrations).  entries is how many were read.
 */
int view_rebuild(const char *path, const char *sql, int64_t *entries,
    struct err *);

/*
 * Makes the views again beside the ones there and compares row for row.
 * difference is empty when they are equal, else says the first.
 */
int view_compare(struct store *, struct buf *difference, struct err *);

#endif
