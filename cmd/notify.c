/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "ui/notify/notify.h"

/* Seconds for the sender. */
#define WAIT 120
#define DAY 86400

static struct settings *settings;
static struct notify *notify;

static bool
ics(const struct cmd *cmd)
{
	const char *format = args_get(&cmd->args, "format");

	return format != NULL && strcmp(format, "ics") == 0;
}

static int
begin(struct cmd *cmd, struct err *err)
{
	struct notify_setup setup = { .role = args_get(&cmd->args, "role"),
		.otherwise = args_get(&cmd->args, "otherwise"),
		.full = args_has(&cmd->args, "full"),
		.as_at = cmd->s.as_at };
	int rc = settings_load(&settings, &cmd->s.folders, err);

	if (setup.otherwise == NULL)
		setup.otherwise = "dsl";
	setup.settings = settings;
	if (rc == 0)
		notify = notify_new(&setup);
	return rc;
}

/*
 * A line that nobody is told of is kept by itself: to be given again without
 * those that others are told of.  That it cannot be stops no other.
 */
static void
keep_untold(struct cmd *cmd)
{
	struct err why, err;

	err_clear(&why);
	err_clear(&err);
	err_set(&why, ST_CONFIG, "recipients", "Nobody was told of this.");
	if (in_refuse(cmd->in, &why, &err) == 0)
		return;
	err_hint(&err, "%s", cmd->again);
	cmd_complain(cmd, &err);
}

static int
take(struct cmd *cmd, const struct json *j, struct err *err)
{
	if ((notify == NULL && begin(cmd, err) == -1) ||
	    notify_take(notify, j, err) == -1)
		return -1;
	if (!notify_told(notify) && args_has(&cmd->args, "send") &&
	    !args_has(&cmd->args, "role") && !ics(cmd))
		keep_untold(cmd);
	return 0;
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
	err_set(err, ST_CONFIG, "recipients",
	    "Nobody was told of %zu line%s. Set recipients in local.yaml.",
	    untold, untold == 1 ? "" : "s");
	if (!args_has(&cmd->args, "send"))
		cmd_keep(cmd, err); /* nor is it known who was told of more */
	else if (in_kept(cmd->in) != NULL)
		err_hint(err, "Then give notify what is kept in %s.",
		    in_kept(cmd->in));
	return -1;
}

static int
give(void *arg, const char *key, const struct buf *message, struct err *err)
{
	struct cmd *cmd = arg;

	(void)key;
	return out_text(cmd->out, message->p, message->n, err);
}

/* The messages of this run, before any is sent. */
struct batch {
	struct outbox_message *v;
	size_t n;
};

static int
add(void *arg, const char *key, const struct buf *message, struct err *err)
{
	struct batch *batch = arg;
	struct outbox_message *m;

	(void)err;
	batch->v = mem_resize(batch->v, batch->n + 1, sizeof(*batch->v));
	m = &batch->v[batch->n++];
	*m = (struct outbox_message){ .key = mem_dup(key), .text = BUF_INIT };
	buf_add(&m->text, message->p, message->n);
	return 0;
}

static int
enter(struct cmd *cmd, struct err *err)
{
	char *outbox = outbox_path(cmd->s.store_path);
	struct batch batch = { 0 };
	int rc = notify_mail(notify, true, add, &batch, err);

	if (rc == 0)
		rc = outbox_enter(outbox, batch.v, batch.n, err);
	for (size_t i = 0; i < batch.n; i++) {
		free(batch.v[i].key);
		buf_release(&batch.v[i].text);
	}
	free(batch.v);
	free(outbox);
	return rc;
}

static enum outbox_fate
send_one(void *arg, int message)
{
	struct cmd *cmd = arg;
	struct err err;
	enum outbox_fate fate;
	long seconds = args_count(&cmd->args, "wait", WAIT);

	err_clear(&err);
	fate = notify_send(args_get(&cmd->args, "send"),
	    seconds < DAY ? (unsigned)seconds : DAY, message, &err);
	if (fate != OUTBOX_TAKEN)
		cmd_complain(cmd, &err);
	return fate;
}

static void
tell_doubt(void *arg, const char *path)
{
	cmd_warn(arg, "%s may have been sent before, and is sent again: how "
	    "that ended nobody knows.", path);
}

/* What waits in the outbox, whoever entered it. */
static int
send_all(struct cmd *cmd, struct err *err)
{
	const struct outbox_sender sender = { .give = send_one,
		.doubt = tell_doubt, .arg = cmd };
	char *outbox = outbox_path(cmd->s.store_path);
	bool sends = args_has(&cmd->args, "send");
	size_t left;
	int rc = sends ? outbox_send(outbox, &sender, &left, err)
		       : outbox_waiting(outbox, &left, err);

	if (rc == 0 && left > 0 && !sends)
		cmd_warn(cmd, "%zu message%s in %s, not sent yet: --send "
			      "sends them.", left, left == 1 ? " is" : "s are",
		    outbox);
	if (rc == 0 && left > 0 && sends) {
		err_set(err, ST_IO, "send", "%zu message%s not sent.", left,
		    left == 1 ? " was" : "s were");
		rc = err_hint(err, "What is left is kept in %s, and goes out "
		    "when notify --send is next run, with or without lines.",
		    outbox);
	}
	free(outbox);
	return rc;
}

static int
answer(struct cmd *cmd, struct err *err)
{
	struct buf b = BUF_INIT;
	int rc;

	if (ics(cmd)) {
		notify_ics(notify, &b);
		rc = out_text(cmd->out, b.p, b.n, err);
		buf_release(&b);
		return rc;
	}
	if (args_has(&cmd->args, "send"))
		return enter(cmd, err);
	rc = notify_mail(notify, args_has(&cmd->args, "role"), give, cmd,
	    err);
	return rc == 0 ? out_flush(cmd->out, err) : rc;
}

/* What nobody was told of is kept: whoever found it may have recorded it. */
static int
run(struct cmd *cmd, struct err *err)
{
	struct err other;
	int rc;

	cmd->again = "Nobody was told of it: attendance-check prints it again "
		     "without --only-new, and so do the other tools.";
	rc = cmd_each(cmd, take, err);
	if (rc == 0 && notify == NULL)
		rc = begin(cmd, err);
	if (rc == 0 && (rc = answer(cmd, err)) == -1 && in_records(cmd->in) > 0)
		cmd_keep(cmd, err);
	if (rc == 0 && !ics(cmd))
		rc = tell_unset(cmd, err);
	err_clear(&other);
	if (send_all(cmd, &other) == -1) {
		if (rc == -1)
			cmd_complain(cmd, err);
		*err = other;
		rc = -1;
	}
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
	{ .name = "wait", .type = OPT_COUNT, .arg = "SECONDS",
	    .help = "how long that program may take for one; else 120" },
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
