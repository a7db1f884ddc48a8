/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/core/atomic.h"
#include "ui/upkeep/left.h"

static char folder[64], store[96];
static struct left_list list;
static struct err err;

static int
set_up(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/left-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(store, sizeof(store), "%s/v.db", folder);
	err_clear(&err);
	return 0;
}

static int
tear_down(void **state)
{
	char line[96];

	(void)state;
	left_release(&list);
	snprintf(line, sizeof(line), "rm -rf '%s'", folder);
	return system(line);
}

/* A file beside the store, or below there. */
static void
put(const char *name, const char *text)
{
	char path[160];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void
make(const char *name, mode_t mode)
{
	char path[160];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	assert_int_equal(mkdir(path, mode), 0);
}

/* Exactly this is found, by name. */
static void
finds(size_t i, enum left_is is, const char *name, int64_t bytes)
{
	assert_true(i < list.n);
	assert_int_equal(list.v[i].is, is);
	assert_string_equal(list.v[i].path + strlen(folder) + 1, name);
	assert_int_equal(list.v[i].bytes, bytes);
}

static bool
is_there(const char *name)
{
	char path[160];
	struct stat st;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return lstat(path, &st) == 0;
}

static void
what_is_ours_is_told_from_what_is_not(void **state)
{
	(void)state;
	put("v.db", "store");
	make("v.db.editor-abcDE1", 0700);
	put("v.db.editor-abcDE1/account.txt", "text");
	make("b.db.part-abcDE1", 0700);
	put("b.db.part-abcDE1/store", "copy");
	put("v.db.before-2026-01-01T00:00:00Z", "earlier");
	put("v.db.before-2026-01-01T00:00:00Z-journal", "");
	make("v.db.rejected", 0700);
	put("v.db.rejected/2026-01-01T00-00-00Z-pupil-add-7.csv", "abc");
	put("v.db.rejected/2026-01-01T00-00-00Z-pupil-add-7.csv.why", "de");
	/* another's, or what only looks like ours */
	put("other.db.before-2026-01-01T00:00:00Z", "x");
	put("v.db.rejected/roll.csv", "x");
	put("film.part-abcDE1", "x");
	make("film.part-abcDE2", 0700);
	put("film.part-abcDE2/first", "x");
	make("open.part-abcDE1", 0755);
	make("long.part-abcDE12", 0700);
	assert_int_equal(left_find(&list, store, &err), 0);
	assert_int_equal(list.n, 4);
	finds(0, LEFT_COPY, "b.db.part-abcDE1", 4);
	finds(1, LEFT_REPLACED, "v.db.before-2026-01-01T00:00:00Z", 7);
	finds(2, LEFT_TEXT, "v.db.editor-abcDE1", 4);
	finds(3, LEFT_REFUSED,
	    "v.db.rejected/2026-01-01T00-00-00Z-pupil-add-7.csv", 5);
	assert_int_equal(left_remove(&list.v[3], store, &err), 0);
	assert_false(is_there(
	    "v.db.rejected/2026-01-01T00-00-00Z-pupil-add-7.csv.why"));
	assert_int_equal(left_remove(&list.v[0], store, &err), 0);
	assert_false(is_there("b.db.part-abcDE1"));
}

static void
what_a_tool_works_in_is_not_left_behind(void **state)
{
	struct atomic b = { 0 };

	(void)state;
	assert_int_equal(atomic_make(&b, store, &err), 0);
	assert_int_equal(left_find(&list, store, &err), 0);
	assert_int_equal(list.n, 0);
	atomic_drop(&b);
}

/* A restore was killed when the store had two names and its journal one. */
static void
a_second_name_goes_and_its_journal_comes_back(void **state)
{
	char second[160];
	struct atomic b = { 0 };

	(void)state;
	put("v.db", "store");
	snprintf(second, sizeof(second), "%s.before-2026-01-01T00:00:00Z",
	    store);
	assert_int_equal(link(store, second), 0);
	put("v.db.before-2026-01-01T00:00:00Z-journal", "rest");
	assert_int_equal(left_find(&list, store, &err), 0);
	assert_int_equal(list.n, 1);
	finds(0, LEFT_SECOND, "v.db.before-2026-01-01T00:00:00Z", 5);
	/* not while another restore is under way */
	assert_int_equal(atomic_make(&b, store, &err), 0);
	assert_int_equal(left_remove(&list.v[0], store, &err), -1);
	assert_int_equal(err.status, ST_BUSY);
	atomic_drop(&b);
	assert_int_equal(left_remove(&list.v[0], store, &err), 0);
	assert_false(is_there("v.db.before-2026-01-01T00:00:00Z"));
	assert_false(is_there("v.db.before-2026-01-01T00:00:00Z-journal"));
	assert_true(is_there("v.db"));
	assert_true(is_there("v.db-journal"));
}

static void
a_folder_that_cannot_be_read_is_told(void **state)
{
	(void)state;
	assert_int_equal(left_find(&list, "/nowhere/at/all", &err), -1);
	assert_int_equal(err.status, ST_IO);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_ours_is_told_from_what_is_not),
		TEST(what_a_tool_works_in_is_not_left_behind),
		TEST(a_second_name_goes_and_its_journal_comes_back),
		TEST(a_folder_that_cannot_be_read_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
