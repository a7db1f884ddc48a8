/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "ui/registers/attendance_job.h"
#include "base/core/mem.h"

/* The notices stored, in order. */
static struct {
	char (*id)[ID_LEN];
	size_t n;
} added;

static int
take(struct cmd *cmd, const struct json *typed, struct err *err)
{
	char id[ID_LEN];

	if (session_put(&cmd->s, cmd->command->kind, typed, id, err) == -1)
		return -1;
	added.id = mem_resize(added.id, added.n + 1, sizeof(*added.id));
	memcpy(added.id[added.n++], id, ID_LEN);
	return 0;
}

struct notice {
	const char *id;
	char pupil[ID_LEN];
	struct buf parent;
	int32_t issued;
};

static int
load(struct cmd *cmd, struct notice *n, struct err *err)
{
	struct buf b = BUF_INIT;
	struct stored row;

	if (store_need(cmd->s.store, n->id, &row, err) == -1 ||
	    json_parse(&cmd->s.tape, row.body, row.len, 0, err) == -1)
		return -1;
	(void)session_text(&cmd->s, &cmd->s.tape, "parent", &n->parent);
	(void)session_text(&cmd->s, &cmd->s.tape, "issued", &b);
	n->issued = date_parse(b.p, b.n);
	buf_reset(&b);
	(void)session_text(&cmd->s, &cmd->s.tape, "pupil", &b);
	memcpy(n->pupil, b.p, ID_ONE);
	n->pupil[ID_ONE] = '\0';
	buf_release(&b);
	return 0;
}

/* As attendance-check counts them on the day of the notice. */
static int
use(struct check_job *job, const struct notice *n, struct absence_used *used,
    struct err *err)
{
	struct cmd *cmd = job->cmd;
	struct absence_pupil p;

	if (check_rules(job, n->issued, err) == -1 ||
	    absence_check_init(&job->check, &job->rules, &job->facts,
	    job->calendar, n->issued, DATE_NONE, false, err) == -1 ||
	    check_notices(job, n->pupil, err) == -1 ||
	    attendance_pupil(cmd, n->pupil, &p, err) == -1 ||
	    marks_open(&job->marks, cmd->s.store, err) == -1)
		return -1;
	job->check.again = true;
	job->code = mem_alloc(job->check.n + 1);
	if (marks_get(job->marks, p.number, job->check.slot, job->check.n,
	    job->code, err) == -1)
		return -1;
	p.code = job->code;
	absence_use(&job->check, &p, buf_str(&n->parent), used);
	return 0;
}

static void
put_use(struct buf *b, const struct absence_rule *r,
    const struct absence_used *u, const char *id)
{
	char from[DATE_LONG], to[DATE_LONG];

	date_format_long(u->from, from);
	date_format_long(u->to, to);
	buf_addf(b, "%s %s %d session%s without leave, ", id, r->uses_up ?
	    "uses up" : "uses up nothing, as the school has set it, and "
	    "rests on", u->sessions, u->sessions == 1 ? "" : "s");
	if (u->from < u->to)
		buf_addf(b, "%s to ", from);
	buf_adds(b, to);
	if (u->sessions < r->sessions)
		buf_addf(b, ", fewer than the %d of the rule", r->sessions);
	buf_addf(b, " (%s, edition %s, certainty %s). ",
	    words_absence[ABSENCE_PENALTY], r->edition, r->certainty);
}

static void
put_turn(struct buf *b, const struct absence_rule *r, int n)
{
	if (r->notices > 0 && n > r->notices)
		buf_addf(b, "It is notice %d to this parent for the child in "
		    "%d years, and there may be no more than %d: look "
		    "whether one is on record twice.", n, r->years,
		    r->notices);
	else if (r->notices > 0)
		buf_addf(b, "It is notice %d of the %d that this parent may "
		    "have for the child in %d years%s.", n, r->notices,
		    r->years, n == r->notices ? ": the last" : "");
	else
		buf_addf(b, "It is notice %d to this parent for the child in "
		    "%d years.", n, r->years);
}

/* The notice is on record: what goes wrong here is no failure of that. */
static void
tell(struct cmd *cmd, const char *id)
{
	struct check_job job = { .cmd = cmd };
	const struct absence_rule *r = &job.rules.rule[ABSENCE_PENALTY];
	struct notice n = { .id = id };
	struct absence_used used;
	struct buf b = BUF_INIT;
	struct err err;
	char day[DATE_LONG];
	int rc = -1;

	err_clear(&err);
	if (store_look(cmd->s.store, &err) == 0) {
		if (load(cmd, &n, &err) == 0)
			rc = use(&job, &n, &used, &err);
		store_rollback(cmd->s.store);
	}
	/* the reading is entered before anything is shown */
	if (rc == 0)
		rc = session_log_access(&cmd->s, id, n.pupil, &err);
	if (rc == -1) {
		buf_addf(&b, "%s is on record; which sessions it uses up "
		    "cannot be said: %s %s", id, err.msg, err.hint);
	} else if (!r->on) {
		date_format_long(r->began, day);
		buf_addf(&b, "%s uses up no sessions: the rule on penalty "
		    "notices (edition %s) began on %s.", id, r->edition,
		    day);
	} else {
		put_use(&b, r, &used, id);
		put_turn(&b, r, used.notices);
		if (n.issued > cmd->s.today)
			buf_adds(&b, " Its day is still to come, and it "
			    "counts from that day on.");
	}
	err_clear(&err);
	(void)err_set(&err, ST_DONE, "uses-up", "%s", buf_str(&b));
	cmd_complain(cmd, &err);
	check_release(&job);
	buf_release(&n.parent);
	buf_release(&b);
}

int
notice_add(struct cmd *cmd, struct err *err)
{
	int rc = cmd_each(cmd, take, err);

	for (size_t i = 0; rc == 0 && !cmd->quiet && i < added.n; i++)
		tell(cmd, added.id[i]);
	free(added.id);
	return rc;
}
