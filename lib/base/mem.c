/* SPDX-License-Identifier: ISC */
#include "base/mem.h"

#include <sys/mman.h>

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"

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

void
mem_ready(size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *p, *first;

	/* else so large a piece would not be kept once it is free */
	mallopt(M_MMAP_THRESHOLD, (int)(4 * n));
	mallopt(M_TRIM_THRESHOLD, (int)(4 * n));
	if ((p = malloc(n)) == NULL)
		return;
	first = p + (page - (uintptr_t)p % page) % page;
	(void)madvise(first, (size_t)(p + n - first) / page * page,
	    MADV_POPULATE_WRITE);
	free(p);
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
