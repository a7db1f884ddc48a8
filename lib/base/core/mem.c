/* SPDX-License-Identifier: ISC */
#include "base/core/mem.h"

#include <sys/mman.h>

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/core/err.h"
#include "base/core/worker.h"

#define STEP (256 << 10)

static void (*on_empty)(void);

static _Noreturn void
empty(void)
{
	static const char msg[] = "out of memory\n";
	void (*f)(void) = on_empty;

	/* Once: a handler that runs out of memory itself ends below. */
	on_empty = NULL;
	if (f != NULL)
		f();
	else if (write(STDERR_FILENO, msg, sizeof(msg) - 1) < 0)
		_exit(ST_FAULT);
	_exit(ST_FAULT);
}

void
mem_on_empty(void (*f)(void))
{
	on_empty = f;
}

void *
mem_alloc(size_t n)
{
	void *p = calloc(1, n > 0 ? n : 1);

	if (p == NULL)
		empty();
	return p;
}

void *
mem_resize(void *p, size_t count, size_t size)
{
	if (count == 0 || size == 0)
		count = size = 1;
	if (count > SIZE_MAX / size)
		empty();
	p = realloc(p, count * size);
	if (p == NULL)
		empty();
	return p;
}

struct pages {
	char *first;
	size_t n;
};

/* What the next calls of malloc() will take; no pages where it has no more. */
static struct pages
next_pages(size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	struct pages next = { NULL, 0 };
	char *p;

	/* else so large a piece would not be kept once it is free */
	mallopt(M_MMAP_THRESHOLD, (int)(4 * n));
	mallopt(M_TRIM_THRESHOLD, (int)(4 * n));
	if ((p = malloc(n)) == NULL)
		return next;
	next.first = p + (page - (uintptr_t)p % page) % page;
	next.n = (size_t)(p + n - next.first) / page * page;
	free(p);
	return next;
}

void
mem_ready(size_t n)
{
	struct pages next = next_pages(n);

	(void)madvise(next.first, next.n, MADV_POPULATE_WRITE);
}

/* In steps, lest the caller wait for all where it touches one itself. */
static void *
populate(void *arg)
{
	const struct pages *all = arg;

	for (size_t at = 0; at < all->n; at += STEP)
		(void)madvise(all->first + at, all->n - at < STEP ?
		    all->n - at : STEP, MADV_POPULATE_WRITE);
	return NULL;
}

void
mem_ahead(size_t n)
{
	static struct pages next;

	if (next.n > 0)
		return; /* once */
	next = next_pages(n);
	worker_once(populate, &next);
}

char *
mem_copy(const char *s, size_t n)
{
	char *p;

	if (n + 1 == 0)
		empty();
	p = mem_resize(NULL, n + 1, 1);
	if (n > 0)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *
mem_dup(const char *s)
{
	return s == NULL ? NULL : mem_copy(s, strlen(s));
}
