/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_MEM_H
#define VIGIL_BASE_MEM_H

/*
 * Memory that is there or the process ends: running out of it is the one
 * thing the library may end a process for.  What is said then, and with
 * which status, the process decides with mem_on_empty().
 */

#include <stddef.h>

void *mem_alloc(size_t);			/* zeroed */
void *mem_resize(void *, size_t count, size_t size); /* overflow is empty */
char *mem_copy(const char *, size_t);		/* with a NUL after it */
char *mem_dup(const char *);			/* NULL stays NULL */

/*
 * Has the next so many bytes from the kernel at once: one page at a time, as
 * they are first touched, takes longer than a short command's own work.
 */
void mem_ready(size_t);

/* The same, by a thread beside the caller where there is another processor. */
void mem_ahead(size_t);

/* Called once when memory has run out; it must not return. */
void mem_on_empty(void (*)(void));

#endif
