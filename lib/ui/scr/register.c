/* SPDX-License-Identifier: ISC */
#include "ui/scr/register.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"

struct reading {
	struct register_job *job;
	register_taking *take;
	void *arg;
};

static int
take_row(void *arg, const struct stored *row, struct err *err)
{
	struct reading *r = arg;

	if (json_parse(&r->job->json, row->body, row->len, 0, err) == -1)
		return -1;
	r->take(r->arg, &r->job->json, row->receipt.seq);
	return 0;
}

int
register_read(struct register_job *job, const struct kind *kind,
    register_taking *take, void *arg, struct err *err)
{
	struct query query = { .kind = kind };
	struct reading r = { job, take, arg };

	return store_each(job->cmd->s.store, &query, take_row, &r, err);
}

static void
take_adult(void *arg, const struct json *j, int64_t seq)
{
	(void)seq;
	adults_add(arg, j);
}

static void
take_role(void *arg, const struct json *j, int64_t seq)
{
	(void)seq;
	adults_add_role(arg, j);
}

static void
take_acceptance(void *arg, const struct json *j, int64_t seq)
{
	(void)seq;
	acceptances_take(arg, j);
}

int
register_rules(struct register_job *job, struct asked_book *book,
    const char *name, struct err *err)
{
	int rc = asked_load(book, &job->cmd->s.folders, name, err);

	for (size_t i = 0; rc == 0 && i < book->n; i++) {
		struct buf key = BUF_INIT;
		int64_t months;

		buf_addf(&key, "training.%s.months", book->v[i].item);
		if (settings_number(job->settings, buf_str(&key), &months))
			asked_set_months(book, book->v[i].item, (int)months);
		buf_release(&key);
	}
	return rc;
}

int
register_open(struct register_job *job, struct cmd *cmd, const char *name,
    const char *rules, struct err *err)
{
	memset(job, 0, sizeof(*job));
	job->cmd = cmd;
	job->name = name;
	if (settings_load(&job->settings, &cmd->s.folders, err) == -1 ||
	    register_rules(job, &job->asked, rules, err) == -1 ||
	    session_begin(&cmd->s, err) == -1 ||
	    register_read(job, &kind_person, take_adult, &job->adults, err) ==
		-1)
		return -1;
	adults_ready(&job->adults);
	if (register_read(job, &kind_appointment, take_role, &job->adults,
		err) == -1 ||
	    register_read(job, &kind_acceptance, take_acceptance,
		&job->accepted, err) == -1)
		return -1;
	adults_on(&job->adults, cmd->s.today);
	return 0;
}

void
register_release(struct register_job *job)
{
	settings_free(job->settings);
	asked_release(&job->asked);
	adults_release(&job->adults);
	acceptances_release(&job->accepted);
	findings_release(&job->findings);
	json_release(&job->json);
	buf_release(&job->line);
	store_rollback(job->cmd->s.store);
}

struct taking {
	struct adult_events *events;
	const struct adults *adults;
	const char *field;
	const char *const *words;
};

static void
take_event(void *arg, const struct json *j, int64_t seq)
{
	struct taking *t = arg;

	(void)seq;
	events_add(t->events, t->adults, j, t->field, t->words);
}

int
register_events(struct register_job *job, struct adult_events *events,
    const struct kind *kind, const char *field, const char *const *words,
    struct err *err)
{
	struct taking t = { events, &job->adults, field, words };

	if (register_read(job, kind, take_event, &t, err) == -1)
		return -1;
	events_ready(events);
	return 0;
}

struct taking_panels {
	struct panels *panels;
	const struct adults *adults;
};

static void
take_panel(void *arg, const struct json *j, int64_t seq)
{
	struct taking_panels *t = arg;

	(void)seq;
	panels_add(t->panels, t->adults, j);
}

int
register_panels(struct register_job *job, struct panels *panels,
    struct err *err)
{
	struct taking_panels t = { panels, &job->adults };

	return register_read(job, &kind_recruitment, take_panel, &t, err);
}

size_t
register_accept(struct register_job *job)
{
	return findings_accept(&job->findings, &job->accepted,
	    job->cmd->s.today);
}

static bool
is_adult(const char *subject)
{
	return kind_of_id(subject) == &kind_person;
}

static int
by_subject(const void *a, const void *b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;
	int c = strcmp(x->subject, y->subject);

	return c != 0 ? c : strcmp(x->item, y->item);
}

/* Of how many adults something is open, and how many matters of others. */
static void
count_open(const struct findings *l, size_t *adults, size_t *others)
{
	const struct finding **v = mem_alloc((l->n + 1) * sizeof(*v));
	size_t n = 0;

	*adults = *others = 0;
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].accepted == NULL)
			v[n++] = &l->v[i];
	if (n > 1)
		qsort(v, n, sizeof(*v), by_subject);
	for (size_t i = 0; i < n; i++) {
		bool adult = is_adult(v[i]->subject);

		if (i > 0 && strcmp(v[i - 1]->subject, v[i]->subject) == 0 &&
		    (adult || strcmp(v[i - 1]->item, v[i]->item) == 0))
			continue;
		if (adult)
			++*adults;
		else
			++*others;
	}
	free(v);
}

static int
print_summary(struct register_job *job, size_t asked, size_t open,
    struct err *err)
{
	struct buf *b = &job->line;
	size_t adults, others, accepted = job->findings.n - open;

	count_open(&job->findings, &adults, &others);
	buf_reset(b);
	if (adults > 0 || others == 0)
		buf_addf(b, adults == 0 ? "Nobody needs action."
			: adults == 1 ? "%zu adult needs action."
				      : "%zu adults need action.", adults);
	if (others > 0)
		buf_addf(b, "%s%zu other matter%s.", b->n > 0 ? " " : "",
		    others, others == 1 ? " needs action" : "s need action");
	if (asked > adults)
		buf_addf(b, asked - adults == 1 ? " %zu is complete."
						: " %zu are complete.",
		    asked - adults);
	if (accepted > 0)
		buf_addf(b, accepted == 1 ? " %zu finding is accepted."
					  : " %zu findings are accepted.",
		    accepted);
	buf_adds(b, job->findings.n > 0 ? "\n\n" : "\n");
	return out_text(job->cmd->out, b->p, b->n, err);
}

int
register_print(struct register_job *job, size_t asked, struct err *err)
{
	const char *format = args_get(&job->cmd->args, "format");
	size_t open = register_accept(job);

	if (open > 0)
		job->cmd->status = ST_NO;
	if ((format == NULL ? job->cmd->terminal_out
			    : strcmp(format, "table") == 0) &&
	    print_summary(job, asked, open, err) == -1)
		return -1;
	for (size_t i = 0; i < job->findings.n; i++) {
		buf_reset(&job->line);
		finding_json(&job->line, &job->findings.v[i],
		    job->cmd->s.today);
		if (out_record(job->cmd->out, job->line.p, job->line.n,
			err) == -1)
			return -1;
	}
	return 0;
}

static void
put_months(struct buf *b, const struct asked *a)
{
	char text[16];

	if (a->months > 0)
		snprintf(text, sizeof(text), "%d", a->months);
	json_pair(b, "months", a->months > 0 ? text
		: a->months == MONTHS_ONCE ? "once" : "not set");
}

int
register_expected(struct register_job *job, struct err *err)
{
	struct buf *b = &job->line;

	for (size_t i = 0; i < job->asked.n; i++) {
		const struct asked *a = &job->asked.v[i];

		if (!edition_on(&a->in_force, job->cmd->s.today))
			continue;
		buf_reset(b);
		json_open(b, '{');
		json_pair(b, "kind", kind_asked.name);
		json_pair(b, "item", a->item);
		json_pair(b, "name", a->name);
		json_pair(b, "of", a->of.name);
		if (a->least > 0) {
			json_key(b, "least");
			json_num(b, a->least);
		}
		if (strcmp(job->name, "training") == 0 || a->months > 0)
			put_months(b, a);
		json_pair(b, "severity", a->severity);
		json_pair(b, "basis", a->kind);
		json_pair(b, "rule", a->id);
		json_pair(b, "edition", a->edition);
		json_words(b, "cite", a->cite);
		json_close(b, '}');
		if (out_record(job->cmd->out, b->p, b->n, err) == -1)
			return -1;
	}
	return 0;
}
