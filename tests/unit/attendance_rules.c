/* SPDX-License-Identifier: ISC */
#include "in_rules.h"

#include "base/text/date.h"
#include "model/kind.h"
#include "policy/rules/attendance_rules.h"

static int32_t
day(const char *s)
{
	return date_parse(s, strlen(s));
}

static int
load(struct attendance_rules *r, const char *set, const char *as_at,
    struct err *err)
{
	struct codes *codes = codes_new(rules_with(folder));
	struct settings *settings;
	int rc;

	err_clear(err);
	local("local.yaml", set);
	if (settings_load(&settings, rules_with(folder), err) != 0)
		fail_msg("%s:%ld: %s", err->file, err->line, err->msg);
	rc = attendance_rules_load(r, rules_with(folder), settings, codes,
	    day(as_at), err);
	settings_free(settings);
	codes_free(codes);
	return rc;
}

static void
must_load(struct attendance_rules *r, const char *set, const char *as_at)
{
	struct err err;

	if (load(r, set, as_at, &err) != 0)
		fail_msg("%s:%ld: %s", err.file, err.line, err.msg);
}

/* The rest of a rule that has an id, an edition and its days. */
#define REST                                                              \
	"kind: policy, certainty: high, cite: [Ours], told: [dsl], "      \
	"action: Ring., message: \"{days}.\"}\n"

static const char two_editions[] =
    "kind: attendance\nrules:\n"
    "  - {id: ten-day-unauthorised, edition: \"1\", days: 4, codes: [O],\n"
    "    effective_from: 2025-01-01, effective_to: 2025-12-31, " REST
    "  - {id: ten-day-unauthorised, edition: \"2\", days: 6, codes: [O, U],\n"
    "    effective_from: 2026-01-01, effective_to: ~, " REST;

static void
every_rule_comes_with_its_source(void **state)
{
	struct attendance_rules r;

	(void)state;
	must_load(&r, NULL, "2026-11-13");
	for (int i = 1; words_mark[i] != NULL; i++) {
		const char *code = words_mark[i];

		assert_int_equal(r.fact[i].half, *code == '/' ? 1 :
		    *code == '\\' ? 2 : 0);
		assert_int_equal(r.fact[i].closed, *code == '#');
		assert_int_equal(r.fact[i].off_roll, *code == '#' ||
		    *code == 'Z');
	}
	for (int i = 0; i < ABSENCE_RULES; i++) {
		assert_true(r.rule[i].on);
		assert_non_null(r.rule[i].cite[0]);
		assert_non_null(r.rule[i].certainty);
		assert_true(strlen(r.rule[i].action) > 10);
		assert_true(r.rule[i].told & 1); /* the attendance officer */
	}
	assert_int_equal(r.rule[ABSENCE_PERSISTENT].missed_times, 10);
	assert_int_equal(r.rule[ABSENCE_SEVERE].missed_times, 2);
	assert_int_equal(r.rule[ABSENCE_OFF_ROLL].days, 20);
	assert_int_equal(r.rule[ABSENCE_PENALTY].notices, 2);
	assert_true(r.rule[ABSENCE_TEN_DAYS].codes >> mark_code("U", 1) & 1);
	assert_false(r.rule[ABSENCE_OFF_ROLL].codes >> mark_code("U", 1) & 1);
	assert_int_equal(r.from, day("2024-08-19"));
	attendance_rules_release(&r);
}

static void
a_rule_that_had_not_begun_is_off(void **state)
{
	struct attendance_rules r;

	(void)state;
	must_load(&r, NULL, "2024-08-18");
	assert_false(r.rule[ABSENCE_PENALTY].on);
	assert_true(r.rule[ABSENCE_PERSISTENT].on); /* the first edition */
	assert_int_equal(r.to, day("2024-08-18"));
	attendance_rules_release(&r);
	must_load(&r, NULL, "2024-08-19");
	assert_true(r.rule[ABSENCE_PENALTY].on);
	attendance_rules_release(&r);
}

static void
the_edition_of_the_day_holds(void **state)
{
	static const struct {
		const char *day, *from, *to;
		int days;
	} cases[] = {
		{ "2024-12-31", "2024-08-19", "2024-12-31", 4 },
		{ "2025-01-01", "2025-01-01", "2025-12-31", 4 },
		{ "2025-12-31", "2025-01-01", "2025-12-31", 4 },
		{ "2026-01-01", "2026-01-01", NULL, 6 },
	};
	struct attendance_rules r;

	(void)state;
	local("attendance.yaml", two_editions);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		must_load(&r, NULL, cases[i].day);
		assert_int_equal(r.rule[ABSENCE_TEN_DAYS].days,
		    cases[i].days);
		assert_int_equal(r.from, day(cases[i].from));
		assert_int_equal(r.to, cases[i].to == NULL ? INT32_MAX :
		    day(cases[i].to));
		attendance_rules_release(&r);
	}
	local("attendance.yaml", NULL);
}

static void
a_local_id_replaces_all_its_editions_and_no_other(void **state)
{
	struct attendance_rules r;

	(void)state;
	local("attendance.yaml", "kind: attendance\nrules:\n"
	    "  - {id: sickness-fifteen-days, edition: \"1\", sessions: 4,\n"
	    "    effective_from: 2020-01-01, effective_to: 2021-01-01,\n"
	    "    codes: [I], " REST);
	must_load(&r, NULL, "2026-11-13");
	assert_false(r.rule[ABSENCE_SICKNESS].on); /* it ended */
	assert_int_equal(r.rule[ABSENCE_TEN_DAYS].days, 10);
	attendance_rules_release(&r);
	must_load(&r, NULL, "2021-01-01");
	assert_int_equal(r.rule[ABSENCE_SICKNESS].sessions, 4);
	attendance_rules_release(&r);
	local("attendance.yaml", NULL);
}

static void
a_setting_goes_before_the_rule(void **state)
{
	struct attendance_rules r;

	(void)state;
	must_load(&r, "attendance:\n"
	    "  persistent-absence: {min_possible: 38}\n"
	    "  repeat-pattern: {missed: 3, of: 5}\n"
	    "  penalty-notice: {uses_up: \"no\"}\n", "2026-11-13");
	assert_int_equal(r.rule[ABSENCE_PERSISTENT].min_possible, 38);
	assert_int_equal(r.rule[ABSENCE_SEVERE].min_possible, 0);
	assert_int_equal(r.rule[ABSENCE_PATTERN].missed, 3);
	assert_int_equal(r.rule[ABSENCE_PATTERN].of, 5);
	assert_int_equal(r.rule[ABSENCE_PENALTY].uses_up, 0);
	attendance_rules_release(&r);
	local("local.yaml", NULL);
	must_load(&r, NULL, "2026-11-13");
	assert_int_equal(r.rule[ABSENCE_PENALTY].uses_up, 1);
	attendance_rules_release(&r);
}

static void
a_local_code_replaces_one_and_no_other(void **state)
{
	struct attendance_rules r;
	unsigned b = (unsigned)mark_code("B", 1);
	unsigned c2 = (unsigned)mark_code("C2", 2);
	struct err err;

	(void)state;
	local("attendance-codes.yaml", "kind: attendance-codes\ncodes:\n"
	    "  - {code: \"B\", class: authorised, from: 2025-09-01,\n"
	    "     to: 2026-08-31, meaning: Elsewhere}\n");
	assert_int_equal(attendance_codes_load(&r, rules_with(folder), &err),
	    0);
	assert_int_equal(attendance_class(&r, b, day("2025-08-31")),
	    MARK_NONE);
	assert_int_equal(attendance_class(&r, b, day("2025-09-01")),
	    MARK_AUTHORISED);
	assert_int_equal(attendance_class(&r, b, day("2026-08-31")),
	    MARK_AUTHORISED);
	assert_int_equal(attendance_class(&r, b, day("2026-09-01")),
	    MARK_NONE);
	assert_int_equal(attendance_class(&r, c2, day("2024-08-18")),
	    MARK_NONE);
	assert_int_equal(attendance_class(&r, c2, day("2024-08-19")),
	    MARK_AUTHORISED);
	assert_int_equal(attendance_class(&r, 0, day("2025-09-01")),
	    MARK_NONE);
	attendance_rules_release(&r);
	local("attendance-codes.yaml", NULL);
}

/* What is wrong with a school's own file is told with its line. */
static void
an_unusable_file_is_named_with_its_line(void **state)
{
	static const struct {
		const char *text, *says;
		long line;
	} cases[] = {
		{ "kind: attendance\nrules:\n"
		  "  - {id: ten-days, edition: \"1\", " REST, "Did you mean", 3 },
		{ "kind: attendance\nrules:\n"
		  "  - {id: ten-day-unauthorised, edition: \"1\", codes: [O],\n"
		  "    effective_from: 2025-01-01, " REST, "days", 3 },
		{ "kind: attendance\nrules:\n"
		  "  - {id: ten-day-unauthorised, edition: \"1\", days: 3,\n"
		  "    effective_from: 2025-01-01, " REST, "codes", 3 },
		{ "kind: attendance\nrules:\n"
		  "  - {id: ten-day-unauthorised, edition: \"1\", days: 3,\n"
		  "    codes: [F],\n"
		  "    effective_from: 2025-01-01, " REST, "not one of", 4 },
		{ "kind: attendance\nrules:\n"
		  "  - {id: ten-day-unauthorised, edition: \"1\", codes: [O],\n"
		  "    days: 500,\n"
		  "    effective_from: 2025-01-01, " REST, "0 to 200", 4 },
		{ "kind: attendance\nrules:\n"
		  "  - {id: repeat-pattern, edition: \"1\", missed: 7, of: 6,\n"
		  "    effective_from: 2025-01-01, " REST, "more than", 3 },
		{ "kind: attendance\nrules:\n"
		  "  - {id: repeat-pattern, edition: \"1\", missed: 3, of: 6,\n"
		  "    effective_from: 2025-02-01, effective_to: 2025-01-01,\n"
		  "    " REST, "is after", 3 },
		{ "kind: attendance\nrules:\n"
		  "  - {id: repeat-pattern, edition: \"1\", missed: 3, of: 6,\n"
		  "    weekdays: 1, effective_from: 2025-02-01, " REST,
		  "weekdays", 4 },
		{ "kind: attendance\nrules:\n"
		  "  - {id: vulnerable-absent, edition: \"1\", codes: [N],\n"
		  "    statuses: [looked-after,\n     child-in-ned],\n"
		  "    effective_from: 2025-02-01, " REST, "child-in-need", 5 },
		{ "kind: absence\nrules: []\n", "kind: attendance", 1 },
	};
	struct attendance_rules r;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		local("attendance.yaml", cases[i].text);
		assert_int_equal(load(&r, NULL, "2026-11-13", &err), -1);
		assert_int_equal(err.status, ST_CONFIG);
		if (strstr(err.msg, cases[i].says) == NULL ||
		    err.line != cases[i].line ||
		    strstr(err.file, "/attendance.yaml") == NULL)
			fail_msg("%zu: %s:%ld: %s", i, err.file, err.line,
			    err.msg);
	}
	local("attendance.yaml", NULL);
	local("attendance-codes.yaml", "kind: attendance-codes\ncodes:\n"
	    "  - {code: \"B\", class: absent, meaning: Elsewhere}\n");
	assert_int_equal(load(&r, NULL, "2026-11-13", &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_int_equal(err.line, 3);
	assert_non_null(strstr(err.file, "/attendance-codes.yaml"));
	local("attendance-codes.yaml", NULL);
	assert_int_equal(attendance_codes_load(&r,
	    &(const struct folders){ folder, NULL }, &err), -1);
	assert_int_equal(err.status, ST_CONFIG); /* the packaged must be */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_comes_with_its_source),
		cmocka_unit_test(a_rule_that_had_not_begun_is_off),
		cmocka_unit_test(the_edition_of_the_day_holds),
		cmocka_unit_test(
		    a_local_id_replaces_all_its_editions_and_no_other),
		cmocka_unit_test(a_setting_goes_before_the_rule),
		cmocka_unit_test(a_local_code_replaces_one_and_no_other),
		cmocka_unit_test(an_unusable_file_is_named_with_its_line),
	};

	return cmocka_run_group_tests(tests, make, unmake);
}
