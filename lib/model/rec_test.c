/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/rec.h"

/* Longest first, so that <= is not read as <. */
static const char *const ops[] = { "!=", "<=", ">=", "!~", "=", "<", ">", "~",
	NULL };

/* The fields that vigil adds to an answer, for a test on them. */
static const struct field added[] = {
	{ .name = "id", .type = FIELD_LINE, .label = "Id" },
	{ .name = "state", .type = FIELD_LINE, .label = "State" },
	{ .name = "flags", .type = FIELD_LINE, .label = "Flags" },
	{ .name = "recorded_at", .type = FIELD_TIME, .label = "Recorded" },
	{ .name = "recorded_by", .type = FIELD_LINE, .label = "Recorded by" },
	{ .name = NULL }
};

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
		if (f == NULL || dot == NULL)
			break;
		fields = f->type == FIELD_OBJECT ? f->sub : NULL;
		part = dot + 1;
		left -= len + 1;
		f = NULL;
	}
	if (f == NULL) {
		near = rec_nearest_field(kind, test->path);
		err_set(err, ST_USAGE, "where", "A %s has no field %s.",
		    kind->name, test->path);
		if (near != NULL)
			err_hint(err, "Did you mean %s?", near);
		return -1;
	}
	if (f->flags & FIELD_SENSITIVE)
		return err_set(err, ST_USAGE, "where",
		    "%s is not asked for on the command line, where other "
		    "people of this machine could read it. Use --search, or "
		    "filter the output.", test->path);
	test->field = f;
	return 0;
}

/* The value as it is kept, so that bytes can be compared. */
static int
read_value(struct rec_test *test, const char *s, size_t n,
    const struct rec_context *ctx, struct err *err)
{
	char text[TIME_LEN], id[ID_LEN];
	int32_t day;
	int64_t t;

	if (test->field->type == FIELD_DATE ||
	    test->field->type == FIELD_TIME) {
		char word[40];

		if (n < sizeof(word)) {
			memcpy(word, s, n);
			word[n] = '\0';
			day = date_word(word, time_day(ctx->as_at));
			if (day != DATE_NONE) {
				date_format(day, text);
				test->value = mem_dup(text);
				return 0;
			}
		}
		if (test->field->type == FIELD_TIME &&
		    time_parse(s, n, &t, err) == 0) {
			time_format(t, text);
			test->value = mem_dup(text);
			return 0;
		}
		return err_set(err, ST_USAGE, "where",
		    "%s is compared with a date, YYYY-MM-DD.", test->path);
	}
	if (test->field->type == FIELD_REF &&
	    ctx->find(ctx->arg, test->field->refs, s, n, id, err) == 1) {
		test->value = mem_dup(id);
		return 0;
	}
	test->value = mem_copy(s, n);
	return 0;
}

int
rec_test_read(struct rec_test *test, const struct kind *kind,
    const char *typed, const struct rec_context *ctx, struct err *err)
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
	return read_value(test, value, nvalue, ctx, err);
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
	int c;

	if (test->field->type == FIELD_INT) {
		long long a = 0, b = strtoll(test->value, NULL, 10);

		for (size_t i = 0; i < n; i++)
			a = a * 10 + (s[i] - '0');
		return a < b ? -1 : a > b;
	}
	/* a time against a day: the day as a whole */
	if (test->field->type == FIELD_TIME && m == DATE_LEN - 1) {
		char day[DATE_LEN];
		struct err ignored;
		int64_t t;

		if (time_parse(s, n, &t, &ignored) == 0) {
			date_format(time_day(t), day);
			return strcmp(day, test->value);
		}
	}
	c = memcmp(s, test->value, n < m ? n : m);
	return c != 0 ? c : n < m ? -1 : n > m;
}

static bool
value_holds(const struct rec_test *test, const struct json *j, int t)
{
	struct buf scratch = BUF_INIT;
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
		c = compare(test, s, n);
		yes = test->op[0] == '<' ? c < 0 || (test->op[1] && c == 0)
		    : test->op[0] == '>' ? c > 0 || (test->op[1] && c == 0)
					 : c == 0;
	}
	buf_release(&scratch);
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
