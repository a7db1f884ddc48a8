/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/cmd.h"
#include "cli/cmd_inside.h"

int
cmd_begin(struct cmd *cmd, struct err *err)
{
	cmd->nruns = 0;
	cmd->pending = 0;
	return cmd_clock(cmd, err) == -1 ? -1 : store_begin(cmd->store, err);
}

/* bare: it is answered by its id and receipt alone. */
static void
remember(struct cmd *cmd, int64_t seq, bool bare)
{
	struct run *last = cmd->nruns == 0 ? NULL
					   : &cmd->runs[cmd->nruns - 1];

	if (last != NULL && last->first + last->count == seq &&
	    last->bare == bare) {
		last->count++;
		return;
	}
	cmd->runs = mem_resize(cmd->runs, cmd->nruns + 1,
	    sizeof(*cmd->runs));
	cmd->runs[cmd->nruns++] = (struct run){ seq, 1, bare };
}

static void
put_receipt(struct buf *b, const struct stored *row)
{
	json_key(b, "receipt");
	json_open(b, '{');
	json_key(b, "seq");
	json_num(b, row->receipt.seq);
	json_pair(b, "hash", row->receipt.hash);
	json_close(b, '}');
}

static int
print_bare(void *arg, const struct stored *row, struct err *err)
{
	struct cmd *cmd = arg;
	struct buf *b = &cmd->scratch;

	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "kind", row->kind->name);
	json_pair(b, "id", row->id);
	put_receipt(b, row);
	json_close(b, '}');
	return out_record(cmd->out, b->p, b->n, err);
}

int
cmd_tell_twin(struct cmd *cmd, const struct stored *row, struct err *err)
{
	char id[ID_LEN], other[ID_LEN];
	int found;

	memcpy(id, row->id, ID_LEN);
	found = store_twin(cmd->store, row, other, err);
	if (found == 1)
		cmd_warn(cmd, "%s is likely the same as %s: the names are, and "
		    "no birthday tells them apart. Look at both.", id, other);
	return found == -1 ? -1 : 0;
}

struct told {
	struct cmd *cmd;
	bool bare;
	int64_t n;
};

static int
tell(void *arg, const struct stored *row, struct err *err)
{
	struct told *told = arg;

	told->n++;
	if (told->bare)
		return print_bare(told->cmd, row, err);
	return cmd_print(told->cmd, row, err) == -1 ? -1
	    : cmd_tell_twin(told->cmd, row, err);
}

/* Every entry to print, though an error would have said of none. */
static int
tell_stored(struct cmd *cmd, struct err *err)
{
	struct told told = { cmd, false, 0 };
	int64_t n = 0;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < cmd->nruns; i++) {
		const struct run *run = &cmd->runs[i];

		n += run->count;
		told.bare = run->bare;
		rc = store_entries(cmd->store, run->first,
		    run->first + run->count - 1, tell, &told, err);
	}
	if (rc == 0 ? told.n == n : !err_is(err, ERR_DAMAGED))
		return rc;
	cmd->stored = 0; /* as far as anybody can tell */
	return store_doubt(cmd->store, err);
}

int
cmd_commit(struct cmd *cmd, struct err *err)
{
	if (store_commit(cmd->store, err) == -1)
		return -1;
	cmd->stored += cmd->pending;
	cmd->pending = 0;
	if (tell_stored(cmd, err) == -1)
		return -1;
	cmd->nruns = 0;
	return out_flush(cmd->out, err);
}

struct first {
	const char *content;
	size_t n;
	bool same;
};

/* The first version is what a record that comes again is compared with. */
static int
compare_first(void *arg, const struct stored *was, struct err *err)
{
	struct first *f = arg;

	(void)err;
	f->same = was->len - was->content == f->n - 1 &&
	    memcmp(was->body + was->content, f->content + 1, f->n - 1) == 0;
	return 1;
}

/* Of a record that may be kept from the caller it is not said which. */
static int
used_before(const struct cmd *cmd, const struct kind *kind, const char *id,
    struct err *err)
{
	if (cmd->who.owner || !cmd_kept_kind(kind))
		err_set(err, ST_DATA, ERR_CLIENT_ID,
		    "This client_id was used before, for another content "
		    "(%s). Give a new one, or amend that record.", id);
	else
		err_set(err, ST_DATA, ERR_CLIENT_ID,
		    "This client_id was used before, for another content. "
		    "Give a new one.");
	return err_field(err, "client_id");
}

/* The record that came with this client_id before: 1, 0, -1. */
static int
came_before(struct cmd *cmd, const struct kind *kind, char id[ID_LEN],
    struct err *err)
{
	struct first first = { cmd->content.p, cmd->content.n, false };
	struct buf name = BUF_INIT;
	int found = 0;

	if (cmd_text(cmd, &cmd->made, "client_id", &name))
		found = store_find(cmd->store, kind, "client_id",
		    buf_str(&name), id, err);
	buf_release(&name);
	if (found != 1)
		return found;
	if (store_versions(cmd->store, id, compare_first, &first, err) == -1)
		return -1;
	return first.same ? 1 : used_before(cmd, kind, id, err);
}

static int
put_content(struct cmd *cmd, const struct kind *kind, const char *id,
    const struct buf *content, const struct json *doc, bool bare,
    char out[ID_LEN], struct err *err)
{
	struct draft draft = { .kind = kind, .id = id,
		.content = content->p, .len = content->n, .doc = doc,
		.actor = who_name(&cmd->who), .now = cmd->now };
	int64_t seq;

	if (cmd_may_write(cmd, kind, content, err) == -1 ||
	    store_put(cmd->store, &draft, out, &seq, err) == -1)
		return -1;
	remember(cmd, seq, bare);
	cmd->pending++;
	memcpy(cmd->stored_id, out, ID_LEN);
	return 0;
}

bool
cmd_text(struct cmd *cmd, const struct json *j, const char *name,
    struct buf *out)
{
	int t = json_get(j, 0, name);
	const char *s;
	size_t n;

	if (t < 0 || json_type(j, t) != JSON_STRING)
		return false;
	s = json_text(j, t, &cmd->scratch, &n);
	buf_add(out, s, n);
	return true;
}

int
cmd_again(struct cmd *cmd, const char *id, struct err *err)
{
	int whole = cmd_opens(cmd, id, err);
	struct stored now;

	if (whole == -1 || store_need(cmd->store, id, &now, err) == -1)
		return -1;
	/* the first receipt is the sender's own; a later one tells more */
	remember(cmd, whole ? now.receipt.seq : now.first, !whole);
	return 0;
}

/*
 * Who has rights by a record of their own neither makes nor changes it:
 * else the headteacher could step out of what is kept from one.
 */
static int
check_own(struct cmd *cmd, const struct kind *kind, const char *id,
    const struct json *record, struct err *err)
{
	int t = json_get(record, 0, "person");

	if (!(kind->flags & KIND_RIGHTS) || cmd->who.person[0] == '\0' ||
	    (strcmp(id, cmd->who.person) != 0 &&
		!json_is(record, t, cmd->who.person)))
		return 0;
	return err_set(err, ST_DENIED, "own-rights",
	    "Rights follow from this record, so somebody else has to change "
	    "it for you. Ask the designated safeguarding lead.");
}

int
cmd_put(struct cmd *cmd, const struct kind *kind, const struct json *typed,
    char id[ID_LEN], struct err *err)
{
	char made[ID_LEN];
	struct err other;
	int before;

	buf_reset(&cmd->content);
	if (rec_accept(&cmd->content, kind, typed, &cmd->context, err) == -1 ||
	    check_own(cmd, kind, "", &cmd->made, err) == -1 ||
	    cmd_check_age(cmd, kind, typed, &cmd->made, err) == -1)
		return -1;
	if (put_content(cmd, kind, NULL, &cmd->content, &cmd->made, false,
		made, err) == -1) {
		/* what comes again has what only one record may have */
		if (!err_is(err, ERR_TAKEN))
			return -1;
		err_clear(&other);
		before = came_before(cmd, kind, made, &other);
		if (before == -1)
			*err = other;
		if (before != 1 || cmd_again(cmd, made, err) == -1)
			return -1;
	}
	if (id != NULL)
		memcpy(id, made, ID_LEN);
	return 0;
}

/* The last member of a new version: {"version":2,"reason":"…"}. */
static int
put_amended(struct buf *content, int version, const struct json *typed,
    int reason, bool progress, struct err *err)
{
	if (reason < 0 && !progress) {
		err_set(err, ST_DATA, ERR_MISSING,
		    "Say why the record is amended (reason): the earlier "
		    "version stays readable, and so does the reason.");
		return err_field(err, "reason");
	}
	buf_cut(content, content->n - 1);
	json_key(content, "amended");
	json_open(content, '{');
	json_key(content, "version");
	json_num(content, version);
	if (reason >= 0) {
		json_key(content, "reason");
		json_canon(content, typed, reason);
	}
	json_close(content, '}');
	json_close(content, '}');
	return 0;
}

/* A change as it is meant: of what was read, where that is amended since. */
static int
typed_change(struct cmd *cmd, const struct stored *was,
    const struct json *old, const struct json *typed, struct buf *change,
    struct err *err)
{
	struct buf base = BUF_INIT, all = BUF_INIT;
	struct json read = { 0 }, new = { 0 };
	const struct kind *kind = was->kind;
	int older = cmd_base(cmd, was, typed, &base, err), rc = -1;

	if (older != -1)
		rc = rec_change(older ? &all : change, kind, typed,
		    &cmd->context, err);
	if (rc == 0 && older)
		rc = json_parse(&read, base.p, base.n, 0, err) == 0 &&
			json_parse(&new, all.p, all.n, 0, err) == 0
			? rec_difference(change, kind, &read, old,
			      was->recorded_by, &new, typed, err) : -1;
	buf_release(&base);
	buf_release(&all);
	json_release(&read);
	json_release(&new);
	return rc;
}

/* The content of a new version; what else that takes is given back. */
static int
overlay(struct cmd *cmd, const struct stored *was, const struct json *typed,
    struct buf *content, int *reason, bool *progress, bool *same,
    struct err *err)
{
	struct buf body = BUF_INIT, change = BUF_INIT;
	struct json new = { 0 }, old = { 0 };
	const struct kind *kind = was->kind;
	int rc = -1;

	buf_add(&body, was->body, was->len); /* references are looked up next */
	if (json_parse(&old, body.p, body.n, 0, err) == 0 &&
	    check_own(cmd, kind, was->id, &old, err) == 0 &&
	    typed_change(cmd, was, &old, typed, &change, err) == 0 &&
	    json_parse(&new, change.p, change.n, 0, err) == 0 &&
	    rec_overlay(content, kind, &old, &new, typed, progress, same,
		err) == 0 &&
	    json_parse(&new, content->p, content->n, 0, err) == 0 &&
	    check_own(cmd, kind, was->id, &new, err) == 0 &&
	    cmd_check_age(cmd, kind, typed, &new, err) == 0)
		rc = rec_check(kind, &new, err);
	*reason = rc == 0 ? rec_reason(&old, typed) : -1;
	buf_release(&body);
	buf_release(&change);
	json_release(&new);
	json_release(&old);
	return rc;
}

int
cmd_amend(struct cmd *cmd, const struct kind *kind, const char *id,
    const struct json *typed, char out[ID_LEN], struct err *err)
{
	struct buf content = BUF_INIT;
	struct stored was;
	bool progress, same;
	int whole, reason, rc = -1;

	if (cmd_check_seen(cmd, id, err) == -1 ||
	    store_need(cmd->store, id, &was, err) == -1 ||
	    overlay(cmd, &was, typed, &content, &reason, &progress, &same,
		err) == -1 ||
	    (!same && put_amended(&content, was.version + 1, typed, reason,
		progress, err) == -1) ||
	    (whole = cmd_opens(cmd, id, err)) == -1)
		goto out;
	if (same) {
		memcpy(out, id, ID_LEN);
		remember(cmd, was.receipt.seq, !whole);
		rc = 0;
	} else {
		rc = put_content(cmd, kind, id, &content, NULL, !whole, out,
		    err);
		if (rc == -1 && err_is(err, ERR_TAKEN) &&
		    cmd_kept_kind(kind) && !cmd->who.owner)
			used_before(cmd, kind, id, err);
	}
out:
	buf_release(&content);
	return rc;
}

void
cmd_answer(struct cmd *cmd, const struct stored *row)
{
	struct buf *b = &cmd->scratch;

	buf_reset(b);
	buf_add(b, row->body, row->len - 1);
	if (row->state[0] != '\0' &&
	    (field_named(row->kind->fields, "state", 5) == NULL ||
		memmem(row->body, row->len, ",\"state\":\"", 10) == NULL))
		json_pair(b, "state", row->state);
	if (row->flags[0] != '\0') {
		json_key(b, "flags");
		json_open(b, '[');
		for (const char *p = row->flags; *p != '\0';) {
			size_t n = strcspn(p, " ");

			json_item(b);
			json_string(b, p, n);
			p += n + (p[n] == ' ');
		}
		json_close(b, ']');
	}
	json_pair(b, "recorded_at", row->recorded_at);
	json_pair(b, "recorded_by", row->recorded_by);
	put_receipt(b, row);
	json_close(b, '}');
}

int
cmd_print(void *arg, const struct stored *row, struct err *err)
{
	struct cmd *cmd = arg;

	cmd_answer(cmd, row);
	return out_record(cmd->out, cmd->scratch.p, cmd->scratch.n, err);
}

const struct kind *
cmd_lines(const struct cmd *cmd)
{
	const struct kind *kind = cmd->command->prints;

	if (kind == NULL)
		kind = cmd->command->kind;
	for (size_t i = 0; i < cmd->args.ngiven; i++) {
		const struct kind *k = cmd->args.given[i].opt->prints;

		if (k != NULL && k != &kind_count)
			kind = k;
	}
	return kind;
}
