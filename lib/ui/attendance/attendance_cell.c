/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "ui/registers/attendance_part.h"
#include "base/text/text.h"

bool
import_no_mark(const char *s, size_t n)
{
	return n == 0 || (n == 1 && *s == '-');
}

const char *
import_ours(const struct import *in, bool words, const char *heading,
    const char *s, size_t *n)
{
	const char *ours = NULL;

	if (words)
		ours = in_ours(in->cmd->in, heading, s, *n);
	if (ours == NULL && in->code_words)
		ours = in_ours(in->cmd->in, "code", s, *n);
	if (ours == NULL)
		return s;
	*n = strlen(ours);
	return ours;
}

const char *
import_cell(struct import *in, const struct csv *csv, size_t i, size_t *n)
{
	const struct import_column *c = &in->column[i];
	const char *s = csv_cell(csv, i, n), *ours;

	if (c->is == IS_MARKS) {
		while (*n >= 2 && memcmp(s + *n - 2, "\xc2\xa0", 2) == 0)
			*n -= 2; /* a plain blank parts two marks */
		return s;
	}
	if (*n > 0 && (*s <= ' ' || s[*n - 1] <= ' '))
		text_trim(&s, n);
	if (c->is == IS_GRID && *n > 0)
		return import_ours(in, c->words, c->heading, s, n);
	ours = c->words ? in_ours(in->cmd->in, c->heading, s, *n) : NULL;
	if (ours == NULL)
		return s;
	*n = strlen(ours);
	return ours;
}

bool
import_left_out(struct import *in, const struct csv *csv, size_t i)
{
	const struct import_column *c = &in->column[i];
	const char *s, *ours;
	size_t n;

	if (c->is != IS_SESSION || !c->words)
		return false;
	s = csv_cell(csv, i, &n);
	text_trim(&s, &n);
	ours = in_ours(in->cmd->in, c->heading, s, n);
	return ours != NULL && import_no_mark(ours, strlen(ours));
}
