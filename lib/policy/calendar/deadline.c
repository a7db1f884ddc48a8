/* SPDX-License-Identifier: ISC */
#include "policy/calendar/deadline.h"

#include <stdlib.h>
#include <string.h>


static const char *const units[] = {
    [UNIT_DAYS] = "days",
    [UNIT_SCHOOL_DAYS] = "school-days",
    [UNIT_WORKING_DAYS] = "working-days",
    [UNIT_MONTHS] = "months",
    NULL
};

int
day_unit_parse(const char *s)
{
	int i;

	for (i = UNIT_DAYS; i <= UNIT_MONTHS; i++)
		if (strcmp(units[i], s) == 0)
			return i;
	return -1;
}

const char *
day_unit_name(enum day_unit u)
{
	return units[u];
}

static const char *const kind[] = { "deadlines", NULL };

#define AT(member) YAML_IN(struct deadline, member)

static const struct yaml_field edition_fields[] = {
	{ "id", YAML_TEXT, YAML_MUST, AT(id), .least = 1, .most = 47 },
	{ "edition", YAML_TEXT, YAML_MUST, AT(edition), .least = 1,
	    .most = 47 },
	{ "of", YAML_TEXT, 0, AT(of), .most = 23 },
	{ "event", YAML_TEXT, YAML_MUST, AT(event), .least = 1, .most = 23 },
	{ "owes", YAML_TEXT, YAML_MUST, AT(owes), .least = 1, .most = 95 },
	{ "cite", YAML_TEXT, YAML_MUST, AT(cite), .least = 1, .most = 159 },
	{ "kind", YAML_TEXT, YAML_MUST, AT(kind), .words = edition_kinds },
	{ "certainty", YAML_TEXT, YAML_MUST, AT(certainty),
	    .words = edition_certainties },
	EDITION_ROWS(struct deadline, in_force),
	{ "n", YAML_NUMBER, YAML_MUST, AT(n), .most = 3660 },
	{ "unit", YAML_WORD, YAML_MUST, AT(unit), .words = units },
	{ .name = NULL }
};

static const struct yaml_form edition_form = {
	.fields = edition_fields, .size = sizeof(struct deadline),
	.blank = &(const struct deadline){ .of = "",
	    .in_force = EDITION_BLANK }
};

static const struct yaml_field file_fields[] = {
	{ "kind", YAML_TEXT, YAML_MUST | YAML_FIRST, .words = kind },
	{ "deadlines", YAML_FORMS, YAML_MUST, YAML_IN(struct deadlines, v),
	    .form = &edition_form, .count = offsetof(struct deadlines, n) },
	{ .name = NULL }
};

static const struct yaml_form file_form = { .fields = file_fields,
	.size = sizeof(struct deadlines) };

/* On one day an id has one edition, and a place and event one id. */
static int
check(const struct deadlines *ds, struct err *err)
{
	const struct deadline *a, *b, *end = ds->v + ds->n;

	for (b = ds->v; b < end; b++)
		for (a = ds->v; a < b; a++) {
			if (edition_alone(b->id, &b->in_force, a->id,
			    &a->in_force, err) == -1)
				return -1;
			if (strcmp(a->of, b->of) == 0 &&
			    strcmp(a->event, b->event) == 0 &&
			    edition_overlap(&a->in_force, &b->in_force))
				return yaml_fail(b->in_force.at, err, "%s and "
				    "%s are of the same place and event. Give "
				    "both the same id, or another event.",
				    a->id, b->id);
		}
	return 0;
}

int
deadlines_load(struct deadlines *out, const struct folders *folders,
    struct err *err)
{
	struct deadlines both[2];

	memset(out, 0, sizeof(*out));
	if (book_read(&out->book, folders, "deadlines", &file_form, both,
	    NULL, err) == -1)
		return -1;
	out->n = both[0].n;
	out->v = book_lay(&edition_form, offsetof(struct deadline, id),
	    both[0].v, &out->n, both[1].v, both[1].n);
	if (check(out, err) == 0)
		return 0;
	deadlines_release(out);
	return -1;
}

void
deadlines_release(struct deadlines *ds)
{
	yaml_drop(&file_form, ds);
	book_release(&ds->book);
}

const struct deadline *
deadline_for(const struct deadlines *ds, const char *of, const char *event,
    int32_t day)
{
	const struct deadline *d, *any = NULL;
	size_t i;

	for (i = 0; i < ds->n; i++) {
		d = &ds->v[i];
		if (strcmp(d->event, event) != 0 ||
		    !edition_on(&d->in_force, day))
			continue;
		if (d->of[0] == '\0')
			any = d;
		else if (strcmp(d->of, of) == 0)
			return d;
	}
	return any;
}

int
deadline_due(const struct deadline *d, const struct calendar *c,
    int64_t start, int64_t *due, struct err *err)
{
	int32_t day;

	if (calendar_add(c, d->unit, time_day(start), d->n, &day, err) == -1)
		return -1;
	*due = time_of_day_end(day);
	return 0;
}
