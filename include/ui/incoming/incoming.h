/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_INCOMING_H
#define VIGIL_CLI_INCOMING_H

/*
 * A school system's list of a kind's records, taken in again and again: rows
 * of nobody on record are added, others amended where a cell differs
 * (match.h).  The kind has .matches.
 */

#include "cli/frame/cmd.h"

int incoming_run(struct cmd *, struct err *); /* a command's run */

extern const struct opt incoming_opts[];

#endif
