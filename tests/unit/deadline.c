/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "in_data.h"
#include "policy/calendar/deadline.h"

#define ENTRY(id, from, to, of, event, n, unit) \
	"  - {id: " id ", edition: e, effective_from: " from \
	", effective_to: " to ", of: " of ", event: " event \
	", owes: o, n: " n ", unit: " unit \
	", kind: policy, certainty: low, cite: c}\n"

static char dir[] = "/tmp/vigil-deadline-XXXXXX";
static char packaged[64], local[64], calendar[512];

/* In dir, each with its rules/. */
static char data[64], own[64];
static const char *const made[] = { "p", "p/rules", "l", "l/rules" };

static const struct folders theirs = { data, NULL }, both = { data, own };

static int
setup(void **state)
{
	const char *src = getenv("VIGIL_SRC");

	(void)state;
	if (mkdtemp(dir) == NULL)
		return -1;
	if (src == NULL)
		src = ".";
	(void)snprintf(data, sizeof(data), "%s/p", dir);
	(void)snprintf(own, sizeof(own), "%s/l", dir);
	(void)snprintf(packaged, sizeof(packaged), "%s/p/rules/deadlines.yaml",
	    dir);
	(void)snprintf(local, sizeof(local), "%s/l/rules/deadlines.yaml", dir);
	for (size_t i = 0; i < 4; i++) {
		char path[64];

		(void)snprintf(path, sizeof(path), "%s/%s", dir, made[i]);
		if (mkdir(path, 0700) == -1)
			return -1;
	}
	(void)snprintf(calendar, sizeof(calendar),
	    "%s/tests/data/calendar.yaml", src);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	(void)unlink(packaged);
	(void)unlink(local);
	for (size_t i = 4; i-- > 0;) {
		char path[64];

		(void)snprintf(path, sizeof(path), "%s/%s", dir, made[i]);
		(void)rmdir(path);
	}
	return rmdir(dir);
}

static void
write_file(const char *path, const char *entries)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	(void)fprintf(f, "kind: deadlines\ndeadlines:\n%s", entries);
	assert_int_equal(fclose(f), 0);
}

static void
load(struct deadlines *ds, const struct folders *folders)
{
	struct err err;

	if (deadlines_load(ds, folders, &err) == -1)
		fail_msg("%s:%ld: %s", err.file, err.line, err.msg);
}

static void
refused(const char *entries, long line, const char *why)
{
	struct deadlines ds;
	struct err err;

	write_file(packaged, entries);
	if (deadlines_load(&ds, &theirs, &err) == 0)
		fail_msg("taken: %s", entries);
	assert_null(ds.v);
	assert_int_equal(err.status, ST_CONFIG);
	assert_string_equal(err.file, packaged);
	if (err.line != line || strstr(err.msg, why) == NULL)
		fail_msg("%s: line %ld: %s", entries, err.line, err.msg);
}

static int32_t
day(const char *s)
{
	return date_parse(s, strlen(s));
}

static void
is_due(const struct deadlines *ds, const struct calendar *c, const char *of,
    const char *event, const char *start, const char *want)
{
	const struct deadline *d;
	struct err err;
	char got[TIME_LEN];
	int64_t t, due;

	assert_int_equal(time_parse(start, strlen(start), &t, &err), 0);
	d = deadline_for(ds, of, event, time_day(t));
	if (d == NULL)
		fail_msg("no clock for %s", event);
	if (deadline_due(d, c, t, &due, &err) == -1)
		fail_msg("%s: %s", event, err.msg);
	time_format(due, got);
	if (strcmp(got, want) != 0)
		fail_msg("%s from %s: %s, not %s", event, start, got, want);
}

static void
the_packaged_clocks_run_as_the_guidance_says(void **state)
{
	static char text[8192];
	struct calendar *c;
	struct deadlines ds;
	struct err err;
	size_t n;
	FILE *f = fopen(calendar, "r");

	(void)state;
	assert_non_null(f);
	n = fread(text, 1, sizeof(text), f);
	(void)fclose(f);
	assert_int_equal(calendar_read(&c, text, n, "calendar.yaml", &err), 0);
	load(&ds, rules_with(own));

	is_due(&ds, c, "csc", "referral-made", "2026-12-24T16:00",
	    "2026-12-29T23:59:59Z");
	/* Near midnight the day is London's, not that of UTC. */
	is_due(&ds, c, "csc", "referral-made", "2026-09-07T23:30:00Z",
	    "2026-09-09T22:59:59Z");
	is_due(&ds, c, "csc", "follow-up", "2026-12-24T16:00",
	    "2026-12-31T23:59:59Z");
	is_due(&ds, c, "housing", "follow-up", "2026-12-24T16:00",
	    "2026-12-31T23:59:59Z");
	is_due(&ds, c, "csc", "assessment", "2026-11-02T09:00",
	    "2027-01-07T23:59:59Z");
	is_due(&ds, c, "csc", "strategy-discussion", "2026-12-18T09:00",
	    "2027-01-13T23:59:59Z");
	is_due(&ds, c, "csc", "conference-held", "2027-03-24T09:00",
	    "2027-04-09T22:59:59Z");
	is_due(&ds, c, "csc", "first-review", "2026-11-30T09:00",
	    "2027-02-28T23:59:59Z");
	is_due(&ds, c, "csc", "review-held", "2027-02-28T09:00",
	    "2027-08-28T22:59:59Z");
	is_due(&ds, c, "police", "fgm-known", "2026-08-28T09:00",
	    "2026-09-01T22:59:59Z");
	is_due(&ds, c, "lado", "allegation", "2026-11-13T09:00",
	    "2026-11-16T23:59:59Z");
	is_due(&ds, c, "whistleblowing", "concern-disclosed",
	    "2026-12-17T09:00", "2027-01-05T23:59:59Z");
	is_due(&ds, c, "", "pupil-left", "2026-10-16T15:00",
	    "2026-11-02T23:59:59Z");
	is_due(&ds, c, "", "left-roll", "2026-12-11T15:00",
	    "2027-01-15T23:59:59Z");

	/* Other agencies owe no answer by law. */
	assert_null(deadline_for(&ds, "housing", "referral-made",
	    day("2026-11-02")));
	/* The editions of one clock follow each other. */
	assert_string_equal(deadline_for(&ds, "csc", "referral-made",
	    day("2026-03-17"))->edition, "Working Together 2018 and 2023");
	assert_string_equal(deadline_for(&ds, "csc", "referral-made",
	    day("2026-03-18"))->edition, "Working Together 2026");
	assert_null(deadline_for(&ds, "csc", "referral-made",
	    day("2018-07-03")));
	for (n = 0; n < ds.n; n++) {
		assert_true(ds.v[n].cite[0] != '\0');
		assert_true(ds.v[n].owes[0] != '\0');
	}
	deadlines_release(&ds);
	calendar_free(c);
}

static void
without_a_calendar_only_days_and_months_count(void **state)
{
	struct deadline d = {.n = 1, .unit = UNIT_WORKING_DAYS};
	struct err err;
	int64_t due;

	(void)state;
	assert_int_equal(deadline_due(&d, NULL, 0, &due, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	d.unit = UNIT_MONTHS;
	assert_int_equal(deadline_due(&d, NULL, 0, &due, &err), 0);
	assert_int_equal(time_day(due), day("1970-02-01"));
}

static void
a_place_of_its_own_comes_before_any(void **state)
{
	struct deadlines ds;

	(void)state;
	write_file(packaged,
	    ENTRY("one", "2020-01-01", "", "csc", "ev", "1", "days")
	    ENTRY("any", "2020-01-01", "", "", "ev", "2", "days"));
	load(&ds, &theirs);
	assert_int_equal(deadline_for(&ds, "csc", "ev", day("2020-01-01"))->n,
	    1);
	assert_int_equal(deadline_for(&ds, "ews", "ev", day("2020-01-01"))->n,
	    2);
	assert_null(deadline_for(&ds, "csc", "ev", day("2019-12-31")));
	assert_null(deadline_for(&ds, "csc", "other", day("2020-01-01")));
	deadlines_release(&ds);
}

static void
a_local_file_replaces_all_editions_of_an_id(void **state)
{
	struct deadlines ds;
	struct err err;

	(void)state;
	write_file(packaged,
	    ENTRY("a", "2020-01-01", "2020-12-31", "", "x", "1", "days")
	    ENTRY("b", "2020-01-01", "", "", "y", "2", "school-days")
	    ENTRY("a", "2021-01-01", "", "", "x", "3", "days"));
	write_file(local,
	    ENTRY("a", "2021-06-01", "", "", "x", "9", "months")
	    ENTRY("c", "2021-06-01", "", "", "z", "0", "working-days"));
	load(&ds, &both);
	assert_int_equal(ds.n, 3);
	assert_null(deadline_for(&ds, "", "x", day("2020-06-01")));
	assert_null(deadline_for(&ds, "", "x", day("2021-05-31")));
	assert_int_equal(deadline_for(&ds, "", "x", day("2021-06-01"))->n, 9);
	assert_int_equal(deadline_for(&ds, "", "x", day("2021-06-01"))->unit,
	    UNIT_MONTHS);
	assert_int_equal(deadline_for(&ds, "", "y", day("2021-06-01"))->n, 2);
	assert_int_equal(deadline_for(&ds, "", "z", day("2021-06-01"))->n, 0);
	deadlines_release(&ds);

	/* A mistake is in the file that makes it. */
	write_file(local,
	    ENTRY("d", "2021-06-01", "", "", "y", "9", "months"));
	assert_int_equal(deadlines_load(&ds, &both, &err), -1);
	assert_string_equal(err.file, local);
	assert_int_equal(err.line, 3);
	assert_non_null(strstr(err.msg, "same place and event"));
	assert_int_equal(unlink(local), 0);
	load(&ds, &both);
	assert_int_equal(ds.n, 3);
	deadlines_release(&ds);
	assert_int_equal(deadlines_load(&ds, &(const struct folders){ own, NULL }, &err), -1);
	assert_string_equal(err.code, "no-file");
}

static void
entries_that_cannot_be_are_refused_at_their_line(void **state)
{
	(void)state;
	refused(ENTRY("a", "2020-01-01", "2020-12-31", "", "x", "1", "days")
	    ENTRY("a", "2020-12-31", "", "", "x", "3", "days"), 4,
	    "Two editions of a");
	refused(ENTRY("a", "2021-01-01", "", "", "x", "1", "days")
	    ENTRY("a", "2020-12-31", "", "", "y", "3", "days"), 4,
	    "Two editions of a");
	refused(ENTRY("a", "2020-01-01", "", "csc", "x", "1", "days")
	    ENTRY("b", "2020-12-31", "", "csc", "x", "3", "days"), 4,
	    "same place and event");
	refused(ENTRY("a", "2021-01-01", "2020-12-31", "", "x", "1", "days"),
	    3, "after");
	refused(ENTRY("a", "2021-01-01", "", "", "x", "1", "weeks"), 3,
	    "\"unit\" must be");
	refused(ENTRY("a", "2021-01-01", "", "", "x", "-1", "days"), 3,
	    "\"n\" must be");
	refused(ENTRY("a", "2021-01-01", "", "", "x", "one", "days"), 3,
	    "whole number");
	refused(ENTRY("a", "2021-01-32", "", "", "x", "1", "days"), 3,
	    "real date");
	refused(ENTRY("a", "2021-01-01", "", "", "", "1", "days"), 3,
	    "\"event\" is missing");
	refused(ENTRY("\"\"", "2021-01-01", "", "", "x", "1", "days"), 3,
	    "\"id\" must be 1 to");
	refused(ENTRY("a", "2021-01-01", "", "", "x", "1", "days")
	    "  - {id: b, edtion: x}\n", 4, "Did you mean \"edition\"");
	refused("  - {id: b, edition: x, event: e, owes: o, cite: c, "
	    "kind: rumour}\n", 3, "law, guidance or policy");
	refused("  - {id: b, edition: x, event: e, owes: o, cite: c, "
	    "kind: law, certainty: some}\n", 3, "high, medium or low");
	refused("  - {id: b, edition: x, event: e, owes: o, kind: law}\n", 3,
	    "\"cite\" is missing");
	refused("  a: b\n", 2, "must be a list");
	refused("rules: []\n", 3, "no setting \"rules\"");
}

static void
units_have_names(void **state)
{
	int u;

	(void)state;
	for (u = UNIT_DAYS; u <= UNIT_MONTHS; u++)
		assert_int_equal(day_unit_parse(day_unit_name(
		    (enum day_unit)u)), u);
	assert_int_equal(day_unit_parse("working-days"), UNIT_WORKING_DAYS);
	assert_int_equal(day_unit_parse("weeks"), -1);
	assert_int_equal(day_unit_parse(""), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_packaged_clocks_run_as_the_guidance_says),
	    cmocka_unit_test(without_a_calendar_only_days_and_months_count),
	    cmocka_unit_test(a_place_of_its_own_comes_before_any),
	    cmocka_unit_test(a_local_file_replaces_all_editions_of_an_id),
	    cmocka_unit_test(entries_that_cannot_be_are_refused_at_their_line),
	    cmocka_unit_test(units_have_names),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
