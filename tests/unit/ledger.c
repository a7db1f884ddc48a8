/* SPDX-License-Identifier: ISC */
#include "in_store.h"

#define ENTRIES 9

/* Entries of several lengths, one of them an amendment, the last a pupil. */
static struct store *
filled(void)
{
	struct store *s = make();
	char id[ID_LEN], pupil[ID_LEN];

	begin(s);
	for (int i = 0; i < ENTRIES - 3; i++)
		put(s, &kind_concern, NULL,
		    i % 2 ? "{\"account\":\"He said \\\"no\\\".\"}" :
		    "{\"account\":\"a\",\"place\":\"yard\"}", id);
	put(s, &kind_pupil, NULL, ada(), pupil);
	put(s, &kind_concern, id, "{\"account\":\"b\"}", id);
	put(s, &kind_pupil, pupil, ada(), pupil);
	commit(s);
	return s;
}

/* The triggers out of the way, as an owner of the file could put them. */
static void
tamper(struct store *s, const char *change)
{
	char *msg = NULL;

	sqlite3_exec(s->pool.db, "DROP TRIGGER event_kept;"
	    "DROP TRIGGER event_stays", NULL, NULL, NULL);
	if (sqlite3_exec(s->pool.db, change, NULL, NULL, &msg) != SQLITE_OK)
		fail_msg("%s", msg);
}

static void
expect_bad(struct store *s, int64_t seq)
{
	struct ledger_report r;

	if (ledger_verify(s, NULL, &r, &err) != 0)
		fail_msg("%s", err.msg);
	if (r.bad != seq)
		fail_msg("entry %lld is said to be bad (%s), not %lld",
		    (long long)r.bad, r.why, (long long)seq);
	assert_int_equal(r.why[0] == '\0', seq == 0);
}

static void
a_whole_ledger_is_found_whole(void **state)
{
	struct store *s = filled();
	struct ledger_report r;
	struct checkpoint last;

	(void)state;
	assert_int_equal(ledger_verify(s, NULL, &r, &err), 0);
	assert_int_equal(r.bad, 0);
	assert_int_equal(r.entries, ENTRIES);
	assert_int_equal(r.last.seq, ENTRIES);
	assert_int_equal(ledger_last(s, &last, &err), 1);
	assert_int_equal(last.seq, ENTRIES);
	assert_string_equal(last.hash, r.last.hash);
	assert_string_equal(last.at, r.last.at);
	assert_string_equal(r.last.at, "2026-09-01T12:00:00Z");
	assert_int_equal(strlen(r.last.hash), 64);
	/* Also when it was opened anew, and within a transaction. */
	store_close(s);
	s = reopen(STORE_WRITE);
	begin(s);
	expect_bad(s, 0);
	commit(s);
	store_close(s);
}

static void
an_empty_ledger_misses_its_first_entry(void **state)
{
	struct store *s = make();

	(void)state;
	expect_bad(s, 1);
	store_close(s);
	s = filled();
	tamper(s, "DELETE FROM event");
	expect_bad(s, 1);
	store_close(s);
}

/* Sets one byte of a column of an entry; what was there comes back. */
static void
set_byte(struct store *s, const char *column, int64_t seq, const char *text,
    size_t n)
{
	char sql_text[80];
	sqlite3_stmt *st;

	snprintf(sql_text, sizeof(sql_text),
	    "UPDATE event SET %s = ?1 WHERE seq = ?2", column);
	assert_int_equal(sqlite3_prepare_v2(s->pool.db, sql_text, -1, &st,
	    NULL), SQLITE_OK);
	sqlite3_bind_text(st, 1, text, (int)n, SQLITE_STATIC);
	sqlite3_bind_int64(st, 2, seq);
	assert_int_equal(sqlite3_step(st), SQLITE_DONE);
	sqlite3_finalize(st);
}

static void
get_text(struct store *s, const char *column, int64_t seq, char out[1024])
{
	char sql_text[80];
	sqlite3_stmt *st;

	snprintf(sql_text, sizeof(sql_text),
	    "SELECT %s FROM event WHERE seq = %lld", column, (long long)seq);
	assert_int_equal(sqlite3_prepare_v2(s->pool.db, sql_text, -1, &st,
	    NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	snprintf(out, 1024, "%s", (const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
}

static void
flip_all(const char *column, int64_t seq)
{
	static const unsigned char flips[] = { 1, 2, 0x20, 0x40 };
	struct store *s = filled();
	char was[1024], is[1024];
	size_t n;

	tamper(s, "BEGIN");
	get_text(s, column, seq, was);
	n = strlen(was);
	assert_true(n >= HASH_HEX - 1);
	for (size_t i = 0; i < n; i++) {
		for (size_t f = 0; f < sizeof(flips); f++) {
			memcpy(is, was, n);
			is[i] = (char)(is[i] ^ flips[f]);
			set_byte(s, column, seq, is, n);
			expect_bad(s, seq);
		}
	}
	/* One byte more, one byte less. */
	is[n] = ' ';
	memcpy(is, was, n);
	set_byte(s, column, seq, is, n + 1);
	expect_bad(s, seq);
	set_byte(s, column, seq, is, n - 1);
	expect_bad(s, seq);
	set_byte(s, column, seq, was, n);
	expect_bad(s, 0);
	store_close(s);
}

static void
every_byte_of_a_header_line_counts(void **state)
{
	(void)state;
	flip_all("head", 4);
	flip_all("head", 1);
	flip_all("head", ENTRIES);
	flip_all("hash", ENTRIES);
}

static void
every_byte_of_a_body_counts(void **state)
{
	(void)state;
	flip_all("body", 4);
	flip_all("body", ENTRIES);
}

static void
what_is_cut_out_or_changes_places_is_missed(void **state)
{
	static const struct {
		const char *change;
		int64_t bad;
	} cases[] = {
		{ "DELETE FROM event WHERE seq = 9", 9 },
		{ "DELETE FROM event WHERE seq > 6", 7 },
		{ "DELETE FROM event WHERE seq = 4", 4 },
		{ "DELETE FROM event WHERE seq = 1", 1 },
		{ "UPDATE event SET seq = -1 WHERE seq = 4;"
		  "UPDATE event SET seq = 4 WHERE seq = 5;"
		  "UPDATE event SET seq = 5 WHERE seq = -1", 4 },
		{ "UPDATE event SET seq = -1 WHERE seq = 4", -1 },
		{ "UPDATE event SET body = (SELECT body FROM event "
		  "WHERE seq = 4) WHERE seq = 6", 6 },
		{ "UPDATE event SET head = '' WHERE seq = 3", 3 },
		{ "UPDATE event SET body = '' WHERE seq = 3", 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct store *s = filled();

		tamper(s, cases[i].change);
		expect_bad(s, cases[i].bad);
		store_close(s);
	}
}

/* Whoever alters an entry and chains all later ones again … */
static void
a_checkpoint_holds_the_ledger_to_what_it_was(void **state)
{
	struct store *s = filled();
	struct ledger_report r;
	struct checkpoint c, middle;
	unsigned char hash[HASH_LEN];
	char was[1024];
	char id[ID_LEN];

	(void)state;
	assert_int_equal(ledger_verify(s, NULL, &r, &err), 0);
	c = r.last;
	assert_int_equal(ledger_verify(s, &c, &r, &err), 0);
	assert_int_equal(r.bad, 0);
	get_text(s, "head", 5, was);
	hash_sha256(hash, was, strlen(was));
	hash_hex(middle.hash, hash, sizeof(hash));
	middle.seq = 5;
	strcpy(middle.at, "2026-09-01T12:00:00Z");
	assert_int_equal(ledger_verify(s, &middle, &r, &err), 0);
	assert_int_equal(r.bad, 0);
	middle.at[0] = '1';
	assert_int_equal(ledger_verify(s, &middle, &r, &err), 0);
	assert_int_equal(r.bad, 5);
	/* The ledger may have grown. */
	begin(s);
	put(s, &kind_concern, NULL, "{\"account\":\"new\"}", id);
	commit(s);
	assert_int_equal(ledger_verify(s, &c, &r, &err), 0);
	assert_int_equal(r.bad, 0);
	assert_int_equal(r.last.seq, ENTRIES + 1);
	/* … but not have been altered, nor have become shorter. */
	c.hash[0] = c.hash[0] == 'a' ? 'b' : 'a';
	assert_int_equal(ledger_verify(s, &c, &r, &err), 0);
	assert_int_equal(r.bad, ENTRIES);
	c.seq = ENTRIES + 2;
	assert_int_equal(ledger_verify(s, &c, &r, &err), 0);
	assert_int_equal(r.bad, ENTRIES + 2);
	tamper(s, "DELETE FROM event WHERE seq > 6; DELETE FROM record;"
	    "DELETE FROM earlier");
	expect_bad(s, 0);
	c.seq = ENTRIES;
	assert_int_equal(ledger_verify(s, &c, &r, &err), 0);
	assert_int_equal(r.bad, 7);
	store_close(s);
}

static void
a_body_that_was_removed_is_missed(void **state)
{
	struct store *s = filled();
	struct ledger_report r;

	(void)state;
	assert_int_equal(sqlite3_exec(s->pool.db, "UPDATE event "
	    "SET body = NULL WHERE seq IN (2, 3)", NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(ledger_verify(s, NULL, &r, &err), 0);
	assert_int_equal(r.bad, 2);
	assert_int_equal(r.entries, 1);
	store_close(s);
}

static void
a_damaged_file_is_an_error_and_not_an_answer(void **state)
{
	struct store *s = make();
	struct ledger_report r;
	struct stat st;
	char junk[STORE_PAGE], id[ID_LEN];
	int fd;

	(void)state;
	begin(s);
	for (int i = 0; i < 200; i++)
		put(s, &kind_concern, NULL, "{\"account\":\"a\"}", id);
	commit(s);
	store_close(s);
	assert_int_equal(stat(path, &st), 0);
	memset(junk, 0xee, sizeof(junk));
	fd = open(path, O_WRONLY);
	for (off_t at = STORE_PAGE; at < st.st_size;
	    at += STORE_PAGE)
		assert_int_equal(pwrite(fd, junk, sizeof(junk), at),
		    STORE_PAGE);
	close(fd);
	s = reopen(STORE_READ);
	assert_int_equal(ledger_verify(s, NULL, &r, &err), -1);
	assert_int_equal(err.status, ST_IO);
	assert_string_equal(err.code, "damaged");
	store_close(s);
}

static void
salts_and_ids_are_never_the_same(void **state)
{
	struct store *s = filled();
	char one[1024], two[1024];

	(void)state;
	get_text(s, "body", 1, one);
	get_text(s, "body", 3, two);
	assert_memory_not_equal(one + 9, two + 9, 44);
	assert_memory_equal(one, two, 9);
	assert_string_not_equal(one + 54, two + 54);
	store_close(s);
}

static void
a_checkpoint_is_read_as_it_was_written(void **state)
{
	struct checkpoint c = { .seq = 1234567, .at = "2026-09-01T12:00:00Z" };
	struct checkpoint got;
	struct buf b = BUF_INIT;
	char was;

	(void)state;
	memset(c.hash, 'a', 64);
	c.hash[64] = '\0';
	checkpoint_write(&b, &c, "The\nSchool");
	assert_non_null(strstr(b.p, "\nschool The School\n"));
	assert_int_equal(checkpoint_read(&got, b.p, b.n, &err), 0);
	assert_int_equal(got.seq, c.seq);
	assert_string_equal(got.hash, c.hash);
	assert_string_equal(got.at, c.at);
	/* Part of it, and more than it, is none. */
	for (size_t n = 0; n < b.n; n++)
		assert_int_equal(checkpoint_read(&got, b.p, n, &err), -1);
	buf_addc(&b, '\n');
	assert_int_equal(checkpoint_read(&got, b.p, b.n, &err), -1);
	buf_cut(&b, b.n - 1);
	for (size_t i = 0; i < b.n; i++) {
		if (i >= 26 && i <= 35)
			continue; /* the school's name */
		was = b.p[i];
		b.p[i] = 'x';
		assert_int_equal(checkpoint_read(&got, b.p, b.n, &err), -1);
		b.p[i] = was;
	}
	/* There is one way to write it. */
	*strchr(strstr(b.p, "\nhash ") + 6, 'a') = 'A';
	assert_int_equal(checkpoint_read(&got, b.p, b.n, &err), -1);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_whole_ledger_is_found_whole),
		T(an_empty_ledger_misses_its_first_entry),
		T(every_byte_of_a_header_line_counts),
		T(every_byte_of_a_body_counts),
		T(what_is_cut_out_or_changes_places_is_missed),
		T(a_checkpoint_holds_the_ledger_to_what_it_was),
		T(a_body_that_was_removed_is_missed),
		T(a_damaged_file_is_an_error_and_not_an_answer),
		T(salts_and_ids_are_never_the_same),
		T(a_checkpoint_is_read_as_it_was_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
