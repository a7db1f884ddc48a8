/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text/date.h"
#include "in_data.h"
#include "policy/school/settings.h"

static char dir[] = "/tmp/vigil-settings-XXXXXX", file[64];

static int
make(void **state)
{
	(void)state;
	if (mkdtemp(dir) == NULL)
		return -1;
	snprintf(file, sizeof(file), "%s/local.yaml", dir);
	return 0;
}

static int
unmake(void **state)
{
	(void)state;
	(void)unlink(file);
	return rmdir(dir);
}

static int
load(struct settings **s, const char *text, struct err *err)
{
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
	memset(err, 0, sizeof(*err));
	return settings_load(s, rules_with(dir), err);
}

static void
dotted_names_are_maps_in_maps(void **state)
{
	struct settings *s;
	struct err err;
	int64_t n = 0;
	int32_t day = 0;
	const char *text = NULL;

	(void)state;
	if (load(&s, "scr:\n  dbs_renew_years: 3\n"
	    "  childcare_disqualification: [teacher, agency]\n"
	    "training:\n  dsl: {months: 12}\n"
	    "induction: {from: 2024-09-01}\n"
	    "attendance:\n  persistent-absence: {min_possible: 20}\n"
	    "transfer: {day_kind: working-days}\n"
	    "recipients: {ews: ews@example.org}\n", &err) != 0)
		fail_msg("%ld: %s", err.line, err.msg);
	assert_true(settings_number(s, "scr.dbs_renew_years", &n));
	assert_int_equal(n, 3);
	assert_true(settings_number(s, "training.dsl.months", &n));
	assert_int_equal(n, 12);
	assert_true(settings_number(s,
	    "attendance.persistent-absence.min_possible", &n));
	assert_int_equal(n, 20);
	assert_true(settings_date(s, "induction.from", &day));
	assert_int_equal(day, date_make(2024, 9, 1));
	assert_true(settings_text(s, "transfer.day_kind", &text));
	assert_string_equal(text, "working-days");
	assert_true(settings_text(s, "recipients.ews", &text));
	assert_string_equal(text, "ews@example.org");
	assert_string_equal(settings_nth(s, "scr.childcare_disqualification",
	    1), "agency");
	assert_null(settings_nth(s, "scr.childcare_disqualification", 2));
	settings_free(s);
}

static void
what_is_not_set_is_what_holds_otherwise(void **state)
{
	struct settings *s;
	struct err err;
	int64_t n = -1;
	int32_t day = 0;

	(void)state;
	assert_int_equal(load(&s, "scr:\n", &err), 0);
	assert_false(settings_number(s, "scr.dbs_renew_years", &n));
	assert_false(settings_number(s, "training.dsl.months", &n));
	assert_false(settings_number(s, "there.is.none", &n));
	assert_false(settings_number(s,
	    "attendance.severe-absence.min_possible", &n));
	assert_int_equal(n, -1);
	assert_true(settings_date(s, "induction.from", &day));
	assert_int_equal(day, date_make(2025, 9, 1));
	assert_null(settings_nth(s, "scr.childcare_disqualification", 0));
	settings_free(s);
}

static void
no_file_sets_nothing(void **state)
{
	struct settings *s;
	struct err err = { 0 };
	int64_t n;

	(void)state;
	assert_int_equal(settings_load(&s, rules_with("/nowhere"), &err), 0);
	assert_false(settings_number(s, "scr.dbs_renew_years", &n));
	settings_free(s);
	assert_int_equal(load(&s, "# scr:\n#   dbs_renew_years: 3\n", &err),
	    0);
	assert_false(settings_number(s, "scr.dbs_renew_years", &n));
	settings_free(s);
	assert_int_equal(load(&s, "scr:\n  dbs_renew_years: null\n"
	    "  childcare_disqualification: null\ntraining: null\n", &err),
	    0);
	assert_false(settings_number(s, "scr.dbs_renew_years", &n));
	settings_free(s);
}

static void
refused(const char *text, const char *says, long line)
{
	struct settings *s;
	struct err err;

	assert_int_equal(load(&s, text, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	if (strstr(err.msg, says) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", err.msg, says);
	assert_int_equal(err.line, line);
}

static void
a_setting_that_is_not_there_is_refused(void **state)
{
	(void)state;
	refused("src: {dbs_renew_years: 3}\n", "\"scr\"", 1);
	refused("scr:\n  dbs_renew_year: 3\n", "dbs_renew_years", 2);
	refused("training:\n  dls: {months: 3}\n", "\"dsl\"", 2);
	refused("training:\n  dsl: {month: 3}\n", "\"months\"", 2);
	refused("scr.dbs_renew_years: 3\n", "no setting", 1);
	refused("scr: 3\n", "name: value", 1);
}

static void
a_value_that_is_not_taken_is_refused(void **state)
{
	(void)state;
	refused("scr:\n  dbs_renew_years: three\n", "whole number", 2);
	refused("scr:\n  dbs_renew_years: 0\n", "1 to 20", 2);
	refused("scr:\n  dbs_renew_years: {a: 1}\n", "one value", 2);
	refused("scr:\n  childcare_disqualification: teacher\n", "list", 2);
	refused("scr:\n  childcare_disqualification: [techer]\n", "teacher",
	    2);
	refused("induction: {from: 2026-02-30}\n", "real date", 1);
	refused("transfer: {day_kind: schooldays}\n", "school-days", 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dotted_names_are_maps_in_maps),
		cmocka_unit_test(what_is_not_set_is_what_holds_otherwise),
		cmocka_unit_test(no_file_sets_nothing),
		cmocka_unit_test(a_setting_that_is_not_there_is_refused),
		cmocka_unit_test(a_value_that_is_not_taken_is_refused),
	};

	return cmocka_run_group_tests(tests, make, unmake);
}
