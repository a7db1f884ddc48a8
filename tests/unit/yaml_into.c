/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/text/date.h"
#include "base/yaml/yaml.h"

static struct yaml *
tree(const char *text)
{
	struct err err;
	struct yaml *y = yaml_read(text, strlen(text), "t.yaml", &err);

	if (y == NULL)
		fail_msg("line %ld: %s", err.line, err.msg);
	return y;
}

struct part {
	const char *name;
	const char **of;
};

struct whole {
	const char *name;
	int n;
	int64_t far;
	bool yes;
	int32_t day;
	int colour;
	uint64_t bits;
	unsigned none;
	const char **texts;
	const char **alone;
	struct part one;
	struct part *part;
	size_t nparts;
	const char *own;
	int checked;
};

static const char *const colours[] = { "red", "green", "blue", NULL };
static const char *const many[] = { "one", "two", "three", "four", "five",
	"six", "seven", NULL };
static const char *const whole_kind[] = { "whole", NULL };

static int
read_own(const struct yaml *y, void *member, void *arg, struct err *err)
{
	const char **own = member;

	(void)err;
	++*(int *)arg;
	*own = y->type == YAML_MAP ? "the map" : y->value;
	return 0;
}

static int
check_whole(const struct yaml *y, void *out, void *arg, struct err *err)
{
	struct whole *w = out;

	(void)arg;
	w->checked++;
	return w->n != 13 ? 0 : yaml_fail(y, err, "Not 13.");
}

static const struct yaml_field part_fields[] = {
	{ "name", YAML_TEXT, YAML_MUST, YAML_IN(struct part, name) },
	{ "of", YAML_TEXTS, 0, YAML_IN(struct part, of), .words = many },
	{ .name = NULL }
};

static const struct yaml_form part_form = { .fields = part_fields,
	.size = sizeof(struct part) };

#define AT(member) YAML_IN(struct whole, member)

static const struct yaml_field whole_fields[] = {
	{ "kind", YAML_TEXT, YAML_FIRST, .words = whole_kind },
	{ "", YAML_OWN, 0, AT(own), .own = read_own },
	{ "name", YAML_TEXT, YAML_MUST, AT(name), .least = 1, .most = 4 },
	{ "n", YAML_NUMBER, 0, AT(n), .least = -2, .most = 20 },
	{ "far", YAML_NUMBER, 0, AT(far) },
	{ "yes", YAML_YES, 0, AT(yes) },
	{ "day", YAML_DAY, 0, AT(day) },
	{ "colour", YAML_WORD, 0, AT(colour), .words = colours, .least = 1 },
	{ "bits", YAML_BITS, 0, AT(bits), .words = colours },
	{ "none", YAML_BITS, 0, AT(none), .words = colours },
	{ "texts", YAML_TEXTS, 0, AT(texts), .least = 1, .most = 2 },
	{ "alone", YAML_TEXTS, YAML_LONE, AT(alone) },
	{ "one", YAML_FORM, 0, AT(one), .form = &part_form },
	{ "parts", YAML_FORMS, 0, AT(part), .form = &part_form,
	    .count = offsetof(struct whole, nparts) },
	{ "named", YAML_FORMS, YAML_NAMED, AT(part), .form = &part_form,
	    .count = offsetof(struct whole, nparts) },
	{ "short", YAML_TEXT, .most = 3 },
	{ "any", .takes = YAML_ANY },
	{ .name = NULL }
};

static const struct yaml_form whole_form = { .fields = whole_fields,
	.size = sizeof(struct whole), .check = check_whole,
	.blank = &(const struct whole){ .n = 7, .none = 9 } };

static void
a_table_reads_a_map_into_a_struct(void **state)
{
	struct yaml *y = tree("kind: whole\nname: abcd\nn: -2\n"
	    "far: 5000000000\nyes: true\nday: 2026-09-01\ncolour: green\n"
	    "bits: [blue, red]\ntexts: [a, b]\nalone: c\n"
	    "one: {name: o}\nparts: [{name: p}, {name: q, of: [six]}]\n"
	    "any: [{a: 1}]\n");
	struct whole w;
	struct err err;
	int owns = 0;

	(void)state;
	assert_int_equal(yaml_into(y, &whole_form, &w, &owns, &err), 0);
	assert_string_equal(w.name, "abcd");
	assert_int_equal(w.n, -2);
	assert_true(w.far == 5000000000);
	assert_true(w.yes);
	assert_int_equal(w.day, date_make(2026, 9, 1));
	assert_int_equal(w.colour, 2);
	assert_int_equal(w.bits, 5);
	assert_int_equal(w.none, 9);
	assert_string_equal(w.texts[1], "b");
	assert_null(w.texts[2]);
	assert_string_equal(w.alone[0], "c");
	assert_null(w.alone[1]);
	assert_string_equal(w.one.name, "o");
	assert_null(w.one.of[0]);
	assert_int_equal(w.nparts, 2);
	assert_string_equal(w.part[1].of[0], "six");
	assert_string_equal(w.own, "the map");
	assert_int_equal(owns, 1);
	assert_int_equal(w.checked, 1);
	yaml_drop(&whole_form, &w);
	yaml_drop(&whole_form, &w); /* nothing is left */
	yaml_free(y);

	y = tree("name: a\nbits: []\nnamed: {x: {name: p}}\n");
	assert_int_equal(yaml_into(y, &whole_form, &w, &owns, &err), 0);
	assert_int_equal(w.n, 7);
	assert_int_equal(w.bits, 0);
	assert_null(w.texts[0]);
	assert_int_equal(w.nparts, 1);
	yaml_drop(&whole_form, &w);
	yaml_free(y);
}

static void
what_a_table_does_not_take_is_refused_at_its_line(void **state)
{
	static const struct {
		const char *text, *says;
		int line;
	} cases[] = {
		{ "", "\"name\" is missing", 1 },
		{ "nmae: x\n", "Did you mean \"name\"?", 1 },
		{ "name: x\nname: y\n", "twice", 2 },
		{ "nmae: x\nkind: part\n", "must be \"kind: whole\"", 2 },
		{ "name: \"\"\n", "1 to 4 bytes", 1 },
		{ "name: abcde\n", "1 to 4 bytes", 1 },
		{ "name: [a]\n", "one value", 1 },
		{ "name: a\nn: -3\n", "-2 to 20", 2 },
		{ "name: a\nn: 21\n", "-2 to 20", 2 },
		{ "name: a\nn: x\n", "whole number", 2 },
		{ "name: a\nn: 13\n", "Not 13", 1 },
		{ "name: a\nyes: maybe\n", "true or false", 2 },
		{ "name: a\nday: 2026-02-30\n", "real date", 2 },
		{ "name: a\ncolour: grey\n", "red, green or blue", 2 },
		{ "name: a\nbits: red\n", "must be a list", 2 },
		{ "name: a\nbits:\n  - red\n  - gren\n",
		  "red, green or blue", 4 },
		{ "name: a\ntexts: [a, b, c]\n", "list of 1 to 2", 2 },
		{ "name: a\ntexts: []\n", "list of 1 to 2", 2 },
		{ "name: a\ntexts: a\n", "must be a list", 2 },
		{ "name: a\nshort: abcd\n", "longer than 3 bytes", 2 },
		{ "name: a\nalone: {a: b}\n", "must be a list", 2 },
		{ "name: a\none: x\n", "name: value", 2 },
		{ "name: a\nparts: {name: a}\n", "must be a list", 2 },
		{ "name: a\nnamed: [{name: a}]\n", "must be names", 2 },
		{ "name: a\nparts:\n  - name: a\n    of: [two]\n"
		  "  - name: b\n    of: [tree]\n", "\"three\"", 6 },
		{ "name: a\nparts:\n  - of: [two]\n",
		  "\"name\" is missing", 3 },
	};
	struct yaml *y;
	struct whole w;
	struct err err;
	int owns = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *text = *cases[i].text == '\0' ? "{}" :
		    cases[i].text;

		y = yaml_read(text, strlen(text), "t.yaml", &err);
		if (y != NULL && yaml_into(y, &whole_form, &w, &owns,
		    &err) == 0)
			fail_msg("taken: %s", text);
		assert_int_equal(err.status, ST_CONFIG);
		if (strstr(err.msg, cases[i].says) == NULL ||
		    err.line != cases[i].line)
			fail_msg("%s: line %ld: %s", text, err.line, err.msg);
		if (y != NULL)
			yaml_drop(&whole_form, &w);
		yaml_free(y);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_reads_a_map_into_a_struct),
		cmocka_unit_test(
		    what_a_table_does_not_take_is_refused_at_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
