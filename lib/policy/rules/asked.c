/* SPDX-License-Identifier: ISC */
#include "policy/rules/asked.h"

#include <stdlib.h>
#include <string.h>

#include "base/text/text.h"
#include "model/kind.h"

/* What the items of each book may be. */
static const struct items {
	const char *name[2]; /* as its kind says, NULL-terminated */
	const char *const *items;
	const char *also;
} books[] = {
	{ { "training" }, words_course, NULL },
	{ { "induction" }, words_pack, NULL },
	{ { "recruitment" }, words_step, NULL },
	{ { "posts" }, words_role, ASKED_ROTA },
};

static const char *const groups_kind[] = { "groups", NULL };
static const char *const later[] = { "later", NULL };

struct reading {
	const struct asked_book *book; /* with its groups */
	const struct items *items;
};

struct groups {
	struct asked_group *v;
	size_t n;
};

struct rules {
	struct asked *v;
	size_t n;
};

uint32_t
asked_bit(const char *const *words, const char *word)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return 1u << i;
	return 0;
}

/* One that the file does not have has nobody. */
static const struct asked_group *
group_named(const struct asked_book *b, const char *name)
{
	static const struct asked_group nobody = { .name = "", .title = "" };

	for (size_t i = b->ngroups; i-- > 0;)
		if (strcmp(b->group[i].name, name) == 0)
			return &b->group[i];
	return &nobody;
}

#define AT(member) YAML_IN(struct asked_group, member)

static const struct yaml_field group_fields[] = {
	{ "group", YAML_TEXT, YAML_MUST, AT(name), .least = 1, .most = 31 },
	{ "title", YAML_TEXT, YAML_MUST, AT(title), .least = 1, .most = 63 },
	{ "cite", .takes = YAML_ANY },
	{ "categories", YAML_BITS, 0, AT(categories), .words = words_adult },
	{ "roles", YAML_BITS, 0, AT(roles), .words = words_role },
	{ .name = NULL }
};

static const struct yaml_form group_form = { .fields = group_fields,
	.size = sizeof(struct asked_group) };

static const struct yaml_field groups_fields[] = {
	{ "kind", YAML_TEXT, YAML_MUST | YAML_FIRST, .words = groups_kind },
	{ "groups", YAML_FORMS, YAML_MUST, YAML_IN(struct groups, v),
	    .form = &group_form, .count = offsetof(struct groups, n) },
	{ .name = NULL }
};

static const struct yaml_form groups_form = { .fields = groups_fields,
	.size = sizeof(struct groups) };

/* Of whom: groups, roles, or panel. */
static int
read_of(const struct yaml *list, void *out, void *arg, struct err *err)
{
	const struct reading *reading = arg;
	struct asked *a = out;

	if (list->type != YAML_LIST)
		return yaml_fail(list, err, "\"of\" must be a list, in "
		    "square brackets.");
	for (const struct yaml *y = list->child; y != NULL; y = y->next) {
		const struct asked_group *g;
		uint32_t role = 0;

		if (y->type != YAML_SCALAR)
			return yaml_fail(y, err, "A word is expected here.");
		g = group_named(reading->book, y->value);
		/* "staff" is a role too, and the group is meant */
		if (g->name[0] == '\0')
			role = asked_bit(words_role, y->value);
		if (strcmp(y->value, "panel") == 0)
			a->panel = true;
		else if (g->name[0] == '\0' && role == 0)
			return yaml_fail(y, err, "%.40s is neither a group "
			    "of groups.yaml nor a role.", y->value);
		a->of.categories |= g->categories;
		a->of.roles |= g->roles | role;
		if (a->of.name[0] != '\0')
			continue;
		a->of.name = y->value;
		a->of.title = g->title;
	}
	return 0;
}

static int
read_within(const struct yaml *y, void *out, void *arg, struct err *err)
{
	const struct reading *reading = arg;
	struct asked_group *within = out;

	if (y->type == YAML_SCALAR)
		*within = *group_named(reading->book, y->value);
	return within->name[0] != '\0' ? 0 : yaml_fail(y, err, "\"within\" "
	    "must be a group of groups.yaml, and this is no group of it.");
}

static int
read_later(const struct yaml *y, void *out, void *arg, struct err *err)
{
	(void)arg;
	*(bool *)out = true;
	return yaml_word(y, later, err);
}

/* A number from 1, once or not-set. */
static int
read_months(const struct yaml *map, struct asked *a, struct err *err)
{
	const struct yaml *y = yaml_get(map, "months");
	int64_t n;

	if (y == NULL || (y->type == YAML_SCALAR &&
	    strcmp(y->value, "not-set") == 0))
		return 0;
	if (y->type == YAML_SCALAR && strcmp(y->value, "once") == 0) {
		a->months = MONTHS_ONCE;
		return 0;
	}
	if (yaml_int(map, "months", true, &n, err) == -1)
		return -1;
	if (n < 1 || n > 240)
		return yaml_fail(y, err, "\"months\" must be a number from 1 "
		    "to 240, once or not-set.");
	a->months = (int)n;
	return 0;
}

static int
check_item(const struct asked *a, const struct items *items,
    const struct yaml *y, struct err *err)
{
	const char *near;

	if (asked_bit(items->items, a->item) != 0 ||
	    (items->also != NULL && strcmp(items->also, a->item) == 0))
		return 0;
	near = text_nearest(a->item, items->items);
	return yaml_fail(yaml_get(y, "item"), err, "%.40s is no item of these "
	    "rules. Did you mean %s?", a->item,
	    near != NULL ? near : items->items[0]);
}

static int
check_rule(const struct yaml *y, void *out, void *arg, struct err *err)
{
	const struct reading *reading = arg;
	struct asked *a = out;

	if (a->of.name[0] == '\0')
		return yaml_fail(y, err, "\"of\" must say of whom it is "
		    "asked.");
	if (read_months(y, a, err) == -1 ||
	    check_item(a, reading->items, y, err) == -1)
		return -1;
	if (a->late[0] == '\0')
		a->late = a->severity;
	if (a->panel && (a->least == 0 || a->of.categories != 0 ||
		a->of.roles != 0))
		return yaml_fail(y, err, "What is asked of a panel is asked "
		    "of at least so many of it, and of nobody else.");
	return 0;
}

#undef AT
#define AT(member) YAML_IN(struct asked, member)

static const struct yaml_field rule_fields[] = {
	{ "id", YAML_TEXT, YAML_MUST, AT(id), .least = 1, .most = 63 },
	{ "edition", YAML_TEXT, YAML_MUST, AT(edition), .least = 1,
	    .most = 31 },
	EDITION_ROWS(struct asked, in_force),
	{ "kind", YAML_TEXT, YAML_MUST, AT(kind), .words = edition_kinds },
	{ "certainty", YAML_TEXT, .words = edition_certainties },
	{ "cite", YAML_TEXTS, YAML_MUST, AT(cite), .least = 1, .most = 4 },
	{ "item", YAML_TEXT, YAML_MUST, AT(item), .least = 1, .most = 31 },
	{ "name", YAML_TEXT, YAML_MUST, AT(name), .least = 1, .most = 95 },
	{ "of", YAML_OWN, .own = read_of },
	{ "least", YAML_NUMBER, 0, AT(least), .most = 240 },
	{ "most", YAML_NUMBER, 0, AT(most), .most = 240 },
	{ "months", .takes = YAML_ANY }, /* check_rule() */
	{ "first", YAML_OWN, 0, AT(later), .own = read_later },
	{ "headteacher_months", YAML_NUMBER, 0, AT(headteacher_months),
	    .most = 240 },
	{ "asked_from", YAML_DAY, 0, AT(asked_from) },
	{ "check", YAML_TEXT, 0, AT(check), .words = words_check },
	{ "severity", YAML_TEXT, 0, AT(severity), .words = words_severity },
	{ "late", YAML_TEXT, 0, AT(late), .words = words_severity },
	{ "within", YAML_OWN, 0, AT(within), .own = read_within },
	{ .name = NULL }
};

static const struct yaml_form rule_form = { .fields = rule_fields,
	.size = sizeof(struct asked), .check = check_rule,
	.blank = &(const struct asked){ .in_force = EDITION_BLANK,
	    .of = { .name = "", .title = "" }, .asked_from = DATE_NONE,
	    .check = "", .severity = "breach", .late = "",
	    .within = { .name = "", .title = "" } } };

static int
read_kind(const struct yaml *y, void *out, void *arg, struct err *err)
{
	const struct reading *reading = arg;

	(void)out;
	return yaml_word(y, reading->items->name, err);
}

static const struct yaml_field rules_fields[] = {
	{ "kind", YAML_OWN, YAML_MUST | YAML_FIRST, .own = read_kind },
	{ "rules", YAML_FORMS, YAML_MUST, YAML_IN(struct rules, v),
	    .form = &rule_form, .count = offsetof(struct rules, n) },
	{ .name = NULL }
};

static const struct yaml_form rules_form = { .fields = rules_fields,
	.size = sizeof(struct rules) };

static int
check_editions(const struct asked_book *b, struct err *err)
{
	for (size_t i = 0; i < b->n; i++)
		for (size_t j = 0; j < i; j++)
			if (edition_alone(b->v[i].id, &b->v[i].in_force,
			    b->v[j].id, &b->v[j].in_force, err) == -1)
				return -1;
	return 0;
}

int
asked_load(struct asked_book *b, const struct folders *folders,
    const char *name, struct err *err)
{
	struct reading reading = { b, books };
	struct groups groups[2];
	struct rules rules[2];

	memset(b, 0, sizeof(*b));
	while (strcmp(reading.items->name[0], name) != 0)
		reading.items++;
	if (book_read(&b->groups, folders, "groups", &groups_form, groups,
	    NULL, err) == -1)
		return -1;
	b->ngroups = groups[0].n;
	b->group = book_lay(&group_form, offsetof(struct asked_group, name),
	    groups[0].v, &b->ngroups, groups[1].v, groups[1].n);
	if (book_read(&b->rules, folders, name, &rules_form, rules, &reading,
	    err) == -1)
		goto fail;
	b->n = rules[0].n;
	b->v = book_lay(&rule_form, offsetof(struct asked, id), rules[0].v,
	    &b->n, rules[1].v, rules[1].n);
	if (check_editions(b, err) == 0)
		return 0;
fail:
	asked_release(b);
	return -1;
}

void
asked_release(struct asked_book *b)
{
	struct rules rules = { b->v, b->n };

	yaml_drop(&rules_form, &rules);
	free(b->group);
	book_release(&b->groups);
	book_release(&b->rules);
	memset(b, 0, sizeof(*b));
}

void
asked_set_months(struct asked_book *b, const char *course, int months)
{
	for (size_t i = 0; i < b->n; i++) {
		struct asked *a = &b->v[i];

		if (strcmp(a->item, course) != 0)
			continue;
		a->months = months;
		if (a->headteacher_months != 0)
			a->headteacher_months = months;
	}
}
