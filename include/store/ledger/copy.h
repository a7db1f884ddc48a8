/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_STORE_COPY_H
#define VIGIL_STORE_COPY_H

/*
 * Whole stores: checked, copied, put back.
 */

#include "base/core/err.h"
#include "store/db/store.h"

/*
 * Schema (what the migrations in the folder sql make) and SQLite's own
 * integrity; modes of the file, its folder and its journal.  Appends one line
 * per trouble.
 */
int store_examine(struct store *, const char *sql, struct buf *troubles,
    struct err *);

/*
 * A copy of a store in use at path, which must not exist: VACUUM INTO, mode
 * 0600, synced, then opened and its ledger verified; removed again when that
 * fails.
 */
int store_copy(struct store *, const char *path, struct err *);

#endif
