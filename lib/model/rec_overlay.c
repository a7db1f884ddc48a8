/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "model/rec.h"

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
		if (field_named(kind->fields, s, n) == NULL) {
			err_set(err, ST_DATA, "unknown-field",
			    "clear must name fields of %s.", kind->name);
			rc = err_field(err, "clear");
		}
	}
	buf_release(&scratch);
	return rc;
}

static void
put_own(struct buf *content, const struct json *from,
    const struct json *unless, bool *altered)
{
	for (int m = json_first(from, 0); m >= 0; m = json_after(from, 0, m)) {
		struct buf name = BUF_INIT;
		size_t n;
		const char *s = json_text(from, m, &name, &n);

		if (n > 2 && s[0] == 'x' && s[1] == '_') {
			struct buf z = BUF_INIT;

			buf_add(&z, s, n);
			if (unless == NULL ||
			    json_get(unless, 0, buf_str(&z)) < 0) {
				json_key(content, buf_str(&z));
				json_canon(content, from, m + 1);
			}
			if (altered != NULL)
				*altered = true;
			buf_release(&z);
		}
		buf_release(&name);
	}
}

int
rec_overlay(struct buf *content, const struct kind *kind,
    const struct json *old, const struct json *change,
    const struct json *typed, bool *progress, bool *same, struct err *err)
{
	int clear = json_get(typed, 0, "clear");
	bool altered = false;

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
	put_own(content, change, NULL, &altered);
	put_own(content, old, change, NULL);
	if (altered)
		*same = *progress = false;
	json_close(content, '}');
	return 0;
}
