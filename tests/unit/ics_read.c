/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/ics.h"

#define EVENT(s) "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" s \
	"END:VEVENT\r\nEND:VCALENDAR\r\n"

static struct ics_entry *event;
static size_t n;
static struct err err;

static int
read_text(const char *s)
{
	event = NULL;
	n = 0;
	return ics_read(&event, &n, s, strlen(s), "year.ics", &err);
}

/* One event, from and to as given. */
static void
spans(const char *text, const char *from, const char *to)
{
	char got[DATE_LEN];

	if (read_text(text) == -1)
		fail_msg("%ld: %s", err.line, err.msg);
	assert_int_equal(n, 1);
	date_format(event->from, got);
	assert_string_equal(got, from);
	date_format(event->to, got);
	assert_string_equal(got, to);
	ics_free(event, n);
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
	spans(EVENT("DTSTART;VALUE=DATE:20280228\r\n"
		    "DTEND;VALUE=DATE:20280301\r\n"), "2028-02-28",
	    "2028-02-29");
	spans(EVENT("DTSTART;VALUE=DATE:20280228\r\n"), "2028-02-28",
	    "2028-02-28");
	spans(EVENT("DTSTART;VALUE=DATE:20280228\r\nDURATION:P2W\r\n"),
	    "2028-02-28", "2028-03-12");
}

static void
times_are_days_in_london(void **state)
{
	(void)state;
	spans(EVENT("DTSTART:20270701T233000Z\r\nDTEND:20270702T083000Z\r\n"),
	    "2027-07-02", "2027-07-02");
	spans(EVENT("DTSTART;TZID=Europe/London:20270701T090000\r\n"
		    "DTEND;TZID=Europe/London:20270703T000000\r\n"),
	    "2027-07-01", "2027-07-02");
	spans(EVENT("DTSTART:20270701T090000\r\nDURATION:PT90M\r\n"),
	    "2027-07-01", "2027-07-01");
}

static void
a_folded_summary_is_one_line_unescaped(void **state)
{
	(void)state;
	assert_int_equal(read_text(EVENT(
	    "DTSTART:20270701\r\nSUMMARY;X=\"a:b\":Closed\\, a\r\n"
	    "  burst\r\n\t pipe\\; no \\\r\n \\ heating\r\n")), 0);
	assert_string_equal(event->summary,
	    "Closed, a burst pipe; no \\ heating");
	assert_int_equal(event->line, 2);
	ics_free(event, n);
	assert_int_equal(read_text("\xef\xbb\xbf" EVENT(
	    "DTSTART:20270701\nsummary:INSET\n")), 0);
	assert_string_equal(event->summary, "INSET");
	ics_free(event, n);
}

static void
what_is_no_event_is_passed_over(void **state)
{
	(void)state;
	assert_int_equal(read_text("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\n"
	    "DTSTART:19700101T000000\nRRULE:FREQ=YEARLY\nEND:VTIMEZONE\n"
	    "BEGIN:VEVENT\nDTSTART:20270701\nSTATUS:CANCELLED\n"
	    "END:VEVENT\nBEGIN:VEVENT\nDTSTART:20270702\nSUMMARY:One\n"
	    "BEGIN:VALARM\nSUMMARY:Another\nEND:VALARM\nEND:VEVENT\n"
	    "END:VCALENDAR\n"), 0);
	assert_int_equal(n, 1);
	assert_string_equal(event->summary, "One");
	ics_free(event, n);
}

static void
what_cannot_be_told_is_refused_by_its_line(void **state)
{
	(void)state;
	refused("", 0, "empty");
	refused("kind: calendar\n", 1, "BEGIN:VCALENDAR");
	refused("BEGIN:VCALENDAR\r\nVERSION\r\n", 2, "colon");
	refused("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", 2, "breaks off");
	refused("BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", 2, "not begun");
	refused(EVENT("SUMMARY:x\r\n"), 4, "no day");
	refused(EVENT("DTSTART:20270229\r\n"), 3, "real date");
	refused(EVENT("DTSTART:2027070\r\n"), 3, "real date");
	refused(EVENT("DTSTART:20270701T2500\r\n"), 3, "real date");
	refused(EVENT("DTSTART:20270701\r\nDTEND:20270630\r\n"), 5,
	    "before");
	refused(EVENT("DTSTART:20270701\r\nDURATION:P1Y\r\n"), 4,
	    "DURATION");
	refused(EVENT("DTSTART:20270701\r\nDURATION:P9223372036854775807W\r\n"),
	    4, "DURATION");
	refused("BEGIN:VCALENDAR\r\nX:\xff\r\n", 0, "UTF-8");
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
		if (ics_read(&event, &n, text, i, "year.ics", &err) == 0)
			fail_msg("%zu bytes were taken", i);
	}
	assert_int_equal(ics_read(&event, &n, text, whole, "year.ics",
	    &err), 0);
	ics_free(event, n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_event_ends_the_day_before_dtend),
		cmocka_unit_test(times_are_days_in_london),
		cmocka_unit_test(a_folded_summary_is_one_line_unescaped),
		cmocka_unit_test(what_is_no_event_is_passed_over),
		cmocka_unit_test(what_cannot_be_told_is_refused_by_its_line),
		cmocka_unit_test(every_cut_of_a_file_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
