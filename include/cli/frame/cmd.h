/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_CMD_H
#define VIGIL_CLI_CMD_H

/*
 * A command is one table and the function it points to.  main.c takes every
 * command through the same steps: parse, who is calling, may they, read
 * input, begin, each, ledger, commit, print, flush, exit; so that none can
 * forget access, the ledger or a failed write.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/core/err.h"
#include "base/json/json.h"
#include "cli/in/in.h"
#include "cli/opt/opt.h"
#include "cli/out/out.h"
#include "model/kind.h"
#include "model/rec/rec.h"
#include "session/session.h"

struct cmd;

enum command_store {
	STORE_NONE,	/* needs none, or opens it itself */
	STORE_READS,
	STORE_LOGS,	/* reads, and writes its access event first */
	STORE_WRITES
};

struct command {
	const char *name;
	const char *summary;
	const char *operands; /* "[FILE ...]", "" for none */
	int operands_min, operands_max; /* max -1: any number */
	const struct opt *opts; /* own rows; ends with name NULL; or NULL */
	unsigned groups;
	const struct kind *kind; /* of the records it stores, or lists */
	const struct kind *const *reads; /* other kinds it takes, or NULL */
	const struct kind *prints; /* when it is another one than kind */
	const struct field *columns; /* what else a column may be (in.h) */
	const char *formats;	   /* besides json, table, csv: "html" */
	enum command_store store;
	bool open_to_all; /* needs no right */
	bool tries;	  /* under --dry-run it only reads the store */

	/* Once: for whatever fits no other. */
	int (*run)(struct cmd *, struct err *);

	/*
	 * For each record read, inside the transaction.  Records it stores
	 * with session_put() are printed after the commit, in order.
	 */
	int (*each)(struct cmd *, const struct json *, struct err *);
};

/*
 * The commands that do something of their own; NULL-terminated.
 * cmd/referral-add.c defines command_referral_add, and the Makefile makes the
 * list from the files there.
 */
extern const struct command *const commands_own[];

/*
 * Those, and the verbs of every kind, in the order of their names;
 * NULL-terminated.  It stays until the process ends.
 */
const struct command *const *commands_all(void);

/* The one with this name, or NULL. */
const struct command *command_named(const char *name);

/* How a tool ends that records danger. */
#define CMD_DANGER "If a child is in immediate danger, call 999."

struct cmd {
	const struct command *command;
	struct args args;
	struct session s;
	struct in *in;
	/*
	 * For a command that reads in its own way: takes the header of CSV
	 * (in.h); ends the work before the commit, and answers 1 when there
	 * is nothing to commit.  job is the command's own.
	 */
	int (*header)(void *job, const struct csv *, struct err *);
	bool (*is_day)(void *job, size_t column);
	bool (*ours)(const char *); /* what else --map makes of a column */
	int (*finish)(struct cmd *, struct err *);
	void *job;
	struct out *out;
	int status;	    /* what a command that succeeded exits with */
	bool dry;	    /* it tries: all that is wrong is told */
	bool goes_on;	    /* past what is refused, --keep-going or not */
	const char *ending; /* said last on standard error once stored */
	bool terminal_in, terminal_out, terminal_err;
	bool quiet;
	long refused;	    /* records refused under --keep-going */
	char *rejected;	    /* the folder for refused input */
	const char *again;  /* how what was read comes again, where keeping
			       it fails and others have acted on it */
	char *edited;	    /* the folder of what an editor wrote, or NULL */
	int edited_lock;    /* which says that it is in use */
};

/*
 * Reads every record (of standard input or the files named) and gives it to
 * each.  Where the command stores, all of it is one transaction.
 */
typedef int cmd_record(struct cmd *, const struct json *, struct err *);
int cmd_each(struct cmd *, cmd_record *each, struct err *);

/*
 * What it has read is kept beside the store, after all: none of it is stored.
 * why tells where; cmd_each() does so itself when it fails.
 */
void cmd_keep(struct cmd *, struct err *why);

/* Commits what was stored, and prints it, all of it or an error. */
int cmd_commit(struct cmd *, struct err *);

/* The same, printed: a store_row whose arg is the cmd. */
int cmd_print(void *cmd, const struct stored *, struct err *);

/* One line on standard error, as an error or as a warning. */
void cmd_complain(const struct cmd *, const struct err *);
void cmd_warn(const struct cmd *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * The verbs that are the same for every kind: a command's file names one as
 * its run or each.
 */
int verb_add(struct cmd *, const struct json *, struct err *); /* each */
int verb_amend(struct cmd *, const struct json *, struct err *); /* each */
int verb_list(struct cmd *, struct err *);
int verb_show(struct cmd *, struct err *);

/* A list whose rows are given to another function than cmd_print(). */
int verb_list_with(struct cmd *, store_row *print, void *arg, struct err *);

extern const struct opt verb_show_opts[];

#endif
