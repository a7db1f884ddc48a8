/* SPDX-License-Identifier: ISC */
#include "in_store.h"
#include "store/ledger/copy.h"
#include "store/view/view.h"

/* Records of several kinds, amended, moved, named and found by words. */
static struct store *
filled(void)
{
	struct store *s = make();
	struct buf b = BUF_INIT;
	char p[ID_LEN], c[ID_LEN], d[ID_LEN], a[ID_LEN];

	begin(s);
	put(s, &kind_pupil, NULL, ada(), p);
	put(s, &kind_pupil, NULL, "{\"family_name\":\"Byron\","
	    "\"given_name\":\"Ada\",\"dob\":\"2012-12-10\","
	    "\"client_id\":\"7\"}", d);
	buf_addf(&b, "{\"account\":\"caf\303\251 \\\"x\\\"\",\"pupil\":\"%s\","
	    "\"linked\":[{\"pupil\":\"%s\"},{\"pupil\":\"%s\"}],"
	    "\"passed_to\":\"lead-dsl\"}", p, d, p);
	put(s, &kind_concern, NULL, b.p, c);
	buf_reset(&b);
	buf_addf(&b, "{\"concern\":\"%s\",\"type\":\"decision\","
	    "\"decision\":\"monitor\",\"text\":\"t\","
	    "\"rationale\":\"r\"}", c);
	put(s, &kind_action, NULL, b.p, a);
	put(s, &kind_pupil, p, "{\"family_name\":\"King\","
	    "\"given_name\":\"Ada\",\"dob\":\"2012-12-10\","
	    "\"upn\":\"B2\",\"former_upn\":\"A123\"}", p);
	buf_reset(&b);
	buf_addf(&b, "{\"account\":\"other words\",\"pupil\":\"%s\"}", d);
	put(s, &kind_concern, c, b.p, c);
	put(s, &kind_concern, c, b.p, c);
	commit(s);
	buf_release(&b);
	return s;
}

static int
count_row(void *n, const struct stored *r, struct err *e)
{
	(void)r;
	(void)e;
	++*(int *)n;
	return 0;
}

/* How many records hold the words, which then are in the index. */
static int
holding(struct store *s, const char *words)
{
	struct query q = { .match = words };
	int n = 0;

	if (store_each(s, &q, count_row, &n, &err) != 0)
		fail_msg("%s", err.msg);
	return n;
}

static void
expect_difference(struct store *s, const char *begins)
{
	struct buf b = BUF_INIT;

	if (view_compare(s, &b, &err) != 0)
		fail_msg("%s", err.msg);
	if (*begins == '\0' ? b.n != 0 :
	    strncmp(buf_str(&b), begins, strlen(begins)) != 0)
		fail_msg("the difference is \"%s\"", buf_str(&b));
	buf_release(&b);
}

static void
change(struct store *s, const char *text)
{
	char *msg = NULL;

	if (sqlite3_exec(s->pool.db, text, NULL, NULL, &msg) != SQLITE_OK)
		fail_msg("%s", msg);
}

static void
views_follow_from_the_ledger(void **state)
{
	struct store *s = filled();

	(void)state;
	expect_difference(s, "");
	assert_int_equal(holding(s, "words"), 1);
	expect_difference(s, "");
	store_close(s);
	s = reopen(STORE_READ);
	expect_difference(s, "");
	store_close(s);
}

static void
the_index_of_words_catches_up(void **state)
{
	struct query q = { .match = "gone" };
	struct store *s = filled();
	char id[ID_LEN];
	int64_t upto;

	(void)state;
	assert_int_equal(holding(s, "gone"), 0);
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"gone home\"}", id);
	commit(s);
	expect_difference(s, "");
	assert_int_equal(holding(s, "gone"), 1);
	expect_difference(s, "");
	/* What holds no words is not worth writing for. */
	begin(s);
	put(s, &kind_appointment, NULL, "{\"role\":\"senco\"}", id);
	commit(s);
	assert_int_equal(holding(s, "gone"), 1);
	pool_number(&s->pool, "SELECT seq FROM searchable", &upto, &err);
	assert_int_equal(upto, 8);
	store_close(s);
	/* A search that may not write would miss what is behind. */
	s = reopen(STORE_READ);
	assert_int_equal(store_each(s, &q, count_row, NULL, &err), -1);
	assert_int_equal(err.status, ST_FAULT);
	store_close(s);
}

static void
any_other_row_is_found(void **state)
{
	static const char *const cases[][2] = {
		{ "UPDATE record SET state = 'x' WHERE kind = 'concern'",
		    "record of C-" },
		{ "UPDATE record SET ends = 'x' WHERE version = 1",
		    "record of " },
		{ "DELETE FROM record WHERE kind = 'action'", "record of D-" },
		{ "UPDATE record SET at = '2' WHERE kind = 'action'",
		    "record of D-" },
		{ "DELETE FROM earlier WHERE version = 2", "earlier of 3" },
		{ "DELETE FROM link WHERE field = 'concern'", "link of C-" },
		{ "INSERT INTO link VALUES ('Z', 1, 'Z')", "link of Z" },
		{ "DELETE FROM link WHERE field = 'was:pupil'",
		    "link of P-" },
		{ "UPDATE alias SET value = 'Z' WHERE field = 'upn'",
		    "alias of pupil" },
		{ "INSERT INTO words (rowid, text) VALUES (1, 'more')",
		    "words" },
		{ "INSERT INTO words (words, rowid, text) "
		  "VALUES ('delete', 3, 'caf\303\251 \"x\"')", "words" },
		{ "UPDATE searchable SET seq = 3", "words" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct store *s = filled();
		struct ledger_report r;

		assert_int_equal(holding(s, "words"), 1);
		change(s, cases[i][0]);
		assert_int_equal(sqlite3_total_changes(s->pool.db) > 0, 1);
		expect_difference(s, cases[i][1]);
		store_close(s);
		/* … and mended. */
		if (view_rebuild(path, sql, &r, &err) != 0)
			fail_msg("%s", err.msg);
		assert_int_equal(r.entries, 7);
		s = reopen(STORE_READ);
		expect_difference(s, "");
		store_close(s);
	}
}

/* All rows of the views as text. */
static char *
dump(void)
{
	static const char *const rows[] = {
		"SELECT quote(id) || quote(kind) || seq || ',' || first || "
		"version || quote(at) || quote(ends) || quote(state) || "
		"quote(flags) FROM record ORDER BY id",
		"SELECT record || ' ' || version || seq FROM earlier ORDER BY 1",
		"SELECT target || record || field FROM link ORDER BY 1",
		"SELECT kind || field || value || record FROM alias ORDER BY 1",
		"PRAGMA user_version" };
	struct store *s = reopen(STORE_READ);
	struct buf b = BUF_INIT;
	sqlite3_stmt *st;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if ((st = pool_prepare(&s->pool, rows[i], &err)) == NULL)
			fail_msg("%s", err.msg);
		while (pool_row(&s->pool, st, &err) > 0)
			buf_addf(&b, "%s\n",
			    (const char *)sqlite3_column_text(st, 0));
		sqlite3_finalize(st);
	}
	store_close(s);
	s = reopen(STORE_WRITE);
	buf_addf(&b, "%d %d\n", holding(s, "cafe"), holding(s, "words"));
	store_close(s);
	return buf_steal(&b);
}

static void
a_rebuilt_store_is_the_same_row_for_row(void **state)
{
	char *before, *after;
	struct ledger_report r;

	(void)state;
	store_close(filled());
	before = dump();
	assert_non_null(strstr(before, "likely-duplicate"));
	assert_non_null(strstr(before, "A123"));
	assert_int_equal(view_rebuild(path, sql, &r, &err), 0);
	after = dump();
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void
a_store_of_the_first_version_is_brought_up(void **state)
{
	struct store *s = filled();
	char *before, *after;
	struct ledger_report r;

	(void)state;
	before = dump();
	sqlite3_db_config(s->pool.db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	change(s, "DROP TABLE words; DROP VIEW words_text; DROP TABLE record;"
	    "DROP TABLE searchable;"
	    "DROP TABLE earlier; DROP TABLE link; DROP TABLE alias;"
	    "DROP TABLE mark; DROP TABLE marked; DROP TABLE came;"
	    "PRAGMA user_version = 1");
	store_close(s);
	assert_int_equal(store_open(&s, path, STORE_READ, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	if (view_rebuild(path, sql, &r, &err) != 0)
		fail_msg("%s", err.msg);
	assert_int_equal(r.entries, 7);
	after = dump();
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void
lost_tables_are_made_again(void **state)
{
	static const char *const cases[] = { "DROP TABLE record",
		"DROP TABLE earlier", "DROP TABLE link", "DROP TABLE alias",
		"DROP TABLE searchable", "DROP TABLE words",
		"DROP VIEW words_text", "DROP TABLE mark", "DROP TABLE marked",
		"DROP TABLE merged", "DROP TABLE came",
		"DROP INDEX record_at",
		"DROP TABLE roll", "DROP TRIGGER event_kept",
		"DROP TRIGGER event_stays",
		"ALTER TABLE record DROP COLUMN flags",
		"DROP TABLE link; CREATE TABLE link (x)" };
	struct buf troubles = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct store *s = filled();
		struct ledger_report r;
		char *before = dump(), *after;

		change(s, cases[i]);
		store_close(s);
		if (view_rebuild(path, sql, &r, &err) != 0)
			fail_msg("%s: %s", cases[i], err.msg);
		after = dump();
		assert_string_equal(before, after);
		s = reopen(STORE_READ);
		assert_int_equal(store_examine(s, sql, &troubles, &err), 0);
		assert_string_equal(buf_str(&troubles), "");
		store_close(s);
		free(before);
		free(after);
	}
	buf_release(&troubles);
}

static void
entries_cut_off_are_missed_by_what_is_left(void **state)
{
	static const char *const cases[] = { "record", "earlier" };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct store *s = filled();
		struct buf b = BUF_INIT;
		struct ledger_report r;
		char id[ID_LEN];

		begin(s);
		put(s, &kind_pupil, NULL, "{\"family_name\":\"Lee\"}", id);
		put(s, &kind_pupil, id, "{\"family_name\":\"Li\"}", id);
		commit(s);
		buf_addf(&b, "DROP TRIGGER event_stays; DROP TABLE %s;"
		    "DELETE FROM event WHERE seq >= 8", cases[i]);
		change(s, b.p);
		buf_release(&b);
		store_close(s);
		assert_int_equal(view_rebuild(path, sql, &r, &err), -1);
		assert_int_equal(err.status, ST_NO);
		assert_int_equal(r.bad, 8);
	}
}

static void
what_was_accepted_once_is_not_refused_again(void **state)
{
	struct store *s = make();
	char a[ID_LEN], b[ID_LEN];
	struct ledger_report report;
	struct stored r;

	(void)state;
	begin(s);
	put(s, &kind_pupil, NULL, ada(), a);
	/* As if the number had not been one record's alone at the time. */
	change(s, "DELETE FROM alias WHERE field = 'upn'");
	put(s, &kind_pupil, NULL, ada(), b);
	commit(s);
	store_close(s);
	if (view_rebuild(path, sql, &report, &err) != 0)
		fail_msg("%s", err.msg);
	s = reopen(STORE_READ);
	assert_int_equal(store_get(s, b, &r, &err), 1);
	assert_int_equal(store_find(s, &kind_pupil, "upn", "A123", b, &err),
	    1);
	assert_string_equal(b, a);
	store_close(s);
}

static void
nothing_is_made_of_a_ledger_that_was_altered(void **state)
{
	static const char *const cases[] = {
		"UPDATE event SET body = replace(body, 'King', 'Kong')",
		"UPDATE event SET body = NULL WHERE seq = 5" };
	struct ledger_report r;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct store *s = filled();
		char *before, *after;

		change(s, "DROP TRIGGER event_kept; DELETE FROM link");
		change(s, cases[i]);
		store_close(s);
		before = dump();
		assert_int_equal(view_rebuild(path, sql, &r, &err), -1);
		assert_int_equal(err.status, ST_NO);
		assert_string_equal(err.code, "altered");
		assert_int_equal(r.bad, 5);
		after = dump();
		assert_string_equal(before, after);
		free(before);
		free(after);
	}
}

static void
an_entry_that_cannot_be_read_stops_the_rebuilding(void **state)
{
	static const struct kind robot = { .name = "robot" };
	static const struct {
		const struct kind *kind;
		const char *content;
		enum status status;
	} cases[] = { { &kind_pupil, "{\"family_name\":\"Ki\"g\"}", ST_IO },
		{ &robot, "{\"family_name\":\"King\"}", ST_CONFIG } };
	struct ledger_report r;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct store *s = filled();
		struct draft d = { .kind = cases[i].kind,
			.content = cases[i].content,
			.len = strlen(cases[i].content), .actor = "dsl",
			.now = NOON };
		char *before, *after;

		begin(s);
		assert_int_equal(ledger_load(s, &err), 0);
		assert_int_equal(ledger_append(s, &d, "P-7KQ2MX", &err), 0);
		commit(s);
		store_close(s);
		before = dump();
		assert_int_equal(view_rebuild(path, sql, &r, &err), -1);
		assert_int_equal(err.status, cases[i].status);
		assert_non_null(strstr(err.msg, "Entry 8 "));
		after = dump();
		assert_string_equal(before, after);
		free(before);
		free(after);
	}
}

static void
what_was_disposed_of_is_not_found(void **state)
{
	struct store *s = make();
	char a[ID_LEN], b[ID_LEN];
	struct stored r;

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"secret one\"}", a);
	put(s, &kind_concern, NULL, "{\"account\":\"two\"}", b);
	commit(s);
	change(s, "UPDATE event SET body = NULL WHERE seq = 1");
	assert_int_equal(store_get(s, a, &r, &err), 0);
	assert_int_equal(store_get(s, b, &r, &err), 1);
	assert_int_equal(holding(s, "secret"), 0);
	assert_int_equal(holding(s, "two"), 1);
	store_close(s);
}

static void
a_folder_that_lacks_a_migration_makes_nothing(void **state)
{
	struct store *s;
	struct ledger_report r;

	(void)state;
	assert_int_equal(store_create(&s, path, folder, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_int_equal(access(path, F_OK), -1);
	store_close(filled());
	assert_int_equal(view_rebuild(path, folder, &r, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	store_close(reopen(STORE_READ));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(views_follow_from_the_ledger),
		T(the_index_of_words_catches_up),
		T(any_other_row_is_found),
		T(a_rebuilt_store_is_the_same_row_for_row),
		T(a_store_of_the_first_version_is_brought_up),
		T(lost_tables_are_made_again),
		T(entries_cut_off_are_missed_by_what_is_left),
		T(what_was_accepted_once_is_not_refused_again),
		T(nothing_is_made_of_a_ledger_that_was_altered),
		T(an_entry_that_cannot_be_read_stops_the_rebuilding),
		T(what_was_disposed_of_is_not_found),
		T(a_folder_that_lacks_a_migration_makes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
