/* SPDX-License-Identifier: ISC */
#include "cli/in/in.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "cli/map/in_map.h"

/* The i-th input: its name for people. */
static const char *
input_name(const struct in *in, size_t i)
{
	const char *s = in->setup.nfiles > 0 ? in->setup.file[i] : "-";

	return strcmp(s, "-") == 0 ? STDIN_NAME : s;
}

bool
in_is_stdin(const struct in *in, size_t i)
{
	return in->setup.nfiles == 0 || strcmp(in->setup.file[i], "-") == 0;
}

static int
reads_what_it_writes(const struct in *in, struct err *e)
{
	struct stat out, st;
	size_t i;

	if (stat(in->setup.rejects, &out) != 0 || !S_ISREG(out.st_mode))
		return 0;
	for (i = 0; i < in->nfiles; i++) {
		if ((in_is_stdin(in, i) ? fstat(STDIN_FILENO, &st)
				     : stat(in->setup.file[i], &st)) != 0)
			continue;
		if (st.st_dev == out.st_dev && st.st_ino == out.st_ino) {
			err_set(e, ST_USAGE, "same-file",
			    "%s is both the input and the file for what is "
			    "refused.", in->setup.rejects);
			return err_hint(e, "Name another file with "
			    "--rejects.");
		}
	}
	return 0;
}

int
in_open(struct in **inp, const struct in_setup *setup, struct err *e)
{
	struct in *in = mem_alloc(sizeof(*in));
	const char *from = setup->from;
	struct stat st;

	in->setup = *setup;
	in->nfiles = setup->nfiles > 0 ? setup->nfiles : 1;
	in->fd = in->spool_fd = in->keep.fd = in->keep.why = -1;
	in->stdin_start = fstat(STDIN_FILENO, &st) == 0 && S_ISREG(st.st_mode)
	    ? lseek(STDIN_FILENO, 0, SEEK_CUR) : -1;
	in->keep.rejects = setup->rejects;
	in->keep.folder = setup->folder;
	in->keep.tool = setup->tool;
	in->keep.ext = ".jsonl";
	*inp = in;
	if (from != NULL && strcmp(from, "csv") == 0 && setup->kind == NULL) {
		err_set(e, ST_USAGE, "no-csv", "%s does not read CSV.",
		    setup->tool);
		goto fail;
	}
	if (setup->kind != NULL && in_map_new(&in->map, setup, e) != 0)
		goto fail;
	if (setup->rejects != NULL && (reads_what_it_writes(in, e) != 0 ||
	    keep_make_rejects(&in->keep, e) != 0))
		goto fail;
	return 0;
fail:
	in_close(in);
	*inp = NULL;
	return -1;
}

static void
shut(struct in *in)
{
	if (!in->open)
		return;
	if (in->csv)
		csv_close(&in->rows);
	line_close(&in->lines);
	if (in->fd != STDIN_FILENO && in->fd != in->spool_fd)
		close(in->fd);
	in->fd = -1;
	in->open = false;
}

void
in_close(struct in *in)
{
	if (in == NULL)
		return;
	shut(in);
	if (in->spool_fd >= 0)
		close(in->spool_fd);
	keep_close(&in->keep);
	in_map_free(in->map);
	json_release(&in->json);
	buf_release(&in->header);
	buf_release(&in->object);
	free(in->more.v);
	free(in);
}

/*
 * What does not come from a file is read to its end before anything is done
 * with it: so nobody waits for a slow writer while the store is locked, and
 * whatever is refused can be kept.
 */
static int
drain(struct in *in, struct err *e)
{
	int rc = keep_stream(&in->keep, in->fd, &in->spool_fd, &in->start, e);

	if (rc < 0)
		return -1;
	in->endless = rc > 0;
	if (in->fd != STDIN_FILENO)
		close(in->fd);
	in->fd = in->spool_fd;
	return 0;
}

static int
open_next(struct in *in, struct err *e)
{
	const char *from = in->setup.from;
	struct stat st;
	int first;

	in->fd = STDIN_FILENO;
	if (!in_is_stdin(in, in->file))
		in->fd = open(in->setup.file[in->file],
		    O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (in->fd < 0 || fstat(in->fd, &st) != 0)
		return err_sys(e, ST_IO, "open", "%s could not be opened",
		    input_name(in, in->file));
	in->open = true;
	in->headed = in->kept_header = in->stuck = in->endless = false;
	in->start = !S_ISREG(st.st_mode) ? -1 :
	    in->fd == STDIN_FILENO ? in->stdin_start : 0;
	if (in->start < 0 && drain(in, e) != 0)
		return -1;
	line_open(&in->lines, in->fd);
	first = line_peek(&in->lines);
	in->csv = false;
	if (in->setup.kind != NULL)
		in->csv = from != NULL ? strcmp(from, "csv") == 0
		    : first >= 0 && !in_looks_like_json(&in->lines);
	if (!in->csv)
		return 0;
	in->keep.ext = ".csv";
	csv_open(&in->rows, &in->lines);
	in->rows.lenient = in->fd != in->spool_fd &&
	    in->fd != STDIN_FILENO;
	return 0;
}

static bool
row_is_empty(struct in *in)
{
	const struct csv *csv = &in->rows;
	struct in_cell c;
	const char *s;
	size_t i, n;

	if (in->setup.columns != NULL && csv->n <= in->map->ncells) {
		for (i = 0; i < in->map->ncolumns; i++)
			if (in_map_cell(in->map, csv, i, &c))
				return false;
		return true;
	}
	for (i = 0; i < csv->n; i++) {
		s = csv_cell(csv, i, &n);
		if (n > 0 && *s > ' ')
			return false; /* as most do at once */
		text_trim(&s, &n);
		if (n > 0)
			return false;
	}
	return true;
}

/* A header of one column in which others are parted otherwise. */
static int
check_separator(const struct csv *csv, struct err *e)
{
	const char *s = csv_cell(csv, 0, NULL);

	if (csv->n != 1 || strpbrk(s, ";\t") == NULL)
		return 0;
	return err_set(e, ST_DATA, "bad-csv",
	    "The cells of this sheet are divided by %s. Save it again as CSV "
	    "with commas between.", strchr(s, ';') != NULL ? "semicolons" :
	    "tabs");
}

/* A last row without a line end is whole when it has all its cells. */
static int
row_ends(struct in *in, struct err *e)
{
	if (in->lines.ended)
		return 1;
	in->unended = true;
	if (in->rows.n == in->map->ncells)
		return 1;
	err_set(e, ST_DATA, "incomplete", "The last line does not end in a "
	    "line end, and has fewer cells than there are headings.");
	err_hint(e, "Export the file again, or, if the line is whole, add a "
	    "line end.");
	return err_place(e, NULL, in->line);
}

/* The next row that says something; the header before the first. */
static int
read_row(struct in *in, struct err *e)
{
	struct csv *csv = &in->rows;
	size_t bom;
	int rc;

	for (;;) {
		rc = csv_next(csv, e);
		in->line = csv->line;
		if (rc <= 0)
			return rc;
		if (in->headed && !row_is_empty(in))
			return row_ends(in, e);
		if (in->headed)
			continue;
		if (csv->line == 1 && csv->n == 2 &&
		    strcasecmp(csv_cell(csv, 0, NULL), "sep=") == 0)
			continue; /* "sep=,", which tells Excel the same */
		in_map_headings(in->map, csv);
		if (check_separator(csv, e) != 0 ||
		    (in->setup.header == NULL ?
		    in_map_header(in->map, csv, e) :
		    in->setup.header(in->setup.arg, csv, e)) != 0 ||
		    in_check_days(in, e) != 0)
			return err_place(e, NULL, csv->line);
		bom = csv->nraw >= 3 &&
		    memcmp(csv->raw, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
		buf_reset(&in->header);
		buf_add(&in->header, csv->raw + bom, csv->nraw - bom);
		in->headed = true;
	}
}

/* As in_next(), of a file of CSV. */
static int
next_row(struct in *in, const struct json **record, struct err *e)
{
	int rc;

	if (in->stuck)
		return 0;
	rc = read_row(in, e);
	in->stuck = rc < 0;
	if (rc < 0 && in->lines.cut && in->fd == in->spool_fd)
		in_hint_cut(in, e);
	if (rc <= 0)
		return rc;
	in->raw = in->rows.raw;
	in->nraw = in->rows.nraw;
	if (in_map_count(in->map, &in->rows, e) != 0)
		return err_place(e, NULL, in->line);
	if (in->setup.header != NULL) {
		*record = NULL;
		return 1;
	}
	if (in->setup.columns != NULL) {
		buf_reset(&in->object);
		buf_adds(&in->object, "{}");
		in->row = true;
	} else {
		rc = in_map_row(in->map, &in->rows, &in->object, &in->more,
		    e);
	}
	if (rc < 0 || json_parse(&in->json, in->object.p, in->object.n, 0, e))
		return err_place(e, NULL, in->line);
	*record = &in->json;
	return 1;
}

int
in_next(struct in *in, const struct json **record, struct err *e)
{
	int rc;

	for (;;) {
		if (!in->open && in->file == in->nfiles)
			return keep_settle(&in->keep, e);
		if (!in->open && open_next(in, e) != 0)
			return err_place(e, input_name(in, in->file), 0);
		in->raw_kept = false;
		in->nraw = 0;
		in->line = 0;
		in->more.n = 0;
		in->row = false;
		rc = in->csv ? next_row(in, record, e)
			     : in_next_json(in, record, e);
		if (rc > 0 || (rc < 0 && e->status == ST_DATA))
			in->records++;
		if (rc > 0)
			return 1;
		if (rc < 0)
			return err_place(e, input_name(in, in->file), 0);
		shut(in);
		in->file++;
	}
}

void
in_place(const struct in *in, struct err *e)
{
	long i;

	if (in->csv && in->headed && e->field[0] != '\0' &&
	    (i = in_map_column(in->map, e->field)) >= 0)
		err_field(e, in->map->column[i].heading);
	err_place(e, in_file(in), in->line);
}

const char *
in_file(const struct in *in)
{
	/* the last is closed */
	return input_name(in, in->file < in->nfiles ? in->file
						    : in->nfiles - 1);
}

long
in_line(const struct in *in)
{
	return in->line;
}

const struct csv *
in_row(const struct in *in)
{
	return &in->rows;
}

const char *
in_raw(const struct in *in, size_t *n)
{
	*n = in->nraw;
	return in->raw;
}

const char *
in_header(const struct in *in, size_t *n)
{
	*n = in->csv ? in->header.n : 0;
	return buf_str(&in->header);
}

size_t
in_cells(const struct in *in)
{
	return in->row ? in->map->ncolumns : 0;
}

bool
in_cell(struct in *in, size_t i, struct in_cell *c)
{
	return in_map_cell(in->map, &in->rows, i, c);
}

size_t
in_column(const struct in *in, const char *field)
{
	long i = in_map_column(in->map, field);

	return i < 0 ? in->map->ncolumns : (size_t)i;
}

void
in_more_add(struct in_more *more, const struct err *e)
{
	if (more->n == more->cap) {
		more->cap = more->cap == 0 ? 8 : more->cap * 2;
		more->v = mem_resize(more->v, more->cap, sizeof(*more->v));
	}
	more->v[more->n++] = *e;
}

void
in_fault(struct in *in, struct err *e)
{
	in_place(in, e);
	in_more_add(&in->more, e);
}

const struct err *
in_faults(const struct in *in, size_t *n)
{
	*n = in->more.n;
	return in->more.v;
}

int64_t
in_bytes(const struct in *in)
{
	struct stat st;

	return in->open && fstat(in->fd, &st) == 0 ? st.st_size : 0;
}

long
in_records(const struct in *in)
{
	return in->records;
}

bool
in_unended(const struct in *in)
{
	return in->unended;
}

const char *
in_kept(const struct in *in)
{
	return in->keep.used ? in->keep.path : NULL;
}
