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

#include "base/err.h"
#include "base/json.h"
#include "cli/in.h"
#include "cli/opt.h"
#include "cli/out.h"
#include "model/id_set.h"
#include "model/kind.h"
#include "model/rec.h"
#include "policy/access.h"
#include "policy/calendar.h"
#include "policy/identity.h"
#include "store/store.h"

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
	 * with cmd_put() are printed after the commit, in order.
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
	int64_t now;	/* the real clock */
	int64_t as_at;	/* the command's */
	int32_t today;	/* the London day of as_at */
	char *store_path;
	const char *config; /* the school's configuration folder */
	char *data;	    /* the packaged data */
	struct folders folders; /* these two, in which rules lie */
	struct store *store;
	struct codes *codes;
	struct who who;
	struct rights *rights;
	const char *granted_by; /* the role that gave the right */
	struct rec_context context;
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
	struct calendar *calendar; /* read when first asked for */
	int status;	    /* what a command that succeeded exits with */
	bool dry;	    /* it tries: all that is wrong is told */
	bool goes_on;	    /* past what is refused, --keep-going or not */
	const char *ending; /* said last on standard error once stored */
	bool terminal_in, terminal_out, terminal_err;
	bool quiet;
	bool clock_seen;    /* it may be right (cmd_clock()) */
	long stored;	    /* records committed */
	long refused;	    /* records refused under --keep-going */
	char *rejected;	    /* the folder for refused input */
	const char *again;  /* how what was read comes again, where keeping
			       it fails and others have acted on it */
	char *edited;	    /* the folder of what an editor wrote, or NULL */
	int edited_lock;    /* which says that it is in use */
	long pending;	    /* records entered and not committed yet */
	long same;	    /* records that an amendment left as they were */
	char stored_id[ID_LEN]; /* the last of them */
	struct run {	    /* of entries to print after the commit */
		int64_t first;
		int64_t count;
		bool bare; /* answered by id and receipt alone */
	} *runs;
	size_t nruns;
	struct shown {	    /* what is about to be */
		struct id_set children; /* whose files it is of */
		bool others;		/* some of it is of no child's */
	} reading;
	bool lost;	    /* something was left out (cmd_warn_lost()) */
	struct ages {	    /* of the school's pupils */
		bool read, known;
		int64_t from, to;
	} ages;
	struct json made;   /* cmd_put()'s content, parsed */
	struct json looked; /* of a record looked at for who may see it */
	struct json tape;   /* these three are used again for each record */
	struct buf content;
	struct buf scratch;
};

/*
 * A path below the packaged data, or below the configuration; owned.  Rules
 * are found by book.h.
 */
char *cmd_data(const struct cmd *, const char *name);
char *cmd_local(const struct cmd *, const char *name);

/*
 * Stores one record of a kind (inside each, or between cmd_begin and
 * cmd_commit): answers a client_id that came before with the record stored
 * then.  id may be NULL.
 */
int cmd_put(struct cmd *, const struct kind *, const struct json *typed,
    char id[ID_LEN], struct err *);

/* A new version of a record, from a change as typed ({"reason":…}). */
int cmd_amend(struct cmd *, const struct kind *, const char *id,
    const struct json *typed, char out[ID_LEN], struct err *);

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

/*
 * Answers with a record that is on record already, as if just stored: whole,
 * once the reading is entered, to who may see it; to others by its id and
 * the receipt of its first version.
 */
int cmd_again(struct cmd *, const char *id, struct err *);

int cmd_begin(struct cmd *, struct err *);
int cmd_commit(struct cmd *, struct err *); /* and prints what was stored */

/*
 * An id typed whole or as a prefix of four symbols or more, of a record of the
 * kinds that refs names (kind.h).
 */
int cmd_id(struct cmd *, const char *typed, const char *refs, bool whole,
    char out[ID_LEN], struct err *);

/* Appends the text of a member; false when there is no such text. */
bool cmd_text(struct cmd *, const struct json *, const char *name,
    struct buf *);

/*
 * The school's calendar as it was stored by --as-at; before the first was
 * stored, that one.  NULL with ST_CONFIG when there is none.
 */
const struct calendar *cmd_calendar(struct cmd *, struct err *);

/* Its text, the name of its file, and the record's id (any may be NULL). */
int cmd_calendar_text(struct cmd *, int64_t as_at, struct buf *text,
    struct buf *name, char id[ID_LEN], struct err *);

/* A span typed on --since, --until or the like; either end may be NULL. */
int cmd_span(struct cmd *, const char *typed, int32_t *from, int32_t *to,
    struct err *);

/*
 * What is shown of children's files is entered in the ledger before the first
 * byte.  A command notes whose files they are, of a record or of a child;
 * cmd_log_reading() enters one access for each child noted, and one without
 * a child for what is on no child's file, or where nothing was noted: in one
 * transaction, and forgets them.  record may be NULL.  Under --emergency a
 * failure is no error (emergency.h).
 */
void cmd_reading_reset(struct cmd *);
void cmd_reads_child(struct cmd *, const char *pupil);
int cmd_reads(struct cmd *, const struct stored *, struct err *);
int cmd_log_reading(struct cmd *, const char *record, struct err *);

/* The same for one record, or one child (either may be NULL). */
int cmd_log_access(struct cmd *, const char *record, const char *pupil,
    struct err *);

/*
 * A record by its whole id: refused (and the refusal logged) when it is kept
 * from the caller, else the reading is logged where it is on a child's file.
 */
int cmd_read(struct cmd *, const char *id, struct stored *, struct err *);

/*
 * A stored record as it is answered, with state, recorded_at, recorded_by
 * and receipt: into cmd->scratch, or printed, by a store_row whose arg is
 * the cmd.
 */
void cmd_answer(struct cmd *, const struct stored *);
int cmd_print(void *cmd, const struct stored *, struct err *);

/* Warns of a record that is flagged likely-duplicate, and says of which. */
int cmd_tell_twin(struct cmd *, const struct stored *, struct err *);

/*
 * Whether the caller may see a stored record: 1; 0, when it, or in any of its
 * versions what it belongs to or is the reading of, is a concern of which any
 * version is kept from them (access.h).  What store_get() gave is
 * overwritten.  A concern lawfully removed is kept from all but the owner,
 * which cmd_warn_lost() says at the end where it left something out.
 */
int cmd_may_see(struct cmd *, const struct stored *, struct err *);
void cmd_warn_lost(struct cmd *, const char *what);

/*
 * The child whose file a record is on, itself or by its concern; "" for none.
 * What store_get() gave is overwritten.
 */
int cmd_child(struct cmd *, const struct stored *, char id[ID_LEN],
    struct err *);

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
