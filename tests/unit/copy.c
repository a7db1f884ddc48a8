/* SPDX-License-Identifier: ISC */
#include "in_store.h"
#include "store/ledger/copy.h"
#include "store/view/view.h"

static char other[160];

static struct store *
filled(void)
{
	struct store *s = make();
	char id[ID_LEN];

	begin(s);
	put(s, &kind_pupil, NULL, ada(), id);
	put(s, &kind_concern, NULL, "{\"account\":\"words\"}", id);
	commit(s);
	snprintf(other, sizeof(other), "%s/copy.db", folder);
	return s;
}

static void
a_copy_is_a_store_with_the_same_entries(void **state)
{
	struct store *s = filled(), *copy;
	struct ledger_report one, two;
	struct stat st;

	(void)state;
	if (store_copy(s, other, &err) != 0)
		fail_msg("%s", err.msg);
	assert_int_equal(stat(other, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(store_open(&copy, other, STORE_READ, &err), 0);
	assert_int_equal(ledger_verify(s, NULL, &one, &err), 0);
	assert_int_equal(ledger_verify(copy, NULL, &two, &err), 0);
	assert_int_equal(two.last.seq, 2);
	assert_string_equal(one.last.hash, two.last.hash);
	store_close(copy);
	store_close(s);
}

static void
a_copy_is_never_put_over_a_file(void **state)
{
	struct store *s = filled();
	FILE *f;
	char got[8] = "";

	(void)state;
	f = fopen(other, "w");
	fputs("kept", f);
	fclose(f);
	assert_int_equal(store_copy(s, other, &err), -1);
	assert_int_equal(err.status, ST_IO);
	f = fopen(other, "r");
	assert_non_null(fgets(got, sizeof(got), f));
	fclose(f);
	assert_string_equal(got, "kept");
	/* nor where a link would lead it */
	assert_int_equal(unlink(other), 0);
	assert_int_equal(symlink("elsewhere.db", other), 0);
	assert_int_equal(store_copy(s, other, &err), -1);
	assert_int_equal(readlink(other, got, sizeof(got)), sizeof(got));
	assert_int_equal(unlink(other), 0);
	assert_int_equal(store_copy(s, "/nowhere/at/all.db", &err), -1);
	store_close(s);
}

static void
a_copy_of_a_bad_ledger_is_not_kept(void **state)
{
	struct store *s = filled();

	(void)state;
	assert_int_equal(sqlite3_exec(s->pool.db, "DROP TRIGGER event_kept;"
	    "UPDATE event SET body = body || ' ' WHERE seq = 2", NULL, NULL,
	    NULL), SQLITE_OK);
	assert_int_equal(store_copy(s, other, &err), -1);
	assert_int_equal(err.status, ST_IO);
	assert_non_null(strstr(err.msg, "Entry 2 "));
	assert_int_equal(access(other, F_OK), -1);
	store_close(s);
}

static void
expect_trouble(struct store *s, const char *what)
{
	struct buf b = BUF_INIT;

	if (store_examine(s, sql, &b, &err) != 0)
		fail_msg("%s", err.msg);
	if (*what == '\0' ? b.n != 0 : strstr(buf_str(&b), what) == NULL)
		fail_msg("the troubles are: %s", buf_str(&b));
	buf_release(&b);
}

static void
a_schema_is_known_by_its_text(void **state)
{
	static const struct {
		const char *change, *named;
	} cases[] = {
		{ "CREATE TRIGGER zz BEFORE INSERT ON event "
		  "BEGIN SELECT RAISE(IGNORE); END", "trigger zz" },
		{ "DROP TRIGGER event_kept; CREATE TRIGGER event_kept "
		  "BEFORE UPDATE ON event WHEN 0 BEGIN SELECT 1; END",
		  "trigger event_kept in the store is not as vigil made" },
		{ "DROP TRIGGER event_stays; CREATE TRIGGER event_stays "
		  "BEFORE DELETE ON link BEGIN SELECT 1; END",
		  "trigger event_stays in the store is not as vigil made" },
		{ "CREATE INDEX more ON record (state)", "index more" },
		{ "DROP INDEX record_at; CREATE INDEX record_at "
		  "ON record (at)", "index record_at in the store is not" },
		{ "CREATE VIEW more AS SELECT 1", "view more" },
		{ "CREATE TABLE more (x)", "table more" },
		{ "DROP TABLE came", "lost its table came" },
		{ "ALTER TABLE event RENAME COLUMN hash TO sum; "
		  "ALTER TABLE event RENAME COLUMN sum TO hash; "
		  "ALTER TABLE event ADD COLUMN more TEXT",
		  "table event in the store is not as vigil made" },
	};
	struct store *s = filled();
	char id[ID_LEN];

	(void)state;
	expect_trouble(s, "");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct ledger_report r;

		assert_int_equal(sqlite3_exec(s->pool.db, cases[i].change,
		    NULL, NULL, NULL), SQLITE_OK);
		expect_trouble(s, cases[i].named);
		/* nobody enters anything in it */
		begin(s);
		assert_int_equal(try_put(s, &kind_concern, NULL, "{}", NOON,
		    id), -1);
		assert_string_equal(err.code, "other-version");
		store_rollback(s);
		store_close(s);
		/* until it is made again */
		if (view_rebuild(path, sql, &r, &err) != 0)
			fail_msg("%s: %s", cases[i].change, err.msg);
		assert_int_equal(r.entries, 2 + (int)i);
		s = reopen(STORE_WRITE);
		expect_trouble(s, "");
		begin(s);
		put(s, &kind_concern, NULL, "{}", id);
		commit(s);
	}
	store_close(s);
}

static void
troubles_of_a_store_are_named(void **state)
{
	struct store *s = filled();
	char dir[128];

	(void)state;
	expect_trouble(s, "");
	assert_int_equal(chmod(path, 0640), 0);
	expect_trouble(s, "may open");
	assert_int_equal(chmod(path, 0600), 0);
	snprintf(dir, sizeof(dir), "%s/a/b", folder);
	assert_int_equal(chmod(dir, 0755), 0);
	expect_trouble(s, "");
	assert_int_equal(chmod(dir, 0770), 0);
	expect_trouble(s, "may put files into");
	assert_int_equal(chmod(dir, 0700), 0);
	snprintf(other, sizeof(other), "%s-journal", path);
	assert_int_equal(access(other, F_OK), 0);
	assert_int_equal(chmod(other, 0644), 0);
	expect_trouble(s, "school.db-journal (mode 644");
	assert_int_equal(chmod(other, 0600), 0);
	expect_trouble(s, "");
	sqlite3_exec(s->pool.db, "CREATE TABLE aaa (x)", NULL, NULL, NULL);
	expect_trouble(s, "The table aaa in the store is not vigil's");
	sqlite3_exec(s->pool.db, "DROP TABLE aaa; DROP TRIGGER event_stays;"
	    "DROP INDEX record_at", NULL, NULL, NULL);
	expect_trouble(s, "has lost its trigger event_stays");
	expect_trouble(s, "has lost its index record_at");
	store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_copy_is_a_store_with_the_same_entries),
		T(a_copy_is_never_put_over_a_file),
		T(a_copy_of_a_bad_ledger_is_not_kept),
		T(a_schema_is_known_by_its_text),
		T(troubles_of_a_store_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
