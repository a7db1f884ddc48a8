/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_SESSION_EMERGENCY_H
#define VIGIL_SESSION_EMERGENCY_H

/*
 * A reading that the ledger could not take, under --emergency: it goes to the
 * system log, where there is one, and into a file beside the store,
 * STORE.emergency, a line of JSON for each.  Whoever next writes in the store
 * enters these, and removes the file.
 */

#include "session/session.h"

/*
 * Tells, as a warning, where the reading went, and never that it went where
 * it did not.  lines are the contents of its access records, one a line; what
 * says of what it was, and why what the ledger said.
 */
void emergency_keep(struct session *, const struct buf *lines,
    const char *what, const struct err *why);

/*
 * Enters what is kept, once however often it is tried: the store is open for
 * writing, and no transaction is open.  What cannot be entered stays, with a
 * warning, and is left where another account than this one, the store's
 * owner's or root's wrote it.
 */
void emergency_enter(struct session *);

/* Appends a line to troubles while something is kept. */
void emergency_trouble(struct store *, struct buf *troubles);

#endif
