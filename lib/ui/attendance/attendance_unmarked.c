/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "ui/registers/attendance_job.h"
#include "base/core/mem.h"

struct without {
	char id[ID_LEN];
	bool at[2]; /* AM, PM */
};

struct unmarked {
	const struct absence_check *check;
	bool morning; /* it is asked before noon: the afternoon is to come */
	struct without *v;
	size_t n;
};

static int
take(void *arg, struct marks_pupil *m, struct err *err)
{
	struct unmarked *u = arg;
	const struct absence_check *c = u->check;
	struct without w = { .at = { false, false } };

	(void)err;
	if ((m->entry != DATE_NONE && m->entry > c->day) ||
	    (m->leaving != DATE_NONE && m->leaving < c->day))
		return 0;
	for (int s = c->days[c->today].first; s < c->nsessions; s++) {
		int pm = mark_pm(c->slot + c->at[s]);

		w.at[pm] = m->code[c->at[s]] == 0 && !(pm && u->morning);
	}
	if (!w.at[0] && !w.at[1])
		return 0;
	memcpy(w.id, m->id, ID_LEN);
	if ((u->n & (u->n - 1)) == 0)
		u->v = mem_resize(u->v, u->n == 0 ? 1 : 2 * u->n,
		    sizeof(*u->v));
	u->v[u->n++] = w;
	return 0;
}

static int
print(struct check_job *job, const struct without *w, struct err *err)
{
	static const char *const halves[] = { "AM", "PM" };
	struct buf *b = &job->line;
	char day[DATE_LEN];

	date_format(job->check.day, day);
	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "kind", kind_unmarked.name);
	json_pair(b, "pupil", w->id);
	json_pair(b, "date", day);
	json_key(b, "sessions");
	json_open(b, '[');
	for (int pm = 0; pm < 2; pm++) {
		if (!w->at[pm])
			continue;
		json_item(b);
		json_cstr(b, halves[pm]);
	}
	json_close(b, ']');
	json_close(b, '}');
	return out_record(job->cmd->out, b->p, b->n, err);
}

int
check_unmarked(struct check_job *job, struct err *err)
{
	struct unmarked u = { .check = &job->check };
	int rc = 0;

	u.morning = job->cmd->s.as_at <
	    time_of_day_start(job->check.day) + 12 * 60 * 60;
	if (u.check->today >= 0)
		rc = marks_each(job->marks, u.check->slot, u.check->n, take,
		    &u, err);
	store_rollback(job->cmd->s.store);
	/* the reading is entered before anything is shown */
	if (rc == 0 && u.n > 0) {
		job->cmd->status = ST_NO;
		for (size_t i = 0; i < u.n; i++)
			session_reads_child(&job->cmd->s, u.v[i].id);
		rc = session_log_reading(&job->cmd->s, NULL, err);
	}
	for (size_t i = 0; rc == 0 && i < u.n; i++)
		rc = print(job, &u.v[i], err);
	free(u.v);
	return rc;
}
