/* SPDX-License-Identifier: ISC */
#include "attendance_year.h"
#include "base/text/date.h"
#include "cli/html/html.h"

static const char *const week_heads[] = { "Week of", "Mon AM", "Mon PM",
	"Tue AM", "Tue PM", "Wed AM", "Wed PM", "Thu AM", "Thu PM", "Fri AM",
	"Fri PM", NULL };

static const char *const code_heads[] = { "Mark", "Meaning", "Counts as",
	"Sessions", NULL };

static void
put_day(struct buf *b, int32_t day)
{
	char s[DATE_LEN];

	date_format(day, s);
	html_time(b, s, DATE_LEN - 1);
}

static void
put_sums(struct buf *b, const struct year_term *t)
{
	int n[YEAR_SUMS];

	year_sums(t, n);
	buf_adds(b, "<tr><th scope=\"row\">");
	html_cstr(b, year_term_name(t));
	buf_adds(b, "</th>");
	for (int i = 0; i < YEAR_SUMS; i++)
		buf_addf(b, "<td>%d</td>", n[i]);
	buf_adds(b, "<td>");
	year_percent(b, t);
	buf_adds(b, "</td></tr>\n");
}

static void
put_weeks(struct buf *b, const struct attendance_year *y)
{
	const struct year_session *week[YEAR_WEEK];
	int32_t monday;
	size_t at = 0;

	while ((monday = year_week(y, &at, week)) != DATE_NONE) {
		buf_adds(b, "<tr><th scope=\"row\">");
		put_day(b, monday);
		buf_adds(b, "</th>");
		for (int i = 0; i < YEAR_WEEK; i++) {
			const struct year_session *s = week[i];

			html_open(b, "td", s == NULL || !s->on || s->to_come
			    ? NULL : words_class[s->class]);
			html_cstr(b, year_mark(s));
			buf_adds(b, "</td>");
		}
		buf_adds(b, "</tr>\n");
	}
}

static void
put_codes(struct year_page *p)
{
	struct buf *b = &p->text;

	html_table(b, "sums", "What the marks mean, and how many there are",
	    code_heads);
	for (int i = 1; words_mark[i] != NULL; i++) {
		const struct mark_fact *f = &p->rules.fact[i];

		if (p->year.of_code[i] == 0)
			continue;
		buf_adds(b, "<tr><th scope=\"row\">");
		html_cstr(b, words_mark[i]);
		buf_adds(b, "</th>");
		html_put(b, "td", NULL, f->meaning);
		html_put(b, "td", words_class[f->class],
		    words_class[f->class]);
		buf_addf(b, "<td>%d</td></tr>\n", p->year.of_code[i]);
	}
	if (p->year.of_code[0] > 0)
		buf_addf(b, "<tr><th scope=\"row\">" YEAR_UNMARKED "</th>"
		    "<td>No mark</td><td>nothing</td><td>%d</td></tr>\n",
		    p->year.of_code[0]);
	html_table_end(b);
}

static void
put_head(struct year_page *p)
{
	struct buf *b = &p->text;
	char day[DATE_LONG];

	html_open(b, "dl", "pairs");
	html_pair(b, "School", buf_str(&p->school));
	html_pair(b, "Child", buf_str(&p->child));
	html_pair(b, "Record", p->pupil);
	date_format_long(p->year.day, day);
	html_pair(b, "Up to", day);
	html_close(b, "dl");
}

int
attendance_html(struct year_page *p, struct err *err)
{
	const struct attendance_year *y = &p->year;
	struct buf *b = &p->text, title = BUF_INIT, foot = BUF_INIT;
	struct buf style = BUF_INIT;
	struct html_page page = { .name = "year", .mark = "CONFIDENTIAL" };
	char day[DATE_LONG];
	int year, month, mday;

	if (html_style(&style, p->cmd, err) == -1) {
		buf_release(&style);
		return -1;
	}
	date_split(y->from, &year, &month, &mday);
	date_format_long(y->day, day);
	buf_addf(&title, "Attendance of %s, %d-%02d", buf_str(&p->child),
	    year, (year + 1) % 100);
	buf_addf(&foot, "%s, up to %s", p->pupil, day);
	page.style = buf_str(&style);
	page.title = buf_str(&title);
	page.foot = buf_str(&foot);
	html_begin(b, &page);
	put_head(p);
	html_table(b, "sums", "Sessions by half term, added up from the "
	    "calendar below", year_heads);
	for (size_t i = 0; i < y->nterms; i++)
		put_sums(b, &y->terms[i]);
	put_sums(b, &y->sum);
	html_table_end(b);
	html_table(b, "cal", "The year, a row a week of school", week_heads);
	put_weeks(b, y);
	html_table_end(b);
	html_put(b, "p", "small", YEAR_SHUT " there is no school, "
	    YEAR_UNMARKED " there is no mark, " YEAR_OFF " the child is not "
	    "on roll; nothing: the session is still to come.");
	put_codes(p);
	html_end(b);
	buf_release(&style);
	buf_release(&title);
	buf_release(&foot);
	return 0;
}
