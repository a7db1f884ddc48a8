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
#include "policy/rules/rules_inside.h"

static char dir[] = "/tmp/vigil-rules-XXXXXX";
static char file[64], own[64];

static const char *
source(const char *path)
{
	static char full[512];
	const char *src = getenv("VIGIL_SRC");

	snprintf(full, sizeof(full), "%s/%s", src == NULL ? "." : src, path);
	return full;
}

static int
make(void **state)
{
	(void)state;
	if (mkdtemp(dir) == NULL)
		return -1;
	snprintf(own, sizeof(own), "%s/rules", dir);
	snprintf(file, sizeof(file), "%s/rules/local.yaml", dir);
	return mkdir(own, 0700);
}

static int
unmake(void **state)
{
	(void)state;
	unlink(file);
	return rmdir(own) == -1 ? -1 : rmdir(dir);
}

/* Loads with a local file of one rule, whose lines follow its kind. */
static int
load(struct rules **rules, const char *lines, struct err *err)
{
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	fprintf(f, "kind: routing\nrules:\n"
	    "  - edition: \"1\"\n"
	    "    kind: policy\n"
	    "    cite: [Minute 4]\n"
	    "    why: Ours.\n"
	    "%s", lines);
	assert_int_equal(fclose(f), 0);
	memset(err, 0, sizeof(*err));
	return rules_load(rules, rules_with(dir), NULL, err);
}

/* The local rule is refused at a line, with a sentence that says so. */
static void
refused(const char *lines, long line, const char *words)
{
	struct rules *rules;
	struct err err;

	if (load(&rules, lines, &err) == 0)
		fail_msg("taken: %s", lines);
	assert_null(rules);
	assert_int_equal(err.status, ST_CONFIG);
	assert_string_equal(err.file, file);
	if (line != err.line)
		fail_msg("line %ld: %s", err.line, err.msg);
	if (strstr(err.msg, words) == NULL)
		fail_msg("%s", err.msg);
}

static const struct rule *
find(const struct rules *rules, const char *id, bool local)
{
	size_t i;

	for (i = 0; i < rules->n; i++)
		if (rules->rule[i].local == local &&
		    strcmp(rules->rule[i].id, id) == 0)
			return &rules->rule[i];
	return NULL;
}

#define SINCE "    effective_from: 2026-01-01\n"

static void
the_packaged_rules_load_and_every_indicator_is_a_code(void **state)
{
	struct rules *rules;
	struct codes *codes;
	struct err err = { 0 };

	(void)state;
	codes = codes_new(rules_with(NULL));
	if (rules_load(&rules, rules_with(NULL), codes, &err) == -1)
		fail_msg("%s:%ld: %s", err.file, err.line, err.msg);
	rules_free(rules);
	codes_free(codes);
}

static void
a_packaged_rule_names_sources_a_reader_knows(void **state)
{
	struct rules *rules;
	struct err err = { 0 };
	const char **cite;
	size_t i;

	(void)state;
	assert_int_equal(rules_load(&rules, rules_with(NULL), NULL, &err), 0);
	for (i = 0; i < rules->n; i++) {
		assert_true(rules->rule[i].why[0] != '\0');
		for (cite = rules->rule[i].cite; *cite != NULL; cite++)
			assert_int_not_equal(strncmp(*cite, "R-", 2), 0);
	}
	rules_free(rules);
}

static void
private_fostering_leaves_out_the_relations_of_the_codes(void **state)
{
	struct yaml *doc;
	const struct yaml *list, *code;
	const struct rule *r;
	struct rules *rules;
	struct err err = { 0 };
	const char *field, *name;
	bool counts;
	size_t n = 0;

	(void)state;
	assert_int_equal(rules_load(&rules, rules_with(NULL), NULL, &err), 0);
	r = find(rules, "private-fostering", false);
	assert_non_null(r);
	doc = yaml_load(source("data/rules/codes.yaml"), &err);
	assert_non_null(doc);
	for (list = yaml_get(doc, "lists")->child; list != NULL;
	    list = list->next) {
		assert_int_equal(yaml_str(list, "field", true, &field, &err),
		    0);
		if (strcmp(field, "carer_relation") != 0)
			continue;
		for (code = yaml_get(list, "codes")->child; code != NULL;
		    code = code->next) {
			yaml_str(code, "code", true, &name, &err);
			assert_int_equal(yaml_bool(code, "private_fostering",
			    true, &counts, &err), 0);
			assert_int_equal(counts,
			    !rules_has(r->when->fostering.not_by, name));
			n++;
		}
	}
	assert_int_equal(n, 14);
	yaml_free(doc);
	rules_free(rules);
}

static void
a_local_rule_adds_to_the_packaged_ones(void **state)
{
	struct rules *rules;
	const struct rule *r;
	struct err err;

	(void)state;
	if (load(&rules, "    id: ours\n" SINCE
	    "    when: {indicator: [knife-*], any: [{context: school},\n"
	    "      {age_under: 15}]}\n"
	    "    routes: [{to: headteacher, duty: should}]\n"
	    "    do: risk-assessment\n", &err) == -1)
		fail_msg("%s", err.msg);
	r = find(rules, "ours", true);
	assert_non_null(r);
	assert_string_equal(r->route[0].to, "headteacher");
	assert_int_equal(r->route[0].duty, DUTY_SHOULD);
	assert_string_equal(r->step[0], "risk-assessment");
	rules_free(rules);
}

static void
a_local_rule_sharpens_a_principle_where_it_applies(void **state)
{
	struct rules *rules;
	const struct rule *ours, *theirs;
	struct err err;

	(void)state;
	if (load(&rules, "    id: upskirting\n" SINCE
	    "    routes: [{to: police, duty: must, urgency: immediate},\n"
	    "      {to: csc, duty: should}]\n", &err) == -1)
		fail_msg("%s", err.msg);
	ours = find(rules, "upskirting", true);
	theirs = find(rules, "upskirting", false);
	assert_ptr_equal(ours->when, theirs->when);
	assert_int_equal(theirs->route[1].duty, DUTY_SHOULD);
	rules_free(rules);
}

static void
a_local_rule_takes_the_place_of_one_that_is_no_principle(void **state)
{
	struct rules *rules;
	struct err err;

	(void)state;
	assert_int_equal(load(&rules, "    id: persistent-absence\n" SINCE
	    "    routes: [{to: ews, duty: should}]\n", &err), 0);
	assert_null(find(rules, "persistent-absence", false));
	assert_non_null(find(rules, "persistent-absence", true));
	rules_free(rules);
}

static void
a_local_rule_cannot_weaken_a_principle(void **state)
{
	(void)state;
	refused("    id: fgm-under-18\n" SINCE
	    "    routes: [{to: police, duty: should}]\n", 3,
	    "police must stay at least must");
	refused("    id: immediate-risk\n" SINCE
	    "    routes: [{to: csc, duty: must, urgency: soon}]\n", 3,
	    "csc must stay at least must, immediate");
	refused("    id: fgm-under-18\n" SINCE
	    "    when: {status: looked-after}\n"
	    "    routes: [{to: police, duty: must}]\n", 9,
	    "when it applies cannot be changed");
	refused("    id: forced-marriage\n" SINCE
	    "    parents: in-doubt\n", 9, "about parents cannot be weakened");
}

static void
a_local_rule_cannot_take_anything_away(void **state)
{
	(void)state;
	refused("    id: ours\n" SINCE "    never: [dsl]\n", 9,
	    "cannot take any away");
	refused("    id: ours\n" SINCE "    parents: \"yes\"\n", 9,
	    "take-advice or no");
	refused("    id: ours\n" SINCE "    principle: true\n"
	    "    routes: [{to: dsl, duty: must}]\n", 9, "Principles come");
	refused("    id: ours\n" SINCE
	    "    routes: [{to: dsl, duty: must}]\n"
	    "conditions:\n  harm: {immediate_risk: true}\n", 10,
	    "Named conditions come with vigil");
}

static void
a_slip_is_refused_with_its_line_and_the_right_word(void **state)
{
	(void)state;
	refused("    id: ours\n" SINCE
	    "    routes: [{to: polise, duty: must}]\n", 9,
	    "Did you mean \"police\"");
	refused("    id: ours\n" SINCE
	    "    routes: [{to: police, duty: must}]\n"
	    "    when: {category: neglekt}\n", 10, "Did you mean \"neglect\"");
	refused("    id: ours\n" SINCE
	    "    routes: [{to: police, duty: must}]\n"
	    "    when: {categories: neglect}\n", 10,
	    "Did you mean \"category\"");
	refused("    id: ours\n" SINCE "    do: [body-mapp]\n", 9,
	    "Did you mean \"body-map\"");
	refused("    id: ours\n" SINCE, 3, "Nothing follows");
	refused("    id: ours\n" SINCE "    cites: [x]\n", 9,
	    "Did you mean \"cite\"");
	refused("    id: ours\n" SINCE
	    "    routes: [{to: police, duty: must}]\n"
	    "    when: {is: harmm}\n", 10, "No condition named");
	refused("    id: ours\n" SINCE
	    "    routes: [{to: police, duty: must}]\n"
	    "    when: {age_under: 90}\n", 10, "from 1 to 25");
	refused("    id: ours\n" SINCE
	    "    routes: [{to: police, duty: must}]\n"
	    "    when: {}\n", 10, "at least one thing");
	refused("    id: ours\n    effective_from: 2026-02-30\n"
	    "    do: [body-map]\n", 8, "2026-02-30");
}

static void
an_indicator_nobody_knows_is_refused(void **state)
{
	struct rules *rules;
	struct codes *codes;
	struct err err;

	(void)state;
	assert_int_equal(load(&rules, "    id: ours\n" SINCE
	    "    do: [body-map]\n"
	    "    when: {indicator: [physical-byte]}\n", &err), 0);
	rules_free(rules);
	codes = codes_new(rules_with(dir));
	assert_int_equal(rules_load(&rules, rules_with(dir), codes, &err), -1);
	assert_int_equal(err.line, 10);
	assert_non_null(strstr(err.msg, "Did you mean \"physical-bite\""));
	codes_free(codes);
}

static void
a_rule_holds_on_its_first_and_last_day(void **state)
{
	struct rules *rules;
	const struct rule *r;
	struct err err;
	int32_t first = date_make(2026, 1, 1), last = date_make(2026, 7, 31);

	(void)state;
	assert_int_equal(load(&rules, "    id: ours\n" SINCE
	    "    effective_to: 2026-07-31\n"
	    "    do: [body-map]\n", &err), 0);
	r = find(rules, "ours", true);
	assert_true(rules_in_force(rules, r, first));
	assert_true(rules_in_force(rules, r, last));
	assert_false(rules_in_force(rules, r, first - 1));
	assert_false(rules_in_force(rules, r, last + 1));
	rules_free(rules);
}

static void
a_principle_has_no_beginning(void **state)
{
	struct rules *rules;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(rules_load(&rules, rules_with(NULL), NULL, &err), 0);
	assert_true(rules_in_force(rules, find(rules, "fgm-under-18", false),
	    date_make(2010, 1, 1)));
	assert_false(rules_in_force(rules,
	    find(rules, "marriage-under-18", false), date_make(2023, 2, 26)));
	rules_free(rules);
}

static void
two_editions_never_hold_on_one_day(void **state)
{
	(void)state;
	refused("    id: ours\n" SINCE "    do: [body-map]\n"
	    "  - edition: \"2\"\n    kind: policy\n    cite: [Minute 5]\n"
	    "    why: Ours.\n    id: ours\n"
	    "    effective_from: 2026-05-01\n    do: [body-map]\n", 10,
	    "Two editions of ours hold on the same day");
}

static void
missing_rules_are_an_error_and_missing_local_ones_none(void **state)
{
	struct rules *rules;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(rules_load(&rules,
	    &(const struct folders){ "/nowhere", NULL }, NULL, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	assert_int_equal(rules_load(&rules, rules_with("/nowhere"), NULL,
	    &err), 0);
	rules_free(rules);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_packaged_rules_load_and_every_indicator_is_a_code),
		cmocka_unit_test(a_packaged_rule_names_sources_a_reader_knows),
		cmocka_unit_test(
		    private_fostering_leaves_out_the_relations_of_the_codes),
		cmocka_unit_test(a_local_rule_adds_to_the_packaged_ones),
		cmocka_unit_test(
		    a_local_rule_sharpens_a_principle_where_it_applies),
		cmocka_unit_test(
		    a_local_rule_takes_the_place_of_one_that_is_no_principle),
		cmocka_unit_test(a_local_rule_cannot_weaken_a_principle),
		cmocka_unit_test(a_local_rule_cannot_take_anything_away),
		cmocka_unit_test(
		    a_slip_is_refused_with_its_line_and_the_right_word),
		cmocka_unit_test(an_indicator_nobody_knows_is_refused),
		cmocka_unit_test(a_rule_holds_on_its_first_and_last_day),
		cmocka_unit_test(a_principle_has_no_beginning),
		cmocka_unit_test(two_editions_never_hold_on_one_day),
		cmocka_unit_test(
		    missing_rules_are_an_error_and_missing_local_ones_none),
	};

	return cmocka_run_group_tests(tests, make, unmake);
}
