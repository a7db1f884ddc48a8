/* SPDX-License-Identifier: ISC */
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/json/json.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "json_part.h"

void
json_release(struct json *j)
{
	free(j->tok);
	memset(j, 0, sizeof(*j));
}

int
json_hex4(const char *p, const char *end)
{
	int i, v = 0;

	if (end - p < 4)
		return -1;
	for (i = 0; i < 4; i++) {
		char c = p[i];

		if (c >= '0' && c <= '9')
			v = v << 4 | (c - '0');
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			v = v << 4 | ((c | 0x20) - 'a' + 10);
		else
			return -1;
	}
	return v;
}

bool
json_fits(const char *s, size_t n)
{
	locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	char *copy = mem_copy(s, n);
	double v = strtod_l(copy, NULL, c);
	bool fits;

	copy[strcspn(copy, "eE")] = '\0';
	fits = isfinite(v) && (v != 0 || strpbrk(copy, "123456789") == NULL);
	free(copy);
	freelocale(c);
	return fits;
}

bool
json_whole(const char *s, size_t n, int64_t *v)
{
	bool minus = n > 0 && *s == '-';
	int64_t u = 0;

	if (minus)
		s++, n--;
	if (n == 0 || n > 16)
		return false;
	for (; n > 0; s++, n--) {
		if (*s < '0' || *s > '9')
			return false;
		u = u * 10 + (*s - '0');
	}
	*v = minus ? -u : u;
	return u < INT64_C(1) << 53;
}

int
json_get(const struct json *j, int object, const char *name)
{
	const struct json_tok *o = &j->tok[object], *t = o + 1;
	size_t n = strlen(name);
	uint32_t i;

	if (o->type != JSON_OBJECT)
		return -1;
	for (i = o->count; i > 0; i--, t = &j->tok[t[1].next])
		if (t->escaped ? json_is(j, (int)(t - j->tok), name) :
		    t->len == n && memcmp(j->s + t->off, name, n) == 0)
			return (int)(t - j->tok) + 1;
	return -1;
}

bool
json_is(const struct json *j, int t, const char *word)
{
	struct buf scratch = BUF_INIT;
	const char *s;
	size_t n;
	bool is;

	if (t < 0 || j->tok[t].type != JSON_STRING)
		return false;
	s = json_text(j, t, &scratch, &n);
	is = text_equal(s, n, word);
	buf_release(&scratch);
	return is;
}

static void
put_utf8(struct buf *b, unsigned u)
{
	if (u < 0x80) {
		buf_addc(b, (char)u);
		return;
	}
	if (u < 0x800)
		buf_addc(b, (char)(0xc0 | u >> 6));
	else {
		if (u < 0x10000)
			buf_addc(b, (char)(0xe0 | u >> 12));
		else {
			buf_addc(b, (char)(0xf0 | u >> 18));
			buf_addc(b, (char)(0x80 | (u >> 12 & 0x3f)));
		}
		buf_addc(b, (char)(0x80 | (u >> 6 & 0x3f)));
	}
	buf_addc(b, (char)(0x80 | (u & 0x3f)));
}

/* The character of a \u escape at p; moves p past it. */
static unsigned
unicode(const char **p, const char *end)
{
	unsigned u = (unsigned)json_hex4(*p + 2, end), low;

	*p += 6;
	if (u < 0xd800 || u > 0xdfff)
		return u;
	if (u < 0xdc00 && end - *p >= 6 && (*p)[0] == '\\' &&
	    (*p)[1] == 'u') {
		low = (unsigned)json_hex4(*p + 2, end);
		if (low >= 0xdc00 && low <= 0xdfff) {
			*p += 6;
			return 0x10000 + ((u - 0xd800) << 10) + (low - 0xdc00);
		}
	}
	return 0xfffd;
}

const char *
json_decoded(const struct json *j, int t, struct buf *scratch, size_t *n)
{
	static const char letter[] = "\"\\/bfnrt", named[] = "\"\\/\b\f\n\r\t";
	const char *p = j->s + j->tok[t].off, *end = p + j->tok[t].len, *q;

	buf_reset(scratch);
	while ((q = memchr(p, '\\', (size_t)(end - p))) != NULL) {
		buf_add(scratch, p, (size_t)(q - p));
		p = q;
		if (p[1] == 'u')
			put_utf8(scratch, unicode(&p, end));
		else {
			buf_addc(scratch, named[strchr(letter, p[1]) - letter]);
			p += 2;
		}
	}
	buf_add(scratch, p, (size_t)(end - p));
	*n = scratch->n;
	return scratch->p;
}

const char *
json_raw(const struct json *j, int t, size_t *n)
{
	const struct json_tok *k = &j->tok[t];
	size_t quote = k->type == JSON_STRING;

	*n = k->len + 2 * quote;
	return j->s + k->off - quote;
}

bool
json_same(const struct json *a, int t, const struct json *b, int u)
{
	const char *p, *q;
	size_t n, m;

	if (t < 0 || u < 0)
		return t < 0 && u < 0;
	p = json_raw(a, t, &n);
	q = json_raw(b, u, &m);
	return n == m && memcmp(p, q, n) == 0;
}

bool
json_int(const struct json *j, int t, int64_t *v)
{
	return j->tok[t].type == JSON_NUMBER &&
	    json_whole(j->s + j->tok[t].off, j->tok[t].len, v);
}
