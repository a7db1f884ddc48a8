/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_IN_H
#define VIGIL_CLI_IN_H

/*
 * Records in: JSON Lines or CSV, from standard input or the files named.
 * Nothing refused is lost: what could not be stored goes to --rejects FILE
 * with the reasons in FILE.why, or into the folder STORE.rejected, 0600.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/csv.h"
#include "base/err.h"
#include "base/json.h"
#include "base/line.h"
#include "model/kind.h"

struct in;

struct in_setup {
	const char *const *file; /* operands; none: standard input */
	size_t nfiles;
	const struct kind *kind; /* whose fields a CSV header names */
	const char *from;	 /* "json", "csv", or NULL: by the first byte */
	const char *const *map;	 /* --map values: "theirs=ours",
				    "theirs:word=ours", or a YAML file */
	size_t nmaps;
	const char *rejects;	 /* FILE, or NULL */
	const char *folder;	 /* STORE.rejected: made when first needed */
};

int in_open(struct in **, const struct in_setup *, struct err *);
void in_close(struct in *);

/*
 * The next record as parsed JSON, borrowed until the next call; a CSV row
 * comes as the object its cells make.  1 a record, 0 the end, -1: ST_DATA,
 * this record is bad (an error has file and line; in_next may be called
 * again), or ST_IO / ST_USAGE / ST_CONFIG, when it may not.  An empty line
 * of JSON Lines is passed over.  An incomplete last line is bad.
 */
int in_next(struct in *, const struct json **, struct err *);

/* Where the record last given stands. */
const char *in_file(const struct in *);
long in_line(const struct in *);

/* Number of records given, and of lines that were bad. */
long in_records(const struct in *);

/*
 * Keeps the record last given (or last found bad) as refused, its bytes
 * unchanged, with the reason.
 */
int in_refuse(struct in *, const struct err *why, struct err *);

/*
 * Keeps everything read and still to be read, since the whole batch was
 * refused.  Until in_keep_none() what came from a pipe is spooled: in memory
 * up to 256 KiB, then in an unlinked file beside the store.
 */
int in_refuse_all(struct in *, const struct err *why, struct err *);
void in_keep_none(struct in *); /* --keep-going: lines are kept singly */

/* Where refused input was put, or NULL when there was none. */
const char *in_kept(const struct in *);

#endif
