/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/inside.h"

#define FIELD_PATH 128

static int
link_value(struct views *v, enum stmt which, const struct field *f,
    const char *path, const struct json *doc, int t, int64_t record,
    struct err *err)
{
	sqlite3_stmt *st;
	char target[ID_LEN];
	const char *s;
	size_t n;

	s = json_text(doc, t, &v->scratch, &n);
	if (!id_is(target, s, n) ||
	    !kind_among(f->refs, kind_of_id(target)))
		return 0; /* a role, or a name in words */
	if ((st = pool_stmt(v->to, which, err)) == NULL)
		return -1;
	pool_text(st, 1, target);
	sqlite3_bind_int64(st, 2, record);
	pool_text(st, 3, path);
	return pool_run(v->to, st, err);
}

static int
link_fields(struct views *v, enum stmt which, const struct field *f,
    const char *above, const struct json *doc, int object, int64_t record,
    struct err *err)
{
	char joined[FIELD_PATH];
	const char *path;
	int t, e;

	for (; f->name != NULL; f++) {
		if ((f->type != FIELD_REF && f->type != FIELD_OBJECT) ||
		    (f->flags & (FIELD_GIVEN | FIELD_APART)) ||
		    (t = json_get(doc, object, f->name)) < 0)
			continue;
		path = f->name;
		if (above != NULL) {
			snprintf(joined, sizeof(joined), "%s.%s", above,
			    f->name);
			path = joined;
		}
		e = f->flags & FIELD_MANY ? json_first(doc, t) : t;
		while (e >= 0) {
			if ((f->type == FIELD_REF &&
			    json_type(doc, e) == JSON_STRING &&
			    link_value(v, which, f, path, doc, e, record,
			    err)) ||
			    (f->type == FIELD_OBJECT &&
			    link_fields(v, which, f->sub, path, doc, e,
			    record, err)))
				return -1;
			e = f->flags & FIELD_MANY ? json_after(doc, t, e) : -1;
		}
	}
	return 0;
}

int
link_change(struct views *v, enum stmt which, const struct kind *kind,
    const struct json *doc, int64_t record, struct err *err)
{
	return link_fields(v, which, kind->fields, NULL, doc, 0, record, err);
}

/* The folded values of the fields that make a twin; false when not all are. */
static bool
twin_value(struct views *v, const struct kind *kind, const struct json *doc)
{
	const char *s;
	size_t n;
	int t;

	buf_reset(&v->value);
	if (kind->twin == NULL)
		return false;
	for (const char *const *f = kind->twin; *f != NULL; f++) {
		if ((t = json_get(doc, 0, *f)) < 0 ||
		    json_type(doc, t) != JSON_STRING)
			return false;
		s = json_text(doc, t, &v->scratch, &n);
		buf_reset(&v->scratch2);
		text_fold(&v->scratch2, s, n);
		buf_add(&v->value, v->scratch2.p, v->scratch2.n);
		buf_addc(&v->value, '\n');
	}
	return true;
}

static sqlite3_stmt *
alias_stmt(struct views *v, enum stmt which, const struct kind *kind,
    const char *field, const char *value, size_t n, int64_t record,
    struct err *err)
{
	sqlite3_stmt *st = pool_stmt(v->to, which, err);

	if (st != NULL) {
		pool_text(st, 1, kind->name);
		pool_text(st, 2, field);
		pool_bytes(st, 3, value, n);
		sqlite3_bind_int64(st, 4, record);
	}
	return st;
}

const char *
alias_next(struct views *v, const struct field **f, const struct json *doc,
    int *t, size_t *n)
{
	int list;

	for (; (*f)->name != NULL; (*f)++, *t = -1) {
		if (!((*f)->flags & (FIELD_UNIQUE | FIELD_NAMES)) ||
		    (list = json_get(doc, 0, (*f)->name)) < 0)
			continue;
		if (!((*f)->flags & FIELD_MANY))
			*t = *t < 0 ? list : -1;
		else
			*t = *t < 0 ? json_first(doc, list) :
			    json_after(doc, list, *t);
		if (*t >= 0 && json_type(doc, *t) == JSON_STRING)
			return json_text(doc, *t, &v->scratch, n);
	}
	return NULL;
}

int
alias_change(struct views *v, enum stmt which, const struct kind *kind,
    const struct json *doc, int64_t record, struct err *err)
{
	const struct field *f = kind->fields;
	const char *s;
	sqlite3_stmt *st;
	size_t n;
	int t = -1;

	while ((s = alias_next(v, &f, doc, &t, &n)) != NULL) {
		if ((st = alias_stmt(v, which, kind, f->name, s, n,
		    record, err)) == NULL || pool_run(v->to, st, err) != 0)
			return -1;
	}
	if (!twin_value(v, kind, doc))
		return 0;
	st = alias_stmt(v, which, kind, "", v->value.p, v->value.n,
	    record, err);
	return st == NULL ? -1 : pool_run(v->to, st, err);
}

/*
 * Refuses a value that is to be one record's and is another's; *twin tells
 * whether there is a record much like this one.
 */
int
alias_check(struct views *v, const struct kind *kind, const struct json *doc,
    int64_t record, bool replay, bool *twin, struct err *err)
{
	const struct field *f = kind->fields;
	char other[ID_LEN];
	const char *s;
	sqlite3_stmt *st;
	int64_t first;
	size_t n;
	int t = -1, r;

	*twin = false;
	while (!replay && (s = alias_next(v, &f, doc, &t, &n)) != NULL) {
		if (!(f->flags & FIELD_UNIQUE))
			continue;
		if ((st = alias_stmt(v, S_ALIAS_OTHER, kind, f->name, s, n,
		    record, err)) == NULL || (r = pool_row(v->to, st, err)) < 0)
			return -1;
		if (r == 0)
			continue;
		first = sqlite3_column_int64(st, 0);
		sqlite3_reset(st);
		if ((st = pool_stmt(v->to, S_ID, err)) == NULL)
			return -1;
		sqlite3_bind_int64(st, 1, first);
		if (pool_row(v->to, st, err) < 0)
			return -1;
		pool_copy(other, sizeof(other), st, 0);
		sqlite3_reset(st);
		err_set(err, ST_DATA, ERR_TAKEN,
		    "%s is already that of the %s %s.", f->label, kind->name,
		    other);
		err_hint(err, "Look at %s: amend it when it is the same, or "
		    "give this one another.", other);
		return err_field(err, f->name);
	}
	if (!twin_value(v, kind, doc))
		return 0;
	st = alias_stmt(v, S_ALIAS_OTHER, kind, "", v->value.p, v->value.n,
	    record, err);
	if (st == NULL || (r = pool_row(v->to, st, err)) < 0)
		return -1;
	sqlite3_reset(st);
	*twin = r > 0;
	return 0;
}
