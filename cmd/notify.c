/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "cli/notify.h"

static struct settings *settings;
static struct notify *notify;

static int
begin(struct cmd *cmd, struct err *err)
{
	char *known = cmd_data(cmd, "rules/settings.yaml");
	char *set = cmd_local(cmd, "local.yaml");
	struct notify_setup setup = { .role = args_get(&cmd->args, "role"),
		.otherwise = args_get(&cmd->args, "otherwise"),
		.full = args_has(&cmd->args, "full"),
		.as_at = cmd->as_at };
	int rc = settings_load(&settings, known, set, err);

	if (setup.otherwise == NULL)
		setup.otherwise = "dsl";
	setup.settings = settings;
	if (rc == 0)
		notify = notify_new(&setup);
	free(known);
	free(set);
	return rc;
}

static int
take(struct cmd *cmd, const struct json *j, struct err *err)
{
	if (notify == NULL && begin(cmd, err) == -1)
		return -1;
	return notify_take(notify, j, err);
}

/* Who could not be told; a line that nobody is told is trouble. */
static int
tell_unset(struct cmd *cmd, struct err *err)
{
	const char *role;
	size_t lines, untold = notify_untold(notify);

	for (size_t i = 0; (role = notify_unset(notify, i, &lines)) != NULL;
	     i++)
		cmd_warn(cmd, "Nobody is set to be told as %s "
			      "(recipients.%s): %zu line%s.", role, role,
		    lines, lines == 1 ? "" : "s");
	if (untold == 0 || args_has(&cmd->args, "role"))
		return 0;
	return err_set(err, ST_CONFIG, "recipients",
	    "Nobody was told of %zu line%s. Set recipients in local.yaml.",
	    untold, untold == 1 ? "" : "s");
}

static int
give(void *arg, const struct buf *message, struct err *err)
{
	struct cmd *cmd = arg;
	const char *program = args_get(&cmd->args, "send");

	return program != NULL ? notify_send(program, message, err)
			       : out_text(cmd->out, message->p, message->n,
				     err);
}

static int
answer(struct cmd *cmd, struct err *err)
{
	const char *format = args_get(&cmd->args, "format");
	bool bare = args_has(&cmd->args, "role") ||
	    args_has(&cmd->args, "send");
	struct buf b = BUF_INIT;
	int rc;

	if (format != NULL && strcmp(format, "ics") == 0) {
		notify_ics(notify, &b);
		rc = out_text(cmd->out, b.p, b.n, err);
		buf_release(&b);
		return rc;
	}
	rc = notify_mail(notify, bare, give, cmd, err);
	if (rc == 0)
		rc = out_flush(cmd->out, err);
	return rc == 0 ? tell_unset(cmd, err) : rc;
}

/* What nobody was told of is kept: whoever found it may have recorded it. */
static int
run(struct cmd *cmd, struct err *err)
{
	int rc = cmd_each(cmd, take, err);

	if (rc == 0 && notify == NULL)
		rc = begin(cmd, err);
	if (rc == 0 && (rc = answer(cmd, err)) == -1 && in_records(cmd->in) > 0)
		cmd_keep(cmd, err);
	notify_free(notify);
	settings_free(settings);
	return rc;
}

static const char *const words_told[] = { "attendance-officer", "dsl", "ews",
	"worker", "lead-dsl", "deputy-dsl", "headteacher",
	"business-manager", "chair", NULL };

static const struct opt opts[] = {
	{ .name = "role", .type = OPT_WORD, .arg = "ROLE",
	    .words = words_told,
	    .help = "only the message of this role, for sendmail -t" },
	{ .name = "otherwise", .type = OPT_WORD, .arg = "ROLE",
	    .words = words_told,
	    .help = "who is told of what names nobody; else the DSL" },
	{ .name = "send", .type = OPT_FILE, .arg = "PROGRAM",
	    .help = "give each message to this program, as sendmail -t" },
	{ .name = "full", .type = OPT_FLAG,
	    .help = "what each line says in words, not ids and counts only" },
	{ .name = NULL }
};

static const struct kind *const reads[] = { &kind_escalation, NULL };

const struct command command_notify = {
	.name = "notify",
	.summary = "write findings and escalations as mail to who is to know",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_finding,
	.reads = reads,
	.formats = "mail, ics",
	.store = STORE_NONE,
	.open_to_all = true,
	.run = run,
};
