/* SPDX-License-Identifier: ISC */
#include "cli/frame/cmd.h"
#include "ui/concern/route.h"

static struct router *router;
static struct json concern;

/* A concern on record, by its id: logged, and kept from whom it concerns. */
static int
route_stored(struct cmd *cmd, const char *typed, struct err *err)
{
	struct stored row;
	char id[ID_LEN];

	if (session_id(&cmd->s, typed, "concern", false, id, err) == -1 ||
	    session_read(&cmd->s, id, &row, err) == -1)
		return -1;
	/* the child and the adults are looked up next */
	buf_reset(&cmd->s.content);
	buf_add(&cmd->s.content, row.body, row.len);
	if (json_parse(&concern, cmd->s.content.p, cmd->s.content.n, 0, err) ==
	    -1)
		return -1;
	return router_answer(router, &concern, id,
	    args_has(&cmd->args, "explain"), err);
}

/* A concern from the pipe: the one on record where it has an id. */
static int
each(struct cmd *cmd, const struct json *typed, struct err *err)
{
	struct buf id = BUF_INIT;
	int rc;

	if (session_text(&cmd->s, typed, "id", &id)) {
		rc = route_stored(cmd, buf_str(&id), err);
		buf_release(&id);
		return rc;
	}
	buf_reset(&cmd->s.content);
	if (rec_accept(&cmd->s.content, &kind_concern, typed, &cmd->s.context,
		err) == -1 ||
	    json_parse(&concern, cmd->s.content.p, cmd->s.content.n, 0, err) ==
		-1 ||
	    session_log_access(&cmd->s, NULL, NULL, err) == -1)
		return -1;
	return router_answer(router, &concern, NULL,
	    args_has(&cmd->args, "explain"), err);
}

static int
run(struct cmd *cmd, struct err *err)
{
	int rc = router_open(&router, cmd, err);

	if (rc == 0 && cmd->args.noperands == 0)
		rc = cmd_each(cmd, each, err);
	for (size_t i = 0; rc == 0 && i < cmd->args.noperands; i++)
		rc = route_stored(cmd, cmd->args.operand[i], err);
	router_close(router);
	json_release(&concern);
	return rc;
}

static const struct opt opts[] = {
	{ .name = "explain", .type = OPT_FLAG,
	    .help = "also each rule that was looked at, and why it applied or "
		    "did not" },
	{ .name = NULL }
};

const struct command command_referral_route = {
	.name = "referral-route",
	.summary = "say where a concern must or may go",
	.operands = "[ID ...]",
	.operands_max = -1,
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_concern,
	.prints = &kind_route,
	.store = STORE_LOGS,
	.run = run,
};
