/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <sys/stat.h>

#include "base/core/mem.h"
#include "in_kites.h"

static void
what_was_refused_is_kept_unchanged_with_every_reason(void **state)
{
	static const char *const maps[] = { "Taken up?=flown",
		"Ever lost?=maker.phone" };
	char why[160], old[160];
	struct stat st;

	(void)state;
	begin();
	setup.rejects = rejects;
	setup.map = maps;
	setup.nmaps = 2;
	snprintf(why, sizeof(why), "%s.why", rejects);
	snprintf(old, sizeof(old), "%s~", rejects);
	write_file(rejects, "earlier\n", 8);
	open_file("\xef\xbb\xbf" "title,Taken up?,colour\r\n"
		  "a,perhaps,red\r\nb,yes,red\r\n\"c\",,red,\"x\ny\"\r\n");
	bad("type", 2, "Taken up?");
	refuse();
	gives("{\"title\":\"b\",\"flown\":true,\"colour\":\"red\"}");
	err_set(&e, ST_DATA, "twin", "There is one like it.");
	err_field(&e, "flown");
	in_place(in, &e);
	assert_string_equal(e.field, "Taken up?");
	assert_int_equal(e.line, 3);
	refuse();
	err_set(&e, ST_DATA, "more", "And more.");
	in_place(in, &e);
	refuse();
	bad("cell-count", 4, "");
	refuse();
	at_end();
	assert_string_equal(in_kept(in), rejects);
	done();
	holds(rejects, "title,Taken up?,colour\r\na,perhaps,red\r\n"
		       "b,yes,red\r\n\"c\",,red,\"x\ny\"\r\n");
	holds(why, "2: Taken up?: Flown must be yes or no.\n"
		   "3: Taken up?: There is one like it.\n3: And more.\n"
		   "4: The row has 4 cells and the header 3. Look for a comma "
		   "too many, or a cell that needs quotes.\n");
	holds(old, "earlier\n");
	assert_int_equal(stat(rejects, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	unlink(old);
}

/* One run that refuses a line. */
static void
refuse_once(const char *line)
{
	begin();
	setup.rejects = rejects;
	open_pipe(line, strlen(line));
	bad("bad-json", 1, "");
	refuse();
	at_end();
	done();
}

static void
clear_rejects(void)
{
	char line[256];

	snprintf(line, sizeof(line), "rm -f '%s'*", rejects);
	assert_int_equal(system(line), 0);
}

static void
no_run_loses_what_an_earlier_one_refused(void **state)
{
	static const char *const name[] = { "~", "~2", "" };
	static const char *const text[] = { "{one\n", "{two\n", "{three\n" };
	char of[160];

	(void)state;
	clear_rejects();
	for (size_t i = 0; i < 3; i++)
		refuse_once(text[i]);
	for (size_t i = 0; i < 3; i++) {
		snprintf(of, sizeof(of), "%s%s", rejects, name[i]);
		holds(of, text[i]);
		unlink(of);
		snprintf(of, sizeof(of), "%s.why%s", rejects, name[i]);
		assert_int_equal(unlink(of), 0);
	}
}

static void
an_empty_file_that_others_may_read_is_made_anew(void **state)
{
	char of[160];
	struct stat st;

	(void)state;
	clear_rejects();
	begin();
	for (int i = 0; i < 2; i++) {
		snprintf(of, sizeof(of), "%s%s", rejects,
		    i == 0 ? "" : ".why");
		write_file(of, "", 0);
		assert_int_equal(chmod(of, 0644), 0);
	}
	refuse_once("{one\n");
	for (int i = 0; i < 2; i++) {
		snprintf(of, sizeof(of), "%s%s", rejects,
		    i == 0 ? "" : ".why");
		assert_int_equal(stat(of, &st), 0);
		assert_true(st.st_size > 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		unlink(of);
	}
}

/* rejects may not be file, which stays as it is. */
static void
spares(const char *file)
{
	setup.rejects = file;
	assert_int_equal(in_open(&in, &setup, &e), -1);
	assert_int_equal(e.status, ST_USAGE);
	assert_string_equal(e.code, "a-store");
}

static void
no_store_is_taken_for_refused_lines(void **state)
{
	static const char store[] = "SQLite format 3";
	char of[160], stem[160];

	(void)state;
	clear_rejects();
	begin();
	write_file(rejects, store, sizeof(store));
	spares(rejects);
	holds(rejects, store);
	snprintf(of, sizeof(of), "%s-journal", rejects);
	spares(of);
	assert_int_equal(access(of, F_OK), -1);
	unlink(rejects);
	/* nor is anything touched when it is the place of the reasons */
	snprintf(stem, sizeof(stem), "%s2", rejects);
	snprintf(of, sizeof(of), "%s2.why", rejects);
	write_file(of, store, sizeof(store));
	write_file(stem, "earlier\n", 8);
	spares(stem);
	holds(stem, "earlier\n");
	unlink(stem);
	unlink(of);
}

static void
a_row_with_two_faults_has_two_reasons(void **state)
{
	static const char *const maps[] = { "Again=client_id" };
	char why[160];

	(void)state;
	begin();
	setup.rejects = rejects;
	setup.map = maps;
	setup.nmaps = 1;
	snprintf(why, sizeof(why), "%s.why", rejects);
	open_file("flown,maker,Again\nperhaps,Bob,x\n");
	bad("type", 2, "flown");
	refuse();
	at_end();
	done();
	holds(why, "2: flown: Flown must be yes or no.\n"
		   "2: maker: Maker has parts; name one of them, as "
		   "maker.name, in the header or with --map.\n");
}

static void
the_rejects_file_cannot_be_the_input(void **state)
{
	static const char *files[1];

	(void)state;
	begin();
	write_file(rejects, "{}\n", 3);
	files[0] = rejects;
	setup.file = files;
	setup.nfiles = 1;
	setup.rejects = rejects;
	assert_int_equal(in_open(&in, &setup, &e), -1);
	assert_int_equal(e.status, ST_USAGE);
	holds(rejects, "{}\n");
}

/* The one file kept in the folder that ends so; "" when there is none. */
static const char *
kept(const char *end)
{
	static char name[512];
	struct dirent *d;
	DIR *f = opendir(folder);
	size_t n = 0;

	name[0] = '\0';
	while (f != NULL && (d = readdir(f)) != NULL) {
		size_t len = strlen(d->d_name);

		if (len < strlen(end) ||
		    strcmp(d->d_name + len - strlen(end), end) != 0)
			continue;
		snprintf(name, sizeof(name), "%s/%s", folder, d->d_name);
		n++;
	}
	if (f != NULL)
		closedir(f);
	assert_true(n <= 1);
	return name;
}

static void
clear_folder(void)
{
	char line[256];

	snprintf(line, sizeof(line), "rm -rf '%s'", folder);
	assert_int_equal(system(line), 0);
}

static void
a_refused_batch_is_kept_whole(void **state)
{
	static const char text[] = "{\"a\":1}\n{\"a\":\n\n{\"c\":3}";
	struct stat st;

	(void)state;
	begin();
	open_pipe(text, sizeof(text) - 1);
	gives("{\"a\":1}");
	bad("bad-json", 2, "");
	assert_string_equal(e.file, "standard input");
	assert_int_equal(access(folder, F_OK), -1);
	assert_int_equal(in_refuse_all(in, &e, &e), 0);
	assert_non_null(in_kept(in));
	holds(in_kept(in), text);
	assert_string_equal(in_kept(in), kept(".jsonl"));
	assert_non_null(strstr(in_kept(in), "Z-kite-add-"));
	assert_int_equal(stat(in_kept(in), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(stat(folder, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	holds(kept(".why"), "2: The JSON text ends before it is complete.\n");
	done();
	clear_folder();
	open_file(text);
	gives("{\"a\":1}");
	bad("bad-json", 2, "");
	assert_int_equal(in_refuse_all(in, &e, &e), 0);
	holds(kept(".jsonl"), text);
	done();
	clear_folder();
}

static void
a_long_batch_from_a_pipe_is_kept_whole_also_after_its_end(void **state)
{
	struct buf b = BUF_INIT;
	char *s;
	int i, keep;

	(void)state;
	for (i = 0; i < 9000; i++)
		buf_addf(&b, "{\"number\":%d,\"text\":\"a text of some "
		    "length, so that it fills memory\"}\n", i);
	for (keep = 0; keep < 2; keep++) {
		begin();
		open_pipe(b.p, b.n);
		for (i = 0; i < (keep == 0 ? 9000 : 8500); i++)
			assert_int_equal(in_next(in, &record, &e), 1);
		if (keep == 0)
			at_end();
		err_set(&e, ST_BUSY, "busy", "Somebody else has it.");
		assert_int_equal(in_refuse_all(in, &e, &e), 0);
		s = slurp(kept(".jsonl"));
		assert_int_equal(strlen(s), b.n);
		assert_memory_equal(s, b.p, b.n);
		free(s);
		done();
		clear_folder();
	}
	buf_release(&b);
}

static void
rows_that_cannot_be_told_apart_are_kept_to_the_end(void **state)
{
	static const char text[] = "title,colour\na,red\nb,\xe9t\xe9\nc,red\n";

	(void)state;
	begin();
	open_pipe(text, sizeof(text) - 1);
	gives("{\"title\":\"a\",\"colour\":\"red\"}");
	bad("bad-utf8", 3, "");
	refuse();
	at_end();
	holds(kept(".csv"), "title,colour\nb,\xe9t\xe9\nc,red\n");
	err_set(&e, ST_BUSY, "busy", "Somebody else has it.");
	assert_int_equal(in_refuse_all(in, &e, &e), 0);
	holds(kept(".csv"), text);
	done();
	clear_folder();
	open_pipe("title,nought\na,b\n", 17);
	bad("unknown-column", 1, "");
	refuse();
	at_end();
	holds(kept(".csv"), "title,nought\na,b\n");
	done();
	clear_folder();
}

static void
of_a_line_past_a_mebibyte_the_first_mebibyte_is_kept(void **state)
{
	size_t n = (1u << 20) + 5000;
	char *text = mem_alloc(n + 20), *s;

	(void)state;
	memset(text, 'x', n);
	memcpy(text, "{\"a\":\"", 6);
	memcpy(text + n, "\"}\n{\"b\":2}\n", 11);
	begin();
	open_pipe(text, n + 11);
	bad("too-long", 1, "");
	assert_non_null(strstr(e.hint, "first 1 MiB is kept"));
	refuse();
	gives("{\"b\":2}");
	at_end();
	s = slurp(kept(".jsonl"));
	assert_int_equal(strlen(s), (1u << 20) + 1);
	assert_memory_equal(s, text, 1u << 20);
	free(s);
	free(text);
	done();
	clear_folder();
}

static void
past_a_line_without_an_end_nothing_is_read(void **state)
{
	size_t n = 20u << 20;
	char *text = mem_alloc(n), *s;

	(void)state;
	memset(text, 'x', n);
	memcpy(text, "{\"a\":1}\n", 8);
	memcpy(text + n - 9, "\n{\"b\":2}\n", 9);
	begin();
	open_pipe(text, n);
	gives("{\"a\":1}");
	bad("too-long", 2, "");
	assert_string_equal(e.hint, "Of this line only the first 1 MiB is "
	    "kept, and nothing after it was read.");
	refuse();
	at_end();
	s = slurp(kept(".jsonl"));
	assert_int_equal(strlen(s), 1u << 20);
	assert_memory_equal(s, text + 8, 1u << 20);
	free(s);
	free(text);
	done();
	clear_folder();
}

static void
several_files_are_read_in_turn_and_named_in_the_reasons(void **state)
{
	static char second[160];
	static const char *files[2];
	struct buf why = BUF_INIT;

	(void)state;
	begin();
	snprintf(second, sizeof(second), "%s/second", dir);
	write_file(path, "{\"a\":1}\n{\"b\"", 12);
	write_file(second, "title\nBox\n", 10);
	files[0] = path;
	files[1] = second;
	setup.file = files;
	setup.nfiles = 2;
	setup.rejects = rejects;
	assert_int_equal(in_open(&in, &setup, &e), 0);
	gives("{\"a\":1}");
	bad("incomplete", 2, "");
	refuse();
	gives("{\"title\":\"Box\"}");
	stands(second, 2);
	err_set(&e, ST_DATA, "twin", "There is one like it.");
	in_place(in, &e);
	refuse();
	at_end();
	done();
	holds(rejects, "{\"b\"\ntitle\nBox\n");
	snprintf(second, sizeof(second), "%s.why", rejects);
	buf_addf(&why, "%s:2: The last line is not complete: its writer may "
	    "have stopped early. Send the whole record again.\n"
	    "%s/second:2: There is one like it.\n", path, dir);
	holds(second, why.p);
	buf_release(&why);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    what_was_refused_is_kept_unchanged_with_every_reason),
		cmocka_unit_test(a_row_with_two_faults_has_two_reasons),
		cmocka_unit_test(the_rejects_file_cannot_be_the_input),
		cmocka_unit_test(no_run_loses_what_an_earlier_one_refused),
		cmocka_unit_test(
		    an_empty_file_that_others_may_read_is_made_anew),
		cmocka_unit_test(no_store_is_taken_for_refused_lines),
		cmocka_unit_test(a_refused_batch_is_kept_whole),
		cmocka_unit_test(
		    a_long_batch_from_a_pipe_is_kept_whole_also_after_its_end),
		cmocka_unit_test(
		    rows_that_cannot_be_told_apart_are_kept_to_the_end),
		cmocka_unit_test(
		    of_a_line_past_a_mebibyte_the_first_mebibyte_is_kept),
		cmocka_unit_test(
		    past_a_line_without_an_end_nothing_is_read),
		cmocka_unit_test(
		    several_files_are_read_in_turn_and_named_in_the_reasons),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
