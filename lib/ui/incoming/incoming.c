/* SPDX-License-Identifier: ISC */
#include "ui/incoming/incoming.h"

#include <string.h>

#include "base/text/date.h"
#include "domain/match.h"

struct incoming {
	struct cmd *cmd;
	struct match_set *set;
	bool dry, loaded;
	struct buf lines; /* answers, each with a NUL after it */
	struct id_set children; /* of whose files they tell */
	struct buf content, body, text;
	struct json row, old, typed;
};

const struct opt incoming_opts[] = {
	{ .name = "dry-run", .letter = 'n', .type = OPT_FLAG,
	    .prints = &kind_incoming,
	    .help = "store nothing; print what each row would change" },
	{ .name = "complete", .type = OPT_FLAG,
	    .help = "the input has everybody; list who on record is not in "
		    "it" },
	{ .name = NULL }
};

/* {"kind":"incoming","line":…,"what":…, to be gone on with. */
static void
begin_line(struct incoming *in, const char *what, const char *id)
{
	struct buf *b = &in->lines;

	json_open(b, '{');
	json_pair(b, "kind", kind_incoming.name);
	if (strcmp(what, "absent") != 0) {
		json_key(b, "line");
		json_num(b, in_line(in->cmd->in));
	}
	json_pair(b, "what", what);
	if (id[0] != '\0')
		json_pair(b, "record", id);
}

static void
end_line(struct incoming *in)
{
	json_close(&in->lines, '}');
	buf_addc(&in->lines, '\0');
}

/* Whose file an answer tells of. */
static void
reads(struct incoming *in, const char *id)
{
	if (in->cmd->command->kind == &kind_pupil && id[0] != '\0')
		id_set_add(&in->children, id);
}

/* A value as text: a string's own, else its JSON. */
static void
put_value(struct incoming *in, const char *name, const struct json *j, int t)
{
	const char *s;
	size_t n;

	if (t < 0)
		return;
	s = json_type(j, t) == JSON_STRING ? json_text(j, t, &in->text, &n)
					   : json_raw(j, t, &n);
	json_key(&in->lines, name);
	json_string(&in->lines, s, n);
}

static int
take_known(void *arg, const struct stored *row, struct err *err)
{
	struct incoming *in = arg;

	if (json_parse(&in->old, row->body, row->len, 0, err) == -1)
		return -1;
	match_add(in->set, row->id, &in->old);
	return 0;
}

static int
load(struct incoming *in, struct err *err)
{
	struct query query = { .kind = in->cmd->command->kind, .plain = true };

	if (in->loaded)
		return 0;
	in->loaded = true;
	return store_each(in->cmd->s.store, &query, take_known, in, err) == -1
	    ? -1 : 0;
}

static int
doubtful(struct incoming *in, const struct match *m, struct err *err)
{
	const char *kind = in->cmd->command->kind->name;

	err_set(err, ST_DATA, "doubtful",
	    "This may be %s or somebody else: %s is not as on record.",
	    m->id, m->field);
	err_hint(err, "If it is the same, put the record right with "
	    "%s-amend; if not, add the row with %s-add.", kind, kind);
	return err_field(err, m->field);
}

static int
several(struct incoming *in, const struct match *m, struct err *err)
{
	err_set(err, ST_DATA, "several", "This row fits %s and %s.", m->id,
	    m->other);
	err_hint(err, "Put the one that is wrong right with %s-amend.",
	    in->cmd->command->kind->name);
	return err_field(err, m->field);
}

static int
came_before(struct incoming *in, const struct match *m, struct err *err)
{
	bool here = strcmp(m->file, in_file(in->cmd->in)) == 0;

	err_set(err, ST_DATA, "row-twice",
	    "Line %ld%s%s is of the same one. Leave one of the two rows.",
	    m->line, here ? "" : " of ", here ? "" : m->file);
	return err_field(err, m->field);
}

static int
add(struct incoming *in, const struct json *typed, struct err *err)
{
	struct cmd *cmd = in->cmd;
	char id[ID_LEN];

	if (session_put(&cmd->s, cmd->command->kind, typed, id, err) == -1)
		return -1;
	match_add(in->set, id, &in->row);
	match_take(in->set, id, in_file(cmd->in), in_line(cmd->in));
	if (!in->dry)
		return 0;
	begin_line(in, "added", "");
	end_line(in);
	return 0;
}

/* The change, with its reason, into in->typed; whether there is one. */
static int
make_change(struct incoming *in, const char *id, struct err *err)
{
	const char *file = in_file(in->cmd->in), *slash = strrchr(file, '/');
	struct buf *b = &in->content, reason = BUF_INIT;
	char day[DATE_LEN];
	int m, was = -1;
	const char *s;
	size_t n;
	bool any = false;

	buf_reset(b);
	json_open(b, '{');
	for (m = match_change(&in->old, &in->row, -1, &was); m >= 0;
	     m = match_change(&in->old, &in->row, m, &was)) {
		s = json_raw(&in->row, m, &n);
		if (any)
			buf_addc(b, ',');
		any = true;
		buf_add(b, s, n);
		buf_addc(b, ':');
		json_canon(b, &in->row, m + 1);
		if (!in->dry)
			continue;
		begin_line(in, "changed", id);
		s = json_text(&in->row, m, &in->text, &n);
		json_key(&in->lines, "field");
		json_string(&in->lines, s, n);
		put_value(in, "was", &in->old, was);
		put_value(in, "now", &in->row, m + 1);
		end_line(in);
	}
	date_format(in->cmd->s.today, day);
	buf_addf(&reason, "import of %s from %s", day,
	    slash != NULL ? slash + 1 : file);
	json_pair(b, "amend_reason", buf_str(&reason));
	json_close(b, '}');
	buf_release(&reason);
	return json_parse(&in->typed, b->p, b->n, 0, err) == -1 ? -1 : any;
}

static int
change(struct incoming *in, const char *id, struct err *err)
{
	struct cmd *cmd = in->cmd;
	size_t before = in->lines.n;
	struct stored was;
	char out[ID_LEN];
	int any;

	if (store_need(cmd->s.store, id, &was, err) == -1)
		return -1;
	buf_reset(&in->body);
	buf_add(&in->body, was.body, was.len);
	if (json_parse(&in->old, in->body.p, in->body.n, 0, err) == -1 ||
	    (any = make_change(in, id, err)) == -1)
		return -1;
	if (any && session_amend(&cmd->s, cmd->command->kind, id, &in->typed,
		       out, err) == -1) {
		buf_cut(&in->lines, before);
		return -1;
	}
	match_take(in->set, id, in_file(cmd->in), in_line(cmd->in));
	if (in->dry && !any) {
		begin_line(in, "unchanged", id);
		end_line(in);
	}
	return 0;
}

static int
take_row(struct incoming *in, const struct json *typed, struct match *m,
    struct err *err)
{
	struct buf row = BUF_INIT;
	int rc = -1;

	if (load(in, err) == -1 ||
	    rec_change(&row, in->cmd->command->kind, typed,
		&in->cmd->s.context, err) == -1 ||
	    json_parse(&in->row, row.p, row.n, 0, err) == -1)
		goto out;
	match_find(in->set, &in->row, m);
	if (m->is == MATCH_DOUBTFUL)
		doubtful(in, m, err);
	else if (m->is == MATCH_SEVERAL)
		several(in, m, err);
	else if (m->line > 0)
		came_before(in, m, err);
	else if (m->is == MATCH_NEW)
		rc = add(in, typed, err);
	else
		rc = change(in, m->id, err);
out:
	buf_release(&row);
	return rc;
}

static int
each(struct cmd *cmd, const struct json *typed, struct err *err)
{
	struct incoming *in = cmd->job;
	struct match m = { .is = MATCH_NEW };

	if (take_row(in, typed, &m, err) == 0) {
		if (in->dry)
			reads(in, m.id);
		return 0;
	}
	if (!in->dry || err->status != ST_DATA)
		return -1;
	begin_line(in, m.is == MATCH_DOUBTFUL ? "doubtful" : "refused",
	    m.line > 0 ? "" : m.id);
	if (err->field[0] != '\0')
		json_pair(&in->lines, "field", err->field);
	json_pair(&in->lines, "message", err->msg);
	end_line(in);
	if (m.line == 0)
		reads(in, m.id);
	return -1;
}

static int
finish(struct cmd *cmd, struct err *err)
{
	struct incoming *in = cmd->job;
	const char *id;
	size_t place = 0;

	(void)err;
	if (args_has(&cmd->args, "complete")) {
		while (
		    (id = match_left(in->set, &place, cmd->s.today)) != NULL) {
			begin_line(in, "absent", id);
			end_line(in);
			reads(in, id);
		}
	}
	return in->dry; /* what it tried is not kept */
}

/* The answers, once the reading of the children's files is entered. */
static int
print(struct incoming *in, struct err *err)
{
	const char *s = in->lines.p, *end = s + in->lines.n;

	if (in->lines.n == 0)
		return 0;
	session_reading_reset(&in->cmd->s);
	for (size_t i = 0; i < in->children.n; i++)
		session_reads_child(&in->cmd->s, in->children.id[i]);
	if (in->children.n > 0 &&
	    session_log_reading(&in->cmd->s, NULL, err) == -1)
		return -1;
	for (; s < end; s += strlen(s) + 1) {
		if (out_record(in->cmd->out, s, strlen(s), err) == -1)
			return -1;
	}
	return out_flush(in->cmd->out, err);
}

int
incoming_run(struct cmd *cmd, struct err *err)
{
	struct incoming in = { .cmd = cmd };
	int rc;

	in.dry = args_has(&cmd->args, "dry-run");
	in.set = match_new(cmd->command->kind);
	cmd->job = &in;
	cmd->goes_on = in.dry;
	cmd->finish = finish;
	rc = cmd_each(cmd, each, err);
	if (rc == 0)
		rc = print(&in, err);
	match_free(in.set);
	buf_release(&in.lines);
	id_set_release(&in.children);
	buf_release(&in.content);
	buf_release(&in.body);
	buf_release(&in.text);
	json_release(&in.row);
	json_release(&in.old);
	json_release(&in.typed);
	return rc;
}
