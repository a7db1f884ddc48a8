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
#include <stdint.h>

#include "base/csv/csv.h"
#include "base/core/err.h"
#include "base/json/json.h"
#include "base/core/line.h"
#include "model/kind.h"

struct in;

struct in_setup {
	const char *tool;	 /* for the name of a file kept */
	const char *const *file; /* operands; none: standard input */
	size_t nfiles;
	const struct kind *kind; /* whose fields a CSV header names */
	/*
	 * What else a column may be: one of these, or a part of one, as
	 * object.part.  Rows are then taken by their cells, and a column to
	 * which nothing is mapped must be headed by the very name of a field.
	 */
	const struct field *columns;
	bool amends;		 /* a change: reason and clear are columns */
	const char *from;	 /* "json", "csv", or NULL: by the first byte */
	const char *const *map;	 /* --map values: "theirs=ours",
				    "theirs:word=ours", or a YAML file */
	size_t nmaps;
	const char *rejects;	 /* FILE, or NULL; what it held before is
				    moved to FILE~, or FILE~2 and so on */
	const char *folder;	 /* STORE.rejected: made when first needed */
	/*
	 * Takes a header of CSV itself, and with it the rows: in_next() then
	 * gives NULL for a row, and in_row() has its cells; or NULL.
	 */
	int (*header)(void *arg, const struct csv *, struct err *);
	/* then, whether the column holds days */
	bool (*is_day)(void *arg, size_t column);
	/* What else a column may then be mapped to; or NULL. */
	bool (*ours)(const char *);
	void *arg;
};

/*
 * Reads the mappings and makes FILE, no input yet.  The strings are
 * borrowed, and so is the list of files.  ST_USAGE: a mapping to no field,
 * FILE one of the inputs, or a store; ST_CONFIG: a YAML file of mappings;
 * ST_IO: FILE cannot be made.
 */
int in_open(struct in **, const struct in_setup *, struct err *);
void in_close(struct in *);

/*
 * The next record as parsed JSON, borrowed until the next call; a CSV row
 * comes as the object its cells make.  1 a record, 0 the end, -1: ST_DATA,
 * this record is bad (an error has file and line; in_next may be called
 * again), or ST_IO, when it may not.  An empty line of JSON Lines and a row
 * of empty cells are passed over.  Of a row the empty cells at its end may be
 * left out, or be too many.  An incomplete last line is bad, save the row of a
 * named file that has a cell for each heading.  After a
 * header that cannot be used, or a row whose end cannot be told, the rest of
 * that file is part of the bad record.
 */
int in_next(struct in *, const struct json **, struct err *);

/*
 * A cell of a row, where there are columns in the setup; the row's record is
 * an empty object.  in_cells() is 0 for a record that is no row.  in_cell()
 * is false where the column is left out on purpose or the cell says nothing;
 * what it gives is borrowed until the next call.
 */
struct in_cell {
	const char *heading;
	const char *name;	   /* of the field, or x_… */
	const struct field *field; /* NULL: a field of their own */
	const struct field *part_of; /* the column that field is part of */
	const char *cell;	   /* as it stands, ends trimmed */
	size_t ncell;
	const char *text;	   /* tidied, in our words */
	size_t ntext;
	bool mapped; /* --map translated some of it */
};

size_t in_cells(const struct in *);
bool in_cell(struct in *, size_t i, struct in_cell *);

/* The column that makes a field, or object.field; in_cells() for none. */
size_t in_column(const struct in *, const char *field);

/* Where the record last given stands. */
const char *in_file(const struct in *);
long in_line(const struct in *);

/*
 * Places an error about the record last given: file, line, and for a CSV row
 * the column's own heading instead of the field's name.
 */
void in_place(const struct in *, struct err *);

/*
 * What else is wrong with the record last given, besides what will be the
 * reason to refuse it; placed as by in_place().
 */
void in_fault(struct in *, struct err *);
const struct err *in_faults(const struct in *, size_t *n);

/* The row last given, the bytes of the record, and of its file's header. */
const struct csv *in_row(const struct in *);
const char *in_raw(const struct in *, size_t *n);
const char *in_header(const struct in *, size_t *n);

/*
 * What --map makes of a column, or (word not NULL) of a word found in it;
 * NULL for nothing.
 */
const char *in_ours(const struct in *, const char *heading, const char *word,
    size_t n);
bool in_maps_words(const struct in *, const char *heading);

/* Appends --map 'THEIRS=OURS' as a shell takes it. */
void in_map_quote(struct buf *, const char *theirs, const char *ours);

/* The i-th of the columns typed with --map that no file had, or NULL. */
const char *in_unmet(const struct in *, size_t i);

/* Whether the last row of a named file had no line end, and was taken. */
bool in_unended(const struct in *);

/* Bytes of the file that is being read. */
int64_t in_bytes(const struct in *);

/* Number of records given and of those found bad, together. */
long in_records(const struct in *);

/*
 * Keeps the record last given (or last found bad) as refused, its bytes
 * unchanged, with the reason.  Called again for the same record it adds a
 * reason.  Of a line past 1 MiB the first 1 MiB is kept.  All of it is on
 * the disk when in_next() has returned 0.
 */
int in_refuse(struct in *, const struct err *why, struct err *);

/*
 * Keeps the whole input, since the whole batch was refused; the reason is
 * that of the record last given.
 */
int in_refuse_all(struct in *, const struct err *why, struct err *);

/* Where what FILE held before is now, or NULL when it held nothing. */
const char *in_moved(const struct in *);

/* Where refused input was put, or NULL when there was none. */
const char *in_kept(const struct in *);

#endif
