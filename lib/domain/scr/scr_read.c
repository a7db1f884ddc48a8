/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "model/rec/rec_get.h"
#include "domain/scr/scr.h"

static const char *
text_at(struct scr *s, const struct json *j, int t, size_t *n)
{
	*n = 0;
	return t < 0 || json_type(j, t) != JSON_STRING
	    ? ""
	    : json_text(j, t, &s->scratch, n);
}

static const char *
member(struct scr *s, const struct json *j, const char *name, size_t *n)
{
	return text_at(s, j, json_get(j, 0, name), n);
}

static int32_t
day_at(struct scr *s, const struct json *j, int t)
{
	size_t n;
	const char *p = text_at(s, j, t, &n);

	return n == 0 ? DATE_NONE : date_parse(p, n);
}

/* A word's place in a list; -1 when it is none of them. */
static int
place_at(struct scr *s, const struct json *j, int t,
    const char *const *words)
{
	size_t n;
	const char *p = text_at(s, j, t, &n);

	for (int i = 0; n > 0 && words[i] != NULL; i++)
		if (text_equal(p, n, words[i]))
			return i;
	return -1;
}

static bool
fact(const struct json *j, const char *name, bool otherwise)
{
	int t = json_get(j, 0, name);

	return t < 0 ? otherwise : json_type(j, t) == JSON_TRUE;
}

/* Names and birthday as they are compared; NULL without a birthday. */
static char *
sameness(struct scr *s, const struct json *j)
{
	struct buf b = BUF_INIT, name = BUF_INIT;
	static const char *const names[] = { "family_name", "given_name" };
	int32_t dob = rec_day(j, 0, "dob");
	char born[DATE_LEN];
	const char *p;
	size_t n;

	if (dob == DATE_NONE)
		return NULL;
	date_format(dob, born);
	for (int i = 0; i < 2; i++) {
		buf_reset(&name);
		p = member(s, j, names[i], &n);
		text_fold(&name, p, n);
		buf_add(&b, name.p, name.n);
		buf_addc(&b, '\n');
	}
	buf_add(&b, born, DATE_LEN);
	buf_release(&name);
	return buf_steal(&b);
}

/* Where an adult stands in the table, or would. */
static size_t
place_of(const struct scr *s, const char *id)
{
	size_t h = 0, mask = s->nplaces - 1;

	for (size_t i = 0; i < ID_ONE; i++)
		h = h * 31 + (unsigned char)id[i];
	for (h &= mask; s->place[h] != 0; h = (h + 1) & mask)
		if (memcmp(s->adult[s->place[h] - 1].id, id, ID_ONE) == 0)
			break;
	return h;
}

/* The last adult, in a table that is at most half full. */
static void
enter(struct scr *s)
{
	if (s->nadults * 2 <= s->nplaces) {
		s->place[place_of(s, s->adult[s->nadults - 1].id)] =
		    (uint32_t)s->nadults;
		return;
	}
	free(s->place);
	s->nplaces = s->nplaces == 0 ? 64 : s->nplaces * 2;
	s->place = mem_alloc(s->nplaces * sizeof(*s->place));
	for (size_t i = 0; i < s->nadults; i++)
		s->place[place_of(s, s->adult[i].id)] = (uint32_t)i + 1;
}

/* A record that says no such thing may yet tell how often they come. */
static void
read_activity(const struct scr *s, struct scr_adult *a, const struct json *j)
{
	int often = rec_place(j, 0, "frequency", words_frequency);
	bool overnight = rec_yes(j, 0, "overnight");

	for (size_t i = 0; i < s->rules->nactivities; i++) {
		const struct scr_activity *r = &s->rules->activity[i];

		if ((r->of & 1u << a->category) == 0)
			continue;
		if ((often >= 0 && (r->often & 1u << often) != 0) ||
		    (r->overnight && overnight)) {
			a->facts &= (uint8_t)~SCR_OPEN;
			a->facts |= SCR_REGULATED;
			a->activity = r;
			return;
		}
		if (often == -1 && r->undecided != SCR_NONE) {
			a->facts |= SCR_OPEN;
			a->activity = r;
		}
	}
}

void
scr_add_adult(struct scr *s, const struct json *j)
{
	struct buf name = BUF_INIT;
	struct scr_adult *a;
	const char *p;
	int overseas = json_get(j, 0, "lived_overseas"), category;
	unsigned bit;
	size_t n;

	if ((s->nadults & (s->nadults - 1)) == 0)
		s->adult = mem_resize(s->adult,
		    s->nadults == 0 ? 1 : s->nadults * 2, sizeof(*a));
	a = &s->adult[s->nadults++];
	memset(a, 0, sizeof(*a));
	p = member(s, j, "id", &n);
	memcpy(a->id, p, n < ID_LEN ? n : ID_ONE);
	category = place_at(s, j, json_get(j, 0, "category"), words_adult);
	a->category = (uint8_t)(category < 0 ? 31 : category);
	bit = 1u << a->category;
	if (fact(j, "regulated_activity",
		(s->rules->assume_regulated & bit) != 0))
		a->facts |= SCR_REGULATED;
	else
		read_activity(s, a, j);
	if (fact(j, "teaching_work",
		(s->rules->assume_teaching & bit) != 0))
		a->facts |= SCR_TEACHING;
	if (fact(j, "management_position", false))
		a->facts |= SCR_MANAGES;
	if (overseas >= 0 && json_first(j, overseas) >= 0)
		a->facts |= SCR_OVERSEAS;
	a->start = rec_day(j, 0, "start_date");
	a->end = rec_day(j, 0, "end_date");
	a->off = rec_day(j, 0, "off_register");
	p = member(s, j, "given_name", &n);
	buf_add(&name, p, n);
	buf_addc(&name, ' ');
	a->family = name.n;
	p = member(s, j, "family_name", &n);
	buf_add(&name, p, n);
	a->name = buf_steal(&name);
	a->same = sameness(s, j);
	for (int i = 0; i < CHECK_TYPES; i++) {
		struct scr_held *h = &a->held[i];

		h->number = SCR_NUMBER_NONE;
		h->earliest = h->latest = h->clear = h->expires = DATE_NONE;
	}
	enter(s);
}

static struct scr_adult *
find(struct scr *s, const char *id, size_t n)
{
	if (n != ID_ONE || s->nadults == 0)
		return NULL;
	/* a sheet's lines come adult by adult */
	if (memcmp(id, s->adult[s->last].id, n) != 0) {
		n = s->place[place_of(s, id)];
		if (n == 0)
			return NULL;
		s->last = n - 1;
	}
	return &s->adult[s->last];
}

/* The digits of a reference, spaces left out; -2 when it has others. */
static int64_t
number(const char *p, size_t n, int digits)
{
	int64_t v = 0;
	int seen = 0;

	for (size_t i = 0; i < n; i++) {
		if (p[i] == ' ')
			continue;
		if (p[i] == '\xc2' && i + 1 < n && p[i + 1] == '\xa0') {
			i++; /* a space that does not break */
			continue;
		}
		if (p[i] < '0' || p[i] > '9' || seen == digits)
			return SCR_NUMBER_BAD;
		v = v * 10 + (p[i] - '0');
		seen++;
	}
	return seen == 0	? SCR_NUMBER_NONE
	    : seen == digits	? v
				: SCR_NUMBER_BAD;
}

/* The latest counts; of one day the later recorded; last one without. */
static bool
counts(const struct scr_held *h, int32_t date, int64_t recorded)
{
	if (!h->there || date != h->latest)
		return !h->there || date > h->latest; /* DATE_NONE is least */
	return recorded > h->order;
}

enum { PERSON, TYPE, IS_DONE, DATE, REFERENCE, OUTCOME, EXPIRES, MEMBERS };

/* Where a line's members stand, -1 for none; mostly in this order. */
static void
locate(struct scr *s, const struct json *j, int at[MEMBERS])
{
	static const char *const names[] = { "person", "type", "done",
		"date", "reference", "outcome", "expires" };
	int next = 0, i;
	const char *p;
	size_t n;

	memset(at, -1, MEMBERS * sizeof(*at));
	for (int m = json_first(j, 0); m >= 0; m = json_after(j, 0, m)) {
		p = json_text(j, m, &s->scratch, &n);
		for (i = next; i < MEMBERS && !text_equal(p, n, names[i]);)
			i++;
		for (int k = 0; i == MEMBERS && k < next; k++)
			if (text_equal(p, n, names[k]))
				i = k;
		if (i < MEMBERS) {
			at[i] = m + 1;
			next = i + 1;
		}
	}
}

void
scr_add_line(struct scr *s, const struct json *j, int64_t recorded)
{
	int at[MEMBERS], outcome;
	int32_t date;
	struct scr_adult *a;
	struct scr_held *h;
	const char *p;
	size_t n;
	int check;

	locate(s, j, at);
	outcome = place_at(s, j, at[OUTCOME], words_outcome) + 1;
	date = day_at(s, j, at[DATE]);
	if (at[IS_DONE] < 0 || json_type(j, at[IS_DONE]) != JSON_TRUE ||
	    outcome == SCR_NOT_REQUIRED ||
	    (date != DATE_NONE && date > s->day))
		return;
	p = text_at(s, j, at[PERSON], &n);
	check = place_at(s, j, at[TYPE], words_check);
	if ((a = find(s, p, n)) == NULL || check < 0)
		return;
	h = &a->held[check];
	if (date == DATE_NONE)
		h->undated |= (uint8_t)(1u << outcome);
	else if (h->earliest == DATE_NONE || date < h->earliest)
		h->earliest = date;
	if (date != DATE_NONE && outcome == SCR_CLEAR &&
	    (h->clear == DATE_NONE || date < h->clear))
		h->clear = date;
	if (!counts(h, date, recorded))
		return;
	h->there = true;
	h->latest = date;
	h->order = (uint32_t)recorded;
	h->outcome = (uint8_t)outcome;
	h->expires = day_at(s, j, at[EXPIRES]);
	if (s->digits[check] > 0) {
		p = text_at(s, j, at[REFERENCE], &n);
		h->number = number(p, n, s->digits[check]);
	}
}

struct reading {
	struct scr *scr;
	struct json json;
};

static int
take(void *arg, const struct stored *row, struct err *err)
{
	struct reading *r = arg;

	if (json_parse(&r->json, row->body, row->len, 0, err) == -1)
		return -1;
	if (row->kind == &kind_person)
		scr_add_adult(r->scr, &r->json);
	else
		scr_add_line(r->scr, &r->json, row->first);
	return 0;
}

int
scr_read(struct scr *s, struct store *store, struct err *err)
{
	struct query query = { .kind = &kind_person, .also = &kind_check,
		.plain = true };
	struct reading r = { .scr = s };
	int rc = store_each(store, &query, take, &r, err);

	json_release(&r.json);
	return rc;
}
