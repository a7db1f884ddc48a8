/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/json/json.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "policy/calendar/calendar_inside.h"

/*
 * The list as www.gov.uk/bank-holidays.json gives it:
 * {"england-and-wales":{"division":…,"events":[{"title","date",…}]},…};
 * or of one division, as /bank-holidays/england-and-wales.json does: what
 * stands inside.  Our strict reader goes before cJSON, which takes texts
 * that are none.
 */
#define DIVISION "england-and-wales"

static int
wrong(const char *name, struct err *err, const char *what)
{
	(void)err_set(err, ST_DATA, "bank-holidays", "%s", what);
	return err_place(err, name, 0);
}

static int
read_event(const cJSON *event, struct holiday *h, const char *name,
    struct err *err)
{
	const char *day = cJSON_GetStringValue(
	    cJSON_GetObjectItemCaseSensitive(event, "date"));
	const char *title = cJSON_GetStringValue(
	    cJSON_GetObjectItemCaseSensitive(event, "title"));
	size_t n;

	if (day == NULL || title == NULL)
		return wrong(name, err, "A bank holiday here has no date or "
		    "no title.");
	h->day = date_parse(day, strlen(day));
	n = strlen(title);
	if (n >= sizeof(h->title))
		n = text_utf8(title, sizeof(h->title) - 1);
	memcpy(h->title, title, n);
	h->title[n] = '\0';
	return h->day != DATE_NONE ? 0 : wrong(name, err,
	    "A bank holiday here has a date that is no real date.");
}

/* The division of England and Wales in what was read; NULL: there is none. */
static const cJSON *
find_division(const cJSON *list, const char *name, struct err *err)
{
	const char *one = cJSON_GetStringValue(
	    cJSON_GetObjectItemCaseSensitive(list, "division"));

	if (one != NULL && strcmp(one, DIVISION) == 0)
		return list;
	if (one != NULL) {
		(void)err_set(err, ST_DATA, "bank-holidays", "These are the "
		    "bank holidays of %.40s, and the school's are those of "
		    DIVISION ".", one);
		err_place(err, name, 0);
		return NULL;
	}
	list = cJSON_GetObjectItemCaseSensitive(list, DIVISION);
	if (list == NULL)
		(void)wrong(name, err, "This is not the government's list "
		    "of bank holidays: it names none of " DIVISION ".");
	return list;
}

static int
read_events(const cJSON *list, struct holiday **out, size_t *n,
    const char *name, struct err *err)
{
	const cJSON *division = find_division(list, name, err), *events, *e;

	if (division == NULL)
		return -1;
	events = cJSON_GetObjectItemCaseSensitive(division, "events");
	if (!cJSON_IsArray(events) || cJSON_GetArraySize(events) == 0)
		return wrong(name, err, "This is not the government's list "
		    "of bank holidays: it names none of " DIVISION ".");
	*out = mem_alloc((size_t)cJSON_GetArraySize(events) * sizeof(**out));
	cJSON_ArrayForEach(e, events) {
		if (read_event(e, &(*out)[*n], name, err) == -1)
			return -1;
		(*n)++;
	}
	qsort(*out, *n, sizeof(**out), calendar_by_day);
	return 0;
}

static int
read_list(const char *text, size_t len, struct holiday **out, size_t *n,
    const char *name, struct err *err)
{
	cJSON_Hooks hooks = { mem_alloc, free };
	struct json gate = { 0 };
	cJSON *list = NULL;
	int rc = json_parse(&gate, text, len, 0, err);

	json_release(&gate);
	if (rc == -1)
		return err_place(err, name, 0);
	cJSON_InitHooks(&hooks);
	list = cJSON_ParseWithLength(text, len);
	rc = list == NULL ? wrong(name, err, "This list cannot be read.") :
	    read_events(list, out, n, name, err);
	cJSON_Delete(list);
	return rc;
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
	struct holiday *v = NULL;
	size_t n = 0;
	int32_t first, last;
	int rc = -1;

	new.bank = NULL;
	if (read_list(text, len, &v, &n, name, err) == -1)
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
	return rc;
}
