/* SPDX-License-Identifier: ISC */
#include "base/core/file.h"

#include <errno.h>
#include <unistd.h>

#define BLOCK 8192

int
file_write(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;
	ssize_t w;

	while (n > 0) {
		w = write(fd, p, n);
		if (w > 0) {
			p += w;
			n -= (size_t)w;
		} else if (w == 0 || errno != EINTR) {
			return -1;
		}
	}
	return 0;
}

int
file_read(struct buf *b, int fd, size_t most)
{
	size_t start = b->n;
	ssize_t n;

	do {
		buf_reserve(b, BLOCK);
		n = read(fd, b->p + b->n, BLOCK);
		if (n > 0)
			b->n += (size_t)n;
	} while ((n > 0 && b->n - start <= most) ||
	    (n < 0 && errno == EINTR));
	b->p[b->n] = '\0';
	return n < 0 ? -1 : 0;
}
