/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_SESSION_CALLER_H
#define VIGIL_SESSION_CALLER_H

/*
 * What the caller may choose: the store, and the folder of the school's
 * settings and rules.  Rules say who may read what, so they are the choice
 * of whoever the store belongs to, and of root; and a process that has more
 * rights than its caller is told nothing by options or by the environment.
 */

#include <sys/types.h>

#include "session/session.h"

/*
 * First of all: what the process comes to hold is in no core file and in
 * nobody's debugger.  A reader that is gone (SIGPIPE) and a limit on the size
 * of files (SIGXFSZ) are failed writes, and told as such.
 */
void caller_guard(void);

/*
 * Fills cmd->store_path and cmd->config: the option, else the variable, else
 * the folder of the account, or of the machine.  ST_CONFIG when nothing says
 * where a store would be that the command needs.
 */
int caller_find(struct session *, struct err *);

/*
 * Once it is known whose the store is, and who calls: of anybody else than
 * its owner, the settings of the machine (/etc/vigil) are taken in place of
 * a folder of the caller's that holds nothing; one that holds something is
 * ST_DENIED, and entered as a refusal.  ST_CONFIG when somebody else than
 * root and the owner could have changed the rules.
 */
int caller_trusts(struct session *, uid_t owner, struct err *);

#endif
