/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_MODEL_KIND_H
#define VIGIL_MODEL_KIND_H

/*
 * A kind of record is a table.  It drives reading, checking, the canonical
 * form, links between records, columns, redaction, --describe and the FIELDS
 * of the manual.  Nothing outside model/ looks at which kind it has.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/core/err.h"
#include "base/json/json.h"

enum field_type {
	FIELD_TEXT, /* kept byte for byte, line ends too */
	FIELD_LINE, /* one line: no control characters, not blank */
	FIELD_DATE,
	FIELD_TIME,
	FIELD_BOOL,
	FIELD_INT,
	FIELD_WORD,   /* one of words[] */
	FIELD_CODE,   /* one of the policy's code lists, by its name */
	FIELD_REF,    /* a record: its id, and what may stand for it */
	FIELD_OBJECT, /* fields of its own, in sub[] */
	FIELD_RECEIPT /* {seq, hash}: output only */
};

enum {
	FIELD_MANY = 1 << 0,	  /* a list of such values */
	FIELD_REQUIRED = 1 << 1,
	FIELD_PAST = 1 << 2,	  /* not after the clock of the command */
	FIELD_SENSITIVE = 1 << 3, /* never in the arguments of a command */
	FIELD_UNIQUE = 1 << 4,	  /* names one record of its kind */
	FIELD_NAMES = 1 << 5,	  /* finds a record, need not be unique */
	FIELD_GIVEN = 1 << 6,	  /* by vigil; ignored when read */
	FIELD_PROGRESS = 1 << 7,  /* may be filled in without a reason */
	FIELD_COLUMN = 1 << 8,	  /* shown in the table by default */
	FIELD_OR_ROLE = 1 << 9,	  /* a reference may be a role instead */
	FIELD_OR_NAME = 1 << 10,  /* … or a name in words */
	FIELD_FRESH = 1 << 11,	  /* not carried over into a new version */
	FIELD_APART = 1 << 12,	  /* nobody asks what names a record so */
	FIELD_PLAIN = 1 << 13,	  /* what it holds in words names nobody: may
				     stand in the arguments of a command */
	FIELD_WHOSE = 1 << 14,	  /* see field_says_whose() */
	FIELD_ALLOWED = 1 << 15,  /* refused until the school's setting
				     KIND.FIELD is yes */
	FIELD_BORN = 1 << 16	  /* a birthday: its century is the past's */
};

struct field {
	const char *name;
	enum field_type type;
	unsigned flags;
	const char *label; /* heading of a column, words of a question */
	const char *help;  /* one sentence, for manuals and questions */
	const char *const *words; /* FIELD_WORD: NULL-terminated */
	const char *list;	  /* FIELD_CODE: name of the list */
	/* FIELD_REF: names of kinds, with blanks between; "*": any stored */
	const char *refs;
	const struct field *sub;  /* FIELD_OBJECT: ends with name NULL */
	/* a number's check; appends the canonical form */
	int (*number)(struct buf *, const char *, size_t, struct err *);
	/* appends what is kept for what was typed; a number may stand for
	   it without quotation marks */
	void (*kept)(struct buf *, const char *, size_t);
	const char *why; /* why the policy or the law requires it */
};

enum {
	KIND_FILE = 1 << 0,   /* part of a child's file: reading is logged */
	KIND_STORED = 1 << 1, /* has records in the store */
	KIND_ANSWER = 1 << 2, /* computed by a tool, never stored */
	KIND_RIGHTS = 1 << 3  /* gives rights: nobody changes their own */
};

/* One of the questions that are asked on a terminal. */
struct question {
	const char *field;
	const char *unless; /* a field: once it is answered this one is not
			       asked, and else this one is needed */
	const char *preset; /* what Enter takes, or NULL */
};

/*
 * Fields that say from whom a record is kept, whatever their role: nobody sees
 * what is about them, or what its reporter could not tell them (policy 12.8).
 */
struct kept_from {
	const char *person; /* names the adult whom it is about */
	const char *post;   /* or the post that the adult holds, … */
	const char *const *posts; /* … which counts if it is one of these */
	const char *untold; /* a list of posts */
};

/* The commands that every kind may have: share-add, share-list, … */
enum verb { VERB_ADD, VERB_LIST, VERB_SHOW, VERB_AMEND, VERBS };

/*
 * The last day that a year of two figures may mean in a field (date.h); a
 * birthday's is the day itself that it is read on.
 */
int32_t field_last_day(const struct field *, int32_t today);

struct kind {
	const char *name;
	const char *stem; /* of its commands' names, where not its own name */
	/* what the command of each verb does, in a line; NULL: none */
	const char *verbs[VERBS];
	const char *prefix; /* of its ids (id.h); NULL for an answer */
	const char *plural;
	const char *summary;
	unsigned flags;
	const struct field *fields; /* ends with name NULL */
	const char *at;	    /* the field that says when it happened, or NULL */
	const char *ends;   /* the field that ends it (to, leaving_date) */
	const char *subject; /* the field that links it to whom it is about */
	const char *child;  /* the field naming the child whose file it is on */
	const char *about;  /* the field that names the case it belongs to */
	const struct kept_from *kept; /* NULL: from nobody, but for its case */
	/* fields that say whose task it is, NULL-terminated; NULL: nobody's */
	const char *const *mine;
	const char *pending; /* of mine: it is no task without this field */
	bool search; /* its texts and names are searched (search.h) */
	/* fields which together make two records likely the same, or NULL */
	const char *const *twin;
	/* one of these fields is in every new record, or NULL; of records
	   from before that it is not asked */
	const char *const *one_of;
	/*
	 * Fields each of which names one, the surest first, for a list of
	 * another system (domain/match.h); NULL: none comes from there.
	 */
	const char *const *matches;
	/* what no single field can say; content is the canonical record */
	int (*check)(const struct json *content, struct err *);
	/*
	 * The state of a record of this kind when it is first stored, and
	 * what a record of this kind makes of the state of the record that
	 * moves names (NULL: leaves it).  State "" never shows.
	 */
	const char *(*state)(const struct json *content);
	const char *moves; /* a FIELD_REF's name, or NULL */
	int (*move)(const char *state, const struct json *mover,
	    const struct json *moved, const char **next, struct err *);
	const char *const *states; /* all there are, NULL-terminated, or NULL */
	const char *closed; /* the state that --open leaves out */
	bool registered; /* each of them has an attendance register */
	/* the field of packed marks (mark.h) that go into the registers */
	const char *packed;
	/*
	 * The questions on a terminal in the order in which people tell it,
	 * ending with field NULL, and what is said before the first.  NULL:
	 * it is not asked for.
	 */
	const struct question *questions;
	const char *advice;
};

extern const struct kind *const kinds[]; /* NULL-terminated */

const struct kind *kind_named(const char *, size_t n);

/* The kind of a record by its id, or by what was read of one; or NULL. */
const struct kind *kind_of_id(const char *id);

/* Whether a kind is one of those that a field refers to. */
bool kind_among(const char *refs, const struct kind *);

/* The i-th kind, counted from 0, that a field refers to; NULL past the last. */
const struct kind *kind_nth(const char *refs, size_t i);

const struct field *field_named(const struct field *, const char *, size_t n);

/*
 * Whether a field says only whose a record is, and when: a list that shows
 * such fields alone is no reading of a child's file.
 */
bool field_says_whose(const struct field *);

/*
 * For a kind's check: the first of two dates or times is not after the
 * second (either may be absent, -1), else ST_DATA on field.
 */
int kind_in_order(const struct json *, int first, int second,
    const char *field, const char *sentence, struct err *);

/* Fields that every stored kind ends with; FIELD_GIVEN ones are answers. */
#define FIELDS_STORED                                                      \
	{ .name = "client_id", .type = FIELD_LINE,                         \
	    .flags = FIELD_UNIQUE | FIELD_PLAIN,                           \
	    .label = "Own reference",                                      \
	    .help = "The sender's own name for the record, unique in its " \
		    "kind; the same record sent again is stored once." },  \
	{ .name = NULL }

/* Vocabularies more than one kind uses. */
extern const char *const words_adult[];
extern const char *const words_frequency[];
extern const char *const words_school[];
#define CHECK_TYPES 18
extern const char *const words_check[CHECK_TYPES + 1];
extern const char *const words_outcome[];
/*
 * What a column of a school's own central record may be besides a field of
 * person: a whole name, or a type of check, whose parts are its fields.
 */
extern const struct field scr_columns[];
extern const char *const words_finding[];
extern const char *const words_severity[];
extern const char *const words_course[];
extern const char *const words_pack[];
extern const char *const words_step[];
extern const char *const words_absence[];
extern const char *const words_stage[];
extern const char *const words_addressee[];
extern const char *const words_return[];
extern const struct field fields_contact[];
extern const char *const words_session[];
extern const char *const words_register[];
extern const char *const words_role[];
extern const char *const words_do[];
extern const char *const words_to[];
extern const char *const words_parent_risk[];
extern const char *const words_consent[];
extern const char *const words_no_consent[];

/* Each of them by its name; the Makefile makes the list from model/kind/. */
#include "kinds.h"

#endif
