/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/kind.h"

#define TOLD "\"told_on\":\"2026-09-01\""
#define CLOSED TOLD ",\"closed_on\":\"2026-09-20\""
#define CHECKS ",\"checks\":[{\"what\":\"w\",\"on\":\"2026-09-02\"}]"
#define PARTNERS ",\"partners\":[{\"agency\":\"ews\",\"told_at\":" \
	"\"2026-09-02T09:00:00Z\"}]"
#define FORMS ",\"forms\":[{\"form\":\"f\",\"done_on\":\"2026-09-03\"}]"
#define FOLDER ",\"folder_to\":\"x\",\"folder_on\":\"2026-09-04\""
#define LAST ",\"leaving_date\":\"2026-09-01\""

static void
it_is_closed_when_all_of_it_is_done(void **state)
{
	static const struct {
		const char *text, *state, *bad; /* the field to complain of */
	} cases[] = {
		{ "{" TOLD "}", "open", "" },
		{ "{" CLOSED CHECKS PARTNERS FORMS FOLDER LAST "}", "closed",
		    "" },
		{ "{" CLOSED PARTNERS FORMS FOLDER LAST "}", "closed",
		    "checks" },
		{ "{" CLOSED CHECKS FORMS FOLDER LAST "}", "closed",
		    "partners" },
		/* another partner than the EWS; one not told yet */
		{ "{" CLOSED CHECKS ",\"partners\":[{\"agency\":\"nhs\","
		  "\"told_at\":\"2026-09-02T09:00:00Z\"}]" FORMS FOLDER LAST
		  "}", "closed", "partners" },
		{ "{" CLOSED CHECKS ",\"partners\":[{\"agency\":\"ews\","
		  "\"told_at\":\"2026-09-02T09:00:00Z\"},"
		  "{\"agency\":\"nhs\"}]" FORMS FOLDER LAST "}", "closed",
		    "partners" },
		{ "{" CLOSED CHECKS PARTNERS FOLDER LAST "}", "closed",
		    "forms" },
		{ "{" CLOSED CHECKS PARTNERS ",\"forms\":[{\"form\":\"f\"}]"
		  FOLDER LAST "}", "closed", "forms" },
		{ "{" CLOSED CHECKS PARTNERS FORMS LAST "}", "closed",
		    "folder_to" },
		{ "{" CLOSED CHECKS PARTNERS FORMS ",\"folder_to\":\"x\""
		  LAST "}", "closed", "folder_to" },
		{ "{" CLOSED CHECKS PARTNERS FORMS FOLDER "}", "closed",
		    "leaving_date" },
		{ "{\"told_on\":\"2026-09-21\",\"closed_on\":\"2026-09-20\""
		  CHECKS PARTNERS FORMS FOLDER LAST "}", "closed",
		    "closed_on" },
	};
	struct json j = { 0 };
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int rc;

		err_clear(&err);
		assert_int_equal(json_parse(&j, cases[i].text,
				     strlen(cases[i].text), 0, &err), 0);
		rc = kind_off_roll.check(&j, &err);
		if (strcmp(kind_off_roll.state(&j), cases[i].state) != 0 ||
		    strcmp(err.field, cases[i].bad) != 0 ||
		    rc != (*cases[i].bad == '\0' ? 0 : -1))
			fail_msg("%s: %s, %s", cases[i].text,
			    kind_off_roll.state(&j), err.field);
	}
	json_release(&j);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_closed_when_all_of_it_is_done),
	};

	return cmocka_run_group_tests_name("off_roll", tests, NULL, NULL);
}
