/* SPDX-License-Identifier: ISC */
#include "base/json/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "json_part.h"

#define NONE UINT32_MAX
#define FIELD "abcdefghijklmnopqrstuvwxyz0123456789_"
#define PAIRWISE 16 /* members up to which each is compared with each */

struct reader {
	struct json *j;
	const char *p, *end;
	unsigned flags;
	uint32_t parent; /* the open container, or NONE */
	unsigned depth;
	struct err *err;
};

static int
fail(struct reader *r, const char *at, const char *code, const char *msg)
{
	const char *p;

	err_set(r->err, ST_DATA, code, "%s", msg);
	r->err->line = r->err->column = 1;
	for (p = r->j->s; p < at; p++) {
		r->err->column++;
		if (*p == '\n') {
			r->err->line++;
			r->err->column = 1;
		}
	}
	return -1;
}

static int
wrong(struct reader *r, const char *msg)
{
	if (r->p == r->end)
		return fail(r, r->p, "bad-json",
		    "The JSON text ends before it is complete.");
	return fail(r, r->p, "bad-json", msg);
}

static void
grow(struct json *j)
{
	j->cap = j->cap < 32 ? 64 : j->cap * 2;
	j->tok = mem_resize(j->tok, j->cap, sizeof(*j->tok));
}

static inline uint32_t
push(struct reader *r, enum json_type type, const char *at)
{
	struct json *j = r->j;
	struct json_tok *t;

	if (j->ntok == j->cap)
		grow(j);
	t = &j->tok[j->ntok];
	t->off = (uint32_t)(at - j->s);
	t->len = (uint32_t)(r->p - at);
	t->next = j->ntok + 1;
	t->count = 0;
	t->type = (uint8_t)type;
	t->escaped = 0;
	return j->ntok++;
}

static const unsigned char after_backslash[256] = { ['"'] = 1, ['\\'] = 1,
	['/'] = 1, ['b'] = 1, ['f'] = 1, ['n'] = 1, ['r'] = 1, ['t'] = 1 };

/* An escape that is longer than two bytes. */
static int
escape(struct reader *r)
{
	const char *at = r->p++;
	int u;

	if (r->p == r->end)
		return wrong(r, "");
	if (*r->p++ != 'u')
		return fail(r, at, "bad-json",
		    "This backslash starts no escape that JSON knows."
		    " Write a backslash as \\\\.");
	if ((u = json_hex4(r->p, r->end)) < 0)
		return fail(r, at, "bad-json",
		    "\\u must be followed by four hexadecimal digits.");
	r->p += 4;
	if (r->flags & JSON_GRAMMAR)
		return 0;
	if (u == 0)
		return fail(r, at, "bad-text",
		    "A text may not hold the character \\u0000.");
	if (u < 0xd800 || u > 0xdfff)
		return 0;
	if (u < 0xdc00 && r->end - r->p >= 6 && r->p[0] == '\\' &&
	    r->p[1] == 'u') {
		u = json_hex4(r->p + 2, r->end);
		if (u >= 0xdc00 && u <= 0xdfff) {
			r->p += 6;
			return 0;
		}
	}
	return fail(r, at, "bad-text",
	    "This \\u escape is half a character: its other half is missing.");
}

static int
string(struct reader *r)
{
	const char *at = ++r->p, *p = at, *end = r->end;
	uint8_t escaped = 0;
	uint32_t t;

	for (;; escaped = 1) {
		p += json_plain(p, (size_t)(end - p));
		if (end - p >= 2 && *p == '\\' &&
		    after_backslash[(unsigned char)p[1]]) {
			p += 2;
			continue;
		}
		r->p = p;
		if (p == end)
			return wrong(r, "");
		if (*p == '"')
			break;
		if (*p != '\\')
			return fail(r, p, "bad-json",
			    "A control character or line end stands inside a"
			    " text. Write a line end as \\n, a tab as \\t.");
		if (escape(r) < 0)
			return -1;
		p = r->p;
	}
	t = push(r, JSON_STRING, at);
	r->j->tok[t].escaped = escaped;
	r->p++;
	return 0;
}

static size_t
digits(struct reader *r)
{
	const char *at = r->p;

	while (r->p < r->end && *r->p >= '0' && *r->p <= '9')
		r->p++;
	return (size_t)(r->p - at);
}

static int
number(struct reader *r)
{
	const char *at = r->p;
	bool point = false, power = false;
	size_t n;
	int64_t v;

	if (*r->p == '-')
		r->p++;
	if (r->p < r->end && *r->p == '0')
		r->p++;
	else if (digits(r) == 0)
		return wrong(r, "A number must have a digit here.");
	if (r->p < r->end && *r->p >= '0' && *r->p <= '9')
		return wrong(r, "A number may not begin with a needless 0.");
	if (r->p < r->end && *r->p == '.') {
		point = true;
		r->p++;
		if (digits(r) == 0)
			return wrong(r, "A decimal point must be followed by"
			    " a digit.");
	}
	if (r->p < r->end && (*r->p == 'e' || *r->p == 'E')) {
		power = true;
		r->p++;
		if (r->p < r->end && (*r->p == '+' || *r->p == '-'))
			r->p++;
		if (digits(r) == 0)
			return wrong(r, "The exponent of a number must have a"
			    " digit.");
	}
	n = (size_t)(r->p - at);
	if (!(r->flags & JSON_GRAMMAR)) {
		if (!point && !power && !json_whole(at, n, &v))
			return fail(r, at, "bad-number", "A whole number must"
			    " lie within -9007199254740991 and"
			    " 9007199254740991. Write a longer one as text,"
			    " in double quotes.");
		if ((power || n > 300) && !json_fits(at, n))
			return fail(r, at, "bad-number",
			    "This number is too large or too close to nought"
			    " to be kept exactly.");
	}
	push(r, JSON_NUMBER, at);
	return 0;
}

static int
literal(struct reader *r, enum json_type type, const char *word)
{
	const char *at = r->p;

	for (; *word != '\0'; word++, r->p++)
		if (r->p == r->end || *r->p != *word)
			return wrong(r, "This is no word of JSON: it knows"
			    " true, false and null.");
	push(r, type, at);
	return 0;
}

struct names {
	const struct json *j;
	struct buf a, b;
};

static int
name_cmp(const void *va, const void *vb, void *arg)
{
	struct names *c = arg;
	uint32_t a = *(const uint32_t *)va, b = *(const uint32_t *)vb;
	size_t an, bn;
	const char *as = json_text(c->j, (int)a, &c->a, &an);
	const char *bs = json_text(c->j, (int)b, &c->b, &bn);

	if (an != bn)
		return an < bn ? -1 : 1;
	return memcmp(as, bs, an);
}

static bool
same_name(struct names *c, uint32_t a, uint32_t b)
{
	const struct json_tok *s = &c->j->tok[a], *t = &c->j->tok[b];

	if (s->escaped || t->escaped)
		return name_cmp(&a, &b, c) == 0;
	return s->len == t->len &&
	    memcmp(c->j->s + s->off, c->j->s + t->off, s->len) == 0;
}

/* Names that share no bit of it are not the same. */
static uint64_t
likeness(const struct json *j, uint32_t name)
{
	const struct json_tok *t = &j->tok[name];
	const unsigned char *s = (const unsigned char *)j->s + t->off;

	if (t->escaped)
		return UINT64_MAX;
	if (t->len == 0)
		return 1;
	return UINT64_C(1) << ((s[0] + 5u * s[t->len - 1] + t->len) & 63);
}

/* The second of two members with one name, or NONE. */
static uint32_t
duplicate(const struct json *j, uint32_t object)
{
	struct names c = { j, BUF_INIT, BUF_INIT };
	uint32_t few[PAIRWISE], *name = few;
	uint32_t n = j->tok[object].count, i, k, dup = NONE;
	uint64_t seen = 0, like;

	if (n > PAIRWISE)
		name = mem_resize(NULL, n, sizeof(*name));
	for (i = 0, k = object + 1; i < n; i++, k = j->tok[k + 1].next)
		name[i] = k;
	if (n <= PAIRWISE) {
		for (i = 0; i < n && dup == NONE; i++, seen |= like) {
			like = likeness(j, name[i]);
			for (k = 0; (seen & like) != 0 && k < i; k++)
				if (same_name(&c, name[i], name[k]))
					dup = name[i];
		}
	} else {
		qsort_r(name, n, sizeof(*name), name_cmp, &c);
		for (i = 1; i < n; i++) {
			if (name_cmp(&name[i - 1], &name[i], &c) != 0)
				continue;
			k = name[i - 1] > name[i] ? name[i - 1] : name[i];
			if (k < dup)
				dup = k;
		}
		free(name);
	}
	buf_release(&c.a);
	buf_release(&c.b);
	return dup;
}

static int
open_container(struct reader *r, enum json_type type)
{
	uint32_t t;

	if (!(r->flags & JSON_GRAMMAR) && r->depth == JSON_MAX_DEPTH)
		return fail(r, r->p, "too-deep",
		    "Objects and arrays may stand at most 32 deep inside one"
		    " another.");
	t = push(r, type, r->p++);
	/* Until it is closed, next leads to the container around it. */
	r->j->tok[t].next = r->parent;
	r->parent = t;
	r->depth++;
	return 0;
}

static int
close_container(struct reader *r)
{
	struct json *j = r->j;
	struct json_tok *t = &j->tok[r->parent];
	uint32_t self = r->parent, dup;
	char field[sizeof(r->err->field)];

	r->p++;
	r->parent = t->next;
	r->depth--;
	t->next = j->ntok;
	t->len = (uint32_t)(r->p - j->s) - t->off;
	if (t->type != JSON_OBJECT || t->count < 2 ||
	    (r->flags & JSON_GRAMMAR))
		return 0;
	if ((dup = duplicate(j, self)) == NONE)
		return 0;
	fail(r, j->s + j->tok[dup].off - 1, "duplicate-name",
	    "This name stands twice in one object. Take one of the two out.");
	/* Only what looks like a field is told; a name may be a pupil's. */
	if (j->tok[dup].len < sizeof(field)) {
		memcpy(field, j->s + j->tok[dup].off, j->tok[dup].len);
		field[j->tok[dup].len] = '\0';
		if (field[strspn(field, FIELD)] == '\0')
			err_field(r->err, field);
	}
	return -1;
}

static inline void
space(struct reader *r)
{
	while (r->p < r->end && (unsigned char)*r->p <= ' ' &&
	    (*r->p == ' ' || *r->p == '\n' || *r->p == '\r' ||
	    *r->p == '\t'))
		r->p++;
}

/* One scalar, or the opening bracket of a container. */
static int
value(struct reader *r)
{
	static const char want[] = "A value is missing here: text in double"
	    " quotes, a number, true, false, null, or a bracket { or [.";

	if (r->p == r->end)
		return wrong(r, want);
	switch (*r->p) {
	case '{':
		return open_container(r, JSON_OBJECT);
	case '[':
		return open_container(r, JSON_ARRAY);
	case '"':
		return string(r);
	case 't':
		return literal(r, JSON_TRUE, "true");
	case 'f':
		return literal(r, JSON_FALSE, "false");
	case 'n':
		return literal(r, JSON_NULL, "null");
	case '\'':
		return wrong(r, "Text must stand in double quotes.");
	}
	if (*r->p == '-' || (*r->p >= '0' && *r->p <= '9'))
		return number(r);
	return wrong(r, want);
}

/* A member's name and its colon. */
static int
name(struct reader *r)
{
	if (r->p == r->end || *r->p != '"')
		return wrong(r, "The name of a field must stand here, in"
		    " double quotes.");
	if (string(r) < 0)
		return -1;
	space(r);
	if (r->p == r->end || *r->p != ':')
		return wrong(r, "The name of a field must be followed by a"
		    " colon.");
	r->p++;
	space(r);
	return 0;
}

/*
 * What follows a value: closing brackets, then a comma (and more: 1) or the
 * end of the outermost value (0).
 */
static int
after(struct reader *r)
{
	while (r->parent != NONE) {
		bool object = r->j->tok[r->parent].type == JSON_OBJECT;
		bool empty = r->j->tok[r->parent].count == 0;

		space(r);
		if (r->p < r->end && *r->p == (object ? '}' : ']')) {
			if (close_container(r) < 0)
				return -1;
			continue;
		}
		if (!empty) {
			if (r->p == r->end || *r->p != ',')
				return wrong(r, object ? "A comma or a closing"
				    " } is missing here." : "A comma or a"
				    " closing ] is missing here.");
			r->p++;
			space(r);
		}
		return 1;
	}
	return 0;
}

/* What is wrong with the text before its grammar is looked at. */
static int
readable(struct reader *r, const char *s, size_t n)
{
	size_t good;

	if (n > INT32_MAX || (n > JSON_MAX_TEXT && !(r->flags & JSON_GRAMMAR)))
		return fail(r, s, "too-long",
		    "The JSON text is longer than 1 MiB.");
	if (n >= 2 && (s[0] == '\0' || s[1] == '\0' ||
	    memcmp(s, "\xff\xfe", 2) == 0 || memcmp(s, "\xfe\xff", 2) == 0))
		return fail(r, s, "bad-utf8",
		    "This looks like UTF-16. Save it as UTF-8.");
	if (n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
		return fail(r, s, "bad-json", "A byte order mark stands"
		    " before the text. Save it as UTF-8 without one.");
	if ((good = text_utf8(s, n)) < n)
		return fail(r, s + good, "bad-utf8",
		    "The bytes here are not UTF-8. Save the text as UTF-8.");
	return 0;
}

int
json_parse(struct json *j, const char *s, size_t n, unsigned flags,
    struct err *err)
{
	struct reader r = { j, s, s + n, flags, NONE, 0, err };
	int more;

	j->s = s;
	j->n = n;
	j->ntok = 0;
	if (readable(&r, s, n) < 0)
		return -1;
	space(&r);
	do {
		if (r.parent != NONE) {
			if (j->tok[r.parent].type == JSON_OBJECT &&
			    name(&r) < 0)
				return -1;
			j->tok[r.parent].count++;
		}
		if (j->ntok >= JSON_MAX_VALUES && !(flags & JSON_GRAMMAR))
			return fail(&r, r.p, "too-many", "There are more than "
			    "32768 values and names in one JSON text.");
		if (value(&r) < 0)
			return -1;
		more = after(&r);
	} while (more == 1);
	if (more < 0)
		return -1;
	space(&r);
	if (r.p < r.end)
		return wrong(&r, "Something follows after the end of the JSON"
		    " value.");
	return 0;
}
