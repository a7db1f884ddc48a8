/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "ui/registers/attendance_job.h"
#include "base/core/mem.h"

static int
load_rules(struct check_job *job, struct attendance_rules *rules, int32_t day,
    struct err *err)
{
	return attendance_rules_load(rules, &job->cmd->s.folders, job->settings,
	    job->cmd->s.codes, day, err);
}

int
check_rules(struct check_job *job, int32_t day, struct err *err)
{
	struct cmd *cmd = job->cmd;

	if (settings_load(&job->settings, &cmd->s.folders, err) == -1 ||
	    load_rules(job, &job->rules, day, err) == -1)
		return -1;
	job->calendar = session_calendar(&cmd->s, err);
	return job->calendar == NULL ? -1 : 0;
}

/* The editions of a day, which are most often those of the check itself. */
static const struct attendance_rules *
rules_of(struct check_job *job, int32_t day, struct err *err)
{
	struct attendance_rules *r = &job->rules;

	for (size_t i = 0; day < r->from || day > r->to; i++) {
		if (i < job->nolder) {
			r = job->older[i];
			continue;
		}
		r = mem_alloc(sizeof(*r));
		if (load_rules(job, r, day, err) == -1) {
			free(r);
			return NULL;
		}
		job->older = mem_resize(job->older, job->nolder + 1,
		    sizeof(struct attendance_rules *));
		job->older[job->nolder++] = r;
		break;
	}
	return r;
}

/* A day asked about again, with everything that the calendar has. */
static const struct absence_check *
whole_check(struct check_job *job, int32_t day, bool again, struct err *err)
{
	const struct attendance_rules *rules;
	struct absence_check *c;

	for (size_t i = 0; i < job->nagain; i++)
		if (job->again[i].day == day && job->again[i].again == again)
			return &job->again[i];
	if ((rules = rules_of(job, day, err)) == NULL)
		return NULL;
	job->again = mem_resize(job->again, job->nagain + 1,
	    sizeof(*job->again));
	c = &job->again[job->nagain];
	if (absence_check_init(c, rules, &job->facts, job->calendar,
	    day, again ? DATE_NONE : job->check.since, true, err) == -1) {
		absence_check_release(c);
		return NULL;
	}
	c->again = again;
	job->nagain++;
	return c;
}

/* Judges a pupil by the whole register; the lines are added to lines. */
static int
judge_whole(struct check_job *job, const struct absence_check *c,
    const struct absence_pupil *p, struct absence_lines *lines,
    long *unmarked, struct err *err)
{
	struct absence_pupil whole = *p;

	job->code = mem_resize(job->code, c->n + 1, 1);
	if (marks_get(job->marks, p->number, c->slot, c->n, job->code,
	    err) == -1)
		return -1;
	whole.code = job->code;
	(void)absence_judge(c, &whole, lines, unmarked);
	return 0;
}

/* Whether the rule of a recorded line still finds its matter: 1, 0, -1. */
static int
still_holds(struct check_job *job, const struct absence_pupil *p,
    const struct absence_line *was, struct err *err)
{
	const struct absence_check *c;
	struct absence_check since;
	struct err ignored;
	long unused = 0;
	bool worker;

	/* of a day that the calendar lost nothing can be said */
	if ((c = whole_check(job, was->as_at, true, &ignored)) == NULL)
		return 1;
	since = *c;
	since.since = was->from;
	job->scratch.n = 0;
	if (judge_whole(job, &since, p, &job->scratch, &unused, err) == -1)
		return -1;
	for (size_t i = 0; i < job->scratch.n; i++) {
		if (!absence_same(&job->scratch.v[i], was))
			continue;
		if (was->rule != ABSENCE_VULNERABLE)
			return 1;
		if (check_statuses(job, err) == -1)
			return -1;
		return absence_vulnerable(&job->facts,
		    &since.rules->rule[ABSENCE_VULNERABLE], was->id,
		    was->as_at, &worker);
	}
	return 0;
}

static int
withdraw(struct check_job *job, const struct absence_pupil *p,
    struct err *err)
{
	const struct absence_line *was;
	struct absence_line *l;
	size_t n;
	int holds;

	was = recorded_of(&job->recorded, p->id, &n);
	for (size_t i = 0; i < n; i++) {
		if ((holds = still_holds(job, p, &was[i], err)) == -1)
			return -1;
		if (holds)
			continue;
		l = absence_add(&job->lines);
		*l = was[i];
		l->stage = STAGE_WITHDRAWN;
		l->new = true;
	}
	return 0;
}

static int
judge(void *arg, struct marks_pupil *m, struct err *err)
{
	struct check_job *job = arg;
	const struct absence_check *c;
	struct absence_pupil p = { m->number, m->id, m->entry, m->leaving,
		m->code };

	if (absence_judge(&job->check, &p, &job->lines,
	    &job->unmarked) == 1) {
		c = whole_check(job, job->check.day, false, err);
		if (c == NULL || judge_whole(job, c, &p, &job->lines,
		    &job->unmarked, err) == -1)
			return -1;
	}
	return job->recorded.lines.n == 0 ? 0 : withdraw(job, &p, err);
}

/* Which lines were not recorded before. */
static void
find_new(struct check_job *job)
{
	for (size_t i = 0; i < job->lines.n; i++) {
		struct absence_line *l = &job->lines.v[i];
		const struct absence_line *was;
		size_t n;

		if (l->stage == STAGE_WITHDRAWN)
			continue;
		l->new = true;
		was = recorded_of(&job->recorded, l->id, &n);
		for (size_t k = 0; k < n; k++)
			if (was[k].stage == l->stage &&
			    absence_same(&was[k], l))
				l->new = false;
	}
}

static int
find_lines(struct check_job *job, struct err *err)
{
	struct cmd *cmd = job->cmd;
	bool vulnerable = false;

	if (check_notices(job, NULL, err) == -1 ||
	    recorded_load(&job->recorded, cmd, err) == -1 ||
	    marks_each(job->marks, job->check.slot, job->check.n, judge, job,
	    err) == -1)
		return -1;
	for (size_t i = 0; i < job->lines.n && !vulnerable; i++)
		vulnerable = job->lines.v[i].rule == ABSENCE_VULNERABLE &&
		    job->lines.v[i].stage != STAGE_WITHDRAWN;
	if (vulnerable) {
		if (check_statuses(job, err) == -1)
			return -1;
		absence_settle(&job->lines, &job->rules, &job->facts);
	}
	find_new(job);
	absence_sort(&job->lines);
	return 0;
}

void
check_warn_unmarked(const struct cmd *cmd, long n)
{
	if (n > 0)
		cmd_warn(cmd, "%ld session%s of this school year %s no mark, "
		    "and %s counted.", n, n == 1 ? "" : "s",
		    n == 1 ? "has" : "have", n == 1 ? "is not" : "are not");
}

static void
warn(struct check_job *job)
{
	const struct absence_check *c = &job->check;
	int weeks = job->rules.rule[ABSENCE_PENALTY].weeks;

	check_warn_unmarked(job->cmd, job->unmarked);
	if (c->weeks < weeks)
		cmd_warn(job->cmd, "The calendar has only %d of the %d "
		    "school weeks that penalty notices are counted over.",
		    c->weeks, weeks);
}

static bool
is_table(const struct cmd *cmd)
{
	const char *format = args_get(&cmd->args, "format");

	return format == NULL ? cmd->terminal_out :
	    strcmp(format, "table") == 0;
}

int
check_print(struct check_job *job, const struct absence_line *l,
    struct err *err)
{
	const struct args *args = &job->cmd->args;
	bool row = is_table(job->cmd) && !args_has(args, "fields");

	buf_reset(&job->line);
	absence_json(&job->line, &job->rules, l, job->check.day,
	    args_has(args, "brief") ? (row ? ABSENCE_BRIEF_ROW :
	    ABSENCE_BRIEF) : row ? ABSENCE_ROW : ABSENCE_WHOLE);
	return out_record(job->cmd->out, job->line.p, job->line.n, err);
}

/* Whether the table has the child first: known to social care, and absent. */
static bool
comes_first(const struct check_job *job, size_t i)
{
	const struct absence_line *l = job->lines.v;
	size_t k = i;

	while (k > 0 && strcmp(l[k - 1].id, l[i].id) == 0)
		k--;
	for (; k < job->lines.n && strcmp(l[k].id, l[i].id) == 0; k++)
		if (l[k].rule == ABSENCE_VULNERABLE &&
		    l[k].stage != STAGE_WITHDRAWN)
			return true;
	return false;
}

static bool
is_printed(const struct check_job *job, const struct absence_line *l)
{
	return l->new || !args_has(&job->cmd->args, "only-new");
}

static int
print_lines(struct check_job *job, struct err *err)
{
	int passes = is_table(job->cmd) ? 2 : 1;

	for (int pass = 0; pass < passes; pass++)
		for (size_t i = 0; i < job->lines.n; i++) {
			if (!is_printed(job, &job->lines.v[i]) ||
			    (passes == 2 &&
			    comes_first(job, i) != (pass == 0)))
				continue;
			job->cmd->status = ST_NO;
			if (check_print(job, &job->lines.v[i], err) == -1)
				return -1;
		}
	return 0;
}

static bool
prints_any(const struct check_job *job)
{
	for (size_t i = 0; i < job->lines.n; i++)
		if (is_printed(job, &job->lines.v[i]))
			return true;
	return false;
}

/* The reading is entered before the first line, and what was reported. */
static int
settle(struct check_job *job, struct err *err)
{
	struct cmd *cmd = job->cmd;

	if (args_has(&cmd->args, "record")) {
		if (recorded_put(&job->recorded, cmd, &job->lines,
		    err) == -1 || cmd_commit(cmd, err) == -1)
			return -1;
	} else {
		store_rollback(cmd->s.store);
	}
	for (size_t i = 0; i < job->lines.n; i++)
		if (is_printed(job, &job->lines.v[i]))
			session_reads_child(&cmd->s, job->lines.v[i].id);
	return prints_any(job) ? session_log_reading(&cmd->s, NULL, err) : 0;
}

/* A mistyped day would silence what is found on the days before it. */
static void
warn_future(const struct check_job *job)
{
	const struct cmd *cmd = job->cmd;
	char day[DATE_LONG];

	if (cmd->s.today <= time_day(cmd->s.now))
		return;
	date_format_long(cmd->s.today, day);
	if (args_has(&cmd->args, "unmarked"))
		cmd_warn(cmd, "%s is still to come, and nobody can have a "
		    "mark on it.", day);
	else if (args_has(&cmd->args, "record"))
		cmd_warn(cmd, "%s is still to come: what is recorded for it "
		    "is not told as new on the days before it.", day);
}

static int
work(struct check_job *job, struct err *err)
{
	struct cmd *cmd = job->cmd;
	const char *explain = args_get(&cmd->args, "explain");

	warn_future(job);
	if (args_has(&cmd->args, "unmarked"))
		return check_unmarked(job, err);
	if (find_lines(job, err) == -1)
		return -1;
	if (explain != NULL)
		return check_explain(job, explain, err);
	if (settle(job, err) == -1)
		return -1;
	/* where nothing is new a job of cron has nothing to say */
	if (!args_has(&cmd->args, "only-new") || prints_any(job))
		warn(job);
	return print_lines(job, err);
}

static int
check_options(struct cmd *cmd, int32_t *since, struct err *err)
{
	static const char *const jobs[] = { "unmarked", "explain", "record",
		NULL };
	const char *given, *day = args_get(&cmd->args, "since");

	if (args_one(&cmd->args, jobs, &given, err) == -1)
		return -1;
	*since = DATE_NONE;
	if (day == NULL)
		return 0;
	if (session_span(&cmd->s, day, since, NULL, err) == -1)
		return -1;
	return *since <= cmd->s.today ? 0 : err_set(err, ST_USAGE, "order",
	    "The day of --since is after the day asked about. Give an "
	    "earlier one.");
}

void
check_release(struct check_job *job)
{
	marks_close(job->marks);
	absence_check_release(&job->check);
	for (size_t i = 0; i < job->nagain; i++)
		absence_check_release(&job->again[i]);
	free(job->again);
	recorded_release(&job->recorded);
	absence_facts_release(&job->facts);
	attendance_rules_release(&job->rules);
	for (size_t i = 0; i < job->nolder; i++) {
		attendance_rules_release(job->older[i]);
		free(job->older[i]);
	}
	free(job->older);
	settings_free(job->settings);
	free(job->lines.v);
	free(job->scratch.v);
	free(job->code);
	buf_release(&job->line);
}

int
attendance_check(struct cmd *cmd, struct err *err)
{
	struct check_job job = { .cmd = cmd };
	int32_t since;
	int rc = -1;

	if (check_options(cmd, &since, err) == 0 &&
	    session_begin(&cmd->s, err) == 0) {
		if (check_rules(&job, cmd->s.today, err) == 0 &&
		    absence_check_init(&job.check, &job.rules, &job.facts,
		    job.calendar, cmd->s.today, since, false, err) == 0 &&
		    marks_open(&job.marks, cmd->s.store, err) == 0)
			rc = work(&job, err);
		store_rollback(cmd->s.store); /* what is left of it */
	}
	check_release(&job);
	return rc;
}
