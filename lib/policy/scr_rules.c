/* SPDX-License-Identifier: ISC */
#include "policy/scr_rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#define EVERYONE "everyone"
#define LISTED "scr.childcare_disqualification"

static const char *const facts[] = { "regulated-activity", "teaching-work",
	"management-position", "lived-overseas", NULL };
static const char *const severities[] = { "advice", "breach", NULL };

struct reading {
	struct scr_rules *rules;
	const struct settings *settings;
	const struct yaml *groups[2]; /* of the packaged file, of the local */
};

static int
get_severity(const struct yaml *map, const char *key, bool must,
    enum scr_severity *out, struct err *err)
{
	int i = -1;

	if (yaml_get_word(map, key, must, severities, &i, err) == -1)
		return -1;
	*out = (enum scr_severity)(i + 1);
	return 0;
}

/* A member that is a list of some of a few words, as bits. */
static int
get_bits(const struct yaml *map, const char *key,
    const char *const *words, unsigned *out, struct err *err)
{
	uint64_t bits = *out;
	int rc = yaml_bits(map, key, words, &bits, err);

	*out = (unsigned)bits;
	return rc;
}

static const struct yaml *
group(const struct reading *r, const char *name)
{
	const struct yaml *y = NULL;

	for (int i = 1; y == NULL && i >= 0; i--)
		y = yaml_get(r->groups[i], name);
	return y;
}

static unsigned
listed(const struct settings *settings)
{
	const char *name;
	unsigned bits = 0;

	for (size_t k = 0; (name = settings_nth(settings, LISTED, k)) != NULL;
	     k++)
		for (int i = 0; words_adult[i] != NULL; i++)
			if (strcmp(name, words_adult[i]) == 0)
				bits |= 1u << i;
	return bits;
}

/* Categories of adults: their names, groups, everyone, those configured. */
static int
add_adults(const struct reading *r, const struct yaml *list, int depth,
    unsigned *out, struct err *err)
{
	const struct yaml *y, *g;
	int i;

	if (list->type != YAML_LIST || depth > 4)
		return yaml_fail(list, err, "A list of categories of adults "
		    "is expected here.");
	for (y = list->child; y != NULL; y = y->next) {
		if (y->type == YAML_SCALAR &&
		    (g = group(r, y->value)) != NULL) {
			if (add_adults(r, g, depth + 1, out, err) == -1)
				return -1;
		} else if (y->type == YAML_SCALAR &&
		    strcmp(y->value, EVERYONE) == 0) {
			*out = ~0u;
		} else if (y->type == YAML_SCALAR &&
		    strcmp(y->value, LISTED) == 0) {
			*out |= listed(r->settings);
		} else {
			if ((i = yaml_word(y, words_adult, err)) == -1)
				return -1;
			*out |= 1u << i;
		}
	}
	return 0;
}

static int
get_adults(const struct reading *r, const struct yaml *map, const char *key,
    unsigned *out, struct err *err)
{
	const struct yaml *list = yaml_get(map, key);

	*out = 0;
	if (list == NULL)
		return yaml_fail(map, err, "\"%s\" is missing here.", key);
	return add_adults(r, list, 0, out, err);
}

static int
get_basis(struct scr_basis *b, const struct yaml *y, struct err *err)
{
	static const char *const bases[] = { "law", "guidance", "policy",
		NULL };
	static const char *const sure[] = { "high", "medium", "low", NULL };
	const struct yaml *cite = yaml_get(y, "cite"), *c;
	size_t n = 0;
	int i = 0;

	if (yaml_str(y, "id", true, &b->id, err) == -1 ||
	    yaml_str(y, "edition", true, &b->edition, err) == -1 ||
	    yaml_str(y, "kind", true, &b->kind, err) == -1 ||
	    yaml_str(y, "certainty", false, &b->certainty, err) == -1 ||
	    yaml_str(y, "do", true, &b->doing, err) == -1 ||
	    edition_read(&b->in_force, y, err) == -1 ||
	    yaml_get_word(y, "kind", true, bases, &i, err) == -1 ||
	    yaml_get_word(y, "certainty", false, sure, &i, err) == -1)
		return -1;
	if (cite == NULL || cite->type != YAML_LIST || cite->n == 0 ||
	    cite->n > SCR_CITES)
		return yaml_fail(y, err, "\"cite\" must be a list of 1 to %d "
		    "sources, such as [KCSIE part 3].", SCR_CITES);
	for (c = cite->child; c != NULL; c = c->next) {
		if (c->type != YAML_SCALAR)
			return yaml_fail(c, err, "A source is expected here.");
		b->cite[n++] = c->value;
	}
	return 0;
}

/* Which two checks make the absence of this one advice. */
static int
get_cover(struct scr_ask *a, const struct yaml *y, struct err *err)
{
	const struct yaml *list = yaml_get(y, "covered_by");

	a->cover = a->cover_clear = -1;
	if (list == NULL)
		return 0;
	if (list->type != YAML_LIST || list->n != 2)
		return yaml_fail(list, err, "\"covered_by\" must be a list of "
		    "two checks.");
	a->cover = yaml_word(list->child, words_check, err);
	if (a->cover != -1)
		a->cover_clear = yaml_word(list->child->next, words_check, err);
	return a->cover == -1 || a->cover_clear == -1 ? -1 : 0;
}

static int
read_ask(struct reading *r, const struct yaml *y, struct err *err)
{
	static const char *const keys[] = { "id", "edition", "kind",
		"effective_from", "effective_to", "certainty", "cite",
		"check", "of", "when", "schools", "asked_from", "began",
		"unless", "covered_by", "missing", "late", "expired",
		"renewed_years", "do", NULL };
	struct scr_ask *a = &r->rules->ask[r->rules->nasks];
	const char *setting = NULL;
	int64_t years = 0;

	memset(a, 0, sizeof(*a));
	a->unless = -1;
	a->asked_from = a->began = DATE_NONE;
	a->schools = ~0u;
	if (yaml_only(y, keys, err) == -1 ||
	    get_basis(&a->basis, y, err) == -1 ||
	    yaml_get_word(y, "check", true, words_check, &a->check,
	    err) == -1 ||
	    yaml_get_word(y, "unless", false, words_check, &a->unless,
	    err) == -1 ||
	    get_bits(y, "when", facts, &a->when, err) == -1 ||
	    get_bits(y, "schools", words_school, &a->schools, err) == -1 ||
	    yaml_date(y, "asked_from", false, &a->asked_from, err) == -1 ||
	    yaml_date(y, "began", false, &a->began, err) == -1 ||
	    get_severity(y, "missing", true, &a->missing, err) == -1 ||
	    get_severity(y, "late", false, &a->late, err) == -1 ||
	    get_severity(y, "expired", false, &a->expired, err) == -1 ||
	    yaml_str(y, "renewed_years", false, &setting, err) == -1 ||
	    get_adults(r, y, "of", &a->of, err) == -1 ||
	    get_cover(a, y, err) == -1)
		return -1;
	a->renewed = setting != NULL;
	if (a->renewed && settings_number(r->settings, setting, &years))
		a->years = (int)years;
	r->rules->nasks++;
	return 0;
}

static int
read_other(struct reading *r, const struct yaml *y, struct err *err)
{
	static const char *const keys[] = { "id", "edition", "kind",
		"effective_from", "effective_to", "certainty", "cite",
		"status", "check", "outcomes", "unless", "days", "digits",
		"severity", "do", NULL };
	struct scr_other *o = &r->rules->other[r->rules->nothers];
	int64_t days = 0, digits = 0;
	int status = 0;

	memset(o, 0, sizeof(*o));
	o->check = -1;
	if (yaml_only(y, keys, err) == -1 ||
	    get_basis(&o->basis, y, err) == -1 ||
	    yaml_get_word(y, "status", true, words_finding, &status,
	    err) == -1 ||
	    yaml_get_word(y, "check", false, words_check, &o->check,
	    err) == -1 ||
	    get_bits(y, "outcomes", words_outcome, &o->outcomes,
	    err) == -1 ||
	    get_bits(y, "unless", facts, &o->unless, err) == -1 ||
	    yaml_int(y, "days", false, &days, err) == -1 ||
	    yaml_int(y, "digits", false, &digits, err) == -1 ||
	    get_severity(y, "severity", false, &o->severity, err) == -1)
		return -1;
	if (days < 0 || days > 3660 || digits < 0 || digits > 18)
		return yaml_fail(y, err, "\"days\" must be 0 to 3660, and "
		    "\"digits\" 0 to 18.");
	o->status = (enum scr_status)status;
	o->outcomes <<= 1;
	o->days = (int)days;
	o->digits = (int)digits;
	if (o->status >= SCR_EXPIRING && o->severity == SCR_NONE)
		return yaml_fail(y, err, "\"severity\" is missing here.");
	if ((o->status == SCR_NOT_PERMITTED || o->status == SCR_INVALID) &&
	    o->check == -1)
		return yaml_fail(y, err, "\"check\" is missing here.");
	r->rules->nothers++;
	return 0;
}

static bool
names(const struct yaml *list, const char *id)
{
	const struct yaml *y, *own;

	for (y = list == NULL ? NULL : list->child; y != NULL; y = y->next) {
		own = yaml_get(y, "id");
		if (own != NULL && own->type == YAML_SCALAR &&
		    strcmp(own->value, id) == 0)
			return true;
	}
	return false;
}

/* Drops the packaged editions of the ids that the local file names. */
static void
make_room(struct scr_rules *r, const struct yaml *asks,
    const struct yaml *others)
{
	size_t keep = 0;

	for (size_t i = 0; i < r->nasks; i++)
		if (!names(asks, r->ask[i].basis.id))
			r->ask[keep++] = r->ask[i];
	r->nasks = keep;
	keep = 0;
	for (size_t i = 0; i < r->nothers; i++)
		if (!names(others, r->other[i].basis.id))
			r->other[keep++] = r->other[i];
	r->nothers = keep;
}

static int
read_list(struct reading *r, const struct yaml *list,
    int (*read)(struct reading *, const struct yaml *, struct err *),
    struct err *err)
{
	const struct yaml *y;

	if (list == NULL)
		return 0;
	if (list->type != YAML_LIST)
		return yaml_fail(list, err, "A list is expected here, each "
		    "entry on a line that begins with a dash.");
	for (y = list->child; y != NULL; y = y->next)
		if (read(r, y, err) == -1)
			return -1;
	return 0;
}

static int
read_words(struct scr_rules *r, const struct yaml *map, struct err *err)
{
	if (map == NULL)
		return 0;
	if (yaml_only(map, words_check, err) == -1)
		return -1;
	for (int i = 0; i < CHECK_TYPES; i++)
		if (yaml_str(map, words_check[i], false, &r->word[i],
			err) == -1)
			return -1;
	return 0;
}

static int
read_assumed(struct reading *r, const struct yaml *map, struct err *err)
{
	static const char *const keys[] = { "regulated-activity",
		"teaching-work", NULL };

	if (yaml_only(map, keys, err) == -1 ||
	    get_adults(r, map, keys[0], &r->rules->assume_regulated,
	    err) == -1)
		return -1;
	return get_adults(r, map, keys[1], &r->rules->assume_teaching, err);
}

static int
read_file(struct reading *r, int which, struct err *err)
{
	static const char *const keys[] = { "kind", "groups", "assume",
		"words", "checks", "statuses", NULL };
	struct scr_rules *rules = r->rules;
	const struct yaml *y = rules->file[which], *asks, *others, *assume;
	const char *kind;

	if (yaml_only(y, keys, err) == -1 ||
	    yaml_str(y, "kind", true, &kind, err) == -1)
		return -1;
	if (strcmp(kind, "scr") != 0)
		return yaml_fail(y, err, "The rules of the central record are "
		    "needed here: the first line must be \"kind: scr\".");
	r->groups[which] = yaml_get(y, "groups");
	asks = yaml_get(y, "checks");
	others = yaml_get(y, "statuses");
	assume = yaml_get(y, "assume");
	if (which == 0 && assume == NULL)
		return yaml_fail(y, err, "\"assume\" is missing here.");
	make_room(rules, asks, others);
	rules->ask = mem_resize(rules->ask, rules->nasks + 1 +
	    (asks == NULL ? 0 : asks->n), sizeof(*rules->ask));
	rules->other = mem_resize(rules->other, rules->nothers + 1 +
	    (others == NULL ? 0 : others->n), sizeof(*rules->other));
	if (read_words(rules, yaml_get(y, "words"), err) == -1 ||
	    (assume != NULL && read_assumed(r, assume, err) == -1) ||
	    read_list(r, asks, read_ask, err) == -1)
		return -1;
	return read_list(r, others, read_other, err);
}

static int
check_two(const struct yaml *file, const struct scr_basis *a,
    const struct scr_basis *b, struct err *err)
{
	if (strcmp(a->id, b->id) != 0 ||
	    !edition_overlap(&a->in_force, &b->in_force))
		return 0;
	return yaml_fail(file, err, "Two editions of %s hold on the same day. "
	    "End the earlier one the day before.", a->id);
}

static int
check_editions(const struct scr_rules *r, struct err *err)
{
	const struct yaml *file = r->file[r->file[1] != NULL];

	for (size_t i = 0; i < r->nasks; i++)
		for (size_t j = 0; j < i; j++)
			if (check_two(file, &r->ask[i].basis,
				&r->ask[j].basis, err) == -1)
				return -1;
	for (size_t i = 0; i < r->nothers; i++)
		for (size_t j = 0; j < i; j++)
			if (check_two(file, &r->other[i].basis,
				&r->other[j].basis, err) == -1)
				return -1;
	for (int i = 0; i < CHECK_TYPES; i++)
		if (r->word[i] == NULL)
			return yaml_fail(file, err, "\"words\" does not say "
			    "what %s is called.", words_check[i]);
	return 0;
}

static void
keep_day(struct scr_rules *r, int32_t day)
{
	size_t keep = 0;

	for (size_t i = 0; i < r->nasks; i++)
		if (edition_on(&r->ask[i].basis.in_force, day))
			r->ask[keep++] = r->ask[i];
	r->nasks = keep;
	keep = 0;
	for (size_t i = 0; i < r->nothers; i++)
		if (edition_on(&r->other[i].basis.in_force, day))
			r->other[keep++] = r->other[i];
	r->nothers = keep;
}

int
scr_rules_load(struct scr_rules *r, const char *packaged, const char *local,
    const struct settings *settings, int32_t day, struct err *err)
{
	struct reading reading = { .rules = r, .settings = settings };

	memset(r, 0, sizeof(*r));
	if ((r->file[0] = yaml_load(packaged, err)) == NULL ||
	    read_file(&reading, 0, err) == -1)
		goto fail;
	if (local != NULL && (r->file[1] = yaml_load(local, err)) == NULL) {
		if (strcmp(err->code, "no-file") != 0)
			goto fail;
		err_clear(err);
	}
	if (r->file[1] != NULL && read_file(&reading, 1, err) == -1)
		goto fail;
	if (check_editions(r, err) == -1)
		goto fail;
	keep_day(r, day);
	return 0;
fail:
	scr_rules_release(r);
	return -1;
}

void
scr_rules_release(struct scr_rules *r)
{
	free(r->ask);
	free(r->other);
	yaml_free(r->file[0]);
	yaml_free(r->file[1]);
	memset(r, 0, sizeof(*r));
}
