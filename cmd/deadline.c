/* SPDX-License-Identifier: ISC */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cli/frame/cmd.h"
#include "policy/calendar/deadline.h"

#define MOST 100000 /* days */

static int
read_unit(const char *typed, enum day_unit *unit, struct err *err)
{
	char word[16] = "";
	int u;

	for (size_t i = 0; typed[i] != '\0' && i + 1 < sizeof(word); i++)
		word[i] = (char)tolower((unsigned char)typed[i]);
	u = strlen(typed) < sizeof(word) ? day_unit_parse(word) : -1;
	if (u == -1)
		return err_set(err, ST_USAGE, "unit",
		    "Days are counted as school-days, working-days, days or "
		    "months.");
	*unit = (enum day_unit)u;
	return 0;
}

static int
read_number(const char *typed, int *n, struct err *err)
{
	char *end;
	long v;

	errno = 0;
	v = strtol(typed, &end, 10);
	if (end == typed || *end != '\0')
		return err_set(err, ST_USAGE, "number",
		    "How many days must be a whole number.");
	if (errno != 0 || v < -MOST || v > MOST)
		return err_set(err, ST_USAGE, "number",
		    "How many days must be %d at most.", MOST);
	*n = (int)v;
	return 0;
}

static int
read_day(struct cmd *cmd, const char *typed, int32_t *day, struct err *err)
{
	int64_t at;

	*day = date_word(typed, cmd->s.today);
	if (*day != DATE_NONE)
		return 0;
	if (time_read(typed, strlen(typed), date_ahead(cmd->s.today), &at,
		err) == -1)
		return date_refuse(err, ST_USAGE, "The day counted from",
		    typed, strlen(typed), date_ahead(cmd->s.today));
	*day = time_day(at);
	return 0;
}

static int
print(struct cmd *cmd, enum day_unit unit, int n, int32_t from, int32_t due,
    struct err *err)
{
	struct buf *b = &cmd->s.scratch;
	char s[DATE_LEN];

	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "kind", "deadline");
	json_pair(b, "unit", day_unit_name(unit));
	json_key(b, "n");
	json_num(b, n);
	date_format(from, s);
	json_pair(b, "from", s);
	date_format(due, s);
	json_pair(b, "due", s);
	json_close(b, '}');
	return out_record(cmd->out, b->p, b->n, err);
}

static int
run(struct cmd *cmd, struct err *err)
{
	const char *const *typed = cmd->args.operand;
	const struct calendar *cal = NULL;
	enum day_unit unit = UNIT_DAYS;
	int32_t from, due;
	int n = 0;

	if (read_unit(typed[0], &unit, err) == -1 ||
	    read_number(typed[1], &n, err) == -1 ||
	    read_day(cmd, typed[2], &from, err) == -1)
		return -1;
	if ((unit == UNIT_SCHOOL_DAYS || unit == UNIT_WORKING_DAYS) &&
	    (cal = session_calendar(&cmd->s, err)) == NULL)
		return -1;
	if ((args_has(&cmd->args, "as-at") &&
	    calendar_covered(cal, unit, cmd->s.today, err) == -1) ||
	    calendar_add(cal, unit, from, n, &due, err) == -1 ||
	    calendar_covered(cal, unit, due, err) == -1)
		return -1;
	return print(cmd, unit, n, from, due, err);
}

const struct command command_deadline = {
	.name = "deadline",
	.summary = "count school, working or calendar days from a day",
	.operands = "SCHOOL-DAYS|WORKING-DAYS|DAYS N FROM",
	.operands_min = 3,
	.operands_max = 3,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.prints = &kind_deadline,
	.store = STORE_READS,
	.open_to_all = true,
	.run = run,
};
