/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "in_kites.h"

static void
lines_are_records_and_empty_ones_are_passed_over(void **state)
{
	(void)state;
	begin();
	open_file("{\"a\":1}\n\n \r\n{\"b\":2}\r\n{\"c\":3}");
	gives("{\"a\":1}");
	stands(path, 1);
	gives("{\"b\":2}");
	stands(path, 4);
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
	      "\"made_on\":\"3/2/2026\",\"x_note\":\"as  is\","
	      "\"maker\":{\"name\":\"Ms Low\"},\"id\":\"K-222222\"}");
	stands(path, 2);
	gives("{\"colour\":\"red\"}");
	stands(path, 4);
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
	bad("not-an-object", 1, "");
	done();
	open_file("\xef\xbb\xbf{\"title\":\"a\"}\n");
	gives("{\"title\":\"a\"}");
	done();
}

static void
only_empty_cells_may_lack_or_be_too_many(void **state)
{
	(void)state;
	begin();
	open_file("title,colour,\na\nb,red,,x\nc,red,,,\nd,red,e\nf,red");
	gives("{\"title\":\"a\"}");
	bad("cell-count", 3, "");
	gives("{\"title\":\"c\",\"colour\":\"red\"}");
	bad("unknown-column", 5, "");
	bad("incomplete", 6, "");
	at_end();
	done();
	open_file("title,colour\nf,red");
	gives("{\"title\":\"f\",\"colour\":\"red\"}");
	assert_true(in_unended(in));
	done();
	begin();
	open_pipe("title,colour\nf,red", 18);
	bad("incomplete", 2, "");
	done();
}

/* What a spreadsheet shows is no value; ="007" keeps its zeros. */
static void
what_a_spreadsheet_has_spoilt_is_refused(void **state)
{
	(void)state;
	begin();
	open_file("title\n#N/A\n=B7\n1.23457E+11\n=\"007\"\n"
		  "\"=\"\"008\"\"\"\n");
	bad("spreadsheet-error", 2, "title");
	bad("formula", 3, "title");
	bad("scientific", 4, "title");
	gives("{\"title\":\"007\"}");
	gives("{\"title\":\"008\"}");
	done();
	open_file("title\ra\r");
	bad("bad-csv", 1, "");
	assert_non_null(strstr(e.msg, "Macintosh"));
	done();
}

/* A heading may hold a colon or an apostrophe. */
static void
what_is_a_whole_heading_is_no_word(void **state)
{
	static const char *const maps[] = { "Its: name=title", "Note=-",
		"Gone=-" };

	(void)state;
	begin();
	setup.map = maps;
	setup.nmaps = 3;
	open_file("Its: name,Note,Note\na,b,c\n");
	gives("{\"title\":\"a\"}");
	assert_string_equal(in_unmet(in, 0), "Gone");
	assert_null(in_unmet(in, 1));
	done();
	open_file("title,Kite's\na,b\n");
	bad("unknown-column", 1, "");
	assert_non_null(strstr(e.hint, "--map 'Kite'\\''s=-'"));
	done();
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
		cmocka_unit_test(only_empty_cells_may_lack_or_be_too_many),
		cmocka_unit_test(what_a_spreadsheet_has_spoilt_is_refused),
		cmocka_unit_test(what_is_a_whole_heading_is_no_word),
		cmocka_unit_test(the_format_asked_for_is_the_one_read),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
