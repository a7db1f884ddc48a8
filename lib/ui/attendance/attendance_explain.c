/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "ui/registers/attendance_job.h"
#include "base/core/mem.h"

/* A mark of the child as some import brought it, in order of coming. */
struct brought {
	int32_t slot;
	unsigned code;
	size_t import;
};

struct import_ref {
	char id[ID_LEN];
	char at[TIME_LEN];
};

struct history {
	struct check_job *job;
	int64_t pupil;
	struct brought *v;
	size_t n;
	struct import_ref *import; /* ids first, then their parts */
	size_t nimports;
};

static int
take_import(void *arg, const struct stored *row, struct err *err)
{
	struct history *h = arg;

	(void)err;
	h->import = mem_resize(h->import, h->nimports + 1,
	    sizeof(*h->import));
	memcpy(h->import[h->nimports].id, row->id, ID_LEN);
	memcpy(h->import[h->nimports++].at, row->recorded_at, TIME_LEN);
	return 0;
}

/* The child's marks in one part of the last import of the list. */
static int
take_part(void *arg, const struct stored *row, struct err *err)
{
	struct history *h = arg;
	struct cmd *cmd = h->job->cmd;
	struct mark_pack at = { 0, 0 };
	struct mark_run run;
	const char *s, *end;
	size_t n;
	int t;

	if (json_parse(&cmd->s.tape, row->body, row->len, 0, err) == -1)
		return -1;
	if ((t = json_get(&cmd->s.tape, 0, kind_import.packed)) < 0)
		return 0;
	s = json_text(&cmd->s.tape, t, &cmd->s.scratch, &n);
	for (end = s + n; mark_unpack(&s, end, &at, &run) > 0;) {
		if (run.pupil != h->pupil)
			continue;
		h->v = mem_resize(h->v, h->n + run.n, sizeof(*h->v));
		for (uint32_t i = 0; i < run.n; i++)
			h->v[h->n++] = (struct brought){
				run.slot + (int32_t)i,
				mark_number(run.code[i]), h->nimports };
	}
	return 0;
}

/* Everything that was ever marked, from the imports in the ledger. */
static int
load_history(struct history *h, struct err *err)
{
	struct store *s = h->job->cmd->s.store;
	struct query query = { .kind = &kind_import };
	size_t n;

	if (store_each(s, &query, take_import, h, err) == -1)
		return -1;
	n = h->nimports;
	for (h->nimports = 0; h->nimports < n; h->nimports++)
		if (store_versions(s, h->import[h->nimports].id, take_part, h,
		    err) == -1)
			return -1;
	return 0;
}

/* Whether a session counts towards a line that holds. */
static bool
counts_for(const struct check_job *job, const struct absence_line *l,
    int32_t day, unsigned code, enum mark_class class)
{
	const struct absence_rule *r = &job->rules.rule[l->rule];

	if (l->stage == STAGE_WITHDRAWN || day < l->from || day > l->to)
		return false;
	if (l->rule == ABSENCE_PATTERN &&
	    date_weekday(day) != date_weekday(l->from))
		return false;
	if (r->codes != 0)
		return class != MARK_NONE && (r->codes >> code & 1);
	return class == MARK_AUTHORISED || class == MARK_UNAUTHORISED;
}

static void
put_earlier(struct buf *b, const struct history *h, int32_t slot)
{
	size_t last = SIZE_MAX;

	for (size_t i = 0; i < h->n; i++)
		if (h->v[i].slot == slot)
			last = i;
	json_key(b, "earlier");
	json_open(b, '[');
	for (size_t i = 0; i < h->n && i < last && last != SIZE_MAX; i++) {
		if (h->v[i].slot != slot)
			continue;
		/* the same mark again is no other mark */
		for (size_t k = i + 1; k <= last; k++) {
			if (h->v[k].slot != slot)
				continue;
			if (h->v[k].code == h->v[i].code)
				break;
			json_item(b);
			json_open(b, '{');
			json_pair(b, "code", words_mark[h->v[i].code]);
			json_pair(b, "import", h->import[h->v[i].import].id);
			json_pair(b, "recorded_at",
			    h->import[h->v[i].import].at);
			json_close(b, '}');
			break;
		}
	}
	json_close(b, ']');
}

static int
print_session(const struct history *h, const struct absence_check *c, int s,
    const struct absence_pupil *p, struct err *err)
{
	struct check_job *job = h->job;
	struct buf *b = &job->line;
	int32_t slot = c->slot + c->at[s], d = mark_day(slot);
	unsigned code = job->code[c->at[s]];
	enum mark_class class = attendance_class(&job->rules, code, d);
	bool on = (p->entry == DATE_NONE || d >= p->entry) &&
	    (p->leaving == DATE_NONE || d <= p->leaving);
	char day[DATE_LEN];

	date_format(d, day);
	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "kind", kind_recount.name);
	json_pair(b, "pupil", p->id);
	json_pair(b, "date", day);
	json_pair(b, "session", mark_pm(slot) ? "PM" : "AM");
	json_pair(b, "code", code == 0 ? NULL : words_mark[code]);
	put_earlier(b, h, slot);
	json_pair(b, "counts_as", !on ? "not on roll" : code == 0 ?
	    "no mark" : words_class[class]);
	json_key(b, "rules");
	json_open(b, '[');
	for (size_t i = 0; on && i < job->lines.n; i++) {
		const struct absence_line *l = &job->lines.v[i];

		if (strcmp(l->id, p->id) != 0 ||
		    !counts_for(job, l, d, code, class))
			continue;
		json_item(b);
		json_cstr(b, words_absence[l->rule]);
	}
	json_close(b, ']');
	json_close(b, '}');
	return out_record(job->cmd->out, b->p, b->n, err);
}

static int
print_all(struct history *h, const struct absence_pupil *p, struct err *err)
{
	struct check_job *job = h->job;
	struct absence_check c;
	int32_t from = job->check.year;
	int rc;

	for (size_t i = 0; i < job->lines.n; i++)
		if (strcmp(job->lines.v[i].id, p->id) == 0 &&
		    job->lines.v[i].from < from)
			from = job->lines.v[i].from;
	if (absence_check_init(&c, &job->rules, &job->facts, job->calendar,
	    job->check.day, DATE_NONE, true, err) == -1)
		return -1;
	job->code = mem_resize(job->code, c.n + 1, 1);
	rc = marks_get(job->marks, p->number, c.slot, c.n, job->code,
	    err);
	for (int i = 0; rc == 0 && i < c.nsessions; i++)
		if (mark_day(c.slot + c.at[i]) >= from)
			rc = print_session(h, &c, i, p, err);
	absence_check_release(&c);
	for (size_t i = 0; rc == 0 && i < job->lines.n; i++) {
		if (strcmp(job->lines.v[i].id, p->id) != 0)
			continue;
		job->cmd->status = ST_NO;
		rc = check_print(job, &job->lines.v[i], err);
	}
	return rc;
}

int
check_explain(struct check_job *job, const char *typed, struct err *err)
{
	struct history h = { .job = job };
	char id[ID_LEN];
	struct absence_pupil pupil;
	int rc = -1;

	if (session_id(&job->cmd->s, typed, "pupil", false, id, err) == -1 ||
	    attendance_pupil(job->cmd, id, &pupil, err) == -1)
		return -1;
	h.pupil = pupil.number;
	if (load_history(&h, err) == 0) {
		store_rollback(job->cmd->s.store);
		/* the reading is entered before anything is shown */
		if (session_log_access(&job->cmd->s, NULL, id, err) == 0)
			rc = print_all(&h, &pupil, err);
	}
	free(h.v);
	free(h.import);
	return rc;
}
