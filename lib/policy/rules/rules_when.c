/* SPDX-License-Identifier: ISC */
#include "policy/rules/rules_inside.h"

#include <string.h>

#include "base/text/text.h"
#include "policy/rules/rules_reading.h"

enum takes { TAKES_NESTED, TAKES_NAMES, TAKES_WORDS, TAKES_CODES, TAKES_BOOL,
	TAKES_AGE, TAKES_FOSTERING };

static const char *const conducts[] = { "adult", "headteacher", "chair",
	"child", NULL };

/* The fields whose being filled in can decide something. */
static const char *const givens[] = { "injuries", "wishes", "care",
	"parent_risk", "harm_tests", "conduct_person", "cyber", "cannot_tell",
	"context", NULL };

static const struct word {
	const char *name;
	enum when_key key;
	enum takes takes;
	const struct kind *kind; /* whose field has the words … */
	const char *field; /* … or of the code lists */
	const char *const *list; /* … or a list of ours */
} words[] = {
	{ "all", WHEN_ALL, TAKES_NESTED, NULL, NULL, NULL },
	{ "any", WHEN_ANY, TAKES_NESTED, NULL, NULL, NULL },
	{ "not", WHEN_NOT, TAKES_NESTED, NULL, NULL, NULL },
	{ "is", WHEN_IS, TAKES_NAMES, NULL, NULL, NULL },
	{ "category", WHEN_CATEGORY, TAKES_WORDS, &kind_concern,
	    "categories", NULL },
	{ "indicator", WHEN_INDICATOR, TAKES_CODES, NULL, "indicators", NULL },
	{ "context", WHEN_CONTEXT, TAKES_WORDS, &kind_concern, "context",
	    NULL },
	{ "source", WHEN_SOURCE, TAKES_WORDS, &kind_concern, "source", NULL },
	{ "conduct", WHEN_CONDUCT, TAKES_WORDS, NULL, NULL, conducts },
	{ "conduct_of", WHEN_CONDUCT_OF, TAKES_WORDS, &kind_concern,
	    "conduct_of", NULL },
	{ "harm_test", WHEN_HARM_TEST, TAKES_WORDS, &kind_concern,
	    "harm_tests", NULL },
	{ "significant_harm", WHEN_SIGNIFICANT_HARM, TAKES_WORDS,
	    &kind_concern, "significant_harm", NULL },
	{ "cyber", WHEN_CYBER, TAKES_WORDS, &kind_concern, "cyber", NULL },
	{ "status", WHEN_STATUS, TAKES_CODES, NULL, "status", NULL },
	{ "given", WHEN_GIVEN, TAKES_WORDS, NULL, NULL, givens },
	{ "nobody", WHEN_NOBODY, TAKES_WORDS, NULL, NULL, words_to },
	{ "immediate_risk", WHEN_IMMEDIATE_RISK, TAKES_BOOL, NULL, NULL,
	    NULL },
	{ "crime_suspected", WHEN_CRIME_SUSPECTED, TAKES_BOOL, NULL, NULL,
	    NULL },
	{ "images_involved", WHEN_IMAGES_INVOLVED, TAKES_BOOL, NULL, NULL,
	    NULL },
	{ "disclosure", WHEN_DISCLOSURE, TAKES_BOOL, NULL, NULL, NULL },
	{ "nothing_stronger", WHEN_NOTHING_STRONGER, TAKES_BOOL, NULL, NULL,
	    NULL },
	{ "whistleblowing_reached", WHEN_REACHED, TAKES_BOOL, NULL, NULL,
	    NULL },
	{ "age_under", WHEN_AGE_UNDER, TAKES_AGE, NULL, NULL, NULL },
	{ "any_age_under", WHEN_ANY_AGE_UNDER, TAKES_AGE, NULL, NULL, NULL },
	{ "private_fostering", WHEN_PRIVATE_FOSTERING, TAKES_FOSTERING, NULL,
	    NULL, NULL },
};

#define NWORDS (sizeof(words) / sizeof(words[0]))

static int
read_nested(struct rules *rules, const struct yaml *y, struct when *w,
    struct err *err)
{
	const struct when **tail = &w->child;
	const struct yaml *c;
	struct when *all;

	if (w->key == WHEN_NOT) {
		w->child = rules_when(rules, y, err);
		return w->child == NULL ? -1 : 0;
	}
	if (y->type != YAML_LIST || y->child == NULL)
		return yaml_fail(y, err, "After \"%s\" comes a list of "
		    "conditions.", w->name);
	for (c = y->child; c != NULL; c = c->next) {
		all = rules_keep(&rules->piece, sizeof(*all));
		all->key = WHEN_ALL;
		all->name = "all";
		if ((all->child = rules_when(rules, c, err)) == NULL)
			return -1;
		*tail = all;
		tail = &all->next;
	}
	return 0;
}

/* Each named condition as if it stood here. */
static int
read_names(struct rules *rules, const struct yaml *y, struct when *w,
    struct err *err)
{
	const struct when **tail = &w->child;
	const struct rules_named *n;
	struct when *all;
	const char **name;

	if ((name = rules_list(rules, y, NULL, err)) == NULL)
		return -1;
	for (; *name != NULL; name++) {
		for (n = rules->named; n != NULL; n = n->next)
			if (strcmp(n->name, *name) == 0)
				break;
		if (n == NULL)
			return yaml_fail(y, err, "No condition named "
			    "\"%.60s\" stands before this line.", *name);
		all = rules_keep(&rules->piece, sizeof(*all));
		all->key = WHEN_ALL;
		all->name = n->name;
		all->child = n->when;
		*tail = all;
		tail = &all->next;
	}
	return 0;
}

static int
check_codes(struct rules *rules, const struct word *word,
    const struct yaml *y, struct err *err)
{
	const struct yaml *c = y->type == YAML_LIST ? y->child : y;
	const char *near = NULL;
	int has;

	for (; rules->codes != NULL && c != NULL;
	    c = y->type == YAML_LIST ? c->next : NULL) {
		if (word->key == WHEN_INDICATOR && c->n > 0 &&
		    c->value[c->n - 1] == '*')
			continue;
		has = codes_has(rules->codes, word->field, c->value, &near,
		    err);
		if (has == -1)
			return -1;
		if (has == 1)
			continue;
		if (near != NULL)
			return yaml_fail(c, err, "There is no %s "
			    "\"%.60s\". Did you mean \"%s\"?", word->name,
			    c->value, near);
		return yaml_fail(c, err, "There is no %s \"%.60s\" in "
		    "the code lists.", word->name, c->value);
	}
	return 0;
}

static int
read_not_by(const struct yaml *y, void *out, void *rules, struct err *err)
{
	struct fostering *f = out;

	f->not_by = rules_list(rules, y, NULL, err);
	return f->not_by == NULL ? -1 : 0;
}

#define AT(member) YAML_IN(struct fostering, member)

static const struct yaml_field fostering_fields[] = {
	{ "days", YAML_NUMBER, YAML_MUST, AT(days) },
	{ "age_under", YAML_NUMBER, YAML_MUST, AT(age_under) },
	{ "disabled_under", YAML_NUMBER, YAML_MUST, AT(disabled_under) },
	{ "not_by", YAML_OWN, YAML_MUST, .own = read_not_by },
	{ .name = NULL }
};

static const struct yaml_form fostering_form = { .fields = fostering_fields,
	.size = sizeof(struct fostering) };

static int
read_value(struct rules *rules, const struct yaml *map, const struct yaml *y,
    const struct word *word, struct when *w, struct err *err)
{
	const char *const *list = word->list;
	bool yes = true;

	switch (word->takes) {
	case TAKES_NESTED:
		return read_nested(rules, y, w, err);
	case TAKES_NAMES:
		return read_names(rules, y, w, err);
	case TAKES_WORDS:
		if (word->kind != NULL)
			list = rules_words(word->kind, word->field);
		w->word = rules_list(rules, y, list, err);
		return w->word == NULL ? -1 : 0;
	case TAKES_CODES:
		w->word = rules_list(rules, y, NULL, err);
		return w->word == NULL ? -1
		    : check_codes(rules, word, y, err);
	case TAKES_BOOL:
		if (yaml_bool(map, w->name, true, &yes, err) == -1)
			return -1;
		w->n = yes;
		return 0;
	case TAKES_AGE:
		if (yaml_int(map, w->name, true, &w->n, err) == -1)
			return -1;
		if (w->n < 1 || w->n > 25)
			return yaml_fail(y, err, "An age is a number of "
			    "years from 1 to 25.");
		return 0;
	case TAKES_FOSTERING:
		return yaml_into(y, &fostering_form, &w->fostering, rules, err);
	}
	return 0;
}

const struct when *
rules_when(struct rules *rules, const struct yaml *map, struct err *err)
{
	const char *names[NWORDS + 1] = { NULL };
	const struct when *first = NULL, **tail = &first;
	const struct yaml *y;
	struct when *w;
	size_t i;

	for (i = 0; i < NWORDS; i++)
		names[i] = words[i].name;
	if (yaml_only(map, names, err) == -1)
		return NULL;
	for (y = map->child; y != NULL; y = y->next) {
		for (i = 0; strcmp(words[i].name, y->key) != 0; i++)
			continue;
		w = rules_keep(&rules->piece, sizeof(*w));
		w->key = words[i].key;
		w->name = words[i].name;
		if (read_value(rules, map, y, &words[i], w, err) == -1)
			return NULL;
		*tail = w;
		tail = &w->next;
	}
	if (first == NULL)
		yaml_fail(map, err, "A condition says at least one thing. "
		    "Leave \"when\" out for a rule that always applies.");
	return first;
}
