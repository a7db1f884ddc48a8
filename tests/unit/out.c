/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text/text.h"
#include "cli/out/out.h"
#include "second_reader.h"

static const char *const word_colour[] = { "red", "blue", NULL };

static const struct field field_maker[] = {
	{ .name = "name", .type = FIELD_LINE, .label = "Name" },
	{ .name = "phone", .type = FIELD_LINE, .label = "Phone" },
	{ .name = NULL }
};

static const struct field field_kite[] = {
	{ .name = "title", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Title" },
	{ .name = "flown_at", .type = FIELD_TIME, .flags = FIELD_COLUMN,
	    .label = "Flown" },
	{ .name = "colour", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Colour", .words = word_colour },
	{ .name = "tails", .type = FIELD_WORD, .flags = FIELD_MANY,
	    .label = "Tails", .words = word_colour },
	{ .name = "seen", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Seen by" },
	{ .name = "story", .type = FIELD_TEXT, .label = "Story" },
	{ .name = "maker", .type = FIELD_OBJECT, .label = "Maker",
	    .sub = field_maker },
	{ .name = "helpers", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Helpers", .sub = field_maker },
	{ .name = "lost", .type = FIELD_BOOL, .label = "Lost" },
	{ .name = "price", .type = FIELD_INT, .label = "Price" },
	{ .name = NULL }
};

static const struct kind kind_kite = { .name = "kite",
	.prefix = "K",
	.flags = KIND_STORED,
	.fields = field_kite };

#define KITE                                                          \
	"{\"kind\":\"kite\",\"id\":\"K-7KQ2MX\",\"title\":\"Big one\"," \
	"\"flown_at\":\"2026-07-01T08:00:00Z\",\"colour\":\"red\","   \
	"\"tails\":[\"red\",\"blue\"],\"seen\":[\"A; B\",\"C\"],"     \
	"\"story\":\"One, \\\"two\\\"\\nthree\","                     \
	"\"maker\":{\"name\":\"Ann\",\"phone\":\"+44\"},"             \
	"\"helpers\":[{\"name\":\"Bo\"},{\"name\":\"Cy\"}],"          \
	"\"lost\":true,\"price\":12,\"x_note\":\"=1\"}"

static struct out_setup setup;
static struct out *out;
static struct err e;
static FILE *file;

static void
begin(enum out_format format, const char *fields)
{
	if (file != NULL)
		fclose(file);
	file = tmpfile();
	assert_non_null(file);
	memset(&setup, 0, sizeof(setup));
	setup.fd = fileno(file);
	setup.format = format;
	setup.kind = &kind_kite;
	setup.fields = fields;
}

static void
start(void)
{
	if (out_open(&out, &setup, &e) != 0)
		fail_msg("%s", e.msg);
}

static void
put(const char *json)
{
	if (out_record(out, json, strlen(json), &e) != 0)
		fail_msg("%s", e.msg);
}

/* What is written so far. */
static const char *
text(void)
{
	static char s[1 << 16];
	ssize_t n = pread(setup.fd, s, sizeof(s) - 1, 0);

	assert_true(n >= 0);
	s[n] = '\0';
	return s;
}

/* Each line that was written is a text to both readers. */
static void
both_read(const char *s)
{
	struct json j = { 0 };

	for (; *s != '\0'; s += strcspn(s, "\n") + 1) {
		assert_int_equal(json_parse(&j, s, strcspn(s, "\n"), 0, &e),
		    0);
		assert_true(second_agrees(&j));
	}
	json_release(&j);
}

static void
end(const char *want)
{
	assert_int_equal(out_close(out, &e), 0);
	if (setup.format == OUT_JSON)
		both_read(text());
	if (want != NULL)
		assert_string_equal(text(), want);
}

static void
records_go_out_as_they_are(void **state)
{
	(void)state;
	begin(OUT_JSON, NULL);
	start();
	put(KITE);
	put("{\"kind\":\"other\"}");
	assert_string_equal(text(), "");
	assert_int_equal(out_flush(out, &e), 0);
	assert_string_equal(text(), KITE "\n{\"kind\":\"other\"}\n");
	end(NULL);
}

static void
chosen_fields_come_in_the_order_asked_after_the_kind(void **state)
{
	(void)state;
	begin(OUT_JSON, "tails,id,x_note,price,recorded_at");
	start();
	put(KITE);
	put("{\"kind\":\"kite\",\"title\":\"x\"}");
	end("{\"kind\":\"kite\",\"tails\":[\"red\",\"blue\"],"
	    "\"id\":\"K-7KQ2MX\",\"x_note\":\"=1\",\"price\":12}\n"
	    "{\"kind\":\"kite\"}\n");
}

static void
a_field_the_kind_lacks_is_wrong_usage(void **state)
{
	(void)state;
	begin(OUT_JSON, "title,color");
	assert_int_equal(out_open(&out, &setup, &e), -1);
	assert_int_equal(e.status, ST_USAGE);
	assert_non_null(strstr(e.hint, "colour"));
	setup.fields = "title,,id";
	assert_int_equal(out_open(&out, &setup, &e), -1);
	setup.fields = "title,title";
	assert_int_equal(out_open(&out, &setup, &e), -1);
	assert_non_null(strstr(e.msg, "twice"));
	setup.kind = NULL;
	setup.fields = "title";
	assert_int_equal(out_open(&out, &setup, &e), -1);
	assert_string_equal(e.code, "no-fields");
}

static void
csv_has_a_header_and_every_field(void **state)
{
	(void)state;
	begin(OUT_CSV, NULL);
	start();
	put(KITE);
	put("{\"kind\":\"kite\",\"id\":\"K-8\",\"title\":\"-5\"}");
	end("id,title,flown_at,colour,tails,seen,story,maker,helpers,lost,"
	    "price,flags,recorded_at,recorded_by\n"
	    "K-7KQ2MX,Big one,2026-07-01T08:00:00Z,red,red; blue,"
	    "\"[\"\"A; B\"\",\"\"C\"\"]\",\"One, \"\"two\"\"\nthree\","
	    "\"{\"\"name\"\":\"\"Ann\"\",\"\"phone\"\":\"\"+44\"\"}\","
	    "\"[{\"\"name\"\":\"\"Bo\"\"},{\"\"name\"\":\"\"Cy\"\"}]\",yes,12"
	    ",,,\n"
	    "K-8,'-5,,,,,,,,,,,,\n");
	begin(OUT_CSV, "x_note,title");
	start();
	put(KITE);
	end("x_note,title\n'=1,Big one\n");
}

static void
a_record_of_another_kind_begins_a_header_of_its_own(void **state)
{
	const char *s;

	(void)state;
	begin(OUT_CSV, NULL);
	start();
	put("{\"kind\":\"kite\",\"title\":\"a\"}");
	put("{\"kind\":\"route\",\"to\":\"csc\"}");
	put("{\"kind\":\"handling\",\"inform_parents\":\"no\"}");
	assert_int_equal(out_close(out, &e), 0);
	s = strstr(text(), "\n\nconcern,");
	assert_non_null(s);
	assert_non_null(strstr(s, ",csc,"));
	s = strstr(s + 2, "\n\n");
	assert_non_null(s);
	assert_non_null(strstr(s, "inform_parents"));
	begin(OUT_TABLE, NULL);
	start();
	put("{\"kind\":\"kite\",\"title\":\"a\"}");
	put("{\"kind\":\"route\",\"to\":\"csc\"}");
	assert_int_equal(out_close(out, &e), 0);
	assert_non_null(strstr(text(), "\n\n"));
	assert_non_null(strstr(text(), "csc"));
}

static void
a_table_shows_the_kind_s_columns_in_london_time(void **state)
{
	(void)state;
	begin(OUT_TABLE, NULL);
	setenv("COLUMNS", "80", 1);
	start();
	put(KITE);
	put("{\"kind\":\"kite\",\"id\":\"K-8\",\"title\":\"A\\tB\\u202ec\"}");
	end("Id        Title         Flown             Colour\n"
	    "K-7KQ2MX  Big one       2026-07-01 09:00  red\n"
	    "K-8       A B<U+202E>c\n");
}

static void
a_long_text_takes_more_lines_and_words_are_whole(void **state)
{
	const char *s;
	size_t n;

	(void)state;
	begin(OUT_TABLE, NULL);
	setenv("COLUMNS", "50", 1);
	start();
	put("{\"kind\":\"kite\",\"id\":\"K-7KQ2MX\",\"title\":\"The kite that "
	    "caf\xc3\xa9 people saw over the hill\","
	    "\"flown_at\":\"2026-01-01T08:00:00Z\",\"colour\":\"red\"}");
	assert_int_equal(out_close(out, &e), 0);
	assert_non_null(strstr(text(),
	    "K-7KQ2MX  The kite that   2026-01-01 08:00  red\n"
	    "          caf\xc3\xa9 people\n"
	    "          saw over the\n"
	    "          hill\n"));
	for (s = text(); *s != '\0'; s += n + 1) {
		n = strcspn(s, "\n");
		assert_true(text_width(s, n) <= 50);
	}
	begin(OUT_TABLE, NULL);
	setenv("COLUMNS", "42", 1);
	start();
	put("{\"kind\":\"kite\",\"id\":\"K-7KQ2MX\",\"title\":\"The kite\","
	    "\"flown_at\":\"2026-01-01T08:00:00Z\",\"colour\":\"red\"}");
	end("Id        Title     Flown             Col\xe2\x80\xa6\n"
	    "K-7KQ2MX  The kite  2026-01-01 08:00  red\n");
	begin(OUT_TABLE, NULL);
	setenv("COLUMNS", "50", 1);
	start();
	put("{\"kind\":\"kite\",\"id\":\"K-7KQ2MX\",\"title\":\"a "
	    "wind-sock-like-kite\",\"flown_at\":\"2026-01-01T08:00:00Z\"}");
	end("Id        Title           Flown             Colour\n"
	    "K-7KQ2MX  a wind-sock-    2026-01-01 08:00\n"
	    "          like-kite\n");
}

static void
a_tower_of_words_is_told_in_a_block(void **state)
{
	(void)state;
	begin(OUT_TABLE, NULL);
	setenv("COLUMNS", "50", 1);
	start();
	put("{\"kind\":\"kite\",\"id\":\"K-7KQ2MX\",\"title\":\"The kite that "
	    "all the people of the town saw over the hill on the day before "
	    "the great storm came up the valley and blew its tail away\","
	    "\"flown_at\":\"2026-01-01T08:00:00Z\"}");
	end("Id:     K-7KQ2MX\n"
	    "Title:  The kite that all the people of the town\n"
	    "        saw over the hill on the day before the\n"
	    "        great storm came up the valley and blew\n"
	    "        its tail away\n"
	    "Flown:  2026-01-01 08:00\n");
}

static void
a_screen_too_narrow_gets_a_block_for_each_record(void **state)
{
	(void)state;
	begin(OUT_TABLE, NULL);
	setenv("COLUMNS", "30", 1);
	start();
	put(KITE);
	put("{\"kind\":\"kite\",\"id\":\"K-8\",\"colour\":\"blue\"}");
	end("Id:     K-7KQ2MX\nTitle:  Big one\nFlown:  2026-07-01 09:00\n"
	    "Colour: red\n\nId:     K-8\nColour: blue\n");
	setenv("COLUMNS", "80", 1);
}

static void
a_long_table_is_not_held_back(void **state)
{
	struct buf b = BUF_INIT;
	int i;

	(void)state;
	begin(OUT_TABLE, NULL);
	start();
	for (i = 0; i < 3000; i++) {
		buf_reset(&b);
		buf_addf(&b, "{\"kind\":\"kite\",\"id\":\"K-%06d\",\"title\":"
		    "\"a kite that is like every other\"}", i);
		put(b.p);
	}
	assert_true(strlen(text()) > 60000);
	assert_int_equal(strncmp(strchr(text(), '\n') + 1, "K-000000  a", 11),
	    0);
	end(NULL);
	buf_release(&b);
}

static void
one_record_is_shown_whole_in_a_block(void **state)
{
	(void)state;
	begin(OUT_TABLE, NULL);
	setup.block = true;
	start();
	put(KITE);
	end("Id:      K-7KQ2MX\n"
	    "Title:   Big one\n"
	    "Flown:   2026-07-01 09:00\n"
	    "Colour:  red\n"
	    "Tails:   red; blue\n"
	    "Seen by: A; B\n"
	    "         C\n"
	    "Story:   One, \"two\"\n"
	    "         three\n"
	    "Maker:   Name Ann; Phone +44\n"
	    "Helpers: Name Bo\n"
	    "         Name Cy\n"
	    "Lost:    yes\n"
	    "Price:   12\n"
	    "x_note:  =1\n");
	begin(OUT_TABLE, "price,title");
	setup.block = true;
	start();
	put("{\"kind\":\"kite\",\"title\":\"a\\u001b[2Jb\\n\",\"price\":1,"
	    "\"colour\":\"red\"}");
	end("Title: a<U+001B>[2Jb\nPrice: 1\n");
}

static void
only_a_header_is_bold_and_only_with_colour(void **state)
{
	(void)state;
	begin(OUT_TABLE, "title,colour");
	setup.colour = true;
	start();
	put("{\"kind\":\"kite\",\"title\":\"a\",\"colour\":\"red\"}");
	end("\033[1mTitle  Colour\033[0m\na      red\n");
}

static void
a_terminal_is_shown_what_turns_text_round(void **state)
{
	(void)state;
	begin(OUT_JSON, NULL);
	setup.terminal = true;
	start();
	put("{\"kind\":\"kite\",\"title\":\"a\xe2\x80\xae" "b\"}");
	end("{\"kind\":\"kite\",\"title\":\"a<U+202E>b\"}\n");
}

static void
a_full_disk_is_an_error_that_stays(void **state)
{
	(void)state;
	begin(OUT_JSON, NULL);
	setup.fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
	assert_true(setup.fd >= 0);
	start();
	put(KITE);
	assert_int_equal(out_flush(out, &e), -1);
	assert_int_equal(e.status, ST_IO);
	assert_string_equal(e.msg, "The answer could not be written: No space "
				   "left on device.");
	assert_int_equal(out_record(out, "{}", 2, &e), -1);
	err_clear(&e);
	assert_int_equal(out_close(out, &e), -1);
	assert_int_equal(e.status, ST_IO);
	close(setup.fd);
}

static void
a_reader_that_has_gone_is_told_apart(void **state)
{
	int fd[2], i;

	(void)state;
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(fd), 0);
	close(fd[0]);
	begin(OUT_CSV, "title");
	setup.fd = fd[1];
	start();
	for (i = 0; i < 100000; i++)
		if (out_record(out, KITE, strlen(KITE), &e) != 0)
			break;
	/* It is noticed on the way, not at the end. */
	assert_in_range(i, 1000, 99999);
	assert_string_equal(e.code, "closed");
	assert_int_equal(out_close(out, &e), -1);
	assert_string_equal(e.code, "closed");
	close(fd[1]);
}

static int
close_file(void **state)
{
	(void)state;
	return file != NULL ? fclose(file) : 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_go_out_as_they_are),
		cmocka_unit_test(
		    chosen_fields_come_in_the_order_asked_after_the_kind),
		cmocka_unit_test(a_field_the_kind_lacks_is_wrong_usage),
		cmocka_unit_test(csv_has_a_header_and_every_field),
		cmocka_unit_test(
		    a_record_of_another_kind_begins_a_header_of_its_own),
		cmocka_unit_test(
		    a_table_shows_the_kind_s_columns_in_london_time),
		cmocka_unit_test(a_long_text_takes_more_lines_and_words_are_whole),
		cmocka_unit_test(a_tower_of_words_is_told_in_a_block),
		cmocka_unit_test(
		    a_screen_too_narrow_gets_a_block_for_each_record),
		cmocka_unit_test(a_long_table_is_not_held_back),
		cmocka_unit_test(one_record_is_shown_whole_in_a_block),
		cmocka_unit_test(only_a_header_is_bold_and_only_with_colour),
		cmocka_unit_test(a_terminal_is_shown_what_turns_text_round),
		cmocka_unit_test(a_full_disk_is_an_error_that_stays),
		cmocka_unit_test(a_reader_that_has_gone_is_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, close_file);
}
