/* SPDX-License-Identifier: ISC */
#include "policy/attendance_rules.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "base/yaml.h"
#include "model/kind.h"
#include "policy/edition.h"

const char *const words_class[] = { "none", "present", "approved",
	"authorised", "unauthorised", "not-possible", NULL };

/* The numbers a rule may have, and the most that they may be. */
static const struct {
	const char *name;
	size_t at;
	int64_t most;
} numbers[] = {
#define NUMBER(name, most) { #name, offsetof(struct absence_rule, name), most }
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
};

#define NUMBERS (sizeof(numbers) / sizeof(*numbers))

static int *
number_in(struct absence_rule *r, size_t i)
{
	return (int *)(void *)((char *)r + numbers[i].at);
}

/* A list of texts; of words, where there are any. */
static int
get_list(const struct yaml *map, const char *key, size_t most,
    const char *const *words, const char **out, struct err *err)
{
	const struct yaml *list = yaml_get(map, key), *y;
	size_t n = 0;

	if (list == NULL)
		return 0;
	if (list->type != YAML_LIST || list->n > most)
		return yaml_fail(list, err, "\"%s\" must be a list of at most "
		    "%zu.", key, most);
	for (y = list->child; y != NULL; y = y->next) {
		if (y->type != YAML_SCALAR)
			return yaml_fail(y, err, "One text is expected here.");
		if (words != NULL && yaml_word(y, words, err) == -1)
			return -1;
		out[n++] = y->value;
	}
	return 0;
}

/* The list under a key of a file; a local one that is not there is none. */
static int
load(struct yaml **file, const char *folder, const char *name, bool must,
    const char *kind, const char *key, const struct yaml **list,
    struct err *err)
{
	const char *const keys[] = { "kind", key, NULL };
	struct buf path = BUF_INIT;
	const char *got = "";

	*list = NULL;
	if (folder == NULL)
		return 0;
	buf_addf(&path, "%s/%s", folder, name);
	*file = yaml_load(path.p, err);
	buf_release(&path);
	if (*file == NULL) {
		if (must || strcmp(err->code, "no-file") != 0)
			return -1;
		err_clear(err);
		return 0;
	}
	if (yaml_only(*file, keys, err) == -1 ||
	    yaml_str(*file, "kind", true, &got, err) == -1)
		return -1;
	*list = yaml_get(*file, key);
	if (strcmp(got, kind) != 0 || *list == NULL ||
	    (*list)->type != YAML_LIST)
		return yaml_fail(*file, err, "\"kind: %s\" and a list "
		    "\"%s\" are expected here.", kind, key);
	return 0;
}

static int
read_code(struct attendance_rules *r, const struct yaml *y, struct err *err)
{
	static const char *const keys[] = { "code", "class", "from", "to",
		"meaning", "half", "off_roll", "closed", NULL };
	static const char *const halves[] = { "", "AM", "PM", NULL };
	struct mark_fact f = { .class = MARK_NONE, .from = INT32_MIN,
		.to = INT32_MAX };
	int code = 0, class = 0;

	if (yaml_only(y, keys, err) == -1 ||
	    yaml_get_word(y, "code", true, words_mark, &code, err) == -1 ||
	    yaml_get_word(y, "class", true, words_class, &class, err) == -1 ||
	    yaml_date(y, "from", false, &f.from, err) == -1 ||
	    yaml_date(y, "to", false, &f.to, err) == -1 ||
	    yaml_get_word(y, "half", false, halves, &f.half, err) == -1 ||
	    yaml_bool(y, "off_roll", false, &f.off_roll, err) == -1 ||
	    yaml_bool(y, "closed", false, &f.closed, err) == -1 ||
	    yaml_str(y, "meaning", true, &f.meaning, err) == -1)
		return -1;
	f.class = (enum mark_class)class;
	r->fact[code] = f;
	return 0;
}

int
attendance_codes_load(struct attendance_rules *r, const char *packaged,
    const char *local, struct err *err)
{
	const struct yaml *list, *y;

	memset(r, 0, sizeof(*r));
	for (int i = 0; i < MARK_CODES; i++)
		r->fact[i].to = INT32_MIN; /* never */
	for (int i = 0; i < 2; i++) {
		if (load(&r->files[i], i == 0 ? packaged : local,
		    "attendance-codes.yaml", i == 0, "attendance-codes",
		    "codes", &list, err) == -1)
			goto fail;
		for (y = list == NULL ? NULL : list->child; y != NULL;
		     y = y->next)
			if (read_code(r, y, err) == -1)
				goto fail;
	}
	return 0;
fail:
	attendance_rules_release(r);
	return -1;
}

static int
read_numbers(struct absence_rule *r, const char *id, const struct yaml *y,
    const struct settings *settings, struct err *err)
{
	struct buf name = BUF_INIT;
	int64_t n;

	for (size_t i = 0; i < NUMBERS; i++) {
		n = -1;
		if (yaml_int(y, numbers[i].name, false, &n, err) == -1)
			goto fail;
		if (n == -1)
			continue;
		buf_reset(&name);
		buf_addf(&name, "attendance.%s.%s", id, numbers[i].name);
		(void)settings_number(settings, name.p, &n);
		if (n < 0 || n > numbers[i].most) {
			yaml_fail(yaml_get(y, numbers[i].name), err,
			    "\"%s\" must be 0 to %lld.", numbers[i].name,
			    (long long)numbers[i].most);
			goto fail;
		}
		*number_in(r, i) = (int)n;
	}
	buf_release(&name);
	return 0;
fail:
	buf_release(&name);
	return -1;
}

/* A rule that can be asked; what each must have. */
static int
check_rule(const struct absence_rule *r, enum absence which,
    const struct yaml *y, struct err *err)
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

	for (int i = 0; i < 3 && needs[which].names[i] != NULL; i++) {
		const struct yaml *n = yaml_get(y, needs[which].names[i]);

		if (n == NULL || strcmp(n->value, "0") == 0)
			return yaml_fail(y, err, "\"%s\" is missing here, or "
			    "0.", needs[which].names[i]);
	}
	if (needs[which].codes && r->codes == 0)
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

static int
read_rule(struct attendance_rules *all, const struct yaml *y,
    const struct settings *settings, int32_t day, int32_t *newest,
    struct err *err)
{
	static const char *const keys[] = { "id", "edition", "effective_from",
		"effective_to", "began", "kind", "certainty", "cite",
		"missed_times", "min_possible", "days", "sessions", "weeks",
		"notices", "years", "uses_up", "school_days", "missed", "of",
		"codes", "morning", "statuses", "told", "action", "message",
		"without_worker", NULL };
	static const char *const bases[] = { "law", "guidance", "policy",
		NULL };
	static const char *const sure[] = { "high", "medium", "low", NULL };
	struct absence_rule r = { .began = INT32_MIN };
	struct edition e;
	uint64_t told = 0;
	const char *word_set;
	int which = 0, unused = 0;

	if (yaml_only(y, keys, err) == -1 ||
	    yaml_get_word(y, "id", true, words_absence, &which, err) == -1 ||
	    yaml_str(y, "edition", true, &r.edition, err) == -1 ||
	    edition_read(&e, y, err) == -1 ||
	    yaml_date(y, "began", false, &r.began, err) == -1 ||
	    yaml_get_word(y, "kind", true, bases, &unused, err) == -1 ||
	    yaml_get_word(y, "certainty", true, sure, &unused, err) == -1 ||
	    yaml_str(y, "kind", true, &r.kind, err) == -1 ||
	    yaml_str(y, "certainty", true, &r.certainty, err) == -1 ||
	    get_list(y, "cite", ABSENCE_CITES, NULL, r.cite, err) == -1 ||
	    read_numbers(&r, words_absence[which], y, settings, err) == -1 ||
	    yaml_bits(y, "codes", words_mark, &r.codes, err) == -1 ||
	    yaml_bits(y, "morning", words_mark, &r.morning, err) == -1 ||
	    yaml_bits(y, "told", words_addressee, &told, err) == -1 ||
	    get_list(y, "statuses", ABSENCE_STATUSES, field_named(
	    kind_status.fields, "status", 6)->words, r.status, err) == -1 ||
	    yaml_str(y, "action", true, &r.action, err) == -1 ||
	    yaml_str(y, "message", true, &r.message, err) == -1 ||
	    yaml_str(y, "without_worker", false, &r.without_worker,
	    err) == -1 ||
	    check_rule(&r, (enum absence)which, y, err) == -1)
		return -1;
	r.told = (unsigned)told;
	if (which == ABSENCE_PENALTY && settings_text(settings,
	    "attendance.penalty-notice.uses_up", &word_set))
		r.uses_up = strcmp(word_set, "yes") == 0;
	r.on = day >= r.began;
	change_on(all, e.from, day);
	change_on(all, r.began, day);
	if (e.to != DATE_NONE)
		change_on(all, e.to + 1, day);
	if ((e.to != DATE_NONE && day > e.to) ||
	    (all->rule[which].message != NULL &&
		!better(e.from, newest[which], day)))
		return 0;
	newest[which] = e.from;
	all->rule[which] = r;
	return 0;
}

/* Whether a list names an id. */
static bool
names(const struct yaml *list, const struct yaml *rule)
{
	const struct yaml *id = yaml_get(rule, "id"), *own;

	for (const struct yaml *y = list == NULL ? NULL : list->child;
	     y != NULL && id != NULL; y = y->next) {
		own = yaml_get(y, "id");
		if (own != NULL && own->type == YAML_SCALAR &&
		    id->type == YAML_SCALAR &&
		    strcmp(own->value, id->value) == 0)
			return true;
	}
	return false;
}

int
attendance_rules_load(struct attendance_rules *r, const char *packaged,
    const char *local, const struct settings *settings, int32_t day,
    struct err *err)
{
	const struct yaml *list[2], *y;
	int32_t newest[ABSENCE_RULES] = { 0 };

	if (attendance_codes_load(r, packaged, local, err) == -1)
		return -1;
	r->from = INT32_MIN;
	r->to = INT32_MAX;
	for (int i = 0; i < 2; i++)
		if (load(&r->files[2 + i], i == 0 ? packaged : local,
		    "attendance.yaml", i == 0, "attendance", "rules",
		    &list[i], err) == -1)
			goto fail;
	for (int i = 0; i < 2; i++)
		for (y = list[i] == NULL ? NULL : list[i]->child; y != NULL;
		     y = y->next)
			if ((i == 1 || !names(list[1], y)) &&
			    read_rule(r, y, settings, day, newest,
			    err) == -1)
				goto fail;
	return 0;
fail:
	attendance_rules_release(r);
	return -1;
}

void
attendance_rules_release(struct attendance_rules *r)
{
	for (int i = 0; i < 4; i++) {
		yaml_free(r->files[i]);
		r->files[i] = NULL;
	}
}
