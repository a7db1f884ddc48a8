/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "model/rec/rec_get.h"
#include "domain/staff/posts.h"

/* The words of a list, as bits; 0 when it is absent or empty. */
static unsigned
bits(const struct json *j, const char *name, const char *const *words)
{
	int list = json_get(j, 0, name);
	unsigned set = 0;

	for (int t = list < 0 ? -1 : json_first(j, list); t >= 0;
	     t = json_after(j, list, t))
		for (unsigned i = 0; words[i] != NULL; i++)
			if (json_is(j, t, words[i]))
				set |= 1u << i;
	return set;
}

void
rota_add(struct rota *r, const struct adults *adults, const struct json *j,
    int64_t order)
{
	static const char *const days[] = { "monday", "tuesday", "wednesday",
		"thursday", "friday", NULL };
	static const char *const sessions[] = { "AM", "PM", NULL };
	uint32_t adult = adults_member(adults, j, json_get(j, 0, "person"));
	int on_site = json_get(j, 0, "on_site");
	struct duty *d;

	if (adult == ADULT_NONE)
		return;
	r->v = mem_resize(r->v, r->n + 1, sizeof(*r->v));
	d = &r->v[r->n++];
	*d = (struct duty){ .order = order, .adult = adult,
		.from = rec_day(j, 0, "date"), .to = rec_day(j, 0, "to"),
		.days = bits(j, "days", days),
		.sessions = bits(j, "sessions", sessions),
		.on_site = on_site < 0 || json_type(j, on_site) == JSON_TRUE };
	if (d->to == DATE_NONE)
		d->to = d->from;
	if (d->sessions == 0)
		d->sessions = SESSION_AM | SESSION_PM;
}

static int
by_order(const void *a, const void *b)
{
	const struct duty *x = a, *y = b;

	return (x->order > y->order) - (x->order < y->order);
}

void
rota_ready(struct rota *r)
{
	if (r->n > 1)
		qsort(r->v, r->n, sizeof(*r->v), by_order);
}

void
rota_release(struct rota *r)
{
	free(r->v);
	memset(r, 0, sizeof(*r));
}

static bool
covers(const struct duty *d, int32_t day, unsigned session)
{
	return d->from <= day && day <= d->to && (d->sessions & session) &&
	    (d->days == 0 || (d->days & 1u << date_weekday(day)));
}

/* How many of the rule's group are on site in a session. */
static int
on_site(const struct posts *p, const struct asked *a, int32_t day,
    unsigned session, bool *there)
{
	int n = 0;

	memset(there, 0, p->adults->n * sizeof(*there));
	for (size_t i = 0; i < p->rota.n; i++) {
		const struct duty *d = &p->rota.v[i];

		if (covers(d, day, session))
			there[d->adult] = d->on_site;
	}
	for (uint32_t i = 0; i < p->adults->n; i++)
		n += there[i] && adults_here(&p->adults->v[i], day) &&
		    (adults_roles(p->adults, i, day) & a->of.roles) != 0;
	return n;
}

struct gap {
	int32_t day;
	unsigned sessions;
};

static void
tell_day(const struct posts *p, const struct asked *a, const struct gap *g,
    struct findings *out)
{
	char iso[DATE_LEN], day[DATE_LONG], item[64];
	struct finding *f;

	date_format(g->day, iso);
	date_format_long(g->day, day);
	snprintf(item, sizeof(item), "%s-%s", a->item, iso);
	f = findings_add(out, "role", "slt", item, "missing",
	    g->day > p->day ? "advice" : a->severity, "%s on %s: no %s. Put "
	    "one down with rota-add, or record who was there.",
	    g->sessions == SESSION_AM ? "Morning"
		: g->sessions == SESSION_PM ? "Afternoon" : "All day", day,
	    a->name);
	f->rule = a->id;
	f->cite = a->cite;
	f->due = g->day;
}

static void
tell_none(const struct posts *p, const struct asked *a, const struct gap *g,
    size_t n, struct findings *out)
{
	char first[DATE_LONG], last[DATE_LONG];
	struct finding *f;

	date_format_long(g[0].day, first);
	date_format_long(g[n - 1].day, last);
	f = findings_add(out, "role", "slt", a->item, "missing",
	    g[0].day > p->day ? "advice" : a->severity, "There is no rota of "
	    "DSLs from %s to %s (%zu school days). Put it down with rota-add.",
	    first, last, n);
	f->rule = a->id;
	f->cite = a->cite;
	f->due = g[0].day;
}

static void
check_rule(const struct posts *p, const struct asked *a,
    const struct calendar *cal, int32_t first, int32_t last,
    struct findings *out)
{
	struct gap *gap = mem_alloc(((size_t)(last - first) + 1) *
	    sizeof(*gap));
	bool *there = mem_alloc((p->adults->n + 1) * sizeof(*there));
	bool kept = false;
	size_t n = 0;

	for (size_t i = 0; i < p->rota.n; i++)
		kept = kept || (p->rota.v[i].from <= last &&
		    p->rota.v[i].to >= first);
	for (int32_t day = first; day <= last; day++) {
		unsigned held = (unsigned)calendar_sessions(cal, day);
		unsigned empty = 0;

		for (unsigned s = SESSION_AM; s <= SESSION_PM; s <<= 1)
			if ((held & s) != 0 && on_site(p, a, day, s, there) <
				a->least)
				empty |= s;
		if (empty != 0)
			gap[n++] = (struct gap){ day, empty };
	}
	if (n > 0 && !kept)
		tell_none(p, a, gap, n, out);
	for (size_t i = 0; kept && i < n; i++)
		tell_day(p, a, &gap[i], out);
	free(gap);
	free(there);
}

int
posts_check_rota(const struct posts *p, const struct calendar *cal,
    int32_t first, int32_t last, struct findings *out, struct err *err)
{
	char day[DATE_LONG];

	if (last < first)
		return err_set(err, ST_USAGE, "span",
		    "The last day is before the first.");
	if (!calendar_covers_school(cal, first) ||
	    !calendar_covers_school(cal, last)) {
		date_format_long(calendar_covers_school(cal, first) ? last
								    : first,
		    day);
		err_set(err, ST_CONFIG, "calendar", "The calendar does not "
		    "cover %s, so its sessions are not known.", day);
		return err_hint(err, "Give another span with --since and "
		    "--until, or extend the school's calendar.");
	}
	for (size_t i = 0; i < p->asked->n; i++) {
		const struct asked *a = &p->asked->v[i];

		if (edition_on(&a->in_force, p->day) &&
		    strcmp(a->item, ASKED_ROTA) == 0)
			check_rule(p, a, cal, first, last, out);
	}
	findings_sort(out);
	return 0;
}
