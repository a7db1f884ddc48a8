/* SPDX-License-Identifier: ISC */
#include "base/core/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Formats into a field; what is cut is cut between characters. */
static void __attribute__((format(printf, 3, 0)))
put(char *to, size_t size, const char *fmt, va_list ap)
{
	size_t n;
	int want;

	want = vsnprintf(to, size, fmt, ap);
	if (want < 0)
		to[0] = '\0';
	if (want < 0 || (size_t)want < size)
		return;
	n = size - 1;
	while (n > 0 && ((unsigned char)to[n - 1] & 0xc0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)to[n - 1] >= 0xc0) {
		unsigned char lead = (unsigned char)to[n - 1];
		size_t len = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

		if (n - 1 + len > size - 1)
			to[n - 1] = '\0';
	}
}

static void __attribute__((format(printf, 3, 4)))
putf(char *to, size_t size, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(to, size, fmt, ap);
	va_end(ap);
}

bool
err_is(const struct err *err, const char *code)
{
	return err->code != NULL && strcmp(err->code, code) == 0;
}

void
err_clear(struct err *e)
{
	/* every record asks for it: not all of its bytes are touched */
	e->status = ST_DONE;
	e->code = "";
	e->line = e->column = 0;
	e->file[0] = e->field[0] = e->msg[0] = e->hint[0] = '\0';
}

static int __attribute__((format(printf, 4, 0)))
set(struct err *e, enum status st, const char *code, const char *fmt,
    va_list ap)
{
	char msg[sizeof(e->msg)];

	/* Apart, since the arguments may be parts of e. */
	put(msg, sizeof(msg), fmt, ap);
	err_clear(e);
	e->status = st;
	e->code = code;
	memcpy(e->msg, msg, sizeof(msg));
	return -1;
}

int
err_set(struct err *e, enum status st, const char *code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	set(e, st, code, fmt, ap);
	va_end(ap);
	return -1;
}

int
err_sys(struct err *e, enum status st, const char *code, const char *fmt, ...)
{
	const char *why = strerror(errno);
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	set(e, st, code, fmt, ap);
	va_end(ap);
	n = strlen(e->msg);
	putf(e->msg + n, sizeof(e->msg) - n, ": %s.", why);
	return -1;
}

int
err_hint(struct err *e, const char *fmt, ...)
{
	char hint[sizeof(e->hint)];
	va_list ap;

	va_start(ap, fmt);
	/* apart first, since the arguments may be parts of e */
	put(hint, sizeof(hint), fmt, ap);
	va_end(ap);
	memcpy(e->hint, hint, sizeof(hint));
	return -1;
}

int
err_field(struct err *e, const char *field)
{
	putf(e->field, sizeof(e->field), "%s", field);
	return -1;
}

int
err_place(struct err *e, const char *file, long line)
{
	if (file != NULL)
		putf(e->file, sizeof(e->file), "%s", file);
	if (line > 0)
		e->line = line;
	return -1;
}
