/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <string.h>

#include "model/id.h"
#include "model/kind.h"
#include "model/rec/rec.h"

static void
no_two_kinds_share_a_name_or_prefix(void **state)
{
	(void)state;
	for (size_t i = 0; kinds[i] != NULL; i++) {
		for (size_t k = 0; k < i; k++) {
			assert_string_not_equal(kinds[i]->name,
			    kinds[k]->name);
			if (kinds[i]->prefix != NULL &&
			    kinds[k]->prefix != NULL)
				assert_string_not_equal(kinds[i]->prefix,
				    kinds[k]->prefix);
		}
	}
}

static void
a_kind_is_found_by_its_name_and_prefix(void **state)
{
	char id[ID_LEN], read[ID_LEN];

	(void)state;
	for (size_t i = 0; kinds[i] != NULL; i++) {
		const char *name = kinds[i]->name;

		assert_ptr_equal(kind_named(name, strlen(name)), kinds[i]);
		assert_null(kind_named(name, strlen(name) - 1));
		if (kinds[i]->prefix == NULL)
			continue;
		id_make(id, kinds[i]->prefix);
		assert_ptr_equal(kind_of_id(id), kinds[i]);
		assert_true(id_is(read, id, strlen(id)));
	}
	assert_null(kind_named("", 0));
	assert_null(kind_of_id("@-7KQ2MX"));
	assert_null(kind_of_id("P7KQ2MX"));
	assert_null(kind_of_id("-"));
	assert_null(kind_of_id(""));
}

static const struct field *
field_of(const struct kind *kind, const char *name)
{
	return name == NULL ? NULL
	    : field_named(kind->fields, name, strlen(name));
}

/* Else a new kind's records would be on nobody's file, and open to all. */
static void
a_kind_says_whose_file_and_which_case(void **state)
{
	(void)state;
	for (size_t i = 0; kinds[i] != NULL; i++) {
		const struct kind *k = kinds[i];
		const struct field *child = field_of(k, k->child);
		const struct field *about = field_of(k, k->about);

		if (!(k->flags & KIND_STORED))
			continue;
		assert_int_equal(k->child == NULL, child == NULL);
		assert_int_equal(k->about == NULL, about == NULL);
		if (child != NULL)
			assert_string_equal(child->refs, kind_pupil.name);
		for (const struct field *f = k->fields; f->name != NULL;
		     f++) {
			if (f->type != FIELD_REF || (f->flags & FIELD_MANY))
				continue;
			if (strcmp(f->refs, kind_pupil.name) == 0)
				assert_non_null(child);
			if (strcmp(f->refs, kind_concern.name) == 0)
				assert_ptr_equal(about, f);
		}
	}
}

static void
the_fields_that_decide_are_there(void **state)
{
	const struct kept_from *kept;

	(void)state;
	for (size_t i = 0; kinds[i] != NULL; i++) {
		const struct kind *k = kinds[i];

		for (size_t m = 0; k->mine != NULL && k->mine[m] != NULL; m++) {
			if (strcmp(k->mine[m], "recorded_by") != 0)
				assert_non_null(field_of(k, k->mine[m]));
		}
		if (k->pending != NULL)
			assert_non_null(field_of(k, k->pending));
		if ((kept = k->kept) == NULL)
			continue;
		assert_string_equal(field_of(k, kept->person)->refs,
		    kind_person.name);
		assert_non_null(field_of(k, kept->post)->words);
		assert_true(field_of(k, kept->untold)->flags & FIELD_MANY);
	}
}

static void
check_fields(const struct field *fields)
{
	for (const struct field *f = fields; f->name != NULL; f++) {
		assert_ptr_equal(field_named(fields, f->name,
				     strlen(f->name)), f);
		assert_true(strlen(f->help) > 3);
		assert_true(isupper((unsigned char)f->label[0]));
		assert_true((f->type == FIELD_WORD) == (f->words != NULL));
		assert_true((f->type == FIELD_CODE) == (f->list != NULL));
		assert_true((f->type == FIELD_REF) == (f->refs != NULL));
		assert_true((f->type == FIELD_OBJECT) == (f->sub != NULL));
		if (f->refs != NULL) {
			size_t n = 0, blanks = 0;

			while (kind_nth(f->refs, n) != NULL)
				assert_true(kind_among(f->refs,
				    kind_nth(f->refs, n++)));
			for (const char *c = f->refs; *c != '\0'; c++)
				blanks += *c == ' ';
			assert_true(*f->refs == '*' || n == blanks + 1);
		}
		if (f->sub != NULL)
			check_fields(f->sub);
	}
}

static void
the_tables_agree_with_themselves(void **state)
{
	(void)state;
	for (size_t i = 0; kinds[i] != NULL; i++)
		check_fields(kinds[i]->fields);
}

static bool
has(const struct kind *kind, const char *name)
{
	return name == NULL ||
	    field_named(kind->fields, name, strlen(name)) != NULL;
}

static void
what_a_kind_names_are_fields_of_its(void **state)
{
	(void)state;
	for (size_t i = 0; kinds[i] != NULL; i++) {
		const struct kind *k = kinds[i];

		assert_true(has(k, k->at));
		assert_true(has(k, k->ends));
		assert_true(has(k, k->subject));
		assert_true(has(k, k->moves));
		for (size_t t = 0; k->twin != NULL && k->twin[t] != NULL; t++)
			assert_true(has(k, k->twin[t]));
		assert_true((k->prefix != NULL) == !!(k->flags & KIND_STORED));
	}
}

static void
names_and_accounts_are_sensitive(void **state)
{
	static const char *const secret[] = { "family_name", "given_name",
		"preferred_name", "account", "opinion", "note", "text",
		"reason", "rationale", "what", "pupil_name", NULL };

	(void)state;
	for (size_t i = 0; kinds[i] != NULL; i++) {
		if (!(kinds[i]->flags & KIND_FILE) &&
		    kinds[i] != &kind_pupil && kinds[i] != &kind_person)
			continue;
		for (size_t s = 0; secret[s] != NULL; s++) {
			const struct field *f = field_named(kinds[i]->fields,
			    secret[s], strlen(secret[s]));

			if (f != NULL && !(f->flags & FIELD_SENSITIVE))
				fail_msg("%s.%s may stand in arguments",
				    kinds[i]->name, secret[s]);
		}
	}
}

static void
say_why(const char *kind, const struct field *f)
{
	for (; f->name != NULL; f++) {
		if ((f->flags & FIELD_REQUIRED) && f->why == NULL)
			fail_msg("%s.%s", kind, f->name);
		if (f->sub != NULL)
			say_why(kind, f->sub);
	}
}

static void
every_required_field_says_why(void **state)
{
	(void)state;
	for (size_t i = 0; kinds[i] != NULL; i++)
		if (kinds[i]->questions != NULL) /* else nobody is asked */
			say_why(kinds[i]->name, kinds[i]->fields);
}

static void
the_nearest_field_is_the_one_meant(void **state)
{
	(void)state;
	assert_string_equal(rec_nearest_field(&kind_concern, "categorys"),
	    "categories");
	assert_string_equal(rec_nearest_field(&kind_pupil, "famly_name"),
	    "family_name");
	assert_null(rec_nearest_field(&kind_pupil, "zzzzzzzzzz"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_two_kinds_share_a_name_or_prefix),
		cmocka_unit_test(a_kind_is_found_by_its_name_and_prefix),
		cmocka_unit_test(a_kind_says_whose_file_and_which_case),
		cmocka_unit_test(the_fields_that_decide_are_there),
		cmocka_unit_test(the_tables_agree_with_themselves),
		cmocka_unit_test(what_a_kind_names_are_fields_of_its),
		cmocka_unit_test(names_and_accounts_are_sensitive),
		cmocka_unit_test(every_required_field_says_why),
		cmocka_unit_test(the_nearest_field_is_the_one_meant),
	};

	return cmocka_run_group_tests_name("kinds", tests, NULL, NULL);
}
