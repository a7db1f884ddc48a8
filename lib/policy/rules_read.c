/* SPDX-License-Identifier: ISC */
#include "policy/rules_inside.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "policy/rules_reading.h"

static const char *const kinds_of_rule[] = { "law", "guidance", "policy",
	NULL };
static const char *const parents[] = { "unsaid", "in-doubt", "yes",
	"take-advice", "no", NULL };
static const char *const units[] = { "days", "school-days", "working-days",
	"weeks", NULL };
static const char *const starts[] = { "observed_at", "planned_start", NULL };

/* The place of a word in its list; -1 with an error at the line. */
static int
place(const struct yaml *y, const char *const *list, struct err *err)
{
	const char *near;
	int i;

	if (y->type != YAML_SCALAR)
		return yaml_fail(y, err, "One word is expected here.");
	for (i = 0; list[i] != NULL; i++)
		if (strcmp(list[i], y->value) == 0)
			return i;
	near = text_nearest(y->value, list);
	if (near != NULL)
		return yaml_fail(y, err, "\"%.60s\" is none of the words that "
		    "can stand here. Did you mean \"%s\"?", y->value, near);
	return yaml_fail(y, err, "\"%.60s\" is none of the words that can "
	    "stand here, such as \"%s\".", y->value, list[0]);
}

/* A member that is one of a list's words; absent leaves *out. */
static int
word(const struct yaml *map, const char *key, bool must,
    const char *const *list, int *out, struct err *err)
{
	const struct yaml *y = yaml_get(map, key);
	int i;

	if (y == NULL)
		return must ? yaml_fail(map, err, "\"%s\" is missing here.",
		    key) : 0;
	if ((i = place(y, list, err)) == -1)
		return -1;
	*out = i;
	return 0;
}

const char **
rules_list(struct rules *rules, const struct yaml *y,
    const char *const *from, struct err *err)
{
	const struct yaml *c;
	const char **list;
	size_t n = 0;

	if (y == NULL || y->type == YAML_MAP ||
	    (y->type == YAML_LIST && y->n == 0)) {
		if (y != NULL)
			yaml_fail(y, err, "A list of words is expected "
			    "here.");
		return NULL;
	}
	list = rules_keep(&rules->piece,
	    ((y->type == YAML_LIST ? y->n : 1) + 1) * sizeof(*list));
	for (c = y->type == YAML_LIST ? y->child : y; c != NULL;
	    c = y->type == YAML_LIST ? c->next : NULL) {
		if (c->type != YAML_SCALAR || c->n == 0) {
			yaml_fail(c, err, "A word is expected here.");
			return NULL;
		}
		if (from != NULL && place(c, from, err) == -1)
			return NULL;
		list[n++] = c->value;
	}
	return list;
}

/* A list that may be left out, which is then an empty one. */
static int
some(struct rules *rules, const struct yaml *map, const char *key,
    const char *const *from, const char ***out, struct err *err)
{
	const struct yaml *y = yaml_get(map, key);

	if (y == NULL || (y->type == YAML_LIST && y->n == 0))
		*out = rules_keep(&rules->piece, sizeof(**out));
	else
		*out = rules_list(rules, y, from, err);
	return *out == NULL ? -1 : 0;
}

static int
read_due(const struct yaml *y, struct rule_due *due, struct err *err)
{
	static const char *const keys[] = { "unit", "n", "from", NULL };
	static const enum day_unit of[] = { UNIT_DAYS, UNIT_SCHOOL_DAYS,
		UNIT_WORKING_DAYS, UNIT_DAYS };
	int unit = 0, from = 0;

	due->set = true;
	if (y->type == YAML_SCALAR && strcmp(y->value, "end-of-day") == 0)
		return 0; /* of the day observed: 0 days after it */
	if (yaml_only(y, keys, err) == -1 ||
	    word(y, "unit", true, units, &unit, err) == -1 ||
	    yaml_int(y, "n", true, &due->n, err) == -1 ||
	    word(y, "from", true, starts, &from, err) == -1)
		return -1;
	if (due->n < -999 || due->n > 999)
		return yaml_fail(y, err, "A deadline counts at most 999.");
	due->unit = of[unit];
	if (unit == 3)
		due->n *= 7;
	due->from = from == 0 ? DUE_OBSERVED : DUE_PLANNED_START;
	return 0;
}

static int
read_route(const struct yaml *y, const struct rule *r, struct rule_route *t,
    struct err *err)
{
	static const char *const keys[] = { "to", "duty", "urgency", "by",
		"matter", "why", "due", NULL };
	const struct yaml *due;
	int n = 0, duty = 0, urgency;

	if (yaml_only(y, keys, err) == -1 ||
	    word(y, "to", true, words_to, &n, err) == -1 ||
	    word(y, "duty", true, rules_duties, &duty, err) == -1)
		return -1;
	t->to = words_to[n];
	t->duty = (enum duty)duty;
	urgency = t->duty == DUTY_CONSIDER ? URGENCY_SOON : URGENCY_SAME_DAY;
	t->why = r->why;
	if (word(y, "urgency", false, rules_urgencies, &urgency, err) == -1 ||
	    yaml_str(y, "by", false, &t->by, err) == -1 ||
	    yaml_str(y, "matter", false, &t->matter, err) == -1 ||
	    yaml_str(y, "why", false, &t->why, err) == -1)
		return -1;
	t->urgency = (enum urgency)urgency;
	due = yaml_get(y, "due");
	return due == NULL ? 0 : read_due(due, &t->due, err);
}

static int
read_routes(struct rules *rules, const struct yaml *y, struct rule *r,
    struct err *err)
{
	const struct yaml *c;

	if (y == NULL)
		return 0;
	if (y->type != YAML_LIST)
		return yaml_fail(y, err, "\"routes\" is a list of places.");
	r->route = rules_keep(&rules->piece, (y->n + 1) * sizeof(*r->route));
	for (c = y->child; c != NULL; c = c->next)
		if (read_route(c, r, &r->route[r->nroutes++], err) == -1)
			return -1;
	return 0;
}

/* The latest turn that any part of the condition needs. */
static enum rule_turn
turn(const struct when *w)
{
	enum rule_turn t = TURN_FIRST, c;

	for (; w != NULL; w = w->next) {
		c = w->key == WHEN_REACHED ? TURN_REACHED :
		    w->key == WHEN_NOTHING_STRONGER ? TURN_LAST :
		    turn(w->child);
		if (c > t)
			t = c;
	}
	return t;
}

/* A local rule under the id of a principle: more than it, never less. */
static int
check_sharper(struct rule *r, const struct rule *p, struct err *err)
{
	size_t i, k;

	r->when = p->when;
	r->turn = p->turn;
	if (yaml_get(r->at, "when") != NULL)
		return yaml_fail(yaml_get(r->at, "when"), err, "\"%s\" is a "
		    "principle, and when it applies cannot be changed. Write "
		    "a rule with an id of its own.", r->id);
	if (r->parents != PARENTS_UNSAID && r->parents < p->parents)
		return yaml_fail(yaml_get(r->at, "parents"), err, "\"%s\" is "
		    "a principle, and what it says about parents cannot be "
		    "weakened.", r->id);
	for (i = 0; i < r->nroutes; i++)
		for (k = 0; k < p->nroutes; k++) {
			if (strcmp(r->route[i].to, p->route[k].to) != 0)
				continue;
			if (r->route[i].duty < p->route[k].duty ||
			    r->route[i].urgency < p->route[k].urgency)
				return yaml_fail(r->at, err, "\"%s\" is a "
				    "principle: %s must stay at least %s, %s.",
				    r->id, p->route[k].to,
				    rules_duty_name(p->route[k].duty),
				    rules_urgency_name(p->route[k].urgency));
		}
	return 0;
}

/* Takes the packaged editions of an id out of the rules. */
static void
replace(struct rules *rules, const char *id)
{
	size_t i, n = 0;

	for (i = 0; i < rules->n; i++)
		if (rules->rule[i].local || strcmp(rules->rule[i].id, id) != 0)
			rules->rule[n++] = rules->rule[i];
	rules->n = n;
}

static int
check_local(struct rules *rules, struct rule *r, struct err *err)
{
	size_t i;
	bool known = false;

	if (r->principle)
		return yaml_fail(yaml_get(r->at, "principle"), err,
		    "Principles come with vigil; a local rule is none.");
	if (r->never[0] != NULL)
		return yaml_fail(yaml_get(r->at, "never"), err, "A local rule "
		    "adds places and steps; it cannot take any away.");
	if (r->parents == PARENTS_YES)
		return yaml_fail(yaml_get(r->at, "parents"), err, "A local "
		    "rule may say take-advice or no about parents, not yes.");
	for (i = 0; i < rules->n; i++) {
		if (rules->rule[i].local ||
		    strcmp(rules->rule[i].id, r->id) != 0)
			continue;
		known = true;
		if (rules->rule[i].principle)
			return check_sharper(r, &rules->rule[i], err);
	}
	if (known)
		replace(rules, r->id);
	return 0;
}

static int
read_rule(struct rules *rules, const struct yaml *y, bool local,
    struct err *err)
{
	static const char *const keys[] = { "id", "edition", "effective_from",
		"effective_to", "kind", "principle", "cite", "why", "when",
		"routes", "do", "prompts", "never", "parents", NULL };
	const struct yaml *when;
	struct rule *r, one = { .at = y, .local = local };
	int kind = 0, say = 0;

	r = &one;
	if (yaml_only(y, keys, err) == -1 ||
	    yaml_str(y, "id", true, &r->id, err) == -1 ||
	    yaml_str(y, "edition", true, &r->edition, err) == -1 ||
	    edition_read(&r->in_force, y, err) == -1 ||
	    word(y, "kind", true, kinds_of_rule, &kind, err) == -1 ||
	    yaml_bool(y, "principle", false, &r->principle, err) == -1 ||
	    yaml_str(y, "why", true, &r->why, err) == -1 ||
	    word(y, "parents", false, parents, &say, err) == -1 ||
	    some(rules, y, "cite", NULL, &r->cite, err) == -1 ||
	    some(rules, y, "do", rules_words(&kind_handling, "do"), &r->step,
	    err) == -1 ||
	    some(rules, y, "prompts", NULL, &r->prompt, err) == -1 ||
	    some(rules, y, "never", words_to, &r->never, err) == -1 ||
	    read_routes(rules, yaml_get(y, "routes"), r, err) == -1)
		return -1;
	r->kind = kinds_of_rule[kind];
	r->parents = (enum parents)say;
	if (r->cite[0] == NULL)
		return yaml_fail(y, err, "The rule %.60s has no source. Say "
		    "under \"cite\" where it comes from.", r->id);
	if (r->nroutes == 0 && r->step[0] == NULL && r->prompt[0] == NULL &&
	    r->never[0] == NULL && r->parents == PARENTS_UNSAID)
		return yaml_fail(y, err, "Nothing follows from the rule "
		    "%.60s. Give it routes, steps or prompts.", r->id);
	if ((when = yaml_get(y, "when")) != NULL) {
		if ((r->when = rules_when(rules, when, err)) == NULL)
			return -1;
		r->turn = turn(r->when);
	}
	if (local && check_local(rules, r, err) == -1)
		return -1;
	if (rules->n == rules->cap) {
		rules->cap = rules->cap ? 2 * rules->cap : 64;
		rules->rule = mem_resize(rules->rule, rules->cap,
		    sizeof(*rules->rule));
	}
	rules->rule[rules->n++] = one;
	return 0;
}

static int
read_named(struct rules *rules, const struct yaml *map, struct err *err)
{
	const struct yaml *y;
	struct rules_named *n;

	if (map->type != YAML_MAP)
		return yaml_fail(map, err, "\"conditions\" are names, each "
		    "with its condition.");
	for (y = map->child; y != NULL; y = y->next) {
		n = rules_keep(&rules->piece, sizeof(*n));
		n->name = y->key;
		if ((n->when = rules_when(rules, y, err)) == NULL)
			return -1;
		n->next = rules->named;
		rules->named = n;
	}
	return 0;
}

int
rules_read(struct rules *rules, const struct yaml *doc, bool local,
    struct err *err)
{
	static const char *const keys[] = { "kind", "conditions", "rules",
		NULL };
	const struct yaml *named, *list, *y;

	if (yaml_only(doc, keys, err) == -1)
		return -1;
	named = yaml_get(doc, "conditions");
	if (named != NULL && local)
		return yaml_fail(named, err, "Named conditions come with "
		    "vigil. Write the condition in the rule itself.");
	if (named != NULL && read_named(rules, named, err) == -1)
		return -1;
	if ((list = yaml_get(doc, "rules")) == NULL)
		return 0;
	if (list->type != YAML_LIST)
		return yaml_fail(list, err, "\"rules\" is a list of rules.");
	for (y = list->child; y != NULL; y = y->next)
		if (read_rule(rules, y, local, err) == -1)
			return -1;
	return 0;
}
