/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_TEST_IN_LOCAL_H
#define VIGIL_TEST_IN_LOCAL_H

/* A file of the packaged rules, and one of the school's own over it. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"

static struct err err;
static char packaged[512];
static char local[] = "/tmp/vigil-local-XXXXXX";

static inline int
setup_rules(const char *name)
{
	const char *src = getenv("VIGIL_SRC");
	int fd = mkstemp(local);

	snprintf(packaged, sizeof(packaged), "%s/data/rules/%s",
	    src == NULL ? "." : src, name);
	return fd == -1 ? -1 : close(fd);
}

static inline int
teardown(void **state)
{
	(void)state;
	return unlink(local);
}

static inline void
write_local(const char *text)
{
	FILE *f = fopen(local, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

#endif
