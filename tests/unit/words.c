/* SPDX-License-Identifier: ISC */
#include "in_store.h"

#include "base/core/buf.h"

#define MANY 700 /* enough for the index to be told that many come */

static void
put_account(struct store *s, const char *account, char id[ID_LEN])
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "{\"account\":\"%s\",\"observed_at\":"
	    "\"2026-05-01T08:00:00Z\"}", account);
	put(s, &kind_concern, NULL, b.p, id);
	buf_release(&b);
}

static void
put_many(struct store *s, const char *what)
{
	char account[80], id[ID_LEN];

	begin(s);
	for (int i = 0; i < MANY; i++) {
		snprintf(account, sizeof(account), "%s number%d of many", what,
		    i);
		put_account(s, account, id);
	}
	commit(s);
}

static int
take(void *arg, const struct stored *row, struct err *e)
{
	(void)e;
	memcpy(arg, row->id, ID_LEN);
	return 0;
}

/* How many are found; the last of them is id. */
static int64_t
found(struct store *s, const char *match, char id[ID_LEN])
{
	struct query q = { .kind = &kind_concern, .match = match };
	int64_t n = -1;

	if (store_count(s, &q, &n, &err) != 0 ||
	    store_each(s, &q, take, id, &err) != 0)
		fail_msg("%s", err.msg);
	return n;
}

static void
the_words_of_an_account_are_its_text_and_no_more(void **state)
{
	struct store *s = make();
	char plain[ID_LEN], escaped[ID_LEN], id[ID_LEN];

	(void)state;
	begin(s);
	put_account(s, "quiet all day", plain);
	put_account(s, "said \\\"quiet\\\" \\u00e9t\\u00e9\\nand left", escaped);
	commit(s);
	assert_int_equal(found(s, "quiet", id), 2);
	assert_int_equal(found(s, "\"all day\"", id), 1);
	assert_string_equal(id, plain);
	assert_int_equal(found(s, "ete and", id), 1);
	assert_string_equal(id, escaped);
	assert_int_equal(found(s, "observed_at", id), 0);
	assert_int_equal(found(s, "2026", id), 0);
	store_close(s);
}

static void
many_at_once_are_found_like_one(void **state)
{
	struct store *s = make();
	struct buf difference = BUF_INIT;
	char id[ID_LEN], late[ID_LEN];

	(void)state;
	put_many(s, "first");
	assert_int_equal(found(s, "first many", id), MANY);
	assert_int_equal(found(s, "number699", id), 1);
	put_many(s, "second");
	assert_int_equal(found(s, "many", id), 2 * MANY);
	assert_int_equal(found(s, "\"second number3 of\"", id), 1);
	begin(s);
	put_account(s, "at last", late);
	commit(s);
	assert_int_equal(found(s, "last", id), 1);
	assert_string_equal(id, late);
	assert_int_equal(words_compare(&s->pool, &difference, &err), 0);
	assert_int_equal(difference.n, 0);
	buf_release(&difference);
	store_close(s);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_words_of_an_account_are_its_text_and_no_more),
		T(many_at_once_are_found_like_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
