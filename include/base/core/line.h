/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_LINE_H
#define VIGIL_BASE_LINE_H

/*
 * Lines from a descriptor, read in blocks, EINTR retried.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/core/err.h"

#define LINE_MAX_BYTES (1u << 20)
#define LINE_SPARE 16 /* bytes past a line's end that can be read */

struct line_reader {
	int fd;
	char *block; /* owned */
	size_t start, end, cap;
	bool eof;
	int failed;	/* errno of the read that failed, of line_peek() too */
	long number;	/* of the line last given, 1 is the first */
	bool ended;	/* it ended in a newline */
	bool cut;	/* it was longer than LINE_MAX_BYTES */
};

void line_open(struct line_reader *, int fd); /* the fd stays the caller's */
void line_close(struct line_reader *);

/*
 * The next line without its newline (a CR before it stays), borrowed until
 * the next call.  1 a line, 0 the end, -1 a read error (ST_IO), which is
 * never taken for the end.  Of a line past LINE_MAX_BYTES the first
 * LINE_MAX_BYTES are given with cut set, and the rest of it is skipped
 * without being kept.
 */
int line_next(struct line_reader *, const char **, size_t *, struct err *);

/*
 * The next byte without taking it; 0..255, -1 at the end or on an error,
 * which line_next() then tells.
 */
int line_peek(struct line_reader *);

#endif
