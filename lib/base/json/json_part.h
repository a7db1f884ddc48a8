/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_JSON_PART_H
#define VIGIL_JSON_PART_H

/* What the parts of JSON share among themselves. */

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Four hexadecimal digits at p, or -1. */
int json_hex4(const char *p, const char *end);

/* A whole number within ±(2^53 − 1), from all of the n bytes. */
bool json_whole(const char *, size_t n, int64_t *);

/* False when a double would make it infinite, or nought where it is not. */
bool json_fits(const char *, size_t n);

/* Control characters, the quote and the backslash. */
static const unsigned char json_special[256] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['"'] = 1, ['\\'] = 1 };

#define JSON_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

#ifdef __SSE2__
/* A bit for each of sixteen bytes that must be escaped. */
static inline unsigned
json_found(__m128i v)
{
	return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(
	    _mm_cmpeq_epi8(v, _mm_set1_epi8('"')),
	    _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))),
	    _mm_cmpeq_epi8(v, _mm_min_epu8(v, _mm_set1_epi8(0x1f)))));
}
#endif

/* The number of leading bytes that a string may hold unescaped. */
static inline size_t
json_plain(const char *s, size_t n)
{
	size_t i = 0;
	uint64_t x, q, b, c;

#ifdef __SSE2__
	for (; i + 16 <= n; i += 16) {
		unsigned found = json_found(
		    _mm_loadu_si128((const void *)(s + i)));

		if (found != 0)
			return i + (size_t)__builtin_ctz(found);
	}
#endif
	/*
	 * Eight at a time: the top bit of a byte of q, b or c is set where x
	 * has a quote, a backslash or a control character.  The lowest one
	 * that is set is right; those above may be set by what it borrowed.
	 */
	for (; i + 8 <= n; i += 8) {
		memcpy(&x, s + i, 8);
		x = le64toh(x);
		q = (x ^ JSON_EACH('"')) - JSON_EACH(1);
		b = (x ^ JSON_EACH('\\')) - JSON_EACH(1);
		c = x - JSON_EACH(0x20);
		q = (q | b | c) & ~x & JSON_EACH(0x80);
		if (q != 0)
			return i + (size_t)__builtin_ctzll(q) / 8;
	}
	while (i < n && !json_special[(unsigned char)s[i]])
		i++;
	return i;
}

/* Copies them; out has room for n. */
static inline size_t
json_copy(char *out, const char *s, size_t n)
{
	size_t i = 0;

#ifdef __SSE2__
	for (; i + 16 <= n; i += 16) {
		__m128i v = _mm_loadu_si128((const void *)(s + i));
		unsigned found = json_found(v);

		_mm_storeu_si128((void *)(out + i), v);
		if (found != 0)
			return i + (size_t)__builtin_ctz(found);
	}
#endif
	for (; i < n && !json_special[(unsigned char)s[i]]; i++)
		out[i] = s[i];
	return i;
}

#endif
