/* SPDX-License-Identifier: ISC */
#include "in_store.h"

#include "base/core/buf.h"

#define MANY 1000 /* more than begin a thread, and fill some batches */

static void
put_many(struct store *s, int n)
{
	char content[400], id[ID_LEN];

	for (int i = 0; i < n; i++) {
		snprintf(content, sizeof(content), "{\"family_name\":\"N%d\","
		    "\"given_name\":\"%0*d\",\"category\":\"teacher\"}", i,
		    1 + i % 200, i);
		put(s, &kind_person, NULL, content, id);
	}
}

static void
is_whole(struct store *s, int64_t n)
{
	struct ledger_report r;

	assert_int_equal(ledger_verify(s, NULL, &r, &err), 0);
	if (r.bad != 0)
		fail_msg("entry %lld: %s", (long long)r.bad, r.why);
	assert_int_equal(r.entries, n);
}

static void
many_entries_of_one_transaction_are_one_chain(void **state)
{
	struct store *s = make();
	char id[ID_LEN];

	(void)state;
	begin(s);
	put(s, &kind_pupil, NULL, "{\"family_name\":\"A\",\"given_name\":"
	    "\"B\"}", id);
	commit(s);
	begin(s);
	put_many(s, MANY);
	commit(s);
	begin(s);
	put_many(s, 3);
	commit(s);
	is_whole(s, MANY + 4);
	store_close(s);
}

static void
what_is_on_its_way_is_read_like_what_is_there(void **state)
{
	struct store *s = make();
	struct stored r;
	char id[ID_LEN], again[ID_LEN];
	const char *second = "{\"family_name\":\"Last\",\"given_name\":\"Two\","
	    "\"category\":\"teacher\"}";

	(void)state;
	begin(s);
	put_many(s, MANY);
	put(s, &kind_person, NULL, "{\"family_name\":\"Last\",\"given_name\":"
	    "\"One\",\"category\":\"teacher\"}", id);
	assert_int_equal(store_has(s, id, &err), 1);
	put(s, &kind_person, id, second, again);
	assert_string_equal(again, id);
	assert_int_equal(store_get(s, id, &r, &err), 1);
	assert_int_equal(r.version, 2);
	assert_string_equal(r.body + r.content, second + 1);
	assert_int_equal(r.receipt.seq, MANY + 2);
	assert_int_equal(store_has(s, "S-000000", &err), 0);
	commit(s);
	is_whole(s, MANY + 2);
	store_close(s);
}

static void
what_was_taken_back_leaves_no_trace_in_the_next(void **state)
{
	struct store *s = make();
	char id[ID_LEN];

	(void)state;
	begin(s);
	put_many(s, MANY + 17);
	store_rollback(s);
	assert_int_equal(entries(s), 0);
	begin(s);
	put(s, &kind_person, NULL, "{\"family_name\":\"A\",\"given_name\":"
	    "\"B\",\"category\":\"teacher\"}", id);
	put_many(s, MANY);
	commit(s);
	is_whole(s, MANY + 1);
	store_close(s);
}

static void
a_store_closed_halfway_has_stored_nothing(void **state)
{
	struct store *s = make();

	(void)state;
	begin(s);
	put_many(s, MANY);
	store_close(s);
	s = reopen(STORE_READ);
	assert_int_equal(entries(s), 0);
	store_close(s);
}

static void
long_bodies_go_in_as_they_are(void **state)
{
	struct store *s = make();
	struct buf b = BUF_INIT;
	struct stored r;
	char id[ID_LEN];

	(void)state;
	buf_adds(&b, "{\"family_name\":\"");
	for (int i = 0; i < 300000; i++)
		buf_addc(&b, (char)('a' + i % 26));
	buf_adds(&b, "\",\"given_name\":\"B\",\"category\":\"teacher\"}");
	begin(s);
	put_many(s, MANY);
	for (int i = 0; i < 5; i++) {
		put(s, &kind_person, NULL, b.p, id);
		put_many(s, 3);
	}
	commit(s);
	assert_int_equal(store_get(s, id, &r, &err), 1);
	assert_string_equal(r.body + r.content, b.p + 1);
	is_whole(s, MANY + 5 * 4);
	buf_release(&b);
	store_close(s);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(many_entries_of_one_transaction_are_one_chain),
		T(what_is_on_its_way_is_read_like_what_is_there),
		T(what_was_taken_back_leaves_no_trace_in_the_next),
		T(a_store_closed_halfway_has_stored_nothing),
		T(long_bodies_go_in_as_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
