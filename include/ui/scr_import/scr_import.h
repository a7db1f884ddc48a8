/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_SCR_IMPORT_H
#define VIGIL_CLI_SCR_IMPORT_H

/*
 * A school's own central record: a row, or a line of JSON, becomes an adult
 * and checks.  An adult on record goes by client_id, or, where the row has
 * none, by names and birthday.  What the input said before is not said
 * again: of an adult only what has changed since is amended, and a check is
 * added only where its cell has changed.  In one input an adult comes once.
 */

#include "cli/frame/cmd.h"

struct scr_import;

struct scr_import *scr_import_new(struct cmd *);
void scr_import_free(struct scr_import *);

/* For cmd_each(); cmd->job is the import. */
int scr_import_each(struct cmd *, const struct json *, struct err *);

#endif
