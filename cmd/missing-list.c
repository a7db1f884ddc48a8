/* SPDX-License-Identifier: ISC */
#include "cli/frame/cmd.h"
#include "domain/pupil/missing.h"

static struct json episode;
static struct buf line;

static int
print_clocks(void *arg, const struct stored *row, struct err *err)
{
	struct cmd *cmd = arg;
	struct clock v[MISSING_STEPS];
	int n, rc = 0;

	session_answer(&cmd->s, row);
	if (json_parse(&episode, cmd->s.scratch.p, cmd->s.scratch.n, 0, err) ==
	    -1)
		return -1;
	n = missing_clocks(v, &episode, cmd->s.as_at);
	for (int i = 0; rc == 0 && i < n; i++) {
		buf_reset(&line);
		missing_json(&line, &v[i], &episode);
		rc = out_record(cmd->out, line.p, line.n, err);
	}
	return rc;
}

static int
run(struct cmd *cmd, struct err *err)
{
	int rc;

	if (!args_has(&cmd->args, "clocks"))
		return verb_list(cmd, err);
	rc = verb_list_with(cmd, print_clocks, cmd, err);
	json_release(&episode);
	buf_release(&line);
	return rc;
}

static const struct opt opts[] = {
	{ .name = "clocks", .type = OPT_FLAG, .prints = &kind_clock,
	    .help = "how long each step took, or is taking" },
	{ .name = NULL }
};

const struct command command_missing_list = {
	.name = "missing-list",
	.summary = "list missing episodes and their clocks",
	.operands = "",
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
	.kind = &kind_missing,
	.store = STORE_LOGS,
	.run = run,
};
