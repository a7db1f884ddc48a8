/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/text/date.h"
#include "domain/pupil/status.h"

static bool
due(const char *text)
{
	struct json j = { 0 };
	struct err err;
	bool is;

	if (json_parse(&j, text, strlen(text), 0, &err) != 0)
		fail_msg("%s: %s", text, err.msg);
	is = status_due(&j, date_make(2026, 10, 23));
	json_release(&j);
	return is;
}

#define PART "{\"status\":\"part-time-timetable\",\"from\":\"2026-10-01\""

static void
a_review_is_due_on_its_day_and_after(void **state)
{
	(void)state;
	assert_false(due("{\"status\":\"semh\"}"));
	assert_false(due("{\"status\":\"semh\",\"review\":\"2026-10-24\"}"));
	assert_true(due("{\"status\":\"semh\",\"review\":\"2026-10-23\"}"));
	assert_true(due("{\"status\":\"semh\",\"review\":\"2025-01-01\"}"));
}

static void
a_part_time_timetable_has_an_end_and_a_review(void **state)
{
	(void)state;
	assert_true(due(PART "}"));
	assert_true(due(PART ",\"to\":\"2026-11-30\"}"));
	assert_true(due(PART ",\"review\":\"2026-11-01\"}"));
	assert_false(due(PART ",\"to\":\"2026-11-30\","
	    "\"review\":\"2026-11-01\"}"));
	assert_true(due(PART ",\"to\":\"2026-11-30\","
	    "\"review\":\"2026-10-23\"}"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_review_is_due_on_its_day_and_after),
		cmocka_unit_test(
		    a_part_time_timetable_has_an_end_and_a_review),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
