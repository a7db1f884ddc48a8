/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ics/ics.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "policy/calendar/calendar_inside.h"
#include "calendar_ics_own.h"

#define INSET_LONGEST 7
#define DAYS_MOST 400	 /* of any event that says something */
#define REPEATS_MOST 60	 /* days of one event that repeats */
#define NAMED 10	 /* of the events passed over */
#define YEAR_UNKNOWN "neither the calendar nor this file has the terms of " \
	"its year"

struct taking {
	struct taken *v;
	size_t n;
	const char *name;
	struct calendar new;
	struct err *err;
};

static int
wrong(const struct taking *t, const struct taken *e, const char *what)
{
	(void)err_set(t->err, ST_DATA, "calendar", "%s", what);
	return err_place(t->err, t->name, e->event->line);
}

static int
days(const struct taken *e)
{
	return e->to - e->from + 1;
}

/* "Autumn term" is called Autumn; "Term 1" keeps its word. */
static void
term_name(struct buf *out, const char *summary)
{
	static const char *const drop[] = { "half term", "half-term", "term" };
	struct buf b = BUF_INIT;
	const char *s;
	size_t n;

	buf_adds(&b, summary);
	for (size_t i = 0; i < sizeof(drop) / sizeof(drop[0]); i++) {
		char *at = strcasestr(b.p == NULL ? "" : b.p, drop[i]);

		if (at != NULL)
			memset(at, ' ', strlen(drop[i]));
	}
	s = buf_str(&b);
	n = b.n;
	while (n > 0 && strchr(" \t:-,", *s) != NULL)
		s++, n--;
	while (n > 0 && strchr(" \t:-,", s[n - 1]) != NULL)
		n--;
	if (n == 0 || (*s >= '0' && *s <= '9'))
		buf_adds(out, summary);
	else
		buf_add(out, s, n);
	buf_release(&b);
}

static void
add_term(struct taking *t, const struct taken *e, int32_t from,
    int32_t to, int part)
{
	struct term *term = &t->new.term[t->new.nterms++];
	struct buf name = BUF_INIT;
	int year, month, mday;

	while (from < to && date_weekday(from) >= 5)
		from++;
	while (to > from && date_weekday(to) >= 5)
		to--;
	*term = (struct term){ .from = from, .to = to };
	date_split(academic_year_start(from), &year, &month, &mday);
	(void)snprintf(term->year, sizeof(term->year), "%04u-%02u",
	    (unsigned)year % 10000, (unsigned)(year + 1) % 100);
	term_name(&name, e->event->summary);
	if (part > 0)
		buf_addf(&name, " %d", part);
	buf_cut(&name, text_utf8(buf_str(&name),
	    name.n < sizeof(term->name) ? name.n : sizeof(term->name) - 1));
	memcpy(term->name, buf_str(&name), name.n);
	buf_release(&name);
}

static bool
inside(const struct taken *e, const struct taken *term)
{
	return e->from > term->from && e->to < term->to;
}

/* A term less the holidays in it: events come by their first day. */
static void
split_term(struct taking *t, const struct taken *e)
{
	int32_t from = e->from;
	int part = 0;

	for (size_t k = 0; k < t->n; k++) {
		if ((t->v[k].says != A_HALF && t->v[k].says != A_BREAK) ||
		    !inside(&t->v[k], e))
			continue;
		add_term(t, e, from, t->v[k].from - 1, ++part);
		from = t->v[k].to + 1;
	}
	add_term(t, e, from, e->to, part == 0 ? 0 : part + 1);
}

static void
take_terms(struct taking *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct taken *e = &t->v[i];
		bool within = false;

		if (e->says == A_TERM)
			split_term(t, e);
		if (e->says != A_HALF && e->says != A_BREAK)
			continue;
		for (size_t k = 0; k < t->n; k++)
			within = within || (t->v[k].says == A_TERM &&
			    inside(e, &t->v[k]));
		if (e->says == A_HALF && !within)
			add_term(t, e, e->from, e->to, 0);
		else if (within)
			e->says = A_BREAK;
		else {
			e->says = NOTHING;
			e->passed = "no term of this file has this holiday "
				    "in it";
		}
	}
	qsort(t->new.term, t->new.nterms, sizeof(*t->new.term),
	    calendar_by_day);
}

/* Whether the file has the terms of the school year that a day lies in. */
static bool
has_year(const struct term *v, size_t n, int32_t day)
{
	for (size_t i = 0; i < n; i++)
		if (academic_year_start(v[i].from) ==
		    academic_year_start(day))
			return true;
	return false;
}

/* What the old calendar has of other years, and covers. */
static void
keep_terms(struct taking *t, const struct calendar *old)
{
	struct day_set *s = &t->new.school_days;
	size_t n = t->new.nterms;

	for (size_t i = 0; i < n; i++) {
		int32_t first = academic_year_start(t->new.term[i].from);
		int32_t next = date_add_months(first, 12);

		/* outside the years there are, its term will be refused */
		if (first == DATE_NONE || next == DATE_NONE)
			continue;
		if (first < s->from)
			s->from = first;
		if (next - 1 > s->to)
			s->to = next - 1;
	}
	for (size_t i = 0; i < old->ninset; i++)
		if (!has_year(t->new.term, n, old->inset[i]))
			t->new.inset[t->new.ninset++] = old->inset[i];
	for (size_t i = 0; i < old->nterms; i++)
		if (!has_year(t->new.term, n, old->term[i].from))
			t->new.term[t->new.nterms++] = old->term[i];
	qsort(t->new.term, t->new.nterms, sizeof(*t->new.term),
	    calendar_by_day);
}

/* A struct that begins with its day is there already. */
static bool
known(const void *v, size_t n, size_t size, int32_t day)
{
	const char *p = v;

	for (size_t i = 0; i < n; i++)
		if (memcmp(p + i * size, &day, sizeof(day)) == 0)
			return true;
	return false;
}

static void
take_day(struct taking *t, const struct taken *e, int32_t day)
{
	struct calendar *c = &t->new;
	struct holiday *h = &c->closure[c->nclosures];
	const char *why = e->event->summary;
	size_t n;

	if (e->says == AN_INSET) {
		if (!known(c->inset, c->ninset, sizeof(day), day))
			c->inset[c->ninset++] = day;
	} else if (e->says == A_CLOSURE) {
		if (known(c->closure, c->nclosures, sizeof(*h), day))
			return;
		if (strchr(why, ':') != NULL)
			why = strchr(why, ':') + 1;
		why += strspn(why, " ");
		n = strlen(why);
		if (n >= sizeof(h->title))
			n = text_utf8(why, sizeof(h->title) - 1);
		*h = (struct holiday){ .day = day };
		memcpy(h->title, why, n);
		c->nclosures++;
	} else if (!known(c->shorter, c->nshorter, sizeof(*c->shorter),
		       day)) {
		c->shorter[c->nshorter++] = (struct short_day){ day,
			e->says == AM_ONLY ? SESSION_AM : SESSION_PM };
	}
}

static int
take_days(struct taking *t)
{
	struct calendar *c = &t->new;

	for (size_t i = 0; i < t->n; i++) {
		struct taken *e = &t->v[i];

		if (e->says < AN_INSET)
			continue;
		if (e->says == AN_INSET && days(e) > INSET_LONGEST)
			return wrong(t, e, "The event that begins here says "
			    "INSET and lasts for more than a week. Enter the "
			    "term and its INSET days as events of their "
			    "own.");
		if (e->from < c->school_days.from ||
		    e->to > c->school_days.to) {
			e->says = NOTHING;
			e->passed = YEAR_UNKNOWN;
			continue;
		}
		for (int32_t d = e->from; d <= e->to; d++)
			if (date_weekday(d) < 5)
				take_day(t, e, d);
	}
	qsort(c->inset, c->ninset, sizeof(*c->inset), calendar_by_day);
	qsort(c->closure, c->nclosures, sizeof(*c->closure),
	    calendar_by_day);
	qsort(c->shorter, c->nshorter, sizeof(*c->shorter), calendar_by_day);
	return 0;
}

/* Room for what there was and what may come. */
static void
copy(struct taking *t, const struct calendar *old)
{
	size_t more = 0;

	for (size_t i = 0; i < t->n; i++)
		more += t->v[i].says < AN_INSET ? 0 : (size_t)days(&t->v[i]);
	t->new = *old;
	t->new.term = mem_alloc((old->nterms + 2 * t->n + 1) *
	    sizeof(*old->term));
	t->new.nterms = 0;
	t->new.inset = mem_alloc((old->ninset + more + 1) *
	    sizeof(*old->inset));
	t->new.ninset = 0;
	t->new.closure = mem_alloc((old->nclosures + more + 1) *
	    sizeof(*old->closure));
	if (old->nclosures > 0)
		memcpy(t->new.closure, old->closure,
		    old->nclosures * sizeof(*old->closure));
	t->new.shorter = mem_alloc((old->nshorter + more + 1) *
	    sizeof(*old->shorter));
	if (old->nshorter > 0)
		memcpy(t->new.shorter, old->shorter,
		    old->nshorter * sizeof(*old->shorter));
}

/* An event that has the words and is passed over, and why. */
static void
tell_passed(struct buf *out, const struct taken *e)
{
	char from[DATE_LONG] = "";

	if (e->event->trouble != NULL)
		buf_addf(out, "Line %ld", e->event->line);
	else {
		date_format_long(e->from, from);
		buf_adds(out, from);
	}
	buf_addf(out, ": passed over, since %s (%s).\n", e->passed,
	    *e->event->summary == '\0' ? "one without a name" :
	    e->event->summary);
}

/* What each event was taken for, a line each; those of no word in one. */
static void
tell(struct buf *out, const struct taking *t)
{
	static const char *const as[] = { "", "a term", "a half term",
		"a half-term holiday", "an INSET day", "a closure",
		"a morning alone", "an afternoon alone" };
	char from[DATE_LONG], to[DATE_LONG];
	size_t passed = 0, named = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct taken *e = &t->v[i];

		if (e->says == NOTHING) {
			passed += e->passed == NULL && !e->again;
			if (e->passed != NULL && !e->again)
				tell_passed(out, e);
			continue;
		}
		date_format_long(e->from, from);
		date_format_long(e->to, to);
		buf_addf(out, "%s%s%s: %s (%s).\n", from, e->from < e->to ?
		    " to " : "", e->from < e->to ? to : "", as[e->says],
		    e->event->summary);
	}
	if (passed == 0)
		return;
	buf_addf(out, "%zu event%s of nothing in the school's year %s passed "
	    "over:", passed, passed == 1 ? "" : "s", passed == 1 ? "was" :
	    "were");
	for (size_t i = 0; i < t->n && named < NAMED; i++) {
		const struct taken *e = &t->v[i];

		if (e->says == NOTHING && e->passed == NULL && !e->again)
			buf_addf(out, "%s %s", named++ == 0 ? "" : ";",
			    *e->event->summary == '\0' ?
			    "one without a name" : e->event->summary);
	}
	buf_adds(out, passed > NAMED ? "; and others.\n" : ".\n");
}

/* Those of one that repeats stand together, as they were read. */
static int
check_repeats(const struct taking *t)
{
	size_t many = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct taken *e = &t->v[i];

		if (e->says == NOTHING || e->event->repeated == 0)
			continue;
		if (e->says < AN_INSET)
			return wrong(t, e, "The term or half term that begins "
			    "here repeats. Enter each as an event of its "
			    "own.");
		many = e->again ? many + 1 : 1;
		if (many > REPEATS_MOST)
			return wrong(t, e, "The event that begins here "
			    "repeats on more than 60 days of the calendar. "
			    "Say until when, or enter each of its days.");
	}
	return 0;
}

/* What cannot be read stops the file where it says something, else not. */
static int
look_at(struct taking *t, const struct ics_entry *v, const char *school)
{
	for (size_t i = 0; i < t->n; i++) {
		struct taken *e = &t->v[i];

		*e = (struct taken){ .from = v[i].from, .to = v[i].to,
			.event = &v[i] };
		e->again = i > 0 && v[i].repeated > 0 &&
		    v[i].repeated == v[i - 1].repeated;
		calendar_says(e, school);
		if (v[i].trouble != NULL) {
			if (e->says != NOTHING)
				return wrong(t, e, v[i].trouble);
			e->passed = "it cannot be read";
		} else if (days(e) > DAYS_MOST) {
			e->says = NOTHING;
		}
	}
	return check_repeats(t);
}

static bool
nothing(const struct taking *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].says != NOTHING)
			return false;
	return true;
}

static int
take(struct taking *t, const struct calendar *old)
{
	if (t->n > 0)
		qsort(t->v, t->n, sizeof(*t->v), calendar_by_day);
	copy(t, old);
	take_terms(t);
	keep_terms(t, old);
	if (take_days(t) == -1)
		return -1;
	if (!nothing(t))
		return 0;
	(void)err_set(t->err, ST_DATA, "calendar", "No event here says term, "
	    "half term, INSET or closure of the school in a year that is "
	    "known.");
	return err_place(t->err, t->name, 0);
}

/* Repeats are followed to the end of the years the file may bring. */
#define YEARS_AHEAD (2 * 366)

int
calendar_add_ics(struct buf *out, const struct calendar *old,
    const char *text, size_t len, const char *name, struct buf *told,
    struct err *err)
{
	struct taking t = { .name = name, .err = err };
	struct ics_entry *v = NULL;
	int rc = -1;

	if (ics_read(&v, &t.n, text, len, name, old->school_days.from,
		old->school_days.to + YEARS_AHEAD, err) == -1)
		return -1;
	t.v = mem_alloc((t.n + 1) * sizeof(*t.v));
	if (look_at(&t, v, old->school) == 0) {
		rc = take(&t, old);
		tell(told, &t);
	}
	if (rc == 0)
		calendar_write(out, &t.new);
	free(t.new.term);
	free(t.new.inset);
	free(t.new.closure);
	free(t.new.shorter);
	free(t.v);
	ics_free(v, t.n);
	return rc;
}
