/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/text/date.h"
#include "base/json/json.h"
#include "json_part.h"

#define SOME 1024 /* bytes at a time */
#define ESCAPED 6 /* bytes of a character that must be */

void
json_open(struct buf *b, char bracket)
{
	buf_addc(b, bracket);
}

void
json_close(struct buf *b, char bracket)
{
	buf_addc(b, bracket);
}

void
json_item(struct buf *b)
{
	if (b->n > 0 && b->p[b->n - 1] != '[')
		buf_addc(b, ',');
}

void
json_key(struct buf *b, const char *name)
{
	if (b->n > 0 && b->p[b->n - 1] != '{')
		buf_addc(b, ',');
	json_cstr(b, name);
	buf_addc(b, ':');
}

static char *
escape(char *out, unsigned char c)
{
	static const char digit[] = "0123456789abcdef";
	static const char letter[256] = { ['"'] = '"', ['\\'] = '\\',
		['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r',
		['\t'] = 't' };

	*out++ = '\\';
	if (letter[c] != '\0') {
		*out++ = letter[c];
		return out;
	}
	memcpy(out, "u00", 3);
	out[3] = digit[c >> 4];
	out[4] = digit[c & 15];
	return out + 5;
}

void
json_chars(struct buf *b, const char *s, size_t n)
{
	const char *end = s + n, *stop;
	size_t run;
	char *out;

	for (buf_reserve(b, 0); s < end; b->n = (size_t)(out - b->p)) {
		stop = (size_t)(end - s) > SOME ? s + SOME : end;
		buf_reserve(b, ESCAPED * (size_t)(stop - s));
		for (out = b->p + b->n; s < stop;) {
			run = json_copy(out, s, (size_t)(stop - s));
			out += run;
			s += run;
			if (s < stop)
				out = escape(out, (unsigned char)*s++);
		}
	}
	b->p[b->n] = '\0';
}

void
json_string(struct buf *b, const char *s, size_t n)
{
	buf_reserve(b, n + 2);
	buf_addc(b, '"');
	json_chars(b, s, n);
	buf_addc(b, '"');
}

void
json_cstr(struct buf *b, const char *s)
{
	json_string(b, s, strlen(s));
}

void
json_num(struct buf *b, int64_t v)
{
	char s[24], *p = s + sizeof(s);
	uint64_t n = v < 0 ? -(uint64_t)v : (uint64_t)v;

	do {
		*--p = (char)('0' + n % 10);
	} while ((n /= 10) > 0);
	if (v < 0)
		*--p = '-';
	buf_add(b, p, (size_t)(s + sizeof(s) - p));
}

void
json_bool(struct buf *b, bool v)
{
	buf_adds(b, v ? "true" : "false");
}

void
json_pair(struct buf *b, const char *name, const char *value)
{
	if (value == NULL)
		return;
	json_key(b, name);
	json_cstr(b, value);
}

void
json_words(struct buf *b, const char *name, const char *const *words)
{
	json_key(b, name);
	json_open(b, '[');
	for (; words != NULL && *words != NULL; words++) {
		json_item(b);
		json_cstr(b, *words);
	}
	json_close(b, ']');
}

void
json_day(struct buf *b, const char *name, int32_t day)
{
	char text[DATE_LEN];

	if (day == DATE_NONE)
		return;
	date_format(day, text);
	json_pair(b, name, text);
}

/* Brackets, commas and colons, without the white space. */
static void
punctuation(struct buf *b, const char *p, const char *end)
{
	for (; p < end; p++)
		if (*p != ' ' && *p != '\n' && *p != '\r' && *p != '\t')
			buf_addc(b, *p);
}

void
json_canon(struct buf *b, const struct json *j, int t)
{
	struct buf scratch = BUF_INIT;
	size_t n, len;
	const char *p = json_raw(j, t, &n), *end = p + n, *raw, *s;
	uint32_t i;

	buf_reserve(b, n);
	for (i = (uint32_t)t; i < j->tok[t].next; i++) {
		if (json_type(j, (int)i) >= JSON_ARRAY)
			continue;
		raw = json_raw(j, (int)i, &n);
		punctuation(b, p, raw);
		p = raw + n;
		if (j->tok[i].escaped) {
			s = json_text(j, (int)i, &scratch, &len);
			json_string(b, s, len);
		} else
			buf_add(b, raw, n);
	}
	punctuation(b, p, end);
	buf_release(&scratch);
}
