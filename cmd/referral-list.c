/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "cli/frame/cmd.h"
#include "domain/concern/owed.h"

struct owing {
	struct cmd *cmd;
	struct deadlines deadlines;
	struct contacts contacts;
	const struct calendar *calendar;
	bool only_overdue;
	long far_off; /* lines without a day */
	struct json referral;
	struct buf line;
};

static int
print_owed(void *arg, const struct stored *row, struct err *err)
{
	struct owing *o = arg;
	struct owed v[OWED_MOST];
	char child[ID_LEN];
	int n, rc = 0;

	session_answer(&o->cmd->s, row);
	if (json_parse(&o->referral, o->cmd->s.scratch.p, o->cmd->s.scratch.n,
		0, err) == -1 ||
	    session_child(&o->cmd->s, row, child, err) == -1 ||
	    owed_of(v, &n, &o->referral, &o->deadlines, &o->contacts,
		o->calendar, o->cmd->s.as_at, err) == -1)
		return -1;
	for (int i = 0; rc == 0 && i < n; i++) {
		if (o->only_overdue && !v[i].overdue)
			continue;
		o->far_off += v[i].due == TIME_NONE;
		buf_reset(&o->line);
		owed_json(&o->line, &v[i], &o->referral, child);
		rc = out_record(o->cmd->out, o->line.p, o->line.n, err);
	}
	return rc;
}

static int
run(struct cmd *cmd, struct err *err)
{
	struct owing o = { .cmd = cmd };
	int rc = -1;

	o.only_overdue = args_has(&cmd->args, "overdue");
	if (!o.only_overdue && !args_has(&cmd->args, "owed"))
		return verb_list(cmd, err);
	if ((o.calendar = session_calendar(&cmd->s, err)) != NULL &&
	    deadlines_load(&o.deadlines, &cmd->s.folders, err) == 0 &&
	    contacts_load(&o.contacts, &cmd->s.folders, err) == 0)
		rc = verb_list_with(cmd, print_owed, &o, err);
	if (rc == 0 && o.far_off > 0)
		cmd_warn(cmd, "%ld line%s no day, since it is past the end of "
		    "the calendar. Extend the calendar, then run "
		    "calendar-add.", o.far_off, o.far_off == 1 ? " has" :
		    "s have");
	deadlines_release(&o.deadlines);
	contacts_release(&o.contacts);
	json_release(&o.referral);
	buf_release(&o.line);
	return rc;
}

static const struct opt opts[] = {
	{ .name = "owed", .type = OPT_FLAG, .prints = &kind_owed,
	    .help = "what is owed about each, by whom and by when" },
	{ .name = "overdue", .type = OPT_FLAG, .prints = &kind_owed,
	    .help = "only what is owed and late, and whom to chase" },
	{ .name = NULL }
};

const struct command command_referral_list = {
	.name = "referral-list",
	.summary = "list referrals, and what is owed about them",
	.operands = "",
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_referral,
	.store = STORE_LOGS,
	.run = run,
};
