/* SPDX-License-Identifier: ISC */

/*
 * A library to preload: the FAULT_AT-th request for memory is refused, and
 * unless FAULT_ONCE is set every later one too.  It is initialised when the
 * C library is, just before main, and main's program has no initialiser of
 * its own.  With FAULT_THREAD they are counted from where a thread is to
 * begin.  With FAULT_COUNT the number of requests is written to that file at
 * the end, and FAULT_AT may be 0.
 */

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static long count, at;
static bool once, begun;

static bool
refused(void)
{
	if (!begun)
		return false;
	count++;
	if (at == 0 || (once ? count != at : count < at))
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t n)
{
	return refused() ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return refused() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return refused() ? NULL : __libc_realloc(p, n);
}

void *
aligned_alloc(size_t align, size_t n)
{
	return refused() ? NULL : __libc_memalign(align, n);
}

int
posix_memalign(void **p, size_t align, size_t n)
{
	if (refused())
		return ENOMEM;
	*p = __libc_memalign(align, n);
	return *p == NULL ? ENOMEM : 0;
}

int
pthread_create(pthread_t *thread, const pthread_attr_t *attr,
    void *(*work)(void *), void *arg)
{
	int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *),
	    void *);

	*(void **)&real = dlsym(RTLD_NEXT, "pthread_create");
	begun = true;
	return real(thread, attr, work, arg);
}

static void __attribute__((constructor))
begin(void)
{
	const char *s = getenv("FAULT_AT");

	at = s == NULL ? 0 : atol(s);
	once = getenv("FAULT_ONCE") != NULL;
	begun = getenv("FAULT_THREAD") == NULL;
}

static void __attribute__((destructor))
end(void)
{
	const char *path = getenv("FAULT_COUNT");
	long n = count;
	FILE *f;

	begun = false;
	if (path == NULL || (f = fopen(path, "w")) == NULL)
		return;
	fprintf(f, "%ld\n", n);
	fclose(f);
}
