/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_TASKS_H
#define VIGIL_CLI_TASKS_H

/*
 * The commands by what a person wants to do, from data/tasks.yaml, as "vigil"
 * and "vigil help" tell them.  Errors: ST_CONFIG for a file that cannot be
 * used.
 */

#include "base/core/buf.h"
#include "base/core/err.h"

/* Every topic, and below it each command that its tasks use first. */
int tasks_list(struct buf *, const char *file, struct err *);

/*
 * The tasks and the commands in whose words the word stands, capitals and
 * spelling of accents aside: how many, or -1.
 */
int tasks_find(struct buf *, const char *file, const char *word,
    struct err *);

#endif
