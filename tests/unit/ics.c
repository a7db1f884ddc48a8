/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/text/date.h"
#include "base/text/text.h"
#include "ui/notify/ics.h"

static void
a_day_stands_in_a_calendar_by_the_standard(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	ics_begin(&b, "Training");
	ics_day(&b, &(struct ics_event){ .uid = "a@b",
	    .stamp = time_of_day_end(date_make(2026, 7, 1)),
	    .day = date_make(2026, 12, 9), .summary = "2 due: x, y; z\\",
	    .description = "one\ntwo" });
	ics_end(&b);
	assert_string_equal(buf_str(&b),
	    "BEGIN:VCALENDAR\r\n"
	    "VERSION:2.0\r\n"
	    "PRODID:-//vigil//safeguarding records//EN\r\n"
	    "CALSCALE:GREGORIAN\r\n"
	    "METHOD:PUBLISH\r\n"
	    "X-WR-CALNAME:Training\r\n"
	    "BEGIN:VEVENT\r\n"
	    "UID:a@b\r\n"
	    "DTSTAMP:20260701T225959Z\r\n"
	    "DTSTART;VALUE=DATE:20261209\r\n"
	    "SUMMARY:2 due: x\\, y\\; z\\\\\r\n"
	    "DESCRIPTION:one\\ntwo\r\n"
	    "TRANSP:TRANSPARENT\r\n"
	    "END:VEVENT\r\n"
	    "END:VCALENDAR\r\n");
	buf_release(&b);
}

/* Lines of a text without their ends, one after the other. */
static void
check_folds(const struct buf *b, struct buf *unfolded)
{
	const char *p = buf_str(b), *end;

	for (; (end = strstr(p, "\r\n")) != NULL; p = end + 2) {
		assert_true(end - p <= 75);
		assert_int_equal(text_utf8(p, (size_t)(end - p)), end - p);
		if (*p == ' ')
			buf_add(unfolded, p + 1, (size_t)(end - p) - 1);
		else
			buf_add(unfolded, p, (size_t)(end - p));
	}
	assert_int_equal(*p, '\0');
}

static void
long_lines_are_folded_between_characters(void **state)
{
	char name[400];

	(void)state;
	for (size_t shift = 0; shift < 4; shift++) {
		struct buf b = BUF_INIT, text = BUF_INIT;

		memset(name, 'x', shift);
		for (size_t i = shift; i + 3 < sizeof(name); i += 3)
			memcpy(name + i, "\xe2\x82\xac", 4);
		ics_begin(&b, name);
		check_folds(&b, &text);
		assert_non_null(strstr(buf_str(&text), name));
		buf_release(&b);
		buf_release(&text);
	}
}

static void
a_line_of_just_75_bytes_is_not_folded(void **state)
{
	struct buf b = BUF_INIT;
	char name[75 - 13 + 2];

	(void)state;
	memset(name, 'x', sizeof(name));
	name[75 - 13] = '\0'; /* X-WR-CALNAME: */
	ics_begin(&b, name);
	assert_null(strstr(buf_str(&b), "\r\n "));
	buf_reset(&b);
	name[75 - 13] = 'x';
	name[75 - 12] = '\0';
	ics_begin(&b, name);
	assert_non_null(strstr(buf_str(&b), "\r\n x\r\n"));
	buf_release(&b);
}

static void
control_characters_cannot_make_a_line(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	ics_begin(&b, "a\r\nEND:VCALENDAR\x07");
	assert_non_null(strstr(buf_str(&b), "CALNAME:a\\nEND:VCALENDAR\r\n"));
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_stands_in_a_calendar_by_the_standard),
		cmocka_unit_test(long_lines_are_folded_between_characters),
		cmocka_unit_test(a_line_of_just_75_bytes_is_not_folded),
		cmocka_unit_test(control_characters_cannot_make_a_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
