/* SPDX-License-Identifier: ISC */
#include "cli/cmd.h"
#include "domain/referral.h"

static bool
wanted(struct cmd *cmd, const struct json *route)
{
	int to = json_get(route, 0, "to");
	const char *place;

	if (!args_has(&cmd->args, "to"))
		return json_is(route, json_get(route, 0, "duty"), "must");
	for (size_t i = 0;
	     (place = args_nth(&cmd->args, "to", i)) != NULL; i++) {
		if (json_is(route, to, place))
			return true;
	}
	return false;
}

/* The open referral of the same concern to the same place: 1, 0, -1. */
static int
open_one(struct cmd *cmd, const struct json *typed, char id[ID_LEN],
    bool *to_make, struct err *err)
{
	struct buf concern = BUF_INIT, to = BUF_INIT;
	int found = 0;

	if (cmd_text(cmd, typed, "concern", &concern) &&
	    cmd_text(cmd, typed, "to", &to)) {
		found = cmd_id(cmd, buf_str(&concern), "C", true, id, err);
		if (found == -1)
			err_field(err, "concern");
		else
			found = referral_open(cmd->store, id, buf_str(&to),
			    id, to_make, err);
	}
	buf_release(&concern);
	buf_release(&to);
	return found;
}

static int
add_route(struct cmd *cmd, const struct json *route, struct err *err)
{
	struct json referral = { 0 };
	struct buf b = BUF_INIT;
	char id[ID_LEN];
	bool to_make;
	int rc;

	referral_of_route(&b, route);
	rc = json_parse(&referral, b.p, b.n, 0, err);
	if (rc == 0)
		rc = open_one(cmd, &referral, id, &to_make, err);
	if (rc == 1)
		rc = cmd_again(cmd, id, err);
	else if (rc == 0)
		rc = cmd_put(cmd, &kind_referral, &referral, NULL, err);
	json_release(&referral);
	buf_release(&b);
	return rc;
}

/* One that was made completes the one that was to be made. */
static int
add_typed(struct cmd *cmd, const struct json *typed, struct err *err)
{
	char id[ID_LEN];
	bool to_make;
	int found = 0;

	if (json_get(typed, 0, "made_at") >= 0)
		found = open_one(cmd, typed, id, &to_make, err);
	if (found == -1)
		return -1;
	if (found == 1 && to_make)
		return cmd_amend(cmd, &kind_referral, id, typed, id, err);
	return cmd_put(cmd, &kind_referral, typed, NULL, err);
}

static int
each(struct cmd *cmd, const struct json *typed, struct err *err)
{
	int kind = json_get(typed, 0, "kind");

	if (kind < 0 || json_is(typed, kind, kind_referral.name))
		return add_typed(cmd, typed, err);
	if (json_is(typed, kind, kind_route.name) && wanted(cmd, typed))
		return add_route(cmd, typed, err);
	return 0;
}

static const struct opt opts[] = {
	{ .name = "to", .type = OPT_WORD, .many = true, .arg = "PLACE",
	    .words = words_to,
	    .help = "of the routes, those to this place, whatever their duty; "
		    "may be repeated" },
	{ .name = NULL }
};

static const struct kind *const reads[] = { &kind_route, &kind_handling,
	&kind_reason, NULL };

const struct command command = {
	.name = "referral-add",
	.summary = "turn routes into referrals to make, or record ones made",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_referral,
	.reads = reads,
	.store = STORE_WRITES,
	.each = each,
};
