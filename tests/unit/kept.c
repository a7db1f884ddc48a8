/* SPDX-License-Identifier: ISC */
#include "in_store.h"

#include "domain/kept.h"

static void
what_is_kept_is_found_again(void **state)
{
	static const char line[] = "{\"findings\":[{\"subject\":\"S-000002\","
	    "\"item\":\"identity\",\"status\":\"late\",\"severity\":"
	    "\"advice\"},{\"subject\":\"S-000001\",\"item\":\"person\","
	    "\"status\":\"leaver\",\"severity\":\"advice\","
	    "\"accepted\":true}]}";
	char id[] = "S-000002", item[] = "identity";
	struct finding f = { .subject = id, .item = item, .status = "late",
		.severity = "breach" };
	struct kept_list all;
	struct json j = { 0 };

	(void)state;
	assert_int_equal(json_parse(&j, line, sizeof(line) - 1, 0, &err), 0);
	kept_read(&all, &j);
	assert_int_equal(all.n, 2);
	assert_true(all.v[0].accepted);
	assert_string_equal(kept_find(&all, &f)->severity, "advice");
	f.status = "missing";
	assert_null(kept_find(&all, &f));
	kept_release(&all);
	json_release(&j);
}

static void
the_form_in_which_it_is_kept_is_read_again(void **state)
{
	char id[] = "S-000001", item[] = "references";
	struct acceptance accepted = { .until = DATE_NONE };
	struct finding f = { .subject = id, .item = item, .status = "missing",
		.severity = "breach", .accepted = &accepted };
	struct buf b = BUF_INIT;
	struct kept_list all;
	struct json j = { 0 };

	(void)state;
	buf_adds(&b, "{\"findings\":[");
	kept_json(&b, &f);
	buf_adds(&b, "]}");
	assert_int_equal(json_parse(&j, b.p, b.n, 0, &err), 0);
	kept_read(&all, &j);
	assert_int_equal(all.n, 1);
	assert_string_equal(all.v[0].subject, id);
	assert_string_equal(all.v[0].item, item);
	assert_string_equal(all.v[0].status, "missing");
	assert_string_equal(all.v[0].severity, "breach");
	assert_true(all.v[0].accepted);
	kept_release(&all);
	json_release(&j);
	buf_release(&b);
}

#define REPORT(reg, item)                                               \
	"{\"register\":\"" reg "\",\"as_at\":\"2026-09-01\","           \
	"\"findings\":[{\"subject\":\"slt\",\"item\":\"" item "\","    \
	"\"status\":\"missing\",\"severity\":\"breach\"}]}"

static void
of_a_register_the_last_report_counts(void **state)
{
	struct store *s = make();
	struct kept_list all;
	char id[ID_LEN];

	(void)state;
	assert_int_equal(kept_reported(&all, s, "role", &err), 0);
	assert_int_equal(all.n, 0);
	kept_release(&all);
	begin(s);
	put(s, &kind_reported, NULL, REPORT("role", "chair"), id);
	put(s, &kind_reported, NULL, REPORT("role", "senco"), id);
	put(s, &kind_reported, NULL, REPORT("training", "lado"), id);
	commit(s);
	assert_int_equal(kept_reported(&all, s, "role", &err), 0);
	assert_int_equal(all.n, 1);
	assert_string_equal(all.v[0].item, "senco");
	kept_release(&all);
	store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(what_is_kept_is_found_again),
		T(the_form_in_which_it_is_kept_is_read_again),
		T(of_a_register_the_last_report_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
