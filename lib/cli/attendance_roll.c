/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "attendance_part.h"
#include "base/mem.h"
#include "model/number.h"

/* Memory that is not touched costs nothing, and growing does. */
#define MANY (1 << 17) /* pupils */
#define NAMES 32       /* bytes of one's names */

/* The place of a name in the table, or the empty one where it would stand. */
static uint32_t *
place(const struct import *in, const char *s, size_t n)
{
	size_t i = marks_sum(s, n) & in->mask;
	const struct name *name;

	for (; in->table[i] != 0; i = (i + 1) & in->mask) {
		name = &in->name[in->table[i] - 1];
		if (name->n == n && memcmp(name->s, s, n) == 0)
			break;
	}
	return &in->table[i];
}

static void
add_name(struct import *in, size_t pupil, const char *s, size_t n,
    bool unique)
{
	if (in->nnames == in->capnames) {
		in->capnames = in->capnames == 0 ? 1024 : 2 * in->capnames;
		in->name = mem_resize(in->name, in->capnames,
		    sizeof(*in->name));
	}
	in->name[in->nnames++] = (struct name){ s, (uint32_t)n,
		(uint32_t)pupil, unique };
}

/* A name that is one pupil's alone finds that one, others the first. */
static void
make_table(struct import *in)
{
	free(in->table);
	for (in->mask = 1023; in->mask < 2 * in->nnames;)
		in->mask = 2 * in->mask + 1;
	in->table = mem_alloc((in->mask + 1) * sizeof(*in->table));
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < in->nnames; i++) {
			uint32_t *at;

			if (in->name[i].unique != (pass == 0))
				continue;
			at = place(in, in->name[i].s, in->name[i].n);
			if (*at == 0)
				*at = (uint32_t)i + 1;
		}
}

static void
name_all(struct import *in)
{
	for (size_t i = 0; i < in->nroll; i++) {
		const char *names = in->names.p + in->roll[i].names, *s;
		bool unique;
		size_t n;

		while ((s = marks_name(&names, &n, &unique)) != NULL)
			add_name(in, i, s, n, unique);
	}
	make_table(in);
}

/* Ids find a pupil too; few files use them. */
static void
name_ids(struct import *in)
{
	for (size_t i = 0; i < in->nroll; i++)
		add_name(in, i, in->roll[i].id, ID_LEN - 1, false);
	make_table(in);
	in->ids_named = true;
}

/* The name that finds a pupil, or NULL. */
static const struct name *
find(struct import *in, const char *s, size_t n)
{
	uint32_t i;

	if (in->table == NULL)
		name_all(in);
	i = *place(in, s, n);
	return i == 0 ? NULL : &in->name[i - 1];
}

/* Whether a name is that of the next pupil, and no other's. */
static bool
is_next(const struct import *in, const char *s, size_t n)
{
	const char *names, *name;
	size_t len;
	bool unique;

	if (in->next >= in->nroll)
		return false;
	names = in->names.p + in->roll[in->next].names;
	while ((name = marks_name(&names, &len, &unique)) != NULL)
		if (unique && len == n && memcmp(name, s, n) == 0)
			return true;
	return false;
}

static int
take_pupil(void *arg, struct marks_pupil *p, struct err *err)
{
	struct import *in = arg;
	struct rolled *r;

	(void)err;
	if (in->nroll == in->caproll) {
		in->caproll = in->caproll == 0 ? MANY : 2 * in->caproll;
		in->roll = mem_resize(in->roll, in->caproll,
		    sizeof(*in->roll));
	}
	r = &in->roll[in->nroll++];
	*r = (struct rolled){ .number = (uint32_t)p->number, .entry = p->entry,
		.leaving = p->leaving, .names = (uint32_t)in->names.n };
	memcpy(r->id, p->id, ID_LEN);
	buf_add(&in->names, p->names, p->nnames);
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
	if (is_next(in, s, n)) {
		*pupil = (uint32_t)in->next++;
		return 0;
	}
	found = find(in, s, n);
	/* a UPN may be typed with blanks */
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
	if (in->part.number > 0)
		return 0;
	import_begin(in);
	buf_reserve(&in->names, MANY * NAMES);
	if (marks_came_last(in->cmd->store, &in->came_last, err) == -1 ||
	    marks_open(&in->marks, in->cmd->store, err) == -1 ||
	    marks_each(in->marks, 0, 0, take_pupil, in, err) == -1)
		return -1;
	return 0;
}
