/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libical/ical.h>

#include "base/text/date.h"
#include "base/ics/ics.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "ics_own.h"

/* The one door to libical: its types come no further than this file. */

#define RULES_MOST 500	  /* of one file */
#define STEPS_MOST 40000  /* of one rule: the days of a century */
#define DAYS_MOST 3660	  /* of one event */

#define NO_DATE "This date is no real date."
#define NO_LENGTH "This length of time (DURATION) cannot be read as days."
#define NO_RULE "The rule by which this event repeats cannot be read."
#define NO_ZONE "The time zone of this event is not known here."

struct ics_door {
	int32_t from, to;
	icalarray *zones; /* of the file */
	size_t rules;
};

/* An event while it is read. */
struct reading {
	struct ics_door *door;
	const struct ics_part *part;
	icalcomponent *c;
	struct ics_event *e;
	struct icaltimetype start;
	icalproperty *start_prop;
	int64_t length; /* minutes */
};

struct ics_door *
ics_door_open(int32_t from, int32_t to)
{
	struct ics_door *d = mem_alloc(sizeof(*d));

	icalerror_set_errors_are_fatal(0);
	d->from = from;
	d->to = to;
	d->zones = icalarray_new(sizeof(icaltimezone *), 8);
	return d;
}

void
ics_door_close(struct ics_door *d)
{
	for (size_t i = 0; i < d->zones->num_elements; i++)
		icaltimezone_free(*(icaltimezone **)icalarray_element_at(
		    d->zones, i), 1);
	icalarray_free(d->zones);
	icaltimezone_free_builtin_timezones();
	icalmemory_free_ring();
	free(d);
}

void
ics_door_zone(struct ics_door *d, const struct ics_part *part)
{
	icalcomponent *c = part->trouble != NULL ? NULL :
	    icalparser_parse_string(buf_str(&part->text));
	icaltimezone *zone;

	if (c == NULL)
		return;
	zone = icaltimezone_new();
	if (icaltimezone_set_component(zone, c) != 0)
		icalarray_append(d->zones, &zone);
	else {
		icaltimezone_free(zone, 1);
		icalcomponent_free(c);
	}
}

static icaltimezone *
find_zone(const struct ics_door *d, const char *name, const char *known)
{
	for (size_t i = 0; i < d->zones->num_elements; i++) {
		icaltimezone *z = *(icaltimezone **)icalarray_element_at(
		    d->zones, i);
		const char *id = icaltimezone_get_tzid(z);

		if (id != NULL && strcmp(id, name) == 0)
			return z;
	}
	return ics_zone_looked_up(known) ?
	    icaltimezone_get_builtin_timezone(known) : NULL;
}

/* Minutes on the wall of a place without summer time. */
static int64_t
plain(struct icaltimetype t)
{
	int32_t day = date_make(t.year, t.month, t.day);

	return (int64_t)day * ICS_DAY + t.hour * 60 + t.minute;
}

/* The wall of London at an instant; false outside the years taken. */
static bool
wall(int64_t at, int64_t *minutes)
{
	int32_t day = time_day(at);
	char local[TIME_LOCAL];

	time_format_local(at, local);
	if (day == DATE_NONE || local[0] == '\0')
		return false;
	*minutes = (int64_t)day * ICS_DAY + atoi(local + 11) * 60 +
	    atoi(local + 14);
	return true;
}

static bool
real(struct icaltimetype t)
{
	return !icaltime_is_null_time(t) &&
	    date_make(t.year, t.month, t.day) != DATE_NONE &&
	    (t.is_date || (t.hour >= 0 && t.hour < 24 && t.minute >= 0 &&
	    t.minute < 60 && t.second >= 0 && t.second <= 60));
}

/* London's minutes of a time of a property; what is amiss, or NULL. */
static const char *
minutes(const struct ics_door *d, icalproperty *p, struct icaltimetype t,
    int64_t *out)
{
	icalparameter *tz = icalproperty_get_first_parameter(p,
	    ICAL_TZID_PARAMETER);
	const char *name = tz == NULL ? NULL : icalparameter_get_tzid(tz);
	const char *known = icaltime_is_utc(t) ? "UTC" : name == NULL ||
	    t.is_date ? "London" : ics_zone(name);
	icaltimezone *zone;
	int64_t at;

	if (!real(t))
		return NO_DATE;
	*out = plain(t);
	if (t.is_date || strcmp(known, "London") == 0)
		return NULL;
	at = *out * 60;
	if (strcmp(known, "UTC") != 0) {
		if ((zone = find_zone(d, name, known)) == NULL)
			return NO_ZONE;
		t.second = 0;
		at = icaltime_as_timet_with_zone(t, zone);
	}
	return wall(at, out) ? NULL : NO_DATE;
}

static void
amiss(struct reading *r, enum ics_prop prop, const char *what)
{
	if (r->e->trouble != NULL || what == NULL)
		return;
	r->e->trouble = what;
	if (r->part->at[prop] > 0)
		r->e->line = r->part->at[prop];
}

static icalproperty *
first(const struct reading *r, icalproperty_kind kind)
{
	return icalcomponent_get_first_property(r->c, kind);
}

static icalproperty *
next(const struct reading *r, icalproperty_kind kind)
{
	return icalcomponent_get_next_property(r->c, kind);
}

/* What libical could not read it leaves out: so many came, so many stay. */
static void
read_count(struct reading *r)
{
	static const struct {
		icalproperty_kind kind;
		const char *trouble;
	} of[ICS_DATES] = {
		[ICS_DTSTART] = { ICAL_DTSTART_PROPERTY, NO_DATE },
		[ICS_DTEND] = { ICAL_DTEND_PROPERTY, NO_DATE },
		[ICS_DURATION] = { ICAL_DURATION_PROPERTY, NO_LENGTH },
		[ICS_RRULE] = { ICAL_RRULE_PROPERTY, NO_RULE },
		[ICS_RDATE] = { ICAL_RDATE_PROPERTY, NO_DATE },
		[ICS_EXDATE] = { ICAL_EXDATE_PROPERTY, NO_DATE },
		[ICS_INSTEAD] = { ICAL_RECURRENCEID_PROPERTY, NO_DATE },
	};

	for (int i = 0; i < ICS_DATES; i++)
		if (icalcomponent_count_properties(r->c, of[i].kind) <
		    (int)r->part->values[i])
			amiss(r, (enum ics_prop)i, of[i].trouble);
}

/* The day or time of a property that is there. */
static bool
read_time(struct reading *r, enum ics_prop prop, icalproperty *p,
    int64_t *out)
{
	const char *what = minutes(r->door, p,
	    icalvalue_get_datetimedate(icalproperty_get_value(p)), out);

	amiss(r, prop, what);
	return what == NULL;
}

static int64_t
duration(struct reading *r, icalproperty *p)
{
	struct icaldurationtype d = icalproperty_get_duration(p);
	int64_t days = (int64_t)d.weeks * 7 + d.days;
	int64_t secs = (int64_t)d.hours * 3600 + (int64_t)d.minutes * 60 +
	    d.seconds;

	if (d.is_neg || icaldurationtype_is_bad_duration(d) ||
	    days > DAYS_MOST || secs > (int64_t)DAYS_MOST * 86400) {
		amiss(r, ICS_DURATION, NO_LENGTH);
		return 0;
	}
	if (!r->start.is_date)
		return days * ICS_DAY + secs / 60;
	/* a part of a day counts as one */
	days += (secs + 86399) / 86400;
	return (days == 0 ? 1 : days) * ICS_DAY;
}

/* DTEND, or DURATION, or a day for a day. */
static void
read_length(struct reading *r, int64_t from)
{
	icalproperty *p = first(r, ICAL_DTEND_PROPERTY);
	int64_t to = from;

	r->length = r->start.is_date ? ICS_DAY : 0;
	if (p != NULL && read_time(r, ICS_DTEND, p, &to)) {
		/* some write DTEND as the last day */
		if (to > from || !r->start.is_date)
			r->length = to - from;
		if (to < from)
			amiss(r, ICS_DTEND,
			    "This event ends before it begins.");
	} else if (p == NULL &&
	    (p = first(r, ICAL_DURATION_PROPERTY)) != NULL)
		r->length = duration(r, p);
	if (r->length > (int64_t)DAYS_MOST * ICS_DAY)
		amiss(r, r->part->at[ICS_DTEND] > 0 ? ICS_DTEND :
		    ICS_DURATION, "This event lasts for more than ten years.");
}

static void
add(struct reading *r, int64_t from)
{
	struct ics_event *e = r->e;

	for (size_t i = 0; i < e->n; i++)
		if (e->time[i].from == from)
			return;
	e->time = mem_resize(e->time, e->n + 1, sizeof(*e->time));
	e->time[e->n++] = (struct ics_time){ from, from + r->length };
}

static int64_t
last_minute(const struct ics_door *d)
{
	return ((int64_t)d->to + 1) * ICS_DAY;
}

/* UNTIL on the wall of the event's own zone, since its times are there. */
static bool
local_until(const struct reading *r, struct icaltimetype *until)
{
	icalparameter *tz = icalproperty_get_first_parameter(r->start_prop,
	    ICAL_TZID_PARAMETER);
	const char *name = tz == NULL ? NULL : icalparameter_get_tzid(tz);
	const char *known = icaltime_is_utc(r->start) ? "UTC" :
	    name == NULL ? "London" : ics_zone(name);
	icaltimezone *zone;
	int64_t m;

	if (icaltime_is_null_time(*until))
		return true;
	if (!real(*until))
		return false;
	if (icaltime_is_utc(*until) && strcmp(known, "London") == 0) {
		if (!wall(plain(*until) * 60, &m))
			return false;
		*until = icaltime_from_timet_with_zone((time_t)m * 60, 0,
		    NULL);
	} else if (icaltime_is_utc(*until) && strcmp(known, "UTC") != 0 &&
	    (zone = find_zone(r->door, name, known)) != NULL)
		*until = icaltime_convert_to_zone(*until, zone);
	until->zone = NULL;
	if (r->start.is_date)
		until->is_date = 1;
	else if (until->is_date) {
		until->is_date = 0;
		until->hour = 23;
		until->minute = until->second = 59;
	}
	return true;
}

/* The days of the rule that touch what is asked about. */
static void
read_rule(struct reading *r)
{
	icalproperty *p = first(r, ICAL_RRULE_PROPERTY);
	struct icalrecurrencetype rule;
	icalrecur_iterator *it = NULL;
	struct icaltimetype t, from = r->start;
	int64_t at = 0;
	int steps = 0;

	if (p == NULL)
		return;
	rule = icalproperty_get_rrule(p);
	if (++r->door->rules > RULES_MOST) {
		amiss(r, ICS_RRULE, "This file has more than 500 events that "
		    "repeat.");
		return;
	}
	from.zone = NULL;
	if (local_until(r, &rule.until))
		it = icalrecur_iterator_new(rule, from);
	if (it == NULL) {
		amiss(r, ICS_RRULE, NO_RULE);
		return;
	}
	while (!icaltime_is_null_time(t = icalrecur_iterator_next(it))) {
		if (++steps > STEPS_MOST || date_make(t.year, t.month,
			t.day) == DATE_NONE)
			break;
		t.zone = r->start.zone;
		if (minutes(r->door, r->start_prop, t, &at) != NULL ||
		    at >= last_minute(r->door))
			break;
		if (at + r->length >= (int64_t)r->door->from * ICS_DAY)
			add(r, at);
	}
	if (steps > STEPS_MOST)
		amiss(r, ICS_RRULE, "This event repeats more often than "
		    "daily for a century.");
	icalrecur_iterator_free(it);
}

static void
read_more_days(struct reading *r)
{
	icalproperty *p = first(r, ICAL_RDATE_PROPERTY);
	const char *what;
	int64_t at = 0;

	for (; p != NULL; p = next(r, ICAL_RDATE_PROPERTY)) {
		struct icaldatetimeperiodtype d = icalproperty_get_rdate(p);
		struct icaltimetype t = icaltime_is_null_time(d.time) ?
		    d.period.start : d.time;

		if ((what = minutes(r->door, p, t, &at)) != NULL)
			amiss(r, ICS_RDATE, what);
		else
			add(r, at);
	}
}

static void
read_fewer_days(struct reading *r)
{
	icalproperty *p = first(r, ICAL_EXDATE_PROPERTY);
	struct ics_event *e = r->e;
	int64_t at = 0;

	for (; p != NULL; p = next(r, ICAL_EXDATE_PROPERTY)) {
		size_t kept = 0;

		if (!read_time(r, ICS_EXDATE, p, &at))
			return;
		at -= (at % ICS_DAY + ICS_DAY) % ICS_DAY;
		for (size_t i = 0; i < e->n; i++)
			if (e->time[i].from < at ||
			    e->time[i].from >= at + ICS_DAY)
				e->time[kept++] = e->time[i];
		e->n = kept;
	}
}

static void
read_days(struct reading *r)
{
	icalproperty *p = first(r, ICAL_RECURRENCEID_PROPERTY);
	int64_t at = 0;

	if (p != NULL && read_time(r, ICS_INSTEAD, p, &at))
		r->e->instead = (int32_t)(at / ICS_DAY - (at % ICS_DAY < 0));
	if (r->part->at[ICS_DTSTART] == 0)
		amiss(r, ICS_DTSTART, "This event has no day (DTSTART).");
	r->start_prop = first(r, ICAL_DTSTART_PROPERTY);
	if (r->e->trouble != NULL || r->start_prop == NULL ||
	    !read_time(r, ICS_DTSTART, r->start_prop, &at))
		return;
	r->start = icalproperty_get_dtstart(r->start_prop);
	read_length(r, at);
	if (r->e->trouble == NULL)
		add(r, at);
	if (r->e->trouble == NULL)
		read_rule(r);
	if (r->e->trouble == NULL)
		read_more_days(r);
	if (r->e->trouble == NULL)
		read_fewer_days(r);
}

static char *
plain_text(const char *s)
{
	char *copy = mem_dup(s == NULL ? "" : s);

	for (char *p = copy; *p != '\0'; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	return copy;
}

static void
read_names(struct reading *r)
{
	icalproperty *p = first(r, ICAL_UID_PROPERTY);
	struct ics_event *e = r->e;
	struct icaltimetype t;

	if (p != NULL)
		e->uid = mem_dup(icalproperty_get_uid(p));
	p = first(r, ICAL_SUMMARY_PROPERTY);
	e->summary = plain_text(p == NULL ? NULL :
	    icalproperty_get_summary(p));
	if ((p = first(r, ICAL_SEQUENCE_PROPERTY)) != NULL)
		e->sequence = icalproperty_get_sequence(p);
	if ((p = first(r, ICAL_STATUS_PROPERTY)) != NULL)
		e->cancelled = icalproperty_get_status(p) ==
		    ICAL_STATUS_CANCELLED;
	if ((p = first(r, ICAL_DTSTAMP_PROPERTY)) != NULL &&
	    real(t = icalproperty_get_dtstamp(p)))
		e->stamp = plain(t) * 60 + t.second;
}

void
ics_door_event(struct ics_door *d, const struct ics_part *part,
    struct ics_event *e)
{
	struct reading r = { .door = d, .part = part, .e = e };

	*e = (struct ics_event){ .instead = DATE_NONE, .line = part->line };
	r.c = icalparser_parse_string(buf_str(&part->text));
	if (r.c == NULL) {
		e->summary = mem_dup("");
		e->trouble = "This event cannot be read.";
		return;
	}
	read_names(&r);
	if (part->trouble != NULL) {
		e->trouble = part->trouble;
		e->line = part->trouble_at;
	}
	read_count(&r);
	read_days(&r);
	if (e->trouble != NULL)
		e->n = 0;
	icalcomponent_free(r.c);
}
