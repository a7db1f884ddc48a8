/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/text/text.h"
#include "model/rec/rec_inside.h"

#define MAX_FIELDS 72

static const char *const given[] = { "kind", "id", "recorded_at",
	"recorded_by", "receipt", "state", "flags", "amended", NULL };

bool
rec_is_given(const char *name, size_t n)
{
	for (size_t i = 0; given[i] != NULL; i++) {
		if (text_equal(name, n, given[i]))
			return true;
	}
	return false;
}

bool
rec_is_own(const char *name, size_t n)
{
	return n > 2 && name[0] == 'x' && name[1] == '_';
}

static const char *
nearest_name(const struct field *fields, const char *name)
{
	const char *words[MAX_FIELDS];
	size_t n = 0;

	for (; fields->name != NULL; fields++)
		words[n++] = fields->name;
	words[n] = NULL;
	return text_nearest(name, words);
}

const char *
rec_nearest_field(const struct kind *kind, const char *name)
{
	return nearest_name(kind->fields, name);
}

/* An empty list is as good as none. */
static bool
says_something(const struct json *j, int t)
{
	return t >= 0 && (json_type(j, t) != JSON_ARRAY ||
			     j->tok[t].count > 0);
}

/* What the law does not ask for yet is taken only where a school says so. */
static int
allowed(const struct field *f, const struct reading *r, struct err *err)
{
	struct buf setting = BUF_INIT;
	int yes = 0;

	buf_addf(&setting, "%s.%s", r->kind->name, f->name);
	if (r->ctx->allowed != NULL)
		yes = r->ctx->allowed(r->ctx->arg, buf_str(&setting), err);
	if (yes == 0) {
		err_set(err, ST_DATA, "not-allowed", "%s is kept only where "
		    "the school has decided so.", f->label);
		err_field(err, f->name);
		err_hint(err, "The setting is \"%s: {%s: yes}\" in "
		    "local.yaml.", r->kind->name, f->name);
	}
	buf_release(&setting);
	return yes == 1 ? 0 : -1;
}

static int
put_field(struct buf *out, const struct field *f, int t, struct reading *r,
    struct err *err)
{
	if ((f->flags & FIELD_ALLOWED) && allowed(f, r, err) == -1)
		return -1;
	if (!(f->flags & FIELD_MANY)) {
		json_key(out, f->name);
		return rec_value(out, f, t, r, err);
	}
	if (json_type(r->j, t) != JSON_ARRAY)
		return rec_bad(err, f, "type", "must be a list, in brackets");
	json_key(out, f->name);
	json_open(out, '[');
	for (int i = json_first(r->j, t); i >= 0;
	     i = json_after(r->j, t, i)) {
		json_item(out);
		if (rec_value(out, f, i, r, err) == -1)
			return -1;
	}
	json_close(out, ']');
	return 0;
}

static int
unknown(const struct field *fields, const char *s, size_t n, struct err *err)
{
	char name[64];
	const char *near;

	n = n < sizeof(name) - 1 ? n : text_utf8(s, sizeof(name) - 1);
	memcpy(name, s, n);
	name[n] = '\0';
	near = nearest_name(fields, name);
	if (near != NULL)
		err_set(err, ST_DATA, "unknown-field",
		    "There is no such field. Did you mean %s?", near);
	else
		err_set(err, ST_DATA, "unknown-field",
		    "There is no such field. A field of your own begins "
		    "with x_.");
	return err_field(err, name);
}

/* A member; null is as good as none. */
static int
given_member(const struct json *j, const char *name)
{
	int t = json_get(j, 0, name);

	return t >= 0 && json_type(j, t) == JSON_NULL ? -1 : t;
}

/* A member that speaks of the change and is no field of the record. */
static bool
is_of_change(const struct json *j, const char *name, size_t n)
{
	return text_equal(name, n, "clear") ||
	    text_equal(name, n, "amend_reason") ||
	    (text_equal(name, n, "reason") &&
		given_member(j, "amend_reason") < 0);
}

int
rec_reason(const struct json *old, const struct json *typed)
{
	struct buf scratch = BUF_INIT;
	int t = given_member(typed, "amend_reason");
	const char *s;
	size_t n;

	if (t < 0) {
		t = given_member(typed, "reason");
		if (t >= 0 &&
		    json_same(old, json_get(old, 0, "reason"), typed, t))
			t = -1;
	}
	if (t < 0 || json_type(typed, t) != JSON_STRING)
		return -1;
	s = json_text(typed, t, &scratch, &n);
	text_trim(&s, &n);
	buf_release(&scratch);
	return n > 0 ? t : -1;
}

/*
 * Finds the token of each field among an object's members, at[i] for the
 * i-th field, and the one of upn where that stands for pupil.
 */
static int
sort_members(const struct field *fields, int object, struct reading *r,
    int at[MAX_FIELDS], int *upn, struct err *err)
{
	size_t guess = 0, i;
	const char *s;
	size_t n;

	for (int m = json_first(r->j, object); m >= 0;
	     m = json_after(r->j, object, m)) {
		if (json_type(r->j, m + 1) == JSON_NULL)
			continue;
		s = json_text(r->j, m, &r->scratch, &n);
		if (r->change && object == 0 && is_of_change(r->j, s, n))
			continue;
		/* members mostly come in the documented order */
		for (i = guess; fields[i].name != NULL; i++) {
			if (text_equal(s, n, fields[i].name))
				break;
		}
		if (fields[i].name == NULL) {
			for (i = 0; i < guess; i++) {
				if (text_equal(s, n, fields[i].name))
					break;
			}
			if (i == guess)
				i = MAX_FIELDS;
		}
		if (i < MAX_FIELDS) {
			at[i] = m + 1;
			guess = i + 1;
		} else if (text_equal(s, n, "upn") &&
		    field_named(fields, "pupil", 5) != NULL) {
			*upn = m + 1;
		} else if (rec_is_own(s, n)) {
			continue;
		} else if (object != 0 || !rec_is_given(s, n)) {
			return unknown(fields, s, n, err);
		}
	}
	return 0;
}

static int
needs(const struct field *f, struct err *err)
{
	err_set(err, ST_DATA, ERR_MISSING, "%s is missing%s%s.", f->label,
	    f->why != NULL ? ": " : "", f->why != NULL ? f->why : "");
	return err_field(err, f->name);
}

/*
 * pupil by its UPN.  Where the kind has a field upn of its own, a number
 * that nobody on the roll has is kept there: the child is not matched yet.
 */
static int
put_pupil(struct buf *out, const struct field *f, int upn, bool keeps,
    struct reading *r, struct err *err)
{
	char id[ID_LEN];
	struct buf number = BUF_INIT;
	const struct field *own = field_named(kind_pupil.fields, "upn", 3);
	const char *s;
	size_t n;
	int rc = -1, found;

	if (json_type(r->j, upn) != JSON_STRING) {
		rec_bad(err, own, "type", "must be text, in quotation marks");
		goto out;
	}
	s = json_text(r->j, upn, &r->scratch, &n);
	if (own->number(&number, s, n, err) == -1) {
		err_field(err, "upn");
		goto out;
	}
	found = r->ctx->find(r->ctx->arg, f->refs, number.p, number.n, id,
	    err);
	if (found == 1) {
		json_key(out, f->name);
		json_cstr(out, id);
		rc = 1;
	} else if (found == 0 && keeps) {
		rc = 0;
	} else if (found == 0) {
		err_set(err, ST_DATA, ERR_UNKNOWN_ID,
		    "No pupil on record has the UPN %s.", buf_str(&number));
		err_field(err, "upn");
	}
out:
	buf_release(&number);
	return rc;
}

/* Both may stand there, when they name one child. */
static int
one_child(const struct field *f, int pupil, int upn, bool keeps,
    struct reading *r, struct err *err)
{
	struct buf by_id = BUF_INIT, by_upn = BUF_INIT;
	int rc;

	json_open(&by_id, '{');
	json_open(&by_upn, '{');
	rc = put_field(&by_id, f, pupil, r, err);
	if (rc == 0)
		rc = put_pupil(&by_upn, f, upn, keeps, r, err);
	if (rc == 1 && strcmp(buf_str(&by_id), buf_str(&by_upn)) != 0) {
		rc = err_set(err, ST_DATA, "two-children",
		    "This UPN is that of another pupil than the one named "
		    "under pupil. Take out the wrong one of the two.");
		err_field(err, "upn");
	}
	buf_release(&by_id);
	buf_release(&by_upn);
	return rc == -1 ? -1 : 0;
}

int
rec_object(struct buf *out, const struct field *fields, int object,
    struct reading *r, struct err *err)
{
	int at[MAX_FIELDS], upn = -1;
	const char *s;
	size_t n;

	memset(at, -1, sizeof(at));
	if (sort_members(fields, object, r, at, &upn, err) == -1)
		return -1;
	json_open(out, '{');
	for (size_t i = 0; fields[i].name != NULL; i++) {
		const struct field *f = &fields[i];
		int own = -1;

		if (f->type == FIELD_REF && strcmp(f->name, "pupil") == 0) {
			const struct field *number = field_named(fields,
			    "upn", 3);

			if (number != NULL)
				own = (int)(number - fields);
			if (own >= 0 && says_something(r->j, at[own]))
				upn = at[own];
			if (upn >= 0 && says_something(r->j, at[i]) &&
			    one_child(f, at[i], upn, own >= 0, r, err) == -1)
				return -1;
			if (upn >= 0 && at[i] == -1) {
				int rc = put_pupil(out, f, upn, own >= 0, r,
				    err);

				if (rc == -1)
					return -1;
				if (rc == 1 && own >= 0)
					at[own] = -1;
				continue;
			}
		}
		if (says_something(r->j, at[i]) && !(f->flags & FIELD_GIVEN)) {
			if (put_field(out, f, at[i], r, err) == -1)
				return -1;
		} else if ((f->flags & FIELD_REQUIRED) &&
		    !(object == 0 && r->change)) {
			return needs(f, err);
		}
	}
	for (int m = json_first(r->j, object); m >= 0;
	     m = json_after(r->j, object, m)) {
		s = json_text(r->j, m, &r->scratch, &n);
		if (!rec_is_own(s, n) ||
		    json_type(r->j, m + 1) == JSON_NULL)
			continue;
		if (out->p[out->n - 1] != '{')
			buf_addc(out, ',');
		json_string(out, s, n);
		buf_addc(out, ':');
		json_canon(out, r->j, m + 1);
	}
	json_close(out, '}');
	return 0;
}

int
rec_check(const struct kind *kind, const struct json *content,
    struct err *err)
{
	for (const struct field *f = kind->fields; f->name != NULL; f++) {
		if ((f->flags & FIELD_REQUIRED) &&
		    json_get(content, 0, f->name) < 0)
			return needs(f, err);
	}
	return kind->check == NULL ? 0 : kind->check(content, err);
}

/* The day on which it happened, where it says so; else the clock's. */
static int32_t
day_of(const struct kind *kind, const struct json *j, int64_t as_at)
{
	struct buf scratch = BUF_INIT;
	struct err ignored = { 0 };
	int t = kind->at == NULL ? -1 : json_get(j, 0, kind->at);
	int32_t day = DATE_NONE;
	int64_t time;
	const char *s;
	size_t n;

	if (t >= 0 && json_type(j, t) == JSON_STRING) {
		s = json_text(j, t, &scratch, &n);
		day = date_parse(s, n);
		if (day == DATE_NONE && time_parse(s, n, &time, &ignored) == 0)
			day = time_day(time);
	}
	buf_release(&scratch);
	return day == DATE_NONE ? time_day(as_at) : day;
}

static int
one_of(const struct kind *kind, const struct json *content, struct err *err)
{
	struct buf names = BUF_INIT;

	for (const char *const *f = kind->one_of; *f != NULL; f++) {
		if (json_get(content, 0, *f) >= 0) {
			buf_release(&names);
			return 0;
		}
		buf_addf(&names, "%s%s", names.n > 0 ? " or " : "", *f);
	}
	err_set(err, ST_DATA, ERR_MISSING, "It must say whom it is about: %s.",
	    buf_str(&names));
	buf_release(&names);
	return err_field(err, kind->one_of[0]);
}

static int
accept(struct buf *content, const struct kind *kind, const struct json *j,
    const struct rec_context *ctx, bool change, struct err *err)
{
	struct reading r = { .kind = kind, .j = j, .ctx = ctx,
		.change = change };
	int rc;

	if (json_type(j, 0) != JSON_OBJECT)
		return err_set(err, ST_DATA, "type",
		    "A record is an object, in braces.");
	r.day = day_of(kind, j, ctx->as_at);
	rc = rec_object(content, kind->fields, 0, &r, err);
	buf_release(&r.scratch);
	return rc;
}

int
rec_accept(struct buf *content, const struct kind *kind,
    const struct json *j, const struct rec_context *ctx, struct err *err)
{
	struct json own = { 0 }, *made = ctx->made != NULL ? ctx->made : &own;
	size_t start = content->n;
	int rc;

	if (accept(content, kind, j, ctx, false, err) == -1)
		return -1;
	rc = json_parse(made, content->p + start, content->n - start, 0, err);
	if (rc == 0 && kind->check != NULL)
		rc = kind->check(made, err);
	if (rc == 0 && kind->one_of != NULL)
		rc = one_of(kind, made, err);
	json_release(&own);
	return rc;
}

int
rec_change(struct buf *content, const struct kind *kind,
    const struct json *j, const struct rec_context *ctx, struct err *err)
{
	return accept(content, kind, j, ctx, true, err);
}
