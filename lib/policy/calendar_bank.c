/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "calendar_inside.h"

/*
 * The list as www.gov.uk/bank-holidays.json gives it:
 * {"england-and-wales":{"division":…,"events":[{"title","date",…}]},…}.
 */
#define DIVISION "england-and-wales"

static int
wrong(const char *name, struct err *err, const char *what)
{
	(void)err_set(err, ST_DATA, "bank-holidays", "%s", what);
	return err_place(err, name, 0);
}

static int
read_event(const struct json *j, int event, struct holiday *h,
    const char *name, struct err *err)
{
	struct buf scratch = BUF_INIT;
	int date = json_get(j, event, "date");
	int title = json_get(j, event, "title");
	const char *s;
	size_t n;

	if (date < 0 || json_type(j, date) != JSON_STRING || title < 0 ||
	    json_type(j, title) != JSON_STRING)
		return wrong(name, err, "A bank holiday here has no date or "
		    "no title.");
	s = json_text(j, date, &scratch, &n);
	h->day = date_parse(s, n);
	s = json_text(j, title, &scratch, &n);
	if (n >= sizeof(h->title))
		n = text_utf8(s, sizeof(h->title) - 1);
	memcpy(h->title, s, n);
	h->title[n] = '\0';
	buf_release(&scratch);
	return h->day != DATE_NONE ? 0 : wrong(name, err,
	    "A bank holiday here has a date that is no real date.");
}

static int
read_events(const struct json *j, struct holiday **out, size_t *n,
    const char *name, struct err *err)
{
	int division = json_type(j, 0) == JSON_OBJECT
	    ? json_get(j, 0, DIVISION) : -1;
	int events = division >= 0 && json_type(j, division) == JSON_OBJECT
	    ? json_get(j, division, "events") : -1;
	int t;

	if (events < 0 || json_type(j, events) != JSON_ARRAY ||
	    j->tok[events].count == 0)
		return wrong(name, err, "This is not the government's list "
		    "of bank holidays: it names none of " DIVISION ".");
	*out = mem_alloc(j->tok[events].count * sizeof(**out));
	for (t = json_first(j, events); t >= 0; t = json_after(j, events, t)) {
		if (json_type(j, t) != JSON_OBJECT)
			return wrong(name, err, "A bank holiday here has no "
			    "date or no title.");
		if (read_event(j, t, &(*out)[*n], name, err) == -1)
			return -1;
		(*n)++;
	}
	qsort(*out, *n, sizeof(**out), calendar_by_day);
	return 0;
}

static int
year_of(int32_t day)
{
	int year, month, mday;

	date_split(day, &year, &month, &mday);
	return year;
}

/* Tells those from first to last that are in v and not in other. */
static void
tell(struct buf *out, const struct holiday *v, size_t n,
    const struct holiday *other, size_t nother, int32_t first, int32_t last,
    const char *what)
{
	char day[DATE_LONG];

	for (size_t i = 0; i < n; i++) {
		if (v[i].day < first || v[i].day > last || (nother > 0 &&
		    bsearch(&v[i], other, nother, sizeof(*v),
		    calendar_by_day) != NULL))
			continue;
		date_format_long(v[i].day, day);
		buf_addf(out, "%s: %s (%s).\n", day, what, v[i].title);
	}
}

int
calendar_add_bank(struct buf *out, const struct calendar *old,
    const char *text, size_t len, const char *name, struct buf *told,
    struct err *err)
{
	struct calendar new = *old;
	struct json j = { 0 };
	struct holiday *v = NULL;
	size_t n = 0;
	int32_t first, last;
	int rc = -1;

	new.bank = NULL;
	if (json_parse(&j, text, len, 0, err) == -1) {
		err_place(err, name, 0);
		goto out;
	}
	if (read_events(&j, &v, &n, name, err) == -1)
		goto out;
	first = date_make(year_of(v[0].day), 1, 1);
	last = date_make(year_of(v[n - 1].day), 12, 31);
	if (first > old->working_days.to + 1 ||
	    last < old->working_days.from - 1) {
		(void)err_set(err, ST_DATA, "bank-holidays",
		    "These bank holidays are of %d to %d, which leaves years "
		    "unknown between them and those in the calendar (%d to "
		    "%d).", year_of(first), year_of(last),
		    year_of(old->working_days.from),
		    year_of(old->working_days.to));
		err_place(err, name, 0);
		goto out;
	}
	/* of the years it names it says all, and what was there goes */
	new.bank = mem_alloc((old->nbank + n) * sizeof(*new.bank));
	new.nbank = 0;
	for (size_t i = 0; i < old->nbank; i++) {
		if (old->bank[i].day < first || old->bank[i].day > last)
			new.bank[new.nbank++] = old->bank[i];
	}
	memcpy(new.bank + new.nbank, v, n * sizeof(*v));
	new.nbank += n;
	qsort(new.bank, new.nbank, sizeof(*new.bank), calendar_by_day);
	tell(told, v, n, old->bank, old->nbank, first, last,
	    "a bank holiday that is new");
	tell(told, old->bank, old->nbank, v, n, first, last,
	    "no bank holiday any more, since the list does not name it");
	if (first < new.working_days.from)
		new.working_days.from = first;
	if (last > new.working_days.to)
		new.working_days.to = last;
	calendar_write(out, &new);
	rc = 0;
out:
	free(new.bank);
	free(v);
	json_release(&j);
	return rc;
}
