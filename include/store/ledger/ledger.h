/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_STORE_LEDGER_H
#define VIGIL_STORE_LEDGER_H

/*
 * The ledger: one append-only table of entries, event(seq, head, hash, body).
 *
 * head is one line of six words:
 *   SEQ PREV TIME KIND ACTOR BODYHASH
 * SEQ counts from 1 without a gap; PREV is the SHA-256 of the previous head
 * (64 zeros before the first); TIME is UTC and never before the last one's;
 * BODYHASH is the SHA-256 of body's bytes.  hash is the SHA-256 of head, so
 * that an altered last entry is seen too.  body is one JSON line, exactly as
 * stored: {"salt":"…","kind":"…","id":"…",fields…}, the salt 32 random bytes
 * in base64, so that a lawful disposal can remove body and salt
 * together and leave the chain whole: nobody can then test a guess of what
 * was there against its hash.
 *
 * A bulk import is entered in parts of at most 1 MiB under one import id:
 *   {"salt":…,"kind":"import","id":"F-…","of":"mark","part":1,"lines":"…",
 *   "packed":"…"}
 * where lines is exactly what came in, and packed what it was read as then
 * (model/mark.h), so that no later mapping or calendar reads it otherwise.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/core/err.h"
#include "store/db/store.h"

/* A place in the ledger to hold it to later. */
struct checkpoint {
	int64_t seq;
	char hash[HASH_HEX];
	char at[TIME_LEN]; /* of the entry */
};

struct ledger_report {
	int64_t entries;   /* read */
	int64_t bad;	   /* seq of the first bad entry, 0 for none */
	char why[160];	   /* what is wrong with it */
	struct checkpoint last;
};

/*
 * Reads the whole chain.  0 when it could be read, whatever was found: bad
 * tells.  want may be NULL; else the ledger must reach it and agree with it.
 * An empty ledger is bad (entry 1 is missing), and so is an entry without its
 * body: nothing here disposes of one yet.
 */
int ledger_verify(struct store *, const struct checkpoint *want,
    struct ledger_report *, struct err *);

/*
 * The same, for who goes on only with a ledger that is whole: ST_NO
 * ("altered") names the first bad entry.
 */
int ledger_whole(struct store *, const struct checkpoint *want,
    struct ledger_report *, struct err *);

/* The last entry, whose own hash is right: 1, 0 there is none, -1. */
int ledger_last(struct store *, struct checkpoint *, struct err *);

/*
 * The first entry of a time that is still to come, which a clock that was
 * wrong has given it, as it has to every one after it: 1; 0, -1.
 */
int ledger_ahead(struct store *, int64_t now, int64_t *seq,
    char at[TIME_LEN], struct err *);

/* A checkpoint as text, and back (checked line by line). */
void checkpoint_write(struct buf *, const struct checkpoint *,
    const char *school);
int checkpoint_read(struct checkpoint *, const char *, size_t, struct err *);

#endif
