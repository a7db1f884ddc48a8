/* SPDX-License-Identifier: ISC */
#include "policy/rules/scr_rules.h"

#include <string.h>

#include "base/text/text.h"

#define EVERYONE "everyone"
#define LISTED "scr.childcare_disqualification"

static const char *const facts[] = { "regulated-activity", "teaching-work",
	"management-position", "lived-overseas", "activity-open", NULL };
static const char *const severities[] = { "advice", "breach", NULL };

static const char *const kind[] = { "scr", NULL };

/* What the school's file says is read later, and over the packaged. */
struct reading {
	struct scr_rules *rules;
	const struct settings *settings;
	const struct yaml *groups[2]; /* the latest file's first */
};

struct assumed {
	unsigned regulated, teaching; /* bits of words_adult */
};

struct file {
	struct scr_ask *ask;
	size_t nasks;
	struct scr_other *other;
	size_t nothers;
	struct scr_activity *activity;
	size_t nactivities;
};

static const struct yaml *
group(const struct reading *r, const char *name)
{
	const struct yaml *y = NULL;

	for (int i = 0; y == NULL && i < 2; i++)
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
read_adults(const struct yaml *list, void *out, void *arg, struct err *err)
{
	unsigned *bits = out;

	*bits = 0;
	return add_adults(arg, list, 0, bits, err);
}

static int
read_groups(const struct yaml *y, void *out, void *arg, struct err *err)
{
	struct reading *r = arg;

	(void)out;
	(void)err;
	r->groups[1] = r->groups[0];
	r->groups[0] = y;
	return 0;
}

/* Which two checks make the absence of this one advice. */
static int
read_cover(const struct yaml *list, void *out, void *arg, struct err *err)
{
	struct scr_ask *a = out;

	(void)arg;
	if (list->type != YAML_LIST || list->n != 2)
		return yaml_fail(list, err, "\"covered_by\" must be a list of "
		    "two checks.");
	a->cover = yaml_word(list->child, words_check, err);
	if (a->cover != -1)
		a->cover_clear = yaml_word(list->child->next, words_check, err);
	return a->cover == -1 || a->cover_clear == -1 ? -1 : 0;
}

static int
read_years(const struct yaml *y, void *out, void *arg, struct err *err)
{
	const struct reading *r = arg;
	struct scr_ask *a = out;
	int64_t years;

	if (y->type != YAML_SCALAR)
		return yaml_fail(y, err, "\"renewed_years\" must be the name "
		    "of a setting.");
	a->renewed = true;
	if (settings_number(r->settings, y->value, &years))
		a->years = (int)years;
	return 0;
}

/* What each check is called. */
static int
read_words(const struct yaml *map, void *out, void *arg, struct err *err)
{
	const struct reading *r = arg;

	(void)out;
	if (yaml_only(map, words_check, err) == -1)
		return -1;
	for (int i = 0; i < CHECK_TYPES; i++)
		if (yaml_str(map, words_check[i], false, &r->rules->word[i],
			err) == -1)
			return -1;
	return 0;
}

#define BASIS_ROWS(type)                                                   \
	{ "id", YAML_TEXT, YAML_MUST, YAML_IN(type, basis.id) },           \
	{ "edition", YAML_TEXT, YAML_MUST, YAML_IN(type, basis.edition) }, \
	{ "kind", YAML_TEXT, YAML_MUST, YAML_IN(type, basis.kind),         \
	    .words = edition_kinds },                                      \
	{ "certainty", YAML_TEXT, 0, YAML_IN(type, basis.certainty),       \
	    .words = edition_certainties },                                \
	{ "do", YAML_TEXT, YAML_MUST, YAML_IN(type, basis.doing) },        \
	EDITION_ROWS(type, basis.in_force),                                \
	{ "cite", YAML_TEXTS, YAML_MUST, YAML_IN(type, basis.cite),        \
	    .least = 1, .most = 6 }

#define AT(member) YAML_IN(struct scr_ask, member)

static const struct yaml_field ask_fields[] = {
	BASIS_ROWS(struct scr_ask),
	{ "check", YAML_WORD, YAML_MUST, AT(check), .words = words_check },
	{ "unless", YAML_WORD, 0, AT(unless), .words = words_check },
	{ "when", YAML_BITS, 0, AT(when), .words = facts },
	{ "schools", YAML_BITS, 0, AT(schools), .words = words_school },
	{ "asked_from", YAML_DAY, 0, AT(asked_from) },
	{ "began", YAML_DAY, 0, AT(began) },
	{ "missing", YAML_WORD, YAML_MUST, AT(missing), .words = severities,
	    .least = SCR_ADVICE },
	{ "late", YAML_WORD, 0, AT(late), .words = severities,
	    .least = SCR_ADVICE },
	{ "expired", YAML_WORD, 0, AT(expired), .words = severities,
	    .least = SCR_ADVICE },
	{ "renewed_years", YAML_OWN, .own = read_years },
	{ "of", YAML_OWN, YAML_MUST, AT(of), .own = read_adults },
	{ "covered_by", YAML_OWN, .own = read_cover },
	{ .name = NULL }
};

static const struct yaml_form ask_form = { .fields = ask_fields,
	.size = sizeof(struct scr_ask),
	.blank = &(const struct scr_ask){ .basis.in_force = EDITION_BLANK,
	    .schools = ~0u, .asked_from = DATE_NONE, .began = DATE_NONE,
	    .unless = -1, .cover = -1, .cover_clear = -1 } };

#undef AT
#define AT(member) YAML_IN(struct scr_other, member)

static int
check_other(const struct yaml *y, void *out, void *arg, struct err *err)
{
	const struct scr_other *o = out;

	(void)arg;
	if (o->status >= SCR_EXPIRING && o->severity == SCR_NONE)
		return yaml_fail(y, err, "\"severity\" is missing here.");
	if ((o->status == SCR_NOT_PERMITTED || o->status == SCR_INVALID) &&
	    o->check == -1)
		return yaml_fail(y, err, "\"check\" is missing here.");
	return 0;
}

static const struct yaml_field other_fields[] = {
	BASIS_ROWS(struct scr_other),
	{ "status", YAML_WORD, YAML_MUST, AT(status),
	    .words = words_finding },
	{ "check", YAML_WORD, 0, AT(check), .words = words_check },
	{ "outcomes", YAML_BITS, 0, AT(outcomes), .words = words_outcome,
	    .least = SCR_CLEAR },
	{ "unless", YAML_BITS, 0, AT(unless), .words = facts },
	{ "days", YAML_NUMBER, 0, AT(days), .most = 3660 },
	{ "digits", YAML_NUMBER, 0, AT(digits), .most = 18 },
	{ "severity", YAML_WORD, 0, AT(severity), .words = severities,
	    .least = SCR_ADVICE },
	{ .name = NULL }
};

static const struct yaml_form other_form = { .fields = other_fields,
	.size = sizeof(struct scr_other), .check = check_other,
	.blank = &(const struct scr_other){ .check = -1,
	    .basis.in_force = EDITION_BLANK } };

#undef AT
#define AT(member) YAML_IN(struct scr_activity, member)

static const struct yaml_field activity_fields[] = {
	BASIS_ROWS(struct scr_activity),
	{ "of", YAML_OWN, YAML_MUST, AT(of), .own = read_adults },
	{ "frequency", YAML_BITS, 0, AT(often), .words = words_frequency },
	{ "overnight", YAML_YES, 0, AT(overnight) },
	{ "began", YAML_DAY, YAML_MUST, AT(began) },
	{ "undecided", YAML_WORD, 0, AT(undecided), .words = severities,
	    .least = SCR_ADVICE },
	{ .name = NULL }
};

static const struct yaml_form activity_form = { .fields = activity_fields,
	.size = sizeof(struct scr_activity),
	.blank = &(const struct scr_activity){
	    .basis.in_force = EDITION_BLANK } };

static const struct yaml_field assumed_fields[] = {
	{ "regulated-activity", YAML_OWN, YAML_MUST,
	    YAML_IN(struct assumed, regulated), .own = read_adults },
	{ "teaching-work", YAML_OWN, YAML_MUST,
	    YAML_IN(struct assumed, teaching), .own = read_adults },
	{ .name = NULL }
};

static const struct yaml_form assumed_form = { .fields = assumed_fields,
	.size = sizeof(struct assumed) };

static int
read_assumed(const struct yaml *map, void *out, void *arg, struct err *err)
{
	struct reading *r = arg;
	struct assumed assumed;

	(void)out;
	if (yaml_into(map, &assumed_form, &assumed, arg, err) == -1)
		return -1;
	r->rules->assume_regulated = assumed.regulated;
	r->rules->assume_teaching = assumed.teaching;
	return 0;
}

#undef AT
#define AT(member) YAML_IN(struct file, member)

static const struct yaml_field file_fields[] = {
	{ "kind", YAML_TEXT, YAML_MUST | YAML_FIRST, .words = kind },
	{ "groups", YAML_OWN, .own = read_groups },
	{ "assume", YAML_OWN, .own = read_assumed },
	{ "words", YAML_OWN, .own = read_words },
	{ "checks", YAML_FORMS, 0, AT(ask), .form = &ask_form,
	    .count = offsetof(struct file, nasks) },
	{ "statuses", YAML_FORMS, 0, AT(other), .form = &other_form,
	    .count = offsetof(struct file, nothers) },
	{ "activities", YAML_FORMS, 0, AT(activity), .form = &activity_form,
	    .count = offsetof(struct file, nactivities) },
	{ .name = NULL }
};

static const struct yaml_form file_form = { .fields = file_fields,
	.size = sizeof(struct file) };

static int
alone(const struct scr_basis *a, const struct scr_basis *b, struct err *err)
{
	return edition_alone(a->id, &a->in_force, b->id, &b->in_force, err);
}

/* No two editions on a day, and a word for each check. */
static int
check(const struct scr_rules *r, struct err *err)
{
	for (size_t i = 0; i < r->nasks; i++)
		for (size_t j = 0; j < i; j++)
			if (alone(&r->ask[i].basis, &r->ask[j].basis,
			    err) == -1)
				return -1;
	for (size_t i = 0; i < r->nothers; i++)
		for (size_t j = 0; j < i; j++)
			if (alone(&r->other[i].basis, &r->other[j].basis,
			    err) == -1)
				return -1;
	for (size_t i = 0; i < r->nactivities; i++)
		for (size_t j = 0; j < i; j++)
			if (alone(&r->activity[i].basis,
			    &r->activity[j].basis, err) == -1)
				return -1;
	if (yaml_get(r->book.file[0], "assume") == NULL)
		return yaml_fail(r->book.file[0], err, "\"assume\" is "
		    "missing here.");
	for (int i = 0; i < CHECK_TYPES; i++)
		if (r->word[i] == NULL)
			return yaml_fail(r->book.file[0], err, "\"words\" "
			    "does not say what %s is called.", words_check[i]);
	return 0;
}

static void
keep_day(struct scr_rules *r, int32_t day)
{
	size_t keep = 0;

	for (size_t i = 0; i < r->nasks; i++)
		if (edition_on(&r->ask[i].basis.in_force, day))
			r->ask[keep++] = r->ask[i];
		else
			yaml_drop(&ask_form, &r->ask[i]);
	r->nasks = keep;
	keep = 0;
	for (size_t i = 0; i < r->nothers; i++)
		if (edition_on(&r->other[i].basis.in_force, day))
			r->other[keep++] = r->other[i];
		else
			yaml_drop(&other_form, &r->other[i]);
	r->nothers = keep;
	keep = 0;
	for (size_t i = 0; i < r->nactivities; i++)
		if (edition_on(&r->activity[i].basis.in_force, day))
			r->activity[keep++] = r->activity[i];
		else
			yaml_drop(&activity_form, &r->activity[i]);
	r->nactivities = keep;
}

int
scr_rules_load(struct scr_rules *r, const struct folders *folders,
    const struct settings *settings, int32_t day, struct err *err)
{
	struct reading reading = { .rules = r, .settings = settings };
	struct file both[2];

	memset(r, 0, sizeof(*r));
	if (book_read(&r->book, folders, "scr", &file_form, both, &reading,
	    err) == -1)
		goto fail;
	r->nasks = both[0].nasks;
	r->ask = book_lay(&ask_form, offsetof(struct scr_ask, basis.id),
	    both[0].ask, &r->nasks, both[1].ask, both[1].nasks);
	r->nothers = both[0].nothers;
	r->other = book_lay(&other_form, offsetof(struct scr_other, basis.id),
	    both[0].other, &r->nothers, both[1].other, both[1].nothers);
	r->nactivities = both[0].nactivities;
	r->activity = book_lay(&activity_form,
	    offsetof(struct scr_activity, basis.id), both[0].activity,
	    &r->nactivities, both[1].activity, both[1].nactivities);
	if (check(r, err) == -1)
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
	struct file both = { r->ask, r->nasks, r->other, r->nothers,
		r->activity, r->nactivities };

	yaml_drop(&file_form, &both);
	book_release(&r->book);
	memset(r, 0, sizeof(*r));
}
