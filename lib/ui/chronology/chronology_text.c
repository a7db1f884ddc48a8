/* SPDX-License-Identifier: ISC */
#include <string.h>
#include <unistd.h>

#include "base/text/date.h"
#include "base/text/text.h"
#include "ui/chronology/chronology_page.h"

#define COLUMN 18
#define LEAST (2 * COLUMN + 16)
#define MOST 100 /* longer lines are hard to read */
#define INDENT 4

static size_t
screen(void)
{
	size_t n = out_columns(STDOUT_FILENO);

	return n < LEAST ? LEAST : n > MOST ? MOST : n;
}

/* Bytes of the next word, or of as much of it as fits in width. */
static size_t
word(const char *s, const char *end, size_t width, size_t *columns)
{
	size_t n = 0, w = 0;

	while (s + n < end && strchr(" \r\n", s[n]) == NULL) {
		size_t len = 1, more;

		while (s + n + len < end &&
		    ((unsigned char)s[n + len] & 0xc0) == 0x80)
			len++;
		more = text_width(s + n, len);
		if (w + more > width)
			break;
		w += more;
		n += len;
	}
	*columns = w;
	return n;
}

/* Paragraphs broken into lines at blanks, all but the first indented. */
static void
wrap(struct buf *b, const char *text, size_t n, size_t indent)
{
	struct buf seen = BUF_INIT;
	size_t width = screen() - indent, used = 0, w, len, gap = 0;
	const char *s, *end;

	text_visible(&seen, text, n, "\r\n");
	s = buf_str(&seen);
	end = s + seen.n;
	while (s < end) {
		if (*s == '\n') {
			if (++s < end)
				buf_addf(b, "\n%*s", *s == '\n' ? 0
					: (int)indent, "");
			used = gap = 0;
			continue;
		}
		if (*s == ' ') {
			s++;
			gap++;
			continue;
		}
		if (*s == '\r') { /* alone it would hide the line */
			if (*++s != '\n')
				buf_adds(b, "<U+000D>");
			continue;
		}
		len = word(s, end, width, &w);
		if (used > 0 && used + gap + w > width) {
			buf_addf(b, "\n%*s", (int)indent, "");
			used = gap = 0;
		}
		if (used + gap + w > width)
			gap = 0;
		buf_addf(b, "%*s", (int)gap, "");
		buf_add(b, s, len);
		used += gap + w;
		gap = 0;
		s += len;
	}
	buf_addc(b, '\n');
	buf_release(&seen);
}

static void
wrap_buf(struct chronology_page *p, struct buf *say, size_t indent)
{
	buf_addf(&p->text, "%*s", (int)indent, "");
	wrap(&p->text, buf_str(say), say->n, indent);
	buf_reset(say);
}

/* A day or time in the columns of a table. */
static void
put_time(struct chronology_page *p, struct buf *b, int object,
    const char *name)
{
	size_t n;
	const char *s = chronology_page_str(p, object, name, &n);
	struct err ignored;
	char local[TIME_LOCAL];
	int64_t when;

	if (time_parse(s, n, &when, &ignored) == 0) {
		time_format_local(when, local);
		buf_adds(b, local);
	} else {
		buf_add(b, s, n);
	}
}

static void
put_str(struct chronology_page *p, struct buf *b, int object,
    const char *before, const char *name)
{
	size_t n;
	const char *s = chronology_page_str(p, object, name, &n);

	if (json_get(&p->event, object, name) < 0)
		return;
	buf_adds(b, before);
	buf_add(b, s, n);
}

static void
put_amended(struct chronology_page *p, struct buf *say, int amended)
{
	const struct json *j = &p->event;

	for (int t = json_first(j, amended); t >= 0;
	     t = json_after(j, amended, t)) {
		int list = json_get(j, t, "changes");

		buf_adds(say, json_get(j, t, "reason") < 0 ? "Added to "
							   : "Amended ");
		put_time(p, say, t, "at");
		put_str(p, say, t, " by ", "by");
		put_str(p, say, t, ": ", "reason");
		wrap_buf(p, say, INDENT);
		for (int c = list < 0 ? -1 : json_first(j, list); c >= 0;
		     c = json_after(j, list, c)) {
			put_str(p, say, c, "", "field");
			put_str(p, say, c, " was: ", "was");
			put_str(p, say, c, " now: ", "now");
			wrap_buf(p, say, 2 * INDENT);
		}
	}
}

static void
put_event(struct chronology_page *p)
{
	const struct json *j = &p->event;
	struct buf say = BUF_INIT;
	int list, t;

	put_time(p, &say, 0, "at");
	buf_addf(&p->text, "%-*s", COLUMN, buf_str(&say));
	buf_reset(&say);
	put_time(p, &say, 0, "recorded_at");
	buf_addf(&p->text, "%-*s", COLUMN, buf_str(&say));
	buf_reset(&say);
	put_str(p, &say, 0, "", "what");
	put_str(p, &say, 0, ", as ", "part");
	put_str(p, &say, 0, "  [", "state");
	if (json_get(j, 0, "state") >= 0)
		buf_addc(&say, ']');
	put_str(p, &say, 0, "  ", "record");
	wrap(&p->text, buf_str(&say), say.n, 2 * COLUMN);
	buf_reset(&say);
	if (json_get(j, 0, "text") >= 0) {
		put_str(p, &say, 0, "", "text");
		wrap_buf(p, &say, INDENT);
	}
	list = json_get(j, 0, "details");
	for (t = list < 0 ? -1 : json_first(j, list); t >= 0;
	     t = json_after(j, list, t)) {
		put_str(p, &say, t, "", "field");
		put_str(p, &say, t, ": ", "value");
		wrap_buf(p, &say, INDENT);
	}
	list = json_get(j, 0, "amended");
	if (list >= 0)
		put_amended(p, &say, list);
	buf_release(&say);
}

static void
put_head(struct chronology_page *p)
{
	const char *why = args_get(&p->cmd->args, "why");
	const char *open = chronology_open(p->made);
	struct buf say = BUF_INIT;

	buf_addf(&say, "CONFIDENTIAL  Chronology of %s, %s",
	    buf_str(&p->child), p->pupil);
	if (p->born.n > 0)
		buf_addf(&say, ", born %s", buf_str(&p->born));
	wrap_buf(p, &say, 0);
	buf_addf(&say, "%s, as at %s, for %s", buf_str(&p->school),
	    buf_str(&p->at), buf_str(&p->by));
	if (why != NULL)
		buf_addf(&say, ": %s", why);
	wrap_buf(p, &say, 0);
	if (*open != '\0') {
		buf_addf(&say, "Holds on the day: %s", open);
		wrap_buf(p, &say, 0);
	}
	if (chronology_count(p->made) > 0)
		buf_adds(&p->text,
		    "\nHappened          Recorded          What\n");
	buf_release(&say);
}

int
chronology_page_text(struct chronology_page *p, struct err *err)
{
	int rc;

	put_head(p);
	for (size_t i = 0; i < chronology_count(p->made); i++) {
		if (chronology_page_event(p, i, err) == -1)
			return -1;
		put_event(p);
		rc = out_text(p->cmd->out, p->text.p, p->text.n, err);
		buf_reset(&p->text);
		if (rc == -1)
			return -1;
	}
	return out_text(p->cmd->out, buf_str(&p->text), p->text.n, err);
}
