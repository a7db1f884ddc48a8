/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/core/file.h"
#include "base/text/text.h"
#include "cli/frame/cmd.h"

static void
put_json(struct buf *b, const struct cmd *cmd, const struct err *err)
{
	json_open(b, '{');
	json_pair(b, "tool", cmd->command->name);
	if (err->file[0] != '\0')
		json_pair(b, "file", err->file);
	if (err->line > 0) {
		json_key(b, "line");
		json_num(b, err->line);
	}
	if (err->line > 0 && err->column > 0) {
		json_key(b, "column");
		json_num(b, err->column);
	}
	if (err->field[0] != '\0')
		json_pair(b, "field", err->field);
	json_pair(b, "code", err->code);
	json_pair(b, "message", err->msg);
	if (err->hint[0] != '\0')
		json_pair(b, "hint", err->hint);
	json_close(b, '}');
}

static void
put_text(struct buf *b, const struct cmd *cmd, const struct err *err)
{
	buf_addf(b, "%s: ", cmd->command->name);
	if (err->file[0] != '\0') {
		text_visible(b, err->file, strlen(err->file), "");
		if (err->line > 0)
			buf_addf(b, ":%ld", err->line);
		if (err->line > 0 && err->column > 0)
			buf_addf(b, ":%ld", err->column);
		buf_adds(b, ": ");
	}
	if (err->field[0] != '\0') {
		text_visible(b, err->field, strlen(err->field), "");
		buf_adds(b, ": ");
	}
	text_visible(b, err->msg, strlen(err->msg), "");
	if (err->hint[0] != '\0') {
		buf_addc(b, ' ');
		text_visible(b, err->hint, strlen(err->hint), "");
	}
}

void
cmd_complain(const struct cmd *cmd, const struct err *err)
{
	const char *format = args_get(&cmd->args, "errors");
	struct buf b = BUF_INIT, json = BUF_INIT;

	if (format != NULL && strcmp(format, "json") == 0) {
		put_json(&json, cmd, err);
		if (cmd->terminal_err)
			text_visible(&b, json.p, json.n, "");
		else
			buf_add(&b, json.p, json.n);
	} else {
		put_text(&b, cmd, err);
	}
	buf_addc(&b, '\n');
	/* one write, so that lines of several processes do not mix */
	(void)file_write(STDERR_FILENO, b.p, b.n);
	buf_release(&b);
	buf_release(&json);
}

void
cmd_warn(const struct cmd *cmd, const char *fmt, ...)
{
	struct err err;
	va_list ap;

	err_clear(&err);
	err.code = "warning";
	va_start(ap, fmt);
	vsnprintf(err.msg, sizeof(err.msg), fmt, ap);
	va_end(ap);
	cmd_complain(cmd, &err);
}
