/* SPDX-License-Identifier: ISC */
#include "in_store.h"

#include "base/text/date.h"
#include "policy/access/identity.h"

static void
put_now(struct store *s, const struct kind *kind, const char *content,
    char id[ID_LEN])
{
	begin(s);
	put(s, kind, NULL, content, id);
	commit(s);
}

static void
put_school(struct store *s)
{
	char id[ID_LEN];

	put_now(s, &kind_school, "{\"name\":\"Example PRU\",\"laestab\":"
	    "\"8561100\",\"school_kind\":\"pru\",\"calendar\":\"c\","
	    "\"owner\":{\"login\":\"lpemberton\"}}", id);
}

static const char hale[] = "{\"family_name\":\"Hale\",\"given_name\":"
			   "\"I\",\"category\":\"teacher\",\"login\":"
			   "\"ihale\"}";

static void
ihale(struct buf *b)
{
	buf_adds(b, "ihale");
}

static void
whose_the_file_is_owns_the_store(void **state)
{
	struct store *s = make();
	struct who who;

	(void)state;
	put_school(s);
	assert_int_equal(who_calls(&who, s, true, ihale, 20698,
			     &err), 0);
	assert_true(who.owner);
	assert_string_equal(who.login, "lpemberton");
	assert_string_equal(who.person, "");
	assert_string_equal(who_name(&who), "lpemberton");
	store_close(s);
}

static void
an_owner_whom_no_record_names_goes_by_the_account(void **state)
{
	struct store *s = make();
	struct who who;
	char id[ID_LEN];

	(void)state;
	put_now(s, &kind_person, hale, id);
	assert_int_equal(who_calls(&who, s, true, ihale, 20698,
			     &err), 0);
	assert_true(who.owner);
	assert_string_equal(who.login, "ihale");
	assert_string_equal(who.person, "");
	assert_int_equal(who.nroles, 0);
	store_close(s);
}

static void
an_adult_is_known_by_the_login(void **state)
{
	struct store *s = make();
	struct who who;
	char id[ID_LEN];

	(void)state;
	put_school(s);
	put_now(s, &kind_person, hale, id);
	assert_int_equal(who_calls(&who, s, false, ihale, 20698,
			     &err), 0);
	assert_false(who.owner);
	assert_string_equal(who.person, id);
	assert_string_equal(who_name(&who), id);
	assert_true(who_is(&who, "staff"));
	assert_true(who_is(&who, id));
	assert_false(who_is(&who, "deputy-dsl"));
	assert_false(who_is(&who, ""));
	store_close(s);
}

static void
a_role_holds_on_its_days(void **state)
{
	struct store *s = make();
	int32_t first = date_make(2026, 3, 1), last = date_make(2026, 3, 31);
	char id[ID_LEN], post[ID_LEN], text[256];
	struct who who;

	(void)state;
	put_school(s);
	put_now(s, &kind_person, hale, id);
	snprintf(text, sizeof(text), "{\"person\":\"%s\",\"role\":"
		"\"deputy-dsl\",\"from\":\"2026-03-01\",\"to\":"
		"\"2026-03-31\"}", id);
	put_now(s, &kind_appointment, text, post);
	for (int32_t day = first - 1; day <= last + 1; day++) {
		assert_int_equal(who_calls(&who, s, false, ihale, day,
				     &err), 0);
		assert_int_equal(who_is(&who, "deputy-dsl"),
		    day >= first && day <= last);
		assert_true(who_is(&who, "staff"));
	}
	store_close(s);
}

static void
an_account_without_an_adult_has_no_role(void **state)
{
	struct store *s = make();
	struct who who;

	(void)state;
	put_school(s);
	assert_int_equal(who_calls(&who, s, false, ihale, 20698,
			     &err), 0);
	assert_false(who.owner);
	assert_int_equal(who.nroles, 0);
	assert_string_equal(who.login, "ihale");
	assert_string_equal(who_name(&who), who.login);
	store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(whose_the_file_is_owns_the_store),
		T(an_owner_whom_no_record_names_goes_by_the_account),
		T(an_adult_is_known_by_the_login),
		T(a_role_holds_on_its_days),
		T(an_account_without_an_adult_has_no_role),
	};

	return cmocka_run_group_tests_name("identity", tests, NULL, NULL);
}
