/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "ui/calendar/calendar.h"

static const char *const what[] = { [CALENDAR_INSET] = "inset",
	[CALENDAR_CLOSURE] = "closure", [CALENDAR_SHORT_DAY] = "short-day",
	[CALENDAR_BANK_HOLIDAY] = "bank-holiday" };

/* In a year for people: what a day is called, and its letter. */
static const char *const title[] = { [CALENDAR_INSET] = "INSET",
	[CALENDAR_CLOSURE] = "Closed", [CALENDAR_SHORT_DAY] = "Short day",
	[CALENDAR_BANK_HOLIDAY] = "Bank holiday" };

struct showing {
	struct cmd *cmd;
	const struct calendar *calendar;
	struct buf *year;      /* a text for people, or records */
	int32_t from, to;      /* of the year */
};

static void
count(const struct calendar *c, int32_t from, int32_t to, int *days,
    int *sessions)
{
	*days = *sessions = 0;
	for (int32_t day = from; day <= to; day++) {
		int s = calendar_sessions(c, day);

		*days += s != 0;
		*sessions += (s & SESSION_AM) != 0;
		*sessions += (s & SESSION_PM) != 0;
	}
}

static int
print_entry(void *arg, const struct calendar_entry *e, struct err *err)
{
	const struct showing *s = arg;
	struct buf *b = &s->cmd->s.scratch;
	int days, sessions;

	buf_reset(b);
	json_open(b, '{');
	if (e->what == CALENDAR_TERM) {
		count(s->calendar, e->from, e->to, &days, &sessions);
		json_pair(b, "kind", "term");
		json_pair(b, "year", e->year);
		json_pair(b, "name", e->name);
		json_day(b, "from", e->from);
		json_day(b, "to", e->to);
		json_key(b, "days");
		json_num(b, days);
		json_key(b, "sessions");
		json_num(b, sessions);
	} else {
		json_pair(b, "kind", "day");
		json_day(b, "date", e->from);
		json_pair(b, "what", what[e->what]);
		json_pair(b, "why", e->name);
		if (e->what == CALENDAR_SHORT_DAY) {
			json_key(b, "sessions");
			json_open(b, '[');
			if (e->sessions & SESSION_AM) {
				json_item(b);
				json_cstr(b, "AM");
			}
			if (e->sessions & SESSION_PM) {
				json_item(b);
				json_cstr(b, "PM");
			}
			json_close(b, ']');
		}
	}
	json_close(b, '}');
	return out_record(s->cmd->out, b->p, b->n, err);
}

/* A line of the lists below the year's months. */
static int
put_entry(void *arg, const struct calendar_entry *e, struct err *err)
{
	const struct showing *s = arg;
	struct buf *b = s->year;
	char from[DATE_LONG], to[DATE_LONG];
	int days, sessions;

	(void)err;
	if (e->from < s->from || e->from > s->to)
		return 0;
	date_format_long(e->from, from);
	date_format_long(e->to, to);
	if (e->what == CALENDAR_TERM) {
		count(s->calendar, e->from, e->to, &days, &sessions);
		buf_addf(b, "%-17s to %-17s %3d days %3d sessions  ", from,
		    to, days, sessions);
		text_visible(b, e->name, strlen(e->name), "");
	} else {
		buf_addf(b, "%-17s %s", from, title[e->what]);
		if (e->what == CALENDAR_SHORT_DAY)
			buf_addf(b, ", %s only", e->sessions == SESSION_AM
			    ? "AM" : "PM");
		if (e->name != NULL) {
			buf_adds(b, ": ");
			text_visible(b, e->name, strlen(e->name), "");
		}
	}
	buf_addc(b, '\n');
	return 0;
}

/* What each covered day is, as a letter. */
struct letters {
	char *v;
	int32_t from, to;
};

static int
mark(void *arg, const struct calendar_entry *e, struct err *err)
{
	static const char letter[] = { [CALENDAR_INSET] = 'I',
		[CALENDAR_CLOSURE] = 'C', [CALENDAR_BANK_HOLIDAY] = 'B',
		[CALENDAR_SHORT_DAY] = 'h' };
	const struct letters *l = arg;

	(void)err;
	if (e->what == CALENDAR_TERM || e->from < l->from || e->from > l->to)
		return 0;
	/* half a day only where there is school at all */
	if (e->what != CALENDAR_SHORT_DAY || l->v[e->from - l->from] == 's')
		l->v[e->from - l->from] = letter[e->what];
	return 0;
}

static void
put_month(struct buf *b, const struct letters *l, int32_t first)
{
	static const char *const names[] = { "Jan", "Feb", "Mar", "Apr",
		"May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int32_t next = date_add_months(first, 1);
	int year, month, mday;

	date_split(first, &year, &month, &mday);
	buf_addf(b, "%s %d ", names[month - 1], year);
	for (int i = 0; i < date_weekday(first); i++)
		buf_addc(b, ' ');
	for (int32_t day = first; day < next; day++) {
		if (date_weekday(day) == 0 && day > first)
			buf_addc(b, ' ');
		buf_addc(b, day < l->from || day > l->to ? '?' :
		    l->v[day - l->from]);
	}
	while (b->p[b->n - 1] == ' ')
		buf_cut(b, b->n - 1);
	buf_addc(b, '\n');
}

static int
put_year(struct showing *s, struct letters *l, struct err *err)
{
	struct buf *b = s->year;
	int year, month, mday, days, sessions;

	date_split(s->from, &year, &month, &mday);
	count(s->calendar, s->from, s->to, &days, &sessions);
	buf_addf(b, "School year %d-%02d: %d school days, %d sessions\n\n",
	    year, (year + 1) % 100, days, sessions);
	buf_adds(b, "         ");
	for (int i = 0; i < 6; i++)
		buf_adds(b, i < 5 ? "MTWTFSS " : "MT\n");
	for (int i = 0; i < 12; i++)
		put_month(b, l, date_add_months(s->from, i));
	buf_adds(b, "\ns school, h half a day, I INSET, C closed, B bank "
		    "holiday, . holidays, - weekend\n\n");
	return calendar_each(s->calendar, put_entry, s, err);
}

static void
put_years(struct buf *b, const struct calendar *c, int32_t today)
{
	struct showing s = { .calendar = c, .year = b };
	struct letters l;
	struct err unused;
	int32_t first;

	calendar_coverage(c, UNIT_SCHOOL_DAYS, &l.from, &l.to);
	l.v = mem_alloc((size_t)(l.to - l.from) + 1);
	for (int32_t day = l.from; day <= l.to; day++)
		l.v[day - l.from] = calendar_is_school_day(c, day) ? 's' :
		    date_weekday(day) >= 5 ? '-' : '.';
	err_clear(&unused);
	(void)calendar_each(c, mark, &l, &unused);
	first = academic_year_start(today < l.from ? l.from :
	    today > l.to ? l.to : today);
	for (s.from = first; s.from <= l.to; s.from = s.to + 1) {
		s.to = date_add_months(s.from, 12) - 1;
		if (s.from != first)
			buf_addc(b, '\n');
		(void)put_year(&s, &l, &unused);
	}
	free(l.v);
}

int
calendar_show(struct cmd *cmd, const struct calendar *c,
    const struct buf *text, struct err *err)
{
	const char *format = args_get(&cmd->args, "format");
	struct showing s = { .cmd = cmd, .calendar = c };
	struct buf b = BUF_INIT;
	int rc;

	if (format == NULL && cmd->terminal_out)
		format = "year";
	if (format == NULL ||
	    (strcmp(format, "year") != 0 && strcmp(format, "yaml") != 0))
		return calendar_each(c, print_entry, &s, err);
	if (strcmp(format, "year") == 0)
		put_years(&b, c, cmd->s.today);
	else if (cmd->terminal_out)
		text_visible(&b, text->p, text->n, "\r\n\t");
	else
		buf_add(&b, text->p, text->n);
	rc = out_text(cmd->out, b.p, b.n, err);
	buf_release(&b);
	return rc;
}
