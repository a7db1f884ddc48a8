/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_IN_PART_H
#define VIGIL_CLI_IN_PART_H

/* What in.c, in_map.c and in_keep.c share. */

#include <sys/types.h>

#include "base/core/buf.h"
#include "cli/in/in.h"

#define STDIN_NAME "standard input"
#define SPOOL_MEMORY (256u << 10)
#define SPOOL_MAX ((off_t)1 << 30)
#define LINE_SEARCHED (16u << 20) /* past the limit, for a line's end */

/* What the columns of a CSV file are. */
struct in_map;

/* The mappings of the command line; no header yet. */
int in_map_new(struct in_map **, const struct in_setup *, struct err *);
void in_map_free(struct in_map *);

/*
 * Looks at the headings of the record just read, which tell THEIRS from
 * THEIRS:WORD; whoever takes the header.
 */
void in_map_headings(struct in_map *, const struct csv *);

/* Takes the record just read as the header.  Every error is ST_DATA. */
int in_map_header(struct in_map *, const struct csv *, struct err *);

/* Reasons beyond the first. */
struct in_more {
	struct err *v;
	size_t n, cap;
};

void in_more_add(struct in_more *, const struct err *);

/* ST_DATA where a cell that is filled has no heading. */
int in_map_count(const struct in_map *, const struct csv *, struct err *);

/*
 * The object that a row makes; every error is ST_DATA with the heading as
 * field.  The first goes to err, all further ones to more.
 */
int in_map_row(struct in_map *, const struct csv *, struct buf *object,
    struct in_more *, struct err *);

/*
 * Looks through all the rows of a file whose header was read.  ST_DATA where
 * a column holds dates that are real only with the month first and none that
 * is real only with the day first: all of its days would be read wrong.
 */
int in_check_days(struct in *, struct err *);

bool in_map_cell(struct in_map *, const struct csv *, size_t i,
    struct in_cell *);

/* The column that makes a field, or -1. */
long in_map_column(const struct in_map *, const char *field);

/* Where refused input goes; all zero but the descriptors, which are -1. */
struct keep {
	const char *rejects, *folder, *tool, *ext;
	char *path; /* of the file, once it is made */
	char *old;  /* where what rejects held before is now; or NULL */
	int fd, why;
	bool used;	/* something was written */
	bool open_line;	/* the last line written has no end */
	bool unsettled;	/* written since the last fsync */
};

bool keep_has_place(const struct keep *);
int keep_make_rejects(struct keep *, struct err *);
void keep_close(struct keep *);

/* Bytes of the input; a new line where fresh is set. */
int keep_bytes(struct keep *, const char *, size_t, bool fresh, struct err *);
int keep_reason(struct keep *, const char *, size_t, struct err *);
int keep_settle(struct keep *, struct err *); /* on to the disk */

/* Everything from offset to the end of a file. */
int keep_file(struct keep *, int fd, off_t offset, bool fresh, struct err *);

/*
 * Copies a stream to the end of *copy, which is made when it is -1: in
 * memory while it is small, else a file without a name beside the store.
 * *copy then stands at *start, where the stream begins.  Of a line past
 * 1 MiB so much is copied as shows that it is too long; where its end is not
 * found soon the stream is read no further: 1.
 */
int keep_stream(const struct keep *, int fd, int *copy, off_t *start,
    struct err *);

/* Forgets what the file holds, to begin again. */
int keep_empty(struct keep *, struct err *);

/* One reason as the .why file has it, its line end included. */
void keep_sentence(struct buf *, const struct err *);

struct in {
	struct in_setup setup;
	size_t nfiles; /* 1 for standard input alone */
	struct in_map *map;
	struct keep keep;
	long records;

	/* The file being read, and whether one is. */
	size_t file;
	bool open, csv;
	int fd;
	off_t start;  /* where it began in fd; -1: it cannot be read again */
	bool unended; /* the last row of some file, that was taken */
	bool headed;  /* the header was read … */
	bool kept_header; /* … and stands in the file kept */
	bool stuck;   /* the rest of it is bad */
	bool endless; /* it was not read past a line that is too long */
	struct buf header;
	struct line_reader lines;
	struct csv rows;

	int spool_fd;	   /* the copy of what came from pipes, or -1 */
	off_t stdin_start; /* -1: a pipe or the like */

	/* The record last given or found bad. */
	struct json json;
	struct buf object;
	const char *raw;
	size_t nraw;
	long line;
	bool raw_ended, raw_kept;
	bool row; /* it is taken by its cells */
	struct in_more more;
};

/* Whether the i-th input is standard input. */
bool in_is_stdin(const struct in *, size_t i);

/* Whether JSON comes next; what is blank, or cannot be seen, is passed over. */
bool in_looks_like_json(const struct line_reader *);

/* As in_next(), of a file of JSON. */
int in_next_json(struct in *, const struct json **, struct err *);

/* Says what is kept of a line past the limit. */
int in_hint_cut(const struct in *, struct err *);

#endif
