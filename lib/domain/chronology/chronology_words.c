/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "base/text/date.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "domain/chronology/chronology_inside.h"

static bool
is_day(const struct field *f)
{
	return f->type == FIELD_DATE || f->type == FIELD_TIME;
}

bool
chronology_is_moment(const struct kind *kind, const struct field *f)
{
	if (kind->ends != NULL && strcmp(f->name, kind->ends) == 0)
		return true;
	if (!(f->flags & FIELD_PROGRESS) || (f->flags & FIELD_MANY) ||
	    (kind->at != NULL && strcmp(f->name, kind->at) == 0))
		return false;
	if (f->type != FIELD_OBJECT)
		return is_day(f);
	for (f = f->sub; f->name != NULL; f++) {
		if (is_day(f))
			return true;
	}
	return false;
}

int
chronology_moment(const struct json *j, const struct field *f)
{
	int t = json_get(j, 0, f->name), in;

	if (t < 0 || f->type != FIELD_OBJECT)
		return t;
	for (f = f->sub; f->name != NULL; f++) {
		if (is_day(f) && (in = json_get(j, t, f->name)) >= 0)
			return in;
	}
	return -1;
}

int64_t
chronology_instant(const char *s, size_t n, bool *dated)
{
	int32_t day = date_parse(s, n);
	struct err ignored;
	int64_t when;

	*dated = day != DATE_NONE;
	if (*dated)
		return time_of_day_start(day);
	return time_parse(s, n, &when, &ignored) == 0 ? when : TIME_NONE;
}

/* The word of an object that says in which part: its first. */
static int
part_of(const struct field *f, const struct json *j, int object)
{
	for (; f->name != NULL; f++) {
		if (f->type == FIELD_WORD)
			return json_get(j, object, f->name);
	}
	return -1;
}

static enum chronology_naming
named_in(const char *id, const struct field *all, const struct json *j,
    int object, int *part)
{
	enum chronology_naming found = NAMED_NOT;

	for (const struct field *f = all; f->name != NULL; f++) {
		bool many = (f->flags & FIELD_MANY) != 0;
		int t, e;

		if ((f->type != FIELD_REF && f->type != FIELD_OBJECT) ||
		    (t = json_get(j, object, f->name)) < 0)
			continue;
		for (e = many ? json_first(j, t) : t; e >= 0;
		     e = many ? json_after(j, t, e) : -1) {
			if (f->type == FIELD_REF && json_is(j, e, id)) {
				if (object == 0)
					return NAMED_ITSELF;
				*part = part_of(all, j, object);
				return NAMED_AS;
			}
			if (f->type == FIELD_OBJECT && found == NAMED_NOT)
				found = named_in(id, f->sub, j, e, part);
		}
	}
	return found;
}

enum chronology_naming
chronology_named(const struct chronology *c, const struct kind *kind,
    const struct json *j, int *part)
{
	*part = -1;
	return named_in(c->pupil, kind->fields, j, 0, part);
}

/*
 * A record is known by its words: those of single fields where it must have
 * one (action: decision, not refer), else those of a list (its categories).
 */
static bool
is_word(const struct field *f)
{
	return f->type == FIELD_WORD || f->type == FIELD_CODE;
}

bool
chronology_in_words(const struct kind *kind, const struct field *f)
{
	bool single = false;

	for (const struct field *g = kind->fields; g->name != NULL; g++) {
		if (is_word(g) && (g->flags & FIELD_REQUIRED) &&
		    !(g->flags & FIELD_MANY))
			single = true;
	}
	return is_word(f) && (f->flags & FIELD_COLUMN) &&
	    !(f->flags & FIELD_FRESH) &&
	    (single ? !(f->flags & FIELD_MANY) : f->flags & FIELD_MANY);
}

/* A word in plain English; a place by the name of its office. */
static void
put_plain(const struct chronology *c, struct buf *b, const struct field *f,
    const char *s, size_t n)
{
	const struct contact *office = NULL;
	size_t start = b->n;
	char to[64];

	if (f->words == words_to && c->setup.contacts != NULL) {
		snprintf(to, sizeof(to), "%.*s", (int)n, s);
		office = contact_for(c->setup.contacts, to);
	}
	if (office != NULL) {
		buf_adds(b, office->name);
		return;
	}
	buf_add(b, s, n);
	for (; start < b->n; start++) {
		if (b->p[start] == '-')
			b->p[start] = ' ';
	}
}

void
chronology_words(struct chronology *c, struct buf *b,
    const struct kind *kind, const struct json *j)
{
	size_t start = b->n, n;
	const char *s;
	int t, e;

	for (const struct field *f = kind->fields; f->name != NULL; f++) {
		bool many = (f->flags & FIELD_MANY) != 0;

		if (!chronology_in_words(kind, f) ||
		    (t = json_get(j, 0, f->name)) < 0)
			continue;
		for (e = many ? json_first(j, t) : t; e >= 0;
		     e = many ? json_after(j, t, e) : -1) {
			s = json_text(j, e, &c->value, &n);
			if (b->n > start)
				buf_adds(b, ", ");
			put_plain(c, b, f, s, n);
		}
	}
}

/* The adult's name into b: 1; 0 when there is no such adult. */
static int
put_adult(struct chronology *c, struct buf *b, const char *id,
    struct err *err)
{
	static const char *const names[] = { "given_name", "family_name" };
	struct buf scratch = BUF_INIT;
	struct json j = { 0 };
	struct stored row;
	const char *s;
	size_t n, start = b->n;
	int t, rc = store_get(c->setup.store, id, &row, err);

	if (rc == 1 && json_parse(&j, row.body, row.len, 0, err) == -1)
		rc = -1;
	for (size_t i = 0; rc == 1 && i < 2; i++) {
		if ((t = json_get(&j, 0, names[i])) < 0)
			continue;
		s = json_text(&j, t, &scratch, &n);
		buf_add(b, s, n);
		buf_addc(b, ' ');
	}
	if (rc == 1)
		buf_addf(b, b->n > start ? "(%s)" : "%s", id);
	buf_release(&scratch);
	json_release(&j);
	return rc;
}

int
chronology_adult(struct chronology *c, struct buf *b, const char *s,
    size_t n, struct err *err)
{
	char id[ID_LEN];
	int found = 0;

	if (id_is(id, s, n) && kind_of_id(id) == &kind_person)
		found = put_adult(c, b, id, err);
	if (found == 0)
		buf_add(b, s, n);
	return found == -1 ? -1 : 0;
}

/* A child's id, or the letter that stands for it; ours is "this child". */
static void
put_child(struct chronology *c, struct buf *b, const char *id)
{
	size_t i;

	if (strcmp(id, c->pupil) == 0) {
		buf_adds(b, "this child");
		return;
	}
	if (!c->setup.pseudonym) {
		buf_adds(b, id);
		return;
	}
	for (i = 0; i < c->nchildren && strcmp(c->child[i], id) != 0; i++)
		continue;
	if (i == c->nchildren) {
		c->child = mem_resize(c->child, i + 1, sizeof(*c->child));
		memcpy(c->child[c->nchildren++], id, ID_LEN);
	}
	if (i < 26)
		buf_addf(b, "Child %c", (char)('A' + i));
	else
		buf_addf(b, "Child %zu", i + 1);
}

bool
chronology_names_nobody(const struct field *f)
{
	if (f == NULL || f->number != NULL ||
	    (f->flags & (FIELD_UNIQUE | FIELD_NAMES)))
		return false;
	return (f->type != FIELD_TEXT && f->type != FIELD_LINE) ||
	    (f->flags & FIELD_PLAIN);
}

/* A role stands for itself; a name in words is somebody's. */
static bool
is_role(const char *s, size_t n)
{
	for (size_t i = 0; words_role[i] != NULL; i++) {
		if (text_equal(s, n, words_role[i]))
			return true;
	}
	return false;
}

static int
put_reference(struct chronology *c, struct buf *b, const char *s, size_t n,
    struct err *err)
{
	char id[ID_LEN];

	if (id_is(id, s, n) && kind_of_id(id) == &kind_pupil) {
		put_child(c, b, id);
		return 0;
	}
	if (c->setup.pseudonym && !id_is(id, s, n) && !is_role(s, n)) {
		buf_adds(b, "(left out)");
		return 0;
	}
	return chronology_adult(c, b, s, n, err);
}

static void
put_time(struct buf *b, const char *s, size_t n)
{
	char day[DATE_LONG], local[TIME_LOCAL];
	bool dated;
	int64_t when = chronology_instant(s, n, &dated);

	if (when == TIME_NONE) {
		buf_add(b, s, n);
		return;
	}
	date_format_long(time_day(when), day);
	buf_adds(b, day);
	if (dated)
		return;
	time_format_local(when, local);
	buf_addf(b, ", %s", local + 11);
}

static int
put_string(struct chronology *c, struct buf *b, const struct field *f,
    const struct json *j, int t, struct err *err)
{
	struct err ignored;
	const char *s, *label;
	char code[64];
	size_t n;

	s = json_text(j, t, &c->value, &n);
	switch (f == NULL ? FIELD_TEXT : f->type) {
	case FIELD_REF:
		return put_reference(c, b, s, n, err);
	case FIELD_DATE:
	case FIELD_TIME:
		put_time(b, s, n);
		return 0;
	case FIELD_WORD:
		put_plain(c, b, f, s, n);
		return 0;
	case FIELD_CODE:
		snprintf(code, sizeof(code), "%.*s", (int)n, s);
		label = c->setup.codes == NULL ? NULL
			: codes_label(c->setup.codes, f->list, code,
			      &ignored);
		buf_adds(b, label == NULL ? code : label);
		return 0;
	default:
		buf_add(b, s, n);
		return 0;
	}
}

int
chronology_object(struct chronology *c, struct buf *b, const struct field *f,
    const struct json *j, int object, int but, struct err *err)
{
	size_t start = b->n;
	int t;

	for (f = f->sub; f->name != NULL; f++) {
		if ((t = json_get(j, object, f->name)) < 0 || t == but)
			continue;
		if (b->n > start)
			buf_adds(b, "; ");
		buf_addf(b, "%s: ", f->label);
		if (c->setup.pseudonym && !chronology_names_nobody(f)) {
			buf_adds(b, "(left out)");
			continue;
		}
		if (chronology_value(c, b, f, j, t, err) == -1)
			return -1;
	}
	return 0;
}

static int
put_list(struct chronology *c, struct buf *b, const struct field *f,
    const struct json *j, int list, struct err *err)
{
	bool lines = f != NULL && (f->type == FIELD_OBJECT ||
	    f->type == FIELD_TEXT || f->type == FIELD_LINE);
	size_t start = b->n;
	int e;

	for (e = json_first(j, list); e >= 0; e = json_after(j, list, e)) {
		if (b->n > start)
			buf_adds(b, lines ? "\n" : ", ");
		if (chronology_value(c, b, f, j, e, err) == -1)
			return -1;
	}
	return 0;
}

int
chronology_value(struct chronology *c, struct buf *b, const struct field *f,
    const struct json *j, int t, struct err *err)
{
	const char *s;
	size_t n;

	switch (json_type(j, t)) {
	case JSON_TRUE:
		buf_adds(b, "yes");
		return 0;
	case JSON_FALSE:
		buf_adds(b, "no");
		return 0;
	case JSON_STRING:
		return put_string(c, b, f, j, t, err);
	case JSON_ARRAY:
		return put_list(c, b, f, j, t, err);
	case JSON_OBJECT:
		if (f != NULL && f->sub != NULL)
			return chronology_object(c, b, f, j, t, -1, err);
		break;
	default:
		break;
	}
	s = json_raw(j, t, &n);
	buf_add(b, s, n);
	return 0;
}
