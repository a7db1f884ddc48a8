/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "attendance_part.h"
#include "base/mem.h"
#include "model/number.h"

static uint64_t
hash(const char *s, size_t n)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 1099511628211u;
	return h ^ h >> 29;
}

/* The place of a name in the table, or the empty one where it would stand. */
static struct name *
place(const struct import *in, const char *s, size_t n)
{
	size_t i = hash(s, n) & in->mask;

	while (in->table[i].pupil != 0 &&
	    (strlen(in->names.p + in->table[i].at) != n ||
	    memcmp(in->names.p + in->table[i].at, s, n) != 0))
		i = (i + 1) & in->mask;
	return &in->table[i];
}

static int
by_number(const void *key, const void *member)
{
	int64_t a = *(const int64_t *)key;
	const struct rolled *b = member;

	return (a > b->number) - (a < b->number);
}

static void
take_name(void *arg, const char *s, size_t n, int64_t record)
{
	struct import *in = arg;
	struct rolled *p = in->nroll == 0 ? NULL : bsearch(&record, in->roll,
	    in->nroll, sizeof(*in->roll), by_number);
	struct name *name = place(in, s, n);

	if (p == NULL || name->pupil != 0)
		return; /* a name that is some other's first */
	name->at = (uint32_t)in->names.n;
	name->pupil = (uint32_t)(p - in->roll) + 1;
	buf_add(&in->names, s, n);
	buf_addc(&in->names, '\0');
}

static int
take_pupil(void *arg, const struct marks_pupil *p, struct err *err)
{
	struct import *in = arg;
	struct rolled *r;

	(void)err;
	if (in->nroll == in->caproll) {
		in->caproll = in->caproll == 0 ? 1024 : 2 * in->caproll;
		in->roll = mem_resize(in->roll, in->caproll,
		    sizeof(*in->roll));
	}
	r = &in->roll[in->nroll++];
	*r = (struct rolled){ .number = p->number, .entry = p->entry,
		.leaving = p->leaving };
	memcpy(r->id, p->id, ID_LEN);
	return 0;
}

/* Who there is, and by which names. */
static int
load_roll(struct import *in, struct err *err)
{
	struct store *s = in->cmd->store;
	size_t size = 1024;

	if (marks_each(in->marks, 0, 0, take_pupil, in, err) == -1)
		return -1;
	while (size < in->nroll * 4)
		size *= 2;
	in->table = mem_alloc(size * sizeof(*in->table));
	in->mask = size - 1;
	for (const struct field *f = kind_pupil.fields; f->name != NULL; f++)
		if ((f->flags & (FIELD_UNIQUE | FIELD_NAMES)) != 0 &&
		    store_names(s, &kind_pupil, f->name, take_name, in,
		    err) == -1)
			return -1;
	return 0;
}

int
import_pupil(struct import *in, const char *s, size_t n, const char *field,
    uint32_t *pupil, struct err *err)
{
	struct buf copy = BUF_INIT;
	struct err unused;
	char id[ID_LEN];
	uint32_t found = place(in, s, n)->pupil;

	/* a UPN may be typed with blanks or in small letters */
	if (found == 0 && number_upn(&copy, s, n, &unused) == 0)
		found = place(in, buf_str(&copy), copy.n)->pupil;
	buf_release(&copy);
	if (found == 0 && id_read(id, s, n) == ID_WHOLE && *id == 'P')
		for (size_t i = 0; i < in->nroll && found == 0; i++)
			if (strcmp(in->roll[i].id, id) == 0)
				found = (uint32_t)i + 1;
	if (found != 0) {
		*pupil = found - 1;
		return 0;
	}
	err_set(err, ST_DATA, "unknown-pupil",
	    "No pupil of that id, UPN or client_id is on record.");
	err_hint(err, "Add the pupil first, or map the number of another "
	    "system with --map 'COLUMN:THEIRS=UPN'.");
	return err_field(err, field != NULL ? field : "pupil");
}

void
import_sessions(struct import *in)
{
	const struct calendar *c = in->calendar;
	int32_t first = date_make(1990, 1, 1), end = date_make(2199, 12, 31);

	while (first < end && !calendar_covers_school(c, first))
		first++;
	in->first_day = in->last_day = first;
	while (in->last_day < end &&
	    calendar_covers_school(c, in->last_day + 1))
		in->last_day++;
	end = in->last_day;
	in->before = mem_alloc((size_t)(end - first + 1) *
	    sizeof(*in->before));
	in->session = mem_alloc((size_t)(end - first + 1) * 2 *
	    sizeof(*in->session));
	for (int32_t day = first; day <= end; day++) {
		int is = calendar_sessions(c, day);

		in->before[day - first] = (int32_t)in->nsessions;
		if (is & SESSION_AM)
			in->session[in->nsessions++] = mark_slot(day, 0);
		if (is & SESSION_PM)
			in->session[in->nsessions++] = mark_slot(day, 1);
	}
}

int
import_start(struct import *in, struct err *err)
{
	if (in->marks != NULL)
		return 0;
	if (marks_open(&in->marks, in->cmd->store, err) == -1 ||
	    load_roll(in, err) == -1)
		return -1;
	return 0;
}
