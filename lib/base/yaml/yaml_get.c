/* SPDX-License-Identifier: ISC */
#include "base/yaml/yaml.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/buf.h"
#include "base/text/date.h"
#include "base/text/text.h"

#define FEW 6 /* words that a message lists all */

/* As many bytes of a word as a message shows, whole characters only. */
static int
shown(const char *s)
{
	size_t n = strlen(s);

	return (int)text_utf8(s, n < 40 ? n : 40);
}

const struct yaml *
yaml_get(const struct yaml *map, const char *key)
{
	const struct yaml *c;

	if (map == NULL || map->type != YAML_MAP)
		return NULL;
	for (c = map->child; c != NULL; c = c->next)
		if (strcmp(c->key, key) == 0)
			break;
	if (c != NULL && c->type == YAML_SCALAR && !c->quoted &&
	    (c->n == 0 || strcmp(c->value, "~") == 0 ||
	    strcmp(c->value, "null") == 0))
		return NULL;
	return c;
}

int
yaml_only(const struct yaml *map, const char *const *keys, struct err *err)
{
	const struct yaml *c;
	const char *near;
	size_t i;

	if (map->type != YAML_MAP)
		return yaml_fail(map, err, "Lines of the form \"name: value\" "
		    "are expected here.");
	for (c = map->child; c != NULL; c = c->next) {
		for (i = 0; keys[i] != NULL; i++)
			if (strcmp(keys[i], c->key) == 0)
				break;
		if (keys[i] != NULL)
			continue;
		near = text_nearest(c->key, keys);
		if (near != NULL)
			return yaml_fail(c, err, "There is no setting "
			    "\"%.*s\" here. Did you mean \"%s\"?",
			    shown(c->key), c->key, near);
		return yaml_fail(c, err, "There is no setting \"%.*s\" here.",
		    shown(c->key), c->key);
	}
	return 0;
}

/* The member as a scalar: 1 there, 0 absent, -1 an error. */
static int
scalar(const struct yaml *map, const char *key, bool must,
    const struct yaml **out, struct err *err)
{
	const struct yaml *y = yaml_get(map, key);

	*out = y;
	if (y == NULL && must)
		return yaml_fail(map, err, "\"%s\" is missing here.", key);
	if (y == NULL)
		return 0;
	if (y->type != YAML_SCALAR)
		return yaml_fail(y, err, "\"%s\" must be one value, not a list "
		    "or a map.", key);
	return 1;
}

int
yaml_str(const struct yaml *map, const char *key, bool must, const char **out,
    struct err *err)
{
	const struct yaml *y;
	int there = scalar(map, key, must, &y, err);

	if (there == 1)
		*out = y->value;
	return there == -1 ? -1 : 0;
}

int
yaml_int(const struct yaml *map, const char *key, bool must, int64_t *out,
    struct err *err)
{
	const struct yaml *y;
	const char *p;
	char *end;
	int64_t v;
	int there = scalar(map, key, must, &y, err);

	if (there != 1)
		return there;
	/* A leading 0 would be octal to one reader and decimal to another. */
	p = y->value + (y->value[0] == '-' ? 1 : 0);
	errno = 0;
	v = strtoll(y->value, &end, 10);
	if (*p < '0' || *p > '9' || (*p == '0' && p[1] != '\0') ||
	    *end != '\0' || errno != 0)
		return yaml_fail(y, err, "\"%s\" must be a whole number. It "
		    "says %.*s.", key, shown(y->value), y->value);
	*out = v;
	return 0;
}

int
yaml_bool(const struct yaml *map, const char *key, bool must, bool *out,
    struct err *err)
{
	const struct yaml *y;
	int there = scalar(map, key, must, &y, err);

	if (there != 1)
		return there;
	if (strcmp(y->value, "true") == 0 || strcmp(y->value, "yes") == 0)
		*out = true;
	else if (strcmp(y->value, "false") == 0 || strcmp(y->value, "no") == 0)
		*out = false;
	else
		return yaml_fail(y, err, "\"%s\" must be true or false. It "
		    "says %.*s.", key, shown(y->value), y->value);
	return 0;
}

int
yaml_date(const struct yaml *map, const char *key, bool must, int32_t *out,
    struct err *err)
{
	const struct yaml *y;
	int there = scalar(map, key, must, &y, err);
	int32_t day;

	if (there != 1)
		return there;
	if ((day = date_parse(y->value, y->n)) == DATE_NONE)
		return yaml_fail(y, err, "\"%s\" must be a real date like "
		    "2026-09-01. It says %.*s.", key, shown(y->value),
		    y->value);
	*out = day;
	return 0;
}

int
yaml_word(const struct yaml *y, const char *const *words, struct err *err)
{
	struct buf all = BUF_INIT;
	const char *near;
	int n = 0;

	if (y->type != YAML_SCALAR)
		return yaml_fail(y, err, "One word is expected here.");
	for (; words[n] != NULL; n++)
		if (strcmp(words[n], y->value) == 0)
			return n;
	if (y->key != NULL && n == 1)
		return yaml_fail(y, err, "This must be \"%s: %s\". It says "
		    "%.*s.", y->key, words[0], shown(y->value), y->value);
	if (n <= FEW) {
		if (y->key != NULL)
			buf_addf(&all, "\"%s\" must be ", y->key);
		else
			buf_adds(&all, "This must be ");
		for (int i = 0; i < n; i++)
			buf_addf(&all, "%s%s", i == 0 ? "" : i == n - 1 ?
			    " or " : ", ", words[i]);
		(void)yaml_fail(y, err, "%s. It says %.*s.", buf_str(&all),
		    shown(y->value), y->value);
		buf_release(&all);
		return -1;
	}
	near = text_nearest(y->value, words);
	return yaml_fail(y, err, "\"%.*s\" is not one of the words that can "
	    "stand here. Did you mean \"%s\"?", shown(y->value), y->value,
	    near != NULL ? near : words[0]);
}
