/* SPDX-License-Identifier: ISC */
#include "in_store.h"

/* Rows gathered as "id id …". */
static int
gather(void *arg, const struct stored *r, struct err *e)
{
	struct buf *b = arg;

	(void)e;
	buf_addf(b, "%s ", r->id);
	return 0;
}

static int
gather_bodies(void *arg, const struct stored *r, struct err *e)
{
	struct buf *b = arg;

	(void)e;
	buf_addf(b, "%d %s\n", r->version, r->body);
	return 0;
}

static void
expect_each(struct store *s, const struct query *q, const char *ids)
{
	struct buf b = BUF_INIT;
	int64_t n = -1;

	if (store_each(s, q, gather, &b, &err) != 0 ||
	    store_count(s, q, &n, &err) != 0)
		fail_msg("%s", err.msg);
	assert_string_equal(buf_str(&b), ids);
	assert_int_equal(n, strlen(ids) / (ID_ONE + 1)); /* and a blank */
	buf_release(&b);
}

static void
a_new_version_leaves_the_earlier_readable(void **state)
{
	struct store *s = make();
	struct buf b = BUF_INIT, want = BUF_INIT;
	struct stored r;
	char id[ID_LEN], same[ID_LEN];

	(void)state;
	begin(s);
	put(s, &kind_pupil, NULL, ada(), id);
	put(s, &kind_pupil, id, "{\"family_name\":\"King\","
	    "\"given_name\":\"Ada\",\"dob\":\"2012-12-10\"}", same);
	commit(s);
	assert_string_equal(id, same);
	assert_int_equal(store_get(s, id, &r, &err), 1);
	assert_int_equal(r.version, 2);
	assert_int_equal(r.first, 1);
	assert_int_equal(r.receipt.seq, 2);
	assert_non_null(strstr(r.body, "King"));
	assert_int_equal(store_versions(s, id, gather_bodies, &b, &err), 0);
	buf_addf(&want, "1 {\"kind\":\"pupil\",\"id\":\"%s\",%s\n2 %s\n", id,
	    ada() + 1, r.body);
	assert_string_equal(b.p, want.p);
	buf_reset(&b);
	assert_int_equal(store_entries(s, 1, 9, gather_bodies, &b, &err), 0);
	assert_string_equal(b.p, want.p);
	/* The number that only the earlier one had finds nobody. */
	assert_int_equal(store_find(s, &kind_pupil, "upn", "A123", same,
	    &err), 0);
	buf_release(&b);
	buf_release(&want);
	store_close(s);
}

static void
questions_are_answered_in_order(void **state)
{
	struct store *s = make();
	char p[ID_LEN], a[ID_LEN], b[ID_LEN], c[ID_LEN], d[ID_LEN];
	char want[64];
	struct buf t = BUF_INIT;
	struct query q;

	(void)state;
	begin(s);
	put(s, &kind_pupil, NULL, ada(), p);
	buf_addf(&t, "{\"account\":\"The caf\303\251 was shut\","
	    "\"observed_at\":\"2026-06-30T22:59:00Z\",\"pupil\":\"%s\"}", p);
	put(s, &kind_concern, NULL, t.p, a);
	buf_reset(&t);
	buf_addf(&t, "{\"account\":\"was the shut cafe\",\"observed_at\":"
	    "\"2026-06-30T23:00:00Z\",\"linked\":[{\"pupil\":\"%s\"}],"
	    "\"place\":\"b\"}", p);
	put(s, &kind_concern, NULL, t.p, b);
	buf_reset(&t);
	buf_addf(&t, "{\"pupil\":\"%s\",\"status\":\"semh\","
	    "\"from\":\"2026-07-01\",\"to\":\"2026-07-31\"}", p);
	put(s, &kind_status, NULL, t.p, c);
	put(s, &kind_concern, NULL, "{\"account\":\"n\",\"observed_at\":"
	    "\"2026-01-30T23:00:00Z\",\"place\":\"A\"}", d);
	commit(s);

	snprintf(want, sizeof(want), "%s %s %s ", d, a, b);
	q = (struct query){ .kind = &kind_concern };
	expect_each(s, &q, want);
	snprintf(want, sizeof(want), "%s %s %s ", b, a, d);
	q.descending = true;
	expect_each(s, &q, want);
	snprintf(want, sizeof(want), "%s %s %s ", a, d, b);
	q = (struct query){ .kind = &kind_concern, .sort = "place" };
	expect_each(s, &q, want);
	/* British summer time: 23:00 in UTC is the next day. */
	snprintf(want, sizeof(want), "%s %s ", b, c);
	q = (struct query){ .about = p, .since = "2026-07-01" };
	expect_each(s, &q, want);
	snprintf(want, sizeof(want), "%s ", a);
	q = (struct query){ .about = p, .until = "2026-06-30" };
	expect_each(s, &q, want);
	snprintf(want, sizeof(want), "%s ", c);
	q = (struct query){ .about = p, .since = "2026-07-01T10:00:00Z",
		.until = "2026-07-01T11:00:00Z" };
	expect_each(s, &q, want);
	q = (struct query){ .kind = &kind_status, .open_on = "2026-07-31" };
	expect_each(s, &q, want);
	q.open_on = "2026-08-01";
	expect_each(s, &q, "");
	q.open_on = "2026-06-30";
	expect_each(s, &q, "");
	/* A pupil without a first day has been here all the time. */
	snprintf(want, sizeof(want), "%s ", p);
	q = (struct query){ .kind = &kind_pupil, .open_on = "2020-01-01" };
	expect_each(s, &q, want);
	/* Words, and a phrase. */
	snprintf(want, sizeof(want), "%s %s ", a, b);
	q = (struct query){ .kind = &kind_concern, .match = "CAFE shut" };
	expect_each(s, &q, want);
	snprintf(want, sizeof(want), "%s ", b);
	q.match = "\"shut cafe\"";
	expect_each(s, &q, want);
	q.match = "\"shut cafe\" AND* (was";
	expect_each(s, &q, "");
	q.match = "\"shut ca";
	expect_each(s, &q, "");
	/* Nothing is not looked for as if it were something. */
	q.match = "";
	assert_int_equal(store_each(s, &q, gather, &t, &err), -1);
	assert_string_equal(err.code, "empty");
	q.match = " \" ";
	assert_int_equal(store_each(s, &q, gather, &t, &err), -1);
	assert_string_equal(err.code, "unsearchable");
	q = (struct query){ .match = "was", .about = p, .until = "2026-06-30" };
	snprintf(want, sizeof(want), "%s ", a);
	expect_each(s, &q, want);
	/* What is amended is found by its earlier words too, and once. */
	begin(s);
	put(s, &kind_concern, a, "{\"account\":\"nothing\"}", a);
	commit(s);
	q = (struct query){ .match = "was" };
	snprintf(want, sizeof(want), "%s %s ", b, a);
	expect_each(s, &q, want);
	snprintf(want, sizeof(want), "%s ", b);
	q = (struct query){ .about = p, .kind = &kind_concern };
	expect_each(s, &q, want);
	buf_release(&t);
	/* What was done about a concern names the child only by it. */
	begin(s);
	buf_addf(&t, "{\"concern\":\"%s\",\"type\":\"note\","
	    "\"text\":\"x\"}", b);
	put(s, &kind_action, NULL, t.p, c);
	commit(s);
	buf_release(&t);
	q = (struct query){ .about = p, .kind = &kind_action };
	expect_each(s, &q, "");
	snprintf(want, sizeof(want), "%s ", c);
	q.through = &kind_concern;
	expect_each(s, &q, want);
	q.through = &kind_referral;
	expect_each(s, &q, "");
	/* Whom an earlier version named is told apart, and not for ever. */
	snprintf(want, sizeof(want), "%s ", a);
	q = (struct query){ .about = p, .former = true };
	expect_each(s, &q, want);
	begin(s);
	buf_addf(&t, "{\"account\":\"x\",\"linked\":[{\"pupil\":\"%s\"}]}", p);
	put(s, &kind_concern, a, t.p, a);
	commit(s);
	expect_each(s, &q, "");
	buf_release(&t);
	store_close(s);
}

static int
stop_at_once(void *arg, const struct stored *r, struct err *e)
{
	(void)r;
	(void)e;
	++*(int *)arg;
	return 1;
}

static void
every_condition_may_be_asked_for_at_once(void **state)
{
	struct query q = { .match = "eaten home", .since = "2026-01-01",
		.until = "2026-12-31", .open = true, .open_on = "2026-06-01",
		.sort = "place" };
	struct store *s = make();
	char child[ID_LEN], id[ID_LEN];
	struct buf text = BUF_INIT;

	(void)state;
	begin(s);
	put(s, &kind_pupil, NULL, ada(), child);
	q.about = child;
	for (int i = 0; i < 2; i++) {
		buf_reset(&text);
		buf_addf(&text, "{\"account\":\"eaten at %s\",\"pupil\":\"%s\","
		    "\"observed_at\":\"2026-03-01T09:00:00Z\","
		    "\"place\":\"a\"}", i == 0 ? "school" : "home", child);
		put(s, &kind_concern, NULL, text.p, id);
	}
	commit(s);
	buf_reset(&text);
	buf_addf(&text, "%s ", id);
	expect_each(s, &q, text.p);
	buf_release(&text);
	store_close(s);
}

static void
what_the_ledger_says_of_records_sorts_them(void **state)
{
	static const char *const sorts[] = { "id", "state", "flags",
		"recorded_at", "place" };
	struct store *s = make();
	struct query q = { .kind = &kind_concern };
	struct buf want = BUF_INIT;
	char id[3][ID_LEN], child[ID_LEN], text[96];

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\",\"place\":\"b\"}",
	    id[0]);
	put(s, &kind_pupil, NULL, ada(), child);
	snprintf(text, sizeof(text), "{\"account\":\"b\",\"place\":\"c\","
	    "\"pupil\":\"%s\"}", child);
	put(s, &kind_concern, NULL, text, id[1]);
	put(s, &kind_concern, id[0], "{\"account\":\"a\",\"place\":\"b\"}",
	    id[2]);
	commit(s);
	for (size_t i = 0; i < sizeof(sorts) / sizeof(*sorts); i++)
		assert_true(store_sorts(&kind_concern, sorts[i]));
	assert_false(store_sorts(&kind_concern, "hash"));
	/* amended last; the other is matched to a child and has no flag */
	buf_addf(&want, "%s %s ", id[1], id[0]);
	q.sort = "recorded_at";
	expect_each(s, &q, buf_str(&want));
	q.sort = "flags";
	expect_each(s, &q, buf_str(&want));
	q.sort = "place";
	q.descending = true;
	expect_each(s, &q, buf_str(&want));
	q.sort = "id";
	q.descending = strcmp(id[1], id[0]) > 0;
	expect_each(s, &q, buf_str(&want));
	buf_release(&want);
	store_close(s);
}

static void
a_row_may_end_the_answer(void **state)
{
	struct store *s = make();
	struct query q = { .kind = &kind_concern };
	char id[ID_LEN];
	int n = 0;

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	put(s, &kind_concern, NULL, "{\"account\":\"b\"}", id);
	commit(s);
	assert_int_equal(store_each(s, &q, stop_at_once, &n, &err), 0);
	assert_int_equal(n, 1);
	store_close(s);
}

static void
a_prefix_names_one_record_or_none(void **state)
{
	struct store *s = make();
	char id[ID_LEN], got[ID_LEN], prefix[ID_LEN];

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	snprintf(prefix, sizeof(prefix), "%.6s", id);
	assert_int_equal(store_prefix(s, prefix, NULL, NULL, got, &err), 1);
	assert_string_equal(got, id);
	assert_int_equal(store_prefix(s, "C-!!!!", NULL, NULL, got, &err), 0);
	put(s, &kind_concern, NULL, "{\"account\":\"b\"}", id);
	assert_int_equal(store_prefix(s, "C-", NULL, NULL, got, &err), -1);
	assert_int_equal(err.status, ST_DATA);
	assert_string_equal(err.code, "ambiguous");
	commit(s);
	store_close(s);
}

/* Only the id that arg points to counts. */
static int
counts(void *arg, const char *id, struct err *e)
{
	(void)e;
	return strcmp(id, arg) == 0;
}

static void
what_does_not_count_is_no_id_of_a_prefix(void **state)
{
	struct store *s = make();
	char a[ID_LEN], b[ID_LEN], got[ID_LEN], none[] = "C-2222";

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", a);
	put(s, &kind_concern, NULL, "{\"account\":\"b\"}", b);
	assert_int_equal(store_prefix(s, "C-", counts, a, got, &err), 1);
	assert_string_equal(got, a);
	assert_int_equal(store_prefix(s, "C-", counts, b, got, &err), 1);
	assert_string_equal(got, b);
	assert_int_equal(store_prefix(s, "C-", counts, none, got, &err), 0);
	commit(s);
	store_close(s);
}

static void
what_is_not_there_says_why(void **state)
{
	struct store *s = make();
	struct stored r;
	char id[ID_LEN];

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	commit(s);
	assert_int_equal(store_need(s, id, &r, &err), 0);
	assert_string_equal(r.id, id);
	assert_int_equal(sqlite3_exec(s->pool.db,
	    "UPDATE event SET body = NULL WHERE seq = 1", NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(store_get(s, id, &r, &err), 0);
	assert_int_equal(store_need(s, id, &r, &err), -1);
	assert_int_equal(err.status, ST_DATA);
	assert_string_equal(err.code, "disposed");
	assert_non_null(strstr(err.msg, id));
	err_clear(&err);
	assert_int_equal(store_need(s, "C-222222", &r, &err), -1);
	assert_int_equal(err.status, ST_DATA);
	assert_string_equal(err.code, "unknown-id");
	assert_string_equal(err.msg,
	    "There is no concern C-222222 in this store.");
	store_close(s);
}

static void
an_action_moves_a_concern_and_an_amendment_does_not(void **state)
{
	struct store *s = make();
	struct query q = { .kind = &kind_concern, .open = true };
	struct buf b = BUF_INIT;
	struct stored r;
	char c[ID_LEN], a[ID_LEN], want[32];

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", c);
	assert_int_equal(store_get(s, c, &r, &err), 1);
	assert_string_equal(r.state, kind_concern.state(NULL));
	snprintf(want, sizeof(want), "%s ", c);
	expect_each(s, &q, want);
	buf_addf(&b, "{\"concern\":\"%s\",\"type\":\"reopen\","
	    "\"text\":\"t\"}", c);
	assert_int_equal(try_put(s, &kind_action, NULL, b.p, NOON, a), -1);
	assert_int_equal(err.status, ST_DATA);
	buf_reset(&b);
	buf_addf(&b, "{\"concern\":\"%s\",\"type\":\"decision\","
	    "\"decision\":\"monitor\",\"text\":\"t\","
	    "\"rationale\":\"r\"}", c);
	put(s, &kind_action, NULL, b.p, a);
	buf_reset(&b);
	buf_addf(&b, "{\"concern\":\"%s\",\"type\":\"resolve\","
	    "\"text\":\"t\",\"outcome\":\"o\",\"decision\":\"none\","
	    "\"rationale\":\"r\"}", c);
	put(s, &kind_action, NULL, b.p, a);
	assert_int_equal(store_get(s, c, &r, &err), 1);
	assert_string_equal(r.state, "resolved");
	assert_int_equal(r.version, 1);
	expect_each(s, &q, "");
	put(s, &kind_concern, c, "{\"account\":\"b\"}", c);
	assert_int_equal(store_get(s, c, &r, &err), 1);
	assert_string_equal(r.state, "resolved");
	commit(s);
	buf_release(&b);
	store_close(s);
}

/* Rows gathered as "first kind body\n". */
static int
gather_plain(void *arg, const struct stored *r, struct err *e)
{
	struct buf *b = arg;

	(void)e;
	buf_addf(b, "%d %s %s\n", (int)r->first, r->kind->name, r->body);
	return 0;
}

/* Picked out of all records where they are many, else by the index. */
static void
plain_rows_come_in_the_order_in_which_they_were_entered(void **state)
{
	struct store *s = make();
	char p[ID_LEN], c[ID_LEN], q[ID_LEN], id[ID_LEN];
	struct query query = { .kind = &kind_pupil, .also = &kind_concern,
		.plain = true };
	struct buf got = BUF_INIT, want = BUF_INIT;

	(void)state;
	begin(s);
	put(s, &kind_pupil, NULL, ada(), p);
	put(s, &kind_concern, NULL, "{\"account\":\"n\",\"observed_at\":"
	    "\"2020-01-30T23:00:00Z\"}", c);
	put(s, &kind_pupil, NULL, "{\"family_name\":\"B\","
	    "\"given_name\":\"C\",\"entry_date\":\"2019-01-01\"}", q);
	put(s, &kind_pupil, p, "{\"family_name\":\"King\"}", id);
	commit(s);
	buf_addf(&want, "1 pupil {\"kind\":\"pupil\",\"id\":\"%s\","
	    "\"family_name\":\"King\"}\n", p);
	buf_addf(&want, "2 concern {\"kind\":\"concern\",\"id\":\"%s\","
	    "\"account\":\"n\",\"observed_at\":"
	    "\"2020-01-30T23:00:00Z\"}\n", c);
	buf_addf(&want, "3 pupil {\"kind\":\"pupil\",\"id\":\"%s\","
	    "\"family_name\":\"B\",\"given_name\":\"C\","
	    "\"entry_date\":\"2019-01-01\"}\n", q);
	assert_int_equal(store_each(s, &query, gather_plain, &got, &err), 0);
	assert_string_equal(buf_str(&got), buf_str(&want));

	begin(s);
	for (int i = 0; i < 40; i++)
		put(s, &kind_person, NULL, "{\"family_name\":\"D\","
		    "\"given_name\":\"E\"}", id);
	commit(s);
	buf_reset(&got);
	assert_int_equal(store_each(s, &query, gather_plain, &got, &err), 0);
	assert_string_equal(buf_str(&got), buf_str(&want));
	query.also = NULL;
	buf_reset(&got);
	assert_int_equal(store_each(s, &query, gather_plain, &got, &err), 0);
	assert_null(strstr(buf_str(&got), "concern"));
	assert_non_null(strstr(buf_str(&got), "3 pupil"));
	buf_release(&got);
	buf_release(&want);
	store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_new_version_leaves_the_earlier_readable),
		T(questions_are_answered_in_order),
		T(every_condition_may_be_asked_for_at_once),
		T(what_the_ledger_says_of_records_sorts_them),
		T(a_row_may_end_the_answer),
		T(plain_rows_come_in_the_order_in_which_they_were_entered),
		T(a_prefix_names_one_record_or_none),
		T(what_does_not_count_is_no_id_of_a_prefix),
		T(what_is_not_there_says_why),
		T(an_action_moves_a_concern_and_an_amendment_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
