/* SPDX-License-Identifier: ISC */
#include "cli/ask/ask.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/core/line.h"
#include "base/text/text.h"
#include "cli/frame/cmd_inside.h"

/* The two that a change has beside the kind's own fields. */
static const struct field field_id = { .name = "id" };

static const struct field field_reason = { .name = "amend_reason",
	.type = FIELD_LINE, .label = "Reason",
	.help = "Why the record is changed; the earlier version stays.",
	.why = "the reason stands beside what was changed" };

bool
cmd_asks(const struct cmd *cmd)
{
	return cmd->terminal_in && cmd->args.noperands == 0 &&
	    cmd->command->store == STORE_WRITES &&
	    cmd->command->kind != NULL &&
	    cmd->command->kind->questions != NULL &&
	    cmd->command->columns == NULL &&
	    !args_has(&cmd->args, "from");
}

int
cmd_ask_ready(struct err *err)
{
	int fd = memfd_create("answers", MFD_CLOEXEC);
	int rc = fd >= 0 && dup2(fd, STDIN_FILENO) != -1 ? 0 : -1;

	if (rc == -1)
		err_sys(err, ST_IO, "ask", "The answers could not be held");
	if (fd > STDIN_FILENO)
		close(fd);
	return rc;
}

static void
put_answer(struct buf *record, const struct answer *v)
{
	if (v->json.n == 0)
		return;
	json_key(record, v->field->name);
	buf_add(record, v->json.p, v->json.n);
}

void
ask_record(const struct ask *a, struct buf *record)
{
	json_open(record, '{');
	if (a->change)
		put_answer(record, &a->id);
	for (size_t i = 0; i < a->n; i++)
		put_answer(record, &a->v[i]);
	if (a->change)
		put_answer(record, &a->reason);
	json_close(record, '}');
}

/* Makes the answers standard input, complete or not. */
static int
hand_over(const struct ask *a, struct err *err)
{
	struct buf record = BUF_INIT;
	ssize_t n = 0;

	ask_record(a, &record);
	buf_addc(&record, '\n');
	if (record.n > 3) /* {} and its line end say nothing */
		n = pwrite(STDIN_FILENO, record.p, record.n, 0);
	if (n != 0 && n != (ssize_t)record.n)
		n = -1;
	buf_release(&record);
	return n >= 0 ? 0 : err_sys(err, ST_IO, "ask",
	    "The answers could not be held");
}

static int
ask_new(struct ask *a, struct err *err)
{
	while (a->kind->questions[a->of].field != NULL)
		a->of++;
	for (const struct question *q = a->kind->questions; q->field != NULL;
	     q++) {
		const struct field *f = field_named(a->kind->fields, q->field,
		    strlen(q->field));
		struct answer *v = ask_answer(a, f);
		const char *preset = q->preset;
		bool needed = f->flags & FIELD_REQUIRED;

		if (q->unless != NULL) {
			const struct answer *other = ask_answer(a,
			    field_named(a->kind->fields, q->unless,
				strlen(q->unless)));

			v = ask_answer(a, f);
			if (other->json.n > 0)
				continue;
			needed = true;
			if (a->unmatched.n > 0 && f->type == FIELD_LINE)
				preset = buf_str(&a->unmatched);
		}
		a->at = (size_t)(q - a->kind->questions) + 1;
		if (ask_field(a, a->kind, f, needed, preset, &v->json,
			err) == -1)
			return -1;
	}
	a->at = 0;
	return ask_check(a, err);
}

/* Which record, which of its fields, and why. */
static int
ask_change(struct ask *a, struct err *err)
{
	const struct field id = { .name = "id", .type = FIELD_REF,
		.label = "Which", .help = "The record to be changed.",
		.refs = a->kind->name };
	const struct field ids[] = { id, { .name = NULL } };
	const struct kind any = { .name = a->kind->name, .fields = ids };
	struct buf names = BUF_INIT;
	bool progress = true;
	int rc;

	a->id.field = &field_id;
	a->reason.field = &field_reason;
	rc = ask_field(a, &any, &id, true, NULL, &a->id.json, err);
	if (rc == -1)
		return -1;
	for (const struct field *f = a->kind->fields; f->name != NULL; f++) {
		if (!(f->flags & FIELD_GIVEN))
			buf_addf(&names, " %s", f->name);
	}
	ask_say(a, "\nType the name of a field that is to be changed. There "
		   "are:%s.\n", names.p);
	buf_release(&names);
	rc = ask_check(a, err);
	if (rc == -1)
		return -1;
	for (size_t i = 0; i < a->n; i++)
		progress = progress &&
		    (a->v[i].field->flags & FIELD_PROGRESS);
	rc = ask_field(a, &any, &field_reason, !progress, NULL,
	    &a->reason.json, err);
	return rc == -1 ? -1 : 0;
}

static void
release(struct ask *a)
{
	for (size_t i = 0; i < a->n; i++)
		buf_release(&a->v[i].json);
	free(a->v);
	buf_release(&a->id.json);
	buf_release(&a->reason.json);
	ask_close(a);
}

int
cmd_ask(struct cmd *cmd, struct err *err)
{
	struct ask a;
	struct err late;
	int rc;

	if (ask_open(&a, cmd, err) == -1)
		return -1;
	a.kind = cmd->command->kind;
	a.change = cmd->command->each == verb_amend;
	if (a.kind->advice != NULL && !a.change)
		ask_say(&a, "%s\n", a.kind->advice);
	rc = a.change ? ask_change(&a, err) : ask_new(&a, err);
	if (hand_over(&a, &late) == -1) {
		*err = late;
		rc = -1;
	}
	release(&a);
	return rc;
}

void
cmd_ask_receipt(struct cmd *cmd)
{
	struct stored row;
	struct err ignored;
	struct ask a;
	char local[TIME_LOCAL];
	int64_t t;

	if (cmd->s.stored == 0 || ask_open(&a, cmd, &ignored) == -1)
		return;
	if (store_get(cmd->s.store, cmd->s.stored_id, &row, &ignored) == 1 &&
	    time_parse(row.recorded_at, strlen(row.recorded_at), &t,
		&ignored) == 0) {
		time_format_local(t, local);
		ask_say(&a, "\nStored as %s on %s, entry %lld of the ledger, "
			    "%.12s.\n", row.id, local,
		    (long long)row.receipt.seq, row.receipt.hash);
	}
	ask_close(&a);
}

static int
typed_words(struct cmd *cmd, struct buf *words, struct err *err)
{
	struct ask a;
	int rc;

	if (ask_open(&a, cmd, err) == -1)
		return -1;
	rc = ask_line(&a, "Search for the words: ", err);
	if (rc == 0)
		buf_add(words, buf_str(&a.line), a.line.n);
	ask_close(&a);
	return rc;
}

static int
sent_words(struct buf *words, struct err *err)
{
	struct line_reader in;
	const char *s;
	size_t n;
	int got;

	line_open(&in, STDIN_FILENO);
	while ((got = line_next(&in, &s, &n, err)) == 1) {
		buf_adds(words, words->n > 0 ? " " : "");
		buf_add(words, s, n);
	}
	line_close(&in);
	if (got == -1)
		return -1;
	if (text_utf8(buf_str(words), words->n) < words->n ||
	    memchr(buf_str(words), '\0', words->n) != NULL)
		return err_set(err, ST_DATA, "utf8",
		    "The words to search for are not plain UTF-8 text.");
	return 0;
}

int
cmd_read_words(struct cmd *cmd, struct buf *words, struct err *err)
{
	const char *s;
	size_t n;

	if ((cmd->terminal_in ? typed_words(cmd, words, err)
			      : sent_words(words, err)) == -1)
		return -1;
	s = buf_str(words);
	n = words->n;
	text_trim(&s, &n);
	if (n > 0)
		return 0;
	err_set(err, ST_DATA, "empty", "There are no words to search for.");
	return err_hint(err, "Give them on standard input.");
}
