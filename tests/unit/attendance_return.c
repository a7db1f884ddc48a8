/* SPDX-License-Identifier: ISC */
#include "register.h"

#include "domain/attendance/attendance_return.h"

static struct absence_return ret;
static struct absence_check check;
static struct deadlines deadlines;
static struct buf text;

static int
prepare(void **state)
{
	struct err err;

	if (deadlines_load(&deadlines, rules_with(NULL), &err) != 0) {
		print_error("%s\n", err.msg);
		return -1;
	}
	return setup(state);
}

static int
clear(void **state)
{
	deadlines_release(&deadlines);
	buf_release(&text);
	return teardown(state);
}

/* A return of a span begins. */
static void
span(const char *from, const char *to)
{
	struct err err;

	memset(&ret, 0, sizeof(ret));
	assert_int_equal(absence_check_init(&check, &rules, &facts, calendar,
	    day(to), day(from), true, &err), 0);
	ret.check = &check;
	ret.deadlines = &deadlines;
	ret.calendar = calendar;
}

/* What is told of the child: "MATTER FROM TO DAYS SESSIONS DUE GROUND\n…" */
static const char *
told(const char *entry, const char *leaving)
{
	struct absence_pupil p = { 5, "P-222222", DATE_NONE, DATE_NONE,
		marks + (check.slot - first_slot) };
	char s[3][DATE_LEN];
	struct err err;

	if (entry != NULL)
		p.entry = day(entry);
	if (leaving != NULL)
		p.leaving = day(leaving);
	assert_int_equal(return_judge(&ret, &p, &err), 0);
	buf_reset(&text);
	for (size_t i = 0; i < ret.nlines; i++) {
		const struct return_line *l = &ret.line[i];
		const int32_t days[] = { l->from, l->to, l->due };

		for (int k = 0; k < 3; k++) {
			memcpy(s[k], "-", 2);
			if (days[k] != DATE_NONE)
				date_format(days[k], s[k]);
		}
		buf_addf(&text, "%s %s %s %d %d %s %s\n",
		    words_return[l->matter], s[0], s[1], l->days, l->sessions,
		    s[2], l->ground == NULL ? "-" : l->ground);
	}
	return buf_str(&text);
}

static void
end(void)
{
	return_release(&ret);
	absence_check_release(&check);
}

static void
who_joins_is_told_by_the_fifth_day(void **state)
{
	(void)state;
	begin();
	span("2026-09-01", "2026-09-30");
	assert_string_equal(told("2026-09-03", NULL),
	    "new-pupil 2026-09-03 - 0 0 2026-09-08 -\n");
	end();
	span("2026-09-04", "2026-09-30");
	assert_string_equal(told("2026-09-03", NULL), "");
	end();
	span("2026-08-04", "2026-09-02");
	assert_string_equal(told("2026-09-03", NULL), "");
	end();
}

static void
who_leaves_is_told_by_the_last_day_with_the_ground(void **state)
{
	(void)state;
	begin();
	span("2026-10-01", "2026-10-30");
	assert_string_equal(told(NULL, "2026-10-30"),
	    "deletion - 2026-10-30 0 0 2026-10-30 -\n");
	end();
	span("2026-10-01", "2026-10-30");
	return_removal(&ret, "P-222222", day("2026-10-12"), DATE_NONE,
	    "age");
	return_removal(&ret, "P-333333", day("2026-10-12"), DATE_NONE,
	    "death");
	assert_string_equal(told(NULL, NULL),
	    "deletion 2026-10-12 - 0 0 - age\n");
	end();
	/* told before the span, gone within it */
	span("2026-10-01", "2026-10-30");
	return_removal(&ret, "P-222222", day("2026-09-12"),
	    day("2026-10-02"), "age");
	assert_string_equal(told(NULL, NULL),
	    "deletion 2026-09-12 2026-10-02 0 0 2026-10-02 age\n");
	end();
	span("2026-10-03", "2026-10-30");
	return_removal(&ret, "P-222222", day("2026-09-12"),
	    day("2026-10-02"), "age");
	assert_string_equal(told(NULL, NULL), "");
	end();
}

static void
ten_days_are_told_where_their_last_day_is(void **state)
{
	(void)state;
	begin();
	mark("2026-10-26", "2026-11-06", "O");
	mark("2026-11-09", "2026-11-09", "/");
	span("2026-11-01", "2026-11-30");
	assert_string_equal(told(NULL, NULL), "ten-days-unauthorised "
	    "2026-10-26 2026-11-06 10 20 - -\n");
	end();
	span("2026-11-07", "2026-11-30");
	assert_string_equal(told(NULL, NULL), "");
	end();
	/* of a child who has left since */
	span("2026-11-01", "2026-11-30");
	assert_string_equal(told(NULL, "2026-11-06"), "ten-days-unauthorised "
	    "2026-10-26 2026-11-06 10 20 - -\n"
	    "deletion - 2026-11-06 0 0 2026-11-06 -\n");
	end();
	/* whose marks go on after the day of leaving, which was put right */
	span("2026-11-01", "2026-11-30");
	assert_string_equal(told(NULL, "2026-11-05"),
	    "deletion - 2026-11-05 0 0 2026-11-05 -\n");
	end();
	span("2026-11-01", "2026-11-30");
	mark("2026-10-26", "2026-10-26", "I");
	assert_string_equal(told(NULL, NULL), "");
	end();
}

static void
illness_is_told_once_in_a_year(void **state)
{
	(void)state;
	begin();
	mark("2026-09-14", "2026-10-02", "I"); /* fifteen days */
	span("2026-10-01", "2026-10-31");
	assert_string_equal(told(NULL, NULL), "sickness-fifteen-days "
	    "2026-09-14 2026-10-02 0 30 - -\n");
	end();
	span("2026-10-03", "2026-10-31");
	assert_string_equal(told(NULL, NULL), "");
	end();
	span("2026-10-01", "2026-10-31");
	assert_string_equal(told(NULL, "2026-10-01"),
	    "deletion - 2026-10-01 0 0 2026-10-01 -\n");
	end();
	mark("2026-10-02", "2026-10-02", "/");
	span("2026-09-01", "2026-10-31");
	assert_string_equal(told(NULL, NULL), "");
	end();
}

static void
a_line_names_its_sources(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	begin();
	span("2026-09-01", "2026-09-30");
	(void)told("2026-09-03", "2026-09-04");
	return_json(&b, &rules, &ret.line[0], "A123");
	assert_string_equal(buf_str(&b), "{\"kind\":\"return\","
	    "\"pupil\":\"P-222222\",\"upn\":\"A123\","
	    "\"matter\":\"new-pupil\",\"from\":\"2026-09-03\","
	    "\"due\":\"2026-09-08\","
	    "\"cite\":[\"SI 2024/208 regulation 13\"]}");
	buf_reset(&b);
	return_json(&b, &rules, &ret.line[1], NULL);
	assert_non_null(strstr(buf_str(&b), "regulations 9 and 13"));
	assert_null(strstr(buf_str(&b), "upn"));
	end();
	buf_release(&b);
}

static void
a_deadline_past_the_calendar_is_not_guessed(void **state)
{
	struct absence_pupil p = { 5, "P-222222", day("2027-07-23"),
		DATE_NONE, NULL };
	struct err err;

	(void)state;
	begin();
	span("2027-07-01", "2027-07-31");
	p.code = marks + (check.slot - first_slot);
	for (size_t i = 0; i < deadlines.n; i++)
		if (strcmp(deadlines.v[i].event, "joined-roll") == 0)
			deadlines.v[i].unit = UNIT_SCHOOL_DAYS;
	assert_int_equal(return_judge(&ret, &p, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_joins_is_told_by_the_fifth_day),
		cmocka_unit_test(
		    who_leaves_is_told_by_the_last_day_with_the_ground),
		cmocka_unit_test(ten_days_are_told_where_their_last_day_is),
		cmocka_unit_test(illness_is_told_once_in_a_year),
		cmocka_unit_test(a_line_names_its_sources),
		cmocka_unit_test(a_deadline_past_the_calendar_is_not_guessed),
	};

	return cmocka_run_group_tests(tests, prepare, clear);
}
