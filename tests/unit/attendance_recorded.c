/* SPDX-License-Identifier: ISC */
#include "in_store.h"

#include "ui/registers/attendance_job.h"

static struct cmd cmd;
static struct absence_lines lines;

static void
open_book(void)
{
	memset(&cmd, 0, sizeof(cmd));
	cmd.s.store = make();
	cmd.s.now = NOON;
	cmd.s.today = date_make(2026, 9, 1);
	strcpy(cmd.s.who.login, "dsl");
}

static void
close_book(void)
{
	free(lines.v);
	memset(&lines, 0, sizeof(lines));
	json_release(&cmd.s.tape);
	buf_release(&cmd.s.content);
	buf_release(&cmd.s.scratch);
	store_close(cmd.s.store);
}

/* A line of the n-th child, of days counted from 1 September 2026. */
static struct absence_line *
add(int n, enum absence rule, int from, int to)
{
	struct absence_line *l = absence_add(&lines);

	snprintf(l->id, ID_LEN, "P-%06d", n);
	l->rule = rule;
	l->from = cmd.s.today + from;
	l->to = l->as_at = cmd.s.today + to;
	l->due = DATE_NONE;
	return l;
}

/* Records the lines in hand, and has none afterwards. */
static void
record(void)
{
	struct recorded r;

	begin(cmd.s.store);
	if (recorded_load(&r, &cmd, &err) != 0 ||
	    recorded_put(&r, &cmd, &lines, &err) != 0)
		fail_msg("%s", err.msg);
	commit(cmd.s.store);
	recorded_release(&r);
	lines.n = 0;
}

/* What is recorded: "1 rule stage from-to\n…"; loose may be NULL. */
static const char *
recorded(size_t *loose)
{
	static struct buf b;
	struct recorded r;

	begin(cmd.s.store);
	assert_int_equal(recorded_load(&r, &cmd, &err), 0);
	store_rollback(cmd.s.store);
	buf_reset(&b);
	for (size_t i = 0; i < r.lines.n; i++) {
		const struct absence_line *l = &r.lines.v[i];
		size_t n;

		assert_non_null(recorded_of(&r, l->id, &n));
		assert_true(n >= 1 && n <= r.lines.n);
		buf_addf(&b, "%d %s %s %d-%d\n", atoi(l->id + 2),
		    words_absence[l->rule], words_stage[l->stage],
		    l->from - cmd.s.today, l->to - cmd.s.today);
	}
	if (loose != NULL)
		*loose = r.loose;
	recorded_release(&r);
	return buf_str(&b);
}

static void
a_line_takes_the_place_of_its_matter(void **state)
{
	(void)state;
	open_book();
	assert_string_equal(recorded(NULL), "");
	add(2, ABSENCE_TEN_DAYS, 0, 13);
	add(1, ABSENCE_UNRESOLVED, 3, 3)->stage = STAGE_DUE;
	add(1, ABSENCE_UNRESOLVED, 4, 4)->stage = STAGE_DUE;
	record();
	assert_string_equal(recorded(NULL), "1 unresolved-n due 3-3\n"
	    "1 unresolved-n due 4-4\n2 ten-day-unauthorised reached 0-13\n");
	add(1, ABSENCE_UNRESOLVED, 3, 3)->stage = STAGE_OVERDUE;
	add(2, ABSENCE_TEN_DAYS, 13, 20); /* it overlaps by a day */
	record();
	assert_string_equal(recorded(NULL), "1 unresolved-n due 4-4\n"
	    "1 unresolved-n overdue 3-3\n"
	    "2 ten-day-unauthorised reached 13-20\n");
	add(2, ABSENCE_TEN_DAYS, 21, 40); /* and it does not */
	add(2, ABSENCE_OFF_ROLL, 21, 40);
	record();
	assert_string_equal(recorded(NULL), "1 unresolved-n due 4-4\n"
	    "1 unresolved-n overdue 3-3\n"
	    "2 ten-day-unauthorised reached 13-20\n"
	    "2 ten-day-unauthorised reached 21-40\n"
	    "2 off-roll-twenty-days reached 21-40\n");
	close_book();
}

static void
what_is_withdrawn_is_forgotten_with_its_matter(void **state)
{
	(void)state;
	open_book();
	add(1, ABSENCE_TEN_DAYS, 0, 13);
	add(1, ABSENCE_SICKNESS, 0, 13);
	add(2, ABSENCE_TEN_DAYS, 0, 13);
	record();
	/* whatever the order of the two is */
	add(1, ABSENCE_TEN_DAYS, 0, 13)->stage = STAGE_WITHDRAWN;
	add(1, ABSENCE_TEN_DAYS, 5, 20);
	add(2, ABSENCE_TEN_DAYS, 5, 20);
	add(2, ABSENCE_TEN_DAYS, 6, 13)->stage = STAGE_WITHDRAWN;
	record();
	assert_string_equal(recorded(NULL),
	    "1 sickness-fifteen-days reached 0-13\n");
	close_book();
}

/* Now and then all of it is entered anew, and what it says stays. */
static void
many_lines_are_entered_whole(void **state)
{
	struct buf was = BUF_INIT;
	bool shrank = false;
	size_t loose, before = 0;

	(void)state;
	open_book();
	for (int day = 0; day < 12; day++) {
		for (int n = 0; n < 300; n++)
			add(n, ABSENCE_PERSISTENT, -30, day);
		add(500 + day, ABSENCE_UNEXPLAINED, day, day);
		add(day, ABSENCE_SICKNESS, 0, day);
		if (day == 6) /* it is withdrawn, in whichever form */
			add(500, ABSENCE_UNEXPLAINED, 0, 0)->stage =
			    STAGE_WITHDRAWN;
		record();
		buf_reset(&was);
		for (int n = 0; n < 300; n++) {
			buf_addf(&was, "%d persistent-absence reached "
			    "-30-%d\n", n, day);
			if (n <= day)
				buf_addf(&was, "%d sickness-fifteen-days "
				    "reached 0-%d\n", n, n);
		}
		for (int n = day < 6 ? 0 : 1; n <= day; n++)
			buf_addf(&was, "%d unexplained-today reached "
			    "%d-%d\n", 500 + n, n, n);
		assert_string_equal(recorded(&loose), buf_str(&was));
		shrank |= loose < before;
		before = loose;
	}
	assert_true(shrank);
	buf_release(&was);
	close_book();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_takes_the_place_of_its_matter),
		cmocka_unit_test(
		    what_is_withdrawn_is_forgotten_with_its_matter),
		cmocka_unit_test(many_lines_are_entered_whole),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
