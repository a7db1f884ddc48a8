/* SPDX-License-Identifier: ISC */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/core/mem.h"
#include "cli/html/html.h"
#include "ui/scr/scr.h"

static const char *const status_words[SCR_STATUSES] = { "Missing",
	"No date", "Late", "Expired", "Due", "Adverse", "Not permitted",
	"Wrong number", "Activity undecided", "Left", "Duplicate" };

struct page {
	struct scr_job *job;
	struct buf text;
	size_t *first; /* of each adult, one more than the finding; 0: none */
	size_t *next;  /* of each finding */
	const struct scr_adult **row; /* by family name */
	size_t nrows;
	bool column[CHECK_TYPES];
};

static void
put_day(struct buf *b, int32_t day)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int y, m, d;

	if (day == DATE_NONE)
		return;
	date_split(day, &y, &m, &d);
	buf_addf(b, " %d&nbsp;%.3s&nbsp;%d", d, months + 3 * (m - 1), y);
}

static int
flush(struct page *p, struct err *err)
{
	int rc = out_text(p->job->cmd->out, buf_str(&p->text), p->text.n,
	    err);

	buf_reset(&p->text);
	return rc;
}

/* "✗ Expired 30 Sep 2026", on a line of its own. */
static void
put_finding(struct buf *b, const struct scr_finding *f)
{
	buf_addf(b, "<div>%s %s%s", f->accepted != NULL ? "○"
	    : f->severity == SCR_BREACH			? "✗"
							: "!",
	    status_words[f->status], f->accepted != NULL ? ", accepted" : "");
	put_day(b, f->day);
	buf_adds(b, "</div>");
}

/* The check's, or the adult's. */
static int
cell_of(const struct scr_finding *f)
{
	return f->item < 0 ? SCR_PERSON : f->item;
}

/* The worst tint of an adult's findings about an item; "" when none. */
static const char *
tint(const struct page *p, size_t adult, int item)
{
	const char *class = "";

	for (size_t i = p->first[adult]; i != 0; i = p->next[i - 1]) {
		const struct scr_finding *f = &p->job->scr.finding[i - 1];

		if (cell_of(f) != item)
			continue;
		if (f->accepted == NULL && f->severity == SCR_BREACH)
			return "bad";
		class = f->accepted == NULL ? "warn"
		    : *class == '\0'	    ? "none"
					    : class;
	}
	return class;
}

/* Whether one of them spoke of the day. */
static bool
put_findings(struct page *p, size_t adult, int item, int32_t day)
{
	bool told = false;

	for (size_t i = p->first[adult]; i != 0; i = p->next[i - 1]) {
		const struct scr_finding *f = &p->job->scr.finding[i - 1];

		if (cell_of(f) != item)
			continue;
		put_finding(&p->text, f);
		told |= f->day == day;
	}
	return told;
}

static void
put_cell(struct page *p, size_t adult, int check)
{
	const struct scr_adult *a = &p->job->scr.adult[adult];
	const struct scr_held *h = &a->held[check];
	struct buf *b = &p->text;
	const char *class = tint(p, adult, check);
	bool left = a->end != DATE_NONE && a->end < p->job->scr.day;
	bool found = *class != '\0';

	if (!found)
		class = h->there && !left ? "ok" : "none";
	html_open(b, "td", class);
	if (put_findings(p, adult, check, h->latest)) {
		/* the day, or that there is none, was told with it */
	} else if (h->there && !left) {
		buf_adds(b, h->latest == DATE_NONE ? "✓ Done" : "✓");
		put_day(b, h->latest);
	} else if (!found && left) {
		buf_adds(b, "–");
	}
	html_close(b, "td");
}

static void
put_row(struct page *p, size_t adult)
{
	const struct scr_adult *a = &p->job->scr.adult[adult];
	struct buf *b = &p->text;
	const char *class = tint(p, adult, SCR_PERSON);

	buf_addf(b, "<tr><th scope=\"row\"%s%s%s>",
	    *class == '\0' ? "" : " class=\"", class,
	    *class == '\0' ? "" : "\"");
	html_cstr(b, a->name);
	buf_adds(b, "<div class=\"small\">");
	html_cstr(b, a->category < 31 ? words_adult[a->category] : "");
	if (a->start != DATE_NONE) {
		buf_adds(b, ", from");
		put_day(b, a->start);
	}
	buf_addf(b, " <span class=\"id\">%s</span></div>", a->id);
	put_findings(p, adult, SCR_PERSON, DATE_NONE);
	buf_adds(b, "</th>");
	for (int c = 0; c < CHECK_TYPES; c++)
		if (p->column[c])
			put_cell(p, adult, c);
	buf_adds(b, "</tr>\n");
}

/* "identity check" as the heading of a column. */
static char *
heading(const char *word)
{
	char *s = mem_dup(word);

	if (*s != '\0')
		s[0] = (char)toupper((unsigned char)s[0]);
	return s;
}

static int
put_matrix(struct page *p, struct err *err)
{
	const struct scr *scr = &p->job->scr;
	char *own[CHECK_TYPES];
	const char *heads[CHECK_TYPES + 2];
	size_t n = 0;
	int rc;

	heads[n++] = "Adult";
	for (int c = 0; c < CHECK_TYPES; c++)
		if (p->column[c]) {
			own[n - 1] = heading(scr->rules->word[c]);
			heads[n] = own[n - 1];
			n++;
		}
	heads[n] = NULL;
	buf_adds(&p->text, "<div class=\"wide\">\n");
	html_table(&p->text, "matrix", "Adults and their checks: "
	    "✓ done, ✗ breach, ! advice, ○ accepted; empty: not needed", heads);
	rc = flush(p, err);
	for (size_t i = 0; rc == 0 && i < p->nrows; i++) {
		put_row(p, (size_t)(p->row[i] - scr->adult));
		rc = flush(p, err);
	}
	html_table_end(&p->text);
	buf_adds(&p->text, "</div>\n");
	while (n-- > 1)
		free(own[n - 1]);
	return rc;
}

static void
put_told(struct buf *b, const struct finding *f)
{
	html_open(b, "tr", NULL);
	html_put(b, "td", f->accepted != NULL ? "none"
	    : strcmp(f->severity, "breach") == 0 ? "bad" : "warn",
	    f->accepted != NULL ? "accepted" : f->severity);
	html_put(b, "td", "id", f->subject);
	html_put(b, "td", NULL, f->item);
	html_put(b, "td", NULL, f->message);
	html_open(b, "td", "small");
	html_cstr(b, f->rule);
	for (size_t i = 0; f->cite[i] != NULL; i++) {
		buf_adds(b, i == 0 ? ": " : "; ");
		html_cstr(b, f->cite[i]);
	}
	html_close(b, "td");
	html_close(b, "tr");
}

static int
put_list(struct page *p, struct err *err)
{
	static const char *const heads[] = { "Severity", "Adult", "Item",
		"What to do", "Rule and sources", NULL };
	struct scr *scr = &p->job->scr;
	int rc = 0;

	if (scr->nfindings == 0)
		return 0;
	html_put(&p->text, "h2", NULL, "Findings");
	html_table(&p->text, NULL, "What was found, by family name", heads);
	for (size_t k = 0; k < p->nrows; k++) {
		size_t i = p->first[p->row[k] - scr->adult];

		for (; rc == 0 && i != 0; i = p->next[i - 1]) {
			if (scr->finding[i - 1].accepted == NULL)
				p->job->cmd->status = ST_NO;
			put_told(&p->text, scr_tell(scr, i - 1));
			rc = flush(p, err);
		}
	}
	html_table_end(&p->text);
	return rc;
}

static int
by_name(const void *a, const void *b)
{
	const struct scr_adult *x = *(const struct scr_adult *const *)a;
	const struct scr_adult *y = *(const struct scr_adult *const *)b;
	int c = strcasecmp(x->name + x->family, y->name + y->family);

	if (c == 0)
		c = strcasecmp(x->name, y->name);
	return c != 0 ? c : strcmp(x->id, y->id);
}

/* Which checks have a column, the order of the rows, each adult's findings. */
static void
arrange(struct page *p)
{
	struct scr *scr = &p->job->scr;

	p->first = mem_alloc((scr->nadults + 1) * sizeof(*p->first));
	p->next = mem_alloc((scr->nfindings + 1) * sizeof(*p->next));
	for (size_t i = scr->nfindings; i > 0; i--) {
		size_t a = (size_t)(scr->finding[i - 1].adult - scr->adult);

		p->next[i - 1] = p->first[a];
		p->first[a] = i;
	}
	p->row = mem_alloc((scr->nadults + 1) * sizeof(*p->row));
	for (size_t i = 0; i < scr->nadults; i++) {
		if (!scr_on_record(scr, &scr->adult[i]))
			continue;
		p->row[p->nrows++] = &scr->adult[i];
		for (int c = 0; c < CHECK_TYPES; c++)
			p->column[c] |= scr->adult[i].held[c].there ||
			    scr_asked(scr, &scr->adult[i], c) != NULL;
	}
	qsort(p->row, p->nrows, sizeof(*p->row), by_name);
}

int
scr_job_page(struct scr_job *job, struct err *err)
{
	struct page p = { .job = job };
	struct buf title = BUF_INIT, style = BUF_INIT;
	struct html_page page = { .name = "central",
		.mark = "CONFIDENTIAL" };
	char day[DATE_LONG];
	int rc = html_style(&style, job->cmd, err);

	if (rc == -1)
		goto out;
	date_format_long(job->scr.day, day);
	buf_addf(&title, "%s%sSingle Central Record, as at %s",
	    buf_str(&job->school), job->school.n > 0 ? ": " : "", day);
	page.style = buf_str(&style);
	page.title = page.foot = buf_str(&title);
	arrange(&p);
	html_begin(&p.text, &page);
	scr_job_summary(job, &job->line);
	html_put(&p.text, "p", NULL, buf_str(&job->line));
	rc = put_matrix(&p, err);
	if (rc == 0)
		rc = put_list(&p, err);
	html_end(&p.text);
	if (rc == 0)
		rc = flush(&p, err);
out:
	buf_release(&style);
	buf_release(&title);
	buf_release(&p.text);
	free(p.first);
	free(p.next);
	free(p.row);
	return rc;
}
