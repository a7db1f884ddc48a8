/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_TEST_IN_RULES_H
#define VIGIL_TEST_IN_RULES_H

/* The packaged rules, and a folder for a school's own. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "in_data.h"

static char folder[] = "/tmp/vigil-rules-XXXXXX";

static inline const char *
source(const char *name)
{
	static char path[2][512];
	static int turn;
	const char *src = getenv("VIGIL_SRC");

	turn = !turn;
	snprintf(path[turn], sizeof(path[turn]), "%s/%s",
	    src == NULL ? "." : src, name);
	return path[turn];
}

/* A file of the school's own; NULL takes it away. */
static inline const char *
local(const char *name, const char *text)
{
	static char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s%s", folder,
	    strcmp(name, "local.yaml") == 0 ? "" : "rules/", name);
	unlink(path);
	if (text == NULL)
		return path;
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
	return path;
}

static inline int
make(void **state)
{
	char path[64];

	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/rules", folder);
	return mkdir(path, 0700);
}

static inline int
unmake(void **state)
{
	char path[64];

	(void)state;
	local("local.yaml", NULL);
	local("scr.yaml", NULL);
	local("attendance.yaml", NULL);
	local("attendance-codes.yaml", NULL);
	snprintf(path, sizeof(path), "%s/rules", folder);
	return rmdir(path) == -1 ? -1 : rmdir(folder);
}

#endif
