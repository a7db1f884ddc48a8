/* SPDX-License-Identifier: ISC */
#include "base/core/line.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/core/mem.h"

#define BLOCK (64u << 10)

void
line_open(struct line_reader *r, int fd)
{
	memset(r, 0, sizeof(*r));
	r->fd = fd;
}

void
line_close(struct line_reader *r)
{
	free(r->block);
	r->block = NULL;
	r->start = r->end = r->cap = 0;
	r->eof = true;
}

/* More bytes after block + end: 1, 0 at the end of the input, -1. */
static int
more(struct line_reader *r, struct err *err)
{
	ssize_t n = 0;

	if (r->eof)
		return 0;
	if (r->failed == 0) {
		do {
			n = read(r->fd, r->block + r->end, r->cap - r->end);
		} while (n < 0 && errno == EINTR);
		if (n < 0)
			r->failed = errno;
	}
	if (r->failed != 0) {
		errno = r->failed;
		return err_sys(err, ST_IO, "read",
		    "The input could not be read to its end");
	}
	if (n == 0)
		r->eof = true;
	r->end += (size_t)n;
	return n > 0;
}

/* The same, making room first. */
static int
fill(struct line_reader *r, struct err *err)
{
	if (r->start > 0) {
		memmove(r->block, r->block + r->start, r->end - r->start);
		r->end -= r->start;
		r->start = 0;
	}
	if (r->end == r->cap) {
		r->cap = r->cap < LINE_MAX_BYTES ? r->cap * 2 :
		    LINE_MAX_BYTES + BLOCK;
		if (r->cap == 0)
			r->cap = BLOCK;
		r->block = mem_resize(r->block, r->cap + LINE_SPARE, 1);
	}
	return more(r, err);
}

/* Passes over the rest of a line whose first bytes stay in the block. */
static int
skip(struct line_reader *r, struct err *err)
{
	size_t kept = r->start + LINE_MAX_BYTES;
	char *nl;
	int rc;

	while ((nl = memchr(r->block + kept, '\n', r->end - kept)) == NULL) {
		r->end = kept;
		if ((rc = more(r, err)) < 0)
			return -1;
		if (rc == 0)
			break;
	}
	r->ended = nl != NULL;
	r->start = nl != NULL ? (size_t)(nl - r->block) + 1 : r->end;
	return 0;
}

int
line_next(struct line_reader *r, const char **s, size_t *n, struct err *err)
{
	size_t seen = 0, have;
	char *nl = NULL;
	int rc;

	for (;;) {
		have = r->end - r->start;
		if (have > seen)
			nl = memchr(r->block + r->start + seen, '\n',
			    have - seen);
		if (nl != NULL || have > LINE_MAX_BYTES)
			break;
		seen = have;
		if ((rc = fill(r, err)) < 0)
			return -1;
		if (rc == 0 && have == 0)
			return 0;
		if (rc == 0)
			break;
	}
	*s = r->block + r->start;
	*n = nl != NULL ? (size_t)(nl - *s) : have;
	r->number++;
	r->ended = nl != NULL;
	r->cut = *n > LINE_MAX_BYTES;
	if (r->cut) {
		*n = LINE_MAX_BYTES;
		return skip(r, err) < 0 ? -1 : 1;
	}
	r->start += *n + r->ended;
	return 1;
}

int
line_peek(struct line_reader *r)
{
	struct err ignored;

	if (r->start == r->end && fill(r, &ignored) <= 0)
		return -1;
	return (unsigned char)r->block[r->start];
}
