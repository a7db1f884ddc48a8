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

#include "model/book.h"

static struct err err;
static char data[512], own[] = "/tmp/vigil-local-XXXXXX", local[64];

/* The packaged alone; and with what write_local() wrote. */
static const struct folders packaged = { data, "/nonexistent" };
static const struct folders with_local = { data, own };

static inline int
setup_rules(const char *name)
{
	const char *src = getenv("VIGIL_SRC");

	snprintf(data, sizeof(data), "%s/data", src == NULL ? "." : src);
	if (mkdtemp(own) == NULL)
		return -1;
	snprintf(local, sizeof(local), "%s/%s", own, name);
	return 0;
}

static inline int
teardown(void **state)
{
	(void)state;
	(void)unlink(local);
	return rmdir(own);
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
