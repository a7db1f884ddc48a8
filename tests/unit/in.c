/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/in.h"

static const char *const word_colour[] = { "red", "dark-blue", NULL };

static const struct field field_maker[] = {
	{ .name = "name", .type = FIELD_LINE, .label = "Name" },
	{ .name = "phone", .type = FIELD_LINE, .label = "Phone" },
	{ .name = NULL }
};

static const struct field field_kite[] = {
	{ .name = "title", .type = FIELD_LINE, .label = "Title of it" },
	{ .name = "colour", .type = FIELD_WORD, .label = "Colour",
	    .words = word_colour },
	{ .name = "flown", .type = FIELD_BOOL, .label = "Flown" },
	{ .name = "made_on", .type = FIELD_DATE, .label = "Made" },
	{ .name = "tails", .type = FIELD_WORD, .flags = FIELD_MANY,
	    .label = "Tails", .words = word_colour },
	{ .name = "story", .type = FIELD_TEXT, .label = "Story" },
	{ .name = "maker", .type = FIELD_OBJECT, .label = "Maker",
	    .sub = field_maker },
	{ .name = "helpers", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Helpers", .sub = field_maker },
	FIELDS_STORED
};

static const struct kind kind_kite = { .name = "kite",
	.letter = 'K',
	.flags = KIND_STORED,
	.fields = field_kite };

static char dir[] = "/tmp/vigil-in-XXXXXX";
static char path[128], folder[128], rejects[128];
static struct in_setup setup;
static struct in *in;
static const struct json *record;
static struct err e;
static int saved_stdin = -1;

static void
write_file(const char *name, const char *s, size_t n)
{
	FILE *f = fopen(name, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(s, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

/* Owned; "" for a file that is not there. */
static char *
slurp(const char *name)
{
	struct buf b = BUF_INIT;
	FILE *f = fopen(name, "r");
	int c;

	while (f != NULL && (c = getc(f)) != EOF)
		buf_addc(&b, (char)c);
	if (f != NULL)
		fclose(f);
	buf_addc(&b, '\0');
	return buf_steal(&b);
}

static void
holds(const char *name, const char *text)
{
	char *s = slurp(name);

	assert_string_equal(s, text);
	free(s);
}

static void
begin(void)
{
	memset(&setup, 0, sizeof(setup));
	setup.tool = "kite-add";
	setup.kind = &kind_kite;
	setup.folder = folder;
}

static void
open_file(const char *text)
{
	static const char *files[1];

	write_file(path, text, strlen(text));
	files[0] = path;
	setup.file = files;
	setup.nfiles = 1;
	assert_int_equal(in_open(&in, &setup, &e), 0);
}

/* The text comes from a pipe on standard input. */
static void
open_pipe(const char *text, size_t n)
{
	int fd[2];
	pid_t pid;

	assert_int_equal(pipe(fd), 0);
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		close(fd[0]);
		while (n > 0) {
			ssize_t w = write(fd[1], text, n);

			if (w < 0)
				_exit(1);
			text += w;
			n -= (size_t)w;
		}
		_exit(0);
	}
	close(fd[1]);
	saved_stdin = dup(STDIN_FILENO);
	dup2(fd[0], STDIN_FILENO);
	close(fd[0]);
	assert_int_equal(in_open(&in, &setup, &e), 0);
}

static void
done(void)
{
	in_close(in);
	in = NULL;
	if (saved_stdin >= 0) {
		dup2(saved_stdin, STDIN_FILENO);
		close(saved_stdin);
		saved_stdin = -1;
	}
}

static void
gives(const char *json)
{
	struct buf b = BUF_INIT;

	if (in_next(in, &record, &e) != 1)
		fail_msg("no record, but %s %s", e.msg, e.hint);
	json_canon(&b, record, 0);
	assert_string_equal(b.p, json);
	buf_release(&b);
}

static void
bad(const char *code, long line, const char *field)
{
	assert_int_equal(in_next(in, &record, &e), -1);
	assert_int_equal(e.status, ST_DATA);
	assert_string_equal(e.code, code);
	assert_int_equal(e.line, line);
	assert_string_equal(e.field, field);
}

static void
at_end(void)
{
	assert_int_equal(in_next(in, &record, &e), 0);
}

static void
refuse(void)
{
	struct err why = e;

	assert_int_equal(in_refuse(in, &why, &e), 0);
}

static void
lines_are_records_and_empty_ones_are_passed_over(void **state)
{
	(void)state;
	begin();
	open_file("{\"a\":1}\n\n \r\n{\"b\":2}\r\n{\"c\":3}");
	gives("{\"a\":1}");
	assert_int_equal(in_line(in), 1);
	gives("{\"b\":2}");
	assert_int_equal(in_line(in), 4);
	assert_string_equal(in_file(in), path);
	gives("{\"c\":3}");
	at_end();
	assert_int_equal(in_records(in), 3);
	assert_null(in_kept(in));
	done();
}

static void
a_bad_line_is_named_and_the_next_is_read(void **state)
{
	(void)state;
	begin();
	open_file("{\"a\":1}\n{\"a\":}\n[1]\n{\"d\":4}\n");
	gives("{\"a\":1}");
	bad("bad-json", 2, "");
	assert_int_equal(e.column, 6);
	assert_string_equal(e.file, path);
	/* The first byte said JSON Lines, so this is no CSV. */
	bad("not-an-object", 3, "");
	gives("{\"d\":4}");
	at_end();
	assert_int_equal(in_records(in), 4);
	done();
}

static void
a_last_line_that_stops_early_is_incomplete(void **state)
{
	(void)state;
	begin();
	open_file("{\"a\":1}\n{\"account\":\"He sa");
	gives("{\"a\":1}");
	bad("incomplete", 2, "");
	at_end();
	done();
	open_file("{\"a\":1}\n{\"a\":x}");
	gives("{\"a\":1}");
	bad("bad-json", 2, "");
	done();
}

static void
a_file_that_is_not_there_is_named(void **state)
{
	static const char *files[] = { "/nonexistent/kites" };

	(void)state;
	begin();
	setup.file = files;
	setup.nfiles = 1;
	assert_int_equal(in_open(&in, &setup, &e), 0);
	assert_int_equal(in_next(in, &record, &e), -1);
	assert_int_equal(e.status, ST_IO);
	assert_non_null(strstr(e.msg, "/nonexistent/kites"));
	assert_non_null(strstr(e.msg, "No such file"));
	done();
	files[0] = "/tmp";
	assert_int_equal(in_open(&in, &setup, &e), 0);
	assert_int_equal(in_next(in, &record, &e), -1);
	assert_int_equal(e.status, ST_IO);
	done();
}

static void
headings_are_names_or_labels_in_any_case(void **state)
{
	(void)state;
	begin();
	open_file("\xef\xbb\xbf" "TITLE OF IT,Colour,made-on,x_note,Maker.Name,"
		  "id,recorded_at\r\n"
		  " Red\xc2\xa0\xc2\xa0 one ,DARK BLUE,3/2/2026,as  is,Ms Low,"
		  "K-222222,2026-01-01\r\n"
		  ",,,,,,\r\n"
		  "-,red,,,,,\r\n");
	gives("{\"title\":\"Red one\",\"colour\":\"dark-blue\","
	      "\"made_on\":\"2026-02-03\",\"x_note\":\"as  is\","
	      "\"maker\":{\"name\":\"Ms Low\"},\"id\":\"K-222222\"}");
	assert_int_equal(in_line(in), 2);
	gives("{\"colour\":\"red\"}");
	assert_int_equal(in_line(in), 4);
	at_end();
	done();
}

static void
objects_come_in_parts_or_as_json(void **state)
{
	(void)state;
	begin();
	open_file("maker.name,title,maker.phone,helpers\n"
		  "Ann,Box,'+44 20,\"[{\"\"name\"\":\"\"Bo\"\"}]\"\n"
		  ",Box,,\n");
	gives("{\"maker\":{\"name\":\"Ann\",\"phone\":\"+44 20\"},"
	      "\"title\":\"Box\",\"helpers\":[{\"name\":\"Bo\"}]}");
	gives("{\"title\":\"Box\"}");
	done();
	open_file("helpers.name,helpers.phone\nBo,1\n");
	gives("{\"helpers\":[{\"name\":\"Bo\",\"phone\":\"1\"}]}");
	done();
	open_file("maker,maker.name\n");
	bad("duplicate-column", 1, "");
	done();
}

static void
mappings_say_what_columns_and_words_are(void **state)
{
	static const char *const maps[] = { "Kite name=title",
		"Shade=colour", "Shade:navy : deep=dark-blue", "Old=-",
		"Tail=tails", "Tail:Crimson=red", "Shade:none=-" };

	(void)state;
	begin();
	setup.map = maps;
	setup.nmaps = 7;
	open_file("kite  NAME,Shade,Old,Tail\n"
		  "A,Navy : Deep,zzz,crimson; dark blue\n"
		  "B,None,,\n");
	gives("{\"title\":\"A\",\"colour\":\"dark-blue\","
	      "\"tails\":[\"red\",\"dark-blue\"]}");
	gives("{\"title\":\"B\"}");
	at_end();
	done();
}

static void
mappings_come_from_a_file_too(void **state)
{
	static char yaml[160];
	static const char *maps[1];
	static const char text[] = "columns:\n  Kite name: title\n"
				   "  Old: \"-\"\n  Shade: colour\n"
				   "words:\n  Shade: {navy: dark-blue}\n";

	(void)state;
	begin();
	snprintf(yaml, sizeof(yaml), "%s/map.yaml", dir);
	write_file(yaml, text, strlen(text));
	maps[0] = yaml;
	setup.map = maps;
	setup.nmaps = 1;
	open_file("Kite name,Shade,Old\nA,navy,1\n");
	gives("{\"title\":\"A\",\"colour\":\"dark-blue\"}");
	done();
	write_file(yaml, "column:\n  a: b\n", 15);
	assert_int_equal(in_open(&in, &setup, &e), -1);
	assert_int_equal(e.status, ST_CONFIG);
	unlink(yaml);
}

static void
a_mapping_to_no_field_is_wrong_usage(void **state)
{
	static const char *const maps[] = { "Shade=color", "Shade" };

	(void)state;
	begin();
	setup.map = maps;
	setup.nmaps = 1;
	assert_int_equal(in_open(&in, &setup, &e), -1);
	assert_int_equal(e.status, ST_USAGE);
	assert_non_null(strstr(e.hint, "colour"));
	setup.map = maps + 1;
	assert_int_equal(in_open(&in, &setup, &e), -1);
	assert_string_equal(e.code, "bad-mapping");
}

static void
unknown_columns_are_all_named_and_nothing_is_read(void **state)
{
	(void)state;
	begin();
	open_file("title,Colur,Weight\na,b,c\n");
	bad("unknown-column", 1, "");
	assert_non_null(strstr(e.msg, "\"Colur\", \"Weight\""));
	assert_non_null(strstr(e.hint, "--map 'Colur=colour'"));
	assert_non_null(strstr(e.hint, "--map 'Colur=-'"));
	at_end();
	done();
	open_file("title,Title\n");
	bad("duplicate-column", 1, "");
	done();
	open_file("title,Title of it\n");
	bad("duplicate-column", 1, "");
	done();
	open_file("[{\"title\":1}]\n");
	bad("not-csv", 1, "");
	done();
	open_file("\xef\xbb\xbf{\"title\":1}\n");
	bad("not-csv", 1, "");
	done();
}

static void
rows_are_as_long_as_the_header(void **state)
{
	(void)state;
	begin();
	open_file("title,colour\na\nb,red,x\nc,red\nd,red");
	bad("cell-count", 2, "");
	bad("cell-count", 3, "");
	gives("{\"title\":\"c\",\"colour\":\"red\"}");
	bad("incomplete", 5, "");
	at_end();
	done();
}

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
	in_keep_none(in);
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
		   "too many or too few, or a cell that needs quotes.\n");
	holds(old, "earlier\n");
	assert_int_equal(stat(rejects, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	unlink(old);
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
	assert_string_equal(in_file(in), second);
	assert_int_equal(in_line(in), 2);
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

static void
the_format_asked_for_is_the_one_read(void **state)
{
	(void)state;
	begin();
	setup.from = "json";
	open_file("title\n");
	bad("bad-json", 1, "");
	done();
	setup.from = "csv";
	open_file("{\"a\":1}\n");
	assert_int_equal(in_next(in, &record, &e), -1);
	done();
	setup.kind = NULL;
	assert_int_equal(in_open(&in, &setup, &e), -1);
	assert_int_equal(e.status, ST_USAGE);
}

static int
make_dir(void **state)
{
	(void)state;
	if (mkdtemp(dir) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/input", dir);
	snprintf(folder, sizeof(folder), "%s/store.db.rejected", dir);
	snprintf(rejects, sizeof(rejects), "%s/rejects", dir);
	return 0;
}

static int
remove_dir(void **state)
{
	char line[128];

	(void)state;
	snprintf(line, sizeof(line), "rm -rf '%s'", dir);
	return system(line);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    lines_are_records_and_empty_ones_are_passed_over),
		cmocka_unit_test(a_bad_line_is_named_and_the_next_is_read),
		cmocka_unit_test(a_last_line_that_stops_early_is_incomplete),
		cmocka_unit_test(a_file_that_is_not_there_is_named),
		cmocka_unit_test(headings_are_names_or_labels_in_any_case),
		cmocka_unit_test(objects_come_in_parts_or_as_json),
		cmocka_unit_test(mappings_say_what_columns_and_words_are),
		cmocka_unit_test(mappings_come_from_a_file_too),
		cmocka_unit_test(a_mapping_to_no_field_is_wrong_usage),
		cmocka_unit_test(
		    unknown_columns_are_all_named_and_nothing_is_read),
		cmocka_unit_test(rows_are_as_long_as_the_header),
		cmocka_unit_test(
		    what_was_refused_is_kept_unchanged_with_every_reason),
		cmocka_unit_test(a_row_with_two_faults_has_two_reasons),
		cmocka_unit_test(the_rejects_file_cannot_be_the_input),
		cmocka_unit_test(a_refused_batch_is_kept_whole),
		cmocka_unit_test(
		    a_long_batch_from_a_pipe_is_kept_whole_also_after_its_end),
		cmocka_unit_test(
		    rows_that_cannot_be_told_apart_are_kept_to_the_end),
		cmocka_unit_test(
		    of_a_line_past_a_mebibyte_the_first_mebibyte_is_kept),
		cmocka_unit_test(
		    several_files_are_read_in_turn_and_named_in_the_reasons),
		cmocka_unit_test(the_format_asked_for_is_the_one_read),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
