/* SPDX-License-Identifier: ISC */
#include "model/id.h"

#include <stdint.h>
#include <string.h>

#include "base/core/hash.h"
#include "base/text/text.h"

/* Digits and capitals without vowels, 0 and 1. */
static const char symbols[ID_SYMBOLS + 1] = "23456789BCDFGHJKLMNPQRSTVWXYZ";
static const char vowels[] = "AEIOU";

#define RANDOM 5
#define PLACES (2 + RANDOM + 1) /* a prefix, the random and the check symbol */

static char
capital(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static int
place_in(const char *set, char c)
{
	const char *p = c == '\0' ? NULL : strchr(set, capital(c));

	return p == NULL ? -1 : (int)(p - set);
}

/*
 * The sum of place times value must be 0 modulo 29.  Places and values lie
 * below that prime, so one changed symbol changes the sum, and so does a
 * swap of two neighbours, whose places differ by one.
 */
static int
sum(const int *v, int places)
{
	int total = 0;

	for (int i = 0; i < places; i++)
		total += (places - i) * v[i];
	return total % ID_SYMBOLS;
}

void
id_make(char out[ID_LEN], const char *prefix)
{
	int n = (int)strlen(prefix), places = n + RANDOM + 1, v[PLACES];
	unsigned char byte;
	int i = n;

	v[0] = place_in(symbols, prefix[0]);
	if (n == 2)
		v[1] = place_in(vowels, prefix[1]);
	while (i < places - 1) {
		hash_random(&byte, 1);
		byte &= 31;
		if (byte < ID_SYMBOLS) /* each symbol as likely as another */
			v[i++] = byte;
	}
	v[i] = 0;
	v[i] = (ID_SYMBOLS - sum(v, places)) % ID_SYMBOLS;
	memcpy(out, prefix, (size_t)n);
	out[n] = '-';
	for (i = n; i < places; i++)
		out[i + 1] = symbols[v[i]];
	out[places + 1] = '\0';
}

/* Passes over one dash of any width, with blanks about it. */
static size_t
pass_dash(const char *s, size_t n)
{
	size_t i = 0, dash;

	while ((dash = text_blank(s + i, n - i)) > 0)
		i += dash;
	if ((dash = text_dash(s + i, n - i)) == 0)
		return 0;
	i += dash;
	while ((dash = text_blank(s + i, n - i)) > 0)
		i += dash;
	return i;
}

/* The symbols of its prefix: 0 for none. */
static size_t
prefix_of(const char *s, size_t n)
{
	if (n == 0 || place_in(symbols, s[0]) == -1)
		return 0;
	if (n > 1 && place_in(vowels, s[1]) != -1)
		return place_in("23456789", s[0]) == -1 ? 2 : 0;
	return 1;
}

/* Blanks about it, and a full stop behind. */
static void
trim(const char **s, size_t *n)
{
	text_trim(s, n);
	if (*n > 1 && (*s)[*n - 1] == '.') {
		--*n;
		text_trim(s, n);
	}
}

enum id_reading
id_read(char out[ID_LEN], const char *s, size_t n)
{
	int v[PLACES], places = 0;
	size_t prefix, dash, i;

	trim(&s, &n);
	if ((prefix = prefix_of(s, n)) == 0)
		return ID_NONE;
	dash = pass_dash(s + prefix, n - prefix);
	/* without its dash a number is a number */
	if (dash == 0 && s[0] >= '0' && s[0] <= '9')
		return ID_NONE;
	v[places++] = place_in(symbols, s[0]);
	if (prefix == 2)
		v[places++] = place_in(vowels, s[1]);
	for (i = prefix + dash; i < n; i++) {
		if (places == (int)prefix + RANDOM + 1 ||
		    (v[places] = place_in(symbols, s[i])) == -1)
			return ID_NONE;
		places++;
	}
	if (places < (int)prefix + 4)
		return ID_SHORT;
	for (i = 0; i < prefix; i++)
		out[i] = capital(s[i]);
	out[i++] = '-';
	for (; i <= (size_t)places; i++)
		out[i] = symbols[v[i - 1]];
	out[i] = '\0';
	if (places < (int)prefix + RANDOM + 1)
		return ID_PREFIX;
	return sum(v, places) == 0 ? ID_WHOLE : ID_MISTYPED;
}

bool
id_is(char out[ID_LEN], const char *s, size_t n)
{
	return (n == ID_ONE || n == ID_ONE + 1) &&
	    id_read(out, s, n) == ID_WHOLE && text_equal(s, n, out);
}

bool
id_dashed(const char *s, size_t n)
{
	size_t prefix;

	text_trim(&s, &n);
	prefix = prefix_of(s, n);
	return prefix > 0 && pass_dash(s + prefix, n - prefix) > 0;
}
