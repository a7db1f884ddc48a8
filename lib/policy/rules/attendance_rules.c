/* SPDX-License-Identifier: ISC */
#include "policy/rules/attendance_rules.h"

#include <string.h>

#include "base/core/buf.h"
#include "model/kind.h"

const char *const words_class[] = { "none", "present", "approved",
	"authorised", "unauthorised", "not-possible", NULL };

static const char *const codes_kind[] = { "attendance-codes", NULL };
static const char *const rules_kind[] = { "attendance", NULL };
static const char *const halves[] = { "", "AM", "PM", NULL };

struct code {
	int code;
	struct mark_fact fact;
};

struct codes {
	struct code *v;
	size_t n;
};

struct file {
	struct absence_rule *v;
	size_t n;
};

#define AT(member) YAML_IN(struct code, member)

static const struct yaml_field code_fields[] = {
	{ "code", YAML_WORD, YAML_MUST, AT(code), .words = words_mark },
	{ "class", YAML_WORD, YAML_MUST, AT(fact.class),
	    .words = words_class },
	{ "from", YAML_DAY, 0, AT(fact.from) },
	{ "to", YAML_DAY, 0, AT(fact.to) },
	{ "half", YAML_WORD, 0, AT(fact.half), .words = halves },
	{ "off_roll", YAML_YES, 0, AT(fact.off_roll) },
	{ "closed", YAML_YES, 0, AT(fact.closed) },
	{ "meaning", YAML_TEXT, YAML_MUST, AT(fact.meaning) },
	{ .name = NULL }
};

static const struct yaml_form code_form = { .fields = code_fields,
	.size = sizeof(struct code),
	.blank = &(const struct code){ .fact = { .from = INT32_MIN,
	    .to = INT32_MAX } } };

static const struct yaml_field codes_fields[] = {
	{ "kind", YAML_TEXT, YAML_MUST | YAML_FIRST, .words = codes_kind },
	{ "codes", YAML_FORMS, YAML_MUST, YAML_IN(struct codes, v),
	    .form = &code_form, .count = offsetof(struct codes, n) },
	{ .name = NULL }
};

static const struct yaml_form codes_form = { .fields = codes_fields,
	.size = sizeof(struct codes) };

int
attendance_codes_load(struct attendance_rules *r,
    const struct folders *folders, struct err *err)
{
	struct codes both[2];

	memset(r, 0, sizeof(*r));
	for (int i = 0; i < MARK_CODES; i++)
		r->fact[i].to = INT32_MIN; /* never */
	if (book_read(&r->books[0], folders, "attendance-codes", &codes_form,
	    both, NULL, err) == -1)
		return -1;
	for (int i = 0; i < 2; i++) {
		for (size_t k = 0; k < both[i].n; k++)
			r->fact[both[i].v[k].code] = both[i].v[k].fact;
		yaml_drop(&codes_form, &both[i]);
	}
	return 0;
}

#undef AT
#define AT(member) YAML_IN(struct absence_rule, member)
#define NUMBER(name, limit) \
	{ #name, YAML_NUMBER, 0, AT(name), .most = limit }

static int check_rule(const struct yaml *, void *, void *, struct err *);

static const struct yaml_field rule_fields[] = {
	{ "id", YAML_TEXT, YAML_MUST, AT(id), .words = words_absence },
	{ "edition", YAML_TEXT, YAML_MUST, AT(edition) },
	EDITION_ROWS(struct absence_rule, in_force),
	{ "began", YAML_DAY, 0, AT(began) },
	{ "kind", YAML_TEXT, YAML_MUST, AT(kind), .words = edition_kinds },
	{ "certainty", YAML_TEXT, YAML_MUST, AT(certainty),
	    .words = edition_certainties },
	{ "cite", YAML_TEXTS, 0, AT(cite), .most = 6 },
	NUMBER(missed_times, 1000),
	NUMBER(min_possible, 400),
	NUMBER(days, 200),
	NUMBER(sessions, 400),
	NUMBER(weeks, 60),
	NUMBER(notices, 20),
	NUMBER(years, 20),
	NUMBER(uses_up, 1),
	NUMBER(school_days, 60),
	NUMBER(missed, 40),
	NUMBER(of, 40),
	{ "codes", YAML_BITS, 0, AT(codes), .words = words_mark },
	{ "morning", YAML_BITS, 0, AT(morning), .words = words_mark },
	{ "told", YAML_BITS, 0, AT(told), .words = words_addressee },
	{ "statuses", YAML_TEXTS, 0, AT(status), .most = 8 },
	{ "action", YAML_TEXT, YAML_MUST, AT(action) },
	{ "message", YAML_TEXT, YAML_MUST, AT(message) },
	{ "without_worker", YAML_TEXT, 0, AT(without_worker) },
	{ .name = NULL }
};

static const struct yaml_form rule_form = { .fields = rule_fields,
	.size = sizeof(struct absence_rule), .check = check_rule,
	.blank = &(const struct absence_rule){ .began = INT32_MIN,
	    .in_force = EDITION_BLANK } };

static const struct yaml_field file_fields[] = {
	{ "kind", YAML_TEXT, YAML_MUST | YAML_FIRST, .words = rules_kind },
	{ "rules", YAML_FORMS, YAML_MUST, YAML_IN(struct file, v),
	    .form = &rule_form, .count = offsetof(struct file, n) },
	{ .name = NULL }
};

static const struct yaml_form file_form = { .fields = file_fields,
	.size = sizeof(struct file) };

/* What the school's local.yaml says in place of a rule's numbers. */
static int
set_numbers(struct absence_rule *r, const struct yaml *y,
    const struct settings *settings, struct err *err)
{
	const struct yaml_field *f;
	struct buf name = BUF_INIT;
	const char *word;
	int64_t n;
	int rc = 0;

	for (f = rule_fields; rc == 0 && f->name != NULL; f++) {
		if (f->takes != YAML_NUMBER || yaml_get(y, f->name) == NULL)
			continue;
		buf_reset(&name);
		buf_addf(&name, "attendance.%s.%s", r->id, f->name);
		if (!settings_number(settings, name.p, &n))
			continue;
		if (n < 0 || n > f->most)
			rc = yaml_fail(yaml_get(y, f->name), err, "\"%s\" "
			    "must be 0 to %lld.", f->name,
			    (long long)f->most);
		else
			*(int *)(void *)((char *)r + f->at) = (int)n;
	}
	buf_release(&name);
	if (strcmp(r->id, words_absence[ABSENCE_PENALTY]) == 0 &&
	    settings_text(settings, "attendance.penalty-notice.uses_up",
	    &word))
		r->uses_up = strcmp(word, "yes") == 0;
	return rc;
}

static enum absence
which(const struct absence_rule *r)
{
	int i = 0;

	while (strcmp(words_absence[i], r->id) != 0)
		i++;
	return (enum absence)i;
}

/* A rule that can be asked; what each must have. */
static int
check_rule(const struct yaml *y, void *out, void *settings, struct err *err)
{
	static const struct {
		const char *names[3];
		bool codes;
	} needs[ABSENCE_RULES] = {
		[ABSENCE_PERSISTENT] = { { "missed_times" }, false },
		[ABSENCE_SEVERE] = { { "missed_times" }, false },
		[ABSENCE_TEN_DAYS] = { { "days" }, true },
		[ABSENCE_SICKNESS] = { { "sessions" }, true },
		[ABSENCE_PENALTY] = { { "sessions", "weeks" }, true },
		[ABSENCE_UNRESOLVED] = { { "school_days" }, true },
		[ABSENCE_UNEXPLAINED] = { { NULL }, true },
		[ABSENCE_VULNERABLE] = { { NULL }, true },
		[ABSENCE_MISSING] = { { NULL }, true },
		[ABSENCE_OFF_ROLL] = { { "days" }, true },
		[ABSENCE_PATTERN] = { { "missed", "of" }, false },
	};

	struct absence_rule *r = out;
	enum absence rule = which(r);

	if (set_numbers(r, y, settings, err) == -1)
		return -1;
	for (int i = 0; i < 3 && needs[rule].names[i] != NULL; i++) {
		const struct yaml *n = yaml_get(y, needs[rule].names[i]);

		if (n == NULL || strcmp(n->value, "0") == 0)
			return yaml_fail(y, err, "\"%s\" is missing here, or "
			    "0.", needs[rule].names[i]);
	}
	if (needs[rule].codes && r->codes == 0)
		return yaml_fail(y, err, "\"codes\" is missing here.");
	if (r->of > 0 && r->missed > r->of)
		return yaml_fail(y, err, "\"missed\" is more than \"of\".");
	return 0;
}

/* The latest edition that has begun, else the first. */
static bool
better(int32_t from, int32_t than, int32_t day)
{
	if ((from <= day) != (than <= day))
		return from <= day;
	return from <= day ? from > than : from < than;
}

/* Another edition may hold from this day on, or up to the day before it. */
static void
change_on(struct attendance_rules *r, int32_t change, int32_t day)
{
	if (change <= day && change > r->from)
		r->from = change;
	else if (change > day && change <= r->to)
		r->to = change - 1;
}

/* Takes those that hold on a day. */
static void
choose(struct attendance_rules *all, int32_t day)
{
	static const char *nothing[1];
	int32_t newest[ABSENCE_RULES];

	for (int i = 0; i < ABSENCE_RULES; i++)
		all->rule[i].cite = all->rule[i].status = nothing;
	for (size_t i = 0; i < all->n; i++) {
		struct absence_rule *r = &all->all[i], *of =
		    &all->rule[which(r)];
		const struct edition *e = &r->in_force;

		r->on = day >= r->began;
		change_on(all, e->from, day);
		change_on(all, r->began, day);
		if (e->to != DATE_NONE)
			change_on(all, e->to + 1, day);
		if ((e->to != DATE_NONE && day > e->to) ||
		    (of->id != NULL && !better(e->from, newest[which(r)],
			day)))
			continue;
		newest[which(r)] = e->from;
		*of = *r;
	}
}

static int
check_statuses(const struct attendance_rules *all, struct codes *codes,
    struct err *err)
{
	const struct yaml *y;
	const char *near;
	int has;

	for (size_t i = 0; i < all->n; i++) {
		y = yaml_get(all->all[i].in_force.at, "statuses");
		for (y = y == NULL ? NULL : y->child; y != NULL; y = y->next) {
			has = codes_has(codes, "status", y->value, &near, err);
			if (has == -1)
				return -1;
			if (has == 1)
				continue;
			if (near != NULL)
				return yaml_fail(y, err, "There is no status "
				    "\"%.60s\". Did you mean \"%s\"?",
				    y->value, near);
			return yaml_fail(y, err, "There is no status "
			    "\"%.60s\" in the code lists.", y->value);
		}
	}
	return 0;
}

int
attendance_rules_load(struct attendance_rules *r,
    const struct folders *folders, const struct settings *settings,
    struct codes *codes, int32_t day, struct err *err)
{
	struct file both[2];

	if (attendance_codes_load(r, folders, err) == -1)
		return -1;
	if (book_read(&r->books[1], folders, "attendance", &file_form, both,
	    (void *)(uintptr_t)settings, err) == -1) {
		attendance_rules_release(r);
		return -1;
	}
	r->n = both[0].n;
	r->all = book_lay(&rule_form, offsetof(struct absence_rule, id),
	    both[0].v, &r->n, both[1].v, both[1].n);
	if (check_statuses(r, codes, err) == -1) {
		attendance_rules_release(r);
		return -1;
	}
	r->from = INT32_MIN;
	r->to = INT32_MAX;
	choose(r, day);
	return 0;
}

void
attendance_rules_release(struct attendance_rules *r)
{
	struct file all = { r->all, r->n };

	yaml_drop(&file_form, &all);
	r->all = NULL;
	r->n = 0;
	book_release(&r->books[0]);
	book_release(&r->books[1]);
}
