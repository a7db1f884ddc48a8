/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/text/text.h"
#include "session/session_own.h"
#include "model/number.h"
#include "policy/school/settings.h"

char *
session_data(const struct session *ses, const char *name)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s/%s", ses->data, name);
	return buf_steal(&b);
}

char *
session_local(const struct session *ses, const char *name)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s/%s", ses->config, name);
	return buf_steal(&b);
}

static int
mistyped(const char *id, struct err *err)
{
	return err_set(err, ST_DATA, "mistyped-id",
	    "%s is mistyped: its last symbol does not fit the others. Copy "
	    "the id again.", id);
}

static int
wrong_kind(const char *id, const char *refs, struct err *err)
{
	const struct kind *kind = kind_of_id(id);

	return err_set(err, ST_DATA, "wrong-kind",
	    "%s is the id of another kind of record (%s). What is wanted "
	    "here is %s.", id, kind == NULL ? "unknown" : kind->name,
	    kind_nth(refs, 0)->name);
}

/*
 * An id that some record has, whole.  Whoever names one that is kept from
 * them knew it, and is refused.
 */
static int
check_id(struct session *ses, const char *refs, const char *id,
    struct err *err)
{
	int found;

	if (!kind_among(refs, kind_of_id(id)))
		return wrong_kind(id, refs, err);
	found = store_has(ses->store, id, err);
	if (found != 1)
		return found == 0 ? store_none(ses->store, id, err) : -1;
	return session_check_seen(ses, id, err) == -1 ? -1 : 1;
}

static int
ambiguous(const struct kind *kind, const char *one, const char *other,
    struct err *err)
{
	err_set(err, ST_DATA, "ambiguous", "That names two %s: %s and %s.",
	    kind->plural, one, other);
	return err_hint(err, "Give the id of the one that is meant.");
}

/* The records of a kind that a name fits: one, or it is ambiguous. */
static int
find_named(struct session *ses, const struct kind *kind, const char *name,
    char id[ID_LEN], struct err *err)
{
	char one[ID_LEN] = "", other[ID_LEN];
	int found;

	for (const struct field *f = kind->fields; f->name != NULL; f++) {
		if (!(f->flags & (FIELD_UNIQUE | FIELD_NAMES)))
			continue;
		memset(other, 0, sizeof(other));
		while ((found = store_find_next(ses->store, kind, f->name,
		    name, other, err)) == 1) {
			found = session_counts(ses, other, err);
			if (found == -1)
				return -1;
			if (found == 0 || strcmp(one, other) == 0)
				continue;
			if (one[0] != '\0')
				return ambiguous(kind, one, other, err);
			memcpy(one, other, ID_LEN);
		}
		if (found == -1)
			return -1;
	}
	if (one[0] == '\0')
		return 0;
	memcpy(id, one, ID_LEN);
	return 1;
}

static int
find(void *arg, const char *refs, const char *s, size_t n,
    char id[ID_LEN], struct err *err)
{
	struct session *ses = arg;
	bool dashed = id_dashed(s, n);
	struct buf name = BUF_INIT;
	const struct kind *kind;
	int found = 0;

	switch (id_read(id, s, n)) {
	case ID_WHOLE:
		return check_id(ses, refs, id, err);
	case ID_MISTYPED:
		if (dashed)
			return mistyped(id, err);
		break;
	case ID_PREFIX:
	case ID_SHORT:
		if (dashed)
			return err_set(err, ST_DATA, "short-id",
			    "A record that is to be kept names another by "
			    "its whole id, as in C-7KQ2MX.");
		break;
	case ID_NONE:
		break;
	}
	buf_add(&name, s, n);
	for (size_t i = 0; found == 0 && (kind = kind_nth(refs, i)) != NULL;
	    i++)
		found = find_named(ses, kind, buf_str(&name), id, err);
	buf_release(&name);
	return found;
}

static int
span(void *arg, const char *word, int32_t *from, int32_t *to, struct err *err)
{
	return session_span(arg, word, from, to, err);
}

static int
allowed(void *arg, const char *setting, struct err *err)
{
	struct session *ses = arg;
	struct settings *settings;
	const char *word;
	int yes;

	if (settings_load(&settings, &ses->folders, err) == -1)
		return -1;
	yes = settings_text(settings, setting, &word) &&
	    strcmp(word, "yes") == 0;
	settings_free(settings);
	return yes;
}

void
session_context(struct session *ses)
{
	ses->folders = (struct folders){ ses->data, ses->config };
	ses->codes = codes_new(&ses->folders);
	ses->context.as_at = ses->as_at;
	ses->context.codes = ses->codes;
	ses->context.find = find;
	ses->context.span = span;
	ses->context.allowed = allowed;
	ses->context.arg = ses;
	ses->context.made = &ses->made;
}

/* What looks like a UPN and is none: err says which letter is right. */
static bool
bad_upn(const char *typed, size_t n, struct err *err)
{
	struct buf number = BUF_INIT;
	bool bad = n == 13 && strspn(typed + 1, "0123456789") >= 11 &&
	    number_upn(&number, typed, n, err) == -1;

	buf_release(&number);
	return bad;
}

int
session_id(struct session *ses, const char *typed, const char *refs, bool whole,
    char out[ID_LEN], struct err *err)
{
	size_t n = strlen(typed);
	enum id_reading read = id_read(out, typed, n);
	char prefix[ID_LEN];
	int found;

	/* c2 is no part of an id where some record has it as its name */
	if (read != ID_WHOLE && read != ID_NONE && !id_dashed(typed, n)) {
		found = find(ses, refs, typed, n, out, err);
		if (found != 0)
			return found == 1 ? 0 : -1;
		id_read(out, typed, n);
	}
	switch (read) {
	case ID_WHOLE:
		return check_id(ses, refs, out, err) == 1 ? 0 : -1;
	case ID_MISTYPED:
		return mistyped(out, err);
	case ID_SHORT:
		return err_set(err, ST_DATA, "short-id",
		    "Give at least four symbols after the dash of the id.");
	case ID_PREFIX:
		if (whole)
			return err_set(err, ST_DATA, "short-id",
			    "Give the whole id: what is changed must be "
			    "named in full.");
		if (!kind_among(refs, kind_of_id(out)))
			return wrong_kind(out, refs, err);
		memcpy(prefix, out, ID_LEN);
		found = store_prefix(ses->store, prefix, session_counts, ses,
		    out, err);
		if (found == 0)
			return err_set(err, ST_DATA, ERR_UNKNOWN_ID,
			    "No id in this store begins with %s.", prefix);
		return found == 1 ? 0 : -1;
	case ID_NONE:
		break;
	}
	/* what a record may name another by, an operand may too */
	found = find(ses, refs, typed, n, out, err);
	if (found == 0 && kind_among(refs, &kind_pupil) &&
	    bad_upn(typed, n, err))
		return -1;
	if (found == 0)
		return err_set(err, ST_DATA, ERR_UNKNOWN_ID,
		    "That names no %s on record. An id looks like %s-7KQ2MX.",
		    kind_nth(refs, 0)->name, kind_nth(refs, 0)->prefix);
	return found == 1 ? 0 : -1;
}

int
session_span(struct session *ses, const char *typed, int32_t *from, int32_t *to,
    struct err *err)
{
	const struct calendar *cal = NULL;
	int32_t a, b;

	if (strstr(typed, "half-term") != NULL &&
	    (cal = session_calendar(ses, err)) == NULL)
		return -1;
	if (calendar_span(cal, typed, ses->today, &a, &b, err) == -1)
		return -1;
	if (from != NULL)
		*from = a;
	if (to != NULL)
		*to = b;
	return 0;
}
