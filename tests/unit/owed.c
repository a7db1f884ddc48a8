/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "in_data.h"
#include "base/core/file.h"
#include "domain/concern/owed.h"

#include <fcntl.h>
#include <unistd.h>

static struct deadlines deadlines;
static struct contacts contacts;
static struct calendar *calendar;
static struct err err;

static const char *
source(const char *name)
{
	static char path[512];
	const char *src = getenv("VIGIL_SRC");

	snprintf(path, sizeof(path), "%s/%s", src == NULL ? "." : src, name);
	return path;
}

static int
setup(void **state)
{
	struct buf text = BUF_INIT;
	int fd = open(source("tests/data/calendar.yaml"), O_RDONLY), rc;

	(void)state;
	rc = fd == -1 ? -1 : file_read(&text, fd, SIZE_MAX);
	close(fd);
	if (rc == 0)
		rc = calendar_read(&calendar, text.p, text.n, "calendar",
		    &err);
	buf_release(&text);
	if (rc == -1 || deadlines_load(&deadlines, rules_with(NULL),
	    &err) == -1)
		return -1;
	return contacts_load(&contacts, rules_with(NULL), &err);
}

static int
teardown(void **state)
{
	(void)state;
	calendar_free(calendar);
	deadlines_release(&deadlines);
	contacts_release(&contacts);
	return 0;
}

static int64_t
at(const char *s)
{
	int64_t t;

	assert_int_equal(time_parse(s, strlen(s), &t, &err), 0);
	return t;
}

/* Of each thing owed its rule, by when, and ! where it is late. */
static void
owes(const char *referral, const char *as_at, const char *wanted)
{
	struct owed v[OWED_MOST];
	struct json j = { 0 };
	struct buf b = BUF_INIT;
	char due[TIME_LEN];
	int n;

	assert_int_equal(json_parse(&j, referral, strlen(referral), 0, &err),
	    0);
	if (owed_of(v, &n, &j, &deadlines, &contacts, calendar, at(as_at),
		&err) == -1)
		fail_msg("%s", err.msg);
	for (int i = 0; i < n; i++) {
		if (v[i].due != TIME_NONE)
			time_format(v[i].due, due);
		buf_addf(&b, "%s%s %s%s", i == 0 ? "" : "; ",
		    v[i].deadline == NULL ? "call" : v[i].deadline->id,
		    v[i].due == TIME_NONE ? "-" : due,
		    v[i].overdue ? "!" : "");
	}
	assert_string_equal(buf_str(&b), wanted);
	buf_release(&b);
	json_release(&j);
}

#define MADE "\"made_at\":\"2026-09-01T09:00:00Z\","

static void
a_referral_to_make_is_itself_owed(void **state)
{
	(void)state;
	owes("{\"to\":\"csc\",\"state\":\"to-make\",\"recorded_at\":"
	     "\"2026-09-01T09:00:00Z\",\"due_at\":\"2026-09-02T22:59:59Z\"}",
	    "2026-09-02T22:59:59Z", "call 2026-09-02T22:59:59Z");
	owes("{\"to\":\"csc\",\"state\":\"to-make\",\"recorded_at\":"
	     "\"2026-09-01T09:00:00Z\",\"due_at\":\"2026-09-02T22:59:59Z\"}",
	    "2026-09-02T23:00:00Z", "call 2026-09-02T22:59:59Z!");
	/* Where the route names no day it is to be made at once. */
	owes("{\"to\":\"csc\",\"state\":\"to-make\",\"recorded_at\":"
	     "\"2026-09-01T09:00:00Z\"}",
	    "2026-09-01T09:00:01Z", "call 2026-09-01T09:00:00Z!");
}

static void
clocks_run_from_the_call_until_the_answer(void **state)
{
	(void)state;
	owes("{\"to\":\"csc\"," MADE "\"state\":\"made\"}",
	    "2026-09-03T09:00:00Z", "csc-answer 2026-09-02T22:59:59Z!; "
	    "chase-referral 2026-09-04T22:59:59Z; "
	    "assessment 2026-11-03T23:59:59Z");
	/* Who has answered owes the assessment still. */
	owes("{\"to\":\"csc\"," MADE "\"response\":{\"decision\":\"x\"},"
	     "\"state\":\"answered\"}",
	    "2026-11-04T00:00:00Z", "assessment 2026-11-03T23:59:59Z!");
	/* Any other place owes an answer by no law, but is chased. */
	owes("{\"to\":\"housing\"," MADE "\"state\":\"made\"}",
	    "2026-09-04T22:59:59Z", "chase-referral 2026-09-04T22:59:59Z");
	owes("{\"to\":\"csc\"," MADE "\"state\":\"closed\"}",
	    "2026-12-01T09:00:00Z", "");
}

static void
refused(const char *referral, const char *as_at)
{
	struct owed v[OWED_MOST];
	struct json j = { 0 };
	int n;

	assert_int_equal(json_parse(&j, referral, strlen(referral), 0, &err),
	    0);
	assert_int_equal(owed_of(v, &n, &j, &deadlines, &contacts, calendar,
	    at(as_at), &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	json_release(&j);
}

static void
a_deadline_past_the_calendar_is_not_over_within_it(void **state)
{
	static const char late[] = "{\"to\":\"csc\",\"state\":\"made\","
				   "\"made_at\":\"2027-12-30T09:00:00Z\"}";
	static const char early[] = "{\"to\":\"csc\",\"state\":\"made\","
				    "\"made_at\":\"2022-12-01T09:00:00Z\"}";

	(void)state;
	owes(late, "2027-12-31T10:00:00Z", "csc-answer 2027-12-31T23:59:59Z; "
	    "chase-referral -; assessment -");
	refused(late, "2028-01-01T10:00:00Z");
	refused(early, "2027-12-31T10:00:00Z");
}

static void
what_is_owed_names_the_child_and_whom_to_chase(void **state)
{
	static const char text[] = "{\"id\":\"R-7KQ2MX\",\"concern\":"
				   "\"C-7KQ2MX\",\"to\":\"csc\"," MADE
				   "\"state\":\"made\"}";
	struct owed v[OWED_MOST];
	struct json j = { 0 };
	struct buf b = BUF_INIT;
	int n;

	(void)state;
	assert_int_equal(json_parse(&j, text, strlen(text), 0, &err), 0);
	assert_int_equal(owed_of(v, &n, &j, &deadlines, &contacts, calendar,
			     at("2026-09-03T09:00:00Z"), &err), 0);
	owed_json(&b, &v[0], &j, "P-7KQ2MX");
	assert_non_null(strstr(b.p, "{\"kind\":\"owed\",\"referral\":"
	    "\"R-7KQ2MX\",\"concern\":\"C-7KQ2MX\",\"pupil\":\"P-7KQ2MX\","
	    "\"to\":\"csc\",\"owes\":\""));
	assert_non_null(strstr(b.p, "\"since\":\"2026-09-01T09:00:00Z\","
	    "\"due_at\":\"2026-09-02T22:59:59Z\",\"overdue\":true,"
	    "\"contact\":{"));
	assert_non_null(strstr(b.p, "\"rule\":\"csc-answer\",\"cite\":["));
	buf_reset(&b);
	owed_json(&b, &v[0], &j, "");
	assert_null(strstr(b.p, "pupil"));
	buf_release(&b);
	json_release(&j);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_referral_to_make_is_itself_owed),
		cmocka_unit_test(clocks_run_from_the_call_until_the_answer),
		cmocka_unit_test(a_deadline_past_the_calendar_is_not_over_within_it),
		cmocka_unit_test(
		    what_is_owed_names_the_child_and_whom_to_chase),
	};

	return cmocka_run_group_tests_name("owed", tests, setup, teardown);
}
