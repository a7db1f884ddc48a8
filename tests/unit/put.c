/* SPDX-License-Identifier: ISC */
#include "in_store.h"

static void
what_is_put_is_read_back_byte_for_byte(void **state)
{
	struct store *s = make();
	struct stored r;
	char id[ID_LEN];
	struct buf b = BUF_INIT;
	int64_t seq;
	struct draft d = { .kind = &kind_pupil, .content = ada(),
		.len = strlen(ada()), .actor = "dsl", .now = NOON };

	(void)state;
	begin(s);
	assert_int_equal(store_put(s, &d, id, &seq, &err), 0);
	commit(s);
	store_close(s);
	s = reopen(STORE_READ);
	assert_int_equal(store_get(s, id, &r, &err), 1);
	buf_addf(&b, "{\"kind\":\"pupil\",\"id\":\"%s\",%s", id, ada() + 1);
	assert_string_equal(r.body, b.p);
	assert_int_equal(r.len, b.n);
	assert_string_equal(r.body + r.content, ada() + 1);
	assert_ptr_equal(r.kind, &kind_pupil);
	assert_string_equal(r.recorded_by, "dsl");
	assert_string_equal(r.recorded_at, "2026-09-01T12:00:00Z");
	assert_int_equal(r.version, 1);
	assert_int_equal(r.first, 1);
	assert_int_equal(r.receipt.seq, 1);
	assert_string_equal(r.state, "");
	assert_string_equal(r.flags, "");
	assert_int_equal(r.receipt.seq, seq);
	assert_int_equal(store_get(s, "P-000000", &r, &err), 0);
	assert_int_equal(entries(s), 1);
	buf_release(&b);
	store_close(s);
}

static void
a_value_that_names_one_record_is_refused_to_another(void **state)
{
	struct store *s = make();
	char id[ID_LEN], other[ID_LEN];

	(void)state;
	begin(s);
	put(s, &kind_pupil, NULL, ada(), id);
	assert_int_equal(try_put(s, &kind_pupil, NULL, ada(), NOON, other),
	    -1);
	assert_int_equal(err.status, ST_DATA);
	assert_string_equal(err.code, "taken");
	assert_string_equal(err.field, "upn");
	assert_non_null(strstr(err.msg, id));
	/* Its own it may keep. */
	put(s, &kind_pupil, id, ada(), other);
	commit(s);
	assert_int_equal(entries(s), 2);
	assert_int_equal(store_find(s, &kind_pupil, "upn", "A123", other,
	    &err), 1);
	assert_string_equal(other, id);
	assert_int_equal(store_find(s, &kind_person, "upn", "A123", other,
	    &err), 0);
	store_close(s);
}

static void
an_unknown_id_gets_no_new_version(void **state)
{
	struct store *s = make();
	char id[ID_LEN];

	(void)state;
	begin(s);
	assert_int_equal(try_put(s, &kind_pupil, "P-000000", ada(), NOON, id),
	    -1);
	assert_int_equal(err.status, ST_DATA);
	put(s, &kind_pupil, NULL, ada(), id);
	assert_int_equal(try_put(s, &kind_person, id, ada(), NOON, id), -1);
	assert_int_equal(err.status, ST_DATA);
	store_rollback(s);
	assert_int_equal(entries(s), 0);
	store_close(s);
}

static void
flags_say_what_needs_a_look(void **state)
{
	struct store *s = make();
	struct stored r;
	char id[ID_LEN], c[ID_LEN];
	struct buf b = BUF_INIT;

	(void)state;
	begin(s);
	put(s, &kind_pupil, NULL, ada(), id);
	put(s, &kind_pupil, NULL, "{\"family_name\":\"BYRON\","
	    "\"given_name\":\"ada\",\"dob\":\"2012-12-10\"}", c);
	assert_int_equal(store_get(s, c, &r, &err), 1);
	assert_string_equal(r.flags, "likely-duplicate");
	assert_int_equal(store_get(s, id, &r, &err), 1);
	assert_string_equal(r.flags, "");
	put(s, &kind_concern, NULL, "{\"account\":\"a\","
	    "\"pupil_name\":\"Ada\"}", c);
	assert_int_equal(store_get(s, c, &r, &err), 1);
	assert_string_equal(r.flags, "unmatched");
	buf_addf(&b, "{\"account\":\"a\",\"pupil\":\"%s\"}", id);
	put(s, &kind_concern, c, b.p, c);
	assert_int_equal(store_get(s, c, &r, &err), 1);
	assert_string_equal(r.flags, "");
	commit(s);
	buf_release(&b);
	store_close(s);
}

static void
a_clock_behind_takes_the_last_time(void **state)
{
	struct store *s = make();
	struct stored r;
	char id[ID_LEN];

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	assert_false(store_clock_behind(s));
	assert_int_equal(try_put(s, &kind_concern, NULL,
	    "{\"account\":\"b\"}", NOON - 3600, id), 0);
	assert_true(store_clock_behind(s));
	assert_false(store_clock_behind(s));
	assert_int_equal(store_get(s, id, &r, &err), 1);
	assert_string_equal(r.recorded_at, "2026-09-01T12:00:00Z");
	commit(s);
	store_close(s);
}

static void
an_actor_is_one_word(void **state)
{
	struct store *s = make();
	int64_t seq;
	struct stored r;
	char id[ID_LEN];
	struct draft d = { .kind = &kind_concern, .content = "{}", .len = 2,
		.actor = "a b\nc", .now = NOON };

	(void)state;
	begin(s);
	assert_int_equal(store_put(s, &d, id, &seq, &err), 0);
	commit(s);
	assert_int_equal(store_get(s, id, &r, &err), 1);
	assert_string_equal(r.recorded_by, "a-b-c");
	assert_int_equal(r.body[r.content], '}');
	store_close(s);
}

/*
 * A trigger of this connection, which no look at the schema sees, stands for
 * whatever makes a statement do nothing and give no error.
 */
static void
what_does_nothing_is_not_believed(void **state)
{
	static const char *const quiet[] = { "INSERT ON main.event",
		"INSERT ON main.record", "UPDATE ON main.record",
		"INSERT ON main.earlier", "INSERT ON main.roll" };
	struct store *s = make();
	char id[ID_LEN], other[ID_LEN], trigger[160];
	int n;

	(void)state;
	begin(s);
	put(s, &kind_pupil, NULL, ada(), id);
	commit(s);
	n = entries(s);
	for (size_t i = 0; i < sizeof(quiet) / sizeof(*quiet); i++) {
		snprintf(trigger, sizeof(trigger), "CREATE TEMP TRIGGER zz "
		    "BEFORE %s BEGIN SELECT RAISE(IGNORE); END", quiet[i]);
		assert_int_equal(sqlite3_exec(s->pool.db, trigger, NULL, NULL,
		    NULL), SQLITE_OK);
		begin(s);
		assert_int_equal(try_put(s, &kind_pupil,
		    i == 1 ? NULL : id, i == 1 ?
		    "{\"family_name\":\"Quill\"}" : ada(), NOON, other), -1);
		assert_int_equal(err.status, ST_IO);
		assert_string_equal(err.code, "damaged");
		store_rollback(s);
		assert_int_equal(entries(s), n);
		assert_int_equal(sqlite3_exec(s->pool.db, "DROP TRIGGER zz",
		    NULL, NULL, NULL), SQLITE_OK);
	}
	/* nor what is gone again when it is to be committed */
	begin(s);
	put(s, &kind_pupil, id, ada(), other);
	assert_int_equal(sqlite3_exec(s->pool.db, "DROP TRIGGER event_stays;"
	    "DELETE FROM event WHERE seq = 2", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(store_commit(s, &err), -1);
	assert_string_equal(err.code, "damaged");
	assert_int_equal(entries(s), n);
	begin(s);
	put(s, &kind_pupil, id, ada(), other);
	commit(s);
	store_close(s);
}

static void
a_time_far_ahead_is_seen(void **state)
{
	const struct timespec then[2] = { { NOON, 0 }, { NOON, 0 } };
	struct store *s = make();
	char id[ID_LEN], at[TIME_LEN];
	int64_t seq;

	(void)state;
	assert_int_equal(store_ahead(s, NOON, at, &err), 0);
	begin(s);
	put(s, &kind_pupil, NULL, ada(), id);
	put(s, &kind_pupil, NULL, "{\"family_name\":\"Quill\"}", id);
	commit(s);
	assert_int_equal(utimensat(AT_FDCWD, path, then, 0), 0);
	assert_int_equal(store_ahead(s, NOON + 86400, at, &err), 0);
	assert_int_equal(store_ahead(s, NOON + 86401, at, &err), 1);
	assert_string_equal(at, "2026-09-01T12:00:00Z");
	assert_int_equal(ledger_ahead(s, NOON, &seq, at, &err), 0);
	assert_int_equal(ledger_ahead(s, NOON - 1, &seq, at, &err), 1);
	assert_int_equal(seq, 1);
	assert_string_equal(at, "2026-09-01T12:00:00Z");
	/* a file changed since says that the clock is right */
	assert_int_equal(utimensat(AT_FDCWD, path, NULL, 0), 0);
	assert_int_equal(store_ahead(s, time_now(), at, &err), 0);
	store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(what_is_put_is_read_back_byte_for_byte),
		T(a_value_that_names_one_record_is_refused_to_another),
		T(an_unknown_id_gets_no_new_version),
		T(flags_say_what_needs_a_look),
		T(a_clock_behind_takes_the_last_time),
		T(an_actor_is_one_word),
		T(what_does_nothing_is_not_believed),
		T(a_time_far_ahead_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
