/* SPDX-License-Identifier: ISC */
#include "base/text/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/core/mem.h"

/* The length of the well-formed sequence at s, 0 when there is none. */
static size_t
sequence(const unsigned char *s, size_t n)
{
	size_t len, i;

	if (s[0] < 0x80)
		return 1;
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	len = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
	if (len > n)
		return 0;
	for (i = 1; i < len; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	/* Overlong forms, surrogates, past U+10FFFF. */
	if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
	    (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f))
		return 0;
	return len;
}

static size_t
ascii(const char *s, size_t n)
{
	size_t i = 0;
	uint64_t x;

	for (; i + 8 <= n; i += 8) {
		memcpy(&x, s + i, 8);
		if ((x & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	while (i < n && (unsigned char)s[i] < 0x80)
		i++;
	return i;
}

size_t
text_utf8(const char *s, size_t n)
{
	size_t i = 0, len;

	while ((i += ascii(s + i, n - i)) < n) {
		len = sequence((const unsigned char *)s + i, n - i);
		if (len == 0)
			break;
		i += len;
	}
	return i;
}

static bool
blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The character at s and its length; a byte of none stands for U+FFFD. */
static size_t
character(const char *s, size_t n, utf8proc_int32_t *u)
{
	size_t len = sequence((const unsigned char *)s, n);

	*u = 0xfffd;
	if (len == 0)
		return 1;
	utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len, u);
	return len;
}

size_t
text_blank(const char *s, size_t n)
{
	utf8proc_int32_t c;
	size_t len;

	if (n > 0 && (unsigned char)*s < 0x80)
		return blank(*s);
	len = n == 0 ? 0 : character(s, n, &c);
	if (len == 0)
		return 0;
	/* NEL, no width, no dots of Braille */
	if (c == 0x85 || c == 0x200b || c == 0xfeff || c == 0x2800)
		return len;
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return len;
	default:
		return 0;
	}
}

size_t
text_dash(const char *s, size_t n)
{
	utf8proc_int32_t c;
	size_t len;

	if (n > 0 && (unsigned char)*s < 0x80)
		return *s == '-';
	len = n == 0 ? 0 : character(s, n, &c);
	return len > 0 && (c == 0x2212 || /* the minus sign */
	    utf8proc_category(c) == UTF8PROC_CATEGORY_PD) ? len : 0;
}

/*
 * Appends with runs of white space made one space and the ends trimmed.
 * Folding has already made most white space of Unicode a plain space.
 */
static void
squeeze(struct buf *b, const char *s, size_t n, bool lower)
{
	size_t i, start = b->n;
	bool due = false;

	buf_reserve(b, n);
	for (i = 0; i < n; i++) {
		if (blank(s[i])) {
			due = b->n > start;
			continue;
		}
		if (due)
			buf_addc(b, ' ');
		due = false;
		buf_addc(b, lower && s[i] >= 'A' && s[i] <= 'Z' ?
		    (char)(s[i] + ('a' - 'A')) : s[i]);
	}
}

void
text_lower(struct buf *b, const char *s, size_t n)
{
	utf8proc_uint8_t *folded;
	utf8proc_ssize_t len;

	if (ascii(s, n) == n) {
		squeeze(b, s, n, true);
		return;
	}
	len = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n,
	    &folded, UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
	    UTF8PROC_STABLE);
	if (len < 0) {
		/* Ill-formed after all: better compared as it is than lost. */
		buf_add(b, s, n);
		return;
	}
	squeeze(b, (const char *)folded, (size_t)len, false);
	free(folded);
}

/* Set aside by the standard for characters that show as nothing. */
static bool
reserved(utf8proc_int32_t u)
{
	return u == 0x2065 || (u >= 0xfff0 && u <= 0xfff8) ||
	    (u >= 0xe0000 && u <= 0xe0fff);
}

/* Controls, formats, and whatever else shows as nothing by itself. */
static bool
hides(const utf8proc_property_t *p, utf8proc_int32_t u)
{
	switch (p->category) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	case UTF8PROC_CATEGORY_CN:
		return reserved(u);
	default:
		return p->ignorable;
	}
}

bool
text_unseen(const char *s, size_t n)
{
	utf8proc_int32_t u;
	size_t len;

	for (; n > 0; s += len, n -= len) {
		if ((len = text_blank(s, n)) > 0)
			continue;
		len = character(s, n, &u);
		if (!hides(utf8proc_get_property(u), u))
			return false;
	}
	return true;
}

/* What people and their machines write for an apostrophe. */
static bool
is_apostrophe(utf8proc_int32_t u)
{
	switch (u) {
	case '\'': case '`': case 0xb4: case 0x55a: case 0x5f3: case 0x1fbd:
	case 0x1fbf: case 0x1fef: case 0x1ffd: case 0x1ffe: case 0x2018:
	case 0x2019: case 0x201a: case 0x201b: case 0x2032: case 0x2035:
	case 0xa78b: case 0xa78c: case 0xff07: case 0xff40:
	/* as letters: a prime, a stress, an accent by itself */
	case 0x2b9: case 0x2c8: case 0x2ca: case 0x2cb:
		return true;
	default: /* a turned comma, the signs of the glottal stop and ayn */
		return u >= 0x2bb && u <= 0x2bf;
	}
}

/* Letters that are no other letter with a mark, though keyboards lack them. */
static const struct {
	utf8proc_int32_t letter;
	const char *plain;
} letters[] = { { 0xe6, "ae" }, { 0xf0, "d" }, { 0xf8, "o" }, { 0xfe, "th" },
	{ 0x111, "d" }, { 0x131, "i" }, { 0x142, "l" }, { 0x153, "oe" } };

static void
add_plain(struct buf *b, utf8proc_int32_t u)
{
	utf8proc_uint8_t s[4];

	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++) {
		if (letters[i].letter == u) {
			buf_adds(b, letters[i].plain);
			return;
		}
	}
	buf_add(b, (const char *)s, (size_t)utf8proc_encode_char(u, s));
}

/* A character that is seen, and what it is made of. */
static void
add_folded(struct buf *b, utf8proc_int32_t u)
{
	utf8proc_int32_t parts[64];
	utf8proc_ssize_t n;
	int ignored = 0;

	n = utf8proc_decompose_char(u, parts, 64, UTF8PROC_CASEFOLD |
	    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_IGNORE |
	    UTF8PROC_STRIPMARK | UTF8PROC_STABLE, &ignored);
	for (utf8proc_ssize_t i = 0; i < n && i < 64; i++) {
		if (parts[i] != ' ' && !is_apostrophe(parts[i]))
			add_plain(b, parts[i]);
	}
}

void
text_fold_parted(struct buf *b, const char *s, size_t n, unsigned parts)
{
	size_t start = b->n, len;
	bool due = false, part;
	utf8proc_int32_t u;

	buf_reserve(b, n);
	for (; n > 0; s += len, n -= len) {
		len = character(s, n, &u);
		part = is_apostrophe(u) ? (parts & TEXT_AT_APOSTROPHE) != 0
		     : text_dash(s, n) > 0 ? (parts & TEXT_AT_DASH) != 0
		     : u != 0x200b && u != 0xfeff && text_blank(s, n) > 0;
		if (part) {
			due = b->n > start;
			continue;
		}
		if (is_apostrophe(u) || text_dash(s, n) > 0 ||
		    (u > 0x7f && hides(utf8proc_get_property(u), u)))
			continue;
		if (due)
			buf_addc(b, ' ');
		due = false;
		if (u > 0x7f)
			add_folded(b, u);
		else
			buf_addc(b, u >= 'A' && u <= 'Z' ?
			    (char)(u + ('a' - 'A')) : (char)u);
	}
}

void
text_fold(struct buf *b, const char *s, size_t n)
{
	text_fold_parted(b, s, n, 0);
}

size_t
text_width(const char *s, size_t n)
{
	size_t i, w = 0;
	utf8proc_int32_t u;

	for (i = 0; i < n;) {
		if ((unsigned char)s[i] < 0x80) {
			w += s[i] >= ' ' && s[i] != 0x7f;
			i++;
			continue;
		}
		i += character(s + i, n - i, &u);
		w += (size_t)utf8proc_charwidth(u);
	}
	return w;
}

/* What a character that hides has about it. */
struct about {
	bool picture; /* before it, a picture, with its colour */
	bool virama;  /* before it, the sign that a letter has no vowel */
	const char *next; /* and what comes after it */
	size_t n;
};

static const utf8proc_property_t *
property(const char *s, size_t n)
{
	utf8proc_int32_t u = 0;

	if (n > 0)
		character(s, n, &u);
	return utf8proc_get_property(u);
}

static bool
is_picture(const utf8proc_property_t *p)
{
	return p->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/*
 * Seen by what they do to their neighbours: the colour of a picture (or a
 * key's), two pictures made one (rule GB11 of UAX 29), and the form of a
 * consonant after a virama (RFC 5892, appendix A).
 */
static bool
joins(utf8proc_int32_t u, const struct about *a)
{
	static const char key[] = { '\xe2', '\x83', '\xa3' };

	if (u == 0xfe0f)
		return a->picture || (a->n >= sizeof(key) &&
		    memcmp(a->next, key, sizeof(key)) == 0);
	if (u == 0x200d && a->picture)
		return is_picture(property(a->next, a->n));
	return (u == 0x200c || u == 0x200d) && a->virama;
}

void
text_visible(struct buf *b, const char *s, size_t n, const char *keep)
{
	struct about a = { 0 };
	size_t i, len;
	utf8proc_int32_t u;

	buf_reserve(b, n);
	for (i = 0; i < n; i += len) {
		const utf8proc_property_t *p;

		len = character(s + i, n - i, &u);
		if (u == 0xfffd && len == 1) {
			buf_addf(b, "<%02X>", (unsigned)(unsigned char)s[i]);
			a.picture = a.virama = false;
			continue;
		}
		p = utf8proc_get_property(u);
		a.next = s + i + len;
		a.n = n - i - len;
		if (hides(p, u) && !joins(u, &a) &&
		    (u == 0 || u > 0x7f || strchr(keep, (int)u) == NULL)) {
			buf_addf(b, "<U+%04X>", (unsigned)u);
			a.picture = a.virama = false;
			continue;
		}
		buf_add(b, s + i, len);
		a.virama = p->combining_class == 9;
		/* a colour of skin, or of its own, is part of the picture */
		a.picture = is_picture(p) || (a.picture &&
		    (u == 0xfe0f || p->category == UTF8PROC_CATEGORY_SK));
	}
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
text_distance(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b), w = m + 1, i, k, d;
	size_t *row = mem_resize(NULL, 3 * w, sizeof(*row));
	size_t *cur, *prev, *before;

	/* Three rows of the table of distances, used in turn. */
	for (i = 0; i <= n; i++) {
		cur = row + i % 3 * w;
		prev = row + (i + 2) % 3 * w;
		before = row + (i + 1) % 3 * w;
		cur[0] = i;
		for (k = 1; k <= m; k++) {
			if (i == 0) {
				cur[k] = k;
				continue;
			}
			d = prev[k - 1] + (a[i - 1] != b[k - 1]);
			d = least(d, least(prev[k], cur[k - 1]) + 1);
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] &&
			    a[i - 2] == b[k - 1])
				d = least(d, before[k - 2] + 1);
			cur[k] = d;
		}
	}
	d = row[n % 3 * w + m];
	free(row);
	return d;
}

const char *
text_nearest(const char *s, const char *const *words)
{
	/* A third of the word may be mistyped, one letter of a short one. */
	size_t best = (strlen(s) + 2) / 3 + 1, d;
	const char *nearest = NULL;

	/* What is this long is pasted, not mistyped. */
	if (strlen(s) > 100)
		return NULL;
	for (; *words != NULL; words++) {
		d = text_distance(s, *words);
		if (d < best && d < strlen(s)) {
			best = d;
			nearest = *words;
		}
	}
	return nearest;
}

bool
text_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool
text_among(const char *const *words, const char *s, size_t n)
{
	for (; *words != NULL; words++) {
		if (strlen(*words) == n && strncasecmp(s, *words, n) == 0)
			return true;
	}
	return false;
}

void
text_trim(const char **s, size_t *n)
{
	size_t i, len;

	while ((len = text_blank(*s, *n)) > 0) {
		*s += len;
		*n -= len;
	}
	while (*n > 0) {
		for (i = *n - 1; i > 0 && ((*s)[i] & 0xc0) == 0x80; i--)
			;
		if (text_blank(*s + i, *n - i) != *n - i)
			break;
		*n = i;
	}
}

size_t
text_figures(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] >= '0' && s[i] <= '9')
		i++;
	return i;
}
