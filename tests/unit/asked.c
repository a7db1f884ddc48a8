/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "in_data.h"
#include "policy/rules/asked.h"
#include "model/kind.h"

#define RULE(id, from, to, rest)                                          \
	"  - {id: " id ", edition: e, effective_from: " from              \
	", effective_to: " to ", kind: policy, cite: [c], name: n, " rest \
	"}\n"

static char own[] = "/tmp/vigil-asked-XXXXXX";
static char rules[64], path[64], groups[64];

static int
setup(void **state)
{
	(void)state;
	if (mkdtemp(own) == NULL)
		return -1;
	snprintf(rules, sizeof(rules), "%s/rules", own);
	snprintf(path, sizeof(path), "%s/rules/training.yaml", own);
	snprintf(groups, sizeof(groups), "%s/rules/groups.yaml", own);
	return mkdir(rules, 0700);
}

static int
teardown(void **state)
{
	(void)state;
	unlink(path);
	unlink(groups);
	return rmdir(rules) == -1 ? -1 : rmdir(own);
}

static void
put(const char *file, const char *text)
{
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void
load(struct asked_book *b, const char *name)
{
	struct err err;

	if (asked_load(b, rules_with(own), name, &err) == -1)
		fail_msg("%s:%ld: %s", err.file, err.line, err.msg);
}

static size_t
count(const struct asked_book *b, const char *id)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		n += strcmp(b->v[i].id, id) == 0;
	return n;
}

static void
the_packaged_rules_are_sound(void **state)
{
	static const char *const names[] = { "training", "induction",
		"recruitment", "posts" };
	static const size_t least[] = { 25, 11, 4, 17 };
	struct asked_book b;

	(void)state;
	unlink(path);
	unlink(groups);
	for (size_t i = 0; i < 4; i++) {
		load(&b, names[i]);
		assert_true(b.n >= least[i]);
		for (size_t k = 0; k < b.n; k++) {
			assert_non_null(b.v[k].cite[0]);
			assert_true(edition_on(&b.v[k].in_force,
			    date_make(2026, 10, 23)) ||
			    b.v[k].in_force.to != DATE_NONE);
		}
		asked_release(&b);
	}
}

static void
every_course_and_every_part_of_the_pack_has_a_rule(void **state)
{
	struct asked_book b;

	(void)state;
	load(&b, "training");
	for (size_t i = 0; words_course[i] != NULL; i++) {
		size_t n = 0;

		for (size_t k = 0; k < b.n; k++)
			n += strcmp(b.v[k].item, words_course[i]) == 0;
		assert_true(n > 0);
	}
	asked_release(&b);
	load(&b, "induction");
	for (size_t i = 0; words_pack[i] != NULL; i++) {
		size_t n = 0;

		for (size_t k = 0; k < b.n; k++)
			n += strcmp(b.v[k].item, words_pack[i]) == 0 &&
			    b.v[k].months == MONTHS_NOT_SET &&
			    edition_on(&b.v[k].in_force, date_make(2026, 10, 23));
		assert_int_equal(n, 1);
	}
	asked_release(&b);
}

static void
a_school_replaces_every_edition_of_an_id_and_adds(void **state)
{
	struct asked_book b;

	(void)state;
	put(path, "kind: training\nrules:\n"
	    RULE("training-aup", "2020-01-01", "2025-08-31",
		"item: aup, of: [staff], months: 6")
	    RULE("training-aup", "2025-09-01", "~",
		"item: aup, of: [staff, committee], months: 9")
	    RULE("ours", "2020-01-01", "~",
		"item: prevent, of: [senco], months: once"));
	load(&b, "training");
	assert_int_equal(count(&b, "training-aup"), 2);
	assert_int_equal(count(&b, "ours"), 1);
	assert_int_equal(count(&b, "training-dsl"), 1);
	assert_int_equal(b.v[b.n - 1].months, MONTHS_ONCE);
	assert_int_equal(b.v[b.n - 2].months, 9);
	assert_true(b.v[b.n - 2].of.categories &
	    asked_bit(words_adult, "committee-member"));
	assert_false(edition_on(&b.v[b.n - 3].in_force, date_make(2025, 9, 1)));
	assert_true(edition_on(&b.v[b.n - 3].in_force, date_make(2025, 8, 31)));
	assert_false(edition_on(&b.v[b.n - 2].in_force, date_make(2025, 8, 31)));
	assert_true(edition_on(&b.v[b.n - 2].in_force, date_make(2025, 9, 1)));
	asked_release(&b);
	unlink(path);
}

static void
a_school_changes_a_group(void **state)
{
	struct asked_book b;
	bool seen = false;

	(void)state;
	put(groups, "kind: groups\ngroups:\n  - {group: slt, title: the "
	    "heads, categories: [], roles: [senco]}\n");
	load(&b, "training");
	for (size_t i = 0; i < b.n; i++) {
		if (strcmp(b.v[i].id, "training-lado-slt") != 0)
			continue;
		assert_int_equal(b.v[i].of.categories, 0);
		assert_int_equal(b.v[i].of.roles,
		    asked_bit(words_role, "senco"));
		seen = true;
	}
	assert_true(seen);
	asked_release(&b);
	unlink(groups);
}

static void
an_interval_of_the_school_holds_for_the_whole_course(void **state)
{
	struct asked_book b;

	(void)state;
	load(&b, "training");
	asked_set_months(&b, "safer-recruitment", 36);
	for (size_t i = 0; i < b.n; i++) {
		if (strcmp(b.v[i].item, "safer-recruitment") == 0)
			assert_int_equal(b.v[i].months, 36);
		if (b.v[i].panel)
			assert_int_equal(b.v[i].headteacher_months, 36);
		if (strcmp(b.v[i].item, "dsl") == 0)
			assert_int_equal(b.v[i].months, 24);
	}
	asked_release(&b);
}

static void
what_a_file_may_not_say_is_refused_with_its_line(void **state)
{
	static const struct {
		const char *text, *why;
		long line;
	} bad[] = {
		{ "kind: induction\nrules: []\n", "kind: training", 1 },
		{ "kind: training\nrule: []\n", "rule", 2 },
		{ "kind: training\nrules: x\n", "list", 2 },
		{ "kind: training\nrules:\n" RULE("a", "2020-01-01", "~",
		    "item: aup, of: [staff], months: x"), "months", 3 },
		{ "kind: training\nrules:\n" RULE("a", "2020-01-01", "~",
		    "item: aup, of: [staff], months: 0"), "months", 3 },
		{ "kind: training\nrules:\n" RULE("a", "2020-01-01", "~",
		    "item: aup, of: [staff], months: 241"), "240", 3 },
		{ "kind: training\nrules:\n" RULE("a", "2020-01-01", "~",
		    "item: whole-shool, of: [staff]"), "whole-school", 3 },
		{ "kind: training\nrules:\n" RULE("a", "2020-01-01", "~",
		    "item: aup, of: [stuff]"), "neither a group", 3 },
		{ "kind: training\nrules:\n" RULE("a", "2020-01-01", "~",
		    "item: aup"), "of whom", 3 },
		{ "kind: training\nrules:\n" RULE("a", "2020-01-01", "~",
		    "item: aup, of: [panel], months: 12"), "panel", 3 },
		{ "kind: training\nrules:\n" RULE("a", "2020-01-01", "~",
		    "item: aup, of: [panel, staff], least: 1"), "panel", 3 },
		{ "kind: training\nrules:\n" RULE("a", "2020-01-01", "~",
		    "item: aup, of: [staff], first: soon"), "later", 3 },
		{ "kind: training\nrules:\n" RULE("a", "2020-01-01", "~",
		    "item: aup, of: [staff], severity: bad"), "breach", 3 },
		{ "kind: training\nrules:\n" RULE("a", "2020-01-01", "~",
		    "item: aup, of: [staff], within: slr"), "no group", 3 },
		{ "kind: training\nrules:\n" RULE("a", "2020-01-01", "~",
		    "item: aup, of: [staff], mnths: 12"), "mnths", 3 },
		{ "kind: training\nrules:\n" RULE("a", "2020-02-01",
		    "2020-01-01", "item: aup, of: [staff]"), "after", 3 },
		{ "kind: training\nrules:\n" RULE("a", "2020-01-01", "~",
		    "item: aup, of: [staff]")
		    RULE("a", "2020-05-01", "~", "item: aup, of: [staff]"),
		    "Two editions", 4 },
		{ "kind: training\nrules:\n  - {id: a, edition: e, "
		  "effective_from: 2020-01-01, kind: policy, name: n, "
		  "item: aup, of: [staff]}\n", "cite", 3 },
		{ "kind: training\nrules:\n  - {id: a, edition: e, "
		  "effective_from: 2020-01-01, kind: rumour, cite: [c], "
		  "name: n, item: aup, of: [staff]}\n", "law", 3 },
	};
	struct asked_book b;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		put(path, bad[i].text);
		if (asked_load(&b, rules_with(own), "training", &err) == 0)
			fail_msg("taken: %s", bad[i].text);
		assert_int_equal(err.status, ST_CONFIG);
		if (strstr(err.msg, bad[i].why) == NULL ||
		    err.line != bad[i].line)
			fail_msg("%s\n%ld: %s", bad[i].text, err.line,
			    err.msg);
		assert_null(b.v);
	}
	unlink(path);
}

static void
a_category_that_there_is_not_names_the_nearest(void **state)
{
	struct asked_book b;
	struct err err;

	(void)state;
	put(groups, "kind: groups\ngroups:\n"
	    "  - {group: slt, title: t, categories: [teecher]}\n");
	assert_int_equal(asked_load(&b, rules_with(own), "training", &err), -1);
	assert_non_null(strstr(err.msg, "teacher"));
	unlink(groups);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_packaged_rules_are_sound),
		cmocka_unit_test(
		    every_course_and_every_part_of_the_pack_has_a_rule),
		cmocka_unit_test(
		    a_school_replaces_every_edition_of_an_id_and_adds),
		cmocka_unit_test(a_school_changes_a_group),
		cmocka_unit_test(
		    an_interval_of_the_school_holds_for_the_whole_course),
		cmocka_unit_test(
		    what_a_file_may_not_say_is_refused_with_its_line),
		cmocka_unit_test(
		    a_category_that_there_is_not_names_the_nearest),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
