/* SPDX-License-Identifier: ISC */
#include "base/ics/ics.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/core/buf.h"
#include "base/text/date.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "ics_own.h"

#define DEPTH 8
#define BYTES_MOST (1u << 20)
#define EVENTS_MOST 5000
#define ZONES_MOST 64
#define LINES_MOST 256 /* of one zone */

struct reader {
	const char *p, *end;
	const char *name;
	long next, line; /* of the text to come, of the line last read */
	struct buf text; /* that line, unfolded */
	char open[DEPTH][24]; /* the components begun */
	size_t depth;
	struct ics_part *part; /* that is being read; or NULL */
	struct ics_part *zone, *event;
	size_t nzones, nevents;
	size_t lines; /* of the zone */
};

static const struct {
	const char *name;
	bool day; /* its values are days or times */
} props[] = {
	[ICS_DTSTART] = { "DTSTART", true },
	[ICS_DTEND] = { "DTEND", true },
	[ICS_DURATION] = { "DURATION", false },
	[ICS_RRULE] = { "RRULE", false },
	[ICS_RDATE] = { "RDATE", true },
	[ICS_EXDATE] = { "EXDATE", true },
	[ICS_INSTEAD] = { "RECURRENCE-ID", true },
	[ICS_UID] = { "UID", false },
	[ICS_SEQUENCE] = { "SEQUENCE", false },
	[ICS_STAMP] = { "DTSTAMP", true },
	[ICS_STATUS] = { "STATUS", false },
	[ICS_SUMMARY] = { "SUMMARY", false },
};

static int
wrong(const struct reader *r, struct err *err, const char *what)
{
	(void)err_set(err, ST_DATA, "bad-ics", "%s", what);
	return err_place(err, r->name, r->line);
}

/* A content line: 1, or 0 at the end. */
static int
next_line(struct reader *r)
{
	buf_reset(&r->text);
	if (r->p == r->end)
		return 0;
	r->line = r->next;
	do {
		const char *nl = memchr(r->p, '\n', (size_t)(r->end - r->p));
		const char *stop = nl == NULL ? r->end : nl;

		if (r->line != r->next)
			r->p++; /* the blank that the fold put in */
		buf_add(&r->text, r->p, (size_t)(stop - r->p));
		while (r->text.n > 0 && r->text.p[r->text.n - 1] == '\r')
			buf_cut(&r->text, r->text.n - 1);
		r->p = nl == NULL ? r->end : nl + 1;
		r->next++;
	} while (r->p < r->end && (*r->p == ' ' || *r->p == '\t'));
	return 1;
}

/* The value of the line, past its name and parameters; NULL for none. */
static const char *
value(const struct reader *r)
{
	bool quoted = false;
	const char *s = buf_str(&r->text);

	for (; *s != '\0'; s++) {
		if (*s == '"')
			quoted = !quoted;
		else if (*s == ':' && !quoted)
			return s + 1;
	}
	return NULL;
}

static bool
is(const struct reader *r, const char *property)
{
	const char *s = buf_str(&r->text);
	size_t n = strcspn(s, ":;");

	return n == strlen(property) && strncasecmp(s, property, n) == 0;
}

/*
 * A day or time as libical takes it: the kind of value that it is, whatever
 * the line says, and its zone in quotes, which some leave out round a name
 * with a colon or comma in it.  No day has a colon: the last one ends the
 * parameters.  Returns how many days there are.
 */
static size_t
put_day(struct reader *r, const char *name)
{
	struct buf *b = &r->part->text;
	const char *line = buf_str(&r->text), *s = strrchr(line, ':') + 1;
	const char *zone = strcasestr(line, ";TZID=");
	const char *kind = strchr(s, '/') != NULL ? ";VALUE=PERIOD" :
	    strcspn(s, ",") == strlen("20260901") ? ";VALUE=DATE" : "";
	size_t n;

	buf_adds(b, name);
	if (zone != NULL && zone < s) {
		zone += strlen(";TZID=");
		n = *zone == '"' ? strcspn(++zone, "\"") : strcspn(zone, ";");
		if (n > (size_t)(s - 1 - zone))
			n = (size_t)(s - 1 - zone);
		buf_adds(b, ";TZID=\"");
		for (; n > 0; n--, zone++)
			if (*zone != '"')
				buf_addc(b, *zone);
		buf_addc(b, '"');
	}
	buf_addf(b, "%s:%s\r\n", kind, s);
	for (n = 1; *s != '\0'; s++)
		n += *s == ',';
	return n;
}

static void
put_line(struct reader *r)
{
	buf_add(&r->part->text, r->text.p, r->text.n);
	buf_adds(&r->part->text, "\r\n");
}

/*
 * Whether a rule says days and no more than schools' calendars do: those by
 * the week or the day of the year lead libical past the end of its lists.
 */
static bool
of_days(const char *rule)
{
	static const char *const words[] = { "FREQ=DAILY", "FREQ=WEEKLY",
		"FREQ=MONTHLY", "FREQ=YEARLY", "INTERVAL=", "COUNT=", "UNTIL=",
		"BYDAY=", "BYMONTH=", "BYMONTHDAY=", "BYSETPOS=", "WKST=" };
	size_t known, n;

	for (; *rule != '\0'; rule += n + (rule[n] == ';')) {
		n = strcspn(rule, ";");
		known = 0;
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			known += strncasecmp(rule, words[i],
			    strlen(words[i])) == 0;
		if (known == 0)
			return false;
	}
	return true;
}

static void
trouble(struct reader *r, const char *what)
{
	if (r->part->trouble == NULL) {
		r->part->trouble = what;
		r->part->trouble_at = r->line;
	}
}

static void
event_line(struct reader *r, const char *s)
{
	for (int i = 0; i < ICS_PROPS; i++) {
		struct ics_part *p = r->part;

		if (!is(r, props[i].name) || *s == '\0')
			continue;
		if (i == ICS_RRULE && !of_days(s))
			trouble(r, "This event repeats by a rule that is not "
			    "one of days.");
		/* of what can stand once the first counts */
		if (p->at[i] == 0)
			p->at[i] = r->line;
		else if (i == ICS_RRULE)
			trouble(r, "This event repeats by two rules.");
		else if (i != ICS_RDATE && i != ICS_EXDATE)
			return;
		if (props[i].day)
			p->values[i] += put_day(r, props[i].name);
		else {
			p->values[i]++;
			put_line(r);
		}
	}
}

static void
zone_line(struct reader *r, const char *s)
{
	static const char *const read[] = { "BEGIN", "END", "TZID", "DTSTART",
		"TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE" };

	if (is(r, "RRULE") && (!of_days(s) ||
		strcasestr(s, "FREQ=YEARLY") == NULL))
		trouble(r, "");
	if (++r->lines > LINES_MOST)
		trouble(r, "");
	for (size_t i = 0; i < sizeof(read) / sizeof(read[0]); i++)
		if (is(r, read[i]) && r->part->trouble == NULL)
			put_line(r);
}

static int
begin_part(struct reader *r, bool zone, struct err *err)
{
	struct ics_part **v = zone ? &r->zone : &r->event;
	size_t *n = zone ? &r->nzones : &r->nevents;

	if (*n == (zone ? ZONES_MOST : EVENTS_MOST))
		return wrong(r, err, zone ? "No calendar needs more than 64 "
		    "time zones." : "This file has more than 5,000 events. "
		    "Leave out those of earlier years.");
	*v = mem_resize(*v, *n + 1, sizeof(**v));
	r->part = &(*v)[(*n)++];
	*r->part = (struct ics_part){ .line = r->line };
	r->lines = 0;
	put_line(r);
	return 0;
}

static bool
within(const struct reader *r, const char *component)
{
	return r->depth > 0 &&
	    strcasecmp(r->open[r->depth - 1], component) == 0;
}

static int
begin(struct reader *r, const char *s, struct err *err)
{
	bool zone = strcasecmp(s, "VTIMEZONE") == 0;

	if (r->depth == DEPTH || strlen(s) >= sizeof(r->open[0]))
		return wrong(r, err, "This is nested deeper than a calendar "
		    "is.");
	if (r->depth == 1 && (zone || strcasecmp(s, "VEVENT") == 0)) {
		if (begin_part(r, zone, err) == -1)
			return -1;
	} else if (r->depth == 2 && r->part != NULL &&
	    within(r, "VTIMEZONE"))
		zone_line(r, s);
	memcpy(r->open[r->depth++], s, strlen(s) + 1);
	return 0;
}

static int
end(struct reader *r, const char *s, struct err *err)
{
	if (r->depth == 0 || strcasecmp(r->open[--r->depth], s) != 0)
		return wrong(r, err, "What ends here has not begun.");
	if (r->depth == 1 && r->part != NULL) {
		put_line(r);
		r->part = NULL;
	} else if (r->depth == 2 && r->part != NULL &&
	    within(r, "VTIMEZONE"))
		zone_line(r, s);
	return 0;
}

/*
 * A line without a colon goes on with a text in which a line break was not
 * escaped, as many programs of websites write; no text that is read here is
 * lost by passing it over.
 */
static int
split(struct reader *r, struct err *err)
{
	while (next_line(r) == 1) {
		const char *s = value(r);

		if (r->text.n == 0 || (s == NULL && r->depth > 0))
			continue;
		if (r->depth == 0 && (s == NULL || !is(r, "BEGIN") ||
			strcasecmp(s, "VCALENDAR") != 0))
			return wrong(r, err, "A calendar file begins with "
			    "BEGIN:VCALENDAR.");
		if (is(r, "BEGIN") ? begin(r, s, err) == -1 :
		    is(r, "END") && end(r, s, err) == -1)
			return -1;
		if (r->part == NULL || is(r, "BEGIN") || is(r, "END"))
			continue;
		if (strcasecmp(r->open[1], "VTIMEZONE") == 0)
			zone_line(r, s);
		else if (r->depth == 2)
			event_line(r, s);
	}
	if (r->line == 0)
		return wrong(r, err, "The calendar file is empty.");
	return r->depth == 0 ? 0 : wrong(r, err,
	    "The calendar file breaks off before END:VCALENDAR.");
}

/* Whether both say the same, so that one of them is one too many. */
static bool
same(const struct ics_event *a, const struct ics_event *b)
{
	return strcmp(a->summary, b->summary) == 0 && a->n == b->n &&
	    a->trouble == b->trouble && a->cancelled == b->cancelled &&
	    (a->n == 0 || memcmp(a->time, b->time,
	    a->n * sizeof(*a->time)) == 0);
}

/* Of two versions of one event: whether a gives way to b. */
static bool
older(const struct ics_event *a, const struct ics_event *b)
{
	if (a->uid == NULL || b->uid == NULL || strcmp(a->uid, b->uid) != 0 ||
	    a->instead != b->instead)
		return false;
	if (a->sequence != b->sequence)
		return a->sequence < b->sequence;
	if (a->stamp != b->stamp)
		return a->stamp < b->stamp;
	return a > b && same(a, b);
}

static int32_t
day_of(int64_t minutes)
{
	return (int32_t)(minutes / ICS_DAY - (minutes % ICS_DAY < 0));
}

/* Takes away the days of an event that another stands in for. */
static void
stand_in(struct ics_event *v, size_t n, const struct ics_event *other)
{
	for (size_t i = 0; i < n; i++) {
		struct ics_event *e = &v[i];
		size_t kept = 0;

		if (e->uid == NULL || other->uid == NULL ||
		    e->instead != DATE_NONE || strcmp(e->uid, other->uid) != 0)
			continue;
		for (size_t k = 0; k < e->n; k++)
			if (day_of(e->time[k].from) != other->instead)
				e->time[kept++] = e->time[k];
		e->n = kept;
	}
}

/* Leaves of every event its last version, and of that the days it is on. */
static void
choose(struct ics_event *v, size_t n)
{
	bool *old = mem_alloc(n + 1);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n && !old[i]; k++)
			old[i] = older(&v[i], &v[k]);
	for (size_t i = 0; i < n; i++)
		if (!old[i] && v[i].instead != DATE_NONE)
			stand_in(v, n, &v[i]);
	for (size_t i = 0; i < n; i++)
		v[i].cancelled = v[i].cancelled || old[i];
	free(old);
}

struct list {
	struct ics_entry *v;
	size_t n;
};

static void
give(struct list *l, const struct ics_event *e, const struct ics_part *part,
    const struct ics_time *t)
{
	struct ics_entry *x;
	long repeated = part->at[ICS_RRULE];

	l->v = mem_resize(l->v, l->n + 1, sizeof(*l->v));
	x = &l->v[l->n++];
	if (repeated == 0)
		repeated = part->at[ICS_RDATE];
	*x = (struct ics_entry){ .summary = mem_dup(e->summary),
		.from = DATE_NONE, .to = DATE_NONE, .line = e->line,
		.repeated = repeated, .trouble = e->trouble };
	if (t == NULL)
		return;
	x->from = day_of(t->from);
	x->begins = (int)(t->from - (int64_t)x->from * ICS_DAY);
	/* what ends at midnight ends with the day before */
	x->to = day_of(t->to > t->from ? t->to - 1 : t->to);
	x->ends = (int)(t->to - (int64_t)x->to * ICS_DAY);
}

static void
read_parts(const struct reader *r, struct list *l, int32_t from, int32_t to)
{
	struct ics_door *door = ics_door_open(from, to);
	struct ics_event *v = mem_alloc((r->nevents + 1) * sizeof(*v));

	for (size_t i = 0; i < r->nzones; i++)
		ics_door_zone(door, &r->zone[i]);
	for (size_t i = 0; i < r->nevents; i++)
		ics_door_event(door, &r->event[i], &v[i]);
	choose(v, r->nevents);
	for (size_t i = 0; i < r->nevents; i++) {
		if (v[i].trouble != NULL && !v[i].cancelled)
			give(l, &v[i], &r->event[i], NULL);
		for (size_t k = 0; k < v[i].n && !v[i].cancelled; k++)
			give(l, &v[i], &r->event[i], &v[i].time[k]);
		free(v[i].uid);
		free(v[i].summary);
		free(v[i].time);
	}
	free(v);
	ics_door_close(door);
}

static void
free_parts(struct ics_part *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_release(&v[i].text);
	free(v);
}

int
ics_read(struct ics_entry **v, size_t *n, const char *text, size_t len,
    const char *name, int32_t from, int32_t to, struct err *err)
{
	struct reader r = { .p = text, .end = text + len, .name = name,
		.next = 1 };
	struct list l = { NULL, 0 };
	int rc;

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		r.p += 3;
	if (len > BYTES_MOST)
		rc = wrong(&r, err, "The calendar file is longer than 1 MiB.");
	else if (text_utf8(text, len) < len ||
	    memchr(text, '\0', len) != NULL)
		rc = wrong(&r, err, "The calendar file is not UTF-8 text.");
	else
		rc = split(&r, err);
	if (rc == 0) {
		read_parts(&r, &l, from, to);
		*v = l.v;
		*n = l.n;
	}
	free_parts(r.zone, r.nzones);
	free_parts(r.event, r.nevents);
	buf_release(&r.text);
	return rc;
}

void
ics_free(struct ics_entry *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(v[i].summary);
	free(v);
}
