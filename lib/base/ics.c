/* SPDX-License-Identifier: ISC */
#include "base/ics.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"

#define DEPTH 8
#define DAYS_MOST 3660 /* of one event */

struct reader {
	const char *p, *end;
	const char *name;
	long next, line; /* of the text to come, of the line last read */
	struct buf text; /* that line, unfolded */
	char open[DEPTH][24]; /* the components begun */
	size_t depth;
	struct ics_entry *v;
	size_t n;
	struct ics_entry now; /* the event that is being read */
	int32_t past;	      /* the day after its last, or DATE_NONE */
	long days;	      /* its DURATION, or -1 */
	bool cancelled;
};

static int
wrong(const struct reader *r, struct err *err, const char *what)
{
	(void)err_set(err, ST_DATA, "bad-ics", "%s", what);
	return err_place(err, r->name, r->line);
}

/* A content line: 1, or 0 at the end. */
static int
next_line(struct reader *r)
{
	buf_reset(&r->text);
	if (r->p == r->end)
		return 0;
	r->line = r->next;
	do {
		const char *nl = memchr(r->p, '\n', (size_t)(r->end - r->p));
		const char *stop = nl == NULL ? r->end : nl;

		if (r->line != r->next)
			r->p++; /* the blank that the fold put in */
		buf_add(&r->text, r->p, (size_t)(stop - r->p));
		if (r->text.n > 0 && r->text.p[r->text.n - 1] == '\r')
			buf_cut(&r->text, r->text.n - 1);
		r->p = nl == NULL ? r->end : nl + 1;
		r->next++;
	} while (r->p < r->end && (*r->p == ' ' || *r->p == '\t'));
	return 1;
}

/* The value of the line, past its name and parameters; NULL for none. */
static const char *
value(const struct reader *r)
{
	bool quoted = false;
	const char *s = buf_str(&r->text);

	for (; *s != '\0'; s++) {
		if (*s == '"')
			quoted = !quoted;
		else if (*s == ':' && !quoted)
			return s + 1;
	}
	return NULL;
}

static bool
is(const struct reader *r, const char *property)
{
	const char *s = buf_str(&r->text);
	size_t n = strcspn(s, ":;");

	return n == strlen(property) && strncasecmp(s, property, n) == 0;
}

/* 20260901, or a time on that day: its London day. */
static int
read_day(struct reader *r, const char *s, bool end, int32_t *day,
    struct err *err)
{
	struct buf b = BUF_INIT;
	size_t n = strlen(s);
	int64_t at;
	int rc = 0;

	if (n >= 8)
		buf_addf(&b, "%.4s-%.2s-%.2s", s, s + 4, s + 6);
	*day = n == 8 ? date_parse(buf_str(&b), b.n) : DATE_NONE;
	if (n >= 15 && s[8] == 'T') {
		buf_addf(&b, "T%.2s:%.2s:%.2s%s", s + 9, s + 11, s + 13,
		    s + 15);
		/* an event that ends at midnight ends the day before */
		if (time_parse(buf_str(&b), b.n, &at, err) == 0)
			*day = time_day(at - end) + end;
	}
	if (*day == DATE_NONE)
		rc = wrong(r, err, "This date is no real date.");
	buf_release(&b);
	return rc;
}

/* P5D, P2W, PT90M: whole days, part of one counting as one. */
static int
read_duration(struct reader *r, const char *s, struct err *err)
{
	char *end;
	long n = -1;

	if (strncmp(s, "PT", 2) == 0 && s[2] != '\0')
		n = 1;
	else if (*s == 'P' && s[1] >= '0' && s[1] <= '9') {
		n = strtol(s + 1, &end, 10);
		if (strcmp(end, "W") == 0 && n < DAYS_MOST)
			n *= 7;
		else if (strcmp(end, "D") != 0)
			n = -1;
	}
	r->days = n;
	return n > 0 && n < DAYS_MOST ? 0 :
	    wrong(r, err, "This length of time (DURATION) cannot be read as "
			  "days.");
}

static void
read_summary(struct reader *r, const char *s)
{
	struct buf b = BUF_INIT;

	for (; *s != '\0'; s++) {
		if (*s == '\\' && s[1] != '\0') {
			s++;
			buf_addc(&b, *s == 'n' || *s == 'N' ? ' ' : *s);
		} else
			buf_addc(&b, *s);
	}
	free(r->now.summary);
	r->now.summary = mem_dup(buf_str(&b));
	buf_release(&b);
}

static int
read_property(struct reader *r, const char *s, struct err *err)
{
	if (is(r, "SUMMARY"))
		read_summary(r, s);
	else if (is(r, "DTSTART"))
		return read_day(r, s, false, &r->now.from, err);
	else if (is(r, "DTEND"))
		return read_day(r, s, true, &r->past, err);
	else if (is(r, "DURATION"))
		return read_duration(r, s, err);
	else if (is(r, "STATUS"))
		r->cancelled = strcasecmp(s, "CANCELLED") == 0;
	else if (is(r, "RRULE") || is(r, "RDATE"))
		r->now.repeats = true;
	return 0;
}

static void
drop_event(struct reader *r)
{
	free(r->now.summary);
	r->now = (struct ics_entry){ .from = DATE_NONE };
	r->past = DATE_NONE;
	r->days = -1;
	r->cancelled = false;
}

static int
end_event(struct reader *r, struct err *err)
{
	if (r->now.from == DATE_NONE)
		return wrong(r, err, "The event that ends here has no day "
		    "(DTSTART).");
	r->now.to = r->past != DATE_NONE ? r->past - 1 :
	    r->now.from + (r->days > 0 ? (int32_t)r->days - 1 : 0);
	if (r->now.to < r->now.from && r->past == r->now.from)
		r->now.to = r->now.from; /* some write DTEND as the last day */
	if (r->now.to < r->now.from)
		return wrong(r, err, "The event that ends here ends before "
		    "it begins.");
	if (!r->cancelled) {
		if (r->now.summary == NULL)
			r->now.summary = mem_dup("");
		r->v = mem_resize(r->v, r->n + 1, sizeof(*r->v));
		r->v[r->n++] = r->now;
		r->now.summary = NULL;
	}
	drop_event(r);
	return 0;
}

static int
begin(struct reader *r, const char *s, struct err *err)
{
	if (r->depth == DEPTH || strlen(s) >= sizeof(r->open[0]))
		return wrong(r, err, "This is nested deeper than a calendar "
		    "is.");
	memcpy(r->open[r->depth++], s, strlen(s) + 1);
	if (strcasecmp(s, "VEVENT") == 0) {
		drop_event(r);
		r->now.line = r->line;
	}
	return 0;
}

static int
end(struct reader *r, const char *s, struct err *err)
{
	if (r->depth == 0 || strcasecmp(r->open[--r->depth], s) != 0)
		return wrong(r, err, "What ends here has not begun.");
	return strcasecmp(s, "VEVENT") == 0 ? end_event(r, err) : 0;
}

static int
read_all(struct reader *r, struct err *err)
{
	while (next_line(r) == 1) {
		const char *s = value(r);

		if (r->text.n == 0)
			continue;
		if (s == NULL)
			return wrong(r, err, "This line is none of a "
			    "calendar's: it has no colon.");
		if (r->depth == 0 && (!is(r, "BEGIN") ||
			strcasecmp(s, "VCALENDAR") != 0))
			return wrong(r, err, "A calendar file begins with "
			    "BEGIN:VCALENDAR.");
		if (is(r, "BEGIN") ? begin(r, s, err) == -1 :
		    is(r, "END") ? end(r, s, err) == -1 :
		    strcasecmp(r->open[r->depth - 1], "VEVENT") == 0 &&
		    read_property(r, s, err) == -1)
			return -1;
	}
	if (r->line == 0)
		return wrong(r, err, "The calendar file is empty.");
	return r->depth == 0 ? 0 : wrong(r, err,
	    "The calendar file breaks off before END:VCALENDAR.");
}

int
ics_read(struct ics_entry **v, size_t *n, const char *text, size_t len,
    const char *name, struct err *err)
{
	struct reader r = { .p = text, .end = text + len, .name = name,
		.next = 1 };
	int rc;

	drop_event(&r);
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		r.p += 3;
	if (text_utf8(text, len) < len || memchr(text, '\0', len) != NULL)
		rc = wrong(&r, err, "The calendar file is not UTF-8 text.");
	else
		rc = read_all(&r, err);
	drop_event(&r);
	buf_release(&r.text);
	if (rc == -1) {
		ics_free(r.v, r.n);
		return -1;
	}
	*v = r.v;
	*n = r.n;
	return 0;
}

void
ics_free(struct ics_entry *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(v[i].summary);
	free(v);
}
