/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_JSON_H
#define VIGIL_BASE_JSON_H

/*
 * A strict reader of JSON (RFC 8259) that parses in place, and a writer.
 *
 * The reader never repairs.  It leaves a tape of tokens that point into the
 * caller's bytes: one pass, no copy, no allocation once the tape has grown.
 * It is iterative, so nesting costs no stack.
 *
 * Besides the grammar it holds the contract's limits, unless JSON_GRAMMAR
 * asks for the grammar alone:
 *   no two members of an object with one name (compared as decoded),
 *   no \u0000, no lone surrogate written as an escape,
 *   no number that would change: a whole number (written without fraction
 *   or exponent) must lie within ±(2^53 − 1), and one with a fraction or
 *   exponent must be finite as a double, and nought only when all its
 *   digits are,
 *   depth at most 32, the text at most 1 MiB,
 *   and of our own: at most 32768 values and names of members, so that no
 *   text makes a tape of many times its length.
 * The grammar alone refuses ill-formed UTF-8, a byte order mark, anything
 * after the value but white space, and raw control characters.
 *
 * Errors are ST_DATA with line and column (of the byte that is wrong) and a
 * message fit for a person who did not write the file.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/core/err.h"

#define JSON_MAX_TEXT (1u << 20)
#define JSON_MAX_DEPTH 32
#define JSON_MAX_VALUES (1u << 15)

enum json_type {
	JSON_NULL,
	JSON_FALSE,
	JSON_TRUE,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT
};

enum { JSON_GRAMMAR = 1 };

/*
 * Token 0 is the whole value.  An object's children alternate name, value.
 * For a string off and len are what stands between the quotes.
 */
struct json_tok {
	uint32_t off;
	uint32_t len;
	uint32_t next;	/* index of the token after this value's subtree */
	uint32_t count; /* members of an object, elements of an array */
	uint8_t type;
	uint8_t escaped; /* a string with at least one backslash */
};

struct json {
	const char *s; /* borrowed: must outlive the tape */
	size_t n;
	struct json_tok *tok;
	uint32_t ntok;
	uint32_t cap;
};

/* Zeroed memory is an empty tape; one tape may be used again and again. */
void json_release(struct json *);

int json_parse(struct json *, const char *, size_t, unsigned flags,
    struct err *);

/* The value of a member, as a token index; -1 when there is none. */
int json_get(const struct json *, int object, const char *name);

/*
 * for (t = json_first(j, v); t >= 0; t = json_after(j, v, t))
 * goes through an array's elements, or through the names of an object's
 * members, whose values are at t + 1.
 */
static inline int
json_first(const struct json *j, int container)
{
	return j->tok[container].count > 0 ? container + 1 : -1;
}

static inline int
json_after(const struct json *j, int container, int t)
{
	uint32_t next;

	if (j->tok[container].type == JSON_OBJECT)
		t++;
	next = j->tok[t].next;
	return next < j->tok[container].next ? (int)next : -1;
}

static inline enum json_type
json_type(const struct json *j, int t)
{
	return (enum json_type)j->tok[t].type;
}

/* A string's text equals word (decoded); -1, no token, never does. */
bool json_is(const struct json *, int t, const char *word);

/*
 * A string decoded.  Points into the source when nothing is escaped, else
 * into scratch, which is overwritten.  Not NUL-terminated.  A lone surrogate,
 * which only JSON_GRAMMAR lets in, is decoded as U+FFFD.
 */
const char *json_decoded(const struct json *, int t, struct buf *scratch,
    size_t *n);

static inline const char *
json_text(const struct json *j, int t, struct buf *scratch, size_t *n)
{
	if (j->tok[t].escaped)
		return json_decoded(j, t, scratch, n);
	*n = j->tok[t].len;
	return j->s + j->tok[t].off;
}

/* The value's own bytes, quotes and brackets included. */
const char *json_raw(const struct json *, int t, size_t *n);

/* Whether two values have the same bytes; -1 is none, and the same as none. */
bool json_same(const struct json *, int t, const struct json *, int u);

/*
 * A whole number; false when the token is no number, or written with a
 * fraction or exponent, or beyond ±(2^53 − 1).
 */
bool json_int(const struct json *, int t, int64_t *);

/*
 * The writer.  It looks at the last byte written to know whether a comma is
 * due, so it needs no state: json_open(b, '{'), json_key(b, "id"),
 * json_string(b, s, n), json_close(b, '}').
 */
void json_open(struct buf *, char bracket);
void json_close(struct buf *, char bracket);
void json_key(struct buf *, const char *name);
void json_item(struct buf *); /* before each element of an array */
void json_string(struct buf *, const char *, size_t); /* quotes, escapes */
void json_chars(struct buf *, const char *, size_t); /* without the quotes */
void json_cstr(struct buf *, const char *);
void json_num(struct buf *, int64_t);
void json_bool(struct buf *, bool);

/* "name":"value", left out when value is NULL. */
void json_pair(struct buf *, const char *name, const char *value);

/* "name":["…","…"] of a NULL-terminated list; NULL is an empty one. */
void json_words(struct buf *, const char *name, const char *const *words);

/* "name":"2026-09-01", left out when the day is DATE_NONE. */
void json_day(struct buf *, const char *name, int32_t day);

/*
 * The value again in its one canonical spelling: no white space, strings
 * with the fewest escapes, numbers as they were written.  Equal content
 * gives equal bytes (members keep their order).
 */
void json_canon(struct buf *, const struct json *, int t);

#endif
