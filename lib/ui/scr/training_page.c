/* SPDX-License-Identifier: ISC */
#include "ui/scr/training_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "cli/html/html.h"
#include "ui/notify/ics.h"
#include "cli/out/out.h"
#include "ui/upkeep/school.h"

/* A rule that has a column: asked of each, with an interval or once. */
static bool
has_column(const struct training *t, const struct asked *a)
{
	return edition_on(&a->in_force, t->day) && a->least == 0 &&
	    a->months != MONTHS_NOT_SET;
}

static void
put_word(struct buf *b, const char *word, int32_t day)
{
	char text[DATE_LEN];

	html_cstr(b, word);
	if (day == DATE_NONE)
		return;
	date_format(day, text);
	buf_addc(b, ' ');
	html_time(b, text, DATE_LEN - 1);
}

static void
put_cell(struct buf *b, const struct training_cell *c)
{
	/* tinted beside the words, never without them */
	static const struct {
		const char *class, *word;
	} as[] = {
		[TRAINING_NOT_ASKED] = { NULL, "– Not needed" },
		[TRAINING_LATER] = { NULL, "– First by" },
		[TRAINING_MISSING] = { "bad", "✗ Missing" },
		[TRAINING_EXPIRED] = { "bad", "✗ Ran out" },
		[TRAINING_EXPIRING] = { "warn", "! Due" },
		[TRAINING_GOOD] = { "ok", "✓" },
	};
	bool good = c->state == TRAINING_GOOD;

	html_open(b, "td", as[c->state].class);
	put_word(b, as[c->state].word, good ? c->last
		: c->state == TRAINING_MISSING ? DATE_NONE : c->until);
	html_close(b, "td");
}

static bool
put_row(struct buf *b, const struct training *t, uint32_t adult)
{
	const struct adult *who = &t->adults->v[adult];
	struct buf cells = BUF_INIT;
	bool asked = false;

	for (size_t k = 0; k < t->asked->n; k++) {
		struct training_cell c;

		if (!has_column(t, &t->asked->v[k]))
			continue;
		training_cell(&c, t, &t->asked->v[k], adult);
		put_cell(&cells, &c);
		asked = asked || c.state != TRAINING_NOT_ASKED;
	}
	if (asked) {
		html_open(b, "tr", NULL);
		buf_adds(b, "<th scope=\"row\">");
		html_cstr(b, who->name);
		html_put(b, "div", "small id", who->id);
		buf_adds(b, "</th>");
		buf_add(b, cells.p, cells.n);
		html_close(b, "tr");
	}
	buf_release(&cells);
	return asked;
}

static int
by_family(const void *p, const void *q)
{
	const struct adult *a = *(const struct adult *const *)p;
	const struct adult *b = *(const struct adult *const *)q;
	int c = strcmp(a->family, b->family);

	if (c == 0)
		c = strcmp(a->name, b->name);
	return c != 0 ? c : strcmp(a->id, b->id);
}

static size_t
put_matrix(struct buf *b, const struct training *t)
{
	const char **heads = mem_alloc((t->asked->n + 2) * sizeof(*heads));
	const struct adult **who = mem_alloc((t->adults->n + 1) *
	    sizeof(*who));
	size_t n = 0, rows = 0;

	heads[n++] = "Adult";
	for (size_t k = 0; k < t->asked->n; k++)
		if (has_column(t, &t->asked->v[k]))
			heads[n++] = t->asked->v[k].item;
	html_table(b, "matrix", "Adults and courses: the day of the course "
	    "where it is good, else what is wanted and by when", heads);
	for (size_t i = 0; i < t->adults->n; i++)
		who[i] = &t->adults->v[i];
	if (t->adults->n > 1)
		qsort(who, t->adults->n, sizeof(*who), by_family);
	for (size_t i = 0; i < t->adults->n; i++)
		rows += put_row(b, t, (uint32_t)(who[i] - t->adults->v));
	html_table_end(b);
	free(who);
	free(heads);
	return rows;
}

static void
put_findings(struct buf *b, const struct register_job *job)
{
	html_put(b, "h2", NULL, "What needs action");
	if (job->findings.n == 0) {
		html_put(b, "p", NULL, "Nothing.");
		return;
	}
	html_open(b, "ul", NULL);
	for (size_t i = 0; i < job->findings.n; i++) {
		const struct finding *f = &job->findings.v[i];

		html_open(b, "li", NULL);
		buf_addf(b, "<b>%s</b> ", f->accepted != NULL ? "Accepted:"
			: *f->severity == 'b' ? "Breach:" : "Advice:");
		html_cstr(b, f->message);
		buf_adds(b, " <span class=\"small\">(");
		html_cstr(b, f->rule);
		for (size_t k = 0; f->cite[k] != NULL; k++) {
			buf_adds(b, "; ");
			html_cstr(b, f->cite[k]);
		}
		buf_adds(b, ")</span>");
		html_close(b, "li");
	}
	html_close(b, "ul");
}

static void
put_not_set(struct buf *b, const struct training *t)
{
	bool any = false;

	for (size_t k = 0; k < t->asked->n; k++) {
		const struct asked *a = &t->asked->v[k];

		if (!edition_on(&a->in_force, t->day) ||
		    a->months != MONTHS_NOT_SET)
			continue;
		if (!any) {
			html_put(b, "h2", NULL, "Interval not set");
			html_put(b, "p", NULL, "The policy gives no interval "
			    "for these; the school may set one.");
			html_open(b, "ul", NULL);
		}
		any = true;
		html_open(b, "li", NULL);
		html_cstr(b, a->name);
		buf_adds(b, " (<code>training.");
		html_cstr(b, a->item);
		buf_adds(b, ".months</code>)");
		html_close(b, "li");
	}
	if (any)
		html_close(b, "ul");
}

int
training_html(struct register_job *job, const struct training *t,
    struct err *err)
{
	struct html_page page = { .name = "training",
		.title = "Safeguarding training", .mark = "CONFIDENTIAL" };
	struct buf b = BUF_INIT, school = BUF_INIT, style = BUF_INIT;
	char day[DATE_LONG];
	int rc = -1;

	if (school_text(job->cmd, "name", &school, err) == -1 ||
	    html_style(&style, job->cmd, err) == -1)
		goto out;
	if (register_accept(job) > 0)
		job->cmd->status = ST_NO;
	date_format_long(t->day, day);
	page.style = buf_str(&style);
	page.foot = buf_str(&school);
	html_begin(&b, &page);
	html_open(&b, "p", NULL);
	html_text(&b, buf_str(&school), school.n);
	buf_addf(&b, ", as at %s.", day);
	html_close(&b, "p");
	put_findings(&b, job);
	html_put(&b, "h2", NULL, "Matrix");
	if (put_matrix(&b, t) == 0)
		html_put(&b, "p", NULL, "Nobody is asked for training.");
	put_not_set(&b, t);
	html_end(&b);
	rc = out_text(job->cmd->out, b.p, b.n, err);
out:
	buf_release(&b);
	buf_release(&school);
	buf_release(&style);
	return rc;
}

/* A course of one adult that is to be renewed by a day. */
struct renewal {
	const struct asked *asked;
	const char *id;
	int32_t day;
};

static int
by_day(const void *p, const void *q)
{
	const struct renewal *a = p, *b = q;
	int c;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	c = strcmp(a->asked->item, b->asked->item);
	return c != 0 ? c : strcmp(a->id, b->id);
}

static size_t
collect(const struct training *t, struct renewal **out)
{
	struct renewal *v = mem_alloc((t->adults->n * t->asked->n + 1) *
	    sizeof(*v));
	size_t n = 0;

	for (uint32_t i = 0; i < t->adults->n; i++)
		for (size_t k = 0; k < t->asked->n; k++) {
			struct training_cell c;

			if (!has_column(t, &t->asked->v[k]))
				continue;
			training_cell(&c, t, &t->asked->v[k], i);
			if (c.until != DATE_NONE && c.until >= t->day)
				v[n++] = (struct renewal){ &t->asked->v[k],
					t->adults->v[i].id, c.until };
		}
	if (n > 1)
		qsort(v, n, sizeof(*v), by_day);
	*out = v;
	return n;
}

/* One event for those of one course and day; the number of them. */
static size_t
put_event(struct buf *b, const struct register_job *job,
    const struct renewal *r, size_t n, const char *school)
{
	struct buf uid = BUF_INIT, summary = BUF_INIT, ids = BUF_INIT;
	char day[DATE_LEN];
	size_t k = 0;

	for (; k < n && r[k].day == r->day &&
	     strcmp(r[k].asked->item, r->asked->item) == 0; k++)
		buf_addf(&ids, "%s%s", k > 0 ? ", " : "", r[k].id);
	date_format(r->day, day);
	buf_addf(&uid, "training-%s-%s@%s.vigil", r->asked->item, day,
	    school);
	buf_addf(&summary, "%zu due: %s", k, r->asked->name);
	ics_day(b, &(struct ics_event){ .uid = buf_str(&uid),
	    .stamp = job->cmd->s.as_at, .day = r->day,
	    .summary = buf_str(&summary), .description = buf_str(&ids) });
	buf_release(&uid);
	buf_release(&summary);
	buf_release(&ids);
	return k;
}

int
training_ics(struct register_job *job, const struct training *t,
    struct err *err)
{
	struct renewal *v = NULL;
	struct buf b = BUF_INIT, number = BUF_INIT;
	size_t n, i = 0;
	int rc = -1;

	if (school_text(job->cmd, "laestab", &number, err) == -1)
		goto out;
	if (register_accept(job) > 0)
		job->cmd->status = ST_NO;
	n = collect(t, &v);
	ics_begin(&b, "Safeguarding training");
	while (i < n)
		i += put_event(&b, job, v + i, n - i,
		    buf_str(&number));
	ics_end(&b);
	rc = out_text(job->cmd->out, b.p, b.n, err);
out:
	free(v);
	buf_release(&b);
	buf_release(&number);
	return rc;
}
