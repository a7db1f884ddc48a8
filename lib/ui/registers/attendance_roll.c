/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "ui/registers/attendance_part.h"
#include "base/core/mem.h"
#include "model/number.h"

/* Memory that is not touched costs nothing, and growing does. */
#define MANY (1 << 16) /* pupils */
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
		const char *names = in->names.p + in->named[i], *s;
		bool unique;
		size_t n;

		while ((s = marks_name(&names, &n, &unique)) != NULL)
			add_name(in, i, s, n, unique);
	}
	make_table(in);
}

/* Ids find a pupil too; few files use them. */
static int
name_ids(struct import *in, struct err *err)
{
	struct marks_roll *reader;
	struct marks_pupil p;
	int got = -1;

	if (marks_roll_open(&reader, in->cmd->s.store, err) == 0)
		while ((got = marks_roll_next(reader, &p, err)) > 0)
			buf_add(&in->ids, p.id, ID_LEN);
	marks_roll_close(reader);
	for (size_t i = 0; got == 0 && i < in->nroll; i++)
		add_name(in, i, in->ids.p + i * ID_LEN, ID_ONE, false);
	make_table(in);
	return got;
}

const char *
import_id(struct import *in, const struct rolled *p)
{
	struct err unused;

	if (marks_roll_id(in->cmd->s.store, p->number, in->pupil, &unused) <= 0)
		return "A pupil";
	return in->pupil;
}

/* The name that finds a pupil, or NULL. */
static const struct name *
find(struct import *in, const char *s, size_t n)
{
	uint32_t i;

	i = *place(in, s, n);
	return i == 0 ? NULL : &in->name[i - 1];
}

static void
add_pupil(struct import *in, const struct marks_pupil *p)
{
	if (in->nroll == in->caproll) {
		in->caproll = in->caproll == 0 ? MANY : 2 * in->caproll;
		in->roll = mem_resize(in->roll, in->caproll,
		    sizeof(*in->roll));
	}
	in->roll[in->nroll++] = (struct rolled){ .number = (uint32_t)p->number,
		.entry = p->entry, .leaving = p->leaving };
}

/* All of the roll, and what finds its pupils. */
static int
read_all(struct import *in, struct err *err)
{
	struct marks_pupil p;
	size_t i = 0, cap = 0;
	int got = -1;

	marks_roll_close(in->reader);
	buf_reserve(&in->names, MANY * NAMES);
	if (marks_roll_open(&in->reader, in->cmd->s.store, err) == 0)
		while ((got = marks_roll_next(in->reader, &p, err)) >= 0) {
			if (i == cap) {
				cap = cap == 0 ? MANY : 2 * cap;
				in->named = mem_resize(in->named, cap,
				    sizeof(*in->named));
			}
			in->named[i] = (uint32_t)in->names.n;
			if (got == 0)
				break;
			if (i++ == in->nroll)
				add_pupil(in, &p);
			buf_add(&in->names, p.names, p.nnames);
		}
	marks_roll_close(in->reader);
	in->reader = NULL;
	if (got == 0)
		name_all(in);
	return got;
}

/*
 * Whether a name is that of the next pupil, and no other's: 1, 0, -1.  While
 * it is, the roll is read along with the file.
 */
static int
is_next(struct import *in, const char *s, size_t n, struct err *err)
{
	size_t i = in->next;

	if (in->reader == NULL)
		return i < in->nroll && marks_named(in->names.p +
		    in->named[i], in->named[i + 1] - in->named[i], s, n);
	if (!in->peeked && marks_roll_next(in->reader, &in->peek, err) == -1)
		return -1;
	in->peeked = true;
	if (!marks_named(in->peek.names, in->peek.nnames, s, n))
		return 0;
	add_pupil(in, &in->peek);
	in->peeked = false;
	in->peek.nnames = 0; /* as it is after the last */
	return 1;
}

/* The pupil of a name that is not the next one's. */
static int
seek(struct import *in, const char *s, size_t n, const char *field,
    uint32_t *pupil, struct err *err)
{
	const struct name *found;
	struct buf copy = BUF_INIT;
	struct err unused;
	char id[ID_LEN];

	if (in->reader != NULL && read_all(in, err) == -1)
		return -1;
	found = find(in, s, n);
	/* a UPN may be typed with blanks */
	if (found == NULL && number_upn(&copy, s, n, &unused) == 0)
		found = find(in, buf_str(&copy), copy.n);
	buf_release(&copy);
	if (found == NULL && id_read(id, s, n) == ID_WHOLE && *id == 'P') {
		if (in->ids.n == 0 && name_ids(in, err) == -1)
			return -1;
		found = find(in, id, ID_ONE);
	}
	if (found != NULL) {
		*pupil = found->pupil;
		return 0;
	}
	err_set(err, ST_DATA, "unknown-pupil",
	    "No pupil of that id, UPN or client_id is on record.");
	err_hint(err, "Add the pupil first, or map the number of another "
	    "system with --map 'COLUMN:THEIRS=UPN'.");
	return err_field(err, field != NULL ? field : "pupil");
}

int
import_pupil(struct import *in, const char *s, size_t n, const char *field,
    uint32_t *pupil, struct err *err)
{
	int next = is_next(in, s, n, err);

	*pupil = (uint32_t)in->next;
	if (next == 0) /* most files are in the order of the roll */
		next = seek(in, s, n, field, pupil, err);
	if (next == -1)
		return -1;
	in->next = *pupil + 1;
	return 0;
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
	if (marks_came_last(in->cmd->s.store, &in->came_last, err) == -1 ||
	    marks_open(&in->marks, in->cmd->s.store, err) == -1)
		return -1;
	return marks_roll_open(&in->reader, in->cmd->s.store, err);
}
