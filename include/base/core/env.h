/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_ENV_H
#define VIGIL_BASE_ENV_H

/*
 * The environment, which is the caller's: it says nothing to a process that
 * has more rights than its caller.  Nothing else reads it.
 */

#include <stdbool.h>

/* Whether the process has the rights of the account that started it. */
bool env_believed(void);

/* A variable (borrowed), NULL when it is empty or not to be believed. */
const char *env_get(const char *name);

/* The same for a folder; what is no absolute path is passed over. */
const char *env_folder(const char *name);

#endif
