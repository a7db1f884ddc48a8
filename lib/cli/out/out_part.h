/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_OUT_PART_H
#define VIGIL_CLI_OUT_PART_H

/* What out.c, out_table.c, out_block.c and out_csv.c share. */

#include "base/json/json.h"
#include "cli/out/out.h"

struct out_column {
	char *name;
	const char *label;
	const struct field *field; /* NULL for an x_ field */
	bool may_cut;
	size_t width, least;
	const char *left; /* of a cell, not yet on a line of its row */
};

struct out {
	struct out_setup setup;
	bool chosen; /* the columns are those of --fields */
	const struct kind *kind; /* whose columns they are */
	struct out_column *column;
	size_t ncolumns;
	bool headed;  /* this kind's header is out */
	bool started; /* something is out */

	struct json json;
	struct buf line, scratch, cell;

	/* Rows of a table held back until the widths are known. */
	struct buf held; /* of each row the cells, NUL-terminated */
	size_t nheld;
	bool measured, blocks;

	struct buf pending; /* not yet written */
	bool keeps;	    /* all of it, until out_keep() */
	bool (*wanted)(void *arg, const struct json *);
	void *wanted_arg;
	size_t count;	    /* records given */
	bool failed;
	struct err failure;
};

/* Bytes ready to go out. */
int out_put(struct out *, const char *, size_t, struct err *);

/* Fields that vigil adds to records; ends with name NULL. */
extern const struct field out_given[];

/* A member's field, sub the fields of its object; NULL for an x_ field. */
const struct field *out_field(const struct field *sub, const char *name,
    size_t n);

/* The record as a line of CSV, the header before the first, into line. */
void out_csv(struct out *);

/* A value as people read it. */
void out_value(struct out *, struct buf *, const struct field *, int t);

/*
 * How much of a text one line takes: its longest start that has at most so
 * many columns and ends where a word does, if one can; and the start that no
 * line's end may part.
 */
size_t out_fitting(const char *, size_t columns);
size_t out_piece(const char *);

/* Takes n bytes off the text, and blanks after them; returns their width. */
size_t out_take(struct buf *, const char **text, size_t n);

/* The record into the table, or as a block of its own. */
int out_table(struct out *, struct err *);
int out_table_flush(struct out *, struct err *);
int out_block(struct out *, struct err *);

/* The cells of a row as a block into line; returns what comes after them. */
const char *out_cells(struct out *, const char *);

#endif
