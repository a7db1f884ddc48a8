/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/text/date.h"
#include "domain/pupil/missing.h"
#include "model/kind.h"

static struct json json;
static struct err err;

static const struct json *
parse(const char *text)
{
	if (json_parse(&json, text, strlen(text), 0, &err) == -1)
		fail_msg("%s: %s", text, err.msg);
	return &json;
}

/* Of each clock its step and minutes, and … while it runs. */
static void
runs(const char *episode, const char *as_at, const char *wanted)
{
	struct clock v[MISSING_STEPS];
	struct buf b = BUF_INIT;
	int64_t t;
	int n;

	assert_int_equal(time_parse(as_at, strlen(as_at), &t, &err), 0);
	n = missing_clocks(v, parse(episode), t);
	for (int i = 0; i < n; i++)
		buf_addf(&b, "%s%s %lld%s", i == 0 ? "" : ", ", v[i].step,
		    (long long)v[i].minutes,
		    v[i].at == TIME_NONE ? "..." : "");
	assert_string_equal(buf_str(&b), wanted);
	buf_release(&b);
}

#define NOTICED "\"noticed_at\":\"2026-09-01T09:00:00Z\""

static void
each_step_is_timed_from_when_it_was_noticed(void **state)
{
	(void)state;
	runs("{\"missing_from\":\"care\"," NOTICED "}",
	    "2026-09-01T09:30:59Z", "dsl 30..., ews 30..., parents 30..., "
	    "police 30..., found 30..., considered 30...");
	runs("{\"missing_from\":\"home\"," NOTICED ",\"dsl_told_at\":"
	     "\"2026-09-01T09:05:00Z\",\"police_told_at\":"
	     "\"2026-09-01T09:10:00Z\",\"found_at\":"
	     "\"2026-09-01T11:00:00Z\"}",
	    "2026-09-01T12:00:00Z", "dsl 5, ews 180..., parents 180..., "
	    "police 10, found 120, considered 180...");
	/* What was done after the time that is asked for is not done yet. */
	runs("{\"missing_from\":\"home\"," NOTICED ",\"dsl_told_at\":"
	     "\"2026-09-01T09:05:00Z\"}",
	    "2026-09-01T09:04:00Z", "dsl 4..., ews 4..., parents 4..., "
	    "police 4..., found 4..., considered 4...");
}

static void
the_police_are_a_step_from_school_only_once_told(void **state)
{
	(void)state;
	runs("{\"missing_from\":\"school\"," NOTICED "}",
	    "2026-09-01T09:01:00Z", "dsl 1..., ews 1..., parents 1..., "
	    "found 1..., considered 1...");
	runs("{\"missing_from\":\"school\"," NOTICED ",\"police_told_at\":"
	     "\"2026-09-01T09:20:00Z\"}",
	    "2026-09-01T10:00:00Z", "dsl 60..., ews 60..., parents 60..., "
	    "police 20, found 60..., considered 60...");
}

static void
a_clock_is_written_with_its_end_once_it_has_one(void **state)
{
	static const char text[] = "{\"id\":\"4-7KQ2MX\",\"pupil\":"
				   "\"P-7KQ2MX\"}";
	struct clock c = { "dsl", 0, TIME_NONE, 3 };
	struct buf b = BUF_INIT;

	(void)state;
	missing_json(&b, &c, parse(text));
	assert_string_equal(b.p, "{\"kind\":\"clock\",\"missing\":"
	    "\"4-7KQ2MX\",\"pupil\":\"P-7KQ2MX\",\"step\":\"dsl\","
	    "\"since\":\"1970-01-01T00:00:00Z\",\"minutes\":3,"
	    "\"open\":true}");
	buf_reset(&b);
	c.at = 180;
	missing_json(&b, &c, parse(text));
	assert_non_null(strstr(b.p, "\"at\":\"1970-01-01T00:03:00Z\","
	    "\"minutes\":3,\"open\":false}"));
	buf_release(&b);
}

static void
an_episode_is_closed_once_the_dsl_has_considered_it(void **state)
{
	static const struct {
		const char *text, *state, *bad; /* the field to complain of */
	} cases[] = {
		{ "{" NOTICED "}", "missing", NULL },
		{ "{" NOTICED ",\"found_at\":\"2026-09-01T09:00:00Z\"}",
		    "found", NULL },
		{ "{" NOTICED ",\"found_at\":\"2026-09-01T10:00:00Z\","
		  "\"risk\":\"r\",\"prevention\":\"p\",\"considered_at\":"
		  "\"2026-09-02T10:00:00Z\"}", "closed", NULL },
		{ "{" NOTICED ",\"risk\":\"r\",\"considered_at\":"
		  "\"2026-09-02T10:00:00Z\"}", "missing", "prevention" },
		{ "{" NOTICED ",\"prevention\":\"p\",\"considered_at\":"
		  "\"2026-09-02T10:00:00Z\"}", "missing", "risk" },
		{ "{" NOTICED ",\"risk\":\"r\"}", "missing",
		    "considered_at" },
		{ "{" NOTICED ",\"found_at\":\"2026-09-01T08:59:59Z\"}",
		    "found", "found_at" },
		{ "{" NOTICED ",\"last_seen_at\":\"2026-09-01T09:00:01Z\"}",
		    "missing", "last_seen_at" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct json *j = parse(cases[i].text);

		err_clear(&err);
		assert_string_equal(kind_missing.state(j), cases[i].state);
		assert_int_equal(kind_missing.check(j, &err),
		    cases[i].bad == NULL ? 0 : -1);
		assert_string_equal(err.field,
		    cases[i].bad == NULL ? "" : cases[i].bad);
	}
	json_release(&json);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_step_is_timed_from_when_it_was_noticed),
		cmocka_unit_test(
		    the_police_are_a_step_from_school_only_once_told),
		cmocka_unit_test(
		    a_clock_is_written_with_its_end_once_it_has_one),
		cmocka_unit_test(
		    an_episode_is_closed_once_the_dsl_has_considered_it),
	};

	return cmocka_run_group_tests_name("missing", tests, NULL, NULL);
}
