/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "policy/calendar/calendar.h"

/* Two years of an invented school, of which the second is asked about. */
static const char year[] =
    "kind: calendar\nschool: Quarry Hill Centre\n"
    "timezone: Europe/London\n"
    "covers:\n  from: 2026-08-01\n  to: 2027-07-31\nterms:\n"
    "  - {year: 2026-27, name: A1, from: 2026-09-01, to: 2026-10-16}\n"
    "  - {year: 2026-27, name: A2, from: 2026-10-26, to: 2026-12-18}\n"
    "  - {year: 2026-27, name: B1, from: 2027-01-04, to: 2027-02-12}\n"
    "  - {year: 2026-27, name: B2, from: 2027-02-22, to: 2027-03-25}\n"
    "  - {year: 2026-27, name: C1, from: 2027-04-12, to: 2027-05-28}\n"
    "  - {year: 2026-27, name: C2, from: 2027-06-07, to: 2027-07-16}\n"
    "bank_holidays:\n  division: england-and-wales\n  covers:\n"
    "    from: 2026-01-01\n    to: 2027-12-31\n  days:\n"
    "    - {date: 2026-12-25, title: Christmas Day}\n"
    "    - {date: 2027-12-25, title: Christmas Day}\n";

static struct calendar *was;
static struct buf out, told;
static struct err err;

static int
setup(void **state)
{
	(void)state;
	return calendar_read(&was, year, strlen(year), "year.yaml", &err);
}

static int
teardown(void **state)
{
	(void)state;
	calendar_free(was);
	buf_release(&out);
	buf_release(&told);
	return 0;
}

/* Events among them an INSET day, 6 July 2027, so that the file is one. */
static int
take(const char *events)
{
	struct buf text = BUF_INIT;
	int rc;

	buf_adds(&text, "BEGIN:VCALENDAR\r\n");
	buf_adds(&text, events);
	buf_adds(&text, "BEGIN:VEVENT\r\nDTSTART:20270706\r\n"
	    "SUMMARY:INSET\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
	buf_reset(&out);
	buf_reset(&told);
	rc = calendar_add_ics(&out, was, text.p, text.n, "feed.ics", &told,
	    &err);
	buf_release(&text);
	return rc;
}

/* An event of 10 June 2027 with such a summary is told so. */
static void
told_as(const char *summary, const char *days, const char *want)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "BEGIN:VEVENT\r\n%s\r\nSUMMARY:%s\r\nEND:VEVENT\r\n",
	    days, summary);
	if (take(buf_str(&b)) == -1)
		fail_msg("%s: %s", summary, err.msg);
	buf_release(&b);
	if (strstr(buf_str(&told), want) == NULL)
		fail_msg("%s: %s, not %s", summary, buf_str(&told), want);
}

#define DAY "DTSTART:20270610"
#define TIMES(a, b) "DTSTART:20270610T" a "00\r\nDTEND:20270610T" b "00"

static void
a_closure_says_that_the_school_is_closed(void **state)
{
	static const char *const are[] = { "School closed: boiler",
		"Closed: snow", "CLOSED", "Closed for the election",
		"Closed - staff funeral", "School closed (no heating)",
		"Quarry Hill Centre closed", "The Centre is closed today",
		"School will be closed to pupils", "School closure: storm",
		"Emergency closure", "Polling day - school closed",
		"Closed: strike\\, 15 staff out", "School: closed",
		"School closed: sports day cancelled",
		"School closed for New Year" };
	static const char *const not[] = { "Library closed at lunch",
		"Applications closed", "Year 6 applications closed",
		"School office closed", "Road closure on Mill Lane",
		"Closure of Mill Lane", "Car park closed",
		"School NOT closed today (strike called off)",
		"School isn’t closed", "School is no longer closed",
		"School open (not closed)", "CANCELLED: School closed",
		"School closed - CANCELLED", "School closure: cancelled",
		"Town centre closed", "Sunday school closed",
		"School closed early", "School closed from 1pm",
		"School closed in the afternoon", "School closed to visitors",
		"School closed for Year 9", "School partially closed",
		"School pool closed", "Closed meeting of governors",
		"Bookings closed: trip", "School closed from 13.30" };

	(void)state;
	for (size_t i = 0; i < sizeof(are) / sizeof(are[0]); i++)
		told_as(are[i], DAY, "10 June 2027: a closure");
	for (size_t i = 0; i < sizeof(not) / sizeof(not[0]); i++)
		told_as(not[i], DAY, "10 June 2027: passed over, since ");
}

static void
an_inset_day_is_a_day(void **state)
{
	static const char *const are[] = { "INSET", "Inset day 3",
		"Staff INSET day", "School closed - INSET day",
		"INSET day (no pupils)", "Non-pupil day / INSET",
		"INSET day: planning meeting", "Autumn term INSET day",
		"INSET day (moved from 3 June)" };
	static const char *const not[] = { "Twilight INSET (phonics)",
		"CANCELLED - INSET day moved to July", "INSET day: cancelled",
		"Deadline for INSET bookings", "Deadline: INSET bookings",
		"INSET planning meeting", "No INSET today", "Not an INSET day",
		"Half-day INSET", "INSET 15.30-17.30", "INSET from 1pm",
		"Kitchen INSET", "INSET for Years 7 and 8" };

	(void)state;
	for (size_t i = 0; i < sizeof(are) / sizeof(are[0]); i++)
		told_as(are[i], DAY, "10 June 2027: an INSET day");
	for (size_t i = 0; i < sizeof(not) / sizeof(not[0]); i++)
		told_as(not[i], DAY, "10 June 2027: passed over, since ");
}

static void
hours_that_leave_registers_make_no_day(void **state)
{
	(void)state;
	told_as("INSET", TIMES("0900", "1530"), "10 June 2027: an INSET day");
	told_as("INSET", TIMES("1530", "1730"), "not for the whole day");
	told_as("INSET", TIMES("0900", "1200"), "not for the whole day");
	told_as("School closed", TIMES("1330", "1530"),
	    "not for the whole day");
	told_as("School closed", "DTSTART:20270609T153000\r\n"
	    "DTEND:20270610T160000", "10 June 2027: a closure");
	told_as("AM only", TIMES("0900", "1200"),
	    "10 June 2027: a morning alone");
	told_as("Year 11: AM only", DAY, "passed over");
}

static void
what_is_shorter_than_three_weeks_is_no_term(void **state)
{
	(void)state;
	told_as("Half Term", "DTSTART:20270531\r\nDTEND:20270605",
	    "31 May 2027: passed over");
	told_as("Half-term week (no school)",
	    "DTSTART:20270531\r\nDTEND:20270605", "passed over");
	told_as("October half term", "DTSTART:20261017\r\nDTEND:20261102",
	    "passed over");
	told_as("Spring term assessments",
	    "DTSTART:20270301\r\nDTEND:20270306",
	    "passed over: Spring term assessments");
	told_as("Spring term clubs", "DTSTART:20270111\r\nDTEND:20270320",
	    "passed over: Spring term clubs");
	told_as("Summer term starts", "DTSTART:20270412",
	    "passed over: Summer term starts");
	assert_null(strstr(buf_str(&told), "a term"));
	told_as("Autumn term", "DTSTART:20260901\r\nDTEND:20261219",
	    "18 December 2026: a term");
	told_as("Term 1 of 2026/27", "DTSTART:20260901\r\nDTEND:20261017",
	    "16 October 2026: a term");
	told_as("Half term 2", "DTSTART:20260901\r\nDTEND:20261017",
	    "16 October 2026: a half term");
}

static void
days_that_repeat_are_days(void **state)
{
	(void)state;
	told_as("INSET", "DTSTART:20270607\r\n"
	    "RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE:20270614",
	    "7 June 2027: an INSET day (INSET).\n"
	    "21 June 2027: an INSET day (INSET).\n");
	/* of the other years it is told once */
	told_as("School closed: fair",
	    "DTSTART:20190610\r\nRRULE:FREQ=YEARLY",
	    "10 June 2027: a closure");
	assert_int_equal(take("BEGIN:VEVENT\r\nDTSTART:20260901\r\n"
	    "RRULE:FREQ=DAILY\r\nSUMMARY:INSET\r\nEND:VEVENT\r\n"), -1);
	assert_non_null(strstr(err.msg, "60 days"));
	assert_int_equal(take("BEGIN:VEVENT\r\nDTSTART:20260901\r\n"
	    "DURATION:P90D\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Autumn term\r\n"
	    "END:VEVENT\r\n"), -1);
	assert_non_null(strstr(err.msg, "repeats"));
}

static void
what_says_nothing_stops_no_file(void **state)
{
	(void)state;
	told_as("", DAY, "passed over: one without a name");
	told_as("Staff meeting", "X-NOTE:none",
	    "Line 2: passed over, since it cannot be read (Staff meeting)");
	told_as("Sports day", "DTSTART:20270631",
	    "Line 3: passed over, since it cannot be read (Sports day)");
	told_as("INSET", "DTSTART:20190610", "10 June 2019: passed over, "
	    "since neither the calendar nor this file has the terms");
	told_as("School closed", "DTSTART:20280612",
	    "12 June 2028: passed over");
	/* an event that has the words must be read */
	assert_int_equal(take("BEGIN:VEVENT\r\nSUMMARY:School closed\r\n"
	    "DTSTART:20270631\r\nEND:VEVENT\r\n"), -1);
	assert_int_equal(err.line, 4);
	assert_string_equal(err.file, "feed.ics");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_closure_says_that_the_school_is_closed),
		cmocka_unit_test(an_inset_day_is_a_day),
		cmocka_unit_test(hours_that_leave_registers_make_no_day),
		cmocka_unit_test(what_is_shorter_than_three_weeks_is_no_term),
		cmocka_unit_test(days_that_repeat_are_days),
		cmocka_unit_test(what_says_nothing_stops_no_file),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
