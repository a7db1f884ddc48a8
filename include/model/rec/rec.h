/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_MODEL_REC_H
#define VIGIL_MODEL_REC_H

/*
 * From what was typed to what is kept: a record is checked against its
 * kind's table and written again in its one canonical form, fields in the
 * documented order, times in UTC, references as whole ids.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/text/date.h"
#include "base/core/err.h"
#include "base/json/json.h"
#include "model/codes.h"
#include "model/id.h"
#include "model/kind.h"

struct rec_context {
	int64_t as_at;	     /* the command's clock: what counts as future */
	struct codes *codes;
	/*
	 * Finds the record that a reference names: an id, a UPN, a
	 * client_id, a login.  1 found, 0 none of these, -1 error (also an id
	 * that is unknown or mistyped).
	 */
	int (*find)(void *arg, const char *refs, const char *, size_t,
	    char id[ID_LEN], struct err *);
	/*
	 * The days that a word means (this-half-term); NULL: it knows none.
	 * ST_USAGE when it is no such word.
	 */
	int (*span)(void *arg, const char *word, int32_t *from, int32_t *to,
	    struct err *);
	/*
	 * Whether a setting of the school is yes: 1, 0, -1 error.  NULL: no
	 * setting is.
	 */
	int (*allowed)(void *arg, const char *setting, struct err *);
	void *arg; /* of all three */
	struct json *made; /* NULL, or where rec_accept() leaves its content
			      parsed */
};

/*
 * Appends the canonical content, {"field":…}, without kind and id.  ST_DATA
 * with the field named.
 */
int rec_accept(struct buf *content, const struct kind *, const struct json *,
    const struct rec_context *, struct err *);

/*
 * The same for a change to a record: nothing is required, and reason (where
 * it is no field of the kind, or amend_reason stands beside it),
 * amend_reason and clear are passed over.
 */
int rec_change(struct buf *content, const struct kind *, const struct json *,
    const struct rec_context *, struct err *);

/*
 * Why a change to a record (old) is made, as typed: a text's token, -1 when
 * it is not said.  A reason that is the record's own comes back with it, and
 * says nothing of the change.
 */
int rec_reason(const struct json *old, const struct json *typed);

/* What rec_accept() holds a whole record to: required fields, kind's check. */
int rec_check(const struct kind *, const struct json *content, struct err *);

/*
 * The content of a new version: old's fields overlaid with those of change
 * (both canonical), those that the list clear of typed names left out.
 * *progress is set when nothing recorded was altered or removed and only
 * FIELD_PROGRESS fields were filled in; *same when nothing differs at all.
 */
int rec_overlay(struct buf *content, const struct kind *,
    const struct json *old, const struct json *change,
    const struct json *typed, bool *progress, bool *same, struct err *);

/*
 * What a change alters in the version it was made from (base), where the
 * record was amended since (old, by whom): all three canonical.  ST_DATA
 * ("amended-since") where both altered one field, each in its own way.
 */
int rec_difference(struct buf *content, const struct kind *,
    const struct json *base, const struct json *old, const char *by,
    const struct json *change, const struct json *typed, struct err *);

/* The field most likely meant by a name that the kind does not have. */
const char *rec_nearest_field(const struct kind *, const char *name);

/*
 * The fields that vigil adds to every stored record when it answers, which
 * are ignored when they come back: kind, id, recorded_at, recorded_by,
 * receipt, state, flags, amended.
 */
bool rec_is_given(const char *name, size_t n);

/* A field of the school's own, x_…, which is kept as it came. */
bool rec_is_own(const char *name, size_t n);

/*
 * A test on one field, as typed: "significant_harm = yes", "dob < 2012-09-01",
 * "categories = neglect" (a list holds it), "place ~ hall" (holds the text,
 * case folded), and != <= > >= !~; "pupil" alone: it is there.  Dotted names
 * reach into objects, and x_ fields are asked for as text.  "when =
 * this-half-term": within those days; < before and > after all of them.
 */
struct rec_test {
	const struct field *field;
	const char *const *states; /* of the kind */
	char path[64];
	char op[3];
	char *value; /* canonical: dates, times and ids as kept; owned */
	char until[DATE_LEN]; /* the last of several days, or "" */
};

/*
 * argument: it stands among the arguments of a command, which every user of
 * the machine can read.  What names somebody or is text is ST_USAGE there.
 */
int rec_test_read(struct rec_test *, const struct kind *, const char *typed,
    bool argument, const struct rec_context *, struct err *);
void rec_test_release(struct rec_test *);
bool rec_test_holds(const struct rec_test *, const struct json *);

/*
 * A JSON object for a row of a spreadsheet: text cells become what the
 * field's type wants (yes/no, words, lists split at semicolons).
 */
int rec_cell(struct buf *json, const struct field *, const char *, size_t,
    struct err *);

#endif
