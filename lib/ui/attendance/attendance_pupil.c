/* SPDX-License-Identifier: ISC */
#include "ui/attendance/attendance.h"

/* The day of a member of the record that cmd->tape holds; DATE_NONE. */
static int32_t
day_in(struct cmd *cmd, const char *name)
{
	struct buf b = BUF_INIT;
	int32_t day = DATE_NONE;

	if (session_text(&cmd->s, &cmd->s.tape, name, &b))
		day = date_parse(b.p, b.n);
	buf_release(&b);
	return day;
}

int
attendance_pupil(struct cmd *cmd, const char *id, struct absence_pupil *p,
    struct err *err)
{
	struct stored row;

	if (store_need(cmd->s.store, id, &row, err) == -1 ||
	    json_parse(&cmd->s.tape, row.body, row.len, 0, err) == -1)
		return -1;
	*p = (struct absence_pupil){ .number = row.first, .id = id,
		.entry = day_in(cmd, "entry_date"),
		.leaving = day_in(cmd, "leaving_date") };
	return 0;
}
