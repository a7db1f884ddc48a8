/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/buf.h"
#include "base/text/date.h"
#include "base/ics/ics.h"

#define FILE_OF(s) "BEGIN:VCALENDAR\r\n" s "END:VCALENDAR\r\n"
#define EVENT_OF(s) "BEGIN:VEVENT\r\n" s "END:VEVENT\r\n"
#define EVENT(s) FILE_OF(EVENT_OF(s))

static struct ics_entry *event;
static size_t n;
static struct err err;

/* Repeats are asked about from September 2026 to August 2028. */
static int
read_text(const char *s)
{
	event = NULL;
	n = 0;
	return ics_read(&event, &n, s, strlen(s), "year.ics",
	    date_make(2026, 9, 1), date_make(2028, 8, 31), &err);
}

static void
says_in(struct buf *b, const struct ics_entry *e)
{
	char from[DATE_LEN], to[DATE_LEN];

	if (e->trouble != NULL) {
		buf_addf(b, "%ld: %s", e->line, e->trouble);
		return;
	}
	date_format(e->from, from);
	date_format(e->to, to);
	buf_adds(b, from);
	if (e->to != e->from)
		buf_addf(b, "..%s", to);
	if (e->begins != 0 || e->ends != ICS_DAY)
		buf_addf(b, " %02d:%02d-%02d:%02d", e->begins / 60,
		    e->begins % 60, e->ends / 60, e->ends % 60);
}

/* What is read of a file: "2027-07-01", "2027-07-01 09:00-10:30, …". */
static void
says(const char *text, const char *want)
{
	struct buf b = BUF_INIT;

	if (read_text(text) == -1)
		fail_msg("%ld: %s", err.line, err.msg);
	for (size_t i = 0; i < n; i++) {
		buf_adds(&b, i == 0 ? "" : ", ");
		says_in(&b, &event[i]);
	}
	ics_free(event, n);
	assert_string_equal(buf_str(&b), want);
	buf_release(&b);
}

static void
refused(const char *text, long line, const char *words)
{
	assert_int_equal(read_text(text), -1);
	assert_int_equal(err.status, ST_DATA);
	assert_string_equal(err.file, "year.ics");
	assert_int_equal(err.line, line);
	if (strstr(err.msg, words) == NULL)
		fail_msg("%s", err.msg);
}

static void
an_event_ends_the_day_before_dtend(void **state)
{
	(void)state;
	says(EVENT("DTSTART;VALUE=DATE:20280228\r\n"
		   "DTEND;VALUE=DATE:20280301\r\n"),
	    "2028-02-28..2028-02-29");
	says(EVENT("DTSTART;VALUE=DATE:20280228\r\n"), "2028-02-28");
	/* some write DTEND as the last day, and a time as a date */
	says(EVENT("DTSTART:20280228\r\nDTEND:20280228\r\n"), "2028-02-28");
	says(EVENT("DTSTART;VALUE=DATE:20280228T000000\r\n"
		   "DTEND;VALUE=DATE:20280229T000000\r\n"), "2028-02-28");
}

static void
every_form_of_a_length_is_read(void **state)
{
	(void)state;
	says(EVENT("DTSTART;VALUE=DATE:20280228\r\nDURATION:P2W\r\n"),
	    "2028-02-28..2028-03-12");
	says(EVENT("DTSTART:20270701T090000\r\nDURATION:PT90M\r\n"),
	    "2027-07-01 09:00-10:30");
	says(EVENT("DTSTART:20270701T090000\r\nDURATION:P1DT6H\r\n"),
	    "2027-07-01..2027-07-02 09:00-15:00");
	says(EVENT("DTSTART:20270701\r\nDURATION:P1DT6H\r\n"),
	    "2027-07-01..2027-07-02");
	says(EVENT("DTSTART:20270701T220000\r\nDURATION:PT2H\r\n"),
	    "2027-07-01 22:00-24:00");
}

static void
times_are_days_in_london(void **state)
{
	(void)state;
	says(EVENT("DTSTART:20270701T233000Z\r\nDTEND:20270702T083000Z\r\n"),
	    "2027-07-02 00:30-09:30");
	says(EVENT("DTSTART;TZID=Europe/London:20270701T090000\r\n"
		   "DTEND;TZID=Europe/London:20270703T000000\r\n"),
	    "2027-07-01..2027-07-02 09:00-24:00");
	/* an hour that the clocks leave out is on its day none the less */
	says(EVENT("DTSTART;TZID=Europe/London:20270328T013000\r\n"
		   "DTEND;TZID=Europe/London:20270328T023000\r\n"),
	    "2027-03-28 01:30-02:30");
}

static void
a_zone_is_looked_at_by_any_of_its_names(void **state)
{
	static const char *const is_utc[] = { "UTC", "Etc/UTC", "GMT",
		"Greenwich Standard Time",
		"\"(UTC) Coordinated Universal Time\"" };
	static const char *const is_london[] = { "GMT Standard Time", "GB",
		"/freeassociation.sourceforge.net/Europe/London",
		"(UTC+00:00) Dublin, Edinburgh, Lisbon, London" };
	char text[512];

	(void)state;
	for (size_t i = 0; i < sizeof(is_utc) / sizeof(is_utc[0]); i++) {
		(void)snprintf(text, sizeof(text), EVENT(
		    "DTSTART;TZID=%s:20270609T230000\r\n"
		    "DTEND;TZID=%s:20270610T230000\r\n"), is_utc[i],
		    is_utc[i]);
		says(text, "2027-06-10");
	}
	for (size_t i = 0; i < sizeof(is_london) / sizeof(is_london[0]);
	    i++) {
		(void)snprintf(text, sizeof(text), EVENT(
		    "DTSTART;VALUE=DATE-TIME;TZID=%s:20270610T000000\r\n"
		    "DTEND;TZID=%s;VALUE=DATE-TIME:20270611T000000\r\n"),
		    is_london[i], is_london[i]);
		says(text, "2027-06-10");
	}
	/* a machine may have no zones but those that a file brings */
	says(EVENT("DTSTART;TZID=../../etc/passwd:20270610T000000\r\n"),
	    "3: The time zone of this event is not known here.");
	says(EVENT("DTSTART;TZID=Nowhere Standard Time:20270610T000000\r\n"),
	    "3: The time zone of this event is not known here.");
}

#define ZONE(rule) "BEGIN:VTIMEZONE\r\nTZID:Half past\r\n" \
	"BEGIN:STANDARD\r\nDTSTART:16010101T020000\r\n" rule \
	"TZOFFSETFROM:-0430\r\nTZOFFSETTO:-0430\r\nEND:STANDARD\r\n" \
	"END:VTIMEZONE\r\n"
#define IN_ZONE EVENT_OF("DTSTART;TZID=Half past:20270609T183000\r\n" \
	"DTEND;TZID=Half past:20270610T183000\r\n")

static void
a_zone_of_the_file_counts_wherever_it_stands(void **state)
{
	(void)state;
	says(FILE_OF(ZONE("") IN_ZONE), "2027-06-10");
	says(FILE_OF(IN_ZONE ZONE(
	    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n")), "2027-06-10");
	says(FILE_OF(ZONE("RRULE:FREQ=SECONDLY\r\n") IN_ZONE),
	    "12: The time zone of this event is not known here.");
}

static void
an_event_that_repeats_is_given_on_its_days(void **state)
{
	(void)state;
	says(EVENT("DTSTART:20240610\r\nRRULE:FREQ=YEARLY\r\n"),
	    "2024-06-10, 2027-06-10, 2028-06-10");
	says(EVENT("DTSTART:20270601\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\n"
		   "EXDATE:20270608,20270615\r\nRDATE:20270701\r\n"),
	    "2027-06-01, 2027-06-22, 2027-07-01");
	says(EVENT("DTSTART:20261001\r\n"
		   "RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231\r\n"),
	    "2026-10-01, 2026-10-30, 2026-11-27, 2026-12-25");
	says(EVENT("DTSTART:20240229\r\nRRULE:FREQ=YEARLY\r\n"),
	    "2024-02-29, 2028-02-29");
	/* a day of the week is London's though the times are not */
	says(EVENT("DTSTART:20270609T230000Z\r\nDTEND:20270610T230000Z\r\n"
		   "RRULE:FREQ=DAILY;COUNT=2\r\n"), "2027-06-10, 2027-06-11");
	says(EVENT("DTSTART;TZID=Europe/London:20270610T000000\r\n"
		   "DURATION:P1D\r\n"
		   "RRULE:FREQ=DAILY;UNTIL=20270610T230000Z\r\n"),
	    "2027-06-10, 2027-06-11");
	says(EVENT("DTSTART:20270610T090000\r\nDURATION:PT8H\r\n"
		   "RDATE;VALUE=PERIOD:20270611T090000/PT8H\r\n"),
	    "2027-06-10 09:00-17:00, 2027-06-11 09:00-17:00");
	assert_int_equal(read_text(EVENT("SUMMARY:x\r\nDTSTART:20270601\r\n"
	    "RRULE:FREQ=DAILY;COUNT=2\r\n")), 0);
	assert_int_equal(event[1].repeated, 5);
	ics_free(event, n);
}

static void
a_rule_that_is_none_of_days_is_told_by_its_line(void **state)
{
	static const char *const none[] = { "FREQ=HOURLY", "FREQ=SECONDLY",
		"FREQ=YEARLY;BYWEEKNO=-5,3", "FREQ=DAILY;BYHOUR=1,2",
		"RSCALE=HEBREW;FREQ=YEARLY", "FREQ=SOMETIMES", "COUNT=4",
		"FREQ=DAILY;INTERVAL=-3", "FREQ=DAILY;UNTIL=20271399" };
	char text[256];

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		(void)snprintf(text, sizeof(text), EVENT(
		    "DTSTART:20270601\r\nRRULE:%s\r\n"), none[i]);
		assert_int_equal(read_text(text), 0);
		assert_int_equal(n, 1);
		if (event->trouble == NULL ||
		    strstr(event->trouble, "repeats") == NULL)
			fail_msg("%s: %s", none[i], event->trouble);
		assert_int_equal(event->line, 4);
		ics_free(event, n);
	}
	says(EVENT("DTSTART:20270601\r\nRRULE:FREQ=DAILY\r\n"
		   "RRULE:FREQ=DAILY\r\n"),
	    "5: This event repeats by two rules.");
}

#define VERSION(seq, day, more) EVENT_OF("UID:a@b\r\nSEQUENCE:" seq "\r\n" \
	"DTSTART:" day "\r\n" more)

static void
of_one_event_the_later_version_counts(void **state)
{
	(void)state;
	says(FILE_OF(VERSION("2", "20270602", "") VERSION("1", "20270601",
	    "")), "2027-06-02");
	says(FILE_OF(VERSION("1", "20270601", "") VERSION("1", "20270601",
	    "")), "2027-06-01");
	says(FILE_OF(VERSION("1", "20270601", "DTSTAMP:20260101T000000Z\r\n")
	    VERSION("1", "20270602", "DTSTAMP:20260102T000000Z\r\n")),
	    "2027-06-02");
	says(FILE_OF(VERSION("1", "20270601", "") VERSION("2", "20270601",
	    "STATUS:CANCELLED\r\n")), "");
	/* a program that gives all events one UID loses none */
	says(FILE_OF(VERSION("1", "20270601", "") VERSION("1", "20270602",
	    "")), "2027-06-01, 2027-06-02");
}

static void
a_changed_day_stands_in_for_the_day_it_was(void **state)
{
	(void)state;
	says(FILE_OF(VERSION("1", "20270601",
	    "RRULE:FREQ=DAILY;COUNT=3\r\n") VERSION("1", "20270611",
	    "RECURRENCE-ID:20270602\r\n")),
	    "2027-06-01, 2027-06-03, 2027-06-11");
	says(FILE_OF(VERSION("1", "20270602", "RECURRENCE-ID:20270602\r\n"
	    "STATUS:CANCELLED\r\n") VERSION("1", "20270601",
	    "RRULE:FREQ=DAILY;COUNT=3\r\n")), "2027-06-01, 2027-06-03");
}

static void
a_folded_summary_is_one_line_unescaped(void **state)
{
	(void)state;
	assert_int_equal(read_text(EVENT(
	    "DTSTART:20270701\r\nSUMMARY;X=\"a:b\":Closed\\, a\r\n"
	    "  burst\r\n\t pipe\\; no \\\r\n \\ heating\\nnow\r\n")), 0);
	assert_string_equal(event->summary,
	    "Closed, a burst pipe; no \\ heating now");
	assert_int_equal(event->line, 2);
	ics_free(event, n);
	assert_int_equal(read_text("\xef\xbb\xbf" EVENT(
	    "DTSTART:20270701\nsummary:INSET\n")), 0);
	assert_string_equal(event->summary, "INSET");
	ics_free(event, n);
	assert_int_equal(read_text(EVENT("DTSTART:20270701\nSUMMARY:\n")), 0);
	assert_string_equal(event->summary, "");
	ics_free(event, n);
}

static void
what_is_no_event_is_passed_over(void **state)
{
	(void)state;
	assert_int_equal(read_text("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\n"
	    "DTSTART:19700101T000000\nRRULE:FREQ=YEARLY\nEND:VTIMEZONE\n"
	    "BEGIN:VTODO\nSUMMARY:Three\nEND:VTODO\n"
	    "BEGIN:VEVENT\nDTSTART:20270701\nSTATUS:CANCELLED\n"
	    "END:VEVENT\nBEGIN:VEVENT\nDTSTART:20270702\nSUMMARY:One\n"
	    "BEGIN:VALARM\nSUMMARY:Another\nEND:VALARM\nEND:VEVENT\n"
	    "END:VCALENDAR\n"), 0);
	assert_int_equal(n, 1);
	assert_string_equal(event->summary, "One");
	ics_free(event, n);
	/* a line break that was not escaped */
	says(EVENT("DTSTART:20270701\r\nDESCRIPTION:Bring a hat\r\n"
		   "and a bottle of water\r\n"), "2027-07-01");
}

static void
what_is_wrong_with_an_event_is_said_of_it_alone(void **state)
{
	(void)state;
	says(FILE_OF(EVENT_OF("SUMMARY:x\r\n") EVENT_OF("DTSTART:20270701\r\n")),
	    "2: This event has no day (DTSTART)., 2027-07-01");
	says(EVENT("DTSTART:20270229\r\n"), "3: This date is no real date.");
	says(EVENT("DTSTART:2027070\r\n"), "3: This date is no real date.");
	says(EVENT("DTSTART:20270701T2500\r\n"),
	    "3: This date is no real date.");
	says(EVENT("DTSTART:20270701T250000\r\n"),
	    "3: This date is no real date.");
	says(EVENT("DTSTART:20270701\r\nDTEND:20270630\r\n"),
	    "4: This event ends before it begins.");
	says(EVENT("DTSTART:20270701\r\nDTEND:soon\r\n"),
	    "4: This date is no real date.");
	says(EVENT("DTSTART:20270701\r\nRDATE:20270702,never\r\n"),
	    "4: This date is no real date.");
	says(EVENT("DTSTART:20270701\r\nDURATION:P1Y\r\n"), "4: This length "
	    "of time (DURATION) cannot be read as days.");
	says(EVENT("DTSTART:20270701\r\nDURATION:-P1D\r\n"), "4: This length "
	    "of time (DURATION) cannot be read as days.");
	says(EVENT("DTSTART:20270701\r\nDURATION:P4000D\r\n"), "4: This "
	    "length of time (DURATION) cannot be read as days.");
}

static void
what_is_no_calendar_is_refused_by_its_line(void **state)
{
	(void)state;
	refused("", 0, "empty");
	refused("kind: calendar\n", 1, "BEGIN:VCALENDAR");
	refused("kind\n", 1, "BEGIN:VCALENDAR");
	refused("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", 2, "breaks off");
	refused("BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", 2, "not begun");
	refused("BEGIN:VCALENDAR\r\nX:\xff\r\n", 0, "UTF-8");
}

static void
what_is_too_much_is_refused(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_adds(&b, "BEGIN:VCALENDAR\r\n");
	for (int i = 0; i < 5001; i++)
		buf_adds(&b, EVENT_OF(""));
	refused(buf_str(&b), 10002, "more than 5,000 events");
	while (b.n <= 1u << 20)
		buf_adds(&b, "X-NOTE:nothing\r\n");
	refused(buf_str(&b), 0, "1 MiB");
	buf_reset(&b);
	for (int i = 0; i < 9; i++)
		buf_adds(&b, "BEGIN:VCALENDAR\r\n");
	refused(buf_str(&b), 9, "deeper");
	buf_release(&b);
}

static void
every_cut_of_a_file_is_refused(void **state)
{
	static const char text[] = EVENT("DTSTART;VALUE=DATE:20280228\r\n"
	    "SUMMARY:Half\r\n  term\r\n");
	/* without its last line end it is still whole */
	size_t whole = sizeof(text) - 3;

	(void)state;
	for (size_t i = 0; i < whole; i++) {
		event = NULL;
		if (ics_read(&event, &n, text, i, "year.ics", 0, 1,
			&err) == 0)
			fail_msg("%zu bytes were taken", i);
	}
	assert_int_equal(ics_read(&event, &n, text, whole, "year.ics", 0, 1,
	    &err), 0);
	ics_free(event, n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_event_ends_the_day_before_dtend),
		cmocka_unit_test(every_form_of_a_length_is_read),
		cmocka_unit_test(times_are_days_in_london),
		cmocka_unit_test(a_zone_is_looked_at_by_any_of_its_names),
		cmocka_unit_test(
		    a_zone_of_the_file_counts_wherever_it_stands),
		cmocka_unit_test(an_event_that_repeats_is_given_on_its_days),
		cmocka_unit_test(
		    a_rule_that_is_none_of_days_is_told_by_its_line),
		cmocka_unit_test(of_one_event_the_later_version_counts),
		cmocka_unit_test(a_changed_day_stands_in_for_the_day_it_was),
		cmocka_unit_test(a_folded_summary_is_one_line_unescaped),
		cmocka_unit_test(what_is_no_event_is_passed_over),
		cmocka_unit_test(
		    what_is_wrong_with_an_event_is_said_of_it_alone),
		cmocka_unit_test(what_is_no_calendar_is_refused_by_its_line),
		cmocka_unit_test(what_is_too_much_is_refused),
		cmocka_unit_test(every_cut_of_a_file_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
