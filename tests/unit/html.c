/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/text/date.h"
#include "cli/html/html.h"

static void
expect(struct buf *b, const char *want)
{
	assert_string_equal(buf_str(b), want);
	buf_release(b);
}

static void
no_text_becomes_markup(void **state)
{
	static const char hard[] = "</td><script>\"a\" & 'b'</script>";
	struct buf b = BUF_INIT;

	(void)state;
	html_text(&b, hard, strlen(hard));
	expect(&b, "&lt;/td&gt;&lt;script&gt;&quot;a&quot; &amp; "
		   "&#39;b&#39;&lt;/script&gt;");
}

static void
what_hides_text_is_visible(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	html_cstr(&b, "a\xe2\x80\xae" "b\x1b[2Jc\td\r\ne\rf");
	expect(&b, "a&lt;U+202E&gt;b&lt;U+001B&gt;[2Jc\td\ne&lt;U+000D&gt;f");
}

static void
a_time_is_told_in_words_of_london(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	html_time(&b, "2026-09-15T08:05:00Z", 20);
	expect(&b, "<time datetime=\"2026-09-15T08:05:00Z\">"
		   "15&nbsp;September&nbsp;2026, 09:05</time>");
	html_time(&b, "2026-01-02", 10);
	expect(&b, "<time datetime=\"2026-01-02\">2&nbsp;January&nbsp;2026"
		   "</time>");
	html_time(&b, "<soon>", 6);
	expect(&b, "&lt;soon&gt;");
}

static void
a_page_asks_nobody_for_anything(void **state)
{
	static const char *const never[] = { "<script", "http:", "https:",
		"src=", "url(", "@import", "<link", "<img", "onload" };
	struct html_page page = { .name = "plain", .style = "p { margin: 0 }",
		.title = "A <b> title", .mark = "PRIVATE",
		.foot = "</style>\"}\\" };
	static const char *const heads[] = { "When", "<What>", NULL };
	struct buf b = BUF_INIT;

	(void)state;
	html_begin(&b, &page);
	html_table(&b, NULL, "All of it", heads);
	html_table_end(&b);
	html_end(&b);
	for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++) {
		if (strstr(b.p, never[i]) != NULL)
			fail_msg("the page has %s", never[i]);
	}
	assert_non_null(strstr(b.p, "<style>\np { margin: 0 }\n@page{"));
	assert_non_null(strstr(b.p, "<body class=\"plain\">"));
	assert_non_null(strstr(b.p, "<html lang=\"en-GB\">"));
	assert_non_null(strstr(b.p, "<title>A &lt;b&gt; title</title>"));
	assert_non_null(strstr(b.p, "default-src 'none'"));
	assert_non_null(strstr(b.p, "<caption>All of it</caption>"));
	assert_non_null(strstr(b.p, "<th scope=\"col\">&lt;What&gt;</th>"));
	/* what the sheet's margin says ends neither string nor style */
	assert_non_null(strstr(b.p, "content:\"\\3c /style\\3e \\22 }\\5c \""));
	assert_null(strstr(strstr(b.p, "</style>") + 1, "</style>"));
	buf_release(&b);
}

static void
a_pair_without_a_value_is_left_out(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	html_pair(&b, "UPN", "");
	html_pair(&b, "UPN", NULL);
	assert_int_equal(b.n, 0);
	html_pair(&b, "UPN", "A&B");
	expect(&b, "<dt>UPN</dt>\n<dd>A&amp;B</dd>\n");
}

/* The x of the n-th dot. */
static long
dot(const struct buf *b, int n)
{
	const char *p = strstr(b->p, "<title>Dot");

	while (n-- > 0)
		p = strstr(p + 1, "<title>Dot");
	while (strncmp(p, "x=\"", 3) != 0)
		p--;
	return strtol(p + 3, NULL, 10);
}

static void
dots_stand_by_their_dates(void **state)
{
	static const char *const lane[] = { "concerns", "statuses", NULL };
	struct html_timeline t = { .title = "T", .desc = "D", .lane = lane,
		.from = time_of_day_start(date_make(2025, 9, 1)),
		.to = time_of_day_start(date_make(2026, 9, 1)) };
	struct buf b = BUF_INIT;

	(void)state;
	html_timeline_begin(&b, &t);
	html_timeline_dot(&b, &t, t.from, 0, "Dot 1");
	html_timeline_dot(&b, &t, (t.from + t.to) / 2, 1, "Dot 2");
	html_timeline_dot(&b, &t, t.to, 0, "Dot 3");
	html_timeline_end(&b);
	assert_int_equal(2 * dot(&b, 1), dot(&b, 0) + dot(&b, 2));
	assert_true(dot(&b, 0) > 150 && dot(&b, 2) < 1000);
	assert_non_null(strstr(b.p, ">concerns</text>"));
	assert_non_null(strstr(b.p, ">Jan 2026</text>"));
	buf_release(&b);
}

static void
one_day_and_many_years_have_a_timeline(void **state)
{
	static const char *const lane[] = { "concerns", NULL };
	struct html_timeline t = { .title = "T", .desc = "D", .lane = lane };
	struct buf b = BUF_INIT;
	int ticks = 0;

	(void)state;
	t.from = t.to = time_of_day_start(date_make(2026, 9, 1));
	html_timeline_begin(&b, &t);
	html_timeline_dot(&b, &t, t.from, 0, "Dot");
	assert_true(dot(&b, 0) > 150 && dot(&b, 0) < 1000);
	buf_release(&b);
	t.from = time_of_day_start(date_make(2001, 3, 1));
	html_timeline_begin(&b, &t);
	for (const char *p = b.p; (p = strstr(p, "middle")) != NULL; p++)
		ticks++;
	assert_true(ticks > 2 && ticks <= 13);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_text_becomes_markup),
		cmocka_unit_test(what_hides_text_is_visible),
		cmocka_unit_test(a_time_is_told_in_words_of_london),
		cmocka_unit_test(a_page_asks_nobody_for_anything),
		cmocka_unit_test(a_pair_without_a_value_is_left_out),
		cmocka_unit_test(dots_stand_by_their_dates),
		cmocka_unit_test(one_day_and_many_years_have_a_timeline),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
