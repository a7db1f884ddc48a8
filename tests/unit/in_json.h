/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_TEST_IN_JSON_H
#define VIGIL_TEST_IN_JSON_H

/* A text to read, and what it is read into. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/json/json.h"
#include "base/core/mem.h"
#include "second_reader.h"

static struct json j;
static struct err e;

/*
 * The text is put where a byte read too far is noticed; what is accepted by
 * all the rules is compared with what the second reader reads.
 */
static inline int
parse(const char *s, size_t n, unsigned flags)
{
	static char *copy;

	free(copy);
	copy = NULL;
	if (s == NULL)
		return 0;
	copy = malloc(n > 0 ? n : 1);
	assert_non_null(copy);
	memcpy(copy, s, n);
	err_clear(&e);
	if (json_parse(&j, copy, n, flags, &e) == -1)
		return -1;
	if (flags == 0 && !second_agrees(&j))
		fail_msg("%.*s is read otherwise", (int)n, copy);
	return 0;
}

static inline int
release(void **state)
{
	(void)state;
	json_release(&j);
	return parse(NULL, 0, 0);
}

#endif
