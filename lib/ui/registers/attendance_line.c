/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "ui/registers/attendance_part.h"
#include "base/core/mem.h"
#include "base/text/text.h"

static int
bad(struct err *err, const char *field, const char *code, const char *msg)
{
	err_set(err, ST_DATA, code, "%s", msg);
	return err_field(err, field);
}

static int
missing(struct err *err, const char *field)
{
	err_set(err, ST_DATA, ERR_MISSING, "There is no %s here.", field);
	return err_field(err, field);
}

/* The number of a code that could be given on a day; 0 with ST_DATA. */
static unsigned
read_code(struct import *in, const char *s, size_t n, int32_t day,
    const char *field, struct err *err)
{
	unsigned code = (unsigned)mark_code(s, n);
	const struct mark_fact *f = &in->rules.fact[code];
	char date[DATE_LONG];

	if (code == 0 || f->class == MARK_NONE) {
		if (n == 0)
			return bad(err, field, "no-code", "A code is missing "
			    "here. Leave the mark out where there is none."),
			    0;
		err_set(err, ST_DATA, "unknown-code", n > 4 || *s < ' ' ?
		    "What stands here is no national code." : *s >= 'a' &&
		    *s <= 'z' ? "\"%.*s\" is no national code: they are "
		    "capital letters." : "\"%.*s\" is no national code.",
		    (int)n, s);
		err_hint(err, "A code of the school's own is mapped to one "
		    "with --map 'COLUMN:THEIRS=OURS'.");
		return err_field(err, field), 0;
	}
	if (day < f->from) {
		date_format_long(f->from, date);
		err_set(err, ST_DATA, "code-time",
		    "The code %s began on %s, after this day.",
		    words_mark[code], date);
		return err_field(err, field), 0;
	}
	if (day > f->to) {
		date_format_long(f->to, date);
		err_set(err, ST_DATA, "code-time",
		    "The code %s ended on %s, before this day.",
		    words_mark[code], date);
		return err_field(err, field), 0;
	}
	return code;
}

/* "Only Z and # may stand there", by the codes of the day. */
static void
hint_codes(const struct import *in, int32_t day, bool closed, struct err *err)
{
	struct buf b = BUF_INIT;
	int n = 0;

	for (unsigned i = 1; words_mark[i] != NULL; i++) {
		const struct mark_fact *f = &in->rules.fact[i];

		if (!(closed ? f->closed : f->off_roll) ||
		    attendance_class(&in->rules, i, day) == MARK_NONE)
			continue;
		buf_addf(&b, "%s%s", n++ > 0 ? " and " : "", words_mark[i]);
	}
	err_hint(err, closed ? "Only %s may stand there." : "Only %s may stand "
	    "there; or mend the date with pupil-amend.", n > 0 ? buf_str(&b) :
	    "no mark");
	buf_release(&b);
}

static int
not_on_roll(struct import *in, const struct rolled *p, int32_t day,
    const char *field, struct err *err)
{
	bool early = p->entry != DATE_NONE && day < p->entry;
	char date[DATE_LONG], then[DATE_LONG];

	date_format_long(day, date);
	date_format_long(early ? p->entry : p->leaving, then);
	err_set(err, ST_DATA, "not-on-roll", early ?
	    "%s was not on roll on %s: the entry date is %s." :
	    "%s was not on roll on %s: the leaving date is %s.",
	    import_id(in, p), date, then);
	hint_codes(in, day, false, err);
	return err_field(err, field);
}

static int
check_session(struct import *in, int32_t day, int32_t slot, const char *field,
    struct err *err)
{
	bool pm = mark_pm(slot);
	int is = calendar_sessions(in->calendar, day);
	char date[DATE_LONG];
	const char *why;

	if (is & (pm ? SESSION_PM : SESSION_AM))
		return 0;
	date_format_long(day, date);
	if (is != 0)
		err_set(err, ST_DATA, "no-session",
		    "The calendar has no %s session on %s.",
		    pm ? "afternoon" : "morning", date);
	else if ((why = calendar_why_closed(in->calendar, day)) != NULL)
		err_set(err, ST_DATA, "no-school",
		    "%s is no school day: %s.", date, why);
	hint_codes(in, day, true, err);
	return err_field(err, field);
}

/* Whether a mark can stand in a session whoever's it is. */
static int
check_place(struct import *in, unsigned code, int32_t day, int32_t slot,
    const char *field, struct err *err)
{
	int32_t *open = &in->open[(unsigned)slot % IMPORT_OPEN];
	char date[DATE_LONG];

	if (*open == slot && slot != MARK_NOWHERE)
		return 0;
	if (day > in->cmd->s.today) {
		date_format_long(day, date);
		err_set(err, ST_DATA, "future", "%s is still to come.", date);
		return err_field(err, field);
	}
	if (in->rules.fact[code].closed)
		return 0;
	if (check_session(in, day, slot, field, err) == -1)
		return -1;
	*open = slot;
	return 0;
}

/* A mark that can stand in its session, where the pupil was on roll. */
static inline int
enter(struct import *in, uint32_t pupil, int32_t day, int32_t slot,
    unsigned code, const char *day_field, struct err *err)
{
	const struct rolled *p = &in->roll[pupil];
	struct entry *e;

	if (!in->rules.fact[code].off_roll &&
	    ((p->entry != DATE_NONE && day < p->entry) ||
	    (p->leaving != DATE_NONE && day > p->leaving)))
		return not_on_roll(in, p, day, day_field, err);
	e = import_entry(&in->part);
	*e = (struct entry){ pupil, slot, (uint32_t)(e - in->part.entry),
		(unsigned char)code };
	return 0;
}

/*
 * One mark of the line, of a session of the day; code is not empty.  The code
 * stands in a field, the day in another or the same.  "-" is no mark.
 */
static int
add(struct import *in, uint32_t pupil, int32_t day, int32_t slot,
    const char *s, size_t n, const char *field, const char *day_field,
    struct err *err)
{
	unsigned code;

	if (n > 0 && import_no_mark(s, n))
		return 0;
	code = read_code(in, s, n, day, field, err);
	if (code == 0 ||
	    check_place(in, code, day, slot, day_field, err) == -1)
		return -1;
	return enter(in, pupil, day, slot, code, day_field, err);
}

/*
 * The codes of consecutive sessions.  A comma or a blank stands between each
 * two, or nothing between any; so a stray blank is never a session.
 */
static int
add_marks(struct import *in, uint32_t pupil, int32_t day, const char *s,
    size_t n, const char *field, struct err *err)
{
	const char *end = s + n, *stop, *code;
	char sep = memchr(s, ',', n) != NULL ? ',' :
	    memchr(s, ' ', n) != NULL ? ' ' : '\0';
	int32_t i, slot;
	size_t len;

	if (sep == ',' && memchr(s, ' ', n) != NULL)
		return bad(err, field, "separators", "There are commas and "
		    "blanks between the marks. Use one of the two; nothing "
		    "between two is a session without a mark.");
	if (day < in->first_day || day > in->last_day)
		return bad(err, field, "calendar",
		    "The school's calendar does not have that first day.");
	if (sep == '\0' && mark_code(s, n) != 0)
		sep = ','; /* one alone */
	i = in->before[day - in->first_day];
	for (;; s = stop + (sep != '\0'), i++) {
		stop = sep == '\0' ? s + (s < end) : memchr(s, sep,
		    (size_t)(end - s));
		if (stop == NULL)
			stop = end;
		len = (size_t)(stop - s);
		code = s;
		if (len > 0 && (in->mark_words || in->code_words))
			code = import_ours(in, in->mark_words, field, s, &len);
		if (import_no_mark(code, len))
			len = 0;
		if (sep == '\0' && len > 0 && *code >= '0' && *code <= '9')
			return bad(err, field, "separators", "Some code here "
			    "has more than one character. Put a comma between "
			    "each two marks.");
		if (len > 0 && (size_t)i >= in->nsessions)
			return bad(err, field, "calendar", "There are more "
			    "marks than sessions up to the calendar's end.");
		if (len > 2 && sep == ' ' && mark_code(code, len) == 0)
			return bad(err, field, "separators", "A blank stands "
			    "between some marks and not between others. Put a "
			    "comma between each two, and nothing between two "
			    "for a session without a mark.");
		if (len > 0) {
			slot = in->session[i];
			if (add(in, pupil, mark_day(slot), slot, code, len,
			    field, field, err) == -1)
				return -1;
		}
		if (stop == end)
			return 0;
	}
}

/* The pupil that a line names. */
static int
whose(struct import *in, const char *s, size_t n, const char *field,
    uint32_t *pupil, struct err *err)
{
	return n == 0 ? missing(err, field) :
	    import_pupil(in, s, n, field, pupil, err);
}

/* What one record says, wherever it came from. */
struct said {
	const char *text[IS_GRID]; /* NULL: nothing; or with … */
	size_t len[IS_GRID];
	const char *field[IS_GRID]; /* how an error names it */
	bool csv;		    /* written as schools' systems do */
	const struct csv *grid;	    /* the row, where it has sessions */
};

/* The marks of a pupil in the columns of a grid. */
static int
add_grid(struct import *in, const struct csv *csv, uint32_t pupil,
    struct err *err)
{
	for (size_t i = 0; i < in->ncolumns; i++) {
		struct import_column *c = &in->column[i];
		size_t n, len;
		const char *raw = csv_cell(csv, i, &len), *s;
		unsigned char *good = &c->good[(unsigned char)*raw];

		if (c->is != IS_GRID || len == 0)
			continue;
		if (len == 1 && *good != 0) {
			if (enter(in, pupil, c->day, c->slot, *good,
			    c->heading, err) == -1)
				return -1;
			continue;
		}
		s = import_cell(in, csv, i, &n);
		if (import_no_mark(s, n))
			continue;
		if (add(in, pupil, c->day, c->slot, s, n, c->heading,
		    c->heading, err) == -1)
			return -1;
		if (len == 1)
			*good = in->part.entry[in->part.nentries - 1].code;
	}
	return 0;
}

static int
day_of(const struct import *in, const struct said *r, enum column_is is,
    const char *what, int32_t *day, struct err *err)
{
	const char *s = r->text[is];
	int32_t last;

	if ((*day = date_parse(s, r->len[is])) != DATE_NONE)
		return 0; /* as most are */
	last = date_ahead(in->cmd->s.today);
	if (date_read(day, s, r->len[is], last) == DATE_REAL)
		return 0;
	date_refuse(err, ST_DATA, what, s, r->len[is], last);
	return err_field(err, r->field[is]);
}

/* 0, 1, or -1 for what is none. */
static int
half_of(const struct said *r)
{
	int pm = import_session(r->text[IS_SESSION], r->len[IS_SESSION]);

	return r->csv || pm == -1 || memcmp(r->text[IS_SESSION], pm ? "PM" :
	    "AM", 2) == 0 ? pm : -1;
}

static int
take(struct import *in, const struct said *r, struct err *err)
{
	const char *s;
	uint32_t pupil;
	int32_t day;
	size_t n;
	int pm;

	s = r->text[IS_MINUTES];
	n = r->len[IS_MINUTES];
	if (s != NULL && n > 0) {
		in->more = true;
		if (n > 3 || strspn(s, "0123456789") < n)
			return bad(err, r->field[IS_MINUTES], "bad-number",
			    "Minutes late must be a whole number.");
	}
	in->more |= r->text[IS_REASON] != NULL && r->len[IS_REASON] > 0;
	if (r->text[IS_PUPIL] == NULL)
		return missing(err, "pupil");
	if (whose(in, r->text[IS_PUPIL], r->len[IS_PUPIL],
	    r->field[IS_PUPIL], &pupil, err) == -1)
		return -1;
	if (r->grid != NULL)
		return add_grid(in, r->grid, pupil, err);
	if (r->text[IS_MARKS] != NULL) {
		if (r->text[IS_START] == NULL)
			return missing(err, "start_date");
		if (day_of(in, r, IS_START, "The first day", &day, err) == -1)
			return -1;
		return add_marks(in, pupil, day, r->text[IS_MARKS],
		    r->len[IS_MARKS], r->field[IS_MARKS], err);
	}
	if (r->text[IS_DATE] == NULL)
		return missing(err, "date");
	if (r->text[IS_SESSION] == NULL)
		return missing(err, "session");
	if (r->text[IS_CODE] == NULL)
		return missing(err, "code");
	if (day_of(in, r, IS_DATE, "The date", &day, err) == -1)
		return -1;
	pm = half_of(r);
	if (pm == -1)
		return bad(err, r->field[IS_SESSION], "bad-session",
		    "The session must be AM or PM.");
	return add(in, pupil, day, mark_slot(day, pm), r->text[IS_CODE],
	    r->len[IS_CODE], r->field[IS_CODE], r->field[IS_DATE], err);
}

int
import_row(struct import *in, const struct csv *csv, struct err *err)
{
	struct said r;
	const char *s;
	uint32_t pupil;
	size_t n;

	if (in->alone >= 0) {
		s = import_cell(in, csv, (size_t)in->alone, &n);
		if (whose(in, s, n, in->column[in->alone].heading, &pupil,
		    err) == -1)
			return -1;
		return add_grid(in, csv, pupil, err);
	}
	memset(r.text, 0, sizeof(r.text));
	for (size_t i = 0; i < in->ncolumns; i++) {
		enum column_is is = in->column[i].is;

		if (is == IS_NOTHING || is == IS_GRID)
			continue;
		if (import_left_out(in, csv, i))
			return 0;
		r.text[is] = import_cell(in, csv, i, &r.len[is]);
		r.field[is] = in->column[i].heading;
	}
	r.grid = in->grid ? csv : NULL;
	r.csv = true;
	return take(in, &r, err);
}

int
import_line(struct import *in, const struct json *j, struct err *err)
{
	struct said r;
	struct buf decoded[IS_GRID] = { BUF_INIT };
	const char *name, *known, *near;
	size_t n;
	int rc = -1;

	memset(r.text, 0, sizeof(r.text));
	r.grid = NULL;
	r.csv = false;
	for (int t = json_first(j, 0); t >= 0; t = json_after(j, 0, t)) {
		enum column_is is = IS_NOTHING;

		name = json_text(j, t, &in->scratch, &n);
		known = import_named(name, n, &is);
		if (json_type(j, t + 1) == JSON_NULL ||
		    rec_is_given(name, n) ||
		    (n > 2 && memcmp(name, "x_", 2) == 0))
			continue;
		if (known == NULL) {
			char *copy = mem_copy(name, n);

			near = rec_nearest_field(&kind_mark, copy);
			err_set(err, ST_DATA, "unknown-field",
			    "There is no field of that name in a mark.");
			if (near != NULL)
				err_hint(err, "Did you mean %s?", near);
			err_field(err, copy);
			free(copy);
			goto out;
		}
		if (json_type(j, t + 1) != (is == IS_MINUTES ? JSON_NUMBER :
		    JSON_STRING)) {
			bad(err, known, "bad-type", is == IS_MINUTES ?
			    "Minutes late must be a whole number." :
			    "This must be a text.");
			goto out;
		}
		if (is == IS_PUPIL && r.text[is] != NULL) {
			bad(err, known, "both", "pupil and upn both "
			    "say whose mark this is. Give one of them.");
			goto out;
		}
		if (is == IS_MINUTES)
			r.text[is] = json_raw(j, t + 1, &r.len[is]);
		else
			r.text[is] = json_text(j, t + 1, &decoded[is],
			    &r.len[is]);
		r.field[is] = known;
	}
	if (r.text[IS_MARKS] != NULL && r.text[IS_CODE] != NULL)
		bad(err, "marks", "both", "code and marks both say what was "
		    "marked. Give one of them.");
	else
		rc = take(in, &r, err);
out:
	for (size_t i = 0; i < IS_GRID; i++)
		buf_release(&decoded[i]);
	return rc;
}
