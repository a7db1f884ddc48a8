/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "ui/registers/attendance_part.h"
#include "base/core/mem.h"

#define ROOM 512      /* of it beside lines and marks */
#define RUN_BOUND 13  /* bytes that one mark alone may take when packed … */
#define MARK_BOUND 2  /* … and the next in a run; a long run is cut */

/* What the marks from one on may take. */
static size_t
bound(const struct part *part, size_t from)
{
	const struct entry *e = part->entry;
	size_t n = 0;

	for (size_t i = from; i < part->nentries; i++)
		n += i > from && e[i].slot == e[i - 1].slot + 1 ?
		    MARK_BOUND : RUN_BOUND;
	return n;
}

/* What a line brought, once all of it is good. */
static void
take_in(struct import *in, size_t from)
{
	int32_t first = in->from, last = in->to;

	in->marks_in += (long)(in->part.nentries - from);
	for (size_t i = from; i < in->part.nentries; i++) {
		const struct entry *e = &in->part.entry[i];
		int half = in->rules.fact[e->code].half;

		if (e->slot == MARK_NOWHERE)
			continue;
		first = e->slot < first ? e->slot : first;
		last = e->slot > last ? e->slot : last;
		if (half == 1 + mark_pm(e->slot)) {
			in->roll[e->pupil].shifted--;
		} else if (half != 0) {
			in->roll[e->pupil].shifted++;
			in->misplaced++;
		}
	}
	in->from = first;
	in->to = last;
}

/* The marks of a line for which the part has no room begin the next one. */
static int
begin_next(struct import *in, size_t from, struct err *err)
{
	struct part *part = &in->part;
	size_t more = part->nentries - from;
	struct entry *kept = mem_alloc((more + 1) * sizeof(*kept));
	int rc;

	if (more > 0)
		memcpy(kept, part->entry + from, more * sizeof(*kept));
	part->nentries = from;
	if ((rc = import_put(in, false, err)) == 0) {
		import_begin(in);
		for (size_t i = 0; i < more; i++) {
			kept[i].order = (uint32_t)i;
			*import_entry(part) = kept[i];
		}
		part->bound = bound(part, 0);
	}
	free(kept);
	return rc;
}

static int
each(struct cmd *cmd, const struct json *j, struct err *err)
{
	struct import *in = cmd->job;
	const char *raw, *head;
	size_t n, nhead, from, room;
	struct part *part = &in->part;

	if (import_start(in, err) == -1)
		return -1;
	from = part->nentries;
	in->more = false;
	if ((j != NULL ? import_line(in, j, err) :
	    import_row(in, in_row(cmd->in), err)) == -1) {
		part->nentries = from;
		return -1;
	}
	raw = in_raw(cmd->in, &n);
	head = in_header(cmd->in, &nhead);
	room = bound(part, from);
	if (2 * (n + nhead) + room + ROOM > STORE_MAX_CONTENT) {
		part->nentries = from;
		err_set(err, ST_DATA, "too-long", "The line is too long to "
		    "be kept as it is.");
		return err_hint(err, "Give its marks in several lines.");
	}
	part->bound += room;
	if (import_has_lines(part) && part->content.n + 2 * (n + nhead) +
	    part->bound + ROOM > IMPORT_PART) {
		if (begin_next(in, from, err) == -1)
			return -1;
		from = 0;
	}
	part->extra |= in->more;
	take_in(in, from);
	if (in->entered != in->files && nhead > 0)
		json_chars(&part->content, head, nhead);
	in->entered = in->files;
	json_chars(&part->content, raw, n);
	if (j != NULL)
		buf_adds(&part->content, "\\n");
	return 0;
}

static int
finish(struct cmd *cmd, struct err *err)
{
	struct import *in = cmd->job;

	if (in->part.number == 0)
		return 0;
	marks_roll_close(in->reader); /* no more is sought in it */
	in->reader = NULL;
	if (import_put(in, true, err) == -1)
		return -1;
	/* what came last and comes again ends as it ended then */
	if (in->again && in->known_seq == in->came_last) {
		in->fresh = false;
		in->new = in->corrected = 0;
	}
	if (in->fresh && !args_has(&cmd->args, "dry-run"))
		return 0;
	cmd->s.pending = 0;
	return 1;
}

static void
tell_corrections(struct import *in)
{
	char day[DATE_LEN];

	for (long i = 0; i < in->corrected && i < IMPORT_SHOWN; i++) {
		const struct correction *c = &in->correction[i];

		date_format(mark_day(c->slot), day);
		cmd_warn(in->cmd, "%s %s %s: %s takes the place of %s.",
		    import_id(in, &in->roll[c->pupil]), day,
		    mark_pm(c->slot) ? "PM" : "AM", words_mark[c->code],
		    words_mark[c->was]);
	}
	if (in->corrected > IMPORT_SHOWN)
		cmd_warn(in->cmd, "%ld more marks took the place of others.",
		    in->corrected - IMPORT_SHOWN);
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

		if (p->shifted > 0 && named++ < IMPORT_SHOWN)
			cmd_warn(in->cmd, "Most of %s's marks of / and \\ are "
			    "in the wrong half of the day: the marks look "
			    "shifted by a session.", import_id(in, p));
	}
	if (named > IMPORT_SHOWN)
		cmd_warn(in->cmd, "So do those of %ld more pupils.",
		    named - IMPORT_SHOWN);
}

static int
tell(struct import *in, struct err *err)
{
	struct cmd *cmd = in->cmd;
	bool dry = args_has(&cmd->args, "dry-run");
	struct buf *b = &cmd->s.scratch;
	const char *id = !in->fresh ? in->known : dry ? "" : in->id;
	char day[DATE_LEN];

	tell_corrections(in);
	tell_halves(in);
	if (in->marks_in == 0)
		cmd_warn(cmd, "No mark was taken in.");
	else if (!in->fresh && in->marks_in == 1)
		cmd_warn(cmd, "Nothing is new: the mark is on record.");
	else if (!in->fresh)
		cmd_warn(cmd, "Nothing is new: all %ld marks are on record.",
		    in->marks_in);
	else if (dry)
		cmd_warn(cmd, "Nothing was stored: %ld mark%s would be new "
		    "and %ld would take the place of %s.", in->new,
		    in->new == 1 ? "" : "s", in->corrected,
		    in->corrected == 1 ? "another" : "others");
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
		date_format(mark_day(in->from), day);
		json_pair(b, "from", day);
		date_format(mark_day(in->to), day);
		json_pair(b, "to", day);
	}
	json_close(b, '}');
	return out_record(cmd->out, b->p, b->n, err);
}

static void
release(struct import *in)
{
	marks_close(in->marks);
	marks_roll_close(in->reader);
	attendance_rules_release(&in->rules);
	for (size_t i = 0; i < in->ncolumns; i++)
		free(in->column[i].heading);
	free(in->column);
	free(in->roll);
	free(in->named);
	free(in->name);
	free(in->table);
	free(in->before);
	free(in->session);
	free(in->part.entry);
	buf_release(&in->part.content);
	buf_release(&in->names);
	buf_release(&in->ids);
	buf_release(&in->scratch);
	buf_release(&in->packed);
	buf_release(&in->was);
}

int
attendance_import(struct cmd *cmd, struct err *err)
{
	struct import in = { .cmd = cmd, .again = true, .from = INT32_MAX,
		.to = INT32_MIN };
	int rc = -1;

	cmd->job = &in;
	cmd->header = import_header;
	cmd->is_day = import_is_day;
	cmd->ours = import_heading;
	cmd->finish = finish;
	if (attendance_codes_load(&in.rules, &cmd->s.folders, err) == 0 &&
	    (in.calendar = session_calendar(&cmd->s, err)) != NULL) {
		import_sessions(&in);
		rc = cmd_each(cmd, each, err);
		if (rc == 0 && in.part.number > 0)
			rc = tell(&in, err);
	}
	release(&in);
	return rc;
}
