/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json/json.h"
#include "cli/frame/cmd.h"
#include "cli/opt/opt.h"

static const char *const word_size[] = { "small", "large", NULL };

static const struct opt own[] = {
	{ "number", 'y', OPT_COUNT, false, "N", "how many", NULL, NULL },
	{ "size", 's', OPT_WORD, false, "SIZE", "how big [it's 'a:b']",
	    word_size, NULL },
	{ "all", 'a', OPT_FLAG, false, NULL, "every one", NULL, NULL },
	{ "tag", 0, OPT_TEXT, true, "TAG", "a tag", NULL, NULL },
	{ "statement", 0, OPT_FLAG, false, NULL, "a statement", NULL, NULL },
	{ .name = NULL }
};

static const struct field field_parts[] = {
	{ .name = "at", .type = FIELD_TIME, .label = "At" },
	{ .name = NULL }
};

static const struct field field_test[] = {
	{ .name = "size",
	    .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED,
	    .words = word_size,
	    .help = "The size.",
	    .why = "it must fit" },
	{ .name = "answer",
	    .type = FIELD_OBJECT,
	    .flags = FIELD_MANY,
	    .sub = field_parts },
	{ .name = NULL }
};

static const struct kind kind_plain = { .name = "parcel",
	.fields = field_test };
static const struct kind kind_found = { .name = "letter",
	.fields = field_test,
	.search = true };

static const struct kind *const also[] = { &kind_found, NULL };

static const struct command tool = { .name = "parcel-add",
	.summary = "Stores parcels.",
	.operands = "[FILE ...]",
	.operands_max = -1,
	.opts = own,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
	.kind = &kind_plain,
	.reads = also,
	.formats = "html, svg",
	.store = STORE_WRITES };

static const struct command bare = { .name = "parcel-show",
	.summary = "Shows one.",
	.operands = "ID",
	.operands_min = 1,
	.operands_max = 1 };

static struct args args;
static struct err e;

static int
parse(const struct command *c, ...)
{
	static char copy[32][64];
	static char *argv[33];
	const char *s;
	int argc = 1;
	va_list ap;

	snprintf(copy[0], sizeof(copy[0]), "%s", c->name);
	argv[0] = copy[0];
	va_start(ap, c);
	while ((s = va_arg(ap, const char *)) != NULL) {
		snprintf(copy[argc], sizeof(copy[argc]), "%s", s);
		argv[argc] = copy[argc];
		argc++;
	}
	va_end(ap);
	argv[argc] = NULL;
	err_clear(&e);
	return args_parse(&args, c, argc, argv, &e);
}

#define END (const char *)NULL

static void
refused(const char *code, const char *part)
{
	assert_int_equal(e.status, ST_USAGE);
	assert_string_equal(e.code, code);
	if (strstr(e.msg, part) == NULL && strstr(e.hint, part) == NULL)
		fail_msg("\"%s %s\" does not say \"%s\"", e.msg, e.hint,
		    part);
}

static void
no_two_options_share_a_name_or_letter(void **state)
{
	struct command c = tool;
	const struct opt *a, *b;
	unsigned groups;
	size_t i, k;
	int n = 0;

	(void)state;
	c.kind = &kind_found;
	for (groups = 0; groups < 32; groups++) {
		c.groups = groups;
		for (i = 0; (a = opt_row(&c, i)) != NULL; i++) {
			n++;
			assert_non_null(a->help);
			assert_true(islower((unsigned char)a->name[0]));
			assert_true((a->type == OPT_FLAG) == (a->arg == NULL));
			assert_true((a->type == OPT_WORD) ==
			    (a->words != NULL));
			for (k = i + 1; (b = opt_row(&c, k)) != NULL; k++) {
				assert_string_not_equal(a->name, b->name);
				assert_false(a->letter != 0 &&
				    a->letter == b->letter);
			}
		}
	}
	assert_true(n > 32 * 11);
}

static void
every_command_has_the_rows_all_have(void **state)
{
	static const char *const names[] = { "help", "version", "describe",
		"completion", "errors", "quiet" };
	const struct opt *o;
	size_t i, k;

	(void)state;
	for (k = 0; k < 6; k++) {
		for (i = 0; (o = opt_row(&bare, i)) != NULL; i++)
			if (strcmp(o->name, names[k]) == 0)
				break;
		assert_non_null(o);
	}
	assert_null(opt_row(&bare, 6));
}

static void
search_is_offered_only_where_there_is_text_to_search(void **state)
{
	struct command c = bare;

	(void)state;
	c.groups = OPTS_QUERY;
	c.kind = &kind_plain;
	c.operands_min = 0;
	assert_int_equal(parse(&c, "--search", END), -1);
	c.kind = &kind_found;
	assert_int_equal(parse(&c, "--search", END), 0);
}

static void
options_stand_anywhere_and_operands_keep_their_order(void **state)
{
	(void)state;
	assert_int_equal(parse(&tool, "one", "--number", "3", "-",
	    "--size=large", "two", "--", "--all", END), 0);
	assert_int_equal(args.noperands, 4);
	assert_string_equal(args.operand[0], "one");
	assert_string_equal(args.operand[1], "-");
	assert_string_equal(args.operand[2], "two");
	assert_string_equal(args.operand[3], "--all");
	assert_null(args.operand[4]);
	assert_int_equal(args_count(&args, "number", 7), 3);
	assert_int_equal(args_count(&args, "limit", 7), 7);
	assert_string_equal(args_get(&args, "size"), "large");
	assert_false(args_has(&args, "all"));
}

static void
letters_are_joined_and_take_values(void **state)
{
	(void)state;
	assert_int_equal(parse(&tool, "-ay12", "-s", "small", END), 0);
	assert_true(args_has(&args, "all"));
	assert_string_equal(args_get(&args, "number"), "12");
	assert_string_equal(args_get(&args, "size"), "small");
	assert_int_equal(parse(&tool, "-az", END), -1);
	refused("unknown-option", "-z");
	assert_int_equal(parse(&tool, "-s", END), -1);
	refused("no-value", "--size");
}

static void
a_name_may_be_shortened_while_it_is_one_option_s(void **state)
{
	(void)state;
	assert_int_equal(parse(&tool, "--num", "4", END), 0);
	assert_string_equal(args_get(&args, "number"), "4");
	assert_int_equal(parse(&tool, "--st", "x", END), -1);
	refused("ambiguous-option", "--statement");
	assert_int_equal(parse(&tool, "--store", "x", END), 0);
}

static void
a_mistyped_option_is_answered_with_the_nearest(void **state)
{
	(void)state;
	assert_int_equal(parse(&tool, "--nubmer", "4", END), -1);
	refused("unknown-option", "Did you mean --number?");
	assert_int_equal(parse(&tool, "--zzzzzzzz", END), -1);
	refused("unknown-option", "--help");
	assert_int_equal(parse(&tool, "--=x", END), -1);
	refused("unknown-option", "no option");
}

static void
values_are_checked(void **state)
{
	(void)state;
	assert_int_equal(parse(&tool, "--number", "-1", END), -1);
	refused("bad-value", "whole number");
	assert_int_equal(parse(&tool, "--number", "99999999999999999999", END),
	    -1);
	assert_int_equal(parse(&tool, "--size", "medium", END), -1);
	refused("bad-value", "small, large");
	assert_int_equal(parse(&tool, "--size=smal", END), -1);
	assert_int_equal(parse(&tool, "--store=", END), -1);
	refused("bad-value", "empty");
	assert_int_equal(parse(&tool, "--all=yes", END), -1);
	refused("bad-value", "takes no value");
}

static void
formats_are_the_common_ones_and_the_command_s(void **state)
{
	(void)state;
	assert_int_equal(parse(&tool, "--format", "svg", END), 0);
	assert_int_equal(parse(&tool, "--format", "csv", END), 0);
	assert_int_equal(parse(&tool, "--format", "html,", END), -1);
	assert_int_equal(parse(&tool, "--format", "ics", END), -1);
	refused("bad-value", "json, table, csv, html, svg");
}

static void
repeated_options_are_all_kept(void **state)
{
	(void)state;
	assert_int_equal(parse(&tool, "--tag", "a", "--tag=b", "--tag", "-14d",
	    END), 0);
	assert_string_equal(args_nth(&args, "tag", 0), "a");
	assert_string_equal(args_nth(&args, "tag", 2), "-14d");
	assert_null(args_nth(&args, "tag", 3));
	assert_string_equal(args_get(&args, "tag"), "-14d");
	assert_null(args_get(&args, "store"));
}

static void
too_many_options_are_refused_and_not_written_past(void **state)
{
	static char name[] = "parcel-add", tag[] = "--tag=x";
	char *argv[OPT_VALUES + 3];
	int i;

	(void)state;
	argv[0] = name;
	for (i = 1; i <= OPT_VALUES + 1; i++)
		argv[i] = tag;
	argv[i] = NULL;
	assert_int_equal(args_parse(&args, &tool, OPT_VALUES + 2, argv, &e),
	    -1);
	refused("too-many-options", "--map FILE.yaml");
	assert_int_equal(args.ngiven, OPT_VALUES);
}

static void
operands_are_counted(void **state)
{
	(void)state;
	assert_int_equal(parse(&bare, END), -1);
	refused("too-few-operands", "usage: parcel-show [options] ID");
	assert_int_equal(parse(&bare, "--help", END), 0);
	assert_int_equal(parse(&bare, "a", END), 0);
	assert_int_equal(parse(&bare, "a", "b", END), -1);
	refused("too-many-operands", "too many");
}

static void
what_stood_before_an_error_is_known(void **state)
{
	(void)state;
	assert_int_equal(parse(&bare, "--errors=json", "--nothing", END), -1);
	assert_string_equal(args_get(&args, "errors"), "json");
}

static void
help_fits_eighty_columns_and_names_every_option(void **state)
{
	struct command c = tool;
	struct buf b = BUF_INIT;
	const struct opt *o;
	char name[64];
	const char *s;
	size_t i;

	(void)state;
	c.groups |= OPTS_QUERY;
	opt_help(&b, &c);
	assert_true(strncmp(b.p, "usage: parcel-add [options] [FILE ...]\n",
			39) == 0);
	for (i = 0; (o = opt_row(&c, i)) != NULL; i++) {
		snprintf(name, sizeof(name), "--%s", o->name);
		assert_non_null(strstr(b.p, name));
	}
	assert_non_null(strstr(b.p, "Exit status: 0 done"));
	assert_non_null(strstr(b.p, "See man parcel-add.\n"));
	assert_non_null(strstr(b.p, "-y, --number N"));
	for (s = b.p; *s != '\0'; s += strcspn(s, "\n") + 1)
		assert_true(strcspn(s, "\n") < 80);
	buf_release(&b);
}

static void
describe_is_one_json_object_of_the_same_tables(void **state)
{
	struct buf b = BUF_INIT;
	struct json j = { 0 };
	int t, first, fields;

	(void)state;
	opt_describe(&b, &tool);
	assert_int_equal(json_parse(&j, b.p, b.n, 0, &e), 0);
	assert_true(json_is(&j, json_get(&j, 0, "tool"), "parcel-add"));
	assert_true(json_is(&j, json_get(&j, 0, "store"), "writes"));
	first = json_first(&j, json_get(&j, 0, "options"));
	assert_true(json_is(&j, json_get(&j, first, "name"), "number"));
	assert_true(json_is(&j, json_get(&j, first, "letter"), "y"));
	fields = json_get(&j, 0, "fields");
	t = json_first(&j, fields);
	assert_true(json_is(&j, json_get(&j, t, "type"), "word"));
	assert_int_equal(json_type(&j, json_get(&j, t, "required")),
	    JSON_TRUE);
	t = json_after(&j, fields, t);
	assert_true(json_get(&j, t, "fields") > 0);
	t = json_get(&j, 0, "fields_of");
	assert_true(json_get(&j, t, "letter") > 0);
	json_release(&j);
	buf_release(&b);
}

/* What a shell says of the text; -1 when there is no such shell. */
static int
shell_reads(const char *shell, const char *check, const struct buf *b)
{
	char line[256];
	FILE *f;

	snprintf(line, sizeof(line), "command -v %s >/dev/null", shell);
	if (system(line) != 0)
		return -1;
	f = popen(check, "w");
	assert_non_null(f);
	fwrite(b->p, 1, b->n, f);
	return pclose(f);
}

static void
completions_are_made_for_three_shells(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(opt_completion(&b, &tool, "bash", &e), 0);
	assert_non_null(strstr(b.p,
	    "--format) COMPREPLY=($(compgen -W 'json table csv html svg'"));
	assert_non_null(strstr(b.p, "--rejects) COMPREPLY=($(compgen -f"));
	assert_non_null(strstr(b.p, "complete -o filenames -F _parcel_add "
				    "parcel-add\n"));
	assert_true(shell_reads("bash", "bash -n", &b) <= 0);
	buf_reset(&b);
	assert_int_equal(opt_completion(&b, &tool, "zsh", &e), 0);
	assert_non_null(strstr(b.p, "#compdef parcel-add\n"));
	assert_non_null(strstr(b.p,
	    "'--size=[how big \\[it'\\''s '\\''a\\:b'\\''\\]]:SIZE:(small "
	    "large)'"));
	assert_true(shell_reads("zsh", "zsh -n", &b) <= 0);
	buf_reset(&b);
	assert_int_equal(opt_completion(&b, &tool, "fish", &e), 0);
	assert_non_null(strstr(b.p,
	    "complete -c parcel-add -l size -s s -x -a 'small large'"));
	assert_true(shell_reads("fish", "fish -n", &b) <= 0);
	buf_release(&b);
	assert_int_equal(opt_completion(&b, &tool, "csh", &e), -1);
	refused("bad-value", "bash, zsh and fish");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_two_options_share_a_name_or_letter),
		cmocka_unit_test(every_command_has_the_rows_all_have),
		cmocka_unit_test(
		    search_is_offered_only_where_there_is_text_to_search),
		cmocka_unit_test(
		    options_stand_anywhere_and_operands_keep_their_order),
		cmocka_unit_test(letters_are_joined_and_take_values),
		cmocka_unit_test(
		    a_name_may_be_shortened_while_it_is_one_option_s),
		cmocka_unit_test(
		    a_mistyped_option_is_answered_with_the_nearest),
		cmocka_unit_test(values_are_checked),
		cmocka_unit_test(formats_are_the_common_ones_and_the_command_s),
		cmocka_unit_test(repeated_options_are_all_kept),
		cmocka_unit_test(
		    too_many_options_are_refused_and_not_written_past),
		cmocka_unit_test(operands_are_counted),
		cmocka_unit_test(what_stood_before_an_error_is_known),
		cmocka_unit_test(
		    help_fits_eighty_columns_and_names_every_option),
		cmocka_unit_test(
		    describe_is_one_json_object_of_the_same_tables),
		cmocka_unit_test(completions_are_made_for_three_shells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
