/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_ACCESS_H
#define VIGIL_POLICY_ACCESS_H

/*
 * What a caller may do (data/rules/roles.yaml, and roles.yaml in the
 * school's configuration, which replaces a role by its name), and which
 * concerns they may not see whatever their role.
 */

#include <stdbool.h>

#include "base/core/err.h"
#include "base/json/json.h"
#include "model/book.h"
#include "policy/access/identity.h"

struct rights;

/*
 * What the caller's roles may; the packaged file is read no further than it
 * takes to know.
 */
int rights_load(struct rights **, const struct who *, const struct folders *,
    struct err *);
void rights_free(struct rights *);

/*
 * Whether some role of the caller (the owner's: lead-dsl) has a right, named
 * by the command's name.  The role that gives it, or NULL.
 */
const char *rights_role(const struct rights *, const struct who *,
    const char *right);

/*
 * Whether a record is kept from this caller, by the fields that its kind names:
 * it is about them, about a post that they hold or have held (the headteacher
 * never sees a concern about the headteacher: policy 12.8), or its reporter
 * could not tell them.  The owner's account is nobody's person and is kept
 * from nothing.
 */
bool access_kept_from(const struct who *, const struct kept_from *,
    const struct json *record);

#endif
