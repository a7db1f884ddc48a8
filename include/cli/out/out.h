/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_OUT_H
#define VIGIL_CLI_OUT_H

/*
 * Records out: JSON Lines, a table for people, CSV; buffered, and every
 * failed write noticed.  Of a table at most the first 500 rows are held
 * back, to measure its columns.  On a terminal, control characters and
 * those that turn the direction of text are made visible.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/core/buf.h"
#include "base/core/err.h"
#include "base/json/json.h"
#include "model/kind.h"

enum out_format { OUT_JSON, OUT_TABLE, OUT_CSV, OUT_OTHER };

struct out;

struct out_setup {
	int fd;
	enum out_format format;
	const struct kind *kind; /* the kind of the columns; NULL: JSON only */
	const char *fields;	 /* "id,pupil,…" or NULL: the kind's own */
	bool terminal;		 /* fd is one */
	bool colour;
	bool block;		 /* a table of one record: all its fields,
				    one below the other */
};

/* ST_USAGE for a field the kind does not have, with the nearest right one. */
int out_open(struct out **, const struct out_setup *, struct err *);

/*
 * One record, {"kind":…}, without a line end.  A record of another kind than
 * the last begins a table, or a header of CSV, of its own.  -1 when writing
 * failed: ST_IO, code "closed" when the reader closed its pipe.
 */
int out_record(struct out *, const char *, size_t, struct err *);

/* Whether nothing but plain fields (kind.h) is shown of each record. */
bool out_is_plain(const struct out *);

/*
 * Writes nothing until it is told to go on, however much there is; what it
 * still keeps when it is closed is thrown away.
 */
void out_keep(struct out *, bool keeps);

/*
 * From now on only those records are given that wanted answers true to;
 * NULL: all.
 */
void out_filter(struct out *, bool (*wanted)(void *arg, const struct json *),
    void *arg);

size_t out_count(const struct out *); /* records given so far */

/* Bytes of a tool's own format. */
int out_text(struct out *, const char *, size_t, struct err *);

size_t out_columns(int fd); /* of a terminal; else $COLUMNS, or 80 */

int out_flush(struct out *, struct err *);  /* what is complete so far */
int out_close(struct out *, struct err *);  /* flushes and frees */

#endif
