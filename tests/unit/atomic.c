/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/core/atomic.h"

static char folder[64], place[96];
static struct err err;

static int
set_up(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/beside-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(place, sizeof(place), "%s/store", folder);
	err_clear(&err);
	return 0;
}

/* Nothing but the place may be left. */
static int
tear_down(void **state)
{
	(void)state;
	unlink(place);
	return rmdir(folder);
}

static void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void
put_store(const char *path)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fwrite("SQLite format 3", 1, 16, f);
	assert_int_equal(fclose(f), 0);
}

static void
holds(const char *path, const char *text)
{
	char got[16] = "";
	FILE *f = fopen(path, "r");

	assert_non_null(f);
	assert_non_null(fgets(got, sizeof(got), f));
	fclose(f);
	assert_string_equal(got, text);
}

static void
a_file_made_beside_comes_to_its_place(void **state)
{
	struct atomic b = { 0 };
	struct stat st;

	(void)state;
	assert_int_equal(atomic_make(&b, place, &err), 0);
	assert_int_equal(stat(b.folder, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_memory_equal(b.folder, place, strlen(place));
	put(b.file, "new");
	put(b.journal, "rest");
	assert_int_equal(atomic_place(b.file, place, &err), 0);
	atomic_drop(&b);
	holds(place, "new");
}

static void
a_file_that_is_there_is_left_as_it_is(void **state)
{
	struct atomic b = { 0 };

	(void)state;
	put(place, "old");
	assert_int_equal(atomic_make(&b, place, &err), 0);
	put(b.file, "new");
	assert_int_equal(atomic_place(b.file, place, &err), -1);
	assert_int_equal(err.status, ST_IO);
	assert_string_equal(err.code, "exists");
	holds(b.file, "new");
	atomic_drop(&b);
	holds(place, "old");
}

static void
a_link_that_leads_nowhere_is_a_file_too(void **state)
{
	struct atomic b = { 0 };

	(void)state;
	assert_int_equal(symlink("/nowhere/at/all", place), 0);
	assert_int_equal(atomic_make(&b, place, &err), 0);
	put(b.file, "new");
	assert_int_equal(atomic_place(b.file, place, &err), -1);
	assert_string_equal(err.code, "exists");
	atomic_drop(&b);
}

static void
nothing_comes_beside_the_journal_of_another(void **state)
{
	char journal[112];
	struct atomic b = { 0 };

	(void)state;
	snprintf(journal, sizeof(journal), "%s-journal", place);
	put(journal, "rest");
	assert_int_equal(atomic_make(&b, place, &err), 0);
	put(b.file, "new");
	assert_int_equal(atomic_place(b.file, place, &err), -1);
	assert_string_equal(err.code, "exists");
	assert_int_equal(access(place, F_OK), -1);
	/* nor in the place of one */
	unlink(journal);
	put_store(place);
	assert_int_equal(atomic_place(b.file, journal, &err), -1);
	assert_string_equal(err.code, "a-store");
	assert_int_equal(access(journal, F_OK), -1);
	atomic_drop(&b);
}

static void
a_store_is_swapped_with_its_journal(void **state)
{
	char journal[112], aside[112], aside_journal[128];
	struct atomic b = { 0 };

	(void)state;
	snprintf(journal, sizeof(journal), "%s-journal", place);
	snprintf(aside, sizeof(aside), "%s.old", place);
	snprintf(aside_journal, sizeof(aside_journal), "%s-journal", aside);
	put(place, "old");
	put(journal, "rest");
	assert_int_equal(atomic_make(&b, place, &err), 0);
	put(b.file, "new");
	/* never over a file, and then all is as it was */
	put(aside, "older");
	assert_int_equal(atomic_swap(&b, place, aside, &err), -1);
	holds(aside, "older");
	holds(place, "old");
	holds(journal, "rest");
	holds(b.file, "new");
	unlink(aside);
	assert_int_equal(atomic_swap(&b, place, aside, &err), 0);
	atomic_drop(&b);
	holds(place, "new");
	holds(aside, "old");
	holds(aside_journal, "rest");
	assert_int_equal(access(journal, F_OK), -1);
	unlink(aside);
	unlink(aside_journal);
}

static void
a_folder_is_locked_while_somebody_works_in_it(void **state)
{
	struct atomic b = { 0 };
	int fd;

	(void)state;
	assert_int_equal(atomic_make(&b, place, &err), 0);
	fd = open(b.folder, O_RDONLY | O_DIRECTORY);
	assert_int_equal(atomic_lock(fd), 0);
	atomic_drop(&b);
	assert_int_equal(atomic_lock(fd), 1);
	close(fd);
}

static void
an_error_about_the_file_names_its_place(void **state)
{
	struct atomic b = { 0 };
	char want[160];

	(void)state;
	assert_int_equal(atomic_make(&b, place, &err), 0);
	err_set(&err, ST_IO, "full", "The disk of %s is full.", b.file);
	atomic_name(&b, &err);
	snprintf(want, sizeof(want), "The disk of %s is full.", place);
	assert_string_equal(err.msg, want);
	err_set(&err, ST_DOUBT, "in-doubt", "Who knows?");
	atomic_name(&b, &err);
	assert_int_equal(err.status, ST_IO);
	atomic_drop(&b);
}

static void
a_folder_that_is_not_there_is_told(void **state)
{
	struct atomic b = { 0 };

	(void)state;
	assert_int_equal(atomic_make(&b, "/nowhere/at/all", &err), -1);
	assert_int_equal(err.status, ST_IO);
	assert_non_null(strstr(err.msg, "/nowhere/at cannot be written"));
	atomic_drop(&b);
	assert_int_equal(atomic_sync("/nowhere/at/all", &err), -1);
	assert_int_equal(err.status, ST_IO);
}

static void
the_folder_of_a_path_is_what_comes_before_its_name(void **state)
{
	static const char *const of[][2] = { { "a", "." }, { "/a", "/" },
		{ "./a", "." }, { "/a/b/c", "/a/b" } };

	(void)state;
	for (size_t i = 0; i < sizeof(of) / sizeof(*of); i++) {
		char *got = atomic_folder(of[i][0]);

		assert_string_equal(got, of[i][1]);
		free(got);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_file_made_beside_comes_to_its_place),
		TEST(a_file_that_is_there_is_left_as_it_is),
		TEST(a_link_that_leads_nowhere_is_a_file_too),
		TEST(nothing_comes_beside_the_journal_of_another),
		TEST(a_store_is_swapped_with_its_journal),
		TEST(a_folder_is_locked_while_somebody_works_in_it),
		TEST(an_error_about_the_file_names_its_place),
		TEST(a_folder_that_is_not_there_is_told),
		TEST(the_folder_of_a_path_is_what_comes_before_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
