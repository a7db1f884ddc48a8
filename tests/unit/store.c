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
	assert_int_equal(n, strlen(ids) / ID_LEN); /* each with a blank */
	buf_release(&b);
}

static void
what_is_put_is_read_back_byte_for_byte(void **state)
{
	struct store *s = make();
	struct stored r;
	char id[ID_LEN];
	struct buf b = BUF_INIT;
	struct receipt receipt;
	struct draft d = { .kind = &kind_pupil, .content = ada(),
		.len = strlen(ada()), .actor = "dsl", .now = NOON };

	(void)state;
	begin(s);
	assert_int_equal(store_put(s, &d, id, &receipt, &err), 0);
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
	assert_string_equal(r.receipt.hash, receipt.hash);
	assert_int_equal(store_get(s, "P-000000", &r, &err), 0);
	assert_int_equal(store_last(s, &err), 1);
	buf_release(&b);
	store_close(s);
}

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
	assert_int_equal(store_last(s, &err), 2);
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
	assert_int_equal(store_last(s, &err), 0);
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
	struct receipt receipt;
	struct stored r;
	char id[ID_LEN];
	struct draft d = { .kind = &kind_concern, .content = "{}", .len = 2,
		.actor = "a b\nc", .now = NOON };

	(void)state;
	begin(s);
	assert_int_equal(store_put(s, &d, id, &receipt, &err), 0);
	commit(s);
	assert_int_equal(store_get(s, id, &r, &err), 1);
	assert_string_equal(r.recorded_by, "a-b-c");
	assert_int_equal(r.body[r.content], '}');
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
	q.match = "";
	expect_each(s, &q, "");
	q.match = " \" ";
	expect_each(s, &q, "");
	q = (struct query){ .match = "was", .about = p, .until = "2026-06-30" };
	snprintf(want, sizeof(want), "%s ", a);
	expect_each(s, &q, want);
	/* What is amended is found by its new words alone. */
	begin(s);
	put(s, &kind_concern, a, "{\"account\":\"nothing\"}", a);
	commit(s);
	q = (struct query){ .match = "was" };
	snprintf(want, sizeof(want), "%s ", b);
	expect_each(s, &q, want);
	q = (struct query){ .about = p, .kind = &kind_concern };
	expect_each(s, &q, want);
	buf_release(&t);
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
	assert_int_equal(store_prefix(s, prefix, got, &err), 1);
	assert_string_equal(got, id);
	assert_int_equal(store_prefix(s, "C-!!!!", got, &err), 0);
	put(s, &kind_concern, NULL, "{\"account\":\"b\"}", id);
	assert_int_equal(store_prefix(s, "C-", got, &err), -1);
	assert_int_equal(err.status, ST_DATA);
	assert_string_equal(err.code, "ambiguous");
	commit(s);
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
	assert_int_equal(store_last(reader, &err), 6);
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
	assert_int_equal(store_last(reader, &err), 6);
	put(one, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	sqlite3_busy_timeout(one->pool.db, 1);
	assert_int_equal(store_commit(one, &err), -1);
	assert_int_equal(err.status, ST_BUSY);
	store_rollback(reader);
	assert_int_equal(store_last(one, &err), 6);
	store_close(one);
	store_close(two);
	store_close(reader);
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
	assert_int_equal(store_last(s, &err), 1);
	put(s, &kind_concern, NULL, "{\"account\":\"b\"}", id);
	commit(s);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(store_last(s, &err), 2);
	close(fd[0]);
	close(fd[1]);
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
	assert_int_equal(store_last(s, &err), 1);
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
	sqlite3_exec(s->pool.db, "ROLLBACK", NULL, NULL, NULL);
	assert_int_equal(rename(path, aside), 0);
	assert_int_equal(store_commit(s, &err), -1);
	assert_int_equal(err.status, ST_DOUBT);
	store_close(s);
	assert_int_equal(rename(aside, path), 0);

	/* It was not stored, and a look tells so. */
	s = reopen(STORE_WRITE);
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	sqlite3_exec(s->pool.db, "ROLLBACK", NULL, NULL, NULL);
	assert_int_equal(store_commit(s, &err), -1);
	assert_int_not_equal(err.status, ST_DOUBT);
	/* It was stored all the same, and a look tells so. */
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	sqlite3_exec(s->pool.db, "COMMIT", NULL, NULL, NULL);
	assert_int_equal(store_commit(s, &err), 0);
	assert_int_equal(store_last(s, &err), 1);
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
		T(what_is_put_is_read_back_byte_for_byte),
		T(files_are_their_owners_alone),
		T(an_existing_file_is_left_alone),
		T(what_is_no_store_is_told_from_what_cannot_be_read),
		T(other_versions_are_named),
		T(a_new_version_leaves_the_earlier_readable),
		T(a_value_that_names_one_record_is_refused_to_another),
		T(an_unknown_id_gets_no_new_version),
		T(flags_say_what_needs_a_look),
		T(a_clock_behind_takes_the_last_time),
		T(an_actor_is_one_word),
		T(questions_are_answered_in_order),
		T(a_row_may_end_the_answer),
		T(a_prefix_names_one_record_or_none),
		T(an_action_moves_a_concern_and_an_amendment_does_not),
		T(writers_take_turns),
		T(a_writer_waits_until_the_other_is_done),
		T(a_full_disk_stores_nothing),
		T(a_failure_after_the_commit_does_not_deny_it),
		T(a_failed_commit_is_looked_into),
		T(nothing_alters_the_ledger),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
