/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "cli/frame/cmd_inside.h"

static int
print_bare(void *arg, const struct stored *row, struct err *err)
{
	struct cmd *cmd = arg;
	struct buf *b = &cmd->s.scratch;

	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "kind", row->kind->name);
	json_pair(b, "id", row->id);
	session_receipt(b, row);
	json_close(b, '}');
	return out_record(cmd->out, b->p, b->n, err);
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
	    : session_tell_twin(&told->cmd->s, row, err);
}

/* Every entry to print, though an error would have said of none. */
static int
tell_stored(struct cmd *cmd, struct err *err)
{
	struct told told = { cmd, false, 0 };
	int64_t n = 0;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < cmd->s.nruns; i++) {
		const struct run *run = &cmd->s.runs[i];

		n += run->count;
		told.bare = run->bare;
		rc = store_entries(cmd->s.store, run->first,
		    run->first + run->count - 1, tell, &told, err);
	}
	if (rc == 0 ? told.n == n : !err_is(err, ERR_DAMAGED))
		return rc;
	cmd->s.stored = 0; /* as far as anybody can tell */
	return store_doubt(cmd->s.store, err);
}

int
cmd_commit(struct cmd *cmd, struct err *err)
{
	if (store_commit(cmd->s.store, err) == -1)
		return -1;
	cmd->s.stored += cmd->s.pending;
	cmd->s.pending = 0;
	if (tell_stored(cmd, err) == -1)
		return -1;
	cmd->s.nruns = 0;
	return out_flush(cmd->out, err);
}

int
cmd_print(void *arg, const struct stored *row, struct err *err)
{
	struct cmd *cmd = arg;

	session_answer(&cmd->s, row);
	return out_record(cmd->out, cmd->s.scratch.p, cmd->s.scratch.n, err);
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
