/* SPDX-License-Identifier: ISC */
#include "policy/settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/yaml.h"

#define DEEPEST 4 /* parts of a name */

struct settings {
	struct yaml *known, *local;
	const struct yaml *places; /* both in known */
	const struct yaml *rows;
};

/* The part of a dotted name at a depth: its length, 0 past the last. */
static size_t
part(const char *name, int depth, const char **at)
{
	for (; depth > 0; depth--) {
		name += strcspn(name, ".");
		name += *name == '.';
	}
	*at = name;
	return strcspn(name, ".");
}

static const struct yaml *
place(const struct settings *s, const char *name, size_t n)
{
	const struct yaml *y;

	for (y = s->places->child; y != NULL; y = y->next)
		if (text_equal(name, n, y->key))
			return y;
	return NULL;
}

static bool
in_list(const struct yaml *list, const char *word, size_t n)
{
	const struct yaml *y;

	for (y = list->child; y != NULL; y = y->next)
		if (text_equal(word, n, y->value))
			return true;
	return false;
}

/* Whether a setting's key answers to the first depth parts of a name. */
static bool
answers(const struct settings *s, const char *key, const char *name,
    int depth)
{
	for (int i = 0; i < depth; i++) {
		const struct yaml *words;
		const char *k, *p;
		size_t nk = part(key, i, &k), np = part(name, i, &p);

		words = place(s, k, nk);
		if (nk == 0 || np == 0 || (words != NULL
			? !in_list(words, p, np)
			: nk != np || memcmp(k, p, np) != 0))
			return false;
	}
	return true;
}

static const char *
key_of(const struct yaml *row)
{
	return yaml_get(row, "key")->value;
}

/* The row of a whole name, or NULL. */
static const struct yaml *
row_of(const struct settings *s, const char *name)
{
	const struct yaml *row;
	const char *end;
	int depth = 0;

	while (part(name, depth, &end) > 0)
		depth++;
	for (row = s->rows->child; row != NULL; row = row->next)
		if (answers(s, key_of(row), name, depth) &&
		    part(key_of(row), depth, &end) == 0)
			return row;
	return NULL;
}

static int
check_number(const struct yaml *row, const struct yaml *map,
    const char *key, struct err *err)
{
	int64_t n, least = 0, most = INT32_MAX;

	if (yaml_int(map, key, true, &n, err) == -1 ||
	    yaml_int(row, "least", false, &least, err) == -1 ||
	    yaml_int(row, "most", false, &most, err) == -1)
		return -1;
	if (n >= least && n <= most)
		return 0;
	return yaml_fail(yaml_get(map, key), err, "\"%s\" must be %lld to "
	    "%lld.", key, (long long)least, (long long)most);
}

static int
no_word(const struct yaml *y, const struct yaml *words, struct err *err)
{
	const char **v = mem_alloc((words->n + 1) * sizeof(*v)), *near;
	const struct yaml *w;
	size_t n = 0;

	for (w = words->child; w != NULL; w = w->next)
		v[n++] = w->value;
	near = text_nearest(y->value, v);
	yaml_fail(y, err, "This word is not one of those taken here. Did you "
	    "mean \"%s\"?", near != NULL ? near : v[0]);
	free(v);
	return -1;
}

static int
check_list(const struct settings *s, const struct yaml *row,
    const struct yaml *list, struct err *err)
{
	const char *of = yaml_get(row, "of")->value;
	const struct yaml *words = place(s, of, strlen(of)), *y;

	if (list->type != YAML_LIST)
		return yaml_fail(list, err, "A list is expected here, such as "
		    "[%s].", words->child->value);
	for (y = list->child; y != NULL; y = y->next) {
		if (y->type != YAML_SCALAR)
			return yaml_fail(y, err, "A word is expected here.");
		if (!in_list(words, y->value, y->n))
			return no_word(y, words, err);
	}
	return 0;
}

/* A value against what its row takes. */
static int
check_value(const struct settings *s, const struct yaml *row,
    const struct yaml *map, const char *key, struct err *err)
{
	const char *type = yaml_get(row, "type")->value, *text;
	const struct yaml *y = yaml_get(map, key);
	int32_t day;

	if (y == NULL)
		return 0; /* left empty: nothing is set */
	if (strcmp(type, "number") == 0)
		return check_number(row, map, key, err);
	if (strcmp(type, "date") == 0)
		return yaml_date(map, key, true, &day, err);
	if (strcmp(type, "list") == 0)
		return check_list(s, row, y, err);
	if (yaml_str(map, key, true, &text, err) == -1)
		return -1;
	if (strcmp(type, "word") == 0 &&
	    !in_list(yaml_get(row, "words"), y->value, y->n))
		return no_word(y, yaml_get(row, "words"), err);
	return 0;
}

/* What may stand in a map: words of places, or the parts themselves. */
static const char **
allowed(const struct settings *s, const char *name, int depth, char **own)
{
	const struct yaml *row, *words, *w;
	const char **v = NULL, *p;
	size_t n = 0, len, nown = 0;

	*own = mem_alloc(s->rows->n * 64);
	for (row = s->rows->child; row != NULL; row = row->next) {
		if (!answers(s, key_of(row), name, depth))
			continue;
		len = part(key_of(row), depth, &p);
		words = place(s, p, len);
		v = mem_resize(v, n + (words == NULL ? 2 : words->n + 1),
		    sizeof(*v));
		if (words == NULL && len > 0 && len < 64) {
			memcpy(*own + nown, p, len);
			v[n++] = *own + nown;
			nown += 64;
		}
		for (w = words == NULL ? NULL : words->child; w != NULL;
		     w = w->next)
			v[n++] = w->value;
	}
	v = mem_resize(v, n + 1, sizeof(*v));
	v[n] = NULL;
	return v;
}

static int
check_map(const struct settings *s, const struct yaml *map,
    struct buf *name, int depth, struct err *err)
{
	const struct yaml *y, *row;
	const char **words;
	size_t before = name->n;
	char *own;
	int rc;

	if (depth == DEEPEST)
		return yaml_fail(map, err, "There is no such setting.");
	words = allowed(s, buf_str(name), depth, &own);
	rc = yaml_only(map, words, err);
	free(words);
	free(own);
	for (y = map->child; rc == 0 && y != NULL; y = y->next) {
		buf_addf(name, "%s%s", depth > 0 ? "." : "", y->key);
		row = row_of(s, buf_str(name));
		if (row != NULL)
			rc = check_value(s, row, map, y->key, err);
		else if (yaml_get(map, y->key) != NULL)
			rc = check_map(s, y, name, depth + 1, err);
		buf_cut(name, before);
	}
	return rc;
}

static int
check_rows(const struct settings *s, struct err *err)
{
	static const char *const keys[] = { "key", "type", "of", "words",
		"least", "most", "otherwise", NULL };
	static const char *const types[] = { "number", "date", "word", "text",
		"list", NULL };
	const struct yaml *row, *of, *words;
	const char *key, *type;
	size_t i;

	for (row = s->rows->child; row != NULL; row = row->next) {
		if (yaml_only(row, keys, err) == -1 ||
		    yaml_str(row, "key", true, &key, err) == -1 ||
		    yaml_str(row, "type", true, &type, err) == -1)
			return -1;
		for (i = 0; types[i] != NULL && strcmp(types[i], type) != 0;)
			i++;
		of = yaml_get(row, "of");
		words = yaml_get(row, "words");
		if (types[i] == NULL || (*type == 'l' && (of == NULL ||
			place(s, of->value, of->n) == NULL)) ||
		    (*type == 'w' && (words == NULL ||
			words->type != YAML_LIST)))
			return yaml_fail(row, err, "This setting does not say "
			    "what it takes.");
		if (check_value(s, row, row, "otherwise", err) == -1)
			return -1;
	}
	return 0;
}

static int
read_known(struct settings *s, const char *path, struct err *err)
{
	static const char *const keys[] = { "kind", "places", "settings",
		NULL };

	if ((s->known = yaml_load(path, err)) == NULL ||
	    yaml_only(s->known, keys, err) == -1)
		return -1;
	s->places = yaml_get(s->known, "places");
	s->rows = yaml_get(s->known, "settings");
	if (s->places == NULL || s->places->type != YAML_MAP ||
	    s->rows == NULL || s->rows->type != YAML_LIST)
		return yaml_fail(s->known, err, "\"places\" and \"settings\" "
		    "are expected here.");
	return check_rows(s, err);
}

int
settings_load(struct settings **out, const char *known, const char *local,
    struct err *err)
{
	struct settings *s = mem_alloc(sizeof(*s));
	struct buf name = BUF_INIT;
	int rc = read_known(s, known, err);

	if (rc == 0 && local != NULL) {
		s->local = yaml_load(local, err);
		if (s->local != NULL)
			rc = check_map(s, s->local, &name, 0, err);
		else if (strcmp(err->code, "no-file") == 0 ||
		    strcmp(err->code, "only-comments") == 0)
			err_clear(err);
		else
			rc = -1;
	}
	buf_release(&name);
	if (rc == -1)
		settings_free(s);
	else
		*out = s;
	return rc;
}

void
settings_free(struct settings *s)
{
	if (s == NULL)
		return;
	yaml_free(s->known);
	yaml_free(s->local);
	free(s);
}

/* What is set, else what holds otherwise; NULL. */
static const struct yaml *
value(const struct settings *s, const char *name)
{
	const struct yaml *y = s->local, *row;
	struct buf key = BUF_INIT;
	const char *p;
	size_t n;

	for (int i = 0; y != NULL && (n = part(name, i, &p)) > 0; i++) {
		buf_reset(&key);
		buf_add(&key, p, n);
		y = yaml_get(y, buf_str(&key));
	}
	buf_release(&key);
	if (y != NULL)
		return y;
	row = row_of(s, name);
	return row == NULL ? NULL : yaml_get(row, "otherwise");
}

bool
settings_number(const struct settings *s, const char *name, int64_t *out)
{
	const struct yaml *y = value(s, name);

	if (y == NULL || y->type != YAML_SCALAR)
		return false;
	*out = strtoll(y->value, NULL, 10); /* it was checked */
	return true;
}

bool
settings_date(const struct settings *s, const char *name, int32_t *out)
{
	const struct yaml *y = value(s, name);

	if (y == NULL || y->type != YAML_SCALAR)
		return false;
	*out = date_parse(y->value, y->n);
	return true;
}

bool
settings_text(const struct settings *s, const char *name, const char **out)
{
	const struct yaml *y = value(s, name);

	if (y == NULL || y->type != YAML_SCALAR)
		return false;
	*out = y->value;
	return true;
}

const char *
settings_nth(const struct settings *s, const char *name, size_t i)
{
	const struct yaml *y = value(s, name);

	if (y == NULL || y->type != YAML_LIST)
		return NULL;
	for (y = y->child; y != NULL && i > 0; y = y->next)
		i--;
	return y == NULL ? NULL : y->value;
}
