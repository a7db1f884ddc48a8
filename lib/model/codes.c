/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/yaml.h"
#include "model/codes.h"

struct code {
	const char *field; /* these point into the trees */
	const char *code;
	const char *label;
};

struct codes {
	char *packaged, *local;
	bool loaded;
	struct yaml *tree[2];
	struct code *v;
	size_t n;
};

struct codes *
codes_new(const char *packaged, const char *local)
{
	struct codes *c = mem_alloc(sizeof(*c));

	c->packaged = mem_dup(packaged);
	c->local = mem_dup(local);
	return c;
}

void
codes_free(struct codes *c)
{
	if (c == NULL)
		return;
	yaml_free(c->tree[0]);
	yaml_free(c->tree[1]);
	free(c->v);
	free(c->packaged);
	free(c->local);
	free(c);
}

static int
read_list(struct codes *c, const struct yaml *list, struct err *err)
{
	static const char *const keys[] = { "name", "field", "cite", "codes",
		NULL };
	static const char *const code_keys[] = { "code", "label",
		"private_fostering", NULL };
	const struct yaml *items, *item;
	const char *field, *name;

	if (yaml_only(list, keys, err) == -1 ||
	    yaml_str(list, "name", true, &name, err) == -1 ||
	    yaml_str(list, "field", true, &field, err) == -1)
		return -1;
	items = yaml_get(list, "codes");
	if (items == NULL || items->type != YAML_LIST)
		return yaml_fail(list, err, "The list %s has no codes.",
		    name);
	for (item = items->child; item != NULL; item = item->next) {
		struct code code = { .field = field };

		if (yaml_only(item, code_keys, err) == -1 ||
		    yaml_str(item, "code", true, &code.code, err) == -1 ||
		    yaml_str(item, "label", true, &code.label, err) == -1)
			return -1;
		c->v = mem_resize(c->v, c->n + 1, sizeof(*c->v));
		c->v[c->n++] = code;
	}
	return 0;
}

static int
read_file(struct codes *c, const char *path, bool must, struct yaml **tree,
    struct err *err)
{
	static const char *const keys[] = { "kind", "edition", "lists",
		NULL };
	const struct yaml *lists, *list;

	*tree = yaml_load(path, err);
	if (*tree == NULL)
		return !must && strcmp(err->code, "no-file") == 0 ? 0 : -1;
	if (yaml_only(*tree, keys, err) == -1)
		return -1;
	lists = yaml_get(*tree, "lists");
	if (lists == NULL || lists->type != YAML_LIST)
		return yaml_fail(*tree, err, "There are no lists here.");
	for (list = lists->child; list != NULL; list = list->next) {
		if (read_list(c, list, err) == -1)
			return -1;
	}
	return 0;
}

static int
load(struct codes *c, struct err *err)
{
	if (c->loaded)
		return 0;
	if (read_file(c, c->packaged, true, &c->tree[0], err) == -1)
		return -1;
	if (c->local != NULL &&
	    read_file(c, c->local, false, &c->tree[1], err) == -1)
		return -1;
	c->loaded = true;
	return 0;
}

static const struct code *
find(const struct codes *c, const char *field, const char *code)
{
	for (size_t i = 0; i < c->n; i++) {
		if (strcmp(c->v[i].code, code) == 0 &&
		    strcmp(c->v[i].field, field) == 0)
			return &c->v[i];
	}
	return NULL;
}

int
codes_has(struct codes *c, const char *field, const char *code,
    const char **nearest, struct err *err)
{
	const char **words;
	size_t n = 0;

	*nearest = NULL;
	if (load(c, err) == -1)
		return -1;
	if (find(c, field, code) != NULL)
		return 1;
	words = mem_alloc((c->n + 1) * sizeof(*words));
	for (size_t i = 0; i < c->n; i++) {
		if (strcmp(c->v[i].field, field) == 0)
			words[n++] = c->v[i].code;
	}
	*nearest = text_nearest(code, words);
	free(words);
	return 0;
}

const char *
codes_nth(struct codes *c, const char *field, size_t i, struct err *err)
{
	if (load(c, err) == -1)
		return NULL;
	err_clear(err); /* a local list that is absent leaves its mark */
	for (size_t k = 0; k < c->n; k++) {
		if (strcmp(c->v[k].field, field) == 0 && i-- == 0)
			return c->v[k].code;
	}
	return NULL;
}

const char *
codes_label(struct codes *c, const char *field, const char *code,
    struct err *err)
{
	const struct code *found;

	if (load(c, err) == -1)
		return NULL;
	found = find(c, field, code);
	return found == NULL ? NULL : found->label;
}
