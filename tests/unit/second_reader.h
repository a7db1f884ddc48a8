/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_TEST_SECOND_READER_H
#define VIGIL_TEST_SECOND_READER_H

/*
 * cJSON as a second reader, so that our reader and our writer do not vouch
 * for each other alone.  It is asked about texts that ours accepts: it
 * takes others that are none.
 */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/json/json.h"

#define SECOND_DIGITS 62 /* of a number; it stops at more */

static inline bool
second_text(const struct json *j, int t, const char *s)
{
	static struct buf scratch;
	size_t n;
	const char *own = json_text(j, t, &scratch, &n);

	return s != NULL && strlen(s) == n && memcmp(s, own, n) == 0;
}

static inline bool
second_number(const struct json *j, int t, const cJSON *c)
{
	char digits[SECOND_DIGITS + 1];
	size_t n;
	const char *s = json_raw(j, t, &n);
	int64_t whole;

	memcpy(digits, s, n);
	digits[n] = '\0';
	return cJSON_IsNumber(c) && c->valuedouble == strtod(digits, NULL) &&
	    (!json_int(j, t, &whole) || c->valuedouble == (double)whole);
}

/* Whether both found the same value; depth is bounded by our reader. */
static inline bool
second_same(const struct json *j, int t, const cJSON *c)
{
	bool object = json_type(j, t) == JSON_OBJECT;
	const cJSON *child;
	int own;

	switch (json_type(j, t)) {
	case JSON_NULL:
		return cJSON_IsNull(c);
	case JSON_FALSE:
		return cJSON_IsFalse(c);
	case JSON_TRUE:
		return cJSON_IsTrue(c);
	case JSON_NUMBER:
		return second_number(j, t, c);
	case JSON_STRING:
		return cJSON_IsString(c) &&
		    second_text(j, t, cJSON_GetStringValue(c));
	default:
		break;
	}
	if (!(object ? cJSON_IsObject(c) : cJSON_IsArray(c)))
		return false;
	own = json_first(j, t);
	for (child = c->child; child != NULL && own >= 0;
	    child = child->next, own = json_after(j, t, own)) {
		if ((object && !second_text(j, own, child->string)) ||
		    !second_same(j, own + object, child))
			return false;
	}
	return child == NULL && own < 0;
}

static inline bool
second_can(const struct json *j)
{
	for (uint32_t i = 0; i < j->ntok; i++)
		if (j->tok[i].type == JSON_NUMBER &&
		    j->tok[i].len > SECOND_DIGITS)
			return false;
	return true;
}

/* Whether cJSON reads in a text what our reader just read. */
static inline bool
second_agrees(const struct json *j)
{
	cJSON *c;
	bool same;

	if (!second_can(j))
		return true;
	c = cJSON_ParseWithLength(j->s, j->n);
	same = c != NULL && second_same(j, 0, c);
	cJSON_Delete(c);
	return same;
}

#endif
