/* SPDX-License-Identifier: ISC */
#include "in_store.h"

#include "base/text/text.h"

static void
files_are_their_owners_alone(void **state)
{
	struct stat st;
	char dir[128];

	(void)state;
	store_close(make());
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	snprintf(dir, sizeof(dir), "%s/a/b", folder);
	assert_int_equal(stat(dir, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
}

static void
an_existing_file_is_left_alone(void **state)
{
	struct store *s;
	char got[8] = "";
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/x", folder);
	f = fopen(path, "w");
	fputs("hello", f);
	fclose(f);
	assert_int_equal(store_create(&s, path, sql, &err), -1);
	assert_int_equal(err.status, ST_IO);
	f = fopen(path, "r");
	assert_non_null(fgets(got, sizeof(got), f));
	fclose(f);
	assert_string_equal(got, "hello");
	/* … and is no store either. */
	assert_int_equal(store_open(&s, path, STORE_READ, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
}

static void
nothing_is_stored_where_another_store_came(void **state)
{
	struct store *s = make();
	char other[160], id[ID_LEN];

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	commit(s);
	snprintf(other, sizeof(other), "%s.old", path);
	assert_int_equal(rename(path, other), 0);
	store_close(make());
	/* it has its journal open by now, so that SQLite would not look */
	assert_int_equal(store_begin(s, &err), -1);
	assert_string_equal(err.code, "moved");
	assert_int_equal(store_look(s, &err), 0);
	store_close(s);
}

static void
what_is_no_store_is_told_from_what_cannot_be_read(void **state)
{
	struct store *s;
	char other[160];

	(void)state;
	assert_int_equal(store_open(&s, path, STORE_READ, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_int_equal(store_open(&s, folder, STORE_READ, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	store_close(make());
	snprintf(other, sizeof(other), "%s/link.db", folder);
	assert_int_equal(symlink(path, other), 0);
	assert_int_equal(store_open(&s, other, STORE_READ, &err), -1);
	assert_int_equal(err.status, ST_IO);
	snprintf(other, sizeof(other), "%s/way", folder);
	snprintf(path, sizeof(path), "%s/a/b", folder);
	assert_int_equal(symlink(path, other), 0);
	strcat(other, "/school.db");
	assert_int_equal(store_open(&s, other, STORE_READ, &err), 0);
	store_close(s);
	if (geteuid() != 0) {
		assert_int_equal(chmod(other, 0), 0);
		assert_int_equal(store_open(&s, other, STORE_READ, &err), -1);
		assert_int_equal(err.status, ST_IO);
	}
}

static void
set_version(int version)
{
	unsigned char v[4] = { 0, 0, 0, (unsigned char)version };
	int fd = open(path, O_WRONLY);

	assert_int_equal(pwrite(fd, v, 4, 60), 4);
	close(fd);
}

static void
other_versions_are_named(void **state)
{
	struct store *s;

	(void)state;
	store_close(make());
	set_version(STORE_VERSION - 1);
	assert_int_equal(store_open(&s, path, STORE_READ, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_string_equal(err.hint, "Run store-rebuild.");
	set_version(STORE_VERSION + 1);
	assert_int_equal(store_open(&s, path, STORE_READ, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_non_null(strstr(err.msg, "later vigil"));
}

static void
writers_take_turns(void **state)
{
	struct store *one = make(), *two = reopen(STORE_WRITE);
	struct store *reader = reopen(STORE_READ);
	char id[ID_LEN];

	(void)state;
	for (int i = 0; i < 3; i++) {
		begin(one);
		put(one, &kind_concern, NULL, "{\"account\":\"a\"}", id);
		commit(one);
		begin(two);
		put(two, &kind_concern, NULL, "{\"account\":\"b\"}", id);
		commit(two);
	}
	begin(reader);
	assert_int_equal(entries(reader), 6);
	assert_int_equal(try_put(reader, &kind_concern, NULL, "{}", NOON, id),
	    -1);
	assert_int_equal(err.status, ST_FAULT);
	commit(reader);
	sqlite3_busy_timeout(two->pool.db, 1);
	begin(one);
	assert_int_equal(store_begin(two, &err), -1);
	assert_int_equal(err.status, ST_BUSY);
	/* A reader that stays keeps a writer from its commit. */
	begin(reader);
	assert_int_equal(entries(reader), 6);
	put(one, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	sqlite3_busy_timeout(one->pool.db, 1);
	assert_int_equal(store_commit(one, &err), -1);
	assert_int_equal(err.status, ST_BUSY);
	store_rollback(reader);
	assert_int_equal(entries(one), 6);
	store_close(one);
	store_close(two);
	store_close(reader);
}

static void
who_only_looks_keeps_no_writer_from_beginning(void **state)
{
	struct store *one = make(), *two = reopen(STORE_WRITE);
	char id[ID_LEN];

	(void)state;
	sqlite3_busy_timeout(one->pool.db, 1);
	sqlite3_busy_timeout(two->pool.db, 1);
	assert_int_equal(store_look(one, &err), 0);
	assert_int_equal(entries(one), 0);
	begin(two);
	put(two, &kind_concern, NULL, "{\"account\":\"b\"}", id);
	store_rollback(one);
	commit(two);
	/* One view, although the other goes on. */
	assert_int_equal(store_look(one, &err), 0);
	assert_int_equal(entries(one), 1);
	begin(two);
	put(two, &kind_concern, NULL, "{\"account\":\"b\"}", id);
	assert_int_equal(entries(one), 1);
	store_rollback(two);
	store_rollback(one);
	begin(one);
	put(one, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	commit(one);
	store_close(one);
	store_close(two);
}

static void
a_writer_waits_until_the_other_is_done(void **state)
{
	struct store *s = make();
	char id[ID_LEN], c;
	int fd[2], status;
	pid_t child;

	(void)state;
	store_close(s);
	assert_int_equal(pipe(fd), 0);
	if ((child = fork()) == 0) {
		s = reopen(STORE_WRITE);
		begin(s);
		put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
		if (write(fd[1], "x", 1) != 1)
			_exit(1);
		usleep(200000);
		_exit(store_commit(s, &err) != 0);
	}
	s = reopen(STORE_WRITE);
	assert_int_equal(read(fd[0], &c, 1), 1);
	begin(s);
	assert_int_equal(entries(s), 1);
	put(s, &kind_concern, NULL, "{\"account\":\"b\"}", id);
	commit(s);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(entries(s), 2);
	close(fd[0]);
	close(fd[1]);
	store_close(s);
}

static void
a_store_moved_away_is_not_written(void **state)
{
	struct store *s = make();
	char other[160], id[ID_LEN];
	struct draft d = { .kind = &kind_person, .actor = "someone",
		.now = NOON };
	int64_t seq;

	(void)state;
	d.content = "{\"family_name\":\"A\",\"given_name\":\"B\","
	    "\"category\":\"teacher\"}";
	d.len = strlen(d.content);
	snprintf(other, sizeof(other), "%s.old", path);
	begin(s);
	assert_int_equal(rename(path, other), 0);
	assert_int_equal(store_put(s, &d, id, &seq, &err), -1);
	assert_int_equal(err.status, ST_IO);
	assert_string_equal(err.code, "moved");
	store_close(s);
	assert_int_equal(rename(other, path), 0);
	s = reopen(STORE_READ);
	assert_int_equal(entries(s), 0);
	store_close(s);
}

static void
a_full_disk_stores_nothing(void **state)
{
	struct store *s = make();
	struct buf b = BUF_INIT;
	char id[ID_LEN];
	int r = 0, n = 0;

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	commit(s);
	sqlite3_exec(s->pool.db, "PRAGMA max_page_count=60", NULL, NULL, NULL);
	buf_adds(&b, "{\"place\":\"");
	for (int i = 0; i < 4000; i++)
		buf_addc(&b, 'x');
	buf_adds(&b, "\"}");
	begin(s);
	while (r == 0 && n++ < 1000)
		r = try_put(s, &kind_concern, NULL, b.p, NOON, id);
	assert_int_equal(r, -1);
	assert_int_equal(err.status, ST_IO);
	assert_string_equal(err.code, "disk-full");
	assert_non_null(strstr(err.msg, "nothing was stored"));
	store_rollback(s);
	assert_int_equal(entries(s), 1);
	buf_release(&b);
	store_close(s);
}

static void
a_failure_after_the_commit_does_not_deny_it(void **state)
{
	struct store *s = make();
	char id[ID_LEN];

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	pool_fail(&s->pool, SQLITE_NOMEM, &err);
	assert_non_null(strstr(err.msg, "nothing was stored"));
	commit(s);
	pool_fail(&s->pool, SQLITE_NOMEM, &err);
	assert_null(strstr(err.msg, "nothing was stored"));
	begin(s);
	pool_fail(&s->pool, SQLITE_NOMEM, &err);
	assert_non_null(strstr(err.msg, "nothing was stored"));
	store_rollback(s);
	store_close(s);
}

/* COMMIT fails, and with a place aside for the file this is gone too. */
static int
fail_commit(void *aside)
{
	return aside == NULL || rename(path, aside) == 0;
}

static void
a_failed_commit_is_looked_into(void **state)
{
	struct store *s = make();
	char id[ID_LEN], aside[160];

	(void)state;
	/* The file is gone from its place: nobody can tell. */
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	snprintf(aside, sizeof(aside), "%s/aside", folder);
	sqlite3_commit_hook(s->pool.db, fail_commit, aside);
	assert_int_equal(store_commit(s, &err), -1);
	assert_int_equal(err.status, ST_DOUBT);
	store_close(s);
	assert_int_equal(rename(aside, path), 0);

	/* It was not stored, and a look tells so. */
	s = reopen(STORE_WRITE);
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	sqlite3_commit_hook(s->pool.db, fail_commit, NULL);
	assert_int_equal(store_commit(s, &err), -1);
	assert_int_not_equal(err.status, ST_DOUBT);
	/* It was stored all the same, and a look tells so. */
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	sqlite3_exec(s->pool.db, "COMMIT", NULL, NULL, NULL);
	assert_int_equal(store_commit(s, &err), 0);
	assert_int_equal(entries(s), 1);
	store_close(s);
}

static void
a_name_that_is_too_long_ends_with_a_whole_character(void **state)
{
	static const char content[] = "{\"account\":\"a\"}";
	struct store *s = make();
	struct draft d = { .kind = &kind_concern, .content = content,
		.len = sizeof(content) - 1, .now = NOON,
		.actor = "ca\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"
		    "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"
		    "\u00e9\u00e9\u00e9\u00e9\u00e9" };
	int64_t seq;
	struct stored row;
	char id[ID_LEN];
	size_t n;

	(void)state;
	begin(s);
	assert_int_equal(store_put(s, &d, id, &seq, &err), 0);
	commit(s);
	assert_int_equal(store_get(s, id, &row, &err), 1);
	n = strlen(row.recorded_by);
	assert_true(n < strlen(d.actor) && n > ACTOR_LEN - 3);
	assert_int_equal(text_utf8(row.recorded_by, n), n);
	store_close(s);
}

static void
nothing_alters_the_ledger(void **state)
{
	static const char *const forbidden[] = {
		"UPDATE event SET body = 'x'", "UPDATE event SET head = 'x'",
		"UPDATE event SET seq = 9", "DELETE FROM event",
		"UPDATE event SET head = 'x', body = NULL",
		"UPDATE event SET seq = 9, body = NULL",
		"INSERT OR REPLACE INTO event VALUES (1, 'x', 'y')",
		"REPLACE INTO event VALUES (1, 'x', NULL)",
		("INSERT INTO event VALUES (1, 'x', 'h', 'y') "
		 "ON CONFLICT DO UPDATE SET head = 'x'") };
	struct store *s = make();
	char id[ID_LEN];

	(void)state;
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	commit(s);
	for (size_t i = 0; i < sizeof(forbidden) / sizeof(*forbidden); i++)
		assert_int_not_equal(sqlite3_exec(s->pool.db, forbidden[i],
		    NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(s->pool.db, "UPDATE event "
	    "SET body = NULL", NULL, NULL, NULL), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(s->pool.db, "UPDATE event "
	    "SET body = 'x'", NULL, NULL, NULL), SQLITE_OK);
	store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(files_are_their_owners_alone),
		T(an_existing_file_is_left_alone),
		T(nothing_is_stored_where_another_store_came),
		T(what_is_no_store_is_told_from_what_cannot_be_read),
		T(other_versions_are_named),
		T(writers_take_turns),
		T(who_only_looks_keeps_no_writer_from_beginning),
		T(a_writer_waits_until_the_other_is_done),
		T(a_store_moved_away_is_not_written),
		T(a_full_disk_stores_nothing),
		T(a_failure_after_the_commit_does_not_deny_it),
		T(a_failed_commit_is_looked_into),
		T(a_name_that_is_too_long_ends_with_a_whole_character),
		T(nothing_alters_the_ledger),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
