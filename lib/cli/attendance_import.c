/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "attendance_part.h"
#include "base/mem.h"

#define ROOM 512      /* of a part's content, beside lines and marks */
#define RUN_BOUND 13  /* bytes that one mark alone may take when packed … */
#define MARK_BOUND 2  /* … and the next in a run; a long run is cut */
#define MANY 8	      /* parts: more than a day makes */
#define SHOWN 20      /* corrections and pupils that are named */

static const struct rolled *sorting; /* by_place() is given entries alone */

static int
by_place(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->pupil != y->pupil)
		return sorting[x->pupil].number < sorting[y->pupil].number ?
		    -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static void
tell_correction(struct import *in, const struct entry *e, unsigned was)
{
	char day[DATE_LEN];

	in->corrected++;
	if (in->shown++ >= SHOWN)
		return;
	date_format(mark_day(e->slot), day);
	cmd_warn(in->cmd, "%s %s %s: %s takes the place of %s.",
	    in->roll[e->pupil].id, day, mark_pm(e->slot) ? "PM" : "AM",
	    words_mark[e->code], words_mark[was]);
}

/*
 * The entries of one pupil: what they change, and their runs.  A session that
 * ends as it is on record is no news, whatever the file says of it before.
 */
static int
pack_pupil(struct import *in, const struct entry *e, size_t n,
    struct mark_pack *at, struct err *err)
{
	int64_t number = in->roll[e->pupil].number;
	int32_t low = INT32_MAX, high = 0;
	unsigned char *was, *now, *end, run[MARK_RUN];
	size_t len = 0, slots;

	for (size_t i = 0; i < n; i++) {
		low = e[i].slot < low ? e[i].slot : low;
		high = e[i].slot > high ? e[i].slot : high;
	}
	slots = (size_t)(high - low) + 1;
	buf_reserve(&in->was, 3 * slots);
	was = (unsigned char *)in->was.p;
	now = was + slots;
	end = now + slots;
	if (marks_get(in->marks, number, low, slots, was, err) == -1)
		return -1;
	memcpy(now, was, slots);
	for (size_t i = 0; i < n; i++)
		end[e[i].slot - low] = e[i].code;
	for (size_t i = 0; i < n; i++) {
		int32_t at_slot = e[i].slot - low;
		unsigned char *w = &now[at_slot];

		if (end[at_slot] != was[at_slot]) {
			if (*w == 0)
				in->new++;
			else if (*w != e[i].code)
				tell_correction(in, &e[i], *w);
			in->fresh = true;
			*w = e[i].code;
		}
		run[len++] = e[i].code;
		if (i + 1 < n && e[i + 1].slot == e[i].slot + 1 &&
		    len < MARK_RUN)
			continue;
		mark_pack(&in->packed, at, number,
		    e[i].slot - (int32_t)len + 1, run, len);
		len = 0;
	}
	return 0;
}

/* The marks of the part in the order of pupils. */
static int
pack(struct import *in, struct err *err)
{
	struct mark_pack at = { 0, 0 };
	size_t n = 0, end;

	/* what has no place in a week is kept in the lines alone */
	for (size_t i = 0; i < in->nentries; i++)
		if (in->entry[i].slot != MARK_NOWHERE)
			in->entry[n++] = in->entry[i];
	sorting = in->roll;
	for (size_t i = 1; i < n; i++)
		if (by_place(&in->entry[i - 1], &in->entry[i]) > 0) {
			qsort(in->entry, n, sizeof(*in->entry), by_place);
			break;
		}
	buf_reset(&in->packed);
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n &&
		     in->entry[end].pupil == in->entry[i].pupil;)
			end++;
		if (pack_pupil(in, &in->entry[i], end - i, &at, err) == -1)
			return -1;
	}
	return 0;
}

static int
take_known(void *arg, const struct stored *row, struct err *err)
{
	struct import *in = arg;

	(void)err;
	memcpy(in->known, row->id, ID_LEN);
	return 1;
}

/* Whether the part's lines are on record; else they are news. */
static int
look_back(struct import *in, struct err *err)
{
	const struct buf *b = &in->cmd->content;
	int64_t seq;
	int came = marks_came(in->cmd->store, marks_sum(b->p + in->begin,
	    b->n - in->begin), &seq, err);

	if (came == 0)
		in->fresh |= in->extra;
	if (came != 1)
		return came;
	return store_entries(in->cmd->store, seq, seq, take_known, in, err);
}

static int
put_part(struct import *in, bool last, struct err *err)
{
	struct cmd *cmd = in->cmd;
	struct buf *b = &cmd->content;
	struct draft draft = { .kind = &kind_import,
		.id = in->part > 1 ? in->id : NULL,
		.actor = who_name(&cmd->who), .now = cmd->now };
	int64_t seq;

	if (in->nentries == 0)
		return 0;
	if (pack(in, err) == -1)
		return -1;
	buf_addc(b, '"');
	if (look_back(in, err) == -1)
		return -1;
	json_pair(b, "packed", buf_str(&in->packed));
	if (last && in->part >= MANY) {
		json_key(b, "last");
		json_bool(b, true);
	}
	json_close(b, '}');
	draft.content = b->p;
	draft.len = b->n;
	if (store_put(cmd->store, &draft, in->id, &seq, err) == -1)
		return -1;
	cmd->pending = 1;
	memcpy(cmd->stored_id, in->id, ID_LEN);
	in->nentries = in->bound = 0;
	in->extra = false;
	marks_close(in->marks);
	in->marks = NULL;
	return marks_open(&in->marks, cmd->store, err);
}

/* The content of a part, as far as the quote before its lines. */
static void
begin_part(struct import *in)
{
	struct buf *b = &in->cmd->content;

	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "of", kind_mark.name);
	json_key(b, "part");
	json_num(b, ++in->part);
	json_key(b, "lines");
	in->begin = b->n;
	buf_addc(b, '"');
}

/* What a line brought, once all of it is good. */
static void
take_in(struct import *in, size_t from)
{
	for (size_t i = from; i < in->nentries; i++) {
		const struct entry *e = &in->entry[i];
		struct rolled *p = &in->roll[e->pupil];
		int half = in->rules.fact[e->code].half;
		int32_t day;

		in->marks_in++;
		if (e->slot == MARK_NOWHERE)
			continue;
		day = mark_day(e->slot);
		in->from = day < in->from ? day : in->from;
		in->to = day > in->to ? day : in->to;
		if (half == 0)
			continue;
		if (half == 1 + mark_pm(e->slot)) {
			p->right++;
		} else {
			p->wrong++;
			in->misplaced++;
		}
	}
}

/* What the marks from one on may take. */
static size_t
bound(const struct import *in, size_t from)
{
	const struct entry *e = in->entry;
	size_t n = 0;

	for (size_t i = from; i < in->nentries; i++)
		n += i > from && e[i].slot == e[i - 1].slot + 1 ?
		    MARK_BOUND : RUN_BOUND;
	return n;
}

static int
each(struct cmd *cmd, const struct json *j, struct err *err)
{
	struct import *in = cmd->job;
	struct buf *b = &cmd->content;
	const char *raw, *head;
	size_t n, nhead, from = in->nentries;
	int rc;

	if (import_start(in, err) == -1)
		return -1;
	rc = j != NULL ? import_line(in, j, err) :
	    import_row(in, in_row(cmd->in), err);
	if (rc == -1) {
		in->nentries = from;
		return -1;
	}
	raw = in_raw(cmd->in, &n);
	head = in_header(cmd->in, &nhead);
	in->bound += bound(in, from);
	if (in->part == 0)
		begin_part(in);
	if (b->n + 2 * (n + nhead) + in->bound + ROOM > STORE_MAX_CONTENT &&
	    from > 0) {
		size_t more = in->nentries - from;
		struct entry *kept = mem_alloc((more + 1) * sizeof(*kept));

		memcpy(kept, in->entry + from, more * sizeof(*kept));
		in->nentries = from;
		rc = put_part(in, false, err);
		memcpy(in->entry, kept, more * sizeof(*kept));
		free(kept);
		if (rc == -1)
			return -1;
		begin_part(in);
		for (size_t i = 0; i < more; i++)
			in->entry[i].order = (uint32_t)i;
		in->nentries = more;
		in->bound = bound(in, 0);
		from = 0;
	}
	take_in(in, from);
	if (in->entered != in->files && nhead > 0)
		json_chars(b, head, nhead);
	in->entered = in->files;
	json_chars(b, raw, n);
	if (j != NULL)
		buf_adds(b, "\\n");
	return 0;
}

static int
finish(struct cmd *cmd, struct err *err)
{
	struct import *in = cmd->job;

	if (in->marks == NULL)
		return 0;
	if (put_part(in, true, err) == -1)
		return -1;
	if (in->fresh && !args_has(&cmd->args, "dry-run"))
		return 0;
	cmd->pending = 0;
	return 1;
}

static void
tell_halves(struct import *in)
{
	long named = 0;

	if (in->misplaced > 0)
		cmd_warn(in->cmd, "%ld mark%s of / in the afternoon or \\ in "
		    "the morning %s stored as %s.", in->misplaced,
		    in->misplaced == 1 ? "" : "s", in->misplaced == 1 ?
		    "is" : "are", in->misplaced == 1 ? "it is" : "they are");
	for (size_t i = 0; i < in->nroll; i++) {
		const struct rolled *p = &in->roll[i];

		if (p->wrong > p->right && named++ < SHOWN)
			cmd_warn(in->cmd, "Most of %s's marks of / and \\ are "
			    "in the wrong half of the day: the marks look "
			    "shifted by a session.", p->id);
	}
	if (named > SHOWN)
		cmd_warn(in->cmd, "So do those of %ld more pupils.",
		    named - SHOWN);
}

static int
tell(struct import *in, struct err *err)
{
	struct cmd *cmd = in->cmd;
	bool dry = args_has(&cmd->args, "dry-run");
	struct buf *b = &cmd->scratch;
	const char *id = !in->fresh ? in->known : dry ? "" : in->id;
	char day[DATE_LEN];

	if (in->shown > SHOWN)
		cmd_warn(cmd, "%ld more marks took the place of others.",
		    in->shown - SHOWN);
	tell_halves(in);
	if (!in->fresh)
		cmd_warn(cmd, "Nothing is new: all %ld marks are on record.",
		    in->marks_in);
	else if (dry)
		cmd_warn(cmd, "Nothing was stored: %ld marks would be new.",
		    in->new);
	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "kind", kind_import.name);
	json_pair(b, "id", *id == '\0' ? NULL : id);
	json_pair(b, "of", kind_mark.name);
	json_key(b, "marks");
	json_num(b, in->marks_in);
	json_key(b, "corrected");
	json_num(b, in->corrected);
	json_key(b, "refused");
	json_num(b, cmd->refused);
	if (in->to >= in->from) {
		date_format(in->from, day);
		json_pair(b, "from", day);
		date_format(in->to, day);
		json_pair(b, "to", day);
	}
	json_close(b, '}');
	return out_record(cmd->out, b->p, b->n, err);
}

static void
release(struct import *in)
{
	marks_close(in->marks);
	attendance_rules_release(&in->rules);
	for (size_t i = 0; i < in->ncolumns; i++)
		free(in->column[i].heading);
	free(in->column);
	free(in->roll);
	free(in->name);
	free(in->table);
	free(in->before);
	free(in->session);
	free(in->entry);
	buf_release(&in->names);
	buf_release(&in->scratch);
	buf_release(&in->packed);
	buf_release(&in->was);
}

int
attendance_import(struct cmd *cmd, struct err *err)
{
	struct import in = { .cmd = cmd, .from = INT32_MAX,
		.to = INT32_MIN };
	char *packaged = cmd_data(cmd, "rules");
	char *local = cmd_local(cmd, "rules");
	int rc = -1;

	cmd->job = &in;
	cmd->header = import_header;
	cmd->finish = finish;
	if (attendance_codes_load(&in.rules, packaged, local, err) == 0 &&
	    (in.calendar = cmd_calendar(cmd, err)) != NULL) {
		import_sessions(&in);
		rc = cmd_each(cmd, each, err);
		if (rc == 0 && in.marks != NULL)
			rc = tell(&in, err);
	}
	free(packaged);
	free(local);
	release(&in);
	return rc;
}
