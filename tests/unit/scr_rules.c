/* SPDX-License-Identifier: ISC */
#include "in_rules.h"

#include "policy/rules/scr_rules.h"

static struct settings *settings;

static void
load(struct scr_rules *r, const char *own, const char *set, int32_t day)
{
	struct err err = { 0 };

	local("local.yaml", set);
	local("scr.yaml", own);
	if (settings_load(&settings, rules_with(folder), &err) != 0 ||
	    scr_rules_load(r, rules_with(folder), settings, day, &err) != 0)
		fail_msg("%s:%ld: %s", err.file, err.line, err.msg);
}

static void
release(struct scr_rules *r)
{
	scr_rules_release(r);
	settings_free(settings);
}

/* The only rule of an id, or NULL. */
static const struct scr_ask *
ask(const struct scr_rules *r, const char *id)
{
	const struct scr_ask *found = NULL;

	for (size_t i = 0; i < r->nasks; i++)
		if (strcmp(r->ask[i].basis.id, id) == 0) {
			assert_null(found);
			found = &r->ask[i];
		}
	return found;
}

static unsigned
of(const char *category)
{
	unsigned i = 0;

	while (strcmp(words_adult[i], category) != 0)
		i++;
	return 1u << i;
}

static void
every_rule_says_whence_it_is_and_what_to_do(void **state)
{
	struct scr_rules r;

	(void)state;
	load(&r, NULL, NULL, date_make(2026, 10, 23));
	assert_true(r.nasks > 20);
	for (size_t i = 0; i < r.nasks; i++) {
		assert_non_null(r.ask[i].basis.cite[0]);
		assert_true(strlen(r.ask[i].basis.doing) > 10);
		assert_int_not_equal(r.ask[i].missing, SCR_NONE);
	}
	for (int i = 0; i < CHECK_TYPES; i++)
		assert_true(strlen(r.word[i]) > 4);
	release(&r);
}

static void
groups_and_facts_become_bits(void **state)
{
	struct scr_rules r;
	const struct scr_ask *a;
	unsigned four = of("teacher") | of("support-staff") | of("leader") |
	    of("trainee-salaried");

	(void)state;
	load(&r, NULL, NULL, date_make(2026, 10, 23));
	assert_int_equal(ask(&r, "scr-right-to-work")->of, four);
	a = ask(&r, "scr-barred-list");
	assert_int_equal(a->of, four | of("volunteer"));
	assert_int_equal(a->when, SCR_REGULATED);
	assert_int_equal(a->began, date_make(2006, 5, 12));
	assert_int_equal(r.assume_teaching, of("teacher"));
	assert_int_equal(r.assume_regulated, four |
	    of("trainee-fee-funded") | of("supply") | of("agency"));
	release(&r);
}

static void
a_setting_says_what_the_policy_leaves_open(void **state)
{
	struct scr_rules r;

	(void)state;
	load(&r, NULL, NULL, date_make(2026, 10, 23));
	assert_int_equal(ask(&r, "scr-enhanced-dbs")->years, 0);
	assert_int_equal(ask(&r, "scr-childcare-disqualification")->of, 0);
	release(&r);
	load(&r, NULL, "scr:\n  dbs_renew_years: 3\n"
	    "  childcare_disqualification: [teacher, volunteer]\n",
	    date_make(2026, 10, 23));
	assert_int_equal(ask(&r, "scr-enhanced-dbs")->years, 3);
	assert_int_equal(ask(&r, "scr-childcare-disqualification")->of,
	    of("teacher") | of("volunteer"));
	release(&r);
}

#define OURS(edition, from, to, severity)                                    \
	"  - id: scr-references\n    edition: " edition "\n"               \
	"    effective_from: " from "\n    effective_to: " to "\n"         \
	"    kind: policy\n    cite: [Minute 3]\n    check: references\n" \
	"    of: [everyone]\n    missing: " severity "\n"                  \
	"    do: Ask for them.\n"

static void
of_a_schools_editions_the_one_of_the_day_holds(void **state)
{
	static const char own[] = "kind: scr\nchecks:\n"
	    OURS("one", "2026-01-01", "2026-10-22", "advice")
	    OURS("two", "2026-10-23", "~", "breach");
	struct scr_rules r;

	(void)state;
	load(&r, own, NULL, date_make(2026, 10, 22));
	assert_string_equal(ask(&r, "scr-references")->basis.edition, "one");
	assert_int_equal(ask(&r, "scr-references")->missing, SCR_ADVICE);
	release(&r);
	load(&r, own, NULL, date_make(2026, 10, 23));
	assert_string_equal(ask(&r, "scr-references")->basis.edition, "two");
	assert_int_equal(ask(&r, "scr-references")->missing, SCR_BREACH);
	assert_non_null(ask(&r, "scr-identity")); /* the others stay */
	release(&r);
	load(&r, own, NULL, date_make(2025, 12, 31));
	assert_null(ask(&r, "scr-references"));
	release(&r);
}

static void
refused(const char *rule, const char *says)
{
	struct scr_rules rules;
	struct err err = { 0 };

	local("local.yaml", NULL);
	local("scr.yaml", rule);
	assert_int_equal(settings_load(&settings, rules_with(folder), &err),
	    0);
	assert_int_equal(scr_rules_load(&rules, rules_with(folder), settings,
	    20000, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	if (strstr(err.msg, says) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", err.msg, says);
	assert_true(err.line > 0);
	settings_free(settings);
}

static void
a_bad_rule_is_refused_with_its_line(void **state)
{
	static const char head[] = "kind: scr\nchecks:\n  - id: a\n"
	    "    edition: \"1\"\n    effective_from: 2026-01-01\n"
	    "    kind: law\n    cite: [a]\n    do: a\n";
	char text[1024];

	(void)state;
	refused("kind: routing\n", "kind: scr");
	refused("kind: scr\nrules: []\n", "no setting");
	snprintf(text, sizeof(text), "%s    check: identidy\n", head);
	refused(text, "identity");
	snprintf(text, sizeof(text), "%s    check: identity\n", head);
	refused(text, "\"missing\" is missing");
	snprintf(text, sizeof(text),
	    "%s    check: identity\n    missing: advice\n", head);
	refused(text, "\"of\" is missing");
	snprintf(text, sizeof(text), "%s    check: identity\n"
	    "    missing: advice\n    of: [techer]\n", head);
	refused(text, "teacher");
	snprintf(text, sizeof(text), "%s    check: identity\n"
	    "    missing: advice\n    of: teacher\n", head);
	refused(text, "list");
	snprintf(text, sizeof(text), "%s    check: identity\n"
	    "    missing: advice\n    of: [teacher]\n"
	    "    effective_to: 2025-01-01\n", head);
	refused(text, "effective_to");
	snprintf(text, sizeof(text), "%s    check: identity\n"
	    "    missing: advice\n    of: [teacher]\n%s    check: identity\n"
	    "    missing: advice\n    of: [teacher]\n", head,
	    strstr(head, "  - id"));
	refused(text, "Two editions");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_says_whence_it_is_and_what_to_do),
		cmocka_unit_test(groups_and_facts_become_bits),
		cmocka_unit_test(a_setting_says_what_the_policy_leaves_open),
		cmocka_unit_test(
		    of_a_schools_editions_the_one_of_the_day_holds),
		cmocka_unit_test(a_bad_rule_is_refused_with_its_line),
	};

	return cmocka_run_group_tests(tests, make, unmake);
}
