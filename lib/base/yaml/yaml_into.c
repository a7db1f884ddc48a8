/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/yaml/yaml.h"

/* A member of a type that the table knows only by its size. */
static void
put(const struct yaml_field *f, void *to, uint64_t value)
{
	uint32_t small = (uint32_t)value;

	if (f->size == sizeof(small))
		memcpy(to, &small, sizeof(small));
	else if (f->size == sizeof(value))
		memcpy(to, &value, sizeof(value));
}

static int
check_range(const struct yaml_field *f, const struct yaml *y, int64_t n,
    const char *of, struct err *err)
{
	if ((f->least == 0 && f->most == 0) ||
	    (n >= f->least && n <= f->most))
		return 0;
	return yaml_fail(y, err, "\"%s\" must be %lld to %lld%s.", f->name,
	    (long long)f->least, (long long)f->most, of);
}

static int
check_list(const struct yaml_field *f, const struct yaml *y, struct err *err)
{
	if (y->type != YAML_LIST)
		return yaml_fail(y, err, "\"%s\" must be a list, such as "
		    "[%s].", f->name, f->words != NULL ? f->words[0] :
		    "one, two");
	return 0;
}

static int
read_text(const struct yaml_field *f, const struct yaml *map,
    const struct yaml *y, void *to, struct err *err)
{
	const char *s;

	if (yaml_str(map, f->name, true, &s, err) == -1 ||
	    (f->words != NULL && yaml_word(y, f->words, err) == -1))
		return -1;
	if (f->least == 0 && f->most > 0 && (int64_t)y->n > f->most)
		return yaml_fail(y, err, "\"%s\" is longer than %lld bytes. "
		    "Shorten it.", f->name, (long long)f->most);
	if (check_range(f, y, (int64_t)y->n, " bytes long", err) == -1)
		return -1;
	if (f->size > 0)
		memcpy(to, &s, sizeof(s));
	return 0;
}

static int
read_number(const struct yaml_field *f, const struct yaml *map,
    const struct yaml *y, void *to, struct err *err)
{
	int64_t n;

	if (yaml_int(map, f->name, true, &n, err) == -1 ||
	    check_range(f, y, n, "", err) == -1)
		return -1;
	put(f, to, (uint64_t)n);
	return 0;
}

static int
read_word(const struct yaml_field *f, const struct yaml *y, void *to,
    struct err *err)
{
	int place = yaml_word(y, f->words, err);

	if (place == -1)
		return -1;
	put(f, to, (uint64_t)(f->least + place));
	return 0;
}

static int
read_bits(const struct yaml_field *f, const struct yaml *list, void *to,
    struct err *err)
{
	const struct yaml *y;
	uint64_t bits = 0;
	int place;

	if (check_list(f, list, err) == -1)
		return -1;
	for (y = list->child; y != NULL; y = y->next) {
		if ((place = yaml_word(y, f->words, err)) == -1)
			return -1;
		bits |= (uint64_t)1 << (f->least + place);
	}
	put(f, to, bits);
	return 0;
}

/* y may be NULL, for a list left out. */
static int
read_texts(const struct yaml_field *f, const struct yaml *y, void *to,
    struct err *err)
{
	bool alone = y != NULL && y->type == YAML_SCALAR &&
	    (f->flags & YAML_LONE) != 0;
	const struct yaml *first = y == NULL || alone ? y : y->child, *c;
	const char **list;
	size_t n = 0;

	if (y != NULL && !alone && check_list(f, y, err) == -1)
		return -1;
	for (c = first; c != NULL; c = alone ? NULL : c->next, n++) {
		if (c->type != YAML_SCALAR || c->n == 0)
			return yaml_fail(c, err, "A word is expected here.");
		if (f->words != NULL && yaml_word(c, f->words, err) == -1)
			return -1;
	}
	if (f->most > 0 && y != NULL &&
	    ((int64_t)n < f->least || (int64_t)n > f->most))
		return yaml_fail(y, err, "\"%s\" must be a list of %lld to "
		    "%lld.", f->name, (long long)f->least,
		    (long long)f->most);
	if (f->size == 0)
		return 0;
	list = mem_resize(NULL, n + 1, sizeof(*list));
	list[n] = NULL;
	for (n = 0, c = first; c != NULL; c = alone ? NULL : c->next)
		list[n++] = c->value;
	memcpy(to, &list, sizeof(list));
	return 0;
}

static int
read_forms(const struct yaml_field *f, const struct yaml *list, void *out,
    void *arg, struct err *err)
{
	bool named = (f->flags & YAML_NAMED) != 0;
	const struct yaml *y;
	size_t n = 0;
	char *v;

	if (list->type != (named ? YAML_MAP : YAML_LIST))
		return yaml_fail(list, err, named ?
		    "\"%s\" must be names, each with what it is below it." :
		    "\"%s\" must be a list, each entry on a line that begins "
		    "with a dash.", f->name);
	v = mem_resize(NULL, list->n + 1, f->form->size);
	memcpy((char *)out + f->at, &v, sizeof(v));
	for (y = list->child; y != NULL; y = y->next) {
		if (yaml_into(y, f->form, v + n * f->form->size, arg,
		    err) == -1)
			return -1;
		n++;
		memcpy((char *)out + f->count, &n, sizeof(n));
	}
	return 0;
}

int
yaml_row(const struct yaml *map, const struct yaml_field *f, void *out,
    void *arg, struct err *err)
{
	const struct yaml *y = *f->name == '\0' ? map :
	    yaml_get(map, f->name);
	void *to = (char *)out + f->at;
	int32_t day;
	bool yes;

	if (y == NULL && (f->flags & YAML_MUST) != 0)
		return yaml_fail(map, err, "\"%s\" is missing here.",
		    f->name);
	if (y == NULL && f->takes != YAML_TEXTS)
		return 0;
	switch (f->takes) {
	case YAML_TEXT:
		return read_text(f, map, y, to, err);
	case YAML_NUMBER:
		return read_number(f, map, y, to, err);
	case YAML_YES:
		if (yaml_bool(map, f->name, true, &yes, err) == -1)
			return -1;
		memcpy(to, &yes, f->size);
		return 0;
	case YAML_DAY:
		if (yaml_date(map, f->name, true, &day, err) == -1)
			return -1;
		memcpy(to, &day, f->size);
		return 0;
	case YAML_WORD:
		return read_word(f, y, to, err);
	case YAML_BITS:
		return read_bits(f, y, to, err);
	case YAML_TEXTS:
		return read_texts(f, y, to, err);
	case YAML_FORM:
		return yaml_into(y, f->form, to, arg, err);
	case YAML_FORMS:
		return read_forms(f, y, out, arg, err);
	case YAML_OWN:
		return f->own(y, to, arg, err);
	case YAML_ANY:
		break;
	}
	return 0;
}

/* Whether each name of the map is one of the table's. */
static int
check_names(const struct yaml *map, const struct yaml_field *fields,
    struct err *err)
{
	const char **names;
	size_t n = 0;
	int rc;

	while (fields[n].name != NULL)
		n++;
	names = mem_alloc((n + 1) * sizeof(*names));
	n = 0;
	for (; fields->name != NULL; fields++)
		if (*fields->name != '\0')
			names[n++] = fields->name;
	rc = yaml_only(map, names, err);
	free(names);
	return rc;
}

int
yaml_into(const struct yaml *map, const struct yaml_form *form, void *out,
    void *arg, struct err *err)
{
	const struct yaml_field *f = form->fields;

	if (form->blank != NULL)
		memcpy(out, form->blank, form->size);
	else
		memset(out, 0, form->size);
	if ((map->type == YAML_MAP && (f->flags & YAML_FIRST) != 0 &&
	    yaml_row(map, f, out, arg, err) == -1) ||
	    check_names(map, f, err) == -1)
		goto fail;
	for (; f->name != NULL; f++)
		if (yaml_row(map, f, out, arg, err) == -1)
			goto fail;
	if (form->check == NULL || form->check(map, out, arg, err) == 0)
		return 0;
fail:
	yaml_drop(form, out);
	return -1;
}

/* Leaves nothing behind that a second time would free again. */
static void
drop_row(const struct yaml_field *f, char *out)
{
	const size_t none = 0;
	char *v;
	size_t n = 0;

	memcpy(&v, out + f->at, sizeof(v));
	if (f->takes == YAML_FORMS) {
		memcpy(&n, out + f->count, sizeof(n));
		memcpy(out + f->count, &none, sizeof(none));
	}
	for (size_t i = 0; i < n; i++)
		yaml_drop(f->form, v + i * f->form->size);
	free(v);
	v = NULL;
	memcpy(out + f->at, &v, sizeof(v));
}

void
yaml_drop(const struct yaml_form *form, void *out)
{
	const struct yaml_field *f;

	for (f = form->fields; f->name != NULL; f++)
		if (f->takes == YAML_FORM)
			yaml_drop(f->form, (char *)out + f->at);
		else if (f->size > 0 && (f->takes == YAML_FORMS ||
		    f->takes == YAML_TEXTS))
			drop_row(f, out);
}
