/* SPDX-License-Identifier: ISC */
#include "facts.h"

static struct induction
induction(struct facts *f)
{
	return (struct induction){ .asked = &f->pack, .adults = &f->adults,
		.events = f->given, .from = f->from, .day = f->day,
		.months = f->months };
}

static void
audit(struct facts *f, struct findings *found)
{
	struct induction in = induction(f);

	induction_check(&in, found);
}

static void
audit_unread(struct facts *f, struct findings *found)
{
	struct induction in = induction(f);

	induction_unread(&in, found);
}

static void
audit_reread(struct facts *f, struct findings *found)
{
	struct induction in = induction(f);

	induction_reread(&in, found);
}

static void
the_pack_is_asked_of_the_new(void **state)
{
	(void)state;
	facts_file("induction.txt", audit, 15);
}

static void
what_is_given_is_to_be_acknowledged(void **state)
{
	(void)state;
	facts_file("unread.txt", audit_unread, 6);
}

static void
the_policy_is_read_again_every_year(void **state)
{
	(void)state;
	facts_file("reread.txt", audit_reread, 16);
}

static void
audit_words(struct facts *f, struct findings *found)
{
	struct induction in = induction(f);

	induction_check(&in, found);
	for (size_t i = 0; i < found->n; i++)
		if (strcmp(found->v[i].item, "kcsie") == 0)
			assert_non_null(strstr(found->v[i].message,
			    f->day < date_make(2026, 9, 1) ? "KCSIE 2025"
							   : "KCSIE 2026"));
	f->nlooks = 1;
	f->look[0][0] = '\0';
}

static void
the_edition_in_force_is_named(void **state)
{
	char before[] = "a;2026-08-31;adult ann teacher 2026-01-05";
	char after[] = "a;2026-09-01;adult ann teacher 2026-01-05";

	(void)state;
	facts_case(before, audit_words);
	facts_case(after, audit_words);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_pack_is_asked_of_the_new),
		cmocka_unit_test(what_is_given_is_to_be_acknowledged),
		cmocka_unit_test(the_policy_is_read_again_every_year),
		cmocka_unit_test(the_edition_in_force_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
