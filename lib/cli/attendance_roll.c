/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "attendance_part.h"
#include "base/mem.h"
#include "model/number.h"

static bool
is_name(const struct import *in, uint32_t at, const char *s, size_t n)
{
	const char *name = in->names.p + at;

	return strncmp(name, s, n) == 0 && name[n] == '\0';
}

/* The place of a name in the table, or the empty one where it would stand. */
static uint32_t *
place(const struct import *in, const char *s, size_t n)
{
	size_t i = marks_sum(s, n) & in->mask;

	while (in->table[i] != 0 &&
	    !is_name(in, in->name[in->table[i] - 1].at, s, n))
		i = (i + 1) & in->mask;
	return &in->table[i];
}

static void
add_name(struct import *in, uint32_t pupil, const char *s, size_t n,
    bool unique)
{
	if (in->nnames == in->capnames) {
		in->capnames = in->capnames == 0 ? 1024 : 2 * in->capnames;
		in->name = mem_resize(in->name, in->capnames,
		    sizeof(*in->name));
	}
	in->name[in->nnames++] = (struct name){ (uint32_t)in->names.n, pupil,
		unique };
	buf_add(&in->names, s, n);
	buf_addc(&in->names, '\0');
}

/* A name that is one pupil's alone finds that one, others the first. */
static void
make_table(struct import *in)
{
	for (in->mask = 1023; in->mask < 2 * in->nnames;)
		in->mask = 2 * in->mask + 1;
	in->table = mem_alloc((in->mask + 1) * sizeof(*in->table));
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < in->nnames; i++) {
			const char *s = in->names.p + in->name[i].at;
			uint32_t *at;

			if (in->name[i].unique != (pass == 0))
				continue;
			at = place(in, s, strlen(s));
			if (*at == 0)
				*at = (uint32_t)i + 1;
		}
}

/* Ids find a pupil too; few files use them. */
static void
name_ids(struct import *in)
{
	for (size_t i = 0; i < in->nroll; i++)
		add_name(in, (uint32_t)i, in->roll[i].id, ID_LEN - 1, false);
	free(in->table);
	make_table(in);
	in->ids_named = true;
}

/* The name that finds a pupil, or NULL. */
static const struct name *
find(struct import *in, const char *s, size_t n)
{
	uint32_t i;

	if (in->table == NULL)
		make_table(in);
	i = *place(in, s, n);
	return i == 0 ? NULL : &in->name[i - 1];
}

static int
take_pupil(void *arg, struct marks_pupil *p, struct err *err)
{
	struct import *in = arg;
	struct rolled *r;
	const char *s;
	bool unique;
	size_t n;

	(void)err;
	if (in->nroll == in->caproll) {
		in->caproll = in->caproll == 0 ? 1024 : 2 * in->caproll;
		in->roll = mem_resize(in->roll, in->caproll,
		    sizeof(*in->roll));
	}
	r = &in->roll[in->nroll];
	*r = (struct rolled){ .number = p->number, .entry = p->entry,
		.leaving = p->leaving, .name = UINT32_MAX };
	memcpy(r->id, p->id, ID_LEN);
	while ((s = marks_name(p, &n, &unique)) != NULL) {
		if (unique && r->name == UINT32_MAX)
			r->name = (uint32_t)in->names.n;
		add_name(in, (uint32_t)in->nroll, s, n, unique);
	}
	in->nroll++;
	return 0;
}

int
import_pupil(struct import *in, const char *s, size_t n, const char *field,
    uint32_t *pupil, struct err *err)
{
	struct buf copy = BUF_INIT;
	const struct name *found = NULL;
	struct err unused;
	char id[ID_LEN];

	/* files are often in the order of the roll */
	if (in->next < in->nroll && in->roll[in->next].name < in->names.n &&
	    is_name(in, in->roll[in->next].name, s, n)) {
		*pupil = (uint32_t)in->next++;
		return 0;
	}
	found = find(in, s, n);
	/* a UPN may be typed with blanks or in small letters */
	if (found == NULL && number_upn(&copy, s, n, &unused) == 0)
		found = find(in, buf_str(&copy), copy.n);
	buf_release(&copy);
	if (found == NULL && id_read(id, s, n) == ID_WHOLE && *id == 'P') {
		if (!in->ids_named)
			name_ids(in);
		found = find(in, id, ID_LEN - 1);
	}
	if (found != NULL) {
		*pupil = found->pupil;
		in->next = found->pupil + 1;
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
	    marks_each(in->marks, 0, 0, take_pupil, in, err) == -1)
		return -1;
	return 0;
}
