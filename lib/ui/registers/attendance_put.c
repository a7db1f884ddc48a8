/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "ui/registers/attendance_part.h"
#include "base/core/mem.h"

#define MANY 32 /* parts: more than a day makes */

/* The roll is in order of numbers. */
static int
by_place(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->pupil != y->pupil)
		return x->pupil < y->pupil ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static void
note_correction(struct import *in, const struct entry *e, unsigned char was)
{
	if (in->corrected < IMPORT_SHOWN)
		in->correction[in->corrected] = (struct correction){
			e->pupil, e->slot, e->code, was };
	in->corrected++;
}

/*
 * What the entries of one pupil change.  A session that ends as it is on
 * record is no news, whatever the file says of it before.
 */
static int
compare(struct import *in, const struct entry *e, size_t n, struct err *err)
{
	int32_t low = INT32_MAX, high = 0;
	unsigned char *was, *now, *end;
	size_t slots;

	for (size_t i = 0; i < n; i++) {
		low = e[i].slot < low ? e[i].slot : low;
		high = e[i].slot > high ? e[i].slot : high;
	}
	slots = (size_t)(high - low) + 1;
	buf_reserve(&in->was, 3 * slots);
	was = (unsigned char *)in->was.p;
	now = was + slots;
	end = now + slots;
	if (marks_get(in->marks, in->roll[e->pupil].number, low, slots, was,
	    err) == -1)
		return -1;
	memcpy(now, was, slots);
	for (size_t i = 0; i < n; i++)
		end[e[i].slot - low] = e[i].code;
	for (size_t i = 0; i < n; i++) {
		size_t at = (size_t)(e[i].slot - low);

		if (end[at] == was[at])
			continue;
		if (now[at] == 0)
			in->new++;
		else if (now[at] != e[i].code)
			note_correction(in, &e[i], now[at]);
		in->fresh = true;
		now[at] = e[i].code;
	}
	return 0;
}

/* The entries of one pupil as runs. */
static int
pack_pupil(struct import *in, const struct entry *e, size_t n,
    struct mark_pack *at, struct err *err)
{
	int64_t number = in->roll[e->pupil].number;
	bool forward = e->slot > marks_latest(in->marks, number);
	unsigned char run[MARK_RUN];
	size_t len;

	for (size_t i = 1; i < n; i++)
		forward &= e[i].slot > e[i - 1].slot;
	if (forward) { /* nothing of them is on record */
		in->new += (long)n;
		in->fresh = true;
	} else if (compare(in, e, n, err) == -1) {
		return -1;
	}
	for (; n > 0; e += len, n -= len) {
		for (len = 0; len < n && len < MARK_RUN &&
		    e[len].slot == e->slot + (int32_t)len; len++)
			run[len] = e[len].code;
		mark_pack(&in->packed, at, number, e->slot, run, len);
	}
	return 0;
}

/* The marks of the part in the order of pupils. */
static int
pack(struct import *in, const struct part *part, struct err *err)
{
	struct mark_pack at = { 0, 0 };
	struct entry *e = part->entry;
	bool sorted = true;
	size_t n = 0, end;

	for (size_t i = 0; i < part->nentries; i++) {
		/* what has no place in a week is kept in the lines alone */
		if (e[i].slot == MARK_NOWHERE)
			continue;
		sorted &= n == 0 || e[n - 1].pupil <= e[i].pupil;
		e[n++] = e[i];
	}
	if (!sorted)
		qsort(e, n, sizeof(*e), by_place);
	buf_reset(&in->packed);
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && e[end].pupil == e[i].pupil;)
			end++;
		if (pack_pupil(in, &e[i], end - i, &at, err) == -1)
			return -1;
	}
	return 0;
}

/* The lines of a part, and the import that brought the same before. */
struct known {
	const char *lines;
	size_t n;
	const struct buf *packed; /* what they say, by the mapping of today */
	char id[ID_LEN];
};

/* That their sums are equal is no proof. */
static int
take_known(void *arg, const struct stored *row, struct err *err)
{
	struct known *known = arg;

	(void)err;
	if (memmem(row->body, row->len, known->lines, known->n) != NULL &&
	    memmem(row->body, row->len, buf_str(known->packed),
	    known->packed->n) != NULL)
		memcpy(known->id, row->id, ID_LEN);
	return 1;
}

/* Whether the part's lines are on record; else they are news. */
static int
look_back(struct import *in, const struct part *part, struct err *err)
{
	const struct buf *b = &part->content;
	struct known known = { b->p + part->begin, b->n - part->begin,
		&in->packed, "" };
	int64_t seq;
	int came = marks_came(in->cmd->s.store, marks_sum(known.lines, known.n),
	    &seq, err);

	if (came == -1 || (came == 1 && store_entries(in->cmd->s.store, seq,
	    seq, take_known, &known, err) == -1))
		return -1;
	if (known.id[0] == '\0') {
		in->fresh |= part->extra;
		in->again = false;
		return 0;
	}
	memcpy(in->known, known.id, ID_LEN);
	if (seq <= in->came_last) {
		in->again &= in->known_seq == 0 || seq == in->known_seq + 1;
		in->known_seq = seq;
	}
	return 0;
}

int
import_put(struct import *in, bool last, struct err *err)
{
	struct part *part = &in->part;
	struct cmd *cmd = in->cmd;
	struct buf *b = &part->content;
	struct draft draft = { .kind = &kind_import,
		.id = part->number > 1 ? in->id : NULL,
		.actor = who_name(&cmd->s.who), .now = cmd->s.now };
	int64_t seq;

	if (!import_has_lines(part))
		return 0;
	if (pack(in, part, err) == -1)
		return -1;
	buf_addc(b, '"');
	if (in->new > 0) /* then it is news, whatever its lines */
		in->again = false;
	else if (look_back(in, part, err) == -1)
		return -1;
	json_pair(b, "packed", buf_str(&in->packed));
	if (last && part->number >= MANY) {
		json_key(b, "last");
		json_bool(b, true);
	}
	json_close(b, '}');
	draft.content = b->p;
	draft.len = b->n;
	if (store_put(cmd->s.store, &draft, in->id, &seq, err) == -1)
		return -1;
	cmd->s.pending = 1;
	memcpy(cmd->s.stored_id, in->id, ID_LEN);
	marks_close(in->marks);
	in->marks = NULL;
	return marks_open(&in->marks, cmd->s.store, err);
}

void
import_begin(struct import *in)
{
	struct part *part = &in->part;
	struct buf *b = &part->content;

	part->number++;
	part->nentries = part->bound = 0;
	part->extra = false;
	buf_reset(b);
	buf_reserve(b, IMPORT_PART);
	json_open(b, '{');
	json_pair(b, "of", kind_mark.name);
	json_key(b, "part");
	json_num(b, part->number);
	json_key(b, "lines");
	part->begin = b->n;
	buf_addc(b, '"');
}
