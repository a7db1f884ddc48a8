/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "domain/adults.h"
#include "model/kind.h"

static struct json json;

static const struct json *
parse(const char *text)
{
	struct err err;

	if (json_parse(&json, text, strlen(text), 0, &err) == -1)
		fail_msg("%s", err.msg);
	return &json;
}

static void
add(struct adults *l, const char *id, const char *rest)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "{\"id\":\"%s\",\"family_name\":\"Hale\","
	    "\"given_name\":\"%s\",\"category\":\"teacher\"%s}", id, id,
	    rest);
	adults_add(l, parse(buf_str(&b)));
	buf_release(&b);
}

static uint32_t
find(const struct adults *l, const char *id)
{
	struct buf b = BUF_INIT;
	uint32_t found;

	buf_addf(&b, "[\"%s\"]", id);
	found = adults_member(l, parse(buf_str(&b)), 1);
	buf_release(&b);
	return found;
}

static void
adults_are_found_by_their_id(void **state)
{
	struct adults l = { .n = 0 };

	(void)state;
	assert_int_equal(find(&l, "S-222222"), ADULT_NONE);
	add(&l, "S-222223", "");
	add(&l, "S-222222", "");
	add(&l, "S-222224", "");
	adults_ready(&l);
	assert_int_equal(find(&l, "S-222222"), 0);
	assert_int_equal(find(&l, "S-222223"), 1);
	assert_int_equal(find(&l, "S-222224"), 2);
	assert_int_equal(find(&l, "S-222225"), ADULT_NONE);
	assert_int_equal(find(&l, "S-2222222222"), ADULT_NONE);
	assert_string_equal(l.v[1].name, "S-222223 Hale");
	assert_string_equal(l.v[1].family, "Hale");
	adults_release(&l);
}

static void
both_ends_are_days_at_the_school(void **state)
{
	struct adults l = { .n = 0 };
	const struct adult *a;

	(void)state;
	add(&l, "S-222222", ",\"start_date\":\"2026-01-05\","
	    "\"end_date\":\"2026-07-17\"");
	a = &l.v[0];
	assert_false(adults_here(a, date_make(2026, 1, 4)));
	assert_true(adults_here(a, date_make(2026, 1, 5)));
	assert_true(adults_here(a, date_make(2026, 7, 17)));
	assert_false(adults_here(a, date_make(2026, 7, 18)));
	adults_release(&l);
	add(&l, "S-222222", "");
	assert_true(adults_here(&l.v[0], date_make(1950, 1, 1)));
	adults_release(&l);
}

static void
the_day_off_the_register_is_no_day_on_it(void **state)
{
	struct adults l = { .n = 0 };

	(void)state;
	add(&l, "S-222222", ",\"off_register\":\"2026-07-17\"");
	assert_true(adults_here(&l.v[0], date_make(2026, 7, 16)));
	assert_false(adults_here(&l.v[0], date_make(2026, 7, 17)));
	assert_int_equal(l.v[0].left, DATE_NONE);
	adults_release(&l);
	add(&l, "S-222222", ",\"end_date\":\"2026-07-01\","
	    "\"off_register\":\"2026-07-17\"");
	assert_false(adults_here(&l.v[0], date_make(2026, 7, 2)));
	assert_int_equal(l.v[0].left, date_make(2026, 7, 1));
	adults_release(&l);
}

static void
roles_are_held_from_and_to(void **state)
{
	struct adults l = { .n = 0 };
	uint32_t head = asked_bit(words_role, "headteacher");

	(void)state;
	add(&l, "S-222222", "");
	adults_ready(&l);
	adults_add_role(&l, parse("{\"person\":\"S-222222\",\"role\":"
	    "\"headteacher\",\"from\":\"2026-01-05\",\"to\":\"2026-01-06\"}"));
	adults_add_role(&l, parse("{\"person\":\"S-333333\",\"role\":"
	    "\"headteacher\",\"from\":\"2026-01-05\"}"));
	assert_int_equal(l.nroles, 1);
	assert_int_equal(adults_roles(&l, 0, date_make(2026, 1, 4)), 0);
	assert_int_equal(adults_roles(&l, 0, date_make(2026, 1, 5)), head);
	assert_int_equal(adults_roles(&l, 0, date_make(2026, 1, 6)), head);
	assert_int_equal(adults_roles(&l, 0, date_make(2026, 1, 7)), 0);
	adults_on(&l, date_make(2026, 1, 6));
	assert_int_equal(l.v[0].roles, head);
	adults_on(&l, date_make(2026, 1, 7));
	assert_int_equal(l.v[0].roles, 0);
	adults_release(&l);
}

static void
the_latest_event_up_to_a_day_is_found(void **state)
{
	static const char *const days[] = { "2026-03-01", "2026-01-01",
		"2026-02-01" };
	struct adults l = { .n = 0 };
	struct adult_events e = { .n = 0 };
	struct buf b = BUF_INIT;
	uint32_t aup = 2;

	(void)state;
	assert_string_equal(words_course[aup], "aup");
	assert_null(events_latest(&e, 0, aup, date_make(2026, 1, 1)));
	add(&l, "S-222222", "");
	add(&l, "S-222223", "");
	adults_ready(&l);
	for (size_t i = 0; i < 3; i++) {
		buf_reset(&b);
		buf_addf(&b, "{\"person\":\"S-222223\",\"course\":\"aup\","
		    "\"date\":\"%s\"}", days[i]);
		events_add(&e, &l, parse(buf_str(&b)), "course",
		    words_course);
	}
	events_ready(&e);
	assert_null(events_latest(&e, 1, aup, date_make(2025, 12, 31)));
	assert_int_equal(events_latest(&e, 1, aup,
	    date_make(2026, 1, 1))->date, date_make(2026, 1, 1));
	assert_int_equal(events_latest(&e, 1, aup,
	    date_make(2026, 2, 28))->date, date_make(2026, 2, 1));
	assert_int_equal(events_latest(&e, 1, aup,
	    date_make(2030, 1, 1))->date, date_make(2026, 3, 1));
	assert_null(events_latest(&e, 0, aup, date_make(2030, 1, 1)));
	assert_null(events_latest(&e, 1, aup + 1, date_make(2030, 1, 1)));
	adults_release(&l);
	events_release(&e);
	buf_release(&b);
}

static int
teardown(void **state)
{
	(void)state;
	json_release(&json);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(adults_are_found_by_their_id),
		cmocka_unit_test(both_ends_are_days_at_the_school),
		cmocka_unit_test(the_day_off_the_register_is_no_day_on_it),
		cmocka_unit_test(roles_are_held_from_and_to),
		cmocka_unit_test(the_latest_event_up_to_a_day_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
