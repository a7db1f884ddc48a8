/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_TEST_IN_REC_H
#define VIGIL_TEST_IN_REC_H

/* What a record is read beside: codes, one pupil on record, one half term. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "in_data.h"
#include "base/text/date.h"
#include "model/rec/rec.h"

static struct err err;
static struct buf out = BUF_INIT;
static struct rec_context context;

/* On record: the pupil P-7KQ2MX, also named "tom". */
static inline int
find(void *arg, const char *refs, const char *s, size_t n,
    char id[ID_LEN], struct err *e)
{
	(void)arg;
	if ((n == 8 && memcmp(s, "P-7KQ2MX", n) == 0) ||
	    (n == 3 && memcmp(s, "tom", n) == 0)) {
		if (!kind_among(refs, &kind_pupil))
			return 0;
		memcpy(id, "P-7KQ2MX", ID_ONE + 1);
		return 1;
	}
	if (n == 8 && s[1] == '-')
		return err_set(e, ST_DATA, "unknown-id", "There is none.");
	return 0;
}

/* March is one half term; of the one before no calendar tells. */
static inline int
span(void *arg, const char *word, int32_t *from, int32_t *to, struct err *e)
{
	(void)arg;
	if (strcmp(word, "last-half-term") == 0)
		return err_set(e, ST_CONFIG, "calendar", "There is none.");
	if (strcmp(word, "this-half-term") != 0)
		return err_set(e, ST_USAGE, "bad-date", "No such days.");
	*from = date_make(2026, 3, 1);
	*to = date_make(2026, 3, 31);
	return 0;
}

static inline int
setup(void **state)
{
	(void)state;
	context.codes = codes_new(rules_with("/nonexistent"));
	context.find = find;
	context.span = span;
	return time_parse("2026-03-10T12:00:00Z", 20, &context.as_at, &err);
}

static inline int
teardown(void **state)
{
	(void)state;
	codes_free(context.codes);
	buf_release(&out);
	return 0;
}

#endif
