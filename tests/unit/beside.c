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

#include "cli/beside.h"

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
	struct beside b = { 0 };
	struct stat st;

	(void)state;
	assert_int_equal(beside_make(&b, place, &err), 0);
	assert_int_equal(stat(b.folder, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_memory_equal(b.folder, place, strlen(place));
	put(b.file, "new");
	put(b.journal, "rest");
	assert_int_equal(beside_place(b.file, place, &err), 0);
	beside_drop(&b);
	holds(place, "new");
}

static void
a_file_that_is_there_is_left_as_it_is(void **state)
{
	struct beside b = { 0 };

	(void)state;
	put(place, "old");
	assert_int_equal(beside_make(&b, place, &err), 0);
	put(b.file, "new");
	assert_int_equal(beside_place(b.file, place, &err), -1);
	assert_int_equal(err.status, ST_IO);
	assert_string_equal(err.code, "exists");
	holds(b.file, "new");
	beside_drop(&b);
	holds(place, "old");
}

static void
a_link_that_leads_nowhere_is_a_file_too(void **state)
{
	struct beside b = { 0 };

	(void)state;
	assert_int_equal(symlink("/nowhere/at/all", place), 0);
	assert_int_equal(beside_make(&b, place, &err), 0);
	put(b.file, "new");
	assert_int_equal(beside_place(b.file, place, &err), -1);
	assert_string_equal(err.code, "exists");
	beside_drop(&b);
}

static void
a_folder_that_is_not_there_is_told(void **state)
{
	struct beside b = { 0 };

	(void)state;
	assert_int_equal(beside_make(&b, "/nowhere/at/all", &err), -1);
	assert_int_equal(err.status, ST_IO);
	assert_non_null(strstr(err.msg, "/nowhere/at cannot be written"));
	beside_drop(&b);
	assert_int_equal(beside_sync("/nowhere/at/all", &err), -1);
	assert_int_equal(err.status, ST_IO);
}

static void
the_folder_of_a_path_is_what_comes_before_its_name(void **state)
{
	static const char *const of[][2] = { { "a", "." }, { "/a", "/" },
		{ "./a", "." }, { "/a/b/c", "/a/b" } };

	(void)state;
	for (size_t i = 0; i < sizeof(of) / sizeof(*of); i++) {
		char *got = beside_folder(of[i][0]);

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
		TEST(a_folder_that_is_not_there_is_told),
		TEST(the_folder_of_a_path_is_what_comes_before_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
