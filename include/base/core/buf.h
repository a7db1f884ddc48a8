/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_BUF_H
#define VIGIL_BASE_BUF_H

/*
 * A growing string of bytes.  Every string that grows in vigil is one.
 * p is NUL-terminated whenever it is not NULL, and may hold NULs before
 * that; n does not count the terminator.  Zeroed memory is an empty buf.
 */

#include <stddef.h>

struct buf {
	char *p;
	size_t n;
	size_t cap;
};

#define BUF_INIT { NULL, 0, 0 }

void buf_release(struct buf *);	   /* frees, and leaves an empty buf */
void buf_reset(struct buf *);	   /* empties, keeps the memory */
void buf_grow(struct buf *, size_t more); /* for buf_reserve() */
void buf_add(struct buf *, const void *, size_t);
void buf_adds(struct buf *, const char *);
void buf_addf(struct buf *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void buf_cut(struct buf *, size_t n); /* shortens to n bytes */

/* Room for more bytes and a NUL. */
static inline void
buf_reserve(struct buf *b, size_t more)
{
	if (more >= b->cap - b->n)
		buf_grow(b, more);
}

static inline void
buf_addc(struct buf *b, char c)
{
	buf_reserve(b, 1);
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

/* The string; "" when the buf is empty.  Borrowed until the next change. */
const char *buf_str(const struct buf *);

/* The string as yours to free; the buf is empty afterwards. */
char *buf_steal(struct buf *);

#endif
