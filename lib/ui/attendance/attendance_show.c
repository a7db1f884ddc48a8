/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "attendance_year.h"
#include "base/text/date.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "ui/attendance/attendance.h"
#include "ui/upkeep/school.h"
#include "store/marks/mark.h"

const char *const year_heads[] = { "Half term", "Present", "Approved",
	"Authorised absence", "Unauthorised absence", "Not possible",
	"No mark", "Possible", "Attended", "Missed", "Missed, %", NULL };

void
year_sums(const struct year_term *t, int out[YEAR_SUMS])
{
	const int n[YEAR_SUMS] = { t->n[MARK_PRESENT], t->n[MARK_APPROVED],
		t->n[MARK_AUTHORISED], t->n[MARK_UNAUTHORISED],
		t->n[MARK_NOT_POSSIBLE], t->n[MARK_NONE], year_possible(t),
		year_attended(t), year_missed(t) };

	memcpy(out, n, sizeof(n));
}

const char *
year_term_name(const struct year_term *t)
{
	return t->term == NULL ? "Together" : t->term->name;
}

void
year_percent(struct buf *b, const struct year_term *t)
{
	int tenths = year_tenths(t);

	if (year_possible(t) == 0)
		buf_addc(b, '-');
	else
		buf_addf(b, "%d.%d", tenths / 10, tenths % 10);
}

const char *
year_mark(const struct year_session *s)
{
	if (s == NULL)
		return YEAR_SHUT;
	if (s->to_come)
		return "";
	return !s->on ? YEAR_OFF : s->code == 0 ? YEAR_UNMARKED
						: words_mark[s->code];
}

int32_t
year_week(const struct attendance_year *y, size_t *at,
    const struct year_session *week[YEAR_WEEK])
{
	int32_t day, monday = DATE_NONE;

	for (int i = 0; i < YEAR_WEEK; i++)
		week[i] = NULL;
	for (; *at < y->nsessions; ++*at) {
		const struct year_session *s = &y->sessions[*at];

		day = mark_day(s->slot);
		if (monday == DATE_NONE && day - date_weekday(day) > y->day)
			break; /* the weeks to come */
		if (monday == DATE_NONE)
			monday = day - date_weekday(day);
		if (day >= monday + 7)
			break;
		week[2 * date_weekday(day) + mark_pm(s->slot)] = s;
	}
	return monday;
}

static void
put_sums(struct buf *b, const struct year_term *t)
{
	int n[YEAR_SUMS];

	year_sums(t, n);
	text_visible(b, year_term_name(t), strlen(year_term_name(t)), "");
	buf_addc(b, '\n');
	buf_addf(b, "    present %d, approved %d, authorised absence %d, "
	    "unauthorised %d,\n    not possible %d, no mark %d; missed %d of "
	    "%d possible", n[0], n[1], n[2], n[3], n[4], n[5], n[8], n[6]);
	if (n[6] > 0) {
		buf_adds(b, ", ");
		year_percent(b, t);
		buf_addc(b, '%');
	}
	buf_addc(b, '\n');
}

static void
put_weeks(struct buf *b, const struct attendance_year *y)
{
	const struct year_session *week[YEAR_WEEK];
	char day[DATE_LONG];
	int32_t monday;
	size_t at = 0;

	buf_adds(b, "Week of            Mon     Tue     Wed     Thu     Fri\n");
	while ((monday = year_week(y, &at, week)) != DATE_NONE) {
		date_format_long(monday, day);
		buf_addf(b, "%-17s ", day);
		for (int i = 0; i < YEAR_WEEK; i++)
			buf_addf(b, " %-3s", year_mark(week[i]));
		while (b->p[b->n - 1] == ' ')
			buf_cut(b, b->n - 1);
		buf_addc(b, '\n');
	}
}

/* For people: a line a week, then what its half terms add up to. */
static void
put_year(struct year_page *p)
{
	const struct attendance_year *y = &p->year;
	struct buf *b = &p->text;
	char day[DATE_LONG];
	int year, month, mday;

	date_split(y->from, &year, &month, &mday);
	date_format_long(y->day, day);
	text_visible(b, buf_str(&p->child), p->child.n, "");
	buf_addf(b, ", %s: attendance %d-%02d, up to %s\n\n", p->pupil, year,
	    (year + 1) % 100, day);
	put_weeks(b, y);
	buf_adds(b, "\n" YEAR_SHUT " no school, " YEAR_UNMARKED " no mark, "
		    YEAR_OFF " not on roll, nothing: still to come\n");
	for (int i = 1; words_mark[i] != NULL; i++)
		if (y->of_code[i] > 0)
			buf_addf(b, "%-3s %s: %d\n", words_mark[i],
			    p->rules.fact[i].meaning, y->of_code[i]);
	buf_addc(b, '\n');
	for (size_t i = 0; i < y->nterms; i++)
		put_sums(b, &y->terms[i]);
	put_sums(b, &y->sum);
}

static void
put_number(struct buf *b, const char *name, int n)
{
	json_key(b, name);
	json_num(b, n);
}

static int
print_term(struct year_page *p, const struct year_term *t, struct err *err)
{
	struct buf *b = &p->text;
	char day[DATE_LEN];

	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "kind", kind_attendance.name);
	json_pair(b, "pupil", p->pupil);
	json_pair(b, "year", t->term->year);
	json_pair(b, "half_term", t->term->name);
	date_format(t->from, day);
	json_pair(b, "from", day);
	date_format(t->to, day);
	json_pair(b, "to", day);
	put_number(b, "present", t->n[MARK_PRESENT]);
	put_number(b, "approved", t->n[MARK_APPROVED]);
	put_number(b, "authorised", t->n[MARK_AUTHORISED]);
	put_number(b, "unauthorised", t->n[MARK_UNAUTHORISED]);
	put_number(b, "not_possible", t->n[MARK_NOT_POSSIBLE]);
	put_number(b, "unmarked", t->n[MARK_NONE]);
	put_number(b, "possible", year_possible(t));
	put_number(b, "attended", year_attended(t));
	put_number(b, "missed", year_missed(t));
	if (year_possible(t) > 0) {
		json_key(b, "percent");
		year_percent(b, t);
	}
	json_close(b, '}');
	return out_record(p->cmd->out, b->p, b->n, err);
}

static int
print(struct year_page *p, struct err *err)
{
	const char *format = args_get(&p->cmd->args, "format");

	if (format == NULL && p->cmd->terminal_out)
		format = "year";
	if (format != NULL && strcmp(format, "html") == 0) {
		if (attendance_html(p, err) == -1)
			return -1;
	} else if (format != NULL && strcmp(format, "year") == 0) {
		put_year(p);
	} else {
		for (size_t i = 0; i < p->year.nterms; i++)
			if (print_term(p, &p->year.terms[i], err) == -1)
				return -1;
		return 0;
	}
	return out_text(p->cmd->out, p->text.p, p->text.n, err);
}

/* Whose year it is, and what was marked in it. */
static int
load_register(struct year_page *p, struct err *err)
{
	struct cmd *cmd = p->cmd;
	struct absence_pupil pupil;
	unsigned char *code = mem_alloc(p->year.n + 1);
	struct marks *marks = NULL;
	int rc = -1;

	if (attendance_pupil(cmd, p->pupil, &pupil, err) == 0 &&
	    marks_open(&marks, cmd->s.store, err) == 0 &&
	    marks_get(marks, pupil.number, p->year.slot, p->year.n, code,
	    err) == 0) {
		if (session_text(
			&cmd->s, &cmd->s.tape, "given_name", &p->child))
			buf_addc(&p->child, ' ');
		session_text(&cmd->s, &cmd->s.tape, "family_name", &p->child);
		attendance_year_fill(&p->year, &p->rules, code, pupil.entry,
		    pupil.leaving);
		rc = 0;
	}
	marks_close(marks);
	free(code);
	return rc;
}

static int
load(struct year_page *p, struct err *err)
{
	struct cmd *cmd = p->cmd;
	const struct calendar *calendar = session_calendar(&cmd->s, err);
	int rc = -1;

	if (calendar != NULL &&
	    attendance_codes_load(&p->rules, &cmd->s.folders, err) == 0 &&
	    attendance_year_init(&p->year, calendar, cmd->s.today, err) == 0 &&
	    load_register(p, err) == 0)
		rc = school_text(cmd, "name", &p->school, err);
	return rc;
}

int
attendance_show(struct cmd *cmd, struct err *err)
{
	struct year_page p = { .cmd = cmd };
	int rc = -1;

	/* the reading is entered before anything is shown */
	if (session_id(&cmd->s, cmd->args.operand[0], "pupil", false, p.pupil,
	    err) == 0 && session_log_access(&cmd->s, NULL, p.pupil, err) == 0 &&
	    store_look(cmd->s.store, err) == 0) {
		rc = load(&p, err);
		store_rollback(cmd->s.store);
	}
	if (rc == 0)
		rc = print(&p, err);
	attendance_year_release(&p.year);
	attendance_rules_release(&p.rules);
	buf_release(&p.school);
	buf_release(&p.child);
	buf_release(&p.text);
	return rc;
}
