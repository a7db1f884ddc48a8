/* SPDX-License-Identifier: ISC */
#include "facts.h"

static void
audit(struct facts *f, struct findings *found)
{
	f->recruiting.steps = &f->steps;
	f->recruiting.training = (struct training){ .asked = &f->courses,
		.adults = &f->adults, .events = f->did, .panels = f->panels,
		.day = f->day };
	recruiting_check(&f->recruiting, found);
}

static void
a_recruitment_has_its_steps_by_the_first_day(void **state)
{
	(void)state;
	facts_file("recruitment.txt", audit, 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_recruitment_has_its_steps_by_the_first_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
