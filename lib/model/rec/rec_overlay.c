/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "model/rec/rec.h"

static bool
lists(const struct json *j, int list, const char *name)
{
	if (list < 0)
		return false;
	for (int t = json_first(j, list); t >= 0; t = json_after(j, list, t)) {
		if (json_is(j, t, name))
			return true;
	}
	return false;
}

static bool
equal(const struct json *a, int ta, const struct json *b, int tb)
{
	size_t na, nb;
	const char *sa = json_raw(a, ta, &na), *sb = json_raw(b, tb, &nb);

	return na == nb && memcmp(sa, sb, na) == 0;
}

/* Names in clear that are no fields, or that the record must have. */
static int
check_clear(const struct kind *kind, const struct json *typed, int clear,
    struct err *err)
{
	struct buf scratch = BUF_INIT;
	int rc = 0;

	if (clear < 0)
		return 0;
	if (json_type(typed, clear) != JSON_ARRAY) {
		err_set(err, ST_DATA, "type",
		    "clear must be a list of names of fields.");
		return err_field(err, "clear");
	}
	for (int t = json_first(typed, clear); rc == 0 && t >= 0;
	     t = json_after(typed, clear, t)) {
		const char *s = "";
		size_t n = 0;

		if (json_type(typed, t) == JSON_STRING)
			s = json_text(typed, t, &scratch, &n);
		if (!rec_is_own(s, n) &&
		    field_named(kind->fields, s, n) == NULL) {
			err_set(err, ST_DATA, "unknown-field",
			    "clear must name fields of %s.", kind->name);
			rc = err_field(err, "clear");
		}
	}
	buf_release(&scratch);
	return rc;
}

/*
 * The school's own fields: those of the change, then what of the old ones it
 * neither has nor clears.  True when that alters any.
 */
static bool
put_own(struct buf *content, const struct json *old,
    const struct json *change, const struct json *typed, int clear)
{
	const struct json *from[] = { change, old };
	struct buf scratch = BUF_INIT, name = BUF_INIT;
	bool altered = false;

	for (size_t i = 0; i < 2; i++) {
		const struct json *j = from[i], *other = from[1 - i];

		for (int m = json_first(j, 0); m >= 0;
		     m = json_after(j, 0, m)) {
			size_t n;
			const char *s = json_text(j, m, &scratch, &n);
			int there;

			if (!rec_is_own(s, n))
				continue;
			buf_reset(&name);
			buf_add(&name, s, n);
			there = json_get(other, 0, buf_str(&name));
			if (j == change) {
				altered = altered || there < 0 ||
				    !equal(old, there, change, m + 1);
			} else if (there >= 0) {
				continue;
			} else if (lists(typed, clear, buf_str(&name))) {
				altered = true;
				continue;
			}
			json_key(content, buf_str(&name));
			json_canon(content, j, m + 1);
		}
	}
	buf_release(&scratch);
	buf_release(&name);
	return altered;
}

int
rec_overlay(struct buf *content, const struct kind *kind,
    const struct json *old, const struct json *change,
    const struct json *typed, bool *progress, bool *same, struct err *err)
{
	int clear = json_get(typed, 0, "clear");

	*progress = true;
	*same = true;
	if (check_clear(kind, typed, clear, err) == -1)
		return -1;
	json_open(content, '{');
	for (const struct field *f = kind->fields; f->name != NULL; f++) {
		int was = json_get(old, 0, f->name);
		int now = json_get(change, 0, f->name);

		if (now >= 0) {
			json_key(content, f->name);
			json_canon(content, change, now);
			if (was >= 0 && equal(old, was, change, now))
				continue;
			*same = false;
			if (was >= 0 || !(f->flags & FIELD_PROGRESS))
				*progress = (f->flags & FIELD_FRESH) &&
				    *progress;
		} else if (was >= 0 && lists(typed, clear, f->name)) {
			*same = *progress = false;
		} else if (was >= 0 && !(f->flags & FIELD_FRESH)) {
			json_key(content, f->name);
			json_canon(content, old, was);
		}
	}
	if (put_own(content, old, change, typed, clear))
		*same = *progress = false;
	json_close(content, '}');
	return 0;
}

static int
amended_since(const struct field *f, const char *name, const char *by,
    struct err *err)
{
	err_set(err, ST_DATA, "amended-since",
	    "%s was amended since, by %s.", f != NULL ? f->label : name, by);
	err_hint(err, "Read the record again, and amend what it says now.");
	return err_field(err, name);
}

/* The fields that the list clear names were not amended since. */
static int
check_cleared(const struct kind *kind, const struct json *base,
    const struct json *old, const char *by, const struct json *typed,
    struct err *err)
{
	int clear = json_get(typed, 0, "clear");

	for (const struct field *f = kind->fields; f->name != NULL; f++) {
		int now = json_get(old, 0, f->name);

		if (now >= 0 && lists(typed, clear, f->name) &&
		    !json_same(base, json_get(base, 0, f->name), old, now))
			return amended_since(f, f->name, by, err);
	}
	return 0;
}

int
rec_difference(struct buf *content, const struct kind *kind,
    const struct json *base, const struct json *old, const char *by,
    const struct json *change, const struct json *typed, struct err *err)
{
	struct buf scratch = BUF_INIT, name = BUF_INIT;
	int clear = json_get(typed, 0, "clear");
	int rc = clear < 0 || json_type(typed, clear) != JSON_ARRAY ? 0
		: check_cleared(kind, base, old, by, typed, err);

	json_open(content, '{');
	for (int m = json_first(change, 0); rc == 0 && m >= 0;
	     m = json_after(change, 0, m)) {
		const struct field *f;
		size_t n;
		const char *s = json_text(change, m, &scratch, &n);
		int read, now;

		buf_reset(&name);
		buf_add(&name, s, n);
		f = field_named(kind->fields, name.p, name.n);
		read = json_get(base, 0, buf_str(&name));
		now = json_get(old, 0, buf_str(&name));
		if (f == NULL || !(f->flags & FIELD_FRESH)) {
			if (json_same(base, read, change, m + 1))
				continue;
			if (!json_same(base, read, old, now) &&
			    !json_same(old, now, change, m + 1))
				rc = amended_since(f, name.p, by, err);
		}
		json_key(content, name.p);
		json_canon(content, change, m + 1);
	}
	json_close(content, '}');
	buf_release(&scratch);
	buf_release(&name);
	return rc;
}
