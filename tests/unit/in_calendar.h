/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_TEST_IN_CALENDAR_H
#define VIGIL_TEST_IN_CALENDAR_H

/* A calendar from a file of the source tree, and what it says of a day. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "policy/calendar/calendar.h"
#include "policy/calendar/deadline.h"

static char text[32768];

static inline FILE *
open_file(const char *name)
{
	const char *src = getenv("VIGIL_SRC");
	char path[512];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s", src != NULL ? src : ".",
	    name);
	f = fopen(path, "r");
	if (f == NULL)
		fail_msg("%s cannot be opened", path);
	return f;
}

static inline void
slurp(const char *name)
{
	FILE *f = open_file(name);
	size_t n = fread(text, 1, sizeof(text) - 1, f);

	text[n] = '\0';
	(void)fclose(f);
}

static inline struct calendar *
read_file(const char *name)
{
	struct calendar *c;
	struct err err;

	slurp(name);
	if (calendar_read(&c, text, strlen(text), name, &err) == -1)
		fail_msg("%s:%ld: %s", err.file, err.line, err.msg);
	return c;
}

static inline int32_t
day(const char *s)
{
	int32_t d = date_parse(s, strlen(s));

	if (d == DATE_NONE)
		fail_msg("%s is no day", s);
	return d;
}

static inline bool
covers_work(const struct calendar *c, int32_t d)
{
	int32_t from, to;

	calendar_coverage(c, UNIT_WORKING_DAYS, &from, &to);
	return d >= from && d <= to;
}

static inline bool
works(const struct calendar *c, int32_t d)
{
	struct err err;
	int n;

	return calendar_count(c, UNIT_WORKING_DAYS, d - 1, d, &n, &err) == 0 &&
	    n == 1;
}

#endif
