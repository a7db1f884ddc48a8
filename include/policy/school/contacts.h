/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_POLICY_CONTACTS_H
#define VIGIL_POLICY_CONTACTS_H

/*
 * The directory of places a concern can go to: data/rules/contacts.yaml, and
 * contacts.yaml in the school's configuration, which replaces by key.
 * Phone numbers stand as printed by their source; a note says what is known
 * to be doubtful about one.
 */

#include <stddef.h>

#include "base/core/buf.h"
#include "base/core/err.h"
#include "model/book.h"

/* Its texts are borrowed from the files; NULL where nothing is said. */
struct contact {
	const char *key;   /* "csc"; the value of to it serves */
	const char *name;  /* "Children's social care (Duty & Advice)" */
	const char *phone;
	const char *email;
	const char *note;
};

struct contacts {
	struct contact *v;
	size_t n;
	struct book book; /* contacts.yaml */
};

int contacts_load(struct contacts *, const struct folders *, struct err *);
void contacts_release(struct contacts *);

/* {"name":…,"phone":…}: what is known of it. */
void contact_json(struct buf *, const struct contact *);

/* NULL when the place has none. */
const struct contact *contact_for(const struct contacts *, const char *to);

#endif
