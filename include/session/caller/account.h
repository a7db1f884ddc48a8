/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_SESSION_ACCOUNT_H
#define VIGIL_SESSION_ACCOUNT_H

/*
 * The account that runs the process: its real uid, and the login that the
 * host knows it by.
 */

#include <sys/types.h>

#include "session/session.h"

/* Appends a login, or "uid" and the number of an account without one. */
void account_name(struct buf *, uid_t);

/* The same of the account that runs the process. */
void account_login(struct buf *);

/*
 * Fills cmd->who, once cmd->store is open.  The store's owner is the uid of
 * the file itself; who.owner is set also when what follows fails.  What
 * somebody else may not choose is looked at as well (caller.h).
 */
int account_calls(struct session *, struct err *);

#endif
