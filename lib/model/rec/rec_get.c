/* SPDX-License-Identifier: ISC */
#include "model/rec/rec_get.h"

#include <string.h>

#include "base/core/mem.h"

static int
member(const struct json *j, int object, const char *name)
{
	return object < 0 ? -1 : json_get(j, object, name);
}

const char *
rec_str(const struct json *j, int object, const char *name,
    struct buf *scratch, size_t *n)
{
	int t = member(j, object, name);

	*n = 0;
	if (t < 0 || json_type(j, t) != JSON_STRING)
		return "";
	return json_text(j, t, scratch, n);
}

char *
rec_dup(const struct json *j, int object, const char *name)
{
	struct buf scratch = BUF_INIT;
	int t = member(j, object, name);
	char *copy = NULL;
	const char *s;
	size_t n;

	if (t >= 0 && json_type(j, t) == JSON_STRING) {
		s = json_text(j, t, &scratch, &n);
		copy = mem_copy(s, n);
	}
	buf_release(&scratch);
	return copy;
}

void
rec_add(struct buf *b, const struct json *j, int object, const char *name)
{
	struct buf scratch = BUF_INIT;
	size_t n;
	const char *s = rec_str(j, object, name, &scratch, &n);

	buf_add(b, s, n);
	buf_release(&scratch);
}

/* Bytes of the text, whether or not all of them fit. */
static size_t
copy(char *out, size_t size, const struct json *j, int object,
    const char *name)
{
	struct buf scratch = BUF_INIT;
	size_t n, fit;
	const char *s = rec_str(j, object, name, &scratch, &n);

	fit = n < size ? n : size - 1;
	memcpy(out, s, fit);
	out[fit] = '\0';
	buf_release(&scratch);
	return n;
}

void
rec_copy(char *out, size_t size, const struct json *j, int object,
    const char *name)
{
	(void)copy(out, size, j, object, name);
}

void
rec_id(char out[ID_LEN], const struct json *j, int object, const char *name)
{
	if (copy(out, ID_LEN, j, object, name) >= ID_LEN)
		out[0] = '\0';
}

int32_t
rec_day(const struct json *j, int object, const char *name)
{
	struct buf scratch = BUF_INIT;
	size_t n;
	const char *s = rec_str(j, object, name, &scratch, &n);
	int32_t day = date_parse(s, n);

	buf_release(&scratch);
	return day;
}

int64_t
rec_time(const struct json *j, int object, const char *name)
{
	struct buf scratch = BUF_INIT;
	struct err ignored;
	int64_t at;
	size_t n;
	const char *s = rec_str(j, object, name, &scratch, &n);

	if (n == 0 || time_parse(s, n, &at, &ignored) == -1)
		at = TIME_NONE;
	buf_release(&scratch);
	return at;
}

int
rec_place(const struct json *j, int object, const char *name,
    const char *const *words)
{
	int t = member(j, object, name);

	for (int i = 0; t >= 0 && words[i] != NULL; i++)
		if (json_is(j, t, words[i]))
			return i;
	return -1;
}

bool
rec_yes(const struct json *j, int object, const char *name)
{
	int t = member(j, object, name);

	return t >= 0 && json_type(j, t) == JSON_TRUE;
}
