/* SPDX-License-Identifier: ISC */
#include "policy/school/settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/buf.h"
#include "base/text/date.h"
#include "base/core/mem.h"
#include "base/text/text.h"

#define DEEPEST 4 /* parts of a name */

/* A word in capitals in a key, and those that it stands for. */
struct place {
	const char *name;
	const char **words;
};

/* One that there is; what it takes is a row for local.yaml. */
struct setting {
	const char *key;
	int type;
	const char *of;
	const char **words; /* its own, not those of its place */
	int64_t least, most;
	const struct yaml *at;
	struct yaml_field takes;
};

struct known {
	struct place *place;
	size_t nplaces;
	struct setting *v;
	size_t n;
};

struct settings {
	struct book book; /* what there is, and what is set */
	struct known known;
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

static const struct place *
place_named(const struct settings *s, const char *name, size_t n)
{
	const struct place *p, *end = s->known.place + s->known.nplaces;

	for (p = s->known.place; p < end; p++)
		if (text_equal(name, n, p->name))
			return p;
	return NULL;
}

static bool
in_list(const char *const *list, const char *word, size_t n)
{
	for (; *list != NULL; list++)
		if (text_equal(word, n, *list))
			return true;
	return false;
}

/* Whether a setting's key answers to the first depth parts of a name. */
static bool
answers(const struct settings *s, const char *key, const char *name,
    int depth)
{
	for (int i = 0; i < depth; i++) {
		const struct place *place;
		const char *k, *p;
		size_t nk = part(key, i, &k), np = part(name, i, &p);

		place = place_named(s, k, nk);
		if (nk == 0 || np == 0 || (place != NULL
			? !in_list(place->words, p, np)
			: nk != np || memcmp(k, p, np) != 0))
			return false;
	}
	return true;
}

/* The setting of a whole name, or NULL. */
static const struct setting *
setting_of(const struct settings *s, const char *name)
{
	const struct setting *v;
	const char *end;
	int depth = 0;

	while (part(name, depth, &end) > 0)
		depth++;
	for (v = s->known.v; v < s->known.v + s->known.n; v++)
		if (answers(s, v->key, name, depth) &&
		    part(v->key, depth, &end) == 0)
			return v;
	return NULL;
}

/* The value of a key against what the setting takes. */
static int
check_value(const struct setting *v, const struct yaml *map, const char *key,
    struct err *err)
{
	struct yaml_field takes = v->takes;

	takes.name = key;
	return yaml_row(map, &takes, &takes, NULL, err); /* not kept */
}

/* What may stand in a map: words of places, or the parts themselves. */
static const char **
allowed(const struct settings *s, const char *name, int depth, char **own)
{
	const struct setting *row;
	const struct place *place;
	const char **v = NULL, *p;
	size_t n = 0, len, nown = 0, more;

	*own = mem_alloc(s->known.n * 64);
	for (row = s->known.v; row < s->known.v + s->known.n; row++) {
		if (!answers(s, row->key, name, depth))
			continue;
		len = part(row->key, depth, &p);
		place = place_named(s, p, len);
		for (more = 0; place != NULL && place->words[more] != NULL;)
			more++;
		v = mem_resize(v, n + more + 2, sizeof(*v));
		if (place == NULL && len > 0 && len < 64) {
			memcpy(*own + nown, p, len);
			v[n++] = *own + nown;
			nown += 64;
		}
		for (size_t i = 0; i < more; i++)
			v[n++] = place->words[i];
	}
	v = mem_resize(v, n + 1, sizeof(*v));
	v[n] = NULL;
	return v;
}

static int
check_map(const struct settings *s, const struct yaml *map,
    struct buf *name, int depth, struct err *err)
{
	const struct setting *setting;
	const struct yaml *y;
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
		setting = setting_of(s, buf_str(name));
		if (setting != NULL)
			rc = check_value(setting, map, y->key, err);
		else if (yaml_get(map, y->key) != NULL)
			rc = check_map(s, y, name, depth + 1, err);
		buf_cut(name, before);
	}
	return rc;
}

enum { NUMBER, DATE, WORD, TEXT, LIST };

static const char *const types[] = { "number", "date", "word", "text",
	"list", NULL };
static const char *const kind[] = { "settings", NULL };

/* The names of places are the file's own, so no table has them. */
static int
read_places(const struct yaml *map, void *out, void *arg, struct err *err)
{
	struct known *known = out;
	const struct yaml *y;

	(void)arg;
	if (map->type != YAML_MAP)
		return yaml_fail(map, err, "\"places\" must be names, each "
		    "with its words.");
	known->place = mem_resize(NULL, map->n + 1, sizeof(*known->place));
	for (y = map->child; y != NULL; y = y->next) {
		struct place *p = &known->place[known->nplaces];
		const struct yaml_field words = { y->key, YAML_TEXTS,
			YAML_MUST, YAML_IN(struct place, words) };

		p->name = y->key;
		if (yaml_row(map, &words, p, NULL, err) == -1)
			return -1;
		known->nplaces++;
	}
	return 0;
}

static int
read_at(const struct yaml *y, void *out, void *arg, struct err *err)
{
	struct setting *v = out;

	(void)arg;
	(void)err;
	v->at = y;
	return 0;
}

#define AT(member) YAML_IN(struct setting, member)

static const struct yaml_field setting_fields[] = {
	{ "", YAML_OWN, .own = read_at },
	{ "key", YAML_TEXT, YAML_MUST, AT(key) },
	{ "type", YAML_WORD, YAML_MUST, AT(type), .words = types },
	{ "of", YAML_TEXT, 0, AT(of) },
	{ "words", YAML_TEXTS, 0, AT(words) },
	{ "least", YAML_NUMBER, 0, AT(least) },
	{ "most", YAML_NUMBER, 0, AT(most) },
	{ "otherwise", .takes = YAML_ANY }, /* know() */
	{ .name = NULL }
};

static const struct yaml_form setting_form = { .fields = setting_fields,
	.size = sizeof(struct setting),
	.blank = &(const struct setting){ .most = INT32_MAX } };

static const struct yaml_field known_fields[] = {
	{ "kind", YAML_TEXT, YAML_FIRST, .words = kind },
	{ "places", YAML_OWN, YAML_MUST, .own = read_places },
	{ "settings", YAML_FORMS, YAML_MUST, YAML_IN(struct known, v),
	    .form = &setting_form, .count = offsetof(struct known, n) },
	{ .name = NULL }
};

static const struct yaml_form known_form = { .fields = known_fields,
	.size = sizeof(struct known) };

/* Makes of what is said of a setting the row that reads it. */
static int
know(const struct settings *s, struct setting *v, struct err *err)
{
	static const enum yaml_takes takes[] = { [NUMBER] = YAML_NUMBER,
		[DATE] = YAML_DAY, [WORD] = YAML_TEXT, [TEXT] = YAML_TEXT,
		[LIST] = YAML_TEXTS };
	const struct place *of = v->of == NULL ? NULL :
	    place_named(s, v->of, strlen(v->of));

	v->takes.takes = takes[v->type];
	if (v->type == NUMBER) {
		v->takes.least = v->least;
		v->takes.most = v->most;
	} else if (v->type == WORD)
		v->takes.words = v->words;
	else if (v->type == LIST)
		v->takes.words = of == NULL ? NULL : of->words;
	if ((v->type == WORD || v->type == LIST) &&
	    (v->takes.words == NULL || v->takes.words[0] == NULL))
		return yaml_fail(v->at, err, "This setting does not say what "
		    "it takes.");
	return check_value(v, v->at, "otherwise", err);
}

static int
load(struct settings *s, const struct folders *folders, struct err *err)
{
	struct buf name = BUF_INIT;
	int rc;

	if (book_load(&s->book.file[0], folders, "settings", false, err) ==
	    -1 || yaml_into(s->book.file[0], &known_form, &s->known, NULL,
	    err) == -1)
		return -1;
	for (size_t i = 0; i < s->known.n; i++)
		if (know(s, &s->known.v[i], err) == -1)
			return -1;
	if (book_load(&s->book.file[1], folders, "settings", true, err) ==
	    -1) {
		if (!err_is(err, ERR_ONLY_COMMENTS))
			return -1;
		err_clear(err);
	}
	if (s->book.file[1] == NULL)
		return 0;
	rc = check_map(s, s->book.file[1], &name, 0, err);
	buf_release(&name);
	return rc;
}

int
settings_load(struct settings **out, const struct folders *folders,
    struct err *err)
{
	struct settings *s = mem_alloc(sizeof(*s));

	if (load(s, folders, err) == 0) {
		*out = s;
		return 0;
	}
	settings_free(s);
	return -1;
}

void
settings_free(struct settings *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->known.nplaces; i++)
		free(s->known.place[i].words);
	free(s->known.place);
	yaml_drop(&known_form, &s->known);
	book_release(&s->book);
	free(s);
}

/* What is set, else what holds otherwise; NULL. */
static const struct yaml *
value(const struct settings *s, const char *name)
{
	const struct setting *setting;
	const struct yaml *y = s->book.file[1];
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
	setting = setting_of(s, name);
	return setting == NULL ? NULL : yaml_get(setting->at, "otherwise");
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
