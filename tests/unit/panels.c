/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "domain/staff/panels.h"
#include "model/kind.h"

static void
read(struct json *j, const char *text)
{
	struct err err;

	if (json_parse(j, text, strlen(text), 0, &err) != 0)
		fail_msg("%s: %s", text, err.msg);
}

static void
a_recruitment_becomes_its_panel_and_days(void **state)
{
	struct adults adults = { .n = 0 };
	struct panels all = { .n = 0 };
	struct json j = { 0 };

	(void)state;
	read(&j, "{\"id\":\"S-000002\",\"given_name\":\"B\"}");
	adults_add(&adults, &j);
	read(&j, "{\"id\":\"S-000001\",\"given_name\":\"A\"}");
	adults_add(&adults, &j);
	adults_ready(&adults);
	read(&j, "{\"id\":\"M-000001\",\"vacancy\":\"Caf\\u00e9\","
	    "\"interview_date\":\"2026-10-01\","
	    "\"panel\":[\"S-000002\",\"S-000009\"],"
	    "\"person\":\"S-000001\",\"references\":\"2026-10-02\"}");
	panels_add(&all, &adults, &j);
	read(&j, "{\"id\":\"M-000002\",\"vacancy\":\"Art\","
	    "\"interview_date\":\"2026-11-01\",\"panel\":[]}");
	panels_add(&all, &adults, &j);

	assert_int_equal(all.n, 2);
	assert_string_equal(all.v[0].id, "M-000001");
	assert_string_equal(all.v[0].vacancy, "Caf\303\251");
	assert_int_equal(all.v[0].interview, date_make(2026, 10, 1));
	assert_int_equal(all.v[0].n, 2);
	assert_int_equal(all.v[0].member[0], 1); /* they stand by id */
	assert_int_equal(all.v[0].member[1], ADULT_NONE);
	assert_int_equal(all.v[0].appointed, 0);
	for (int i = 0; i < STEPS; i++)
		assert_int_equal(all.v[0].step[i],
		    strcmp(words_step[i], "references") == 0
			? date_make(2026, 10, 2) : DATE_NONE);
	assert_int_equal(all.v[1].n, 0);
	assert_int_equal(all.v[1].appointed, ADULT_NONE);
	panels_release(&all);
	adults_release(&adults);
	json_release(&j);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_recruitment_becomes_its_panel_and_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
