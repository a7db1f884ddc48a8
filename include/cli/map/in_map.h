/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_IN_MAP_H
#define VIGIL_CLI_IN_MAP_H

/* The columns of a CSV file: in_map.c learns them, in_row.c uses them. */

#include "cli/out/cell.h"
#include "cli/in/in_part.h"

/* A column to a field, or (word not NULL) a word in a column to another. */
struct mapping {
	char *typed;	     /* THEIRS or THEIRS:WORD, or NULL: in a file */
	char *column, *word; /* folded */
	char *ours;
	bool met;	     /* some file has the column */
};

struct column {
	char *heading;		    /* as it stands in the file */
	char *folded;
	const struct field *parent; /* the object that field is part of */
	const struct field *field;  /* NULL: text kept as it is, or … */
	char *name;		    /* … NULL too: left out */
	size_t cell;		    /* of a row, that it is */
	bool words;		    /* some mapping translates its words … */
	bool wordy;		    /* … wherever in a cell they stand */
	size_t next;		    /* further column of the parent; 0 none */
	bool follows;		    /* an earlier one leads to it */
};

struct in_map {
	const struct kind *kind;
	const struct field *columns; /* of the setup, or NULL */
	bool (*ours)(const char *);  /* likewise */
	bool amends;
	struct mapping *mapping;
	size_t nmappings;
	struct column *column;
	size_t ncolumns; /* one more for each further field of a cell */
	bool *bare;	 /* cells without a heading, of which nothing is said */
	size_t ncells, nbare;
	struct buf cell, text, sub;
	bool mapped; /* some word of the cell was */
};

/* Text folded for comparison, NUL-terminated and yours. */
char *in_folded(const char *, size_t n);

/* ST_DATA where two columns are the same; joins those of one object. */
int in_map_compare(const struct in_map *, struct err *);

/* Whether a cell is blank. */
bool in_map_blank(const struct csv *, size_t i);

#endif
