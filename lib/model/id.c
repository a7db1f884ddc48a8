/* SPDX-License-Identifier: ISC */
#include <stdint.h>
#include <string.h>

#include "base/hash.h"
#include "model/id.h"

/* Digits and capitals without vowels, 0 and 1. */
static const char symbols[ID_SYMBOLS + 1] = "23456789BCDFGHJKLMNPQRSTVWXYZ";

#define PLACES 7 /* the letter, five random symbols, the check symbol */

static int
value(char c)
{
	const char *p;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	p = c == '\0' ? NULL : strchr(symbols, c);
	return p == NULL ? -1 : (int)(p - symbols);
}

/*
 * The sum of place times value must be 0 modulo 29.  Places and values lie
 * below that prime, so one changed symbol changes the sum, and so does a
 * swap of two neighbours, whose places differ by one.
 */
static int
sum(const int v[PLACES])
{
	int total = 0;

	for (int i = 0; i < PLACES; i++)
		total += (PLACES - i) * v[i];
	return total % ID_SYMBOLS;
}

void
id_make(char out[ID_LEN], char letter)
{
	int v[PLACES] = { value(letter) };
	unsigned char byte;
	int i = 1;

	while (i < PLACES - 1) {
		hash_random(&byte, 1);
		byte &= 31;
		if (byte < ID_SYMBOLS) /* each symbol as likely as another */
			v[i++] = byte;
	}
	v[PLACES - 1] = 0;
	v[PLACES - 1] = (ID_SYMBOLS - sum(v)) % ID_SYMBOLS;
	out[0] = letter;
	out[1] = '-';
	for (i = 1; i < PLACES; i++)
		out[i + 1] = symbols[v[i]];
	out[ID_LEN - 1] = '\0';
}

enum id_reading
id_read(char out[ID_LEN], const char *s, size_t n)
{
	int v[PLACES], places = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '-' && i == 1)
			continue;
		if (places == PLACES || (v[places] = value(s[i])) == -1)
			return ID_NONE;
		places++;
	}
	/* without its dash a number is a number */
	if (places == 0 || (s[0] >= '0' && s[0] <= '9' &&
			       (n < 2 || s[1] != '-')))
		return ID_NONE;
	if (places < 1 + 4)
		return ID_SHORT;
	out[0] = symbols[v[0]];
	out[1] = '-';
	for (int i = 1; i < places; i++)
		out[i + 1] = symbols[v[i]];
	out[places + 1] = '\0';
	if (places < PLACES)
		return ID_PREFIX;
	return sum(v) == 0 ? ID_WHOLE : ID_MISTYPED;
}
