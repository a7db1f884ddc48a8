/* SPDX-License-Identifier: ISC */
#include "ui/calendar/calendar.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/core/file.h"

#define FILE_MOST (1u << 20)

int
calendar_file(struct buf *out, const char *path, struct err *err)
{
	bool named = path != NULL && strcmp(path, "-") != 0;
	int fd = named ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
	const char *name = named ? path : "Standard input";
	int rc;

	if (fd == -1)
		return err_sys(err, ST_CONFIG, ERR_NO_FILE,
		    "%s cannot be opened", path);
	rc = file_read(out, fd, FILE_MOST);
	if (rc == -1)
		err_sys(err, ST_IO, "read", "%s cannot be read", name);
	else if (out->n > FILE_MOST)
		rc = err_set(err, ST_DATA, "too-long",
		    "%s is longer than 1 MiB, and no calendar is.", name);
	if (named)
		close(fd);
	return rc;
}

static const char *const grades[] = { [REMARK_WRONG] = "wrong",
	[REMARK_DOUBTFUL] = "doubtful" };

struct checking {
	struct cmd *cmd;
	const char *path;
	bool lines; /* are those of the file */
};

static int
print_remark(void *arg, enum calendar_remark remark, int line,
    const char *what, struct err *err)
{
	const struct checking *c = arg;
	struct buf *b = &c->cmd->s.scratch;

	c->cmd->status = ST_NO;
	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "kind", "remark");
	json_pair(b, "file", c->path);
	if (c->lines) {
		json_key(b, "line");
		json_num(b, line);
	}
	json_pair(b, "grade", grades[remark]);
	json_pair(b, "message", what);
	json_close(b, '}');
	return out_record(c->cmd->out, b->p, b->n, err);
}

static int
check(struct cmd *cmd, const struct buf *text, const char *path, bool lines,
    struct err *err)
{
	struct checking c = { cmd, path, lines };

	return calendar_check(text->p, text->n, path, cmd->s.today,
	    print_remark, &c, err);
}

int
calendar_check_file(struct cmd *cmd, const char *path, struct err *err)
{
	struct buf text = BUF_INIT;
	int rc = calendar_file(&text, path, err);

	if (rc == 0)
		rc = check(cmd, &text, path, true, err);
	buf_release(&text);
	return rc;
}

/* The calendar's record: its file's name and text, and why it is new. */
static int
put_version(struct cmd *cmd, const char *id, const char *name,
    const struct buf *text, const char *why, struct err *err)
{
	struct buf json = BUF_INIT;
	struct json j = { 0 };
	char out[ID_LEN];
	int rc;

	json_open(&json, '{');
	json_pair(&json, "name", name);
	json_key(&json, "text");
	json_string(&json, text->p, text->n);
	json_pair(&json, "reason", why);
	json_close(&json, '}');
	if ((rc = json_parse(&j, json.p, json.n, 0, err)) == 0)
		rc = session_amend(&cmd->s, &kind_calendar, id, &j, out, err);
	json_release(&j);
	buf_release(&json);
	return rc;
}

static void
tell_lines(struct cmd *cmd, const struct buf *told)
{
	const char *s = buf_str(told), *end;

	for (; (end = strchr(s, '\n')) != NULL; s = end + 1)
		cmd_warn(cmd, "%.*s", (int)(end - s), s);
}

/* The new text: the file's own, or the old one with the file taken in. */
static int
merge(struct cmd *cmd, struct buf *out, const struct buf *old,
    const char *old_name, const struct buf *file, const char *name,
    const char *from, struct err *err)
{
	struct calendar *was;
	struct buf told = BUF_INIT;
	int rc;

	if (strcmp(from, "yaml") == 0) {
		buf_add(out, file->p, file->n);
		return 0;
	}
	if (calendar_read(&was, old->p, old->n, old_name, err) == -1)
		return -1;
	if (strcmp(from, "gov-uk") == 0)
		rc = calendar_add_bank(out, was, file->p, file->n, name,
		    &told, err);
	else
		rc = calendar_add_ics(out, was, file->p, file->n, name,
		    &told, err);
	calendar_free(was);
	tell_lines(cmd, &told);
	buf_release(&told);
	return rc;
}

int
calendar_store(struct cmd *cmd, const char *path, const char *from,
    struct err *err)
{
	struct buf file = BUF_INIT, old = BUF_INIT, name = BUF_INIT,
		   text = BUF_INIT, why = BUF_INIT;
	bool own = strcmp(from, "yaml") == 0, begun = false;
	bool named = path != NULL && strcmp(path, "-") != 0;
	struct calendar *new = NULL;
	char id[ID_LEN];
	int rc = -1;

	if (!named)
		path = "standard input";
	if (calendar_file(&file, named ? path : NULL, err) == -1)
		goto out;
	if (session_begin(&cmd->s, err) == -1)
		goto out;
	begun = true;
	if (session_calendar_text(&cmd->s, INT64_MAX, &old, &name, id, err) ==
		-1 ||
	    merge(cmd, &text, &old, buf_str(&name), &file, path, from, err) ==
		-1)
		goto out;
	if (args_has(&cmd->args, "dry-run")) {
		rc = check(cmd, &text, path, own, err);
		if (rc == 0)
			cmd_warn(cmd, "Nothing was stored.");
		goto out;
	}
	if (calendar_read(&new, text.p, text.n, path, err) == -1) {
		if (!own) /* its lines are not those of the file */
			err->line = 0;
		goto out;
	}
	/* what comes by a pipe keeps the name of the file to extend */
	if (own && named) {
		buf_reset(&name);
		buf_adds(&name, path);
	}
	buf_addf(&why, "From %s (%s).", path, from);
	if (put_version(cmd, id, buf_str(&name), &text, buf_str(&why), err) ==
		-1)
		goto out;
	begun = false;
	rc = cmd_commit(cmd, err);
	if (rc == 0 && !own)
		cmd_warn(cmd, "The calendar has more now than the file %s: "
		    "before you edit it, run calendar-show --format yaml "
		    ">'%s'.", buf_str(&name), buf_str(&name));
out:
	if (begun)
		store_rollback(cmd->s.store);
	calendar_free(new);
	buf_release(&file);
	buf_release(&old);
	buf_release(&name);
	buf_release(&text);
	buf_release(&why);
	return rc;
}
