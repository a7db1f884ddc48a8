/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_STORE_STORE_H
#define VIGIL_STORE_STORE_H

/*
 * One SQLite file for one school.  The ledger (ledger.h) is the record; the
 * other tables are views of it that view_rebuild() makes again.  Several
 * processes may have it open; writers take turns (BEGIN IMMEDIATE, 20 s).
 *
 * What is promised: after store_commit() returned 0 the entries are on the
 * disk, power may fail.  When it returned -1, the err's status says which:
 * ST_IO or ST_BUSY nothing of the transaction is there, ST_DOUBT not known.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text/date.h"
#include "base/core/err.h"
#include "base/core/hash.h"
#include "model/id.h"
#include "model/kind.h"

struct store;

enum store_mode { STORE_READ, STORE_WRITE };

#define ACTOR_LEN 40 /* a login or an id, and its NUL */

/*
 * A new, empty store of the newest version at path, which must not exist
 * (ST_IO), mode 0600; missing folders are made, mode 0700.
 * sql is the folder of migrations.
 */
int store_create(struct store **, const char *path, const char *sql,
    struct err *);

int store_folders(const char *path, struct err *); /* those above it */

/* ST_CONFIG: not there, no store, of another version; ST_IO: unreadable. */
int store_open(struct store **, const char *path, enum store_mode,
    struct err *);
void store_close(struct store *);
const char *store_path(const struct store *);
bool store_writes(const struct store *); /* it is open for writing */

/*
 * A transaction: of a store open for writing the writer's turn; a reader's is
 * one view of the store, whoever writes.  ST_IO ("moved"): another store was
 * put in its place meanwhile.
 */
int store_begin(struct store *, struct err *);
int store_look(struct store *, struct err *); /* a reader's, however open */
int store_commit(struct store *, struct err *);
void store_rollback(struct store *);

/* ST_DOUBT, with what to do, of what was committed; -1. */
int store_doubt(const struct store *, struct err *);

/* The receipt of an entry: its number, and the hash of its header line. */
struct receipt {
	int64_t seq;
	char hash[HASH_HEX];
};

/* A record's content may be so long: with salt and id it is still read. */
#define STORE_MAX_CONTENT (JSON_MAX_TEXT - 256)

/* What is to be stored. */
struct draft {
	const struct kind *kind;
	const char *id;	     /* NULL: a new one is made */
	const char *content; /* canonical, {"field":…} */
	size_t len;
	const struct json *doc; /* content parsed, or NULL */
	const char *actor;   /* who: a login or an id */
	int64_t now;	     /* the real time */
};

/*
 * Enters one record, or with an id that exists a new version of it, in the
 * ledger and its views, inside a transaction.  id_out is its id, seq its
 * entry (whose receipt store_get() gives).  ST_DATA
 * when the id is unknown, when a FIELD_UNIQUE value is already another
 * record's ("taken"), or when a state may not be reached (kind's move);
 * nothing is entered then, and the transaction may go on.  After any other
 * error it must be rolled back.
 *
 * A new version keeps the state it has, unless the kind's state() answers
 * otherwise for it than for the version before; only then does it move
 * anything again.
 */
int store_put(struct store *, const struct draft *, char id_out[ID_LEN],
    int64_t *seq, struct err *);

/*
 * Whether a time is more than a day after the last entry's (told as last) and
 * after the file was last changed: 1; 0, -1.
 */
int store_ahead(struct store *, int64_t now, char last[TIME_LEN],
    struct err *);

/*
 * True once when a clock behind the ledger's last entry made an entry take
 * that entry's time.
 */
bool store_clock_behind(struct store *);

/*
 * A record as it stands; borrowed until the next store_get() on this store,
 * or until a store_row returns.
 */
struct stored {
	const struct kind *kind;
	char id[ID_LEN];
	const char *body; /* {"kind":…,"id":…,fields…} canonical, no salt */
	size_t len;
	size_t content;	  /* body + content is the first field's quote */
	const char *state; /* "" for none */
	const char *flags; /* blank-separated, "" for none */
	int64_t first;	  /* seq of the first version */
	int version;	  /* 1 for the first */
	char recorded_at[TIME_LEN];
	char recorded_by[ACTOR_LEN];
	struct receipt receipt;
};

/* 1 found, 0 there is none. */
int store_get(struct store *, const char *id, struct stored *, struct err *);
int store_has(struct store *, const char *id, struct err *);

/*
 * A record that has to be there: 0.  -1, ST_DATA: no record has the id
 * ("unknown-id"), or its words were lawfully removed ("disposed"), which
 * store_none() says of an id that store_get() did not find.
 */
int store_need(struct store *, const char *id, struct stored *, struct err *);
int store_none(struct store *, const char *id, struct err *);

/* The record of a kind of which a store has one, such as the school. */
int store_only(struct store *, const struct kind *, struct stored *,
    struct err *);

/*
 * The records entered by seq first..last (versions as they were entered),
 * or every version of one record, oldest first.  state and flags are those
 * the record has today.  Lawfully removed ones are passed over.
 */
typedef int store_row(void *arg, const struct stored *, struct err *);
int store_entries(struct store *, int64_t first, int64_t last, store_row *,
    void *arg, struct err *);
int store_versions(struct store *, const char *id, store_row *, void *arg,
    struct err *);

struct query {
	const struct kind *kind; /* NULL: every kind but access and school's */
	const char *about;	 /* an id that the record names, or NULL */
	/* Also what names a record of this kind that names it; or NULL. */
	const struct kind *through;
	bool former; /* instead: that it named in an earlier version only */
	const char *since;	 /* of at; a date or a UTC time; inclusive */
	const char *until;
	bool open;		 /* leave out the kind's closed state */
	/* A date: begun (or without a beginning) and not ended; or NULL. */
	const char *open_on;
	const char *sort;	 /* as store_sorts() takes it; NULL: at */
	/*
	 * For going through many: of a row only kind, id, body, first and
	 * receipt.seq, ordered by first, and all of kind and of this one.
	 */
	bool plain;
	const struct kind *also; /* or NULL */
	bool descending;
	/*
	 * Words, all of which one version must hold, as search_new() reads
	 * them; or NULL.  For it the store must be open for writing: what came
	 * in since the last search is entered in the index first.
	 */
	const char *match;
};

/* A field of the kind, or id, state, flags, recorded_at. */
bool store_sorts(const struct kind *, const char *name);

/*
 * Calls row for each in order; row returns 0 to go on, 1 to stop, -1 for an
 * error.  A row may not write to the store.
 */
int store_each(struct store *, const struct query *, store_row *, void *arg,
    struct err *);

/* How many rows store_each() would call for. */
int store_count(struct store *, const struct query *, int64_t *n,
    struct err *);

/* The record that one flagged likely-duplicate is much like: 1, 0, -1. */
int store_twin(struct store *, const struct stored *, char id[ID_LEN],
    struct err *);

/*
 * The record of a kind whose field (FIELD_UNIQUE or FIELD_NAMES) has a value;
 * 1, 0, -1.  Of several the first entered; store_find_next(): after that in id.
 */
int store_find(struct store *, const struct kind *, const char *field,
    const char *value, char id[ID_LEN], struct err *);
int store_find_next(struct store *, const struct kind *, const char *field,
    const char *value, char id[ID_LEN], struct err *);

/*
 * The only id that begins so: 1; none 0; several -1, ST_DATA "ambiguous".
 * Those of which counts (unless it is NULL) answers 0 are passed over, as if
 * they were not there.
 */
typedef int store_counts(void *arg, const char *id, struct err *);
int store_prefix(struct store *, const char *prefix, store_counts *counts,
    void *arg, char id[ID_LEN], struct err *);

#endif
