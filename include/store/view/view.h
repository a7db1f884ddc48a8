/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_STORE_VIEW_H
#define VIGIL_STORE_VIEW_H

/*
 * The views: record (the current version of each, when it happened, its
 * state), link (which record names which), alias (values that find a
 * record), earlier (the versions before), and the index for full-text search.
 * They follow from the ledger and the kinds' tables alone.
 */

#include "base/core/err.h"
#include "store/ledger/ledger.h"

/*
 * Makes the views again from the ledger, in one transaction, whatever has
 * become of their tables; brings a store of an earlier version to the newest
 * (sql: the folder of migrations).  Nothing is made, ST_NO as by
 * ledger_whole(), of a ledger that is not whole.
 */
int view_rebuild(const char *path, const char *sql, struct ledger_report *,
    struct err *);

/*
 * Makes the views again beside the ones there and compares row for row.
 * difference is empty when they are equal, else says the first.
 */
int view_compare(struct store *, struct buf *difference, struct err *);

#endif
