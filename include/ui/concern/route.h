/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_ROUTE_H
#define VIGIL_CLI_ROUTE_H

/*
 * Rules, contacts and facts brought together for the tools that route.
 */

#include "cli/frame/cmd.h"

struct router;

int router_open(struct router **, struct cmd *, struct err *);
void router_close(struct router *);

/*
 * Routes one canonical concern and prints its routes, its handling and, when
 * explain is set, each rule that was looked at.  id may be NULL.
 */
int router_answer(struct router *, const struct json *concern, const char *id,
    bool explain, struct err *);

#endif
