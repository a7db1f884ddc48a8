/* SPDX-License-Identifier: ISC */
#include "policy/deadline.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/yaml.h"

static const char *const units[] = {
    [UNIT_DAYS] = "days",
    [UNIT_SCHOOL_DAYS] = "school-days",
    [UNIT_WORKING_DAYS] = "working-days",
    [UNIT_MONTHS] = "months",
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

/* The editions while they are read, each with its place in the file. */
struct loading {
	struct deadline *v;
	const struct yaml **at;
	size_t n;
};

/* A word that must be one of a list. */
static int
copy_word(const struct yaml *map, const char *key, const char *const *words,
    char *out, size_t size, struct err *err)
{
	size_t i;

	if (yaml_copy(map, key, true, out, size, err) == -1)
		return -1;
	for (i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], out) == 0)
			return 0;
	return yaml_fail(yaml_get(map, key), err, "\"%s\" must be %s, %s or "
	    "%s.", key, words[0], words[1], words[2]);
}

static int
read_edition(struct deadline *d, const struct yaml *y, struct err *err)
{
	static const char *const keys[] = {"id", "edition", "effective_from",
	    "effective_to", "of", "event", "owes", "n", "unit", "kind",
	    "certainty", "cite", NULL};
	static const char *const kinds[] = {
	    "law", "guidance", "policy", NULL};
	static const char *const sure[] = {"high", "medium", "low", NULL};
	const char *unit;
	int64_t n;
	int u;

	if (yaml_only(y, keys, err) == -1 ||
	    yaml_copy(y, "id", true, d->id, sizeof(d->id), err) == -1 ||
	    yaml_copy(y, "edition", true, d->edition, sizeof(d->edition),
	    err) == -1 ||
	    yaml_copy(y, "of", false, d->of, sizeof(d->of), err) == -1 ||
	    yaml_copy(y, "event", true, d->event, sizeof(d->event),
	    err) == -1 ||
	    yaml_copy(y, "owes", true, d->owes, sizeof(d->owes), err) == -1 ||
	    yaml_copy(y, "cite", true, d->cite, sizeof(d->cite), err) == -1 ||
	    copy_word(y, "kind", kinds, d->kind, sizeof(d->kind),
	    err) == -1 ||
	    copy_word(y, "certainty", sure, d->certainty,
	    sizeof(d->certainty), err) == -1 ||
	    edition_read(&d->in_force, y, err) == -1 ||
	    yaml_int(y, "n", true, &n, err) == -1 ||
	    yaml_str(y, "unit", true, &unit, err) == -1)
		return -1;
	if (n < 0 || n > 3660)
		return yaml_fail(yaml_get(y, "n"), err, "\"n\" must be 0 to "
		    "3660.");
	if ((u = day_unit_parse(unit)) == -1)
		return yaml_fail(yaml_get(y, "unit"), err, "\"unit\" must be "
		    "days, school-days, working-days or months.");
	d->n = (int)n;
	d->unit = (enum day_unit)u;
	return 0;
}

static int
read_file(struct loading *l, const struct yaml *y, struct err *err)
{
	static const char *const keys[] = {"kind", "deadlines", NULL};
	const struct yaml *list, *e;
	const char *kind;
	size_t i, packaged = l->n, keep = 0;

	if (yaml_only(y, keys, err) == -1 ||
	    yaml_str(y, "kind", true, &kind, err) == -1)
		return -1;
	list = yaml_get(y, "deadlines");
	if (strcmp(kind, "deadlines") != 0)
		return yaml_fail(y, err, "A file of deadlines is needed here: "
		    "its first line must be \"kind: deadlines\".");
	if (list == NULL || list->type != YAML_LIST)
		return yaml_fail(list != NULL ? list : y, err,
		    "\"deadlines\" must be a list, each entry on a line that "
		    "begins with a dash.");
	l->v = mem_resize(l->v, l->n + list->n + 1, sizeof(*l->v));
	l->at = mem_resize(l->at, l->n + list->n + 1, sizeof(*l->at));
	for (e = list->child; e != NULL; e = e->next) {
		memset(&l->v[l->n], 0, sizeof(*l->v));
		l->at[l->n] = e;
		if (read_edition(&l->v[l->n], e, err) == -1)
			return -1;
		l->n++;
	}

	/* Drop what came before of the ids that this file names. */
	for (i = 0; i < l->n; i++) {
		size_t j = packaged;

		while (i < packaged && j < l->n &&
		    strcmp(l->v[j].id, l->v[i].id) != 0)
			j++;
		if (i < packaged && j < l->n)
			continue;
		l->v[keep] = l->v[i];
		l->at[keep++] = l->at[i];
	}
	l->n = keep;
	return 0;
}

/* On one day an id has one edition, and a place and event one id. */
static int
check(const struct loading *l, struct err *err)
{
	const struct deadline *a, *b;
	size_t i, j;

	for (i = 0; i < l->n; i++)
		for (j = 0; j < i; j++) {
			a = &l->v[j];
			b = &l->v[i];
			if (!edition_overlap(&a->in_force, &b->in_force))
				continue;
			if (strcmp(a->id, b->id) == 0)
				return yaml_fail(l->at[i], err, "Two editions "
				    "of %s hold on the same day. End the "
				    "earlier one the day before.", b->id);
			if (strcmp(a->of, b->of) == 0 &&
			    strcmp(a->event, b->event) == 0)
				return yaml_fail(l->at[i], err, "%s and %s "
				    "are of the same place and event. Give "
				    "both the same id, or another event.",
				    a->id, b->id);
		}
	return 0;
}

int
deadlines_load(struct deadlines *out, const char *packaged,
    const char *local, struct err *err)
{
	struct loading l = {NULL, NULL, 0};
	struct yaml *theirs = NULL, *ours = NULL;
	int r = -1;

	out->v = NULL;
	out->n = 0;
	if ((theirs = yaml_load(packaged, err)) == NULL ||
	    read_file(&l, theirs, err) == -1)
		goto out;
	if (local != NULL) {
		ours = yaml_load(local, err);
		if (ours == NULL && strcmp(err->code, "no-file") != 0)
			goto out;
		if (ours == NULL)
			err_clear(err);
		else if (read_file(&l, ours, err) == -1)
			goto out;
	}
	if (check(&l, err) == -1)
		goto out;
	out->v = l.v;
	out->n = l.n;
	l.v = NULL;
	r = 0;
out:
	free(l.v);
	free(l.at);
	yaml_free(theirs);
	yaml_free(ours);
	return r;
}

void
deadlines_release(struct deadlines *d)
{
	free(d->v);
	d->v = NULL;
	d->n = 0;
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
