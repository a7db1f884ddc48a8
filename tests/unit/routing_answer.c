/* SPDX-License-Identifier: ISC */
#include "routing_case.h"

#include "model/kind.h"

static const char danger[] = "{\"case\":\"x\",\"routes\":\"\",\"concern\":"
    "{\"immediate_risk\":true,\"categories\":[\"fgm\",\"bullying\"],"
    "\"disclosure\":true,\"conduct_of\":\"staff\"}}";

static void
print_all(struct buf *b, const struct routing_answer *a)
{
	size_t i;

	for (i = 0; i < routing_nroutes(a); i++)
		routing_route_json(b, routing_route(a, i), "C-7KQ2MX");
	routing_handling_json(b, a, "C-7KQ2MX");
	for (i = 0; i < routing_nreasons(a); i++)
		routing_reason_json(b, routing_reason(a, i), "C-7KQ2MX");
}

static void
the_same_question_gives_the_same_bytes(void **state)
{
	struct buf one = BUF_INIT, two = BUF_INIT;
	struct test *t = mem_alloc(sizeof(*t));

	(void)state;
	ask(t, danger, strlen(danger));
	print_all(&one, t->answer);
	end(t);
	ask(t, danger, strlen(danger));
	print_all(&two, t->answer);
	end(t);
	assert_int_equal(one.n, two.n);
	assert_memory_equal(one.p, two.p, one.n);
	free(t);
	buf_release(&one);
	buf_release(&two);
}

static void
a_route_is_written_in_the_order_of_its_fields(void **state)
{
	static const char want[] = "{\"kind\":\"route\",\"concern\":\"C-1\","
	    "\"to\":\"police-999\",\"duty\":\"must\","
	    "\"urgency\":\"immediate\",\"by\":\"reporter\","
	    "\"contact\":{\"name\":\"Police, emergency\",\"phone\":\"999\"},"
	    "\"why\":\"A child is at immediate risk of harm. Anybody can "
	    "call 999.\",\"rule\":\"immediate-risk\","
	    "\"cite\":[\"Policy 4.2\",\"Policy 3\"]}";
	struct test *t = mem_alloc(sizeof(*t));
	struct buf b = BUF_INIT;

	(void)state;
	ask(t, danger, strlen(danger));
	routing_route_json(&b, route_to(t, "police-999"), "C-1");
	assert_string_equal(buf_str(&b), want);
	end(t);
	free(t);
	buf_release(&b);
}

static void
every_rule_in_force_gives_its_reason(void **state)
{
	struct test *t = mem_alloc(sizeof(*t));
	const struct routing_reason *r;
	size_t i;
	int seen = 0;

	(void)state;
	ask(t, danger, strlen(danger));
	for (i = 0; i < routing_nreasons(t->answer); i++) {
		r = routing_reason(t->answer, i);
		if (strcmp(r->rule, "fgm-from-18") == 0) {
			assert_false(r->applied);
			assert_string_equal(r->why,
			    "It needs: not (age_under 18)");
			seen++;
		}
		if (strcmp(r->rule, "fgm-under-18") == 0) {
			assert_true(r->applied);
			seen++;
		}
	}
	assert_int_equal(seen, 2);
	end(t);
	free(t);
}

/* tests/data/routing/local: what a school's own rules add. */
static void
load_local(void)
{
	struct err err = { 0 };
	char local[512];

	snprintf(local, sizeof(local), "%s",
	    source("tests/data/routing/local"));
	assert_int_equal(rules_load(&rules, rules_with(local), NULL, &err), 0);
}

static void
enabled_crime_never_goes_to_cyber_choices_by_local_rule(void **state)
{
	static const char enabled[] = "{\"case\":\"x\",\"concern\":"
	    "{\"categories\":[\"cybercrime\"],\"cyber\":\"enabled\"}}";
	static const char untold[] = "{\"case\":\"x\",\"concern\":"
	    "{\"categories\":[\"cybercrime\"]}}";
	struct rules *kept = rules;
	struct test *t = mem_alloc(sizeof(*t));

	(void)state;
	load_local();
	ask(t, enabled, strlen(enabled));
	assert_null(route_to(t, "cyber-choices"));
	assert_int_equal(route_to(t, "police")->duty, DUTY_MUST);
	assert_int_equal(route_to(t, "police")->urgency, URGENCY_IMMEDIATE);
	end(t);
	ask(t, untold, strlen(untold));
	assert_int_equal(route_to(t, "cyber-choices")->duty, DUTY_SHOULD);
	end(t);
	rules_free(rules);
	rules = kept;
	free(t);
}

static void
without_a_calendar_each_deadline_is_left_out_and_said(void **state)
{
	struct calendar *kept = calendar;
	struct rules *packaged = rules;
	struct test *t = mem_alloc(sizeof(*t));

	(void)state;
	calendar = NULL;
	load_local();
	ask(t, danger, strlen(danger));
	calendar = kept;
	assert_string_equal(routing_warning(t->answer),
	    "The deadline for police is left out: there is no calendar. "
	    "Count it by hand.\n"
	    "The deadline for ews is left out: there is no calendar. "
	    "Count it by hand.\n");
	assert_int_equal(route_to(t, "police")->due_at, TIME_NONE);
	assert_int_equal(route_to(t, "ews")->due_at, TIME_NONE);
	end(t);
	rules_free(rules);
	rules = packaged;
	free(t);
}

/* The concern names every place as one that cannot be told. */
static void
an_answer_is_never_empty(void **state)
{
	struct buf b = BUF_INIT;
	struct test *t = mem_alloc(sizeof(*t));
	size_t i;

	(void)state;
	buf_adds(&b, "{\"case\":\"x\",\"concern\":{\"immediate_risk\":true,"
	    "\"cannot_tell\":[");
	for (i = 0; words_to[i] != NULL; i++)
		buf_addf(&b, "%s\"%s\"", i == 0 ? "" : ",", words_to[i]);
	buf_adds(&b, "]}}");
	ask(t, b.p, b.n);
	assert_int_equal(routing_nroutes(t->answer), 1);
	assert_string_equal(routing_route(t->answer, 0)->to, "csc");
	assert_non_null(routing_route(t->answer, 0)->cite[0]);
	end(t);
	free(t);
	buf_release(&b);
}

static void
a_child_not_yet_matched_counts_as_under_age(void **state)
{
	static const char line[] = "{\"case\":\"x\",\"children\":[],"
	    "\"concern\":{\"categories\":[\"fgm\"]}}";
	struct test *t = mem_alloc(sizeof(*t));

	(void)state;
	ask(t, line, strlen(line));
	assert_int_equal(route_to(t, "police")->duty, DUTY_MUST);
	end(t);
	free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_question_gives_the_same_bytes),
		cmocka_unit_test(a_route_is_written_in_the_order_of_its_fields),
		cmocka_unit_test(every_rule_in_force_gives_its_reason),
		cmocka_unit_test(
		    without_a_calendar_each_deadline_is_left_out_and_said),
		cmocka_unit_test(
		    enabled_crime_never_goes_to_cyber_choices_by_local_rule),
		cmocka_unit_test(an_answer_is_never_empty),
		cmocka_unit_test(a_child_not_yet_matched_counts_as_under_age),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
