/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_SCHOOL_H
#define VIGIL_CLI_SCHOOL_H

/*
 * From a school file (contract section 3) to a new store that holds the
 * school and its calendar; and what the store then says of the school.
 */

#include "cli/frame/cmd.h"

/* Nothing is left behind when it fails.  ST_IO when the store is there. */
int school_create(struct cmd *, const char *path, struct err *);

/* Appends a text of the school whose store is open, its name for instance. */
int school_text(struct cmd *, const char *field, struct buf *, struct err *);

#endif
