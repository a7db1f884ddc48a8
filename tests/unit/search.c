/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/core/buf.h"
#include "model/search.h"

static const char *const record =
    "{\"account\":\"It was Tobi's uncle, O'Neill-Amin; \xc5\x81ukasz too.\","
    "\"opinion\":\"Two bruises on her arm\",\"place\":\"Hall\","
    "\"present\":[\"Ada Reed\",\"Bea Sloe\"],\"client_id\":\"harbour\","
    "\"passed_to\":\"lead-dsl\",\"reported_by\":{\"name\":\"Mr Carr Whyte\"},"
    "\"x_file\":\"blue\",\"amended\":{\"version\":2,\"reason\":\"spelling\"}}";

/* The fields in which all that is typed stands; "" where it does not. */
static void
expect(const char *typed, const char *fields)
{
	struct json j = { 0 };
	struct buf b = BUF_INIT;
	struct err err;
	struct search *q;
	bool found;

	err_clear(&err);
	q = search_new(typed, strlen(typed), &err);
	if (q == NULL)
		fail_msg("%s: %s", typed, err.msg);
	assert_int_equal(json_parse(&j, record, strlen(record), 0, &err), 0);
	found = search_where(q, &kind_concern, &j, &b);
	if (found != (*fields != '\0') ||
	    (found && strcmp(buf_str(&b), fields) != 0))
		fail_msg("%s: %s", typed, buf_str(&b));
	search_free(q);
	buf_release(&b);
	json_release(&j);
}

static void
words_are_found_in_every_text_and_name(void **state)
{
	(void)state;
	expect("uncle", "Account");
	expect("BRUISES", "Opinion");
	expect("reed", "Present");
	expect("whyte", "Reported by");
	expect("blue", "x_file");
	expect("spelling", "Reason");
	expect("uncle hall sloe", "Account, Place, Present");
	expect("uncle missing", "");
	/* what names the record itself, and the names of fields */
	expect("harbour", "");
	expect("account", "");
}

static void
a_star_finds_what_begins_so(void **state)
{
	(void)state;
	expect("bruis", "");
	expect("bruis*", "Opinion");
	expect("\"two bru*\"", "Opinion");
	expect("\"two bru\"*", "Opinion");
	expect("ruises*", "");
}

static void
a_word_is_found_however_it_is_written(void **state)
{
	(void)state;
	expect("Lukasz", "Account");
	expect("tobi", "Account");
	expect("Tobi\xe2\x80\x99s", "Account");
	expect("tobis", "Account");
	expect("oneill", "Account");
	expect("O'Neill", "Account");
	expect("neill", "Account");
	expect("amin", "Account");
	expect("ONeill\xe2\x80\x93" "Amin", "Account");
	expect("oneillamin", "Account");
	expect("Carr-Whyte", "Reported by");
	expect("\"tobi's uncle\"", "Account");
	expect("\"ada reed\"", "Present");
	/* a phrase stands in one text */
	expect("\"reed bea\"", "");
}

static void
what_cannot_be_looked_for_is_said(void **state)
{
	static const char *const cases[][2] = {
		{ "", "empty" }, { " \t\xc2\xa0", "empty" },
		{ "\xf0\x9f\x94\xaa", "unsearchable" },
		{ "knife \xf0\x9f\x94\xaa", "unsearchable" },
		{ "*", "unsearchable" }, { "br*ses", "unsearchable" },
		{ "a \"\" b", "unsearchable" }, { "- b", "unsearchable" },
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		err_clear(&err);
		assert_null(search_new(cases[i][0], strlen(cases[i][0]),
		    &err));
		assert_int_equal(err.status, ST_DATA);
		assert_string_equal(err.code, cases[i][1]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found_in_every_text_and_name),
		cmocka_unit_test(a_star_finds_what_begins_so),
		cmocka_unit_test(a_word_is_found_however_it_is_written),
		cmocka_unit_test(what_cannot_be_looked_for_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
