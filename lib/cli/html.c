/* SPDX-License-Identifier: ISC */
#include "cli/html.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"

/*
 * Dark on light, so that it prints; what is struck out is also said in
 * words.  A sheet's margins name the page, since sheets get separated.
 */
static const char css[] =
    ":root{color-scheme:light}"
    "*{box-sizing:border-box}"
    "body{margin:0 auto;padding:1.5rem;max-width:72rem;background:#fff;"
    "color:#1a1a1a;font:16px/1.45 system-ui,'Segoe UI',Arial,sans-serif;"
    "overflow-wrap:anywhere}time{overflow-wrap:normal}"
    "h1{font-size:1.6rem;line-height:1.2;margin:.3rem 0 1rem}"
    "h2{font-size:1.15rem;margin:1.6rem 0 .5rem}"
    ".mark{display:inline-block;margin:0;padding:.1rem .6rem;"
    "border:2px solid #8a0f0f;color:#8a0f0f;font-weight:700;"
    "letter-spacing:.08em}"
    "dl.pairs{display:grid;grid-template-columns:max-content 1fr;"
    "gap:.15rem 1rem;margin:0 0 1rem}"
    "dl.pairs dt{font-weight:600;color:#444}dl.pairs dd{margin:0}"
    "table{width:100%;border-collapse:collapse;font-size:.92rem}"
    "caption{text-align:left;font-weight:600;padding:.3rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;"
    "border-top:1px solid #bbb}"
    "thead th{border-top:0;border-bottom:2px solid #1a1a1a;"
    "background:#f2f2f2}"
    "tbody th{font-weight:600}"
    ".text{white-space:pre-wrap;margin:0 0 .4rem}"
    ".small{font-size:.93em;color:#444;margin:.15em 0}"
    ".note{border-left:4px solid #777;padding:.2rem 0 .2rem .7rem;"
    "margin:.5rem 0}"
    ".note ul{margin:.2rem 0;padding-left:1.1rem}"
    "del,ins{white-space:pre-wrap}"
    "del{color:#8a0f0f}ins{color:#0b5d1e;text-decoration:underline}"
    "code{font-family:ui-monospace,Consolas,monospace;font-size:.9em}"
    ".id{white-space:nowrap}"
    "svg{display:block;width:100%;height:auto;margin:.5rem 0}"
    "svg text{font-family:system-ui,'Segoe UI',Arial,sans-serif}"
    "@media(max-width:40rem){thead{display:none}"
    "tr,th,td{display:block;border-top:0;padding:.15rem 0}"
    "tr{border-top:1px solid #bbb;padding:.5rem 0}}"
    "@media print{body{padding:0;max-width:none;font-size:10pt}"
    "h1{font-size:16pt}table{font-size:9pt}"
    "thead{display:table-header-group}"
    "thead th{background:none}"
    "h2,caption{break-after:avoid}"
    "p,li{orphans:3;widows:3}svg,tr,.note{break-inside:avoid}}";

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
	char words[DATE_LONG], local[17] = "";
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
	buf_addf(b, "<style>\n%s\n@page{size:A4;margin:16mm 14mm 18mm;"
	    "@top-right{font:8pt sans-serif;content:", css);
	css_string(b, page->mark);
	buf_adds(b, "}@bottom-left{font:8pt sans-serif;content:");
	css_string(b, page->foot == NULL ? "" : page->foot);
	buf_adds(b, "}@bottom-right{font:8pt sans-serif;content:\"Page \" "
	    "counter(page) \" of \" counter(pages)}}\n");
	buf_adds(b, page->style == NULL ? "" : page->style);
	buf_adds(b, "</style>\n</head>\n<body>\n");
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
