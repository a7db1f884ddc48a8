/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "domain/finding.h"

static void
accept(struct acceptances *all, const char *text)
{
	struct json j = { 0 };
	struct err err;

	assert_int_equal(json_parse(&j, text, strlen(text), 0, &err), 0);
	acceptances_take(all, &j);
	json_release(&j);
}

static void
breaches_come_first_then_subject_item_and_status_as_bytes(void **state)
{
	static const char *const in[][4] = {
		{ "b", "x", "missing", "advice" },
		{ "slt", "a", "missing", "breach" },
		{ "S-2", "b", "missing", "breach" },
		{ "S-2", "a", "undated", "breach" },
		{ "S-2", "a", "late", "breach" },
		{ "S-10", "z", "missing", "breach" },
		{ "a", "x", "missing", "advice" },
	};
	static const size_t order[] = { 5, 4, 3, 2, 1, 6, 0 };
	struct findings l = { .n = 0 };

	(void)state;
	for (size_t i = 0; i < 7; i++)
		findings_add(&l, "training", in[i][0], in[i][1], in[i][2],
		    in[i][3], "%zu", i);
	findings_sort(&l);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(l.v[i].message[0], '0' + (int)order[i]);
	findings_release(&l);
	assert_int_equal(l.n, 0);
}

static void
an_acceptance_names_the_very_finding_until_its_day(void **state)
{
	struct acceptances all = { .n = 0 };
	struct findings l = { .n = 0 };
	int32_t day = date_make(2026, 10, 23);

	(void)state;
	accept(&all, "{\"register\":\"training\",\"subject\":\"a\",\"item\":"
	    "\"x\",\"status\":\"late\",\"by\":\"h\",\"reason\":\"r\"}");
	accept(&all, "{\"register\":\"training\",\"subject\":\"b\",\"item\":"
	    "\"x\",\"status\":\"late\",\"by\":\"h\",\"reason\":\"r\","
	    "\"until\":\"2026-10-23\"}");
	findings_add(&l, "training", "a", "x", "late", "breach", "m");
	findings_add(&l, "training", "b", "x", "late", "breach", "m");
	findings_add(&l, "scr", "a", "x", "late", "breach", "m");
	findings_add(&l, "training", "c", "x", "late", "breach", "m");
	findings_add(&l, "training", "a", "y", "late", "breach", "m");
	findings_add(&l, "training", "a", "x", "missing", "breach", "m");
	assert_int_equal(findings_accept(&l, &all, day), 4);
	assert_ptr_equal(l.v[0].accepted, &all.v[0]);
	assert_ptr_equal(l.v[1].accepted, &all.v[1]);
	assert_int_equal(findings_accept(&l, &all, day + 1), 5);
	assert_ptr_equal(l.v[0].accepted, &all.v[0]);
	assert_null(l.v[1].accepted);
	findings_release(&l);
	acceptances_release(&all);
}

static void
it_is_answered_in_the_order_of_its_fields(void **state)
{
	static const char *const cite[] = { "policy 6.1", "KCSIE", NULL };
	struct acceptances all = { .n = 0 };
	struct findings l = { .n = 0 };
	struct finding *f;
	struct buf b = BUF_INIT;

	(void)state;
	accept(&all, "{\"register\":\"scr\",\"subject\":\"a\",\"item\":\"x\","
	    "\"status\":\"late\",\"by\":\"headteacher\",\"reason\":\"old\","
	    "\"until\":\"2027-01-01\"}");
	f = findings_add(&l, "scr", "a", "x", "late", "breach", "Do %s.",
	    "it");
	f->due = date_make(2026, 12, 1);
	f->rule = "r";
	f->cite = cite;
	findings_accept(&l, &all, date_make(2026, 10, 23));
	finding_json(&b, f, date_make(2026, 10, 23));
	assert_string_equal(buf_str(&b), "{\"kind\":\"finding\","
	    "\"register\":\"scr\",\"subject\":\"a\",\"item\":\"x\","
	    "\"status\":\"late\",\"severity\":\"breach\","
	    "\"message\":\"Do it.\",\"due\":\"2026-12-01\",\"rule\":\"r\","
	    "\"cite\":[\"policy 6.1\",\"KCSIE\"],\"as_at\":\"2026-10-23\","
	    "\"accepted\":{\"by\":\"headteacher\",\"reason\":\"old\","
	    "\"until\":\"2027-01-01\"}}");
	buf_release(&b);
	findings_release(&l);
	acceptances_release(&all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    breaches_come_first_then_subject_item_and_status_as_bytes),
		cmocka_unit_test(
		    an_acceptance_names_the_very_finding_until_its_day),
		cmocka_unit_test(it_is_answered_in_the_order_of_its_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
