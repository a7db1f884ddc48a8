/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "cli/frame/cmd.h"
#include "cli/frame/cmd_inside.h"

#define MUCH (512 << 10) /* bytes that come in */
#define ROOM (4 << 20)	 /* of memory that will be needed then, about */

static int
open_in(struct cmd *cmd, struct err *err)
{
	struct in_setup setup = { .tool = cmd->command->name,
		.file = cmd->args.operand, .nfiles = cmd->args.noperands,
		.kind = cmd->command->kind,
		.columns = cmd->command->columns,
		.amends = cmd->command->each == verb_amend,
		.header = cmd->header, .is_day = cmd->is_day,
		.ours = cmd->ours, .arg = cmd->job };
	const char *map[OPT_VALUES + 1]; /* the last is NULL */
	struct buf folder = BUF_INIT;

	setup.from = args_get(&cmd->args, "from");
	setup.rejects = args_get(&cmd->args, "rejects");
	while ((map[setup.nmaps] = args_nth(&cmd->args, "map",
		    setup.nmaps)) != NULL)
		setup.nmaps++;
	setup.map = map;
	buf_addf(&folder, "%s.rejected", cmd->s.store_path);
	cmd->rejected = buf_steal(&folder);
	setup.folder = cmd->rejected;
	if (in_open(&cmd->in, &setup, err) == -1)
		return -1;
	if (in_moved(cmd->in) != NULL)
		cmd_warn(cmd, "What %s held before is now in %s.",
		    setup.rejects, in_moved(cmd->in));
	return 0;
}

/* What a tool prints the next one takes, but no other kind's record. */
static int
check_kind(struct cmd *cmd, const struct json *j, struct err *err)
{
	const struct kind *const *reads = cmd->command->reads;
	int t = j == NULL ? -1 : json_get(j, 0, "kind");

	if (t < 0 || json_type(j, t) != JSON_STRING)
		return 0;
	if (json_is(j, t, cmd->command->kind->name))
		return 0;
	for (; reads != NULL && *reads != NULL; reads++) {
		if (json_is(j, t, (*reads)->name))
			return 0;
	}
	/* a school's own field "kind" is no kind of record */
	if (field_named(cmd->command->kind->fields, "kind", 4) != NULL)
		return 0;
	err_set(err, ST_DATA, "wrong-kind",
	    "This tool takes records of kind %s, and this is another.",
	    cmd->command->kind->name);
	return err_field(err, "kind");
}

static bool
stores(const struct cmd *cmd)
{
	return cmd->command->store == STORE_WRITES && !cmd->dry;
}

/* What is only tried is kept where the caller says, or not at all. */
static bool
keeps(const struct cmd *cmd)
{
	return args_has(&cmd->args, "rejects") || (!cmd->dry &&
	    !args_has(&cmd->args, "dry-run"));
}

static int
sentences(const char *s)
{
	int n = *s != '\0';

	while ((s = strstr(s, ". ")) != NULL) {
		s += 2;
		n++;
	}
	return n;
}

/* Where what happened ends: before its stop, or before a question. */
static size_t
end_of(const char *msg)
{
	size_t n = strlen(msg);
	const char *s, *last = NULL;

	if (n > 0 && msg[n - 1] != '?')
		return n - 1;
	for (s = msg; (s = strstr(s, ". ")) != NULL; s++)
		last = s;
	return last != NULL ? (size_t)(last - msg) : n;
}

/*
 * Says where the input is kept: in a second sentence, or where there are two
 * in what happened.
 */
static void
hint_kept(struct cmd *cmd, struct err *err)
{
	const char *kept = in_kept(cmd->in);
	bool joins = sentences(err->msg) + sentences(err->hint) > 1;
	struct buf b = BUF_INIT;
	size_t end = 0;

	if (kept == NULL)
		return;
	if (joins) {
		end = end_of(err->msg);
		buf_add(&b, err->msg, end);
		buf_adds(&b, "; ");
	}
	if (err->status == ST_DATA && cmd->again == NULL)
		buf_addf(&b, "%sothing was stored, %sand ", joins ? "n" : "N",
		    cmd->command->columns != NULL
			? "--dry-run tells all that is wrong, " : "");
	buf_addf(&b, "%shat you sent is kept in %s.",
	    joins || b.n > 0 ? "w" : "W", kept);
	if (joins && err->msg[end] == '.')
		buf_adds(&b, err->msg + end + 1);
	if (joins)
		snprintf(err->msg, sizeof(err->msg), "%s", buf_str(&b));
	else
		err_hint(err, "%s", buf_str(&b));
	buf_release(&b);
}

void
cmd_keep(struct cmd *cmd, struct err *why)
{
	struct err err;

	if (stores(cmd))
		store_rollback(cmd->s.store);
	cmd->s.pending = 0;
	err_clear(&err);
	if (!keeps(cmd))
		return;
	if (in_refuse_all(cmd->in, why, &err) == 0) {
		hint_kept(cmd, why);
		return;
	}
	if (why->status == ST_DOUBT)
		err_hint(&err, "%s", ""); /* not that nothing was stored */
	else if (cmd->again != NULL)
		err_hint(&err, "%s", cmd->again);
	cmd_complain(cmd, &err); /* both are said */
}

/* Under --keep-going a bad record is kept, and the others go on. */
static int
pass_over(struct cmd *cmd, struct err *why, struct err *err)
{
	const struct err *more;
	size_t n, i;

	cmd_complain(cmd, why);
	more = in_faults(cmd->in, &n);
	for (i = 0; i < n; i++)
		cmd_complain(cmd, &more[i]);
	cmd->refused++;
	return keeps(cmd) ? in_refuse(cmd->in, why, err) : 0;
}

/* One record: 1, 0 at the end, -1. */
static int
one(struct cmd *cmd, cmd_record *each, bool *begun, struct err *err)
{
	const struct json *j;
	int got = in_next(cmd->in, &j, err);

	if (got != 1)
		return got;
	/* a pipe has been read to its end by now: no lock waits for it */
	if (!*begun && stores(cmd)) {
		if (in_bytes(cmd->in) > MUCH)
			mem_ahead(ROOM);
		if (session_begin(&cmd->s, err) == -1)
			return -1;
		*begun = true;
	}
	cmd->s.line = in_line(cmd->in);
	if (check_kind(cmd, j, err) == -1 || each(cmd, j, err) == -1) {
		if (err->status == ST_DATA || err->status == ST_DENIED)
			in_place(cmd->in, err);
		return -1;
	}
	return 1;
}

/* A line of progress on a terminal, once the work takes over a second. */
static void
progress(struct cmd *cmd, int64_t started, bool end)
{
	static int64_t shown;
	int64_t t;

	if (!cmd->terminal_err || cmd->quiet)
		return;
	if (end) {
		if (shown != 0)
			fprintf(stderr, "\r\033[K");
		return;
	}
	if (in_records(cmd->in) % 256 != 0 || (t = time_now()) == shown ||
	    t <= started)
		return;
	shown = t;
	fprintf(stderr, "\r%ld records", in_records(cmd->in));
}

static int
all(struct cmd *cmd, cmd_record *each, struct err *err)
{
	bool goes_on = args_has(&cmd->args, "keep-going") || cmd->dry ||
	    cmd->goes_on;
	bool begun = false;
	int64_t started = time_now();
	struct err why;
	int got;

	do {
		err_clear(&why);
		got = one(cmd, each, &begun, &why);
		if (got == -1 && (why.status != ST_DATA || !goes_on)) {
			*err = why;
			return -1;
		}
		if (got == -1 && pass_over(cmd, &why, err) == -1)
			return -1;
		progress(cmd, started, false);
	} while (got != 0);
	progress(cmd, started, true);
	if (cmd->command->store != STORE_WRITES)
		return out_flush(cmd->out, err);
	if (in_records(cmd->in) == 0)
		return err_set(err, ST_DATA, "empty",
		    "Nothing came in: give the records on standard input or "
		    "name a file.");
	if (cmd->dry)
		return out_flush(cmd->out, err);
	got = begun && cmd->finish != NULL ? cmd->finish(cmd, err) : 0;
	if (got == 1)
		store_rollback(cmd->s.store);
	if (got != 0)
		return got == 1 ? 0 : -1;
	return begun ? cmd_commit(cmd, err) : 0;
}

static void
warn_same(const struct cmd *cmd)
{
	const struct kind *kind = cmd->command->kind;

	if (cmd->s.same == 0)
		return;
	cmd_warn(cmd, "Nothing was changed in %ld of %ld records: they say "
	    "so already.%s", cmd->s.same, in_records(cmd->in),
	    field_named(kind->fields, "reason", 6) == NULL ? "" :
	    " To change the reason itself, give the new one as reason, and "
	    "as amend_reason why it is changed.");
}

static int
batch(struct cmd *cmd, cmd_record *each, struct err *err)
{
	if (all(cmd, each, err) == -1) {
		if (cmd->s.stored == 0 && !err_is(err, ERR_CLOSED))
			cmd_keep(cmd, err);
		return -1;
	}
	warn_same(cmd);
	if (cmd->refused > 0) {
		cmd->status = ST_DATA;
		if (in_kept(cmd->in) == NULL)
			cmd_warn(cmd, "%ld of %ld lines would be refused.",
			    cmd->refused, in_records(cmd->in));
		else
			cmd_warn(cmd, "%ld of %ld lines were refused; they "
				      "are kept in %s.", cmd->refused,
			    in_records(cmd->in), in_kept(cmd->in));
	}
	return 0;
}

/* What is right to go on with, and may be a slip all the same. */
static void
warn_of_input(struct cmd *cmd)
{
	const char *typed;

	for (size_t i = 0; (typed = in_unmet(cmd->in, i)) != NULL; i++)
		cmd_warn(cmd, "--map names the column \"%s\", which is in no "
			      "file that was read.", typed);
	if (in_unended(cmd->in))
		cmd_warn(cmd, "The last line does not end in a line end. It "
			      "has all its cells, but look whether the "
			      "last is whole.");
}

int
cmd_each(struct cmd *cmd, cmd_record *each, struct err *err)
{
	bool asks = cmd_asks(cmd);
	int rc;

	if ((asks && cmd_ask_ready(err) == -1) || open_in(cmd, err) == -1)
		return -1;
	rc = asks ? cmd_ask(cmd, err) : 0;
	if (rc == -1)
		cmd_keep(cmd, err);
	else
		rc = batch(cmd, each, err);
	warn_of_input(cmd);
	if (rc == 0 && asks)
		cmd_ask_receipt(cmd);
	if (rc == 0 || cmd->s.stored > 0 || in_kept(cmd->in) != NULL)
		cmd_drop_edited(cmd);
	else if (cmd->edited != NULL)
		cmd_warn(cmd, "What you wrote in the editor is in %s.",
		    cmd->edited);
	return rc;
}
