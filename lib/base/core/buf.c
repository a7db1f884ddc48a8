/* SPDX-License-Identifier: ISC */
#include "base/core/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"

void
buf_release(struct buf *b)
{
	free(b->p);
	*b = (struct buf)BUF_INIT;
}

void
buf_reset(struct buf *b)
{
	buf_cut(b, 0);
}

void
buf_grow(struct buf *b, size_t more)
{
	size_t cap;

	/* A sum past SIZE_MAX is more than there is: mem_resize() ends it. */
	if (more > SIZE_MAX / 2 - b->n)
		mem_resize(NULL, SIZE_MAX, 2);
	cap = b->cap < 32 ? 64 : b->cap * 2;
	if (cap < b->n + more + 1)
		cap = b->n + more + 1;
	b->p = mem_resize(b->p, cap, 1);
	b->p[b->n] = '\0';
	b->cap = cap;
}

void
buf_add(struct buf *b, const void *s, size_t n)
{
	buf_reserve(b, n);
	if (n > 0)
		memcpy(b->p + b->n, s, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void
buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int want;

	buf_reserve(b, 0);
	va_start(ap, fmt);
	want = vsnprintf(b->p + b->n, b->cap - b->n, fmt, ap);
	va_end(ap);
	if (want < 0) {
		b->p[b->n] = '\0';
		return;
	}
	if ((size_t)want >= b->cap - b->n) {
		buf_reserve(b, (size_t)want);
		va_start(ap, fmt);
		vsnprintf(b->p + b->n, b->cap - b->n, fmt, ap);
		va_end(ap);
	}
	b->n += (size_t)want;
}

void
buf_cut(struct buf *b, size_t n)
{
	if (b->p == NULL || n > b->n)
		return;
	b->n = n;
	b->p[n] = '\0';
}

const char *
buf_str(const struct buf *b)
{
	return b->p != NULL ? b->p : "";
}

char *
buf_steal(struct buf *b)
{
	char *p;

	buf_reserve(b, 0);
	p = b->p;
	*b = (struct buf)BUF_INIT;
	return p;
}
