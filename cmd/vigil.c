/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "cli/frame/cmd.h"
#include "cli/opt/tasks.h"

/* ST_USAGE, as said of what was typed, with the nearest command. */
static int
unknown(const char *typed, const char *said, struct err *err)
{
	const struct command *const *all = commands_all();
	const char **names, *near;
	size_t n = 0;

	while (all[n] != NULL)
		n++;
	names = mem_alloc((n + 1) * sizeof(*names));
	for (size_t i = 0; i < n; i++)
		names[i] = all[i]->name;
	near = text_nearest(typed, names);
	free(names);
	err_set(err, ST_USAGE, "unknown-command", "%s %s.", typed, said);
	if (near != NULL)
		return err_hint(err, "Did you mean %s?", near);
	return err_hint(err, "Type vigil to see them all, or vigil help WORD "
			     "to find one by the task.");
}

static int
help(struct cmd *cmd, struct buf *text, const char *word, struct err *err)
{
	const struct command *c = command_named(word);
	char *tasks;
	int found;

	if (c != NULL) {
		opt_help(text, c);
		return 0;
	}
	tasks = session_data(&cmd->s, "tasks.yaml");
	found = tasks_find(text, tasks, word, err);
	free(tasks);
	return found != 0 ? found : unknown(word,
	    "is neither a command nor a word of what one does", err);
}

static int
list(struct cmd *cmd, struct buf *text, struct err *err)
{
	char *tasks = session_data(&cmd->s, "tasks.yaml");
	int rc;

	buf_adds(text, CMD_DANGER "\n\n");
	rc = tasks_list(text, tasks, err);
	free(tasks);
	buf_adds(text, "vigil help WORD finds a command by the task, and "
		       "COMMAND --help tells of one.\n");
	return rc;
}

/* For whoever makes a link for each. */
static void
names(struct buf *text)
{
	const struct command *const *c = commands_all();

	for (; *c != NULL; c++) {
		if (strcmp((*c)->name, "vigil") != 0)
			buf_addf(text, "%s\n", (*c)->name);
	}
}

static int
run(struct cmd *cmd, struct err *err)
{
	const char *const *operand = cmd->args.operand;
	size_t n = cmd->args.noperands;
	struct buf text = BUF_INIT;
	int rc = 0;

	if (args_has(&cmd->args, "commands"))
		names(&text);
	else if (n == 0 || (n == 1 && strcmp(operand[0], "help") == 0))
		rc = list(cmd, &text, err);
	else if (n == 2 && strcmp(operand[0], "help") == 0)
		rc = help(cmd, &text, operand[1], err);
	else
		rc = unknown(operand[0], "is no command of vigil", err);
	if (rc != -1)
		rc = out_text(cmd->out, text.p, text.n, err);
	buf_release(&text);
	return rc;
}

static const struct opt opts[] = {
	{ .name = "commands", .type = OPT_FLAG,
	    .help = "only the names of the commands, one a line" },
	{ .name = NULL }
};

const struct command command_vigil = {
	.name = "vigil",
	.summary = "run a command by its name, or find the one for a task",
	.operands = "[COMMAND [ARG ...] | help [WORD]]",
	.operands_max = -1,
	.opts = opts,
	.store = STORE_NONE,
	.open_to_all = true,
	.run = run,
};
