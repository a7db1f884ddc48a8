/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_UPKEEP_H
#define VIGIL_CLI_UPKEEP_H

/*
 * What the tools that look after a store have in common.  They open it
 * themselves, since they have to work when it is damaged or altered.
 */

#include "cli/frame/cmd.h"
#include "store/ledger/ledger.h"

/*
 * Opens the store as cmd->store and checks the caller's right as main does.
 * The owner of the file is let in although what was stored cannot be read.
 */
int upkeep_open(struct cmd *, struct err *);
void upkeep_close(struct cmd *);

/* Prints the record of kind ledger. */
int upkeep_print(struct cmd *, const struct ledger_report *, struct err *);

/* The same for what is done already: ST_UNTOLD when it cannot be written. */
int upkeep_tell(struct cmd *, const struct ledger_report *, const char *done,
    struct err *);

/*
 * Everything that is wrong with an open store, a sentence a line.  Damage
 * that ends the reading is one of them; -1 when the machine failed.
 */
int upkeep_troubles(struct cmd *, struct store *, struct buf *,
    struct err *);

/*
 * The same of an entry of a time that is still to come: a trouble of the
 * store, but none that makes a backup useless.
 */
int upkeep_ahead(struct cmd *, struct buf *, struct err *);

/* Prints a record of kind trouble for each line. */
int upkeep_print_troubles(struct cmd *, const struct buf *, struct err *);

/* Makes the views again, and a store of an earlier version one of today's. */
int upkeep_rebuild(struct cmd *, struct err *);

#endif
