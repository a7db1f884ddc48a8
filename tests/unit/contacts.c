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

#include "in_data.h"
#include "model/kind.h"
#include "policy/school/contacts.h"

static char dir[] = "/tmp/vigil-contacts-XXXXXX", file[64];

static int
make(void **state)
{
	(void)state;
	if (mkdtemp(dir) == NULL)
		return -1;
	snprintf(file, sizeof(file), "%s/contacts.yaml", dir);
	return 0;
}

static int
unmake(void **state)
{
	(void)state;
	(void)unlink(file);
	return rmdir(dir);
}

static void
write_local(const char *text)
{
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void
every_place_of_a_route_has_a_phone_or_a_note(void **state)
{
	struct contacts all;
	const struct contact *c;
	struct err err = { 0 };
	size_t i;

	(void)state;
	if (contacts_load(&all, rules_with(NULL), &err) == -1)
		fail_msg("%s:%ld: %s", err.file, err.line, err.msg);
	for (i = 0; words_to[i] != NULL; i++) {
		if ((c = contact_for(&all, words_to[i])) == NULL)
			fail_msg("no contact for %s", words_to[i]);
		assert_true(c->phone != NULL || c->note != NULL);
	}
	assert_string_equal(contact_for(&all, "csc")->phone, "0116 454 1004");
	assert_null(contact_for(&all, "nobody"));
	contacts_release(&all);
}

static void
the_schools_file_replaces_a_place_whole_and_adds_others(void **state)
{
	struct contacts all;
	struct err err = { 0 };
	size_t n;

	(void)state;
	assert_int_equal(contacts_load(&all, rules_with(NULL), &err), 0);
	n = all.n;
	contacts_release(&all);
	write_local("contacts:\n"
	    "  fmu: {name: The unit, phone: \"1\"}\n"
	    "  nurse: {name: School nurse}\n");
	assert_int_equal(contacts_load(&all, rules_with(dir), &err), 0);
	assert_int_equal(all.n, n + 1);
	assert_string_equal(contact_for(&all, "fmu")->phone, "1");
	assert_null(contact_for(&all, "fmu")->email);
	assert_string_equal(contact_for(&all, "nurse")->name, "School nurse");
	contacts_release(&all);
}

static void
a_file_of_the_school_that_is_not_there_is_no_error(void **state)
{
	struct contacts all;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(contacts_load(&all, rules_with("/nowhere"), &err), 0);
	assert_int_equal(err.status, ST_DONE);
	contacts_release(&all);
}

static void
a_slip_in_the_schools_file_names_its_line(void **state)
{
	struct contacts all;
	struct err err = { 0 };

	(void)state;
	write_local("contacts:\n  ews:\n    name: EWS\n    fone: \"1\"\n");
	assert_int_equal(contacts_load(&all, rules_with(dir), &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_int_equal(err.line, 4);
	assert_non_null(strstr(err.msg, "phone"));
	assert_int_equal(all.n, 0);
	write_local("contacts:\n  ews:\n    phone: \"1\"\n");
	assert_int_equal(contacts_load(&all, rules_with(dir), &err), -1);
	write_local("places:\n  ews:\n    name: EWS\n");
	assert_int_equal(contacts_load(&all, rules_with(dir), &err), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_place_of_a_route_has_a_phone_or_a_note),
		cmocka_unit_test(
		    the_schools_file_replaces_a_place_whole_and_adds_others),
		cmocka_unit_test(
		    a_file_of_the_school_that_is_not_there_is_no_error),
		cmocka_unit_test(a_slip_in_the_schools_file_names_its_line),
	};

	return cmocka_run_group_tests(tests, make, unmake);
}
