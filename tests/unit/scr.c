/* SPDX-License-Identifier: ISC */
#include "in_rules.h"

#include <fcntl.h>

#include "base/core/line.h"
#include "domain/scr/scr.h"

/* A case as it is audited. */
struct audit {
	struct settings *settings;
	struct scr_rules rules;
	struct scr scr;
	struct json json; /* the case */
	struct buf text, scratch;
};

static const char *
text(struct audit *a, int t)
{
	size_t n;
	const char *s = json_text(&a->json, t, &a->scratch, &n);

	buf_reset(&a->text);
	buf_add(&a->text, s, n);
	return buf_str(&a->text);
}

static const char *
member(struct audit *a, const char *name, const char *otherwise)
{
	int t = json_get(&a->json, 0, name);

	return t < 0 ? otherwise : text(a, t);
}

/* A record of the case with a member more in front. */
static void
record(struct audit *a, int t, const char *name, int adult,
    struct json *out, struct buf *b)
{
	struct err err;
	size_t n;
	const char *s = json_raw(&a->json, t, &n);

	buf_reset(b);
	buf_addf(b, "{\"%s\":\"S-%06d\",%.*s", name, adult, (int)n - 1,
	    s + 1);
	assert_int_equal(json_parse(out, b->p, b->n, 0, &err), 0);
}

static void
load(struct audit *a, const char *local_rules)
{
	struct err err = { 0 };
	const char *day = member(a, "as_at", "2026-10-23");
	int32_t as_at = date_parse(day, strlen(day));
	int school = 0;

	local("local.yaml", json_get(&a->json, 0, "local") < 0 ? NULL :
	    member(a, "local", ""));
	local("scr.yaml", local_rules);
	if (settings_load(&a->settings, rules_with(folder), &err) != 0)
		fail_msg("%s:%ld: %s", err.file, err.line, err.msg);
	if (scr_rules_load(&a->rules, rules_with(folder), a->settings, as_at,
		&err) != 0)
		fail_msg("%s:%ld: %s", err.file, err.line, err.msg);
	for (int i = 0; words_school[i] != NULL; i++)
		if (strcmp(member(a, "school", "pru"), words_school[i]) == 0)
			school = i;
	scr_init(&a->scr, &a->rules, as_at, school);
}

static void
fill(struct audit *a)
{
	struct json rec = { 0 };
	struct buf b = BUF_INIT;
	int adults = json_get(&a->json, 0, "adults"), n = 0;
	int checks = json_get(&a->json, 0, "checks");
	int64_t seq = 0;

	for (int t = json_first(&a->json, adults); t >= 0;
	     t = json_after(&a->json, adults, t)) {
		record(a, t, "id", ++n, &rec, &b);
		scr_add_adult(&a->scr, &rec);
	}
	n = 0;
	for (int t = checks < 0 ? -1 : json_first(&a->json, checks); t >= 0;
	     t = json_after(&a->json, checks, t)) {
		n++;
		for (int u = json_first(&a->json, t); u >= 0;
		     u = json_after(&a->json, t, u)) {
			record(a, u, "person", n, &rec, &b);
			scr_add_line(&a->scr, &rec, ++seq);
		}
	}
	json_release(&rec);
	buf_release(&b);
}

static bool
looked_at(struct audit *a, const char *item)
{
	int items = json_get(&a->json, 0, "items");

	if (items < 0)
		return true;
	for (int t = json_first(&a->json, items); t >= 0;
	     t = json_after(&a->json, items, t))
		if (json_is(&a->json, t, item))
			return true;
	return false;
}

/* "1 identity missing breach\n…", as the case looks at them. */
static void
found(struct audit *a, struct buf *out)
{
	for (size_t i = 0; i < a->scr.nfindings; i++) {
		const struct finding *f = scr_tell(&a->scr, i);

		assert_true(strlen(f->message) > 20);
		assert_non_null(f->cite[0]);
		assert_true(*f->rule != '\0');
		if (looked_at(a, f->item))
			buf_addf(out, "%d %s %s %s\n", atoi(f->subject + 2),
			    f->item, f->status, f->severity);
	}
}

static void
expected(struct audit *a, struct buf *out)
{
	int expect = json_get(&a->json, 0, "expect");

	for (int t = json_first(&a->json, expect); t >= 0;
	     t = json_after(&a->json, expect, t))
		buf_addf(out, "%s\n", text(a, t));
}

static void
release(struct audit *a)
{
	scr_release(&a->scr);
	scr_rules_release(&a->rules);
	settings_free(a->settings);
	json_release(&a->json);
	buf_release(&a->text);
	buf_release(&a->scratch);
}

static void
try_case(const char *line, size_t n, const char *local_rules)
{
	struct audit a = { 0 };
	struct buf got = BUF_INIT, want = BUF_INIT;
	struct err err;

	if (json_parse(&a.json, line, n, 0, &err) != 0)
		fail_msg("%.*s: %s", (int)n, line, err.msg);
	load(&a, local_rules);
	fill(&a);
	scr_audit(&a.scr, NULL);
	found(&a, &got);
	expected(&a, &want);
	if (strcmp(buf_str(&got), buf_str(&want)) != 0)
		fail_msg("%s\ngot\n%swanted\n%s", member(&a, "case", ""),
		    buf_str(&got), buf_str(&want));
	release(&a);
	buf_release(&got);
	buf_release(&want);
}

static void
every_case_finds_what_it_says(void **state)
{
	struct line_reader r;
	struct err err;
	const char *s;
	size_t n, cases = 0;
	int fd = open(source("tests/data/scr/cases.jsonl"), O_RDONLY);

	(void)state;
	assert_true(fd >= 0);
	line_open(&r, fd);
	while (line_next(&r, &s, &n, &err) == 1) {
		try_case(s, n, NULL);
		cases++;
	}
	line_close(&r);
	close(fd);
	assert_true(cases > 70);
}

#define AGENCY "{\"case\":\"local\",\"adults\":[{\"category\":\"agency\"}],"

static void
a_local_rule_takes_the_place_of_ours(void **state)
{
	static const char line[] = AGENCY
	    "\"expect\":[\"1 identity missing breach\","
	    "\"1 agency-confirmation missing advice\"]}";
	static const char rule[] = "kind: scr\n"
	    "checks:\n"
	    "  - id: scr-agency-confirmation\n"
	    "    edition: ours\n"
	    "    effective_from: 2026-01-01\n"
	    "    effective_to: ~\n"
	    "    kind: policy\n"
	    "    cite: [Minute 3]\n"
	    "    check: agency-confirmation\n"
	    "    of: [supply, agency]\n"
	    "    missing: advice\n"
	    "    do: Ask for it.\n";

	(void)state;
	try_case(line, sizeof(line) - 1, rule);
}

static void
an_edition_holds_from_its_day(void **state)
{
	static const char line[] = AGENCY "\"as_at\":\"2025-12-31\","
	    "\"expect\":[\"1 identity missing breach\"]}";
	static const char rule[] = "kind: scr\n"
	    "checks:\n"
	    "  - id: scr-agency-confirmation\n"
	    "    edition: ours\n"
	    "    effective_from: 2026-01-01\n"
	    "    effective_to: ~\n"
	    "    kind: policy\n"
	    "    cite: [Minute 3]\n"
	    "    check: agency-confirmation\n"
	    "    of: [supply, agency]\n"
	    "    missing: advice\n"
	    "    do: Ask for it.\n";

	(void)state;
	try_case(line, sizeof(line) - 1, rule);
}

static void
what_was_accepted_does_not_count(void **state)
{
	static const char line[] =
	    "{\"adults\":[{\"category\":\"agency\",\"given_name\":\"A\"}]}";
	char id[] = "S-000001", reg[] = "scr", item[] = "identity",
	    status[] = "missing", by[] = "B", reason[] = "R";
	struct acceptance one = { reg, id, item, status, by, reason, 0 };
	struct acceptances all = { &one, 1 };
	struct audit a = { 0 };
	struct scr_counts c;
	struct err err;

	(void)state;
	assert_int_equal(json_parse(&a.json, line, sizeof(line) - 1, 0,
	    &err), 0);
	load(&a, NULL);
	fill(&a);
	one.until = a.scr.day;
	scr_audit(&a.scr, &all);
	scr_count(&a.scr, &c);
	assert_int_equal(c.accepted, 1);
	assert_int_equal(c.breach, 1);
	assert_int_equal(c.adults, 1);
	assert_int_equal(c.complete, 0);
	assert_non_null(strstr(scr_tell(&a.scr, 1)->message,
	    "identity check is missing. It was accepted: R"));
	release(&a);

	memset(&a, 0, sizeof(a));
	assert_int_equal(json_parse(&a.json, line, sizeof(line) - 1, 0,
	    &err), 0);
	load(&a, NULL);
	fill(&a);
	one.until = a.scr.day - 1;
	scr_audit(&a.scr, &all);
	scr_count(&a.scr, &c);
	assert_int_equal(c.accepted, 0);
	assert_int_equal(c.breach, 2);
	release(&a);
}

static void
a_message_names_adult_check_and_what_to_do(void **state)
{
	static const char line[] = "{\"adults\":[{\"category\":\"supply\","
	    "\"given_name\":\"Edda\",\"family_name\":\"Tarn\","
	    "\"start_date\":\"2026-09-01\"}],\"checks\":[[{\"type\":"
	    "\"identity\",\"done\":true,\"date\":\"2026-09-02\"}]]}";
	struct audit a = { 0 };
	struct err err;
	const struct finding *f;

	(void)state;
	assert_int_equal(json_parse(&a.json, line, sizeof(line) - 1, 0,
	    &err), 0);
	load(&a, NULL);
	fill(&a);
	scr_audit(&a.scr, NULL);
	f = scr_tell(&a.scr, 1);
	assert_string_equal(f->message, "Edda Tarn: the identity check is of "
	    "2 September 2026, after the start on 1 September 2026. It "
	    "cannot be put right any more, so have it accepted with its "
	    "reason (scr-accept).");
	assert_string_equal(f->rule, "scr-identity");
	release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case_finds_what_it_says),
		cmocka_unit_test(a_local_rule_takes_the_place_of_ours),
		cmocka_unit_test(an_edition_holds_from_its_day),
		cmocka_unit_test(what_was_accepted_does_not_count),
		cmocka_unit_test(a_message_names_adult_check_and_what_to_do),
	};

	return cmocka_run_group_tests(tests, make, unmake);
}
