/* SPDX-License-Identifier: ISC */
#include "cli/html/html.h"

#include <string.h>

#include "base/text/date.h"
#include "base/text/text.h"

void
html_text(struct buf *b, const char *s, size_t n)
{
	struct buf seen = BUF_INIT;
	const char *p, *end;

	text_visible(&seen, s, n, "\r\n\t");
	p = buf_str(&seen);
	for (end = p + seen.n; p < end; p++) {
		switch (*p) {
		case '&':
			buf_adds(b, "&amp;");
			break;
		case '<':
			buf_adds(b, "&lt;");
			break;
		case '>':
			buf_adds(b, "&gt;");
			break;
		case '"':
			buf_adds(b, "&quot;");
			break;
		case '\'':
			buf_adds(b, "&#39;");
			break;
		case '\r':
			/* ends a line with the newline after it, or hides */
			if (p + 1 == end || p[1] != '\n')
				buf_adds(b, "&lt;U+000D&gt;");
			break;
		default:
			buf_addc(b, *p);
		}
	}
	buf_release(&seen);
}

void
html_cstr(struct buf *b, const char *s)
{
	html_text(b, s, strlen(s));
}

void
html_open(struct buf *b, const char *tag, const char *class)
{
	if (class == NULL)
		buf_addf(b, "<%s>", tag);
	else
		buf_addf(b, "<%s class=\"%s\">", tag, class);
}

void
html_close(struct buf *b, const char *tag)
{
	buf_addf(b, "</%s>\n", tag);
}

void
html_put(struct buf *b, const char *tag, const char *class,
    const char *text)
{
	html_open(b, tag, class);
	html_cstr(b, text);
	html_close(b, tag);
}

void
html_pair(struct buf *b, const char *name, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	html_put(b, "dt", NULL, name);
	html_put(b, "dd", NULL, value);
}

void
html_time(struct buf *b, const char *s, size_t n)
{
	int32_t day = date_parse(s, n);
	char words[DATE_LONG], local[TIME_LOCAL] = "";
	struct err ignored;
	int64_t when;

	if (day == DATE_NONE) {
		if (time_parse(s, n, &when, &ignored) == -1) {
			html_text(b, s, n);
			return;
		}
		day = time_day(when);
		time_format_local(when, local);
	}
	date_format_long(day, words);
	buf_adds(b, "<time datetime=\"");
	html_text(b, s, n);
	buf_adds(b, "\">");
	for (const char *p = words; *p != '\0'; p++)
		buf_addf(b, "%.*s%s", *p != ' ', p, *p == ' ' ? "&nbsp;" : "");
	buf_addf(b, "%s%s</time>", *local == '\0' ? "" : ", ",
	    *local == '\0' ? "" : local + 11);
}

/* Text inside a string of CSS, which nothing can end. */
static void
css_string(struct buf *b, const char *s)
{
	buf_addc(b, '"');
	for (; *s != '\0'; s++) {
		if (strchr("\"\\<>&\n\r\f", *s) != NULL)
			buf_addf(b, "\\%x ", (unsigned)*s);
		else
			buf_addc(b, *s);
	}
	buf_addc(b, '"');
}

void
html_begin(struct buf *b, const struct html_page *page)
{
	buf_adds(b, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; style-src 'unsafe-inline'\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<meta name=\"robots\" content=\"noindex, noarchive\">\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n");
	html_put(b, "title", NULL, page->title);
	buf_addf(b, "<style>\n%s\n@page{@top-right{font:8pt sans-serif;"
	    "content:", page->style);
	css_string(b, page->mark);
	buf_adds(b, "}@bottom-left{font:8pt sans-serif;content:");
	css_string(b, page->foot == NULL ? "" : page->foot);
	buf_adds(b, "}@bottom-right{font:8pt sans-serif;content:\"Page \" "
	    "counter(page) \" of \" counter(pages)}}\n");
	buf_addf(b, "</style>\n</head>\n<body class=\"%s\">\n",
	    page->name);
	html_put(b, "p", "mark", page->mark);
	html_put(b, "h1", NULL, page->title);
}

void
html_end(struct buf *b)
{
	buf_adds(b, "</body>\n</html>\n");
}

void
html_table(struct buf *b, const char *class, const char *caption,
    const char *const *heads)
{
	html_open(b, "table", class);
	html_put(b, "caption", NULL, caption);
	buf_adds(b, "<thead>\n<tr>");
	for (; *heads != NULL; heads++) {
		buf_adds(b, "<th scope=\"col\">");
		html_cstr(b, *heads);
		buf_adds(b, "</th>");
	}
	buf_adds(b, "</tr>\n</thead>\n<tbody>\n");
}

void
html_table_end(struct buf *b)
{
	buf_adds(b, "</tbody>\n</table>\n");
}
