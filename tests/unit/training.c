/* SPDX-License-Identifier: ISC */
#include "facts.h"

static void
audit(struct facts *f, struct findings *found)
{
	struct training t = { .asked = &f->courses, .adults = &f->adults,
		.events = f->did, .panels = f->panels, .day = f->day };

	training_check(&t, found);
}

static void
training_goes_by_the_matrix(void **state)
{
	(void)state;
	facts_file("training.txt", audit, 60);
}

static void
a_cell_says_when_it_was_and_until_when(void **state)
{
	struct facts f = { .day = date_make(2026, 10, 23) };
	struct training t = { .asked = &f.courses, .adults = &f.adults,
		.day = f.day };
	struct training_cell c;
	char person[] = "adult ann teacher 2026-01-05";
	char did[] = "did ann whole-school 2026-01-06";

	(void)state;
	facts_load(&f.courses, "training");
	facts_part(&f, person);
	facts_part(&f, did);
	events_ready(&f.did);
	adults_on(&f.adults, f.day);
	t.events = f.did;
	for (size_t i = 0; i < f.courses.n; i++) {
		const struct asked *a = &f.courses.v[i];

		training_cell(&c, &t, a, 0);
		if (strcmp(a->item, "whole-school") == 0) {
			assert_int_equal(c.state, TRAINING_GOOD);
			assert_int_equal(c.last, date_make(2026, 1, 6));
			assert_int_equal(c.until, date_make(2027, 1, 6));
		} else if (strcmp(a->item, "safeguarding-update") == 0) {
			assert_int_equal(c.state, TRAINING_LATER);
			assert_int_equal(c.last, DATE_NONE);
			assert_int_equal(c.until, date_make(2027, 1, 5));
		} else if (strcmp(a->item, "aup") == 0) {
			assert_int_equal(c.state, TRAINING_MISSING);
		} else if (strcmp(a->item, "dsl") == 0) {
			assert_int_equal(c.state, TRAINING_NOT_ASKED);
		}
	}
	asked_release(&f.courses);
	adults_release(&f.adults);
	events_release(&f.did);
	json_release(&f.json);
	buf_release(&f.text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(training_goes_by_the_matrix),
		cmocka_unit_test(a_cell_says_when_it_was_and_until_when),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
