/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/text/date.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "model/codes.h"

/* These point into the files. */
struct code {
	const char *code;
	const char *label; /* NULL of one withdrawn */
	int32_t from;
	bool withdrawn;
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
	{ "label", YAML_TEXT, 0, YAML_IN(struct code, label) },
	{ "effective_from", YAML_DAY, 0, YAML_IN(struct code, from) },
	{ "withdrawn", YAML_YES, 0, YAML_IN(struct code, withdrawn) },
	{ "private_fostering", .takes = YAML_ANY },
	{ .name = NULL }
};

static int
check_code(const struct yaml *y, void *out, void *arg, struct err *err)
{
	const struct code *k = out;

	(void)arg;
	if (k->label != NULL || k->withdrawn)
		return 0;
	return yaml_fail(y, err, "\"label\" is missing here.");
}

static const struct yaml_form code_form = { .fields = code_fields,
	.size = sizeof(struct code), .check = check_code,
	.blank = &(const struct code){ .from = DATE_NONE } };

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

/* The i-th entry of a field, of whichever of its lists; NULL past the last. */
static const struct code *
entry(const struct codes *c, const char *field, size_t i)
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

/* The entry that names a code, or that withdraws it. */
static const struct code *
find(const struct codes *c, const char *field, const char *code,
    bool withdraws)
{
	const struct code *k;

	for (size_t i = 0; (k = entry(c, field, i)) != NULL; i++)
		if ((withdraws ? k->withdrawn : k->label != NULL) &&
		    strcmp(k->code, code) == 0)
			return k;
	return NULL;
}

/* The i-th code that is in use. */
static const struct code *
nth(const struct codes *c, const char *field, size_t i)
{
	const struct code *k;

	for (size_t at = 0; (k = entry(c, field, at)) != NULL; at++)
		if (find(c, field, k->code, true) == NULL && i-- == 0)
			return k;
	return NULL;
}

const char **
codes_words(struct codes *c, const char *field, struct err *err)
{
	const char **words;
	const struct code *k;
	size_t n = 0;

	if (load(c, err) == -1)
		return NULL;
	while (nth(c, field, n) != NULL)
		n++;
	words = mem_resize(NULL, n + 1, sizeof(*words));
	for (n = 0; (k = nth(c, field, n)) != NULL; n++)
		words[n] = k->code;
	words[n] = NULL;
	return words;
}

int
codes_has(struct codes *c, const char *field, const char *code,
    const char **nearest, struct err *err)
{
	const char **words;

	*nearest = NULL;
	if (load(c, err) == -1)
		return -1;
	if (find(c, field, code, false) != NULL)
		return 1;
	if ((words = codes_words(c, field, err)) == NULL)
		return -1;
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
	found = find(c, field, code, false);
	return found == NULL ? NULL : found->label;
}

int
codes_in_use(struct codes *c, const char *field, const char *code,
    int32_t day, struct err *err)
{
	char text[DATE_LONG];
	const struct code *k;

	if (load(c, err) == -1)
		return -1;
	if (find(c, field, code, true) != NULL)
		return err_set(err, ST_DATA, "withdrawn",
		    "The school uses %s no more.", code);
	k = find(c, field, code, false);
	if (k == NULL || k->from == DATE_NONE || k->from <= day)
		return 0;
	date_format_long(k->from, text);
	return err_set(err, ST_DATA, "not-yet",
	    "The word %s holds for what happens from %s on.", code, text);
}
