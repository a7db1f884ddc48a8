/* SPDX-License-Identifier: ISC */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "cli/frame/cmd.h"
#include "cli/frame/cmd_inside.h"
#include "model/search.h"

struct list {
	struct cmd *cmd;
	struct rec_test *test;
	size_t ntests;
	long limit; /* -1: none */
	long count;
	bool only_count;
	bool lines; /* print chooses, or makes other records */
	bool reads; /* the files of the children in it */
	const char *mine; /* what "mine" is compared with, or NULL */
	struct search *sought; /* or NULL */
	struct buf where; /* a line for each record in which that was found */
	store_row *print;
	void *arg;
};

/* What is done with is nobody's to do. */
static bool
is_mine(const struct list *l, const struct json *j)
{
	const struct kind *kind = l->cmd->command->kind;
	const struct who *who = &l->cmd->s.who;
	int state = json_get(j, 0, "state");

	if (kind->closed != NULL && state >= 0 &&
	    json_is(j, state, kind->closed))
		return false;
	if (kind->pending != NULL && json_get(j, 0, kind->pending) < 0)
		return false;
	for (size_t i = 0; kind->mine[i] != NULL; i++) {
		int t = json_get(j, 0, kind->mine[i]);

		if (t < 0)
			continue;
		if (json_is(j, t, l->mine) || json_is(j, t, who->login))
			return true;
		if ((who->owner || who_is(who, "lead-dsl") ||
			who_is(who, "deputy-dsl")) && json_is(j, t, "dsl"))
			return true;
		if (who->owner && json_is(j, t, "lead-dsl"))
			return true;
		for (size_t k = 0; k < who->nroles; k++) {
			if (json_is(j, t, who->role[k]))
				return true;
		}
	}
	return false;
}

struct found {
	struct list *list;
	struct buf fields, here;
	int version, last;
};

static int
look(void *arg, const struct stored *r, struct err *err)
{
	struct found *f = arg;
	struct json *j = &f->list->cmd->s.tape;

	f->last = r->version;
	if (json_parse(j, r->body, r->len, 0, err) == -1)
		return -1;
	if (!search_where(f->list->sought, r->kind, j, &f->here))
		return 0;
	f->version = r->version;
	buf_reset(&f->fields);
	buf_add(&f->fields, f->here.p, f->here.n);
	return 0;
}

/* In which fields, of the last version that has all the words. */
static int
note_where(struct list *l, const struct stored *r, struct err *err)
{
	struct found f = { .list = l };
	char id[ID_LEN];
	int rc;

	memcpy(id, r->id, ID_LEN);
	rc = store_versions(l->cmd->s.store, id, look, &f, err);
	if (rc == 0 && f.version == f.last)
		buf_addf(&l->where, "%s: found in %s.\n", id,
		    buf_str(&f.fields));
	else if (rc == 0)
		buf_addf(&l->where, "%s: found in an earlier version, %d of "
		    "%d, in %s.\n", id, f.version, f.last,
		    buf_str(&f.fields));
	buf_release(&f.fields);
	buf_release(&f.here);
	return rc;
}

static void
tell_where(struct list *l)
{
	char *line, *rest = NULL;

	buf_addc(&l->where, '\0');
	for (line = strtok_r(l->where.p, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest))
		cmd_warn(l->cmd, "%s", line);
}

static bool
passes(const struct list *l, const struct json *j)
{
	for (size_t i = 0; i < l->ntests; i++) {
		if (!rec_test_holds(&l->test[i], j))
			return false;
	}
	return true;
}

/* What print gives of each record is what is tested, limited and counted. */
static bool
wanted(void *arg, const struct json *line)
{
	struct list *l = arg;

	if (l->count == l->limit || !passes(l, line))
		return false;
	l->count++;
	return !l->only_count;
}

static int
row(void *arg, const struct stored *r, struct err *err)
{
	struct list *l = arg;
	struct json *j = &l->cmd->s.tape;
	int may = session_may_see(&l->cmd->s, r, err);
	size_t before = out_count(l->cmd->out);

	if (may != 1)
		return may;
	if ((l->ntests > 0 && !l->lines) || l->mine != NULL) {
		session_answer(&l->cmd->s, r);
		if (json_parse(j, l->cmd->s.scratch.p, l->cmd->s.scratch.n, 0,
			err) == -1)
			return -1;
		if (!l->lines && !passes(l, j))
			return 0;
		if (l->mine != NULL && !is_mine(l, j))
			return 0;
	}
	l->count += !l->lines;
	if ((l->lines || !l->only_count) && l->print(l->arg, r, err) == -1)
		return -1;
	if (!l->only_count && l->sought != NULL &&
	    note_where(l, r, err) == -1)
		return -1;
	if (l->reads && out_count(l->cmd->out) > before &&
	    session_reads(&l->cmd->s, r, err) == -1)
		return -1;
	return l->count == l->limit;
}

/* Whether such a record may be about a child only by its concern. */
static bool
is_about_concern(const struct kind *k)
{
	const struct field *f = k->about == NULL ? NULL
	    : field_named(k->fields, k->about, strlen(k->about));

	return f != NULL && strcmp(f->refs, kind_concern.name) == 0 &&
	    (k->subject == NULL || k->child == NULL ||
		strcmp(k->subject, k->child) != 0);
}

/* What such records are, and why the option has no use for them. */
static int
refuse_option(struct err *err, const char *option, const struct kind *kind,
    const char *why)
{
	err_set(err, ST_USAGE, option, "%s %s", kind->plural, why);
	err->msg[0] = (char)toupper((unsigned char)err->msg[0]);
	return -1;
}

struct bounds {
	char pupil[ID_LEN];
	char since[DATE_LEN], until[DATE_LEN], today[DATE_LEN];
};

/* The part of a query that every list's options say. */
static int
read_query(struct cmd *cmd, struct query *q, struct bounds *b,
    struct err *err)
{
	const struct args *args = &cmd->args;
	const char *typed;
	int32_t day;

	q->kind = cmd->command->kind;
	q->descending = true;
	typed = args_get(args, "pupil");
	if (typed != NULL) {
		if (session_id(&cmd->s, typed, "pupil", false, b->pupil, err) ==
		    -1)
			return -1;
		q->about = b->pupil;
		if (is_about_concern(q->kind))
			q->through = &kind_concern;
	}
	typed = args_get(args, "since");
	if (typed != NULL) {
		if (session_span(&cmd->s, typed, &day, NULL, err) == -1)
			return -1;
		date_format(day, b->since);
		q->since = b->since;
	}
	typed = args_get(args, "until");
	if (typed != NULL) {
		if (session_span(&cmd->s, typed, NULL, &day, err) == -1)
			return -1;
		date_format(day, b->until);
		q->until = b->until;
	}
	if (args_has(args, "open")) {
		if (q->kind->closed == NULL && q->kind->ends == NULL)
			return refuse_option(err, "open", q->kind,
			    "are neither closed nor ended, so --open would "
			    "leave nothing out.");
		q->open = true;
		if (q->kind->ends != NULL) {
			date_format(cmd->s.today, b->today);
			q->open_on = b->today;
		}
	}
	typed = args_get(args, "sort");
	if (typed != NULL && cmd_lines(cmd) != q->kind)
		return refuse_option(err, "sort", cmd_lines(cmd),
		    "are listed in the order of the records they are about, "
		    "so there is no --sort of them.");
	if (typed != NULL) {
		q->descending = *typed == '-';
		q->sort = typed + q->descending;
		if (!store_sorts(q->kind, q->sort)) {
			const char *near = rec_nearest_field(q->kind,
			    q->sort);

			err_set(err, ST_USAGE, "sort",
			    "%s is no field of %s.", q->sort,
			    q->kind->name);
			return near == NULL ? -1
				: err_hint(err, "Did you mean %s?", near);
		}
	}
	return 0;
}

static int
print_count(struct list *l, struct err *err)
{
	struct buf b = BUF_INIT;
	int rc;

	json_open(&b, '{');
	json_pair(&b, "kind", "count");
	json_pair(&b, "of", cmd_lines(l->cmd)->name);
	json_key(&b, "count");
	json_num(&b, l->count);
	json_close(&b, '}');
	rc = out_record(l->cmd->out, b.p, b.n, err);
	buf_release(&b);
	return rc;
}

/*
 * Whether a list of what is on children's files reads them: neither one that
 * only counts, nor one that shows and asks no more than whose each record is
 * and when.
 */
static bool
reads_files(const struct list *l, const struct query *q)
{
	bool plain = out_is_plain(l->cmd->out) && q->match == NULL;

	for (size_t i = 0; plain && i < l->ntests; i++)
		plain = l->test[i].field != NULL &&
		    field_says_whose(l->test[i].field);
	return (q->kind->flags & KIND_FILE) && !l->only_count && !plain;
}

/* What has been shown of children's files is kept until it is entered. */
static int
enter_files(struct list *l, const struct query *q, struct err *err)
{
	struct cmd *cmd = l->cmd;

	if (q->about != NULL)
		session_reads_child(&cmd->s, q->about);
	if (session_log_reading(&cmd->s, NULL, err) == -1)
		return -1;
	out_keep(cmd->out, false);
	return 0;
}

/* Nothing but what the store itself knows says which records are meant. */
static bool
store_knows(const struct list *l)
{
	return l->only_count && !l->lines && l->ntests == 0 &&
	    l->mine == NULL &&
	    l->limit < 0 && l->cmd->s.who.owner;
}

int
verb_list(struct cmd *cmd, struct err *err)
{
	return verb_list_with(cmd, cmd_print, cmd, err);
}

int
verb_list_with(struct cmd *cmd, store_row *print, void *arg, struct err *err)
{
	struct list l = { .cmd = cmd, .print = print, .arg = arg,
		.lines = print != cmd_print };
	struct query q = { 0 };
	struct bounds b;
	struct buf words = BUF_INIT;
	int rc = -1;

	l.limit = args_count(&cmd->args, "limit", -1);
	l.only_count = args_has(&cmd->args, "count");
	if (args_has(&cmd->args, "mine")) {
		if (cmd->command->kind->mine == NULL)
			return refuse_option(err, "mine", cmd->command->kind,
			    "are nobody's to do, so --mine has nothing to go "
			    "by.");
		l.mine = who_name(&cmd->s.who);
	}
	if (read_query(cmd, &q, &b, err) == -1 ||
	    cmd_read_where(cmd, &l.test, &l.ntests, err) == -1)
		goto out;
	if (args_has(&cmd->args, "search")) {
		if (cmd_read_words(cmd, &words, err) == -1)
			goto out;
		l.sought = search_new(buf_str(&words), words.n, err);
		if (l.sought == NULL)
			goto out;
		q.match = buf_str(&words);
	}
	l.reads = reads_files(&l, &q);
	if (l.reads)
		out_keep(cmd->out, true);
	else if ((q.kind->flags & KIND_FILE) &&
	    session_log_access(&cmd->s, NULL, q.about, err) == -1)
		goto out;
	if (store_knows(&l)) {
		int64_t n = 0;

		rc = store_count(cmd->s.store, &q, &n, err);
		l.count = (long)n;
	} else {
		out_filter(cmd->out, l.lines ? wanted : NULL, &l);
		rc = l.limit == 0 ? 0
				  : store_each(cmd->s.store, &q, row, &l, err);
		out_filter(cmd->out, NULL, NULL);
	}
	if (rc == 0 && l.reads)
		rc = enter_files(&l, &q, err);
	if (rc == 0 && l.sought != NULL)
		tell_where(&l);
	if (rc == 0 && l.only_count)
		rc = print_count(&l, err);
	if (rc == 0 && cmd->terminal_out && l.count == 0 && !l.only_count)
		cmd_warn(cmd, l.lines && cmd_lines(cmd) == q.kind
			? "No such %s." : "No %s.", cmd_lines(cmd)->plural);
	if (rc == 0)
		session_warn_lost(&cmd->s, q.kind->plural);
out:
	for (size_t i = 0; i < l.ntests; i++)
		rec_test_release(&l.test[i]);
	free(l.test);
	search_free(l.sought);
	buf_release(&l.where);
	buf_release(&words);
	return rc;
}
