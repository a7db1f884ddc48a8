/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ics.h"
#include "base/mem.h"
#include "base/text.h"
#include "calendar_inside.h"

/*
 * What an event's summary says, by the convention that calendar-add(1)
 * tells.  A half term inside a term is the holiday in its middle; one that
 * lies in none is the half term that is taught.
 */
enum says { NOTHING, A_TERM, A_HALF, A_BREAK, AN_INSET, A_CLOSURE, AM_ONLY,
	PM_ONLY };

#define TERM_SHORTEST 5	 /* days; "term ends" is no term */
#define INSET_LONGEST 7
#define DAYS_MOST 400	 /* of any event that says something */
#define NAMED 10	 /* of the events passed over */

struct taking {
	const struct ics_entry *event;
	enum says *says;
	size_t n;
	const char *name;
	struct calendar new;
	struct err *err;
};

static int
wrong(const struct taking *t, const struct ics_entry *e, const char *what)
{
	(void)err_set(t->err, ST_DATA, "calendar", "%s", what);
	return err_place(t->err, t->name, e->line);
}

static int
days(const struct ics_entry *e)
{
	return e->to - e->from + 1;
}

/* The summary folded and between blanks, so that words can be looked for. */
static bool
has(const struct buf *text, const char *word)
{
	struct buf w = BUF_INIT;
	bool found;

	buf_addf(&w, " %s ", word);
	found = strstr(buf_str(text), buf_str(&w)) != NULL;
	buf_release(&w);
	return found;
}

static enum says
classify(const struct ics_entry *e)
{
	struct buf b = BUF_INIT, text = BUF_INIT;
	enum says says = NOTHING;

	text_fold(&b, e->summary, strlen(e->summary));
	buf_addc(&text, ' ');
	for (size_t i = 0; i < b.n; i++)
		buf_addc(&text, strchr(":;,.()-/", b.p[i]) != NULL
		    ? ' ' : b.p[i]);
	buf_addc(&text, ' ');
	if (has(&text, "inset"))
		says = AN_INSET;
	else if (has(&text, "closed") || has(&text, "closure"))
		says = A_CLOSURE;
	else if (has(&text, "am only"))
		says = AM_ONLY;
	else if (has(&text, "pm only"))
		says = PM_ONLY;
	else if (has(&text, "half term"))
		says = has(&text, "holiday") || has(&text, "holidays") ||
			has(&text, "break") ? A_BREAK : A_HALF;
	else if (has(&text, "term") && days(e) >= TERM_SHORTEST)
		says = A_TERM;
	buf_release(&b);
	buf_release(&text);
	return says;
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
add_term(struct taking *t, const struct ics_entry *e, int32_t from,
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
	term_name(&name, e->summary);
	if (part > 0)
		buf_addf(&name, " %d", part);
	buf_cut(&name, text_utf8(buf_str(&name),
	    name.n < sizeof(term->name) ? name.n : sizeof(term->name) - 1));
	memcpy(term->name, buf_str(&name), name.n);
	buf_release(&name);
}

static bool
inside(const struct ics_entry *e, const struct ics_entry *term)
{
	return e->from > term->from && e->to < term->to;
}

static int
by_day(const void *a, const void *b)
{
	const struct ics_entry *x = a, *y = b;

	return calendar_by_day(&x->from, &y->from);
}

/* A term less the holidays in it: events come by their first day. */
static void
split_term(struct taking *t, size_t i)
{
	const struct ics_entry *e = &t->event[i];
	int32_t from = e->from;
	int part = 0;

	for (size_t k = 0; k < t->n; k++) {
		if ((t->says[k] != A_HALF && t->says[k] != A_BREAK) ||
		    !inside(&t->event[k], e))
			continue;
		add_term(t, e, from, t->event[k].from - 1, ++part);
		from = t->event[k].to + 1;
	}
	add_term(t, e, from, e->to, part == 0 ? 0 : part + 1);
}

static void
take_terms(struct taking *t)
{
	for (size_t i = 0; i < t->n; i++) {
		bool within = false;

		if (t->says[i] == A_TERM)
			split_term(t, i);
		for (size_t k = 0; k < t->n; k++)
			within = within || (t->says[k] == A_TERM &&
			    inside(&t->event[i], &t->event[k]));
		if (t->says[i] == A_HALF && !within &&
		    days(&t->event[i]) >= TERM_SHORTEST)
			add_term(t, &t->event[i], t->event[i].from,
			    t->event[i].to, 0);
		else if (t->says[i] == A_HALF || t->says[i] == A_BREAK)
			t->says[i] = within ? A_BREAK : NOTHING;
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
take_day(struct taking *t, size_t i, int32_t day)
{
	struct calendar *c = &t->new;
	struct holiday *h = &c->closure[c->nclosures];
	const char *why = t->event[i].summary;
	size_t n;

	if (t->says[i] == AN_INSET) {
		if (!known(c->inset, c->ninset, sizeof(day), day))
			c->inset[c->ninset++] = day;
	} else if (t->says[i] == A_CLOSURE) {
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
			t->says[i] == AM_ONLY ? SESSION_AM : SESSION_PM };
	}
}

static int
take_days(struct taking *t)
{
	struct calendar *c = &t->new;

	for (size_t i = 0; i < t->n; i++) {
		const struct ics_entry *e = &t->event[i];

		if (t->says[i] < AN_INSET)
			continue;
		if (t->says[i] == AN_INSET && days(e) > INSET_LONGEST)
			return wrong(t, e, "The event that begins here says "
			    "INSET and lasts for more than a week. Enter the "
			    "term and its INSET days as events of their "
			    "own.");
		if (e->from < c->school_days.from ||
		    e->to > c->school_days.to)
			return wrong(t, e, "The event that begins here lies "
			    "in a year that neither the calendar nor this "
			    "file has the terms of.");
		for (int32_t d = e->from; d <= e->to; d++)
			if (date_weekday(d) < 5)
				take_day(t, i, d);
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
		more += t->says[i] < AN_INSET ? 0 : (size_t)days(&t->event[i]);
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

/* What each event was taken for, a line each; those passed over in one. */
static void
tell(struct buf *out, const struct taking *t)
{
	static const char *const as[] = { "", "a term", "a half term",
		"a half-term holiday", "an INSET day", "a closure",
		"a morning alone", "an afternoon alone" };
	char from[DATE_LONG], to[DATE_LONG];
	size_t passed = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct ics_entry *e = &t->event[i];

		passed += t->says[i] == NOTHING;
		if (t->says[i] == NOTHING)
			continue;
		date_format_long(e->from, from);
		date_format_long(e->to, to);
		buf_addf(out, "%s%s%s: %s (%s).\n", from, e->from < e->to ?
		    " to " : "", e->from < e->to ? to : "", as[t->says[i]],
		    e->summary);
	}
	if (passed == 0)
		return;
	buf_addf(out, "%zu event%s of nothing in the school's year %s passed "
	    "over:", passed, passed == 1 ? "" : "s", passed == 1 ? "was" :
	    "were");
	for (size_t i = 0, named = 0; i < t->n && named < NAMED; i++)
		if (t->says[i] == NOTHING)
			buf_addf(out, "%s %s", named++ == 0 ? "" : ";",
			    *t->event[i].summary == '\0' ? "one without a "
			    "name" : t->event[i].summary);
	buf_adds(out, passed > NAMED ? "; and others.\n" : ".\n");
}

static int
check_repeats(const struct taking *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->says[i] != NOTHING && t->event[i].repeats)
			return wrong(t, &t->event[i], "The event that begins "
			    "here repeats, and its days are not written "
			    "down. Enter each of its days.");
	return 0;
}

int
calendar_add_ics(struct buf *out, const struct calendar *old,
    const char *text, size_t len, const char *name, struct buf *told,
    struct err *err)
{
	struct taking t = { .name = name, .err = err };
	struct ics_entry *v = NULL;
	size_t nothing = 0;
	int rc = -1;

	if (ics_read(&v, &t.n, text, len, name, err) == -1)
		return -1;
	if (t.n > 0)
		qsort(v, t.n, sizeof(*v), by_day);
	t.event = v;
	t.says = mem_alloc((t.n + 1) * sizeof(*t.says));
	for (size_t i = 0; i < t.n; i++) {
		t.says[i] = classify(&v[i]);
		if (days(&v[i]) > DAYS_MOST)
			t.says[i] = NOTHING;
	}
	copy(&t, old);
	take_terms(&t);
	keep_terms(&t, old);
	for (size_t i = 0; i < t.n; i++)
		nothing += t.says[i] == NOTHING;
	if (nothing == t.n) {
		(void)err_set(err, ST_DATA, "calendar",
		    "No event here says term, half term, INSET or closure.");
		err_place(err, name, 0);
	} else if (check_repeats(&t) == 0 && take_days(&t) == 0) {
		calendar_write(out, &t.new);
		tell(told, &t);
		rc = 0;
	}
	free(t.new.term);
	free(t.new.inset);
	free(t.new.closure);
	free(t.new.shorter);
	free(t.says);
	ics_free(v, t.n);
	return rc;
}
