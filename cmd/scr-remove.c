/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "cli/frame/cmd.h"

/* The day to take them off: --on, else that of --as-at. */
static int
read_day(struct cmd *cmd, char day[DATE_LEN], struct err *err)
{
	const char *typed = args_get(&cmd->args, "on");
	int32_t on = cmd->s.today;

	if (typed != NULL && session_span(&cmd->s, typed, NULL, &on, err) == -1)
		return -1;
	date_format(on, day);
	return 0;
}

/* Only who has left by then is taken off. */
static int
check_left(struct cmd *cmd, const char *id, const char *day, struct err *err)
{
	struct buf end = BUF_INIT;
	struct stored row;
	struct json j = { 0 };
	int rc = -1;

	if (store_need(cmd->s.store, id, &row, err) == 0)
		rc = json_parse(&j, row.body, row.len, 0, err);
	if (rc == 0 && !session_text(&cmd->s, &j, "end_date", &end)) {
		rc = err_set(err, ST_DATA, "not-left",
		    "%s has not left: there is no last day on record.", id);
		err_hint(err, "Give end_date with person-amend first.");
	} else if (rc == 0 && memcmp(end.p, day, DATE_LEN - 1) > 0) {
		rc = err_set(err, ST_DATA, "not-left",
		    "%s stays until %s. Take the adult off the record on "
		    "that day or later.", id, buf_str(&end));
	}
	json_release(&j);
	buf_release(&end);
	return rc;
}

static int
take_off(struct cmd *cmd, const char *typed, const char *day,
    struct err *err)
{
	struct buf b = BUF_INIT;
	struct json change = { 0 };
	char id[ID_LEN];
	int rc;

	if (session_id(&cmd->s, typed, "person", true, id, err) == -1 ||
	    check_left(cmd, id, day, err) == -1)
		return -1;
	buf_addf(&b, "{\"off_register\":\"%s\",\"reason\":\"left\"}", day);
	rc = json_parse(&change, b.p, b.n, 0, err);
	if (rc == 0)
		rc = session_amend(&cmd->s, &kind_person, id, &change, id, err);
	json_release(&change);
	buf_release(&b);
	return rc;
}

static int
run(struct cmd *cmd, struct err *err)
{
	char day[DATE_LEN];
	int rc;

	if (read_day(cmd, day, err) == -1 || session_begin(&cmd->s, err) == -1)
		return -1;
	rc = 0;
	for (size_t i = 0; rc == 0 && i < cmd->args.noperands; i++)
		rc = take_off(cmd, cmd->args.operand[i], day, err);
	if (rc == 0)
		return cmd_commit(cmd, err);
	store_rollback(cmd->s.store);
	return -1;
}

static const struct opt opts[] = {
	{ .name = "on", .type = OPT_DAY, .arg = "DAY",
	    .help = "the day they go off the record; today by default" },
	{ .name = NULL }
};

const struct command command_scr_remove = {
	.name = "scr-remove",
	.summary = "take leavers off the Single Central Record",
	.operands = "ID ...",
	.operands_min = 1,
	.operands_max = -1,
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.kind = &kind_person,
	.store = STORE_WRITES,
	.run = run,
};
