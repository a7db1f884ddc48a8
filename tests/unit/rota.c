/* SPDX-License-Identifier: ISC */
#include "facts.h"

static struct calendar *calendar;

static int
setup(void **state)
{
	const char *src = getenv("VIGIL_SRC");
	char path[512], text[8192];
	struct err err;
	size_t n;
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/tests/data/calendar.yaml",
	    src == NULL ? "." : src);
	if ((f = fopen(path, "r")) == NULL)
		return -1;
	n = fread(text, 1, sizeof(text), f);
	fclose(f);
	return calendar_read(&calendar, text, n, "calendar", &err);
}

static int
teardown(void **state)
{
	(void)state;
	calendar_free(calendar);
	return 0;
}

static void
audit(struct facts *f, struct findings *found)
{
	struct posts p = { .asked = &f->posts, .adults = &f->adults,
		.rota = f->rota, .day = f->day };
	struct err err;

	if (posts_check_rota(&p, calendar, f->first, f->last, found, &err) ==
	    -1)
		fail_msg("%s", err.msg);
}

static void
every_session_of_term_time_has_a_DSL(void **state)
{
	(void)state;
	facts_file("rota.txt", audit, 18);
}

static void
days_beyond_the_calendar_are_refused(void **state)
{
	struct facts f = { .day = date_make(2026, 11, 2) };
	struct posts p = { .asked = &f.posts, .adults = &f.adults,
		.day = f.day };
	struct findings found = { .n = 0 };
	struct err err;

	(void)state;
	facts_load(&f.posts, "posts");
	assert_int_equal(posts_check_rota(&p, calendar,
	    date_make(2026, 7, 31), f.day, &found, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_non_null(strstr(err.msg, "31 July 2026"));
	assert_int_equal(posts_check_rota(&p, calendar, f.day,
	    date_make(2027, 9, 1), &found, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_non_null(strstr(err.msg, "1 September 2027"));
	assert_int_equal(posts_check_rota(&p, calendar, f.day, f.day - 1,
	    &found, &err), -1);
	assert_int_equal(err.status, ST_USAGE);
	assert_int_equal(found.n, 0);
	asked_release(&f.posts);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_session_of_term_time_has_a_DSL),
		cmocka_unit_test(days_beyond_the_calendar_are_refused),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
