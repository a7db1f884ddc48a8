/* SPDX-License-Identifier: ISC */
#include "session/session_own.h"

/* The last day of the calendar as it is now; DATE_NONE where there is none. */
static int32_t
calendar_end(struct session *ses)
{
	struct buf text = BUF_INIT, name = BUF_INIT;
	struct calendar *calendar = NULL;
	int32_t from, to = DATE_NONE;
	struct err ignored;

	err_clear(&ignored);
	if (session_calendar_text(ses, INT64_MAX, &text, &name, NULL,
		&ignored) == 0 &&
	    calendar_read(&calendar, text.p, text.n, buf_str(&name),
		&ignored) == 0)
		calendar_coverage(calendar, UNIT_SCHOOL_DAYS, &from, &to);
	calendar_free(calendar);
	buf_release(&text);
	buf_release(&name);
	return to;
}

int
session_clock(struct session *ses, struct err *err)
{
	char last[TIME_LEN], now[TIME_LEN], end[DATE_LEN];
	struct err why;
	int32_t to;
	int ahead;

	if (ses->clock_seen || !store_writes(ses->store) ||
	    ses->clock_is_right)
		return 0;
	if ((ahead = store_ahead(ses->store, ses->now, last, err)) == -1)
		return -1;
	if (ahead == 1) {
		to = calendar_end(ses);
		ahead = to != DATE_NONE && time_day(ses->now) > to;
	}
	if (ahead == 1) {
		err_clear(&why);
		time_format(ses->now, now);
		date_format(to, end);
		err_set(&why, ST_CONFIG, "clock",
		    "This computer's clock says %.10s: the calendar ended on "
		    "%s, and the last entry is of %.10s.", now, end, last);
		err_hint(&why, "Set the clock; where it is right, give "
			       "--clock-is-right.");
		ahead = ses->ask != NULL ? ses->ask(ses->arg, &why, err) : 0;
		if (ahead == 0)
			*err = why;
		if (ahead != 1)
			return -1;
	}
	ses->clock_seen = true;
	return 0;
}
