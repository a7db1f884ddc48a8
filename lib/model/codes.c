/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "model/codes.h"

/* These point into the files. */
struct code {
	const char *code;
	const char *label;
};

struct list {
	const char *field;
	struct code *code;
	size_t n;
};

struct lists {
	struct list *v;
	size_t n;
};

struct codes {
	const struct folders *folders;
	bool loaded;
	struct lists lists[2]; /* packaged, own */
	struct book book;
};

static const struct yaml_field code_fields[] = {
	{ "code", YAML_TEXT, YAML_MUST, YAML_IN(struct code, code) },
	{ "label", YAML_TEXT, YAML_MUST, YAML_IN(struct code, label) },
	{ "private_fostering", .takes = YAML_ANY },
	{ .name = NULL }
};

static const struct yaml_form code_form = { .fields = code_fields,
	.size = sizeof(struct code) };

static const struct yaml_field list_fields[] = {
	{ "name", YAML_TEXT, .flags = YAML_MUST },
	{ "field", YAML_TEXT, YAML_MUST, YAML_IN(struct list, field) },
	{ "cite", .takes = YAML_ANY },
	{ "codes", YAML_FORMS, YAML_MUST, YAML_IN(struct list, code),
	    .form = &code_form, .count = offsetof(struct list, n) },
	{ .name = NULL }
};

static const struct yaml_form list_form = { .fields = list_fields,
	.size = sizeof(struct list) };

static const struct yaml_field file_fields[] = {
	{ "kind", .takes = YAML_ANY },
	{ "edition", .takes = YAML_ANY },
	{ "lists", YAML_FORMS, YAML_MUST, YAML_IN(struct lists, v),
	    .form = &list_form, .count = offsetof(struct lists, n) },
	{ .name = NULL }
};

static const struct yaml_form file_form = { .fields = file_fields,
	.size = sizeof(struct lists) };

struct codes *
codes_new(const struct folders *folders)
{
	struct codes *c = mem_alloc(sizeof(*c));

	c->folders = folders;
	return c;
}

void
codes_free(struct codes *c)
{
	if (c == NULL)
		return;
	yaml_drop(&file_form, &c->lists[0]);
	yaml_drop(&file_form, &c->lists[1]);
	book_release(&c->book);
	free(c);
}

static int
load(struct codes *c, struct err *err)
{
	if (c->loaded)
		return 0;
	if (book_read(&c->book, c->folders, "codes", &file_form, c->lists,
	    NULL, err) == -1)
		return -1;
	c->loaded = true;
	return 0;
}

/* The i-th code of a field, of whichever of its lists; NULL past the last. */
static const struct code *
nth(const struct codes *c, const char *field, size_t i)
{
	const struct lists *lists;
	const struct list *list;

	for (lists = c->lists; lists < c->lists + 2; lists++)
		for (list = lists->v; list < lists->v + lists->n; list++) {
			if (strcmp(list->field, field) != 0)
				continue;
			if (i < list->n)
				return &list->code[i];
			i -= list->n;
		}
	return NULL;
}

static const struct code *
find(const struct codes *c, const char *field, const char *code)
{
	const struct lists *lists;
	const struct list *list;

	for (lists = c->lists; lists < c->lists + 2; lists++)
		for (list = lists->v; list < lists->v + lists->n; list++) {
			if (strcmp(list->field, field) != 0)
				continue;
			for (size_t i = 0; i < list->n; i++)
				if (strcmp(list->code[i].code, code) == 0)
					return &list->code[i];
		}
	return NULL;
}

int
codes_has(struct codes *c, const char *field, const char *code,
    const char **nearest, struct err *err)
{
	const char **words;
	const struct code *k;
	size_t n = 0;

	*nearest = NULL;
	if (load(c, err) == -1)
		return -1;
	if (find(c, field, code) != NULL)
		return 1;
	while (nth(c, field, n) != NULL)
		n++;
	words = mem_resize(NULL, n + 1, sizeof(*words));
	for (n = 0; (k = nth(c, field, n)) != NULL; n++)
		words[n] = k->code;
	words[n] = NULL;
	*nearest = text_nearest(code, words);
	free(words);
	return 0;
}

const char *
codes_nth(struct codes *c, const char *field, size_t i, struct err *err)
{
	const struct code *k;

	if (load(c, err) == -1)
		return NULL;
	err_clear(err);
	k = nth(c, field, i);
	return k == NULL ? NULL : k->code;
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
