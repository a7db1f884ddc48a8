/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/text/date.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "model/rec/rec_inside.h"

/* Longest first, so that <= is not read as <. */
static const char *const ops[] = { "!=", "<=", ">=", "!~", "=", "<", ">", "~",
	NULL };

/* The fields that vigil adds to an answer, for a test on them. */
enum { STATE = 0 };
static const struct field added[] = {
	[STATE] = { .name = "state", .type = FIELD_LINE,
	    .flags = FIELD_PLAIN, .label = "State" },
	{ .name = "id", .type = FIELD_LINE, .flags = FIELD_PLAIN,
	    .label = "Id" },
	{ .name = "flags", .type = FIELD_LINE, .flags = FIELD_PLAIN,
	    .label = "Flags" },
	{ .name = "recorded_at", .type = FIELD_TIME, .label = "Recorded" },
	{ .name = "recorded_by", .type = FIELD_REF, .flags = FIELD_OR_NAME,
	    .label = "Recorded by", .refs = "person" },
	{ .name = NULL }
};

/* x_…: whatever the school keeps there, as text. */
static const struct field own = { .name = "x_", .type = FIELD_LINE,
	.label = "Own field" };

static int
find_field(struct rec_test *test, const struct kind *kind, const char *name,
    size_t n, struct err *err)
{
	const struct field *fields = kind->fields, *f = NULL;
	const char *part = name, *near;
	size_t left = n;

	if (n == 0 || n >= sizeof(test->path))
		return err_set(err, ST_USAGE, "where",
		    "A test begins with a field, as in --where 'state = "
		    "reported'.");
	memcpy(test->path, name, n);
	test->path[n] = '\0';
	while (fields != NULL) {
		const char *dot = memchr(part, '.', left);
		size_t len = dot == NULL ? left : (size_t)(dot - part);

		f = field_named(fields, part, len);
		if (f == NULL && fields == kind->fields)
			f = field_named(added, part, len);
		if (f == NULL && rec_is_own(part, len)) {
			f = &own;
			break;
		}
		if (f == NULL || dot == NULL)
			break;
		fields = f->type == FIELD_OBJECT ? f->sub : NULL;
		part = dot + 1;
		left -= len + 1;
		f = NULL;
	}
	if (f == NULL) {
		near = rec_nearest_field(kind, test->path);
		err_set(err, ST_USAGE, "where", "%s is no field of %s.",
		    test->path, kind->name);
		if (near != NULL)
			err_hint(err, "Did you mean %s?", near);
		return -1;
	}
	test->field = f;
	test->states = kind->states;
	return 0;
}

/*
 * Whether the value may stand where others read it.  Of a field that may
 * hold a name instead of a record, only an id or a role does.
 */
static bool
may_be_shown(const struct field *f, bool whole, const char *s, size_t n)
{
	char id[ID_LEN];

	if (f->flags & FIELD_SENSITIVE)
		return false;
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_OBJECT:
		return false;
	case FIELD_LINE:
		return f->flags & FIELD_PLAIN;
	case FIELD_REF:
		return (f->flags & FIELD_PLAIN) ||
		    (whole && !(f->flags & FIELD_OR_NAME)) ||
		    id_read(id, s, n) == ID_WHOLE ||
		    (id_dashed(s, n) && id_read(id, s, n) != ID_NONE) ||
		    ((f->flags & FIELD_OR_ROLE) && rec_is_role(s, n));
	default:
		return true;
	}
}

static int
hide(const struct rec_test *test, struct err *err)
{
	err_set(err, ST_USAGE, "where",
	    "%s is not compared on the command line, where other people of "
	    "this machine could read it.", test->path);
	return err_hint(err, "Write the test into a file, and give --where "
	    "@FILE, or @- for standard input.");
}

static bool
is_number(const char *s, size_t n)
{
	return n > 0 && n <= 15 && strspn(s, "0123456789") >= n;
}

/* 1 when the word means days; 0 when it is none that does. */
static int
read_span(struct rec_test *test, const char *word,
    const struct rec_context *ctx, struct err *err)
{
	int32_t from = date_word(word, time_day(ctx->as_at)), to = DATE_NONE;
	char text[DATE_LEN];

	if (from == DATE_NONE && ctx->span != NULL &&
	    ctx->span(ctx->arg, word, &from, &to, err) == -1)
		return err->status == ST_USAGE ? 0 : -1;
	if (from == DATE_NONE)
		return 0;
	date_format(from, text);
	date_format(to, test->until);
	test->value = mem_dup(text);
	return 1;
}

static int
read_day(struct rec_test *test, const char *s, size_t n,
    const struct rec_context *ctx, struct err *err)
{
	char text[TIME_LEN], word[40];
	int64_t t;
	int found = 0;

	if (test->field->type == FIELD_TIME &&
	    time_read(s, n, date_ahead(time_day(ctx->as_at)), &t, err) == 0) {
		time_format(t, text);
		test->value = mem_dup(text);
		return 0;
	}
	if (n < sizeof(word)) {
		memcpy(word, s, n);
		word[n] = '\0';
		found = read_span(test, word, ctx, err);
	}
	if (found == 0)
		return err_set(err, ST_USAGE, "where",
		    "%s is compared with a date, like 1/9/2026 or "
		    "2026-09-01, or with words like today, -14d and "
		    "this-half-term.", test->path);
	return found == 1 ? 0 : -1;
}

static int
read_bool(struct rec_test *test, const char *s, size_t n, struct err *err)
{
	if (text_equal(s, n, "true") || text_equal(s, n, "yes"))
		test->value = mem_dup("true");
	else if (text_equal(s, n, "false") || text_equal(s, n, "no"))
		test->value = mem_dup("false");
	else
		return err_set(err, ST_USAGE, "where",
		    "%s is compared with true or false.", test->path);
	return 0;
}

/* The record meant, where it is one and no words stand there instead. */
static int
read_ref(struct rec_test *test, const char *s, size_t n,
    const struct rec_context *ctx, struct err *err)
{
	char id[ID_LEN];
	int found = ctx->find(ctx->arg, test->field->refs, s, n, id, err);

	if (found == 1)
		test->value = mem_dup(id);
	else if (found == 0 &&
	    (test->field->flags & (FIELD_OR_ROLE | FIELD_OR_NAME)))
		test->value = mem_copy(s, n);
	else if (found == 0)
		return err_set(err, ST_DATA, ERR_UNKNOWN_ID,
		    "%s is compared with a record that is not there.",
		    test->path);
	return found == -1 ? -1 : 0;
}

static int
read_word(struct rec_test *test, const struct field *f, const char *s,
    size_t n, const struct rec_context *ctx, struct err *err)
{
	struct buf word = BUF_INIT;
	int rc = rec_word(&word, f, s, n, ctx, err);

	if (rc == 0) /* without its quotation marks */
		test->value = mem_copy(word.p + 1, word.n - 2);
	buf_release(&word);
	if (rc == 0)
		return 0;
	if (err->status == ST_DATA)
		err->status = ST_USAGE;
	return rc;
}

/* What no record can ever hold is a slip: to answer "none" would mislead. */
static int
read_value(struct rec_test *test, const char *s, size_t n, bool argument,
    const struct rec_context *ctx, struct err *err)
{
	bool whole = strcmp(test->op, "=") == 0 || strcmp(test->op, "!=") == 0;
	const struct field *f = test->field;
	int rc = 0;

	if (argument && !may_be_shown(f, whole, s, n))
		return hide(test, err);
	if (f->type == FIELD_DATE || f->type == FIELD_TIME)
		return read_day(test, s, n, ctx, err);
	if (f->type == FIELD_BOOL)
		return read_bool(test, s, n, err);
	if (f->type == FIELD_REF && whole)
		return read_ref(test, s, n, ctx, err);
	if (f->type == FIELD_INT && !is_number(s, n))
		return err_set(err, ST_USAGE, "where",
		    "%s is compared with a whole number.", test->path);
	if (whole && f == &added[STATE] && test->states != NULL) {
		struct field state = *f;

		state.type = FIELD_WORD;
		state.words = test->states;
		return read_word(test, &state, s, n, ctx, err);
	}
	if (whole && f->kept != NULL) {
		struct buf kept = BUF_INIT;

		f->kept(&kept, s, n);
		if (f->type == FIELD_WORD)
			rc = read_word(test, f, kept.p, kept.n, ctx, err);
		else
			test->value = mem_copy(kept.p, kept.n);
		buf_release(&kept);
		return rc;
	}
	if ((f->type == FIELD_WORD || f->type == FIELD_CODE) && whole)
		return read_word(test, f, s, n, ctx, err);
	test->value = mem_copy(s, n);
	return 0;
}

int
rec_test_read(struct rec_test *test, const struct kind *kind,
    const char *typed, bool argument, const struct rec_context *ctx,
    struct err *err)
{
	const char *name = typed, *value;
	size_t n = strcspn(typed, "=<>!~"), nvalue;

	memset(test, 0, sizeof(*test));
	value = typed + n;
	for (size_t i = 0; *value != '\0' && ops[i] != NULL; i++) {
		if (text_starts(value, ops[i])) {
			memcpy(test->op, ops[i], strlen(ops[i]) + 1);
			value += strlen(ops[i]);
			break;
		}
	}
	if (*(typed + n) != '\0' && test->op[0] == '\0')
		return err_set(err, ST_USAGE, "where",
		    "A test reads 'FIELD = VALUE'; the others are != < <= "
		    "> >= ~ !~.");
	text_trim(&name, &n);
	if (find_field(test, kind, name, n, err) == -1)
		return -1;
	if (test->op[0] == '\0')
		return 0;
	nvalue = strlen(value);
	text_trim(&value, &nvalue);
	return read_value(test, value, nvalue, argument, ctx, err);
}

void
rec_test_release(struct rec_test *test)
{
	free(test->value);
	test->value = NULL;
}

static bool
holds_text(const char *s, size_t n, const char *part)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	bool found;

	text_fold(&a, s, n);
	text_fold(&b, part, strlen(part));
	found = strstr(buf_str(&a), buf_str(&b)) != NULL;
	buf_release(&a);
	buf_release(&b);
	return found;
}

/* <0, 0, >0 as the value in the record is to the one of the test. */
static int
compare(const struct rec_test *test, const char *s, size_t n)
{
	size_t m = strlen(test->value);
	char day[DATE_LEN];
	struct err ignored;
	int64_t t;
	int c;

	/* a school year is text, and yet 10 comes after 9 */
	if (test->field->type == FIELD_INT ||
	    (strchr("<>", test->op[0]) != NULL && is_number(s, n) &&
		is_number(test->value, m))) {
		long long a = 0, b = strtoll(test->value, NULL, 10);

		for (size_t i = 0; i < n; i++)
			a = a * 10 + (s[i] - '0');
		return a < b ? -1 : a > b;
	}
	/* a time against a day: the day as a whole */
	if (test->field->type == FIELD_TIME && m == DATE_LEN - 1 &&
	    time_parse(s, n, &t, &ignored) == 0) {
		date_format(time_day(t), day);
		s = day;
		n = DATE_LEN - 1;
	}
	c = memcmp(s, test->value, n < m ? n : m);
	if (c == 0)
		c = n < m ? -1 : n > m;
	/* not before the first of several days: up to the last, or past it */
	if (test->until[0] != '\0' && c >= 0)
		c = memcmp(s, test->until, DATE_LEN - 1) > 0;
	return c;
}

static bool
value_holds(const struct rec_test *test, const struct json *j, int t)
{
	struct buf scratch = BUF_INIT, kept = BUF_INIT;
	const char *s;
	size_t n;
	bool yes;
	int c;

	if (json_type(j, t) == JSON_STRING)
		s = json_text(j, t, &scratch, &n);
	else
		s = json_raw(j, t, &n);
	if (test->op[0] == '~' || test->op[1] == '~') {
		yes = holds_text(s, n, test->value);
	} else {
		/* an older record may have it as it was typed */
		if (test->field->kept != NULL) {
			test->field->kept(&kept, s, n);
			s = kept.p;
			n = kept.n;
		}
		c = compare(test, s, n);
		yes = test->op[0] == '<' ? c < 0 || (test->op[1] && c == 0)
		    : test->op[0] == '>' ? c > 0 || (test->op[1] && c == 0)
					 : c == 0;
	}
	buf_release(&scratch);
	buf_release(&kept);
	return yes;
}

/* Whether some value at the path passes; the path's rest is in path. */
static bool
some(const struct rec_test *test, const struct json *j, int t,
    const char *path)
{
	char name[64];
	size_t n;

	if (t < 0)
		return false;
	if (json_type(j, t) == JSON_ARRAY) {
		for (int i = json_first(j, t); i >= 0;
		     i = json_after(j, t, i)) {
			if (some(test, j, i, path))
				return true;
		}
		return false;
	}
	if (*path == '\0')
		return test->op[0] == '\0' || value_holds(test, j, t);
	if (json_type(j, t) != JSON_OBJECT)
		return false;
	n = strcspn(path, ".");
	memcpy(name, path, n);
	name[n] = '\0';
	return some(test, j, json_get(j, t, name),
	    path[n] == '.' ? path + n + 1 : path + n);
}

bool
rec_test_holds(const struct rec_test *test, const struct json *j)
{
	return some(test, j, 0, test->path) != (test->op[0] == '!');
}
