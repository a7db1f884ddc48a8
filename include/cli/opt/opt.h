/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_OPT_H
#define VIGIL_CLI_OPT_H

/*
 * Options are tables: they are parsed, checked, helped, described and
 * completed from the same rows.  A command's table is its own rows and the
 * groups of common rows that it names.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/core/buf.h"
#include "base/core/err.h"

struct command;
struct kind;

enum opt_type {
	OPT_FLAG,
	OPT_TEXT,  /* any word */
	OPT_FILE,
	OPT_DIR,
	OPT_COUNT, /* a whole number from 0 */
	OPT_WORD,  /* one of words[] */
	OPT_DAY,   /* a date, a time, or a word for one; the caller reads it */
	OPT_ID
};

struct opt {
	const char *name; /* long, without dashes */
	char letter;	  /* or 0 */
	enum opt_type type;
	bool many;	  /* may be given more than once */
	const char *arg;  /* what it takes, for help: "FILE" */
	const char *help;
	const char *const *words;
	const struct kind *prints; /* what it makes the tool print, or NULL */
};

/* Groups of common options; a command adds them up. */
enum {
	OPTS_STORE = 1 << 0,  /* --store --config --why --emergency */
	OPTS_CLOCK = 1 << 1,  /* --as-at */
	OPTS_INPUT = 1 << 2,  /* --from --map --keep-going --rejects */
	OPTS_OUTPUT = 1 << 3, /* --format --fields */
	OPTS_QUERY = 1 << 4   /* --where --sort --limit --since --until
			         --pupil --open --mine --count, and --search
				 where the kind has a field for it */
};

/* A spreadsheet of forty columns comes with as many --map and more. */
#define OPT_VALUES 256

/* What was given, in the order given. */
struct args {
	const struct command *command;
	struct {
		const struct opt *opt;
		const char *value; /* borrowed from argv; NULL for a flag */
	} given[OPT_VALUES];
	size_t ngiven;
	const char *const *operand; /* borrowed; NULL-terminated */
	size_t noperands;
};

/*
 * Long options may be shortened while only one begins so; "--" ends them;
 * options may stand after operands; "-" is an operand.  ST_USAGE with the
 * nearest right option.  argv is put in order: the operands come to stand
 * from argv[1] on.  What was given before an error is in args all the same,
 * so that the error can be told as --errors asks.  Whether there are too few
 * operands is not looked at beside --help, --version, --describe and
 * --completion.
 */
int args_parse(struct args *, const struct command *, int argc, char **argv,
    struct err *);

bool args_has(const struct args *, const char *name);
const char *args_get(const struct args *, const char *name); /* the last */
/* The i-th value given for an option that may be repeated, or NULL. */
const char *args_nth(const struct args *, const char *name, size_t i);

/*
 * Which of the options of a NULL-terminated list was given, or NULL; two of
 * them are ST_USAGE.
 */
int args_one(const struct args *, const char *const *names,
    const char **given, struct err *);
long args_count(const struct args *, const char *name, long otherwise);

/*
 * Every row that a command takes: its own, its groups', and those that all
 * commands have (--help --version --describe --completion --errors --quiet);
 * NULL past the last.
 */
const struct opt *opt_row(const struct command *, size_t i);

/* The texts of --help, --describe (JSON) and of shell completions. */
void opt_help(struct buf *, const struct command *);
void opt_describe(struct buf *, const struct command *);
int opt_completion(struct buf *, const struct command *, const char *shell,
    struct err *);

#endif
