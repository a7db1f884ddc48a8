/* SPDX-License-Identifier: ISC */
#include "policy/rules/rules_inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "policy/rules/rules_reading.h"

static const char *const kind[] = { "routing", NULL };
static const char *const parents[] = { "unsaid", "in-doubt", "yes",
	"take-advice", "no", NULL };
static const char *const units[] = { "days", "school-days", "working-days",
	"weeks", NULL };
static const char *const starts[] = { "observed_at", "planned_start", NULL };

struct reading {
	struct rules *rules;
	bool local;
};

struct file {
	struct rule *v;
	size_t n;
};

const char **
rules_list(struct rules *rules, const struct yaml *y,
    const char *const *from, struct err *err)
{
	const struct yaml *c;
	const char **list;
	size_t n = 0;

	if (y->type == YAML_MAP || (y->type == YAML_LIST && y->n == 0)) {
		yaml_fail(y, err, "A list of words is expected here.");
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
		if (from != NULL && yaml_word(c, from, err) == -1)
			return NULL;
		list[n++] = c->value;
	}
	return list;
}

/* Weeks stand in units where months do elsewhere: seven days each. */
static int
check_due(const struct yaml *y, void *out, void *arg, struct err *err)
{
	struct rule_due *due = out;

	(void)y;
	(void)arg;
	(void)err;
	due->set = true;
	if (due->unit == UNIT_MONTHS) {
		due->unit = UNIT_DAYS;
		due->n *= 7;
	}
	return 0;
}

#define AT(member) YAML_IN(struct rule_due, member)

static const struct yaml_field due_fields[] = {
	{ "unit", YAML_WORD, YAML_MUST, AT(unit), .words = units },
	{ "n", YAML_NUMBER, YAML_MUST, AT(n), .least = -999, .most = 999 },
	{ "from", YAML_WORD, YAML_MUST, AT(from), .words = starts },
	{ .name = NULL }
};

static const struct yaml_form due_form = { .fields = due_fields,
	.size = sizeof(struct rule_due), .check = check_due };

static int
read_due(const struct yaml *y, void *out, void *arg, struct err *err)
{
	struct rule_due *due = out;

	if (y->type != YAML_SCALAR || strcmp(y->value, "end-of-day") != 0)
		return yaml_into(y, &due_form, due, arg, err);
	due->set = true; /* of the day observed: 0 days after it */
	return 0;
}

#undef AT
#define AT(member) YAML_IN(struct rule_route, member)

static int
check_route(const struct yaml *y, void *out, void *arg, struct err *err)
{
	struct rule_route *t = out;

	(void)arg;
	(void)err;
	if (yaml_get(y, "urgency") == NULL)
		t->urgency = t->duty == DUTY_CONSIDER ? URGENCY_SOON :
		    URGENCY_SAME_DAY;
	return 0;
}

static const struct yaml_field route_fields[] = {
	{ "to", YAML_TEXT, YAML_MUST, AT(to), .words = words_to },
	{ "duty", YAML_WORD, YAML_MUST, AT(duty), .words = rules_duties },
	{ "urgency", YAML_WORD, 0, AT(urgency), .words = rules_urgencies },
	{ "by", YAML_TEXT, 0, AT(by) },
	{ "matter", YAML_TEXT, 0, AT(matter) },
	{ "why", YAML_TEXT, 0, AT(why) },
	{ "due", YAML_OWN, 0, AT(due), .own = read_due },
	{ .name = NULL }
};

static const struct yaml_form route_form = { .fields = route_fields,
	.size = sizeof(struct rule_route), .check = check_route };

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
	const struct yaml *at = r->in_force.at;
	size_t i, k;

	r->when = p->when;
	r->turn = p->turn;
	if (yaml_get(at, "when") != NULL)
		return yaml_fail(yaml_get(at, "when"), err, "\"%s\" is a "
		    "principle, and when it applies cannot be changed. Write "
		    "a rule with an id of its own.", r->id);
	if (r->parents != PARENTS_UNSAID && r->parents < p->parents)
		return yaml_fail(yaml_get(at, "parents"), err, "\"%s\" is "
		    "a principle, and what it says about parents cannot be "
		    "weakened.", r->id);
	for (i = 0; i < r->nroutes; i++)
		for (k = 0; k < p->nroutes; k++) {
			if (strcmp(r->route[i].to, p->route[k].to) != 0)
				continue;
			if (r->route[i].duty < p->route[k].duty ||
			    r->route[i].urgency < p->route[k].urgency)
				return yaml_fail(at, err, "\"%s\" is a "
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
		else
			yaml_drop(&rules_form, &rules->rule[i]);
	rules->n = n;
}

static int
check_local(struct rules *rules, struct rule *r, struct err *err)
{
	const struct yaml *at = r->in_force.at;
	size_t i;
	bool known = false;

	if (r->principle)
		return yaml_fail(yaml_get(at, "principle"), err,
		    "Principles come with vigil; a local rule is none.");
	if (r->never[0] != NULL)
		return yaml_fail(yaml_get(at, "never"), err, "A local rule "
		    "adds places and steps; it cannot take any away.");
	if (r->parents == PARENTS_YES)
		return yaml_fail(yaml_get(at, "parents"), err, "A local "
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
read_when(const struct yaml *y, void *out, void *arg, struct err *err)
{
	const struct reading *reading = arg;
	struct rule *r = out;

	if ((r->when = rules_when(reading->rules, y, err)) == NULL)
		return -1;
	r->turn = turn(r->when);
	return 0;
}

static int
check_rule(const struct yaml *y, void *out, void *arg, struct err *err)
{
	const struct reading *reading = arg;
	struct rule *r = out;

	r->local = reading->local;
	for (size_t i = 0; i < r->nroutes; i++)
		if (r->route[i].why == NULL)
			r->route[i].why = r->why;
	if (r->cite[0] == NULL)
		return yaml_fail(y, err, "The rule %.60s has no source. Say "
		    "under \"cite\" where it comes from.", r->id);
	if (r->nroutes == 0 && r->step[0] == NULL && r->prompt[0] == NULL &&
	    r->never[0] == NULL && r->parents == PARENTS_UNSAID)
		return yaml_fail(y, err, "Nothing follows from the rule "
		    "%.60s. Give it routes, steps or prompts.", r->id);
	return 0;
}

#undef AT
#define AT(member) YAML_IN(struct rule, member)

static const struct yaml_field rule_fields[] = {
	{ "id", YAML_TEXT, YAML_MUST, AT(id) },
	{ "edition", YAML_TEXT, YAML_MUST, AT(edition) },
	EDITION_ROWS(struct rule, in_force),
	{ "kind", YAML_TEXT, YAML_MUST, AT(kind), .words = edition_kinds },
	{ "principle", YAML_YES, 0, AT(principle) },
	{ "why", YAML_TEXT, YAML_MUST, AT(why) },
	{ "parents", YAML_WORD, 0, AT(parents), .words = parents },
	{ "cite", YAML_TEXTS, YAML_LONE, AT(cite) },
	{ "do", YAML_TEXTS, YAML_LONE, AT(step), .words = words_do },
	{ "prompts", YAML_TEXTS, YAML_LONE, AT(prompt) },
	{ "never", YAML_TEXTS, YAML_LONE, AT(never), .words = words_to },
	{ "routes", YAML_FORMS, 0, AT(route), .form = &route_form,
	    .count = offsetof(struct rule, nroutes) },
	{ "when", YAML_OWN, .own = read_when },
	{ .name = NULL }
};

const struct yaml_form rules_form = { .fields = rule_fields,
	.size = sizeof(struct rule), .check = check_rule,
	.blank = &(const struct rule){ .in_force = EDITION_BLANK } };

static int
read_named(const struct yaml *map, void *out, void *arg, struct err *err)
{
	const struct reading *reading = arg;
	struct rules *rules = reading->rules;
	const struct yaml *y;
	struct rules_named *n;

	(void)out;
	if (reading->local)
		return yaml_fail(map, err, "Named conditions come with "
		    "vigil. Write the condition in the rule itself.");
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

static const struct yaml_field file_fields[] = {
	{ "kind", YAML_TEXT, YAML_MUST | YAML_FIRST, .words = kind },
	{ "conditions", YAML_OWN, .own = read_named },
	{ "rules", YAML_FORMS, 0, YAML_IN(struct file, v),
	    .form = &rules_form, .count = offsetof(struct file, n) },
	{ .name = NULL }
};

static const struct yaml_form file_form = { .fields = file_fields,
	.size = sizeof(struct file) };

int
rules_read(struct rules *rules, const struct yaml *doc, bool local,
    struct err *err)
{
	struct reading reading = { rules, local };
	struct file file;
	int rc = 0;

	if (yaml_into(doc, &file_form, &file, &reading, err) == -1)
		return -1;
	rules->rule = mem_resize(rules->rule, rules->n + file.n + 1,
	    sizeof(*rules->rule));
	for (size_t i = 0; i < file.n; i++) {
		if (rc == 0 && local)
			rc = check_local(rules, &file.v[i], err);
		rules->rule[rules->n++] = file.v[i];
	}
	free(file.v);
	return rc;
}
