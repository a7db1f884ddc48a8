/* SPDX-License-Identifier: ISC */
#include "domain/concern/routing_inside.h"

#include <string.h>

/*
 * The places that are people of the school, the posts that answer for each,
 * and who is next up (policy 4.2, 7.2, 12.6, 12.8; D.10).  Where the first
 * post of a place is held, it alone is that place: the lead DSL is the DSL.
 */
static const struct place {
	const char *to;
	const char *post[2];
	const char *next;
	const char *vacant; /* who stands in where nobody holds it, or NULL */
} places[] = {
	{ "dsl", { "lead-dsl", "deputy-dsl" }, "headteacher", NULL },
	{ "headteacher", { "headteacher", NULL }, "chair", "senior-teacher" },
	{ "senior-teacher", { "senior-teacher", NULL }, "chair", NULL },
	{ "chair", { "chair", NULL }, "whistleblowing", "vice-chair" },
	{ "vice-chair", { "vice-chair", NULL }, "whistleblowing",
	    "whistleblowing" },
	{ "mental-health-lead", { "senior-mental-health-lead", NULL }, "dsl",
	    NULL },
	{ "senco", { "senco", NULL }, "dsl", NULL },
	{ "whistleblowing", { NULL, NULL }, "nspcc-whistleblowing", NULL },
	{ "nspcc-whistleblowing", { NULL, NULL }, "la-investigations", NULL },
	{ "la-investigations", { NULL, NULL }, "csc", NULL },
};

#define NPLACES (sizeof(places) / sizeof(places[0]))

static const struct place *
find(const char *to)
{
	size_t i;

	for (i = 0; i < NPLACES; i++)
		if (strcmp(places[i].to, to) == 0)
			return &places[i];
	return NULL;
}

static bool
answers(const struct place *p, const char *role)
{
	return (p->post[0] != NULL && strcmp(p->post[0], role) == 0) ||
	    (p->post[1] != NULL && strcmp(p->post[1], role) == 0);
}

/* The post that is the place: the first that anybody holds, or NULL. */
static const char *
held(const struct routing_facts *f, const struct place *p)
{
	size_t i, k;

	for (k = 0; k < 2 && p->post[k] != NULL; k++)
		for (i = 0; i < f->nposts; i++)
			if (strcmp(f->post[i].role, p->post[k]) == 0)
				return p->post[k];
	return NULL;
}

/* One of the persons holds the post, and nobody else does. */
static bool
held_only_by(const struct routing_facts *f, const char *role,
    const char *const *persons)
{
	bool any = false;
	size_t i;

	for (i = 0; role != NULL && i < f->nposts; i++) {
		if (strcmp(f->post[i].role, role) != 0)
			continue;
		if (!rules_has(persons, f->post[i].person))
			return false;
		any = true;
	}
	return any;
}

/* The one person who is all of a place, deputies too; NULL for several. */
static const char *
alone(const struct routing_facts *f, const struct place *p)
{
	const char *who = NULL;
	size_t i;

	for (i = 0; i < f->nposts; i++) {
		if (!answers(p, f->post[i].role))
			continue;
		if (who != NULL && strcmp(who, f->post[i].person) != 0)
			return NULL;
		who = f->post[i].person;
	}
	return who;
}

static bool
holds(const struct routing_case *c, const char *role)
{
	const struct routing_facts *f = c->facts;
	size_t i;

	for (i = 0; i < f->nposts; i++)
		if (strcmp(f->post[i].role, role) == 0 &&
		    rules_has(c->about, f->post[i].person))
			return true;
	return false;
}

void
routing_add(const char **list, const char *word)
{
	size_t n = 0;

	if (rules_has(list, word))
		return;
	while (list[n] != NULL)
		n++;
	list[n] = word;
}

static const char *
copy(struct routing_case *c, const struct json *j, int t)
{
	struct buf scratch = BUF_INIT;
	const char *s;
	char *p;
	size_t n;

	s = json_text(j, t, &scratch, &n);
	p = rules_keep(c->piece, n + 1);
	memcpy(p, s, n);
	buf_release(&scratch);
	return p;
}

/* Whom it is about by id: the one named, or who holds the post named. */
static void
set_about(struct routing_case *c)
{
	const struct json *j = c->facts->concern;
	int v = json_get(j, 0, "conduct_person");
	size_t i;

	c->about = rules_keep(c->piece,
	    (c->facts->nposts + 2) * sizeof(*c->about));
	if (v >= 0 && json_type(j, v) == JSON_STRING) {
		routing_add(c->about, copy(c, j, v));
		return;
	}
	for (i = 0; i < c->facts->nposts; i++)
		if ((c->headteacher &&
		    strcmp(c->facts->post[i].role, "headteacher") == 0) ||
		    (c->chair && strcmp(c->facts->post[i].role, "chair") == 0))
			routing_add(c->about, c->facts->post[i].person);
}

static void
set_cannot(struct routing_case *c)
{
	const struct json *j = c->facts->concern;
	int v = json_get(j, 0, "cannot_tell"), t;
	size_t n = 1;

	if (v >= 0 && json_type(j, v) == JSON_ARRAY)
		n += j->tok[v].count;
	c->cannot = rules_keep(c->piece, n * sizeof(*c->cannot));
	if (n == 1)
		return;
	for (t = json_first(j, v); t >= 0; t = json_after(j, v, t))
		if (json_type(j, t) == JSON_STRING)
			routing_add(c->cannot, copy(c, j, t));
}

void
routing_people(struct routing_case *c)
{
	const struct json *j = c->facts->concern;
	int of = json_get(j, 0, "conduct_of");
	size_t i;

	c->headteacher = of >= 0 && json_is(j, of, "headteacher");
	c->chair = of >= 0 && json_is(j, of, "chair");
	c->child = of >= 0 && json_is(j, of, "child");
	set_about(c);
	set_cannot(c);
	c->barred = rules_keep(c->piece, (NPLACES + 1) * sizeof(*c->barred));
	if (c->headteacher)
		routing_add(c->barred, "headteacher");
	if (c->chair)
		routing_add(c->barred, "chair");
	c->headteacher = c->headteacher || holds(c, "headteacher");
	c->chair = c->chair || holds(c, "chair");
	if (c->headteacher)
		routing_add(c->barred, "headteacher");
	for (i = 0; i < NPLACES; i++)
		if (held_only_by(c->facts, held(c->facts, &places[i]),
		    c->about))
			routing_add(c->barred, places[i].to);
	c->adult = c->headteacher || c->chair || c->about[0] != NULL ||
	    (of >= 0 && json_type(j, of) == JSON_STRING && !c->child &&
	    !json_is(j, of, "none"));
}

bool
routing_nobody(const struct routing_case *c, const char *to)
{
	const struct place *p = find(to);

	return rules_has(c->barred, to) ||
	    (p != NULL && p->post[0] != NULL && held(c->facts, p) == NULL);
}

/*
 * The reporter cannot go there; nor to another place that is the same one
 * person, as where the headteacher is also the only DSL.
 */
static bool
cannot(const struct routing_case *c, const char *to)
{
	const struct place *p = find(to), *o;
	const char *who;
	size_t i;

	if (rules_has(c->cannot, to))
		return true;
	if (p == NULL || (who = alone(c->facts, p)) == NULL)
		return false;
	for (i = 0; c->cannot[i] != NULL; i++) {
		if ((o = find(c->cannot[i])) == NULL ||
		    alone(c->facts, o) == NULL)
			continue;
		if (strcmp(alone(c->facts, o), who) == 0)
			return true;
	}
	return false;
}

/* Whom the headteacher's conduct is not told to: they answer to him or her. */
static bool
under_the_head(const char *to)
{
	static const char *const under[] = { "dsl", "headteacher",
		"senior-teacher", NULL };

	return rules_has(under, to);
}

/* One step up from a place that is out, or the place itself. */
static const char *
step_up(const struct routing_case *c, const char *to)
{
	const struct place *p = find(to);

	if (c->headteacher && under_the_head(to))
		return "chair";
	if (cannot(c, to)) {
		/* an agency: somebody else at school makes the call */
		return p == NULL ? "dsl" : p->next;
	}
	if (p == NULL)
		return to;
	if (rules_has(c->barred, to)) {
		/* the headteacher's stand-in answers to the headteacher */
		if (p->vacant != NULL && strcmp(to, "headteacher") != 0)
			return p->vacant;
		return p->next;
	}
	if (p->vacant == NULL || held(c->facts, p) != NULL)
		return to;
	/* where neither is on record, the chair most likely is not entered */
	if (strcmp(to, "chair") == 0 && !c->headteacher && !c->chair &&
	    held(c->facts, find(p->vacant)) == NULL)
		return to;
	return p->vacant;
}

const char *
routing_place(struct routing_case *c, const char *to)
{
	static const char *const committee[] = { "chair", "vice-chair",
		NULL };
	bool own = rules_has(committee, to) && (c->headteacher || c->chair);
	const char *up;
	size_t i;

	if (c->headteacher && under_the_head(to))
		return NULL; /* the chair, or who stands in, must already */
	for (i = 0; i <= NPLACES; i++) {
		up = step_up(c, to);
		if (up == to)
			return to;
		if (strcmp(up, "whistleblowing") == 0) {
			if (own && !cannot(c, to))
				return NULL; /* its own rule says who */
			c->reached = true;
		}
		to = up;
	}
	return NULL;
}
