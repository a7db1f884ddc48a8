/* SPDX-License-Identifier: ISC */
#include "cli/frame/cmd.h"

/* Of a finding as the audit prints it, what an acceptance takes over. */
static int
accept_finding(struct cmd *cmd, const struct json *finding, struct err *err)
{
	static const char *const taken[] = { "register", "subject", "item",
		"status", "reason", "by", "until", "client_id", NULL };
	struct json acceptance = { 0 };
	struct buf b = BUF_INIT;
	int t, rc;

	json_open(&b, '{');
	for (size_t i = 0; taken[i] != NULL; i++) {
		if ((t = json_get(finding, 0, taken[i])) < 0)
			continue;
		json_key(&b, taken[i]);
		json_canon(&b, finding, t);
	}
	json_close(&b, '}');
	rc = json_parse(&acceptance, b.p, b.n, 0, err);
	if (rc == 0)
		rc = session_put(
		    &cmd->s, &kind_acceptance, &acceptance, NULL, err);
	json_release(&acceptance);
	buf_release(&b);
	return rc;
}

static int
each(struct cmd *cmd, const struct json *typed, struct err *err)
{
	int kind = json_get(typed, 0, "kind");

	if (kind >= 0 && json_is(typed, kind, kind_finding.name))
		return accept_finding(cmd, typed, err);
	return session_put(&cmd->s, &kind_acceptance, typed, NULL, err);
}

static const struct kind *const reads[] = { &kind_finding, NULL };

const struct command command_scr_accept = {
	.name = "scr-accept",
	.summary = "accept findings that cannot be put right any more",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_acceptance,
	.reads = reads,
	.store = STORE_WRITES,
	.each = each,
};
