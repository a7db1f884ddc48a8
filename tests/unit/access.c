/* SPDX-License-Identifier: ISC */
#include "in_local.h"

#include "policy/access/access.h"

static int
setup(void **state)
{
	(void)state;
	return setup_rules("roles.yaml");
}

static struct who
somebody(const char *first, const char *second)
{
	struct who who = { .login = "x", .person = "S-7KQ2MX" };

	if (first != NULL)
		strcpy(who.held[who.nheld++],
		    strcpy(who.role[who.nroles++], first));
	if (second != NULL)
		strcpy(who.held[who.nheld++],
		    strcpy(who.role[who.nroles++], second));
	return who;
}

static struct rights *
load(const struct who *who, const char *text)
{
	struct rights *r;

	if (text != NULL)
		write_local(text);
	if (rights_load(&r, who, text == NULL ? &packaged : &with_local,
		&err) != 0)
		fail_msg("%s", err.msg);
	return r;
}

static void
staff_may_record_a_concern_and_no_more(void **state)
{
	struct who who = somebody("staff", NULL);
	struct rights *r = load(&who, NULL);

	(void)state;
	assert_string_equal(rights_role(r, &who, "concern-add"), "staff");
	assert_null(rights_role(r, &who, "concern-list"));
	assert_null(rights_role(r, &who, "concern-addition"));
	assert_null(rights_role(r, &who, "chronology"));
	rights_free(r);
}

/* Whether each role has a right just when it is one of these. */
static void
held_by(const char *right, const char *roles)
{
	for (size_t i = 0; words_role[i] != NULL; i++) {
		struct who who = somebody(words_role[i], NULL);
		struct rights *r = load(&who, NULL);

		if ((rights_role(r, &who, right) != NULL) !=
		    (strstr(roles, words_role[i]) != NULL))
			fail_msg("%s: %s", words_role[i], right);
		rights_free(r);
	}
}

static void
only_the_dsls_and_the_headteacher_see_cases(void **state)
{
	static const char *const cases[] = { "concern-list", "concern-show",
		"concern-amend", "action-list", "action-show", "action-add",
		"referral-list", "referral-show", "share-list", "share-show",
		"chronology" };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		held_by(cases[i], "lead-dsl deputy-dsl headteacher");
	held_by("store-backup", "lead-dsl");
	held_by("store-restore", "lead-dsl");
}

static void
hr_keeps_the_adults_and_no_child(void **state)
{
	struct who who = somebody("hr", NULL);
	struct rights *r = load(&who, NULL);

	(void)state;
	assert_string_equal(rights_role(r, &who, "scr-audit"), "hr");
	assert_string_equal(rights_role(r, &who, "person-amend"), "hr");
	assert_string_equal(rights_role(r, &who, "recruit-check"), "hr");
	assert_null(rights_role(r, &who, "pupil-list"));
	assert_null(rights_role(r, &who, "status-list"));
	assert_null(rights_role(r, &who, "scr-accept"));
	assert_null(rights_role(r, &who, "appointment-add"));
	rights_free(r);
}

static void
any_role_held_gives_its_rights(void **state)
{
	struct who who = somebody("staff", "deputy-dsl");
	struct rights *r = load(&who, NULL);

	(void)state;
	assert_string_equal(rights_role(r, &who, "concern-list"),
	    "deputy-dsl");
	assert_null(rights_role(r, &who, "person-add"));
	rights_free(r);
}

static void
nobody_known_may_nothing(void **state)
{
	struct who who = somebody(NULL, NULL);
	struct rights *r = load(&who, NULL);

	(void)state;
	assert_null(rights_role(r, &who, "concern-add"));
	rights_free(r);
}

static void
the_owner_has_the_rights_of_the_lead(void **state)
{
	struct who who = { .owner = true };
	struct rights *r = load(&who, NULL);

	(void)state;
	assert_string_equal(rights_role(r, &who, "concern-list"), "lead-dsl");
	assert_string_equal(rights_role(r, &who, "anything-at-all"),
	    "lead-dsl");
	rights_free(r);
}

static void
a_school_replaces_one_role_by_its_name(void **state)
{
	struct who who = somebody("staff", NULL);
	struct rights *r = load(&who, "kind: roles\nroles:\n  - role: staff\n"
				"    may: pupil-list\n");

	(void)state;
	assert_string_equal(rights_role(r, &who, "pupil-list"), "staff");
	assert_null(rights_role(r, &who, "concern-add"));
	rights_free(r);
	who = somebody("deputy-dsl", "staff");
	assert_int_equal(rights_load(&r, &who, &with_local, &err), 0);
	assert_string_equal(rights_role(r, &who, "concern-add"),
	    "deputy-dsl");
	rights_free(r);
}

static void
a_role_that_there_is_not_is_refused(void **state)
{
	const struct who nobody = { .nroles = 0 };
	struct rights *r;

	(void)state;
	write_local("kind: roles\nroles:\n  - role: caretaker\n    may: x\n");
	assert_int_equal(rights_load(&r, &nobody, &with_local, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_string_equal(err.file, local);
	assert_int_equal(err.line, 3);
}

static bool
kept(const struct who *who, const char *concern)
{
	struct json j = { 0 };
	bool is;

	assert_int_equal(json_parse(&j, concern, strlen(concern), 0, &err),
	    0);
	is = access_kept_from(who, kind_concern.kept, &j);
	json_release(&j);
	return is;
}

static void
a_concern_is_kept_from_whom_it_is_about(void **state)
{
	struct who who = somebody("lead-dsl", NULL);

	(void)state;
	assert_true(kept(&who, "{\"conduct_person\":\"S-7KQ2MX\"}"));
	assert_false(kept(&who, "{\"conduct_person\":\"S-222222\"}"));
	assert_false(kept(&who, "{\"conduct_of\":\"headteacher\"}"));
	who = somebody("headteacher", NULL);
	assert_true(kept(&who, "{\"conduct_of\":\"headteacher\"}"));
	assert_false(kept(&who, "{\"conduct_of\":\"chair\"}"));
	assert_false(kept(&who, "{\"conduct_of\":\"staff\"}"));
	who = somebody("chair", NULL);
	assert_true(kept(&who, "{\"conduct_of\":\"chair\"}"));
}

static void
a_concern_is_kept_from_whom_its_reporter_cannot_tell(void **state)
{
	struct who who = somebody("deputy-dsl", NULL);

	(void)state;
	assert_true(kept(&who, "{\"cannot_tell\":[\"chair\",\"dsl\"]}"));
	assert_false(kept(&who, "{\"cannot_tell\":[\"chair\"]}"));
	assert_false(kept(&who, "{\"account\":\"x\"}"));
	who = somebody("headteacher", NULL);
	assert_true(kept(&who, "{\"cannot_tell\":[\"headteacher\"]}"));
	who = somebody("staff", NULL);
	assert_false(kept(&who, "{\"cannot_tell\":[\"dsl\"]}"));
}

static void
nothing_is_kept_from_the_owner(void **state)
{
	struct who who = somebody(NULL, NULL);

	(void)state;
	who.owner = true;
	assert_false(kept(&who, "{\"conduct_of\":\"headteacher\","
				"\"cannot_tell\":[\"dsl\"]}"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(staff_may_record_a_concern_and_no_more),
		cmocka_unit_test(only_the_dsls_and_the_headteacher_see_cases),
		cmocka_unit_test(hr_keeps_the_adults_and_no_child),
		cmocka_unit_test(any_role_held_gives_its_rights),
		cmocka_unit_test(nobody_known_may_nothing),
		cmocka_unit_test(the_owner_has_the_rights_of_the_lead),
		cmocka_unit_test(a_school_replaces_one_role_by_its_name),
		cmocka_unit_test(a_role_that_there_is_not_is_refused),
		cmocka_unit_test(a_concern_is_kept_from_whom_it_is_about),
		cmocka_unit_test(
		    a_concern_is_kept_from_whom_its_reporter_cannot_tell),
		cmocka_unit_test(nothing_is_kept_from_the_owner),
	};

	return cmocka_run_group_tests_name("access", tests, setup, teardown);
}
