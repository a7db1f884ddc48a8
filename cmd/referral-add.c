/* SPDX-License-Identifier: ISC */
#include "cli/frame/cmd.h"
#include "domain/concern/referral.h"

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

/* The concern of a referral: 1, 0 where there is none, -1. */
static int
concern_of(struct cmd *cmd, const struct json *referral, char id[ID_LEN],
    struct err *err)
{
	struct buf concern = BUF_INIT;
	int rc = session_text(&cmd->s, referral, "concern", &concern);

	if (rc == 1 &&
	    session_id(&cmd->s, buf_str(&concern), "concern", true, id, err) ==
	    -1) {
		err_field(err, "concern");
		rc = -1;
	}
	buf_release(&concern);
	return rc;
}

/* Whether a concern was passed to the very place of a route: 1, 0, -1. */
static int
told(struct cmd *cmd, const char *concern, const struct json *route,
    struct err *err)
{
	struct json j = { 0 };
	struct buf to = BUF_INIT;
	struct stored row;
	int rc = store_need(cmd->s.store, concern, &row, err);

	if (rc == 0)
		rc = json_parse(&j, row.body, row.len, 0, err);
	if (rc == 0 && session_text(&cmd->s, route, "to", &to))
		rc = json_is(&j, json_get(&j, 0, "passed_to"), buf_str(&to));
	if (rc == 1)
		cmd_warn(cmd, "No referral to %s is needed: the concern was "
		    "passed there when it was recorded.", buf_str(&to));
	json_release(&j);
	buf_release(&to);
	return rc;
}

static int
add_route(struct cmd *cmd, const struct json *route, struct err *err)
{
	struct json referral = { 0 };
	struct buf b = BUF_INIT;
	char concern[ID_LEN], id[ID_LEN];
	int rc;

	referral_of_route(&b, route);
	rc = json_parse(&referral, b.p, b.n, 0, err);
	if (rc == 0)
		rc = concern_of(cmd, &referral, concern, err);
	if (rc == 1 && !args_has(&cmd->args, "to")) {
		rc = told(cmd, concern, route, err);
		if (rc != 0)
			goto out;
		rc = 1;
	}
	if (rc == 1)
		rc = referral_of(cmd->s.store, concern, &referral, id, err);
	if (rc == 1)
		rc = session_again(&cmd->s, id, err);
	else if (rc == 0)
		rc = session_put(&cmd->s, &kind_referral, &referral, NULL, err);
out:
	json_release(&referral);
	buf_release(&b);
	return rc == -1 ? -1 : 0;
}

/* How many are to be made that one that was made may complete; -1. */
static int
to_complete(struct cmd *cmd, const struct json *typed, char id[ID_LEN],
    struct err *err)
{
	struct buf to = BUF_INIT, rule = BUF_INIT, ids = BUF_INIT;
	char concern[ID_LEN];
	int n = concern_of(cmd, typed, concern, err);

	if (n == 1 && (n = session_text(&cmd->s, typed, "to", &to)) == 1)
		n = referral_open(cmd->s.store, concern, buf_str(&to),
		    session_text(&cmd->s, typed, "rule", &rule) ? buf_str(&rule)
								: NULL,
		    &ids, id, err);
	if (n > 1) {
		err_set(err, ST_DATA, "which-one",
		    "%d referrals to this place are still to be made: %s.", n,
		    buf_str(&ids));
		err_hint(err, "See them with referral-show, and say with "
		    "referral-amend which of them was made.");
		n = err_field(err, "to");
	}
	buf_release(&to);
	buf_release(&rule);
	buf_release(&ids);
	return n;
}

/*
 * Completes one that was to be made: a reason typed is why it was made, where
 * a rule's words stood before.
 */
static int
complete(struct cmd *cmd, const struct json *typed, char id[ID_LEN],
    struct err *err)
{
	struct buf b = BUF_INIT;
	struct json change = { 0 };
	int rc;

	if (json_get(typed, 0, "reason") < 0 ||
	    json_get(typed, 0, "amend_reason") >= 0)
		return session_amend(
		    &cmd->s, &kind_referral, id, typed, id, err);
	json_canon(&b, typed, 0);
	buf_cut(&b, b.n - 1);
	json_pair(&b, "amend_reason", "It was made.");
	json_close(&b, '}');
	rc = json_parse(&change, b.p, b.n, 0, err);
	if (rc == 0)
		rc = session_amend(
		    &cmd->s, &kind_referral, id, &change, id, err);
	json_release(&change);
	buf_release(&b);
	return rc;
}

/* One that was made completes the one that was to be made. */
static int
add_typed(struct cmd *cmd, const struct json *typed, struct err *err)
{
	char id[ID_LEN];
	int n = 0;

	if (json_get(typed, 0, "made_at") >= 0)
		n = to_complete(cmd, typed, id, err);
	if (n == -1)
		return -1;
	if (n == 1)
		return complete(cmd, typed, id, err);
	return session_put(&cmd->s, &kind_referral, typed, NULL, err);
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

const struct command command_referral_add = {
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
