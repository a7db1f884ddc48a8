/* SPDX-License-Identifier: ISC */
#include "domain/concern/routing_inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"

/* What one rule says of one place, before lines to one place are made one. */
struct line {
	struct route route; /* cite is not set yet */
	const struct rule *from;
	size_t order;
	bool moved; /* the next up took it */
};

struct work {
	struct routing_case c;
	struct routing_answer *answer;
	const struct rules *rules;
	struct line *line;
	size_t n;
	const char **never;
};

static void
add_words(const char **list, const char **more)
{
	for (; *more != NULL; more++)
		routing_add(list, *more);
}

static size_t
count(const char **list)
{
	size_t n = 0;

	while (list[n] != NULL)
		n++;
	return n;
}

static const char *
say(struct rules_piece **piece, struct buf *b)
{
	char *s = rules_keep(piece, b->n + 1);

	memcpy(s, buf_str(b), b->n);
	buf_reset(b);
	return s;
}

/* Whose part a line usually is: the place's, seen from inside the school. */
static const char *
usual_by(const char *to)
{
	static const char *const own[] = { "dsl", "headteacher",
		"senior-teacher", "chair", "vice-chair", "police-999",
		"whistleblowing", "la-investigations", "nspcc-whistleblowing",
		NULL };

	return rules_has(own, to) ? "reporter" : "dsl";
}

/* Who does it once the removed are out: the next up, else the reporter. */
static const char *
doer(struct routing_case *c, const char *by)
{
	bool reached = c->reached;
	const char *to;

	if (strcmp(by, "reporter") == 0)
		return by;
	to = routing_place(c, by);
	if (to == NULL)
		to = routing_place(c, "chair");
	c->reached = reached;
	if (to == NULL || strcmp(usual_by(to), "dsl") == 0 ||
	    strstr(to, "whistleblowing") != NULL)
		return "reporter";
	return to;
}

static int32_t
planned_start(const struct json *j)
{
	struct buf scratch = BUF_INIT;
	int care = json_get(j, 0, "care"), v;
	int32_t day = DATE_NONE;
	const char *s;
	size_t n;

	if (care < 0 || json_type(j, care) != JSON_OBJECT)
		return day;
	v = json_get(j, care, "planned_start");
	if (v >= 0 && json_type(j, v) == JSON_STRING) {
		s = json_text(j, v, &scratch, &n);
		day = date_parse(s, n);
	}
	buf_release(&scratch);
	return day;
}

/* A deadline that cannot be counted is left out and warned about, once. */
static void
leave_out(struct buf *warning, const char *to, const char *why)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "The deadline for %s is left out: %s\n", to, why);
	if (strstr(buf_str(warning), line.p) == NULL)
		buf_add(warning, line.p, line.n);
	buf_release(&line);
}

static void
set_due(struct work *w, const struct rule_due *due, struct route *r)
{
	struct err err = { 0 };
	int32_t day = w->c.observed;

	if (due->from == DUE_PLANNED_START)
		day = planned_start(w->c.facts->concern);
	if (day == DATE_NONE) {
		r->urgency = URGENCY_IMMEDIATE;
		return;
	}
	if (due->unit == UNIT_DAYS) {
		day += (int32_t)due->n;
	} else if (w->c.facts->calendar == NULL) {
		leave_out(&w->answer->warning, r->to, "there is no calendar. "
		    "Count it by hand.");
		return;
	} else if (calendar_add(w->c.facts->calendar, due->unit, day,
	    (int)due->n, &day, &err) == -1) {
		leave_out(&w->answer->warning, r->to, err.msg);
		return;
	}
	r->due_at = time_of_day_end(day);
	if (due->n < 0 && r->due_at < w->c.facts->as_at) {
		r->due_at = TIME_NONE;
		r->urgency = URGENCY_IMMEDIATE;
	}
}

static void
add_line(struct work *w, const struct rule *r, const struct rule_route *t)
{
	const char *to = routing_place(&w->c, t->to);
	struct buf b = BUF_INIT;
	struct line *l;

	if (to == NULL)
		return;
	w->line = mem_resize(w->line, w->n + 1, sizeof(*w->line));
	l = &w->line[w->n];
	memset(l, 0, sizeof(*l));
	l->from = r;
	l->order = w->n++;
	l->moved = to != t->to;
	l->route.to = to;
	l->route.duty = t->duty;
	l->route.urgency = t->urgency;
	l->route.due_at = TIME_NONE;
	l->route.matter = t->matter;
	l->route.rule = r->id;
	l->route.why = t->why;
	l->route.by = doer(&w->c, l->moved || t->by == NULL ?
	    usual_by(to) : t->by);
	if (l->moved) {
		buf_addf(&b, "%s (In place of %s, which is left out of this "
		    "concern or held by nobody.)", t->why, t->to);
		l->route.why = say(&w->answer->piece, &b);
		buf_release(&b);
	}
	if (t->due.set)
		set_due(w, &t->due, &l->route);
}

static void
add_reason(struct work *w, const struct rule *r, const struct when *failed)
{
	struct routing_answer *a = w->answer;
	struct routing_reason *reason = &a->reason[a->nreasons++];
	struct buf b = BUF_INIT;

	reason->rule = r->id;
	reason->applied = failed == NULL;
	reason->why = r->why;
	if (failed == NULL)
		return;
	buf_adds(&b, "It needs: ");
	rules_describe(&b, failed);
	reason->why = say(&a->piece, &b);
	buf_release(&b);
}

static void
apply(struct work *w, const struct rule *r)
{
	struct routing_answer *a = w->answer;
	size_t i;

	for (i = 0; i < r->nroutes; i++)
		add_line(w, r, &r->route[i]);
	add_words(a->step, r->step);
	add_words(a->prompt, r->prompt);
	add_words(w->never, r->never);
	if (r->parents > a->parents) {
		a->parents = r->parents;
		a->parents_why = r->why;
	}
	for (i = 0; i < r->nroutes; i++)
		if (r->route[i].duty == DUTY_MUST &&
		    strcmp(r->route[i].to, "dsl") != 0)
			w->c.nothing_stronger = false;
}

static void
take(struct work *w, enum rule_turn turn)
{
	const struct rule *r;
	const struct when *failed;

	for (r = w->rules->rule; r < w->rules->rule + w->rules->n; r++) {
		if (r->turn != turn ||
		    !rules_in_force(w->rules, r, w->c.day))
			continue;
		failed = routing_fails(r->when, &w->c);
		add_reason(w, r, failed);
		if (failed == NULL)
			apply(w, r);
	}
}

/* NULL comes first. */
static int
compare_text(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int
compare_due(int64_t a, int64_t b)
{
	if (a == b)
		return 0;
	if (a == TIME_NONE || b == TIME_NONE)
		return a == TIME_NONE ? 1 : -1;
	return a < b ? -1 : 1;
}

/* Lines that become one stand together, the one that decides first. */
static int
compare_lines(const void *va, const void *vb)
{
	const struct line *a = va, *b = vb;
	int c;

	if ((c = strcmp(a->route.to, b->route.to)) != 0 ||
	    (c = compare_text(a->route.matter, b->route.matter)) != 0 ||
	    (c = compare_text(a->route.by, b->route.by)) != 0)
		return c;
	if (a->route.duty != b->route.duty)
		return a->route.duty > b->route.duty ? -1 : 1;
	if (a->route.urgency != b->route.urgency)
		return a->route.urgency > b->route.urgency ? -1 : 1;
	if ((c = compare_due(a->route.due_at, b->route.due_at)) != 0)
		return c;
	if (a->moved != b->moved)
		return a->moved ? 1 : -1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static int
compare_routes(const void *va, const void *vb)
{
	const struct route *a = va, *b = vb;
	int c;

	if (a->duty != b->duty)
		return a->duty > b->duty ? -1 : 1;
	if (a->urgency != b->urgency)
		return a->urgency > b->urgency ? -1 : 1;
	if ((c = compare_due(a->due_at, b->due_at)) != 0 ||
	    (c = strcmp(a->to, b->to)) != 0 ||
	    (c = strcmp(a->rule, b->rule)) != 0 ||
	    (c = compare_text(a->matter, b->matter)) != 0)
		return c;
	return compare_text(a->by, b->by);
}

static bool
together(const struct line *a, const struct line *b)
{
	return strcmp(a->route.to, b->route.to) == 0 &&
	    compare_text(a->route.matter, b->route.matter) == 0 &&
	    compare_text(a->route.by, b->route.by) == 0;
}

/* n lines to one place as one: the first decides, all reasons are kept. */
static void
fold(struct work *w, const struct line *l, size_t n, struct route *out)
{
	struct buf why = BUF_INIT;
	const char **cite;
	size_t i, cites = 1;
	bool own = false;

	*out = l->route;
	for (i = 0; i < n; i++) {
		cites += count(l[i].from->cite);
		own = own || !l[i].moved;
	}
	cite = rules_keep(&w->answer->piece, cites * sizeof(*cite));
	buf_adds(&why, out->why);
	for (i = 0; i < n; i++) {
		add_words(cite, l[i].from->cite);
		if (l[i].route.urgency > out->urgency)
			out->urgency = l[i].route.urgency;
		if (compare_due(l[i].route.due_at, out->due_at) < 0)
			out->due_at = l[i].route.due_at;
		if (strstr(buf_str(&why), l[i].route.why) != NULL ||
		    (own && l[i].moved))
			continue;
		buf_addf(&why, " %s", l[i].route.why);
	}
	out->cite = cite;
	out->why = say(&w->answer->piece, &why);
	buf_release(&why);
}

static void
fold_all(struct work *w, const struct contacts *contacts)
{
	struct routing_answer *a = w->answer;
	struct route *r;
	size_t i, n;

	if (w->n > 0)
		qsort(w->line, w->n, sizeof(*w->line), compare_lines);
	a->route = rules_keep(&a->piece, (w->n + 1) * sizeof(*a->route));
	for (i = 0; i < w->n; i += n) {
		for (n = 1; i + n < w->n &&
		    together(&w->line[i], &w->line[i + n]); n++)
			continue;
		if (rules_has(w->never, w->line[i].route.to))
			continue;
		r = &a->route[a->nroutes++];
		fold(w, &w->line[i], n, r);
		r->contact = contact_for(contacts, r->to);
	}
	qsort(a->route, a->nroutes, sizeof(*a->route), compare_routes);
}

/*
 * Every place barred at once leaves nobody: then social care is asked all
 * the same, since an answer is never empty.
 */
static void
never_empty(struct work *w, const struct contacts *contacts)
{
	struct routing_answer *a = w->answer;
	const struct rule *r = w->rules->rule;
	struct route *t = a->route;

	if (a->nroutes > 0)
		return;
	while (r->nroutes == 0 && r + 1 < w->rules->rule + w->rules->n)
		r++;
	t->to = "csc";
	t->duty = DUTY_MUST;
	t->urgency = URGENCY_IMMEDIATE;
	t->due_at = TIME_NONE;
	t->by = "reporter";
	t->contact = contact_for(contacts, t->to);
	t->why = "Every place is barred for this concern, and a concern "
	    "never goes nowhere: ask children's social care.";
	t->rule = r->id;
	t->cite = r->cite;
	a->nroutes = 1;
}

static void
set_exclude(struct work *w)
{
	struct routing_case *c = &w->c;
	const char **list;

	list = rules_keep(&w->answer->piece, (count(c->barred) +
	    count(c->cannot) + count(c->about) + 1) * sizeof(*list));
	add_words(list, c->barred);
	add_words(list, c->cannot);
	add_words(list, c->about);
	w->answer->exclude = list;
}

/* The steps in the order in which the contract has them. */
static void
order_steps(struct routing_answer *a)
{
	const char *const *all = rules_words(&kind_handling, "do");
	const char **list;
	size_t n = 0;

	list = rules_keep(&a->piece, (count(a->step) + 1) * sizeof(*list));
	for (; *all != NULL; all++)
		if (rules_has(a->step, *all))
			list[n++] = *all;
	a->step = list;
}

static int32_t
observed_day(const struct routing_facts *f)
{
	struct buf scratch = BUF_INIT;
	struct err err = { 0 };
	int v = json_get(f->concern, 0, "observed_at");
	int64_t t = f->as_at;
	const char *s;
	size_t n;

	if (v >= 0 && json_type(f->concern, v) == JSON_STRING) {
		s = json_text(f->concern, v, &scratch, &n);
		if (time_parse(s, n, &t, &err) == -1)
			t = f->as_at;
	}
	buf_release(&scratch);
	return time_day(t);
}

/* Room for whatever all the rules together could add. */
static void
make_room(struct work *w)
{
	struct routing_answer *a = w->answer;
	size_t i, steps = 1, prompts = 1, never = 1;

	for (i = 0; i < w->rules->n; i++) {
		steps += count(w->rules->rule[i].step);
		prompts += count(w->rules->rule[i].prompt);
		never += count(w->rules->rule[i].never);
	}
	a->step = rules_keep(&a->piece, steps * sizeof(*a->step));
	a->prompt = rules_keep(&a->piece, prompts * sizeof(*a->prompt));
	a->reason = rules_keep(&a->piece,
	    w->rules->n * sizeof(*a->reason));
	w->never = rules_keep(&a->piece, never * sizeof(*w->never));
}

int
routing_ask(struct routing_answer **out, const struct rules *rules,
    const struct contacts *contacts, const struct routing_facts *facts,
    struct err *err)
{
	struct work w = { .rules = rules };

	*out = NULL;
	if (rules->n == 0)
		return err_set(err, ST_CONFIG, "no-rules", "There are no "
		    "routing rules, so nobody can be told where this goes.");
	w.answer = mem_alloc(sizeof(*w.answer));
	make_room(&w);
	w.c.facts = facts;
	w.c.piece = &w.answer->piece;
	w.c.day = time_day(facts->as_at);
	w.c.observed = observed_day(facts);
	w.c.nothing_stronger = true;
	routing_people(&w.c);
	take(&w, TURN_FIRST);
	take(&w, TURN_LAST);
	take(&w, TURN_REACHED);
	fold_all(&w, contacts);
	never_empty(&w, contacts);
	set_exclude(&w);
	order_steps(w.answer);
	free(w.line);
	*out = w.answer;
	return 0;
}

void
routing_free(struct routing_answer *a)
{
	if (a == NULL)
		return;
	rules_drop(&a->piece);
	buf_release(&a->warning);
	free(a);
}
