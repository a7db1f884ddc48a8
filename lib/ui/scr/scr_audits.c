/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/core/mem.h"
#include "ui/scr/scr.h"

static const struct term *
half_term(struct cmd *cmd, struct err *err)
{
	const struct calendar *calendar = session_calendar(&cmd->s, err);
	const struct term *term;
	char day[DATE_LONG];

	if (calendar == NULL)
		return NULL;
	term = calendar_half_term(calendar, cmd->s.today);
	if (term == NULL || !calendar_covers_school(calendar, cmd->s.today)) {
		date_format_long(cmd->s.today, day);
		err_set(err, ST_CONFIG, "calendar",
		    "The school's calendar has no half term for %s.", day);
		err_hint(err, "Add the terms of that year to the calendar.");
		return NULL;
	}
	return term;
}

struct holder {
	const char *role;
	struct json json;
	bool found;
};

static int
take_post(void *arg, const struct stored *row, struct err *err)
{
	struct holder *h = arg;

	if (json_parse(&h->json, row->body, row->len, 0, err) == -1)
		return -1;
	h->found = json_is(&h->json, json_get(&h->json, 0, "role"), h->role);
	return h->found;
}

/* Whether an adult holds a post on the day of the audit: 1, 0, -1. */
static int
holds(struct cmd *cmd, const char *id, const char *role, struct err *err)
{
	char day[DATE_LEN];
	struct query query = { .kind = &kind_appointment, .about = id,
		.open_on = day };
	struct holder h = { .role = role };
	int rc;

	date_format(cmd->s.today, day);
	rc = store_each(cmd->s.store, &query, take_post, &h, err);
	json_release(&h.json);
	return rc == -1 ? -1 : h.found;
}

/* 1 when the first is the lead DSL and the second the business manager. */
static int
hold_both(struct cmd *cmd, const char *a, const char *b, struct err *err)
{
	int rc = holds(cmd, a, "lead-dsl", err);

	return rc == 1 ? holds(cmd, b, "business-manager", err) : rc;
}

/* Who signs is named as in a record: whole id, login, client_id. */
static int
find_adult(struct cmd *cmd, const char *typed, char id[ID_LEN],
    struct err *err)
{
	int found = cmd->s.context.find(cmd->s.context.arg, "person", typed,
	    strlen(typed), id, err);

	if (found == 0)
		return err_set(err, ST_DATA, ERR_UNKNOWN_ID,
		    "--by: there is no adult on record by that name. Give "
		    "the id or login.");
	return found == 1 ? 0 : -1;
}

static int
read_signatories(struct cmd *cmd, char a[ID_LEN], char b[ID_LEN],
    struct err *err)
{
	const char *first = args_nth(&cmd->args, "by", 0);
	const char *second = args_nth(&cmd->args, "by", 1);
	int rc;

	if (args_nth(&cmd->args, "by", 2) != NULL)
		return err_set(err, ST_USAGE, "by",
		    "Two people sign an audit off, and no more.");
	if ((first != NULL && find_adult(cmd, first, a, err) == -1) ||
	    (second != NULL && find_adult(cmd, second, b, err) == -1))
		return -1;
	if (first == NULL || second == NULL || strcmp(a, b) == 0)
		return err_set(err, ST_DENIED, "signatories",
		    "The audit is signed off by two different people, the "
		    "lead DSL and the business manager (policy 6.1). Give "
		    "each with --by.");
	rc = hold_both(cmd, a, b, err);
	if (rc == 0)
		rc = hold_both(cmd, b, a, err);
	if (rc == 0)
		return err_set(err, ST_DENIED, "signatories",
		    "One of the two must be the lead DSL and the other the "
		    "business manager on the day of the audit (policy 6.1). "
		    "See appointment-list.");
	return rc == 1 ? 0 : -1;
}

static void
put_counts(struct buf *b, const struct scr *scr)
{
	struct scr_counts c;

	scr_count(scr, &c);
	json_key(b, "counts");
	json_open(b, '{');
	json_key(b, "adults");
	json_num(b, c.adults);
	json_key(b, "complete");
	json_num(b, c.complete);
	json_key(b, "breach");
	json_num(b, c.breach);
	json_key(b, "advice");
	json_num(b, c.advice);
	json_key(b, "accepted");
	json_num(b, c.accepted);
	json_close(b, '}');
}

static void
put_audit(struct scr_job *job, const struct term *term, const char *a,
    const char *b)
{
	struct buf *text = &job->line;
	char day[DATE_LEN];

	buf_reset(text);
	date_format(job->scr.day, day);
	json_open(text, '{');
	json_pair(text, "half_term", term->name);
	json_pair(text, "year", term->year);
	json_pair(text, "as_at", day);
	json_pair(text, "school_kind", words_school[job->scr.school]);
	json_words(text, "by", (const char *const[]){ a, b, NULL });
	put_counts(text, &job->scr);
	json_key(text, "findings");
	json_open(text, '[');
	for (size_t i = 0; i < job->scr.nfindings; i++) {
		json_item(text);
		kept_json(text, scr_tell(&job->scr, i));
	}
	json_close(text, ']');
	json_close(text, '}');
}

int
scr_job_sign_off(struct scr_job *job, struct err *err)
{
	const struct term *term = half_term(job->cmd, err);
	char a[ID_LEN], b[ID_LEN];

	if (term == NULL || read_signatories(job->cmd, a, b, err) == -1)
		return -1;
	put_audit(job, term, a, b);
	return scr_job_keep(job, &kind_audit, err) == 0
	    ? cmd_commit(job->cmd, err) : -1;
}

struct due {
	struct cmd *cmd;
	char day[DATE_LEN]; /* an audit of a later day is not known on it */
	const struct term *term;
	struct json json;
	bool found;
};

static bool
is_later(const struct due *d, int as_at)
{
	const char *s;
	size_t n;

	if (as_at < 0)
		return false;
	s = json_raw(&d->json, as_at, &n); /* in quotes */
	return n == DATE_LEN + 1 && memcmp(s + 1, d->day, n - 2) > 0;
}

static int
take_due(void *arg, const struct stored *row, struct err *err)
{
	struct due *d = arg;
	const struct json *j = &d->json;

	if (json_parse(&d->json, row->body, row->len, 0, err) == -1)
		return -1;
	if (!json_is(j, json_get(j, 0, "half_term"), d->term->name) ||
	    !json_is(j, json_get(j, 0, "year"), d->term->year) ||
	    is_later(d, json_get(j, 0, "as_at")))
		return 0;
	d->found = true;
	return cmd_print(d->cmd, row, err);
}

int
scr_job_due(struct cmd *cmd, struct err *err)
{
	struct query query = { .kind = &kind_audit };
	struct due d = { .cmd = cmd, .term = half_term(cmd, err) };
	int rc;

	if (d.term == NULL)
		return -1;
	date_format(cmd->s.today, d.day);
	rc = store_each(cmd->s.store, &query, take_due, &d, err);
	json_release(&d.json);
	if (rc == 0 && !d.found) {
		cmd->status = ST_NO;
		cmd_warn(cmd, "The audit of %s %s is not signed off yet. "
		    "Sign it with --sign-off.", d.term->name, d.term->year);
	}
	return rc;
}

int
scr_job_history(struct cmd *cmd, struct err *err)
{
	struct query query = { .kind = &kind_audit, .descending = true };

	return store_each(cmd->s.store, &query, cmd_print, cmd, err);
}

struct audits {
	char (*id)[ID_LEN];
	size_t n;
};

static int
take_id(void *arg, const struct stored *row, struct err *err)
{
	struct audits *all = arg;

	(void)err;
	all->id = mem_resize(all->id, all->n + 1, sizeof(*all->id));
	memcpy(all->id[all->n++], row->id, ID_LEN);
	return 0;
}

/* The place of an audit among all, the earliest first. */
static int
find_audit(struct cmd *cmd, const struct audits *all, const char *typed,
    size_t *at, struct err *err)
{
	char id[ID_LEN];

	if (strcasecmp(typed, "last") == 0) {
		if (all->n == 0)
			return err_set(err, ST_DATA, ERR_UNKNOWN_ID,
			    "No audit was signed off yet.");
		*at = all->n - 1;
		return 0;
	}
	if (session_id(&cmd->s, typed, "audit", false, id, err) == -1)
		return -1;
	for (*at = 0; strcmp(all->id[*at], id) != 0;)
		++*at;
	return 0;
}

static int
read_audit(struct cmd *cmd, const char *id, struct kept_list *kept,
    struct err *err)
{
	struct stored row;
	struct json j = { 0 };
	int rc = -1;

	if (store_need(cmd->s.store, id, &row, err) == 0 &&
	    json_parse(&j, row.body, row.len, 0, err) == 0) {
		kept_read(kept, &j);
		rc = 0;
	}
	json_release(&j);
	return rc;
}

/* What is found now, as an audit would keep it. */
static int
read_now(struct scr_job *job, struct kept_list *kept, struct err *err)
{
	struct buf b = BUF_INIT;
	struct json j = { 0 };
	int rc;

	json_open(&b, '{');
	json_key(&b, "findings");
	json_open(&b, '[');
	for (size_t i = 0; i < job->scr.nfindings; i++) {
		json_item(&b);
		kept_json(&b, scr_tell(&job->scr, i));
	}
	json_close(&b, ']');
	json_close(&b, '}');
	rc = json_parse(&j, b.p, b.n, 0, err);
	if (rc == 0)
		kept_read(kept, &j);
	json_release(&j);
	buf_release(&b);
	return rc;
}

static int
print_change(struct scr_job *job, const struct finding *found,
    const char *change, const char *words, struct err *err)
{
	struct finding f = *found;
	struct buf message = BUF_INIT;
	int rc;

	buf_addf(&message, "%s: %s", words, f.message);
	f.message = message.p;
	buf_reset(&job->line);
	finding_json(&job->line, &f, job->scr.day);
	buf_cut(&job->line, job->line.n - 1);
	json_pair(&job->line, "change", change);
	json_close(&job->line, '}');
	rc = out_record(job->cmd->out, job->line.p, job->line.n, err);
	buf_release(&message);
	return rc;
}

/* Those that one audit kept and that are, or are not, in the other. */
static int
print_kept(struct scr_job *job, const struct kept_list *list,
    const struct kept_list *other, bool in_other, const char *change,
    const char *words, struct err *err)
{
	const struct finding *f;

	for (size_t k = 0; words_severity[k] != NULL; k++)
		for (size_t i = 0; i < list->n; i++) {
			f = scr_tell_kept(&job->scr, &list->v[i]);
			if (strcmp(f->severity, words_severity[k]) == 0 &&
			    (kept_find(other, f) != NULL) == in_other &&
			    print_change(job, f, change, words, err) == -1)
				return -1;
		}
	return 0;
}

/* Those found now that are, or are not, in an audit: with what to do. */
static int
print_found(struct scr_job *job, const struct kept_list *then, bool in_then,
    const char *change, const char *words, struct err *err)
{
	const struct finding *f;

	for (size_t i = 0; i < job->scr.nfindings; i++) {
		f = scr_tell(&job->scr, i);
		if ((kept_find(then, f) != NULL) == in_then &&
		    print_change(job, f, change, words, err) == -1)
			return -1;
	}
	return 0;
}

static int
print_changes(struct scr_job *job, const struct kept_list *then,
    const struct kept_list *now, bool is_kept, struct err *err)
{
	static const struct {
		bool stood;
		const char *change, *words;
	} parts[] = {
		{ false, "new", "Found since" },
		{ true, "standing", "Not put right yet" },
	};
	int rc = print_kept(job, then, now, false, "put-right",
	    "Put right since", err);

	for (int i = 0; rc == 0 && i < 2; i++)
		rc = is_kept ? print_kept(job, now, then, parts[i].stood,
				   parts[i].change, parts[i].words, err)
			     : print_found(job, then, parts[i].stood,
				   parts[i].change, parts[i].words, err);
	return rc;
}

int
scr_job_compare(struct scr_job *job, const char *typed_a,
    const char *typed_b, bool before, struct err *err)
{
	struct cmd *cmd = job->cmd;
	struct query query = { .kind = &kind_audit };
	struct kept_list then = { 0 }, now = { 0 };
	struct audits all = { 0 };
	bool is_kept = typed_b != NULL || before;
	size_t a, b = 0;
	int rc = -1;

	if (store_each(cmd->s.store, &query, take_id, &all, err) == -1 ||
	    find_audit(cmd, &all, typed_a, &a, err) == -1 ||
	    (typed_b != NULL &&
		find_audit(cmd, &all, typed_b, &b, err) == -1))
		goto out;
	if (typed_b == NULL && before) {
		b = a;
		if (a-- == 0) {
			err_set(err, ST_DATA, "first",
			    "%s is the first audit. There is none before it "
			    "to compare it with.", all.id[b]);
			goto out;
		}
	}
	if (read_audit(cmd, all.id[a], &then, err) == 0 &&
	    (is_kept ? read_audit(cmd, all.id[b], &now, err)
		     : read_now(job, &now, err)) == 0)
		rc = print_changes(job, &then, &now, is_kept, err);
out:
	free(all.id);
	kept_release(&then);
	kept_release(&now);
	return rc;
}
