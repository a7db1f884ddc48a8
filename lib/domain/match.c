/* SPDX-License-Identifier: ISC */
#include "domain/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/buf.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "model/rec/rec_get.h"

#define VALUES 8 /* more than .matches and .twin have together */
#define NONE SIZE_MAX

struct known {
	char id[ID_LEN];
	char *value[VALUES]; /* of .matches, then of .twin, folded */
	int32_t end;	     /* DATE_NONE: none is said */
	bool named;	     /* some row fits it */
	const char *file;
	long line;
};

struct key {
	char *text;
	size_t of;   /* which of the known */
	size_t next; /* in the same slot */
};

struct match_set {
	const struct kind *kind;
	size_t nmatches, nvalues;
	struct known *known;
	size_t n, cap;
	struct key *key;
	size_t nkeys, capkeys;
	size_t *slot;
	size_t nslots;
	struct buf text, scratch;
};

/* Whom something fits: the first, and the first that is another. */
struct fits {
	size_t first, second;
	const char *field;
};

static const char *
field_at(const struct match_set *set, size_t i)
{
	return i < set->nmatches ? set->kind->matches[i]
				 : set->kind->twin[i - set->nmatches];
}

struct match_set *
match_new(const struct kind *kind)
{
	struct match_set *set = mem_alloc(sizeof(*set));

	set->kind = kind;
	while (kind->matches[set->nmatches] != NULL)
		set->nmatches++;
	set->nvalues = set->nmatches;
	while (kind->twin[set->nvalues - set->nmatches] != NULL)
		set->nvalues++;
	return set;
}

void
match_free(struct match_set *set)
{
	if (set == NULL)
		return;
	for (size_t i = 0; i < set->n; i++)
		for (size_t k = 0; k < set->nvalues; k++)
			free(set->known[i].value[k]);
	for (size_t i = 0; i < set->nkeys; i++)
		free(set->key[i].text);
	free(set->known);
	free(set->key);
	free(set->slot);
	buf_release(&set->text);
	buf_release(&set->scratch);
	free(set);
}

/* What a record or a row says of each of the fields; "" for nothing. */
static void
take_values(struct match_set *set, const struct json *j, char **value)
{
	for (size_t i = 0; i < set->nvalues; i++) {
		const char *s;
		size_t n;

		s = rec_str(j, 0, field_at(set, i), &set->scratch, &n);
		buf_reset(&set->text);
		if (i < set->nmatches)
			buf_add(&set->text, s, n);
		else
			text_fold(&set->text, s, n);
		value[i] = mem_dup(buf_str(&set->text));
	}
}

static void
drop_values(const struct match_set *set, char **value)
{
	for (size_t i = 0; i < set->nvalues; i++)
		free(value[i]);
}

/* Fields whose number is checked alike: the first of them. */
static size_t
space_of(const struct match_set *set, size_t i)
{
	const struct field *f, *g;

	f = field_named(set->kind->fields, field_at(set, i),
	    strlen(field_at(set, i)));
	for (size_t k = 0; f->number != NULL && k < i; k++) {
		g = field_named(set->kind->fields, field_at(set, k),
		    strlen(field_at(set, k)));
		if (g->number == f->number)
			return k;
	}
	return i;
}

/* The key of one of .matches, into set->text. */
static const char *
number_key(struct match_set *set, size_t i, char *const *value)
{
	buf_reset(&set->text);
	buf_addf(&set->text, "%zu\n%s", space_of(set, i), value[i]);
	return buf_str(&set->text);
}

/* Of .twin: all of them, or the names alone, without the birth date. */
static const char *
twin_key(struct match_set *set, char *const *value, bool whole)
{
	size_t end = set->nvalues - !whole;

	buf_reset(&set->text);
	buf_adds(&set->text, whole ? "=" : "~");
	for (size_t i = set->nmatches; i < end; i++)
		buf_addf(&set->text, "\n%s", value[i]);
	return buf_str(&set->text);
}

static size_t
slot_of(const struct match_set *set, const char *text)
{
	uint64_t h = 1469598103934665603u; /* FNV-1a */

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * 1099511628211u;
	return (size_t)h & (set->nslots - 1);
}

static void
grow(struct match_set *set)
{
	size_t at;

	set->nslots = set->nslots == 0 ? 1024 : set->nslots * 2;
	free(set->slot);
	set->slot = mem_alloc(set->nslots * sizeof(*set->slot));
	for (size_t i = 0; i < set->nkeys; i++) {
		at = slot_of(set, set->key[i].text);
		set->key[i].next = set->slot[at];
		set->slot[at] = i + 1;
	}
}

static void
put_key(struct match_set *set, const char *text, size_t of)
{
	size_t at;

	if (set->nkeys == set->capkeys) {
		set->capkeys = set->capkeys == 0 ? 1024 : set->capkeys * 2;
		set->key = mem_resize(set->key, set->capkeys,
		    sizeof(*set->key));
	}
	if (set->nkeys >= set->nslots)
		grow(set);
	at = slot_of(set, text);
	set->key[set->nkeys] = (struct key){ mem_dup(text), of,
		set->slot[at] };
	set->slot[at] = ++set->nkeys;
}

static void
find_key(struct match_set *set, const char *text, const char *field,
    struct fits *fits)
{
	size_t at = set->nslots == 0 ? 0 : set->slot[slot_of(set, text)];

	for (; at != 0; at = set->key[at - 1].next) {
		const struct key *key = &set->key[at - 1];

		if (strcmp(key->text, text) != 0)
			continue;
		if (fits->first == NONE) {
			fits->first = key->of;
			fits->field = field;
		} else if (key->of != fits->first && fits->second == NONE) {
			fits->second = key->of;
		}
	}
}

void
match_add(struct match_set *set, const char *id, const struct json *content)
{
	struct known *known;

	if (set->n == set->cap) {
		set->cap = set->cap == 0 ? 256 : set->cap * 2;
		set->known = mem_resize(set->known, set->cap,
		    sizeof(*set->known));
	}
	known = &set->known[set->n];
	memset(known, 0, sizeof(*known));
	memcpy(known->id, id, strlen(id) + 1);
	known->end = set->kind->ends == NULL ? DATE_NONE
	    : rec_day(content, 0, set->kind->ends);
	take_values(set, content, known->value);
	for (size_t i = 0; i < set->nmatches; i++)
		if (known->value[i][0] != '\0')
			put_key(set, number_key(set, i, known->value),
			    set->n);
	put_key(set, twin_key(set, known->value, true), set->n);
	put_key(set, twin_key(set, known->value, false), set->n);
	set->n++;
}

/* A number of which both say something, and not the same; or NULL. */
static const char *
number_differs(const struct match_set *set, const struct known *known,
    char *const *value)
{
	for (size_t i = 0; i < set->nmatches; i++)
		if (space_of(set, i) == i && value[i][0] != '\0' &&
		    known->value[i][0] != '\0' &&
		    strcmp(value[i], known->value[i]) != 0)
			return field_at(set, i);
	return NULL;
}

/* Whether the row tells of names and birth date, and none is the same. */
static bool
another(const struct match_set *set, const struct known *known,
    char *const *value)
{
	bool any = false;

	for (size_t i = set->nmatches; i < set->nvalues; i++) {
		any |= value[i][0] != '\0';
		if (value[i][0] != '\0' &&
		    strcmp(value[i], known->value[i]) == 0)
			return false;
	}
	return any;
}

/* All of the names: whoever is known by them has these. */
static bool
has_names(const struct match_set *set, char *const *value)
{
	for (size_t i = set->nmatches; i < set->nvalues - 1; i++)
		if (value[i][0] == '\0')
			return false;
	return true;
}

/* By names, where no number fits: the names alone make a doubt. */
static enum match_is
by_names(struct match_set *set, char *const *value, struct fits *fits)
{
	size_t dob = set->nvalues - 1;
	const char *field = set->kind->twin[0];
	const char *differs;

	if (!has_names(set, value))
		return MATCH_NEW;
	find_key(set, twin_key(set, value, true), field, fits);
	if (fits->second != NONE)
		return MATCH_SEVERAL;
	if (fits->first != NONE) {
		differs = number_differs(set, &set->known[fits->first],
		    value);
		if (differs == NULL)
			return MATCH_ONE;
		fits->field = differs;
		return MATCH_DOUBTFUL;
	}
	find_key(set, twin_key(set, value, false), field, fits);
	if (fits->first == NONE)
		return MATCH_NEW;
	if (value[dob][0] != '\0' &&
	    set->known[fits->first].value[dob][0] != '\0')
		return MATCH_NEW; /* two of one name */
	fits->field = field_at(set, dob);
	return fits->second != NONE ? MATCH_SEVERAL : MATCH_DOUBTFUL;
}

static enum match_is
decide(struct match_set *set, char *const *value, struct fits *fits)
{
	struct fits names = { NONE, NONE, NULL };

	for (size_t i = 0; i < set->nmatches; i++)
		if (value[i][0] != '\0')
			find_key(set, number_key(set, i, value),
			    field_at(set, i), fits);
	if (fits->first == NONE)
		return by_names(set, value, fits);
	if (fits->second != NONE)
		return MATCH_SEVERAL;
	if (has_names(set, value))
		find_key(set, twin_key(set, value, true), NULL, &names);
	if (names.first != NONE && names.first != fits->first &&
	    names.second != fits->first) {
		fits->second = names.first;
		return MATCH_SEVERAL;
	}
	return another(set, &set->known[fits->first], value) ? MATCH_DOUBTFUL
							     : MATCH_ONE;
}

void
match_find(struct match_set *set, const struct json *row, struct match *m)
{
	struct fits fits = { NONE, NONE, NULL };
	char *value[VALUES];

	memset(m, 0, sizeof(*m));
	take_values(set, row, value);
	m->is = decide(set, value, &fits);
	drop_values(set, value);
	if (m->is == MATCH_NEW)
		return;
	m->field = fits.field;
	memcpy(m->id, set->known[fits.first].id, ID_LEN);
	set->known[fits.first].named = true;
	m->file = set->known[fits.first].file;
	m->line = set->known[fits.first].line;
	if (m->is != MATCH_SEVERAL)
		return;
	memcpy(m->other, set->known[fits.second].id, ID_LEN);
	set->known[fits.second].named = true;
}

void
match_take(struct match_set *set, const char *id, const char *file,
    long line)
{
	for (size_t i = set->n; i-- > 0;) {
		if (strcmp(set->known[i].id, id) != 0)
			continue;
		set->known[i].named = true;
		set->known[i].file = file;
		set->known[i].line = line;
		return;
	}
}

const char *
match_left(const struct match_set *set, size_t *place, int32_t today)
{
	while (*place < set->n) {
		const struct known *known = &set->known[(*place)++];

		if (!known->named &&
		    (known->end == DATE_NONE || known->end >= today))
			return known->id;
	}
	return NULL;
}

int
match_change(const struct json *content, const struct json *row, int m,
    int *was)
{
	struct buf name = BUF_INIT, scratch = BUF_INIT;
	const char *s;
	size_t n;

	for (m = m < 0 ? json_first(row, 0) : json_after(row, 0, m); m >= 0;
	     m = json_after(row, 0, m)) {
		s = json_text(row, m, &scratch, &n);
		buf_reset(&name);
		buf_add(&name, s, n);
		*was = json_get(content, 0, buf_str(&name));
		if (!json_same(content, *was, row, m + 1))
			break;
	}
	buf_release(&name);
	buf_release(&scratch);
	return m;
}
