/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/text/date.h"
#include "base/core/mem.h"
#include "ui/chronology/chronology_page.h"
#include "cli/html/html.h"

/* Of a text so long its replacement is shown once only: where it stands. */
#define SHORT 160

static const char *const heads[] = { "Happened", "Recorded", "What", "Text",
	NULL };

static int
put_out(struct chronology_page *p, struct err *err)
{
	int rc = out_text(p->cmd->out, buf_str(&p->text), p->text.n, err);

	buf_reset(&p->text);
	return rc;
}

static void
put_str(struct chronology_page *p, int object, const char *name)
{
	size_t n;
	const char *s = chronology_page_str(p, object, name, &n);

	html_text(&p->text, s, n);
}

static void
put_time(struct chronology_page *p, int object, const char *name)
{
	size_t n;
	const char *s = chronology_page_str(p, object, name, &n);

	html_time(&p->text, s, n);
}

/* An adult by name where there is one. */
static int
put_adult(struct chronology_page *p, int object, const char *name,
    struct err *err)
{
	struct buf who = BUF_INIT;
	size_t n;
	const char *s = chronology_page_str(p, object, name, &n);
	int rc = chronology_adult(p->made, &who, s, n, err);

	html_text(&p->text, buf_str(&who), who.n);
	buf_release(&who);
	return rc;
}

static int64_t
number(struct chronology_page *p, int object, const char *name)
{
	int t = json_get(&p->event, object, name);
	int64_t n = 0;

	if (t >= 0)
		json_int(&p->event, t, &n);
	return n;
}

static void
put_change(struct chronology_page *p, int change)
{
	struct buf *b = &p->text;
	bool was = json_get(&p->event, change, "was") >= 0;
	bool now = json_get(&p->event, change, "now") >= 0;
	size_t n;

	html_open(b, "li", NULL);
	html_open(b, "b", NULL);
	put_str(p, change, "field");
	buf_adds(b, "</b> ");
	buf_adds(b, !was ? "added: " : !now ? "removed: " : "was: ");
	if (was) {
		html_open(b, "del", NULL);
		put_str(p, change, "was");
		buf_adds(b, "</del>");
	}
	chronology_page_str(p, change, "now", &n);
	if (was && now && n > SHORT) {
		buf_adds(b, " and was replaced by the later text");
	} else if (now) {
		buf_adds(b, was ? ", then: " : "");
		html_open(b, "ins", NULL);
		put_str(p, change, "now");
		buf_adds(b, "</ins>");
	}
	html_close(b, "li");
}

static int
put_amended(struct chronology_page *p, int amended, struct err *err)
{
	const struct json *j = &p->event;
	struct buf *b = &p->text;
	int t, list, c;

	for (t = json_first(j, amended); t >= 0;
	     t = json_after(j, amended, t)) {
		html_open(b, "div", "note");
		html_open(b, "p", "small");
		buf_addf(b, "<b>%s</b> (version %lld) ",
		    json_get(j, t, "reason") < 0 ? "Added to" : "Amended",
		    (long long)number(p, t, "version"));
		put_time(p, t, "at");
		buf_adds(b, " by ");
		if (put_adult(p, t, "by", err) == -1)
			return -1;
		if (json_get(j, t, "reason") >= 0) {
			buf_adds(b, ". Reason: ");
			put_str(p, t, "reason");
		}
		html_close(b, "p");
		list = json_get(j, t, "changes");
		if (list >= 0) {
			html_open(b, "ul", "small");
			for (c = json_first(j, list); c >= 0;
			     c = json_after(j, list, c))
				put_change(p, c);
			html_close(b, "ul");
		}
		html_close(b, "div");
	}
	return 0;
}

static int
put_text_cell(struct chronology_page *p, struct err *err)
{
	const struct json *j = &p->event;
	struct buf *b = &p->text;
	int t, list;

	buf_adds(b, "<td>");
	if (json_get(j, 0, "text") >= 0) {
		html_open(b, "p", "text");
		put_str(p, 0, "text");
		html_close(b, "p");
	}
	list = json_get(j, 0, "details");
	for (t = list < 0 ? -1 : json_first(j, list); t >= 0;
	     t = json_after(j, list, t)) {
		html_open(b, "p", "small text");
		html_open(b, "b", NULL);
		put_str(p, t, "field");
		buf_adds(b, ":</b> ");
		put_str(p, t, "value");
		html_close(b, "p");
	}
	list = json_get(j, 0, "amended");
	if (list >= 0 && put_amended(p, list, err) == -1)
		return -1;
	buf_adds(b, "</td>");
	return 0;
}

static int
put_row(struct chronology_page *p, struct err *err)
{
	const struct json *j = &p->event;
	struct buf *b = &p->text;

	buf_adds(b, "<tr><th scope=\"row\">");
	put_time(p, 0, "at");
	buf_adds(b, "</th><td>");
	put_time(p, 0, "recorded_at");
	buf_adds(b, "<br>by ");
	if (put_adult(p, 0, "recorded_by", err) == -1)
		return -1;
	buf_adds(b, "</td><td>");
	html_open(b, "strong", NULL);
	put_str(p, 0, "what");
	html_close(b, "strong");
	if (json_get(j, 0, "part") >= 0) {
		html_open(b, "p", "small");
		buf_adds(b, "This child’s part: ");
		put_str(p, 0, "part");
		html_close(b, "p");
	}
	if (json_get(j, 0, "state") >= 0) {
		html_open(b, "p", "small");
		buf_adds(b, "State: ");
		put_str(p, 0, "state");
		html_close(b, "p");
	}
	html_open(b, "p", "small");
	buf_adds(b, "<code class=\"id\">");
	put_str(p, 0, "record");
	buf_addf(b, "</code>, entry %lld</p></td>",
	    (long long)number(p, json_get(j, 0, "receipt"), "seq"));
	if (put_text_cell(p, err) == -1)
		return -1;
	buf_adds(b, "</tr>\n");
	return 0;
}

/* The lane of each kind there is, in the order of the kinds. */
static size_t
find_lanes(const struct chronology *c, const char **lane, size_t *of)
{
	size_t n = 0;

	for (size_t k = 0; kinds[k] != NULL; k++) {
		of[k] = SIZE_MAX;
		for (size_t i = 0; i < chronology_count(c); i++) {
			if (chronology_kind(c, i) != kinds[k])
				continue;
			of[k] = n;
			lane[n++] = kinds[k]->plural;
			break;
		}
	}
	lane[n] = NULL;
	return n;
}

static size_t
kind_number(const struct kind *kind)
{
	size_t k = 0;

	while (kinds[k] != kind)
		k++;
	return k;
}

static int
put_timeline(struct chronology_page *p, struct err *err)
{
	const struct chronology *c = p->made;
	size_t n = chronology_count(c), count = kind_number(NULL);
	const char **lane = mem_alloc((count + 1) * sizeof(*lane));
	size_t *of = mem_alloc(count * sizeof(*of));
	struct html_timeline t = { .title = "When it happened",
		.desc = "Each shape is one event of the table below, placed "
			"by its date on the lane of its kind.",
		.lane = lane, .from = chronology_when(c, 0),
		.to = chronology_when(c, n - 1) };
	struct buf title = BUF_INIT;
	char day[DATE_LONG];
	int rc = 0;

	find_lanes(c, lane, of);
	html_timeline_begin(&p->text, &t);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		const struct kind *kind = chronology_kind(c, i);

		date_format_long(time_day(chronology_when(c, i)), day);
		buf_reset(&title);
		buf_addf(&title, "%s: %s", day, kind->name);
		html_timeline_dot(&p->text, &t, chronology_when(c, i),
		    of[kind_number(kind)], buf_str(&title));
		rc = put_out(p, err);
	}
	html_timeline_end(&p->text);
	buf_release(&title);
	free(lane);
	free(of);
	return rc;
}

static void
put_head(struct chronology_page *p)
{
	const struct args *args = &p->cmd->args;
	const char *why = args_get(args, "why");
	struct buf *b = &p->text, span = BUF_INIT;

	if (p->since != NULL)
		buf_addf(&span, "from %s ", p->since);
	if (p->until != NULL)
		buf_addf(&span, "up to %s", p->until);
	html_open(b, "dl", "pairs");
	html_pair(b, "School", buf_str(&p->school));
	html_pair(b, "Child", buf_str(&p->child));
	html_pair(b, "Born", buf_str(&p->born));
	html_pair(b, "UPN", buf_str(&p->upn));
	html_pair(b, "Record", p->pupil);
	html_pair(b, "Holds on the day", chronology_open(p->made));
	html_pair(b, "Span", buf_str(&span));
	html_pair(b, "As at", buf_str(&p->at));
	html_pair(b, "Asked for by", buf_str(&p->by));
	html_pair(b, "Why", why == NULL ? "no reason was given" : why);
	html_pair(b, "Ledger", buf_str(&p->ledger));
	html_close(b, "dl");
	buf_release(&span);
	if (p->initials)
		html_put(b, "p", "note", "Children are named by initials and "
		    "letters. Names inside an account stand as they were "
		    "written: read it before it leaves the school.");
}

int
chronology_page_html(struct chronology_page *p, struct err *err)
{
	struct buf title = BUF_INIT, foot = BUF_INIT, style = BUF_INIT;
	struct html_page page = { .name = "chronology",
		.mark = "CONFIDENTIAL" };
	size_t n = chronology_count(p->made);
	int rc;

	if (html_style(&style, p->cmd, err) == -1) {
		buf_release(&style);
		return -1;
	}
	buf_addf(&title, "Chronology of %s", buf_str(&p->child));
	buf_addf(&foot, "%s, as at %s", p->pupil, buf_str(&p->at));
	page.style = buf_str(&style);
	page.title = buf_str(&title);
	page.foot = buf_str(&foot);
	html_begin(&p->text, &page);
	buf_release(&style);
	buf_release(&title);
	buf_release(&foot);
	put_head(p);
	if (n == 0)
		html_put(&p->text, "p", NULL, "Nothing is recorded here.");
	else if (put_timeline(p, err) == -1)
		return -1;
	if (n > 0)
		html_table(&p->text, NULL, "What happened, in its order; "
		    "what was amended says what it said before", heads);
	rc = put_out(p, err);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		if (chronology_page_event(p, i, err) == -1 ||
		    put_row(p, err) == -1)
			return -1;
		rc = put_out(p, err);
	}
	if (n > 0)
		html_table_end(&p->text);
	html_end(&p->text);
	return rc == 0 ? put_out(p, err) : rc;
}
