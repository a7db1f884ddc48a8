/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_FILE_H
#define VIGIL_BASE_FILE_H

/*
 * Descriptors written and read whole, EINTR retried.  -1 leaves errno.
 */

#include <stddef.h>

#include "base/core/buf.h"

int file_write(int fd, const void *, size_t);

/* Appends what is left; of more than most bytes at least one more. */
int file_read(struct buf *, int fd, size_t most);

#endif
