/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "cli/frame/cmd.h"

/*
 * A whole-school day is a list of who came: what was attended, and when,
 * may be said once for all of them.
 */
static const char *const common[] = { "course", "date", "provider", "mode",
	NULL };

static int
each(struct cmd *cmd, const struct json *typed, struct err *err)
{
	struct buf *b = &cmd->s.scratch;
	struct buf record = BUF_INIT;
	struct json whole = { 0 };
	char day[DATE_LEN];
	int rc;

	buf_reset(b);
	json_canon(b, typed, 0);
	buf_add(&record, b->p, b->n - 1);
	for (size_t i = 0; common[i] != NULL; i++) {
		const char *value = args_get(&cmd->args, common[i]);

		if (value == NULL || json_get(typed, 0, common[i]) >= 0)
			continue;
		if (strcmp(common[i], "date") == 0 &&
		    date_word(value, cmd->s.today) != DATE_NONE) {
			date_format(date_word(value, cmd->s.today), day);
			value = day;
		}
		json_pair(&record, common[i], value);
	}
	json_close(&record, '}');
	rc = json_parse(&whole, record.p, record.n, 0, err);
	if (rc == 0)
		rc = session_put(&cmd->s, &kind_training, &whole, NULL, err);
	json_release(&whole);
	buf_release(&record);
	return rc;
}

static const struct opt opts[] = {
	{ .name = "course", .type = OPT_WORD, .arg = "COURSE",
	    .words = words_course,
	    .help = "what was attended, where the record does not say" },
	{ .name = "date", .type = OPT_DAY, .arg = "DATE",
	    .help = "when, where the record does not say" },
	{ .name = "provider", .type = OPT_TEXT, .arg = "NAME",
	    .help = "who gave it, where the record does not say" },
	{ .name = "mode", .type = OPT_TEXT, .arg = "HOW",
	    .help = "how it was given, where the record does not say" },
	{ .name = NULL }
};

const struct command command_training_add = {
	.name = "training-add",
	.summary = "record courses attended and agreements signed",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_training,
	.store = STORE_WRITES,
	.each = each,
};
