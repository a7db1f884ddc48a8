/* SPDX-License-Identifier: ISC */
#include "session/caller/account.h"
#include "cli/frame/cmd_inside.h"
#include "ui/scr/scr.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"

int
scr_job_open(struct cmd *cmd, bool writes, struct err *err)
{
	if (store_open(&cmd->s.store, cmd->s.store_path,
		writes ? STORE_WRITE : STORE_READ, err) == -1 ||
	    account_calls(&cmd->s, err) == -1 ||
	    session_check_right(&cmd->s, err) == -1)
		return -1;
	return session_begin(&cmd->s, err);
}

struct school {
	struct cmd *cmd;
	struct json json;
	struct buf *name;
	int kind; /* index into words_school */
};

static int
take_school(void *arg, const struct stored *row, struct err *err)
{
	struct school *s = arg;
	int t;

	if (json_parse(&s->json, row->body, row->len, 0, err) == -1)
		return -1;
	buf_reset(s->name);
	session_text(&s->cmd->s, &s->json, "name", s->name);
	t = json_get(&s->json, 0, "school_kind");
	for (int i = 0; t >= 0 && words_school[i] != NULL; i++)
		if (json_is(&s->json, t, words_school[i]))
			s->kind = i;
	return 0;
}

/* The kind of school: as asked for, as stored, else the first, pru. */
static int
school_kind(struct cmd *cmd, struct buf *name, int *kind, struct err *err)
{
	const char *typed = args_get(&cmd->args, "school-kind");
	struct query query = { .kind = &kind_school };
	struct school s = { .cmd = cmd, .name = name };
	int rc = store_each(cmd->s.store, &query, take_school, &s, err);

	json_release(&s.json);
	for (int i = 0; typed != NULL && words_school[i] != NULL; i++)
		if (strcmp(typed, words_school[i]) == 0)
			s.kind = i;
	*kind = s.kind;
	return rc;
}

int
scr_job_rules(struct scr_job *job, struct cmd *cmd, struct err *err)
{
	int kind;

	memset(job, 0, sizeof(*job));
	job->cmd = cmd;
	if (settings_load(&job->settings, &cmd->s.folders, err) == 0 &&
	    scr_rules_load(&job->rules, &cmd->s.folders, job->settings,
		cmd->s.today, err) == 0 &&
	    school_kind(cmd, &job->school, &kind, err) == 0) {
		scr_init(&job->scr, &job->rules, cmd->s.today, kind);
		return 0;
	}
	return -1;
}

struct taking {
	struct acceptances *all;
	struct json json;
};

static int
take_acceptance(void *arg, const struct stored *row, struct err *err)
{
	struct taking *t = arg;

	if (json_parse(&t->json, row->body, row->len, 0, err) == -1)
		return -1;
	acceptances_take(t->all, &t->json);
	return 0;
}

int
scr_job_audit(struct scr_job *job, struct err *err)
{
	struct query query = { .kind = &kind_acceptance };
	struct taking t = { .all = &job->accepted };
	int rc = scr_read(&job->scr, job->cmd->s.store, err);

	if (rc == 0)
		rc = store_each(job->cmd->s.store, &query, take_acceptance, &t,
		    err);
	json_release(&t.json);
	if (rc == 0)
		scr_audit(&job->scr, &job->accepted);
	return rc;
}

void
scr_job_release(struct scr_job *job)
{
	scr_release(&job->scr);
	acceptances_release(&job->accepted);
	scr_rules_release(&job->rules);
	settings_free(job->settings);
	buf_release(&job->line);
	buf_release(&job->school);
}

static int
print_finding(struct scr_job *job, size_t i, struct err *err)
{
	buf_reset(&job->line);
	finding_json(&job->line, scr_tell(&job->scr, i), job->scr.day);
	return out_record(job->cmd->out, job->line.p, job->line.n, err);
}

void
scr_job_summary(struct scr_job *job, struct buf *b)
{
	struct scr_counts c;
	long acts;

	scr_count(&job->scr, &c);
	acts = c.adults - c.complete;
	buf_reset(b);
	if (acts == 0)
		buf_adds(b, "Nobody needs action.");
	else
		buf_addf(b, "%ld %s action.", acts,
		    acts == 1 ? "adult needs" : "adults need");
	buf_addf(b, " %ld %s complete.", c.complete,
	    c.complete == 1 ? "is" : "are");
	if (c.accepted > 0)
		buf_addf(b, " %ld finding%s accepted.", c.accepted,
		    c.accepted == 1 ? " is" : "s are");
}

static int
print_summary(struct scr_job *job, struct err *err)
{
	struct buf *b = &job->line;

	scr_job_summary(job, b);
	buf_adds(b, job->scr.nfindings > 0 ? "\n\n" : "\n");
	return out_text(job->cmd->out, b->p, b->n, err);
}

static bool
is_table(const struct cmd *cmd)
{
	const char *format = args_get(&cmd->args, "format");

	return format == NULL ? cmd->terminal_out
			      : strcmp(format, "table") == 0;
}

int
scr_job_print(struct scr_job *job, struct err *err)
{
	if (is_table(job->cmd) && print_summary(job, err) == -1)
		return -1;
	for (size_t i = 0; i < job->scr.nfindings; i++) {
		if (job->scr.finding[i].accepted == NULL)
			job->cmd->status = ST_NO;
		if (print_finding(job, i, err) == -1)
			return -1;
	}
	return 0;
}

static int
tell(void *arg, const char *s, size_t n, struct err *err)
{
	struct scr_job *job = arg;

	return out_record(job->cmd->out, s, n, err);
}

int
scr_job_expected(struct scr_job *job, struct err *err)
{
	return scr_expected(&job->scr, tell, job, err);
}

int
scr_job_keep(struct scr_job *job, const struct kind *kind, struct err *err)
{
	struct json typed = { 0 };
	int rc;

	/* a record has its ends in bytes and in values */
	if (job->line.n > STORE_MAX_CONTENT - 1024 ||
	    job->scr.nfindings > (JSON_MAX_VALUES - 64) / KEPT_VALUES)
		return err_set(err, ST_DATA, "too-many",
		    "There are %zu findings, more than one record can keep. "
		    "Put some right first.", job->scr.nfindings);
	rc = json_parse(&typed, job->line.p, job->line.n, 0, err);
	if (rc == 0)
		rc = session_put(&job->cmd->s, kind, &typed, NULL, err);
	json_release(&typed);
	return rc;
}

/* Everything that stands is kept as reported. */
static int
keep_reported(struct scr_job *job, struct err *err)
{
	struct buf *b = &job->line;
	char day[DATE_LEN];
	int rc;

	buf_reset(b);
	date_format(job->scr.day, day);
	json_open(b, '{');
	json_pair(b, "register", "scr");
	json_pair(b, "as_at", day);
	json_key(b, "findings");
	json_open(b, '[');
	for (size_t i = 0; i < job->scr.nfindings; i++) {
		if (job->scr.finding[i].accepted != NULL)
			continue;
		json_item(b);
		kept_json(b, scr_tell(&job->scr, i));
	}
	json_close(b, ']');
	json_close(b, '}');
	rc = scr_job_keep(job, &kind_reported, err);
	job->cmd->s.nruns = 0; /* the findings are what is printed */
	return rc == 0 ? cmd_commit(job->cmd, err) : -1;
}

int
scr_job_only_new(struct scr_job *job, struct err *err)
{
	struct kept_list before;
	const struct finding *f;
	const struct kept *k;
	size_t *fresh = mem_alloc((job->scr.nfindings + 1) * sizeof(*fresh));
	size_t nfresh = 0, nold = 0;
	int rc = kept_reported(&before, job->cmd->s.store, "scr", err);

	for (size_t i = 0; rc == 0 && i < job->scr.nfindings; i++) {
		if (job->scr.finding[i].accepted != NULL)
			continue;
		f = scr_tell(&job->scr, i);
		k = kept_find(&before, f);
		if (k != NULL && strcmp(k->severity, f->severity) == 0)
			nold++;
		else
			fresh[nfresh++] = i;
	}
	if (rc == 0 && (nfresh > 0 || nold != before.n))
		rc = keep_reported(job, err);
	for (size_t i = 0; rc == 0 && i < nfresh; i++)
		rc = print_finding(job, fresh[i], err);
	if (nfresh > 0)
		job->cmd->status = ST_NO;
	kept_release(&before);
	free(fresh);
	return rc;
}
