/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_CHRONOLOGY_INSIDE_H
#define VIGIL_DOMAIN_CHRONOLOGY_INSIDE_H

/* Between the files of lib/domain/chronology*.c. */

#include "domain/chronology/chronology.h"

enum { KEY_DATED = 1, KEY_LATE = 2, KEY_FORMER = 4 };

/* Where an event stands, and what it is made from. */
struct chronology_key {
	int64_t when;
	int64_t first; /* the record's first entry: the order of equals */
	int32_t version;  /* the newest when the keys were made */
	int16_t moment;	  /* -1: the record itself; else of which field */
	uint8_t flags;	  /* dated: no time of day; late: the record's own
			     date came with a later version */
	char id[ID_LEN];
};

struct chronology {
	struct chronology_setup setup;
	char pupil[ID_LEN];
	struct chronology_key *key;
	size_t nkeys;
	struct receipt last;
	struct buf open;
	char (*child)[ID_LEN]; /* in the order of their letters */
	size_t nchildren;
	struct json now, was; /* used again for each record */
	struct buf text, scratch, value, other;
};

/*
 * A field that tells a moment after the record's own: when it ends, when it
 * was answered or closed.
 */
bool chronology_is_moment(const struct kind *, const struct field *);

/* The date or time of a field, an object's first; a token, or -1. */
int chronology_moment(const struct json *, const struct field *);

/* A date or time as an instant; TIME_NONE when it is neither. */
int64_t chronology_instant(const char *, size_t, bool *dated);

/* How a record names the child. */
enum chronology_naming { NAMED_NOT, NAMED_AS, NAMED_ITSELF };

/* AS: part is the word that says in which part; 0 when there is none. */
enum chronology_naming chronology_named(const struct chronology *,
    const struct kind *, const struct json *, int *part);

/* Words: what the record is about, "child in need"; nothing if no field. */
void chronology_words(struct chronology *, struct buf *,
    const struct kind *, const struct json *);
bool chronology_in_words(const struct kind *, const struct field *);

/*
 * Whether what a field holds names nobody: what is typed in words may, and
 * numbers do.  Under a pseudonym nothing else is told but a record's main
 * text, as it was written.
 */
bool chronology_names_nobody(const struct field *);

/* A field's value in plain English. */
int chronology_value(struct chronology *, struct buf *, const struct field *,
    const struct json *, int t, struct err *);

/* "Label: value; Label: value", save for one token. */
int chronology_object(struct chronology *, struct buf *,
    const struct field *, const struct json *, int object, int but,
    struct err *);

/* An event is read again as one JSON text, so its parts have their limits. */
#define TEXT_MOST (512u << 10)
#define DETAILS_MOST (192u << 10)
#define AMENDED_MOST (192u << 10)
#define FEW 4096 /* less room than this is none */

/* An event as it is made; owned by chronology_event.c. */
struct chronology_making {
	struct chronology *c;
	const struct chronology_key *key;
	const struct kind *kind;
	const struct field *moment; /* NULL: the record itself */
	bool own;		    /* the child's own record */
	int versions;		    /* seen so far */
	char at[TIME_LEN], by[ACTOR_LEN]; /* recorded */
	char state[40];
	struct receipt receipt;
	int part; /* a token of the newest version, or -1 */
	bool moved_in, moved_out;
	struct buf amended, words;
	bool left_out; /* fields or versions too many to repeat */
};

/* "name":"…", shortened when it would take more than most bytes. */
void chronology_limited(struct buf *, const char *name,
    const struct buf *text, size_t most);
size_t chronology_room(const struct buf *, size_t start, size_t most);

/* What is not told of the child, when children are not to be known. */
bool chronology_is_hidden(const struct chronology_making *,
    const struct field *);

/*
 * Adds to amended what the version in c->now changed; tell: with the words
 * of before.  Nothing when another event tells all of it.
 */
int chronology_amended(struct chronology_making *, const struct stored *,
    bool tell, struct err *);

#endif
