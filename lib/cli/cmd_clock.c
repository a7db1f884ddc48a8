/* SPDX-License-Identifier: ISC */
#include "cli/ask.h"
#include "cli/cmd_inside.h"

/* The last day of the calendar as it is now; DATE_NONE where there is none. */
static int32_t
calendar_end(struct cmd *cmd)
{
	struct buf text = BUF_INIT, name = BUF_INIT;
	struct calendar *calendar = NULL;
	int32_t from, to = DATE_NONE;
	struct err ignored;

	err_clear(&ignored);
	if (cmd_calendar_text(cmd, INT64_MAX, &text, &name, NULL,
		&ignored) == 0 &&
	    calendar_read(&calendar, text.p, text.n, buf_str(&name),
		&ignored) == 0)
		calendar_coverage(calendar, UNIT_SCHOOL_DAYS, &from, &to);
	calendar_free(calendar);
	buf_release(&text);
	buf_release(&name);
	return to;
}

/* 1 when whoever is at the terminal says so. */
static int
ask_right(struct cmd *cmd, const struct err *why, struct err *err)
{
	struct ask ask;
	int yes;

	if (ask_open(&ask, cmd, err) == -1)
		return -1;
	ask_say(&ask, "%s\n", why->msg);
	yes = ask_yes(&ask, "Is the clock right? [y/N] ", false, err);
	ask_close(&ask);
	return yes;
}

int
cmd_clock(struct cmd *cmd, struct err *err)
{
	char last[TIME_LEN], now[TIME_LEN], end[DATE_LEN];
	struct err why;
	int32_t to;
	int ahead;

	if (cmd->clock_seen || !store_writes(cmd->store) ||
	    args_has(&cmd->args, "clock-is-right"))
		return 0;
	if ((ahead = store_ahead(cmd->store, cmd->now, last, err)) == -1)
		return -1;
	if (ahead == 1) {
		to = calendar_end(cmd);
		ahead = to != DATE_NONE && time_day(cmd->now) > to;
	}
	if (ahead == 1) {
		err_clear(&why);
		time_format(cmd->now, now);
		date_format(to, end);
		err_set(&why, ST_CONFIG, "clock",
		    "This computer's clock says %.10s: the calendar ended on "
		    "%s, and the last entry is of %.10s.", now, end, last);
		err_hint(&why, "Set the clock; where it is right, give "
			       "--clock-is-right.");
		ahead = cmd->terminal_in ? ask_right(cmd, &why, err) : 0;
		if (ahead == 0)
			*err = why;
		if (ahead != 1)
			return -1;
	}
	cmd->clock_seen = true;
	return 0;
}
