/* SPDX-License-Identifier: ISC */
#include "domain/concern/routing_inside.h"

#include <string.h>

#include "base/text/date.h"
#include "model/rec/rec_get.h"

/* A string or list field of the concern has the word. */
static bool
field_has(const struct json *j, const char *field, const char *word)
{
	int v = json_get(j, 0, field), t;

	if (v < 0)
		return false;
	if (json_type(j, v) == JSON_STRING)
		return json_is(j, v, word);
	if (json_type(j, v) != JSON_ARRAY)
		return false;
	for (t = json_first(j, v); t >= 0; t = json_after(j, v, t))
		if (json_is(j, t, word))
			return true;
	return false;
}

static bool
prefixed(const struct json *j, const char *prefix, size_t len)
{
	struct buf scratch = BUF_INIT;
	const char *s;
	bool found = false;
	size_t n;
	int v = json_get(j, 0, "indicators"), t;

	if (v < 0 || json_type(j, v) != JSON_ARRAY)
		return false;
	for (t = json_first(j, v); t >= 0 && !found; t = json_after(j, v, t)) {
		if (json_type(j, t) != JSON_STRING)
			continue;
		s = json_text(j, t, &scratch, &n);
		found = n > len && memcmp(s, prefix, len) == 0;
	}
	buf_release(&scratch);
	return found;
}

static bool
has_indicator(const struct json *j, const char *word)
{
	size_t n = strlen(word);

	if (n > 0 && word[n - 1] == '*')
		return prefixed(j, word, n - 1);
	return field_has(j, "indicators", word);
}

static bool
given(const struct json *j, const char *field)
{
	int v = json_get(j, 0, field);
	size_t n;

	if (v < 0)
		return false;
	switch (json_type(j, v)) {
	case JSON_NULL:
	case JSON_FALSE:
		return false;
	case JSON_ARRAY:
	case JSON_OBJECT:
		return json_first(j, v) >= 0;
	default:
		json_raw(j, v, &n);
		return n > strlen("\"\"");
	}
}

/* Not said is not known. */
static bool
harm(const struct json *j, const char *word)
{
	if (json_get(j, 0, "significant_harm") < 0)
		return strcmp(word, "unknown") == 0;
	return field_has(j, "significant_harm", word);
}

static bool
conduct(const struct routing_case *c, const char *who)
{
	if (strcmp(who, "adult") == 0)
		return c->adult;
	if (strcmp(who, "headteacher") == 0)
		return c->headteacher;
	if (strcmp(who, "chair") == 0)
		return c->chair;
	return c->child;
}

/* The child the concern is about; NULL when it is not known who. */
static const struct routing_child *
subject(const struct routing_case *c)
{
	return c->facts->nchildren > 0 ? c->facts->child : NULL;
}

/* A birth date that is not known counts as under any age. */
static bool
under(const struct routing_child *child, int64_t age, int32_t day)
{
	return child == NULL || child->dob == DATE_NONE ||
	    date_age(child->dob, day) < age;
}

static bool
any_under(const struct routing_case *c, int64_t age)
{
	const struct routing_child *k = c->facts->child;
	size_t i;

	if (under(subject(c), age, c->observed))
		return true;
	for (i = 1; i < c->facts->nchildren; i++)
		if (strcmp(k[i].as, "witness") != 0 &&
		    strcmp(k[i].as, "sibling") != 0 &&
		    under(&k[i], age, c->observed))
			return true;
	return false;
}

static bool
has_status(const struct routing_case *c, const char *word)
{
	const struct routing_child *child = subject(c);

	return child != NULL && child->status != NULL &&
	    rules_has(child->status, word);
}

/*
 * Policy 40.1: what care says.  Days left out are an open-ended stay; a
 * carer not named may be anybody, so is none of those that make it no
 * private fostering.
 */
static bool
fostering(const struct routing_case *c, const struct fostering *f)
{
	const struct json *j = c->facts->concern;
	int care = json_get(j, 0, "care"), v;
	int32_t day = c->observed, start;
	int64_t days, age;
	size_t i;

	if (care < 0 || json_type(j, care) != JSON_OBJECT ||
	    rec_yes(j, care, "arranged_by_la"))
		return false;
	v = json_get(j, care, "days");
	if (v >= 0 && json_int(j, v, &days) && days < f->days)
		return false;
	v = json_get(j, care, "carer_relation");
	for (i = 0; v >= 0 && f->not_by[i] != NULL; i++)
		if (json_is(j, v, f->not_by[i]))
			return false;
	if ((start = rec_day(j, care, "planned_start")) != DATE_NONE)
		day = start;
	age = f->age_under;
	if (rec_yes(j, care, "disabled") || has_status(c, "disabled"))
		age = f->disabled_under;
	return under(subject(c), age, day);
}

static bool
word_holds(const struct when *w, const char *word,
    const struct routing_case *c)
{
	const struct json *j = c->facts->concern;

	switch (w->key) {
	case WHEN_CATEGORY:
		return field_has(j, "categories", word);
	case WHEN_INDICATOR:
		return has_indicator(j, word);
	case WHEN_CONDUCT:
		return conduct(c, word);
	case WHEN_HARM_TEST:
		return field_has(j, "harm_tests", word);
	case WHEN_SIGNIFICANT_HARM:
		return harm(j, word);
	case WHEN_STATUS:
		return has_status(c, word);
	case WHEN_GIVEN:
		return given(j, word);
	default: /* the field's own name: context, source, … */
		return field_has(j, w->name, word);
	}
}

static bool
any_word(const struct when *w, const struct routing_case *c)
{
	size_t i;

	for (i = 0; w->word[i] != NULL; i++)
		if (word_holds(w, w->word[i], c))
			return true;
	return false;
}

static bool
nobody(const struct when *w, const struct routing_case *c)
{
	size_t i;

	for (i = 0; w->word[i] != NULL; i++)
		if (!routing_nobody(c, w->word[i]))
			return false;
	return true;
}

static bool
any_child(const struct when *w, const struct routing_case *c)
{
	const struct when *k;

	for (k = w->child; k != NULL; k = k->next)
		if (routing_fails(k->child, c) == NULL)
			return true;
	return false;
}

static bool
holds(const struct when *w, const struct routing_case *c)
{
	const struct json *j = c->facts->concern;

	switch (w->key) {
	case WHEN_ALL:
	case WHEN_IS:
		return routing_fails(w->child, c) == NULL;
	case WHEN_ANY:
		return any_child(w, c);
	case WHEN_NOT:
		return routing_fails(w->child, c) != NULL;
	case WHEN_NOBODY:
		return nobody(w, c);
	case WHEN_CRIME_SUSPECTED:
		return w->n == (rec_yes(j, 0, w->name) ||
		    field_has(j, "harm_tests", "criminal-offence"));
	case WHEN_IMMEDIATE_RISK:
	case WHEN_IMAGES_INVOLVED:
	case WHEN_DISCLOSURE:
		return w->n == rec_yes(j, 0, w->name);
	case WHEN_NOTHING_STRONGER:
		return w->n == c->nothing_stronger;
	case WHEN_REACHED:
		return w->n == c->reached;
	case WHEN_AGE_UNDER:
		return under(subject(c), w->n, c->observed);
	case WHEN_ANY_AGE_UNDER:
		return any_under(c, w->n);
	case WHEN_PRIVATE_FOSTERING:
		return fostering(c, &w->fostering);
	default:
		return any_word(w, c);
	}
}

const struct when *
routing_fails(const struct when *w, const struct routing_case *c)
{
	for (; w != NULL; w = w->next)
		if (!holds(w, c))
			return w;
	return NULL;
}
