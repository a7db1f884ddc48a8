/* SPDX-License-Identifier: ISC */
#include "ui/calendar/calendar.h"

static int
run(struct cmd *cmd, struct err *err)
{
	const char *path = cmd->args.operand[0];
	struct buf text = BUF_INIT, name = BUF_INIT;
	int rc = -1;

	if (path != NULL) {
		buf_adds(&name, path);
		rc = calendar_file(&text, path, err);
	} else if (store_open(
		       &cmd->s.store, cmd->s.store_path, STORE_READ, err) == 0)
		rc = session_calendar_text(
		    &cmd->s, cmd->s.as_at, &text, &name, NULL, err);
	if (rc == 0)
		rc = calendar_read(&cmd->s.calendar, text.p, text.n,
		    buf_str(&name), err);
	if (rc == 0)
		rc = calendar_show(cmd, cmd->s.calendar, &text, err);
	buf_release(&text);
	buf_release(&name);
	return rc;
}

const struct command command_calendar_show = {
	.name = "calendar-show",
	.summary = "show the school's year",
	.operands = "[FILE]",
	.operands_max = 1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.prints = &kind_term,
	.formats = "year, yaml",
	.store = STORE_NONE,
	.open_to_all = true,
	.run = run,
};
