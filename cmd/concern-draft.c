/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "ui/notify/notify.h"

/* The lines of one child come together: what is drafted of them. */
static struct {
	struct buf pupil, account, categories;
} draft;

static int
print(struct cmd *cmd, struct err *err)
{
	struct buf *b = &cmd->s.scratch;
	char at[TIME_LEN];

	if (draft.account.n == 0)
		return 0;
	time_format(cmd->s.as_at, at);
	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "kind", "concern");
	json_key(b, "account");
	json_string(b, draft.account.p, draft.account.n);
	json_pair(b, "observed_at", at);
	json_pair(b, "source_person", "Attendance register");
	json_pair(b, "passed_to", "dsl");
	json_pair(b, "pupil", buf_str(&draft.pupil));
	json_pair(b, "source", "other");
	json_pair(b, "medium", "electronic");
	json_key(b, "categories");
	json_open(b, '[');
	for (const char *s = buf_str(&draft.categories); *s != '\0';
	     s += strlen(s) + 1) {
		json_item(b);
		json_cstr(b, s);
	}
	json_close(b, ']');
	json_close(b, '}');
	buf_reset(&draft.account);
	buf_reset(&draft.categories);
	return out_record(cmd->out, b->p, b->n, err);
}

/* Whether the DSL is to be told of it: of nothing else a concern is made. */
static bool
for_dsl(const struct json *j)
{
	int to = json_get(j, 0, "to"), t;

	if (json_is(j, json_get(j, 0, "stage"), "withdrawn") || to < 0 ||
	    json_type(j, to) != JSON_ARRAY)
		return false;
	for (t = json_first(j, to); t >= 0; t = json_after(j, to, t)) {
		if (json_is(j, t, "dsl"))
			return true;
	}
	return false;
}

/* Absence over time is one category, a child who is gone another. */
static void
add_category(const struct json *j)
{
	static const char *const over_time[] = { "persistent-absence",
		"severe-absence", "repeat-pattern", "sickness-fifteen-days",
		NULL };
	const char *word = "missing-education";
	const char *s = buf_str(&draft.categories);
	int rule = json_get(j, 0, "rule");

	for (size_t i = 0; over_time[i] != NULL; i++) {
		if (json_is(j, rule, over_time[i]))
			word = "persistent-absence";
	}
	for (size_t i = 0; i < draft.categories.n; i += strlen(s + i) + 1) {
		if (strcmp(s + i, word) == 0)
			return;
	}
	buf_add(&draft.categories, word, strlen(word) + 1);
}

/* The rule, what was counted, and the message: nothing that is a view. */
static void
add_facts(struct cmd *cmd, const struct json *j)
{
	struct buf *b = &draft.account;
	int measure = json_get(j, 0, "measure"), t;
	const char *s;
	size_t n;

	if (b->n > 0)
		buf_addc(b, '\n');
	(void)session_text(&cmd->s, j, "rule", b);
	buf_adds(b, ", ");
	(void)session_text(&cmd->s, j, "stage", b);
	buf_adds(b, ", as at ");
	(void)session_text(&cmd->s, j, "as_at", b);
	if (json_get(j, 0, "message") >= 0) {
		buf_adds(b, ": ");
		(void)session_text(&cmd->s, j, "message", b);
	}
	buf_adds(b, " (");
	for (t = measure < 0 ? -1 : json_first(j, measure); t >= 0;
	     t = json_after(j, measure, t)) {
		if (b->p[b->n - 1] != '(')
			buf_adds(b, ", ");
		s = json_text(j, t, &cmd->s.scratch, &n);
		buf_add(b, s, n);
		buf_addc(b, ' ');
		if (json_type(j, t + 1) == JSON_STRING)
			s = json_text(j, t + 1, &cmd->s.scratch, &n);
		else
			s = json_raw(j, t + 1, &n);
		buf_add(b, s, n);
	}
	buf_addc(b, ')');
}

/* A pupil's UPN may stand in place of the id. */
static const char *
names_pupil(const struct json *j)
{
	return json_get(j, 0, "pupil") < 0 && json_get(j, 0, "upn") >= 0
	    ? "upn" : "pupil";
}

static int
check(const struct json *j, struct err *err)
{
	const char *const needed[] = { names_pupil(j), "rule", "stage",
		"as_at", NULL };

	for (size_t i = 0; needed[i] != NULL; i++) {
		int t = json_get(j, 0, needed[i]);

		if (t >= 0 && json_type(j, t) == JSON_STRING)
			continue;
		err_set(err, ST_DATA, ERR_MISSING,
		    "This is no escalation: it has no %s.", needed[i]);
		return err_field(err, needed[i]);
	}
	if (json_get(j, 0, "measure") >= 0 &&
	    json_type(j, json_get(j, 0, "measure")) != JSON_OBJECT) {
		err_set(err, ST_DATA, "type",
		    "The measure of an escalation is an object.");
		return err_field(err, "measure");
	}
	return 0;
}

static int
take(struct cmd *cmd, const struct json *j, struct err *err)
{
	struct buf pupil = BUF_INIT;
	int rc;

	if (check(j, err) == -1)
		return -1;
	if (!for_dsl(j))
		return 0;
	(void)session_text(&cmd->s, j, names_pupil(j), &pupil);
	rc = strcmp(buf_str(&pupil), buf_str(&draft.pupil)) == 0 ? 0
		: print(cmd, err);
	buf_reset(&draft.pupil);
	buf_add(&draft.pupil, pupil.p, pupil.n);
	buf_release(&pupil);
	add_category(j);
	add_facts(cmd, j);
	return rc;
}

static int
run(struct cmd *cmd, struct err *err)
{
	int rc = cmd_each(cmd, take, err);

	if (rc == 0)
		rc = print(cmd, err);
	buf_release(&draft.pupil);
	buf_release(&draft.account);
	buf_release(&draft.categories);
	return rc;
}

const struct command command_concern_draft = {
	.name = "concern-draft",
	.summary = "propose concerns for the DSL from escalations",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_escalation,
	.prints = &kind_concern,
	.store = STORE_NONE,
	.open_to_all = true,
	.run = run,
};
