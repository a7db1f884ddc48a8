/* SPDX-License-Identifier: ISC */
#include "policy/calendar/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/yaml/yaml.h"
#include "policy/calendar/calendar_inside.h"

/* What is wrong ends the reading, or is told, and the reading goes on. */
static int
passed(struct calendar *c, struct err *err)
{
	struct err why = *err;
	char text[sizeof(why.msg) + sizeof(why.hint) + 1];

	if (c->told == NULL || !err_is(err, ERR_BAD_FILE))
		return -1;
	(void)snprintf(text, sizeof(text), "%s%s%s", why.msg,
	    why.hint[0] == '\0' ? "" : " ", why.hint);
	c->wrong++;
	err_clear(err);
	return c->told(c->told_arg, REMARK_WRONG, (int)why.line, text, err);
}

static int
read_span(const struct yaml *map, int32_t *from, int32_t *to,
    struct err *err)
{
	if (yaml_date(map, "from", true, from, err) == -1 ||
	    yaml_date(map, "to", true, to, err) == -1)
		return -1;
	if (*from > *to)
		return yaml_fail(map, err, "\"from\" is after \"to\" here.");
	return 0;
}

static int
read_covers(const struct yaml *map, int32_t *from, int32_t *to,
    struct err *err)
{
	static const char *const keys[] = {"from", "to", NULL};
	const struct yaml *covers = yaml_get(map, "covers");

	if (covers == NULL)
		return yaml_fail(map, err, "\"covers\" is missing here.");
	if (yaml_only(covers, keys, err) == -1)
		return -1;
	return read_span(covers, from, to, err);
}

static int
get_list(const struct yaml *map, const char *key, const struct yaml **out,
    struct err *err)
{
	*out = yaml_get(map, key);
	if (*out != NULL && (*out)->type != YAML_LIST)
		return yaml_fail(*out, err, "\"%s\" must be a list, each "
		    "entry on a line that begins with a dash.", key);
	return 0;
}

static int
copy_text(const struct yaml *map, const char *key, bool must, char *out,
    size_t size, struct err *err)
{
	const char *s = NULL;

	if (yaml_str(map, key, must, &s, err) == -1)
		return -1;
	if (s == NULL)
		return 0;
	if (strlen(s) >= size)
		return yaml_fail(map, err, "\"%s\" is longer than %zu bytes. "
		    "Shorten it.", key, size - 1);
	memcpy(out, s, strlen(s) + 1);
	return 0;
}

static int
inside(const struct yaml *at, const struct day_set *set, int32_t day,
    struct err *err)
{
	char s[DATE_LONG];

	if (day >= set->from && day <= set->to)
		return 0;
	date_format_long(day, s);
	return yaml_fail(at, err, "%s lies outside the days that \"covers\" "
	    "names.", s);
}

static int
read_term(struct calendar *c, const struct yaml *y, struct err *err)
{
	static const char *const keys[] = {"year", "name", "from", "to", NULL};
	struct term *t = &c->term[c->nterms];
	char year[24];
	int32_t start;
	int first, month, mday;

	if (yaml_only(y, keys, err) == -1 ||
	    copy_text(y, "year", true, t->year, sizeof(t->year), err) == -1 ||
	    copy_text(y, "name", true, t->name, sizeof(t->name), err) == -1 ||
	    read_span(y, &t->from, &t->to, err) == -1 ||
	    inside(y, &c->school_days, t->from, err) == -1 ||
	    inside(y, &c->school_days, t->to, err) == -1)
		return -1;
	if (c->nterms > 0 && t->from <= t[-1].to)
		return yaml_fail(y, err, "This term begins before the one "
		    "above it ends. Put the terms in order.");
	start = academic_year_start(t->from);
	date_split(start, &first, &month, &mday);
	(void)snprintf(year, sizeof(year), "%d-%02d", first, (first + 1) % 100);
	if (strcmp(year, t->year) != 0 ||
	    academic_year_start(t->to) != start)
		return yaml_fail(y, err, "This term must lie in the school "
		    "year it names; it begins in %s.", year);
	c->term_line[c->nterms++] = y->line;
	return 0;
}

/* Six half terms in each school year that is covered whole, at most six. */
static int
check_years(struct calendar *c, const struct yaml *at, struct err *err)
{
	int32_t year, next;
	size_t i = 0, n;

	year = academic_year_start(c->school_days.from);
	for (; year <= c->school_days.to; year = next) {
		next = date_add_months(year, 12);
		if (next == DATE_NONE)
			break; /* past the years there are: never whole */
		for (n = 0; i < c->nterms && c->term[i].from < next; i++)
			n++;
		if (n > 6 || (n < 6 && year >= c->school_days.from &&
		    next - 1 <= c->school_days.to)) {
			char s[DATE_LONG];

			date_format_long(year, s);
			(void)yaml_fail(at, err, "The school year from %s "
			    "has %zu half term%s here, and needs six.", s, n,
			    n == 1 ? "" : "s");
			if (passed(c, err) == -1)
				return -1;
		}
	}
	return 0;
}

static int
read_terms(struct calendar *c, const struct yaml *map, struct err *err)
{
	const struct yaml *list, *y;
	size_t wrong = c->wrong;

	if (get_list(map, "terms", &list, err) == -1)
		return -1;
	if (list == NULL)
		return yaml_fail(map, err, "\"terms\" is missing here.");
	c->term = mem_alloc((list->n + 1) * sizeof(*c->term));
	c->term_line = mem_alloc((list->n + 1) * sizeof(*c->term_line));
	for (y = list->child; y != NULL; y = y->next)
		if (read_term(c, y, err) == -1 && passed(c, err) == -1)
			return -1;
	/* a term that cannot be read is not missing as well */
	return c->wrong > wrong ? 0 : check_years(c, list, err);
}

static int
read_inset(struct calendar *c, const struct yaml *map, struct err *err)
{
	const struct yaml *list, *y;
	int32_t day;

	if (get_list(map, "inset", &list, err) == -1)
		return -1;
	if (list == NULL)
		return 0;
	c->inset = mem_alloc((list->n + 1) * sizeof(*c->inset));
	for (y = list->child; y != NULL; y = y->next) {
		day = y->type != YAML_SCALAR ? DATE_NONE :
		    date_parse(y->value, y->n);
		if (day == DATE_NONE)
			(void)yaml_fail(y, err, "An INSET day must be a real "
			    "date like 2026-09-01.");
		if (day != DATE_NONE &&
		    inside(y, &c->school_days, day, err) == 0)
			c->inset[c->ninset++] = day;
		else if (passed(c, err) == -1)
			return -1;
	}
	qsort(c->inset, c->ninset, sizeof(*c->inset), calendar_by_day);
	return 0;
}

/* Days with a text: closures, and the days of the bank holidays. */
static int
read_holidays(struct calendar *c, const struct yaml *map, const char *key,
    const char *text, const struct day_set *set, struct holiday **out,
    size_t *n, struct err *err)
{
	const char *const keys[] = {"date", text, NULL};
	const struct yaml *list, *y;
	struct holiday *h;

	if (get_list(map, key, &list, err) == -1)
		return -1;
	if (list == NULL)
		return 0;
	*out = mem_alloc((list->n + 1) * sizeof(**out));
	for (y = list->child; y != NULL; y = y->next) {
		h = &(*out)[*n];
		if (yaml_only(y, keys, err) == -1 ||
		    yaml_date(y, "date", true, &h->day, err) == -1 ||
		    copy_text(y, text, false, h->title, sizeof(h->title),
		    err) == -1 || inside(y, set, h->day, err) == -1) {
			if (passed(c, err) == -1)
				return -1;
			continue;
		}
		if (h->title[0] == '\0')
			(void)snprintf(h->title, sizeof(h->title), "closed");
		(*n)++;
	}
	qsort(*out, *n, sizeof(**out), calendar_by_day);
	return 0;
}

static int
read_bank(struct calendar *c, const struct yaml *map, struct err *err)
{
	static const char *const keys[] = {
	    "division", "covers", "days", NULL};
	struct day_set *w = &c->working_days;
	const struct yaml *bank = yaml_get(map, "bank_holidays");
	const char *division;
	int first, last, month, mday, year;
	size_t i = 0;

	if (bank == NULL)
		return yaml_fail(map, err, "\"bank_holidays\" is missing "
		    "here.");
	if (yaml_only(bank, keys, err) == -1 ||
	    yaml_str(bank, "division", true, &division, err) == -1 ||
	    read_covers(bank, &w->from, &w->to, err) == -1)
		return -1;
	if (strcmp(division, "england-and-wales") != 0) {
		(void)yaml_fail(yaml_get(bank, "division"), err, "The bank "
		    "holidays must be those of england-and-wales.");
		if (passed(c, err) == -1)
			return -1;
	}

	/* Whole years; the list of a year ends with its last holiday. */
	date_split(w->from, &first, &month, &mday);
	date_split(w->to, &last, &month, &mday);
	w->from = date_make(first, 1, 1);
	w->to = date_make(last, 12, 31);
	if (read_holidays(c, bank, "days", "title", w, &c->bank, &c->nbank,
	    err) == -1)
		return -1;
	for (year = first; year <= last; year++) {
		if (i == c->nbank ||
		    c->bank[i].day > date_make(year, 12, 31)) {
			(void)yaml_fail(bank, err, "The bank holidays cover "
			    "%d, and none of that year is named. Add them.",
			    year);
			if (passed(c, err) == -1)
				return -1;
		}
		while (i < c->nbank &&
		    c->bank[i].day <= date_make(year, 12, 31))
			i++;
	}
	return 0;
}

static void
count_days(struct day_set *s, const uint8_t *open)
{
	size_t n = (size_t)(s->to - s->from) + 1, i;

	s->upto = mem_alloc(n * sizeof(*s->upto));
	s->day = mem_alloc(n * sizeof(*s->day));
	for (i = 0; i < n; i++) {
		if (open[i])
			s->day[s->n++] = s->from + (int32_t)i;
		s->upto[i] = s->n;
	}
}

static void
shut(const struct day_set *s, uint8_t *open, int32_t day)
{
	if (day >= s->from && day <= s->to)
		open[day - s->from] = 0;
}

/* Marks every day once, so that no question has to look again. */
static void
mark_days(struct calendar *c)
{
	struct day_set *s = &c->school_days, *w = &c->working_days;
	uint8_t *open;
	int32_t day;
	size_t i;

	open = mem_alloc((size_t)(w->to - w->from) + 1);
	for (day = w->from; day <= w->to; day++)
		open[day - w->from] = date_weekday(day) < 5;
	for (i = 0; i < c->nbank; i++)
		shut(w, open, c->bank[i].day);
	count_days(w, open);
	free(open);

	open = c->sessions = mem_alloc((size_t)(s->to - s->from) + 1);
	for (i = 0; i < c->nterms; i++)
		for (day = c->term[i].from; day <= c->term[i].to; day++)
			if (date_weekday(day) < 5)
				open[day - s->from] = SESSION_AM | SESSION_PM;
	for (i = 0; i < c->nbank; i++)
		shut(s, open, c->bank[i].day);
	for (i = 0; i < c->ninset; i++)
		shut(s, open, c->inset[i]);
	for (i = 0; i < c->nclosures; i++)
		shut(s, open, c->closure[i].day);
	count_days(s, open);
}

/* Takes away from a school day the session that does not take place. */
static int
read_short_day(struct calendar *c, const struct yaml *y, struct err *err)
{
	static const char *const keys[] = {"date", "sessions", NULL};
	const struct yaml *s, *v;
	int32_t day;
	int mask = 0;
	size_t i;

	if (yaml_only(y, keys, err) == -1 ||
	    yaml_date(y, "date", true, &day, err) == -1 ||
	    inside(y, &c->school_days, day, err) == -1 ||
	    get_list(y, "sessions", &s, err) == -1)
		return -1;
	for (v = s == NULL ? NULL : s->child; v != NULL; v = v->next)
		if (v->type == YAML_SCALAR && strcmp(v->value, "AM") == 0)
			mask |= SESSION_AM;
		else if (v->type == YAML_SCALAR && strcmp(v->value, "PM") == 0)
			mask |= SESSION_PM;
		else
			return yaml_fail(v, err, "A session is AM or PM.");
	if (mask == 0)
		return yaml_fail(y, err, "A short day needs its "
		    "\"sessions\", [AM] or [PM]. A day without any goes "
		    "under \"closures\".");
	for (i = 0; i < c->nshorter; i++)
		if (c->shorter[i].day == day &&
		    c->shorter[i].sessions != mask)
			return yaml_fail(y, err, "This day stands among the "
			    "short days twice. Keep one of them.");
	c->shorter[c->nshorter++] = (struct short_day){day, mask};
	c->sessions[day - c->school_days.from] &= (uint8_t)mask;
	return 0;
}

static int
read_short_days(struct calendar *c, const struct yaml *map, struct err *err)
{
	const struct yaml *list, *y;

	if (get_list(map, "short_days", &list, err) == -1)
		return -1;
	if (list == NULL)
		return 0;
	c->shorter = mem_alloc((list->n + 1) * sizeof(*c->shorter));
	for (y = list->child; y != NULL; y = y->next)
		if (read_short_day(c, y, err) == -1 && passed(c, err) == -1)
			return -1;
	qsort(c->shorter, c->nshorter, sizeof(*c->shorter), calendar_by_day);
	return 0;
}

int
calendar_read_tree(struct calendar *c, const struct yaml *y, struct err *err)
{
	static const char *const keys[] = {"kind", "school", "timezone",
	    "covers", "terms", "inset", "closures", "short_days",
	    "bank_holidays", NULL};
	const char *kind, *school = "the school", *zone = "Europe/London";

	if (y->type != YAML_MAP)
		return yaml_only(y, keys, err);
	if (yaml_str(y, "kind", true, &kind, err) == -1)
		return -1;
	if (strcmp(kind, "calendar") != 0)
		return yaml_fail(yaml_get(y, "kind"), err, "A school's "
		    "calendar is needed here: its first line must be "
		    "\"kind: calendar\".");
	if ((yaml_only(y, keys, err) == -1 && passed(c, err) == -1) ||
	    (yaml_str(y, "school", true, &school, err) == -1 &&
		passed(c, err) == -1) ||
	    (yaml_str(y, "timezone", false, &zone, err) == -1 &&
		passed(c, err) == -1))
		return -1;
	if (strcmp(zone, "Europe/London") != 0) {
		(void)yaml_fail(yaml_get(y, "timezone"), err, "The timezone "
		    "must be Europe/London.");
		if (passed(c, err) == -1)
			return -1;
	}
	c->school = mem_dup(school);
	if (read_covers(y, &c->school_days.from, &c->school_days.to,
	    err) == -1)
		return -1;
	if ((read_terms(c, y, err) == -1 && passed(c, err) == -1) ||
	    (read_inset(c, y, err) == -1 && passed(c, err) == -1) ||
	    (read_holidays(c, y, "closures", "why", &c->school_days,
	    &c->closure, &c->nclosures, err) == -1 && passed(c, err) == -1) ||
	    read_bank(c, y, err) == -1)
		return -1;
	mark_days(c);
	return read_short_days(c, y, err);
}

int
calendar_read(struct calendar **out, const char *text, size_t n,
    const char *name, struct err *err)
{
	struct calendar *c = NULL;
	struct yaml *y;
	int r = -1;

	*out = NULL;
	if ((y = yaml_read(text, n, name, err)) == NULL)
		return -1;
	c = mem_alloc(sizeof(*c));
	c->name = mem_dup(name);
	if (calendar_read_tree(c, y, err) == -1)
		goto out;
	*out = c;
	c = NULL;
	r = 0;
out:
	calendar_free(c);
	yaml_free(y);
	return r;
}

void
calendar_free(struct calendar *c)
{
	if (c == NULL)
		return;
	free(c->school);
	free(c->name);
	free(c->term);
	free(c->bank);
	free(c->closure);
	free(c->inset);
	free(c->shorter);
	free(c->term_line);
	free(c->school_days.upto);
	free(c->school_days.day);
	free(c->working_days.upto);
	free(c->working_days.day);
	free(c->sessions);
	free(c);
}
