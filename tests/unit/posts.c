/* SPDX-License-Identifier: ISC */
#include "facts.h"

static void
audit(struct facts *f, struct findings *found)
{
	struct posts p = { .asked = &f->posts, .adults = &f->adults,
		.day = f->day };

	posts_check(&p, found);
}

static void
posts_are_held_by_those_who_are_here(void **state)
{
	(void)state;
	facts_file("posts.txt", audit, 12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(posts_are_held_by_those_who_are_here),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
