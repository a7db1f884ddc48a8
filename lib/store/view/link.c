/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "base/text/text.h"
#include "store/db/inside.h"

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

/*
 * A name as it makes a twin: two systems part the same name otherwise (Carr
 * Whyte, St Clair), so neither blanks nor full stops count.
 */
static void
add_name(struct buf *value, const struct buf *folded)
{
	for (size_t i = 0; i < folded->n; i++) {
		if (folded->p[i] != ' ' && folded->p[i] != '.')
			buf_addc(value, folded->p[i]);
	}
	buf_addc(value, '\n');
}

/*
 * The folded values of the fields that make a twin, in v->value, and the
 * length of the names in it.  The last field is a birthday; where the kind
 * demands one that is not there, as where there is no name, it is 0.
 */
static size_t
twin_value(struct views *v, const struct kind *kind, const struct json *doc)
{
	const struct field *f;
	const char *s;
	size_t n, names = 0;
	int t;

	buf_reset(&v->value);
	for (size_t i = 0; kind->twin != NULL && kind->twin[i] != NULL; i++) {
		names = v->value.n;
		buf_reset(&v->scratch2);
		t = json_get(doc, 0, kind->twin[i]);
		f = field_named(kind->fields, kind->twin[i],
		    strlen(kind->twin[i]));
		if (t >= 0 && json_type(doc, t) == JSON_STRING) {
			s = json_text(doc, t, &v->scratch, &n);
			text_fold(&v->scratch2, s, n);
		} else if (i == 0 || (f->flags & FIELD_REQUIRED)) {
			return 0;
		}
		add_name(&v->value, &v->scratch2);
	}
	return names;
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

static int
alias_put(struct views *v, enum stmt which, const struct kind *kind,
    size_t n, int64_t record, struct err *err)
{
	sqlite3_stmt *st = alias_stmt(v, which, kind, "", v->value.p, n,
	    record, err);

	return st == NULL ? -1 : pool_run(v->to, st, err);
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
	if ((n = twin_value(v, kind, doc)) == 0)
		return 0;
	/* whole; and by the names, for whoever comes without a birthday */
	return alias_put(v, which, kind, v->value.n, record, err) == 0 &&
	    alias_put(v, which, kind, n, record, err) == 0 ? 0 : -1;
}

/* 1 where another record has these first bytes of v->value. */
static int
twin_other(struct views *v, const struct kind *kind, size_t n,
    int64_t record, int64_t *other, struct err *err)
{
	sqlite3_stmt *st = alias_stmt(v, S_ALIAS_OTHER, kind, "", v->value.p,
	    n, record, err);
	int r = st == NULL ? -1 : pool_row(v->to, st, err);

	if (r > 0) {
		*other = sqlite3_column_int64(st, 0);
		sqlite3_reset(st);
	}
	return r;
}

int
alias_twin(struct views *v, const struct kind *kind, const struct json *doc,
    int64_t record, int64_t *other, struct err *err)
{
	size_t names = twin_value(v, kind, doc);
	int r;

	if (names == 0)
		return 0;
	if (v->value.n == names + 1) /* no birthday: any is as likely */
		return twin_other(v, kind, names, record, other, err);
	r = twin_other(v, kind, v->value.n, record, other, err);
	if (r != 0)
		return r;
	buf_cut(&v->value, names);
	buf_addc(&v->value, '\n');
	return twin_other(v, kind, v->value.n, record, other, err);
}

/* The id of a record by its first entry. */
static int
id_of(struct views *v, int64_t first, char id[ID_LEN], struct err *err)
{
	sqlite3_stmt *st = pool_stmt(v->to, S_ID, err);

	if (st == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, first);
	if (pool_row(v->to, st, err) < 0)
		return -1;
	pool_copy(id, ID_LEN, st, 0);
	sqlite3_reset(st);
	return 0;
}

/*
 * Refuses a value that would name two records: one that another has in the
 * same field, or in another by which it is found.
 */
static int
refuse_taken(struct views *v, const struct kind *kind, const struct field *f,
    const struct field *theirs, int64_t first, struct err *err)
{
	char other[ID_LEN];

	if (id_of(v, first, other, err) == -1)
		return -1;
	if (theirs == NULL || theirs == f)
		err_set(err, ST_DATA, ERR_TAKEN,
		    "%s is already that of the %s %s.", f->label, kind->name,
		    other);
	else
		err_set(err, ST_DATA, ERR_TAKEN, "%s is that of the %s %s, "
		    "as its %s.", f->label, kind->name, other, theirs->label);
	err_hint(err, "Look at %s: amend it when it is the same, or give this "
	    "one another.", other);
	return err_field(err, f->name);
}

/* *twin tells whether there is a record much like this one. */
int
alias_check(struct views *v, const struct kind *kind, const struct json *doc,
    int64_t record, bool replay, bool *twin, struct err *err)
{
	const struct field *f = kind->fields, *theirs;
	const char *s;
	sqlite3_stmt *st;
	int64_t first;
	size_t n;
	int t = -1, r;

	while (!replay && (s = alias_next(v, &f, doc, &t, &n)) != NULL) {
		if ((st = alias_stmt(v, S_ALIAS_TAKEN, kind, f->name, s, n,
		    record, err)) == NULL || (r = pool_row(v->to, st, err)) < 0)
			return -1;
		if (r == 0)
			continue;
		first = sqlite3_column_int64(st, 0);
		theirs = field_named(kind->fields,
		    (const char *)sqlite3_column_text(st, 1),
		    (size_t)sqlite3_column_bytes(st, 1));
		sqlite3_reset(st);
		return refuse_taken(v, kind, f, theirs, first, err);
	}
	r = alias_twin(v, kind, doc, record, &first, err);
	*twin = r > 0;
	return r < 0 ? -1 : 0;
}
