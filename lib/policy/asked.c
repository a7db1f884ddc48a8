/* SPDX-License-Identifier: ISC */
#include "policy/asked.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/yaml.h"
#include "model/kind.h"

static const char *const bases[] = { "law", "guidance", "policy", NULL };
static const char *const sure[] = { "high", "medium", "low", NULL };

/* What the items of each file may be. */
static const struct {
	const char *name;
	const char *const *items;
	const char *also;
} files[] = {
	{ "training", words_course, NULL },
	{ "induction", words_pack, NULL },
	{ "recruitment", words_step, NULL },
	{ "posts", words_role, ASKED_ROTA },
};

uint32_t
asked_bit(const char *const *words, const char *word)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return 1u << i;
	return 0;
}

static int
copy_word(const struct yaml *map, const char *key, bool must,
    const char *const *words, char *out, size_t size, struct err *err)
{
	struct buf list = BUF_INIT;

	if (yaml_copy(map, key, must, out, size, err) == -1)
		return -1;
	if (*out == '\0' || asked_bit(words, out) != 0)
		return 0;
	for (size_t i = 0; words[i] != NULL; i++)
		buf_addf(&list, "%s%s", i == 0 ? ""
			: words[i + 1] == NULL ? " or " : ", ", words[i]);
	yaml_fail(yaml_get(map, key), err, "\"%s\" must be %s.", key,
	    buf_str(&list));
	buf_release(&list);
	return -1;
}

static int
copy_count(const struct yaml *map, const char *key, int *out,
    struct err *err)
{
	int64_t n = 0;

	if (yaml_int(map, key, false, &n, err) == -1)
		return -1;
	if (n < 0 || n > 240)
		return yaml_fail(yaml_get(map, key), err, "\"%s\" must be 0 "
		    "to 240.", key);
	*out = (int)n;
	return 0;
}

/* A list's words: 0 when every one of them is a scalar. */
static int
check_list(const struct yaml *map, const char *key,
    const struct yaml **list, struct err *err)
{
	*list = yaml_get(map, key);
	if (*list == NULL)
		return 0;
	if ((*list)->type != YAML_LIST)
		return yaml_fail(*list, err, "\"%s\" must be a list, in "
		    "square brackets.", key);
	for (const struct yaml *y = (*list)->child; y != NULL; y = y->next)
		if (y->type != YAML_SCALAR)
			return yaml_fail(y, err, "A word is expected here.");
	return 0;
}

static int
read_bits(const struct yaml *map, const char *key, const char *const *words,
    uint32_t *out, struct err *err)
{
	const struct yaml *list;

	if (check_list(map, key, &list, err) == -1)
		return -1;
	for (const struct yaml *y = list == NULL ? NULL : list->child;
	     y != NULL; y = y->next) {
		const char *near = text_nearest(y->value, words);
		uint32_t bit = asked_bit(words, y->value);

		if (bit == 0)
			return yaml_fail(y, err, "%.40s is not one of the %s. "
			    "Did you mean %s?", y->value, key,
			    near != NULL ? near : words[0]);
		*out |= bit;
	}
	return 0;
}

/* One that the file does not have has nobody. */
static const struct asked_group *
group_named(const struct asked_book *b, const char *name)
{
	static const struct asked_group nobody;

	for (size_t i = 0; i < b->ngroups; i++)
		if (strcmp(b->group[i].name, name) == 0)
			return &b->group[i];
	return &nobody;
}

static int
read_group(struct asked_book *b, const struct yaml *y, struct err *err)
{
	static const char *const keys[] = { "group", "title", "cite",
		"categories", "roles", NULL };
	struct asked_group g = { .name = "" };
	size_t i = 0;

	if (yaml_only(y, keys, err) == -1 ||
	    yaml_copy(y, "group", true, g.name, sizeof(g.name), err) == -1 ||
	    yaml_copy(y, "title", true, g.title, sizeof(g.title), err) ==
		-1 ||
	    read_bits(y, "categories", words_adult, &g.categories, err) ==
		-1 ||
	    read_bits(y, "roles", words_role, &g.roles, err) == -1)
		return -1;
	while (i < b->ngroups && strcmp(b->group[i].name, g.name) != 0)
		i++;
	if (i == b->ngroups) {
		b->group = mem_resize(b->group, ++b->ngroups,
		    sizeof(*b->group));
	}
	b->group[i] = g;
	return 0;
}

static int
read_cites(struct asked *a, const struct yaml *map, struct err *err)
{
	const struct yaml *list;
	size_t n = 0;

	if (check_list(map, "cite", &list, err) == -1)
		return -1;
	for (const struct yaml *y = list == NULL ? NULL : list->child;
	     y != NULL; y = y->next) {
		if (n == ASKED_CITES)
			return yaml_fail(y, err, "At most %d sources can "
			    "stand here.", ASKED_CITES);
		a->cite[n++] = y->value;
	}
	return n > 0 ? 0 : yaml_fail(map, err, "\"cite\" must name at "
	    "least one source.");
}

/* Of whom: groups, roles, or panel. */
static int
read_of(struct asked *a, const struct asked_book *b, const struct yaml *map,
    struct err *err)
{
	const struct yaml *list;

	if (check_list(map, "of", &list, err) == -1)
		return -1;
	if (list == NULL || list->child == NULL)
		return yaml_fail(map, err, "\"of\" must say of whom it is "
		    "asked.");
	for (const struct yaml *y = list->child; y != NULL; y = y->next) {
		const struct asked_group *g = group_named(b, y->value);
		/* "staff" is a role too, and the group is meant */
		uint32_t role = g->name[0] != '\0' ? 0 :
		    asked_bit(words_role, y->value);

		if (strcmp(y->value, "panel") == 0)
			a->panel = true;
		else if (g->name[0] == '\0' && role == 0)
			return yaml_fail(y, err, "%.40s is neither a group "
			    "of groups.yaml nor a role.", y->value);
		a->of.categories |= g->categories;
		a->of.roles |= g->roles | role;
		if (a->of.name[0] != '\0' || y->n >= sizeof(a->of.name))
			continue;
		memcpy(a->of.name, y->value, y->n + 1);
		memcpy(a->of.title, g->title, sizeof(g->title));
	}
	return 0;
}

static int
read_within(struct asked *a, const struct asked_book *b,
    const struct yaml *map, struct err *err)
{
	const char *name = NULL;

	if (yaml_str(map, "within", false, &name, err) == -1)
		return -1;
	if (name == NULL)
		return 0;
	a->within = *group_named(b, name);
	return a->within.name[0] != '\0' ? 0 : yaml_fail(yaml_get(map,
	    "within"), err, "%.40s is no group of groups.yaml.", name);
}

static int
read_months(struct asked *a, const struct yaml *map, struct err *err)
{
	const char *s = NULL, *first = NULL;

	if (yaml_str(map, "months", false, &s, err) == -1 ||
	    yaml_str(map, "first", false, &first, err) == -1)
		return -1;
	if (first != NULL && strcmp(first, "later") != 0)
		return yaml_fail(yaml_get(map, "first"), err, "\"first\" "
		    "must be later, or be left out.");
	a->later = first != NULL;
	a->months = MONTHS_NOT_SET;
	if (s == NULL || strcmp(s, "not-set") == 0)
		return 0;
	if (strcmp(s, "once") == 0) {
		a->months = MONTHS_ONCE;
		return 0;
	}
	if (copy_count(map, "months", &a->months, err) == -1)
		return -1;
	return a->months > 0 ? 0 : yaml_fail(yaml_get(map, "months"), err,
	    "\"months\" must be a number from 1, once or not-set.");
}

static int
read_rule(struct asked *a, const struct asked_book *b, const struct yaml *y,
    struct err *err)
{
	static const char *const keys[] = { "id", "edition",
		"effective_from", "effective_to", "kind", "certainty",
		"cite", "item", "name", "of", "least", "most", "months",
		"headteacher_months", "first", "asked_from", "check",
		"severity", "late", "within", NULL };
	char certainty[8];

	a->asked_from = DATE_NONE;
	if (yaml_only(y, keys, err) == -1 ||
	    yaml_copy(y, "id", true, a->id, sizeof(a->id), err) == -1 ||
	    yaml_copy(y, "edition", true, a->edition, sizeof(a->edition),
		err) == -1 ||
	    edition_read(&a->in_force, y, err) == -1 ||
	    copy_word(y, "kind", true, bases, a->kind, sizeof(a->kind),
		err) == -1 ||
	    copy_word(y, "certainty", false, sure, certainty,
		sizeof(certainty), err) == -1 ||
	    read_cites(a, y, err) == -1 ||
	    yaml_copy(y, "item", true, a->item, sizeof(a->item), err) == -1 ||
	    yaml_copy(y, "name", true, a->name, sizeof(a->name), err) == -1 ||
	    read_of(a, b, y, err) == -1 ||
	    copy_count(y, "least", &a->least, err) == -1 ||
	    copy_count(y, "most", &a->most, err) == -1 ||
	    read_months(a, y, err) == -1 ||
	    copy_count(y, "headteacher_months", &a->headteacher_months,
		err) == -1 ||
	    yaml_date(y, "asked_from", false, &a->asked_from, err) == -1 ||
	    copy_word(y, "check", false, words_check, a->check,
		sizeof(a->check), err) == -1 ||
	    copy_word(y, "severity", false, words_severity, a->severity,
		sizeof(a->severity), err) == -1 ||
	    copy_word(y, "late", false, words_severity, a->late,
		sizeof(a->late), err) == -1 ||
	    read_within(a, b, y, err) == -1)
		return -1;
	if (a->severity[0] == '\0')
		memcpy(a->severity, "breach", sizeof("breach"));
	if (a->late[0] == '\0')
		memcpy(a->late, a->severity, sizeof(a->late));
	if (a->panel && (a->least == 0 || a->of.categories != 0 ||
		a->of.roles != 0))
		return yaml_fail(y, err, "What is asked of a panel is asked "
		    "of at least so many of it, and of nobody else.");
	return 0;
}

/* Drops, of those before, every edition of the ids that come after. */
static void
replace(struct asked_book *b, size_t before)
{
	size_t keep = 0;

	for (size_t i = 0; i < b->n; i++) {
		size_t j = before;

		while (i < before && j < b->n &&
		    strcmp(b->v[j].id, b->v[i].id) != 0)
			j++;
		if (i >= before || j == b->n)
			b->v[keep++] = b->v[i];
	}
	b->n = keep;
}

static int
check_item(const struct asked *a, const struct yaml *y, const char *name,
    struct err *err)
{
	size_t i = 0;
	const char *near;

	while (strcmp(files[i].name, name) != 0)
		i++;
	if (asked_bit(files[i].items, a->item) != 0 ||
	    (files[i].also != NULL && strcmp(files[i].also, a->item) == 0))
		return 0;
	near = text_nearest(a->item, files[i].items);
	return yaml_fail(yaml_get(y, "item"), err, "%s is no item of these "
	    "rules. Did you mean %s?", a->item,
	    near != NULL ? near : files[i].items[0]);
}

static int
read_rules(struct asked_book *b, const struct yaml *list, const char *name,
    struct err *err)
{
	size_t before = b->n;

	b->v = mem_resize(b->v, b->n + list->n + 1, sizeof(*b->v));
	for (const struct yaml *y = list->child; y != NULL; y = y->next) {
		struct asked *a = &b->v[b->n];

		memset(a, 0, sizeof(*a));
		b->n++;
		if (read_rule(a, b, y, err) == -1 ||
		    check_item(a, y, name, err) == -1)
			return -1;
		for (size_t i = before; i + 1 < b->n; i++)
			if (strcmp(b->v[i].id, a->id) == 0 &&
			    edition_overlap(&b->v[i].in_force, &a->in_force))
				return yaml_fail(y, err, "Two editions of %s "
				    "hold on the same day. End the earlier "
				    "one the day before.", a->id);
	}
	replace(b, before);
	return 0;
}

/* A file of groups or of rules; own: it need not be there. */
static int
read_file(struct asked_book *b, const char *dir, const char *name, bool own,
    struct err *err)
{
	bool groups = strcmp(name, "groups") == 0;
	const char *part = groups ? "groups" : "rules", *kind;
	const char *const keys[] = { "kind", part, NULL };
	const struct yaml *list, *y;
	struct yaml *tree;
	struct buf path = BUF_INIT;
	int rc = -1;

	buf_addf(&path, "%s/%s.yaml", dir, name);
	tree = yaml_load(buf_str(&path), err);
	buf_release(&path);
	if (tree == NULL && own && strcmp(err->code, "no-file") == 0) {
		err_clear(err);
		return 0;
	}
	if (tree == NULL || yaml_only(tree, keys, err) == -1 ||
	    yaml_str(tree, "kind", true, &kind, err) == -1)
		goto out;
	list = yaml_get(tree, part);
	if (strcmp(kind, name) != 0 || list == NULL ||
	    list->type != YAML_LIST) {
		yaml_fail(tree, err, "This file must say \"kind: %s\", and "
		    "\"%s\" must be a list.", name, part);
		goto out;
	}
	rc = 0;
	for (y = list->child; groups && rc == 0 && y != NULL; y = y->next)
		rc = read_group(b, y, err);
	if (!groups) {
		rc = read_rules(b, list, name, err);
		b->file[own] = tree; /* sources are borrowed from it */
		return rc;
	}
out:
	yaml_free(tree);
	return rc;
}

int
asked_load(struct asked_book *b, const char *packaged, const char *own,
    const char *name, struct err *err)
{
	memset(b, 0, sizeof(*b));
	if (read_file(b, packaged, "groups", false, err) == 0 &&
	    read_file(b, own, "groups", true, err) == 0 &&
	    read_file(b, packaged, name, false, err) == 0 &&
	    read_file(b, own, name, true, err) == 0)
		return 0;
	asked_release(b);
	return -1;
}

void
asked_release(struct asked_book *b)
{
	free(b->v);
	free(b->group);
	yaml_free(b->file[0]);
	yaml_free(b->file[1]);
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
