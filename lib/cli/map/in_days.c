/* SPDX-License-Identifier: ISC */
#include "cli/map/in_map.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text/date.h"
#include "base/core/mem.h"
#include "base/text/text.h"

/* What the days of a column say of the order that it is written in. */
struct order {
	char *as; /* the first that is real only with the month first */
	bool day_first; /* some are real only with the day first */
};

static bool
holds_days(const struct in *in, size_t i)
{
	const struct column *c = &in->map->column[i];

	if (in->setup.header != NULL)
		return in->setup.is_day(in->setup.arg, i);
	/* the cell of a check holds its day among other words */
	return c->field != NULL && (c->field->type == FIELD_DATE ||
	    c->field->type == FIELD_TIME || c->wordy);
}

/* Looks at every day that stands in a cell, whatever is around it. */
static void
look(struct order *o, const char *s, size_t n)
{
	const char *end = s + n, *next;

	for (; s < end; s = next + 1) {
		next = s + strcspn(s, " ;,T");
		if (next > end)
			next = end;
		switch (date_order(s, (size_t)(next - s))) {
		case DATE_MONTH_FIRST:
			if (o->as == NULL)
				o->as = mem_copy(s, (size_t)(next - s));
			break;
		case DATE_REAL:
			o->day_first = true;
			break;
		default:
			break;
		}
	}
}

static void
look_through(struct in *in, struct order *order, size_t n)
{
	struct line_reader lines;
	struct err ignored; /* is told when the row is read */
	struct csv csv;
	const char *s;
	size_t len;

	line_open(&lines, in->fd);
	csv_open(&csv, &lines);
	if (csv_next(&csv, &ignored) == 1) /* the header */
		while (csv_next(&csv, &ignored) == 1)
			for (size_t i = 0; i < n; i++)
				if (holds_days(in, i)) {
					s = csv_cell(&csv, i, &len);
					look(&order[i], s, len);
				}
	csv_close(&csv);
	line_close(&lines);
}

int
in_check_days(struct in *in, struct err *e)
{
	size_t n = in->rows.n, days = 0;
	struct order *order;
	off_t at;
	int rc = 0;

	for (size_t i = 0; i < n; i++)
		days += holds_days(in, i);
	if (days == 0 || (at = lseek(in->fd, 0, SEEK_CUR)) < 0 ||
	    lseek(in->fd, in->start, SEEK_SET) < 0)
		return 0;
	order = mem_alloc(n * sizeof(*order));
	look_through(in, order, n);
	if (lseek(in->fd, at, SEEK_SET) < 0)
		rc = err_sys(e, ST_IO, "read", "The input could not be read "
		    "again");
	for (size_t i = 0; i < n; i++) {
		if (rc == 0 && order[i].as != NULL && !order[i].day_first) {
			const char *s = csv_cell(&in->rows, i, NULL);

			err_set(e, ST_DATA, "month-first", "The dates of the "
			    "column \"%s\" are written with the month "
			    "first, as %s.", s, order[i].as);
			err_field(e, s);
			rc = err_hint(e, "Write the day first, like "
			    "1/9/2026, or the year, like 2026-09-01, and "
			    "send the file again.");
		}
		free(order[i].as);
	}
	free(order);
	return rc;
}
