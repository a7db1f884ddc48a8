/* SPDX-License-Identifier: ISC */
#include "domain/scr/scr.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"

void
scr_init(struct scr *s, const struct scr_rules *rules, int32_t day,
    int school)
{
	memset(s, 0, sizeof(*s));
	s->rules = rules;
	s->day = day;
	s->school = school;
	for (size_t i = 0; i < rules->nothers; i++) {
		const struct scr_other *o = &rules->other[i];

		if (o->digits > 0 && o->check >= 0 &&
		    s->digits[o->check] == 0)
			s->digits[o->check] = o->digits;
	}
}

void
scr_release(struct scr *s)
{
	for (size_t i = 0; i < s->nadults; i++) {
		free(s->adult[i].name);
		free(s->adult[i].same);
	}
	free(s->adult);
	free(s->place);
	free(s->finding);
	buf_release(&s->scratch);
	memset(s, 0, sizeof(*s));
}

static struct scr_finding *
add(struct scr *s, const struct scr_adult *a, int item,
    enum scr_status status, enum scr_severity severity,
    const struct scr_basis *basis)
{
	struct scr_finding *f;

	if ((s->nfindings & (s->nfindings - 1)) == 0)
		s->finding = mem_resize(s->finding,
		    s->nfindings == 0 ? 1 : s->nfindings * 2,
		    sizeof(*s->finding));
	f = &s->finding[s->nfindings++];
	memset(f, 0, sizeof(*f));
	f->adult = a;
	f->item = item;
	f->status = status;
	f->severity = severity;
	f->basis = basis;
	f->day = f->due = f->wanted = DATE_NONE;
	return f;
}

const struct scr_other *
scr_other(const struct scr *s, enum scr_status status, int check)
{
	for (size_t i = 0; i < s->rules->nothers; i++) {
		const struct scr_other *o = &s->rules->other[i];

		if (o->status == status && o->check == check)
			return o;
	}
	return NULL;
}

bool
scr_on_record(const struct scr *s, const struct scr_adult *a)
{
	return a->off == DATE_NONE || s->day < a->off;
}

static bool
has_left(const struct scr *s, const struct scr_adult *a)
{
	return a->end != DATE_NONE && a->end < s->day;
}

static bool
applies(const struct scr *s, const struct scr_ask *ask,
    const struct scr_adult *a)
{
	return (ask->of & 1u << a->category) != 0 &&
	    (ask->when & ~(unsigned)a->facts) == 0 &&
	    (ask->schools & 1u << s->school) != 0 &&
	    (ask->asked_from == DATE_NONE ||
		(a->start != DATE_NONE && a->start >= ask->asked_from)) &&
	    (ask->unless == -1 || !a->held[ask->unless].there);
}

const struct scr_ask *
scr_asked(const struct scr *s, const struct scr_adult *a, int check)
{
	const struct scr_ask *most = NULL;

	for (size_t i = 0; i < s->rules->nasks; i++) {
		const struct scr_ask *ask = &s->rules->ask[i];

		if (ask->check == check && applies(s, ask, a) &&
		    (most == NULL || ask->missing > most->missing))
			most = ask;
	}
	return most;
}

/* Whether both checks that stand in for this one were there on a day. */
static bool
covered(const struct scr_ask *ask, const struct scr_adult *a, int32_t day)
{
	int32_t first, second;

	if (ask->cover == -1)
		return false;
	first = a->held[ask->cover].earliest;
	second = a->held[ask->cover_clear].clear;
	return first != DATE_NONE && first <= day && second != DATE_NONE &&
	    second <= day;
}

static enum scr_severity
least(enum scr_severity a, enum scr_severity b)
{
	return a < b ? a : b;
}

/* Missing, undated, late. */
static void
audit_made(struct scr *s, const struct scr_adult *a,
    const struct scr_ask *ask)
{
	const struct scr_held *h = &a->held[ask->check];
	enum scr_severity worst = ask->missing, now;
	bool known = a->start != DATE_NONE;
	int32_t wanted = a->start;
	struct scr_finding *f;

	if ((ask->when & SCR_REGULATED) != 0 && a->activity != NULL &&
	    a->activity->began > wanted)
		wanted = a->activity->began;
	if (known && ask->began != DATE_NONE && a->start < ask->began)
		worst = SCR_ADVICE;
	now = worst;
	if ((known && a->start > s->day) || covered(ask, a, s->day))
		now = SCR_ADVICE;
	if (!h->there || h->latest == DATE_NONE) {
		f = add(s, a, ask->check, h->there ? SCR_UNDATED
						   : SCR_MISSING,
		    now, &ask->basis);
		if (known && a->start > s->day)
			f->due = a->start;
	}
	if (h->earliest == DATE_NONE || !known || h->earliest <= wanted ||
	    ask->late == SCR_NONE)
		return;
	worst = least(worst, ask->late);
	if (covered(ask, a, wanted))
		worst = SCR_ADVICE;
	f = add(s, a, ask->check, SCR_LATE, worst, &ask->basis);
	f->day = h->earliest;
	f->wanted = wanted;
}

/* Expired, expiring. */
static void
audit_expiry(struct scr *s, const struct scr_adult *a,
    const struct scr_ask *ask)
{
	const struct scr_held *h = &a->held[ask->check];
	const struct scr_other *soon = scr_other(s, SCR_EXPIRING, -1);
	struct scr_finding *f = NULL;
	int32_t end = h->expires;

	if (ask->renewed)
		end = ask->years > 0 && h->latest != DATE_NONE
		    ? date_add_months(h->latest, 12 * ask->years)
		    : DATE_NONE;
	if (!h->there || end == DATE_NONE || ask->expired == SCR_NONE)
		return;
	if (end < s->day)
		f = add(s, a, ask->check, SCR_EXPIRED, ask->expired,
		    &ask->basis);
	else if (soon != NULL && end - s->day <= soon->days)
		f = add(s, a, ask->check, SCR_EXPIRING, soon->severity,
		    &ask->basis);
	if (f != NULL)
		f->day = f->due = end;
}

/* What is said of any check on record. */
static void
audit_record(struct scr *s, const struct scr_adult *a, int check)
{
	const struct scr_held *h = &a->held[check];
	const struct scr_other *adverse = NULL;
	unsigned outcomes = h->undated;

	if (!h->there)
		return;
	outcomes |= 1u << h->outcome;
	for (size_t i = 0; i < s->rules->nothers; i++) {
		const struct scr_other *o = &s->rules->other[i];

		if (o->status == SCR_ADVERSE &&
		    (o->check == -1 || o->check == check) &&
		    (o->outcomes & outcomes) != 0 &&
		    (adverse == NULL || o->severity > adverse->severity))
			adverse = o;
		if (o->check != check)
			continue;
		if (o->status == SCR_NOT_PERMITTED &&
		    (a->facts & o->unless) == 0)
			add(s, a, check, SCR_NOT_PERMITTED, o->severity,
			    &o->basis);
		if (o->status == SCR_INVALID && h->number == SCR_NUMBER_BAD)
			add(s, a, check, SCR_INVALID, o->severity, &o->basis);
	}
	if (adverse != NULL)
		add(s, a, check, SCR_ADVERSE, adverse->severity,
		    &adverse->basis);
}

static void
audit_adult(struct scr *s, const struct scr_adult *a)
{
	const struct scr_other *leaver = scr_other(s, SCR_LEAVER, -1);
	const struct scr_ask *ask;

	if (!scr_on_record(s, a))
		return;
	if (has_left(s, a)) {
		if (leaver != NULL)
			add(s, a, SCR_PERSON, SCR_LEAVER, leaver->severity,
			    &leaver->basis)->day = a->end;
		return;
	}
	if ((a->facts & SCR_OPEN) != 0)
		add(s, a, SCR_ACTIVITY, SCR_UNDECIDED, a->activity->undecided,
		    &a->activity->basis);
	for (int check = 0; check < CHECK_TYPES; check++) {
		if ((ask = scr_asked(s, a, check)) != NULL) {
			audit_made(s, a, ask);
			audit_expiry(s, a, ask);
		}
		audit_record(s, a, check);
	}
}

/* An adult by what would make two of them the same. */
struct twin {
	const struct scr_adult *adult;
	const char *same;
	int64_t number;
};

static int
by_same(const void *a, const void *b)
{
	const struct twin *x = a, *y = b;
	int c = (x->number > y->number) - (x->number < y->number);

	if (c == 0 && x->same != NULL)
		c = strcmp(x->same, y->same);
	return c != 0 ? c : (x->adult > y->adult) - (x->adult < y->adult);
}

static bool
alike(const struct twin *a, const struct twin *b)
{
	return a->number == b->number &&
	    (a->same == NULL || strcmp(a->same, b->same) == 0);
}

/* check -1: by name and birthday; else by the number of that check. */
static void
audit_twins(struct scr *s, const struct scr_other *o)
{
	struct twin *v = mem_alloc((s->nadults + 1) * sizeof(*v));
	size_t n = 0;

	for (size_t i = 0; i < s->nadults; i++) {
		const struct scr_adult *a = &s->adult[i];
		int64_t number = o->check == -1 ? 0
						: a->held[o->check].number;

		if (!scr_on_record(s, a) || has_left(s, a) || number < 0 ||
		    (o->check == -1 && a->same == NULL))
			continue;
		v[n++] = (struct twin){ a, o->check == -1 ? a->same : NULL,
			number };
	}
	qsort(v, n, sizeof(*v), by_same);
	for (size_t i = 0; i < n; i++) {
		const struct twin *next = i + 1 < n && alike(&v[i], &v[i + 1])
		    ? &v[i + 1]
		    : i > 0 && alike(&v[i], &v[i - 1]) ? &v[i - 1] : NULL;

		if (next != NULL)
			add(s, v[i].adult,
			    o->check == -1 ? SCR_PERSON : o->check,
			    SCR_DUPLICATE, o->severity,
			    &o->basis)->other = next->adult->id;
	}
	free(v);
}

const char *
scr_item(int item)
{
	return item == SCR_PERSON	? "person"
	    : item == SCR_ACTIVITY	? "regulated-activity"
					: words_check[item];
}

static int
by_order(const void *a, const void *b)
{
	const struct scr_finding *x = a, *y = b;
	int c = (int)y->severity - (int)x->severity;

	if (c == 0 && x->adult != y->adult)
		c = x->adult < y->adult ? -1 : 1; /* they stand by id */
	if (c == 0)
		c = strcmp(scr_item(x->item), scr_item(y->item));
	return c != 0 ? c
		      : strcmp(words_finding[x->status],
			    words_finding[y->status]);
}

static void
accept(struct scr *s, const struct acceptance *a)
{
	if (strcmp(a->reg, "scr") != 0 ||
	    (a->until != DATE_NONE && a->until < s->day))
		return;
	for (size_t i = 0; i < s->nfindings; i++) {
		struct scr_finding *f = &s->finding[i];

		if (strcmp(a->subject, f->adult->id) == 0 &&
		    strcmp(a->item, scr_item(f->item)) == 0 &&
		    strcmp(a->status, words_finding[f->status]) == 0)
			f->accepted = a;
	}
}

static int
by_id(const void *a, const void *b)
{
	const struct scr_adult *x = a, *y = b;

	return strcmp(x->id, y->id);
}

const struct scr_adult *
scr_adult(const struct scr *s, const char *id)
{
	struct scr_adult key = { .category = 0 };

	if (s->nadults == 0 || strlen(id) >= ID_LEN)
		return NULL;
	memcpy(key.id, id, strlen(id) + 1);
	return bsearch(&key, s->adult, s->nadults, sizeof(key), by_id);
}

void
scr_audit(struct scr *s, const struct acceptances *accepted)
{
	if (s->nadults > 1)
		qsort(s->adult, s->nadults, sizeof(*s->adult), by_id);
	for (size_t i = 0; i < s->nadults; i++)
		audit_adult(s, &s->adult[i]);
	for (size_t i = 0; i < s->rules->nothers; i++)
		if (s->rules->other[i].status == SCR_DUPLICATE)
			audit_twins(s, &s->rules->other[i]);
	if (s->nfindings > 1)
		qsort(s->finding, s->nfindings, sizeof(*s->finding),
		    by_order);
	for (size_t i = 0; accepted != NULL && i < accepted->n; i++)
		accept(s, &accepted->v[i]);
}

void
scr_count(const struct scr *s, struct scr_counts *c)
{
	bool *acts = mem_alloc(s->nadults + 1);

	memset(c, 0, sizeof(*c));
	for (size_t i = 0; i < s->nfindings; i++) {
		const struct scr_finding *f = &s->finding[i];

		if (f->accepted != NULL) {
			c->accepted++;
			continue;
		}
		acts[f->adult - s->adult] = true;
		if (f->severity == SCR_BREACH)
			c->breach++;
		else
			c->advice++;
	}
	for (size_t i = 0; i < s->nadults; i++) {
		if (!scr_on_record(s, &s->adult[i]))
			continue;
		c->adults++;
		c->complete += !acts[i];
	}
	free(acts);
}
