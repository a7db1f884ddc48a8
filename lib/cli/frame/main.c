/* SPDX-License-Identifier: ISC */
#include <limits.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/core/env.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "session/caller/account.h"
#include "session/caller/caller.h"
#include "session/session_own.h"
#include "cli/frame/cmd.h"
#include "cli/ask/ask.h"
#include "cli/frame/cmd_inside.h"
#include "session/caller/emergency.h"

/* For the one moment when there is no memory to say more. */
static struct cmd *running;

static _Noreturn void
out_of_memory(void)
{
	static const char lost[] = ": out of memory; nothing was stored.\n";
	static const char kept[] = ": out of memory, after ";
	const char *name = running == NULL ? "vigil" : running->command->name;
	ssize_t ignored;

	ignored = write(STDERR_FILENO, name, strlen(name));
	if (running == NULL || running->s.stored == 0) {
		ignored = write(STDERR_FILENO, lost, sizeof(lost) - 1);
		_exit(ST_FAULT);
	}
	ignored = write(STDERR_FILENO, kept, sizeof(kept) - 1);
	ignored = write(STDERR_FILENO, running->s.stored_id,
	    strlen(running->s.stored_id));
	ignored = write(STDERR_FILENO, " was stored.\n", 13);
	(void)ignored;
	_exit(ST_UNTOLD);
}

static int
print_text(struct cmd *cmd, void (*make)(struct buf *,
    const struct command *), struct err *err)
{
	struct out_setup setup = { .fd = STDOUT_FILENO };
	struct buf text = BUF_INIT;
	int rc;

	make(&text, cmd->command);
	rc = out_open(&cmd->out, &setup, err);
	if (rc == 0)
		rc = out_text(cmd->out, text.p, text.n, err);
	buf_release(&text);
	return rc;
}

static void
put_version(struct buf *b, const struct command *c)
{
	buf_addf(b, "%s (vigil) " VIGIL_VERSION "\n", c->name);
}

static int
print_completion(struct cmd *cmd, struct err *err)
{
	struct out_setup setup = { .fd = STDOUT_FILENO };
	struct buf text = BUF_INIT;
	int rc;

	rc = opt_completion(&text, cmd->command,
	    args_get(&cmd->args, "completion"), err);
	if (rc == 0)
		rc = out_open(&cmd->out, &setup, err);
	if (rc == 0)
		rc = out_text(cmd->out, text.p, text.n, err);
	buf_release(&text);
	return rc;
}

/* The clock of the command: a day means its end, in London. */
static int
read_clock(struct cmd *cmd, struct err *err)
{
	const char *typed = args_get(&cmd->args, "as-at");
	int32_t day;

	cmd->s.now = cmd->s.as_at = time_now();
	if (typed != NULL) {
		day = date_word(typed, time_day(cmd->s.now));
		if (day != DATE_NONE)
			cmd->s.as_at = time_of_day_end(day);
		else if (time_read(typed, strlen(typed),
			     date_ahead(time_day(cmd->s.now)), &cmd->s.as_at,
			     err) == -1)
			return err_set(err, ST_USAGE, "as-at",
			    "--as-at takes a date, like 1/9/2026 or "
			    "2026-09-01, or a time, like 1/9/2026 14:30.");
	}
	cmd->s.today = time_day(cmd->s.as_at);
	return 0;
}

static int
open_out(struct cmd *cmd, struct err *err)
{
	const char *format = args_get(&cmd->args, "format");
	const struct kind *kind = cmd->command->prints;
	const char *term = env_get("TERM");
	struct out_setup setup = { .fd = STDOUT_FILENO };

	if (kind == NULL)
		kind = cmd->command->kind;
	setup.terminal = cmd->terminal_out;
	setup.colour = setup.terminal && env_get("NO_COLOR") == NULL &&
	    term != NULL && strcmp(term, "dumb") != 0;
	setup.kind = kind;
	setup.fields = args_get(&cmd->args, "fields");
	setup.block = cmd->command->run == verb_show;
	for (size_t i = 0; i < cmd->args.ngiven; i++) {
		if (cmd->args.given[i].opt->prints != NULL)
			setup.kind = cmd->args.given[i].opt->prints;
	}
	if (format == NULL)
		setup.format = cmd->terminal_out && kind != NULL ? OUT_TABLE
								 : OUT_JSON;
	else if (strcmp(format, "json") == 0)
		setup.format = OUT_JSON;
	else if (strcmp(format, "table") == 0)
		setup.format = OUT_TABLE;
	else if (strcmp(format, "csv") == 0)
		setup.format = OUT_CSV;
	else
		setup.format = OUT_OTHER;
	return out_open(&cmd->out, &setup, err);
}

/*
 * The packaged data, which is found beside the command itself.  Where it is
 * not, the reading of the first file that is needed says so.
 */
static void
find_data(struct cmd *cmd)
{
	static const char *const places[] = { "share/vigil", "../data" };
	const char *name = (const char *)(uintptr_t)getauxval(AT_EXECFN);
	char exe[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	struct buf b = BUF_INIT;

	exe[n > 0 ? n : 0] = '\0';
	/* where /proc is not mounted */
	if (n <= 0 && (name == NULL || realpath(name, exe) == NULL))
		exe[0] = '\0';
	for (int i = 0; i < 2 && strrchr(exe, '/') != NULL; i++)
		*strrchr(exe, '/') = '\0'; /* the tool, then its folder */
	for (size_t i = 0; i < 2; i++) {
		buf_reset(&b);
		buf_addf(&b, "%s/%s/rules", exe, places[i]);
		if (access(buf_str(&b), F_OK) == 0)
			break;
	}
	buf_cut(&b, b.n - strlen("/rules"));
	cmd->s.data = buf_steal(&b);
}

static int
open_store(struct cmd *cmd, struct err *err)
{
	enum store_mode mode = cmd->command->store == STORE_READS || cmd->dry
	    ? STORE_READ
	    : STORE_WRITE;

	if (cmd->command->store == STORE_NONE)
		return 0;
	if (store_open(&cmd->s.store, cmd->s.store_path, mode, err) == -1 ||
	    account_calls(&cmd->s, err) == -1)
		return -1;
	if (session_check_right(&cmd->s, err) == -1)
		return -1;
	if (store_writes(cmd->s.store))
		emergency_enter(&cmd->s);
	return 0;
}

/* What several records or ids are answered with is shown when all are read. */
static bool
answers_whole(const struct command *c)
{
	return (c->store == STORE_READS || c->store == STORE_LOGS) &&
	    (c->operands_max == -1 || (c->groups & OPTS_INPUT));
}

/* What would let a caller read, write or start as another account. */
static int
check_options(const struct cmd *cmd, struct err *err)
{
	static const char *const fixed[] = { "store", "config", "rejects",
		"send", NULL };

	for (size_t i = 0; !env_believed() && fixed[i] != NULL; i++) {
		if (!args_has(&cmd->args, fixed[i]))
			continue;
		err_set(err, ST_USAGE, "fixed",
		    "--%s is not taken from a caller who has the rights of "
		    "another account.", fixed[i]);
		return err_hint(err, "Leave it out.");
	}
	return 0;
}

static void
warn(void *arg, const struct err *what)
{
	cmd_complain(arg, what);
}

/* 1 when whoever is at the terminal says that the clock is right. */
static int
ask_clock(void *arg, const struct err *why, struct err *err)
{
	struct ask ask;
	int yes;

	if (ask_open(&ask, arg, err) == -1)
		return -1;
	ask_say(&ask, "%s\n", why->msg);
	yes = ask_yes(&ask, "Is the clock right? [y/N] ", false, err);
	ask_close(&ask);
	return yes;
}

/* What the session is to know of the command and its caller. */
static void
start_session(struct cmd *cmd)
{
	struct session *s = &cmd->s;

	s->tool = cmd->command->name;
	s->open_to_all = cmd->command->open_to_all;
	s->needs_store = (cmd->command->groups & OPTS_STORE) != 0;
	s->given_store = args_get(&cmd->args, "store");
	s->given_config = args_get(&cmd->args, "config");
	s->why = args_get(&cmd->args, "why");
	s->emergency = args_get(&cmd->args, "emergency");
	s->clock_is_right = args_has(&cmd->args, "clock-is-right");
	s->warn = warn;
	s->ask = cmd->terminal_in ? ask_clock : NULL;
	s->arg = cmd;
}

static int
run(struct cmd *cmd, struct err *err)
{
	if (args_has(&cmd->args, "help"))
		return print_text(cmd, opt_help, err);
	if (args_has(&cmd->args, "version"))
		return print_text(cmd, put_version, err);
	if (args_has(&cmd->args, "describe"))
		return print_text(cmd, opt_describe, err);
	if (args_has(&cmd->args, "completion"))
		return print_completion(cmd, err);
	if (read_clock(cmd, err) == -1 || open_out(cmd, err) == -1)
		return -1;
	find_data(cmd);
	if (args_has(&cmd->args, "guide"))
		return cmd_guide(cmd, err);
	start_session(cmd);
	if (check_options(cmd, err) == -1 || caller_find(&cmd->s, err) == -1)
		return -1;
	session_context(&cmd->s);
	out_keep(cmd->out, answers_whole(cmd->command));
	if (open_store(cmd, err) == -1)
		return -1;
	if (cmd_asks_whose(cmd) && cmd_ask_whose(cmd, err) == -1)
		return -1;
	if (cmd->command->run != NULL)
		return cmd->command->run(cmd, err);
	return cmd_each(cmd, cmd->command->each, err);
}

/*
 * What the process ends with when something failed: what was stored decides
 * whether a failed write is "nothing done" or "done, but not told".
 */
static int
end_failed(struct cmd *cmd, struct err *err)
{
	bool closed = err_is(err, ERR_CLOSED);

	if (cmd->s.stored > 0 && err->status != ST_DOUBT) {
		err->status = ST_UNTOLD;
		err_hint(err, "%ld stored, the last of them %s.",
		    cmd->s.stored, cmd->s.stored_id);
	} else if (closed) {
		return ST_DONE; /* the reader had enough */
	}
	cmd_complain(cmd, err);
	return err->status;
}

/*
 * Where one of the first three files is closed, the store would come to be
 * opened as it: each is held by what cannot be read, or written.
 */
static void
hold_files(void)
{
	for (int fd = 0; fd < 3; fd++) {
		if (fcntl(fd, F_GETFD) == -1)
			(void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY
								   : O_RDONLY);
	}
}

/*
 * The command that is meant: by the name of the link that was called, or
 * "vigil NAME".  The caller chooses that name, so it is not believed of a
 * program that has more rights than its caller.
 */
static const struct command *
which(int *argc, char ***argv)
{
	const char *slash = *argc > 0 ? strrchr(**argv, '/') : NULL;
	const char *name = *argc == 0 || !env_believed() ? "vigil"
	    : slash != NULL ? slash + 1 : **argv;
	const struct command *c = command_named(name);

	if (c == NULL || strcmp(c->name, "vigil") != 0 || *argc < 2)
		return c;
	c = command_named((*argv)[1]);
	if (c == NULL)
		return command_named("vigil");
	--*argc;
	++*argv;
	return c;
}

/* A link that an earlier or a later vigil made. */
static int
no_command(const char *called)
{
	const char *slash = strrchr(called, '/');

	fprintf(stderr, "%s: vigil " VIGIL_VERSION " has no command of this "
	    "name: the link to it was made by another version. Install vigil "
	    "again, or type vigil to see its commands.\n",
	    slash != NULL ? slash + 1 : called);
	return ST_USAGE;
}

int
main(int argc, char **argv)
{
	/* It holds everything until the process ends, which frees it. */
	static struct cmd cmd;
	struct err err, late;
	int rc;

	hold_files();
	mem_on_empty(out_of_memory);
	caller_guard();
	umask(077);
	err_clear(&err);
	cmd.command = which(&argc, &argv);
	if (cmd.command == NULL)
		return no_command(*argv);
	running = &cmd;
	cmd.terminal_in = isatty(STDIN_FILENO);
	cmd.terminal_out = isatty(STDOUT_FILENO);
	cmd.terminal_err = isatty(STDERR_FILENO);
	rc = args_parse(&cmd.args, cmd.command, argc, argv, &err);
	if (rc == -1 && err_is(&err, "too-few-operands") &&
	    cmd_asks_whose(&cmd)) {
		err_clear(&err);
		rc = 0;
	}
	cmd.quiet = args_has(&cmd.args, "quiet");
	cmd.dry = cmd.command->tries && args_has(&cmd.args, "dry-run");
	if (rc == 0)
		rc = run(&cmd, &err);
	if (cmd.out != NULL) {
		if (rc == 0 && answers_whole(cmd.command))
			out_keep(cmd.out, false);
		err_clear(&late);
		if (out_close(cmd.out, &late) == -1 && rc == 0) {
			err = late;
			rc = -1;
		}
	}
	rc = rc == 0 ? cmd.status : end_failed(&cmd, &err);
	if (cmd.s.store != NULL && store_clock_behind(cmd.s.store))
		cmd_warn(&cmd, "This computer's clock is behind the last "
			       "record's time, which was used instead. Set "
			       "the clock.");
	if (cmd.ending != NULL && cmd.s.stored > 0)
		fprintf(stderr, "%s\n", cmd.ending);
	if (cmd.s.store != NULL)
		store_rollback(cmd.s.store); /* what failed half-way */
	return rc;
}
