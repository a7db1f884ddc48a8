/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "ui/registers/attendance_job.h"
#include "domain/attendance/attendance_return.h"

struct return_job {
	struct check_job check;
	struct deadlines deadlines;
	struct absence_return ret;
};

static int32_t
day_in(struct check_job *job, const char *name)
{
	buf_reset(&job->line);
	return !session_text(&job->cmd->s, &job->cmd->s.tape, name, &job->line)
		   ? DATE_NONE
		   : date_parse(job->line.p, job->line.n);
}

static int
take_removal(void *arg, const struct stored *row, struct err *err)
{
	struct return_job *r = arg;
	struct cmd *cmd = r->check.cmd;
	struct buf *b = &r->check.line;
	int32_t told, leaving;
	char pupil[ID_LEN];

	if (json_parse(&cmd->s.tape, row->body, row->len, 0, err) == -1)
		return -1;
	told = day_in(&r->check, "told_on");
	leaving = day_in(&r->check, "leaving_date");
	buf_reset(b);
	(void)session_text(&cmd->s, &cmd->s.tape, "pupil", b);
	if (b->n >= sizeof(pupil))
		return 0;
	memcpy(pupil, buf_str(b), b->n + 1);
	buf_reset(b);
	(void)session_text(&cmd->s, &cmd->s.tape, "ground", b);
	return_removal(&r->ret, pupil, told, leaving, buf_str(b));
	return 0;
}

static int
take_pupil(void *arg, struct marks_pupil *m, struct err *err)
{
	struct return_job *r = arg;
	struct absence_pupil p = { m->number, m->id, m->entry, m->leaving,
		m->code };

	return return_judge(&r->ret, &p, err);
}

static int
print(struct return_job *r, const struct return_line *l, struct err *err)
{
	struct cmd *cmd = r->check.cmd;
	struct buf *b = &r->check.line;
	struct stored row;
	bool has;

	if (store_need(cmd->s.store, l->id, &row, err) == -1 ||
	    json_parse(&cmd->s.tape, row.body, row.len, 0, err) == -1)
		return -1;
	buf_reset(&cmd->s.scratch);
	has = session_text(&cmd->s, &cmd->s.tape, "upn", &cmd->s.scratch);
	buf_reset(b);
	return_json(b, &r->check.rules, l,
	    has ? buf_str(&cmd->s.scratch) : NULL);
	return out_record(cmd->out, b->p, b->n, err);
}

static void
warn(const struct return_job *r)
{
	long n = 0;

	for (size_t i = 0; i < r->ret.nlines; i++)
		n += r->ret.line[i].matter == RETURN_DELETION &&
		    r->ret.line[i].ground == NULL;
	if (n > 0)
		cmd_warn(r->check.cmd, "%ld %s left the roll without a "
		    "ground on record. Record it with off-roll-add.", n,
		    n == 1 ? "child" : "children");
	check_warn_unmarked(r->check.cmd, r->ret.unmarked);
}

/* The whole of it, a matter at a time. */
static int
answer(struct return_job *r, struct err *err)
{
	struct query removals = { .kind = &kind_off_roll };
	struct check_job *job = &r->check;

	if (store_each(job->cmd->s.store, &removals, take_removal, r,
	    err) == -1 ||
	    marks_each(job->marks, job->check.slot, job->check.n, take_pupil,
	    r, err) == -1)
		return -1;
	store_rollback(job->cmd->s.store);
	/* the reading is entered before anything is shown */
	for (size_t i = 0; i < r->ret.nlines; i++)
		session_reads_child(&job->cmd->s, r->ret.line[i].id);
	if (session_log_reading(&job->cmd->s, NULL, err) == -1)
		return -1;
	warn(r);
	for (int m = 0; m < RETURN_MATTERS; m++)
		for (size_t i = 0; i < r->ret.nlines; i++)
			if ((int)r->ret.line[i].matter == m &&
			    print(r, &r->ret.line[i], err) == -1)
				return -1;
	return 0;
}

static int32_t
month(int32_t day)
{
	int y, m, d;

	date_split(day, &y, &m, &d);
	return date_make(y, m, 1);
}

/* The last calendar month when neither end is given. */
static int
span(struct cmd *cmd, int32_t *from, int32_t *to, struct err *err)
{
	const char *since = args_get(&cmd->args, "since");
	const char *until = args_get(&cmd->args, "until");

	*to = since != NULL ? cmd->s.today : month(cmd->s.today) - 1;
	if (until != NULL && session_span(&cmd->s, until, NULL, to, err) == -1)
		return -1;
	*from = month(*to);
	if (since != NULL &&
	    session_span(&cmd->s, since, from, NULL, err) == -1)
		return -1;
	if (*to > cmd->s.today)
		return err_set(err, ST_USAGE, "future",
		    "A return is of days that have been. Give --until a day "
		    "up to today.");
	if (*from > *to)
		return err_set(err, ST_USAGE, "order",
		    "The first day of the return is after its last. Give "
		    "--since an earlier day than --until.");
	if (academic_year_start(*from) != academic_year_start(*to))
		return err_set(err, ST_USAGE, "years",
		    "A return is of one school year, which begins on 1 "
		    "August. Ask for each year on its own.");
	return 0;
}

static int
load_deadlines(struct return_job *r, struct err *err)
{
	return deadlines_load(&r->deadlines, &r->check.cmd->s.folders, err);
}

int
attendance_return(struct cmd *cmd, struct err *err)
{
	struct return_job r = { .check = { .cmd = cmd } };
	struct check_job *job = &r.check;
	int32_t from, to;
	int rc = -1;

	if (session_begin(&cmd->s, err) == 0) {
		if (span(cmd, &from, &to, err) == 0 &&
		    check_rules(job, to, err) == 0 &&
		    load_deadlines(&r, err) == 0 &&
		    absence_check_init(&job->check, &job->rules, &job->facts,
		    job->calendar, to, from, true, err) == 0 &&
		    marks_open(&job->marks, cmd->s.store, err) == 0) {
			r.ret.check = &job->check;
			r.ret.deadlines = &r.deadlines;
			r.ret.calendar = job->calendar;
			rc = answer(&r, err);
		}
		store_rollback(cmd->s.store); /* what is left of it */
	}
	return_release(&r.ret);
	deadlines_release(&r.deadlines);
	check_release(job);
	return rc;
}
