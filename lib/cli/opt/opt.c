/* SPDX-License-Identifier: ISC */
#include "cli/opt/opt.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text/text.h"
#include "cli/frame/cmd.h"
#include "opt_part.h"

#define OPTS_ALL (1u << 31)
#define ROWS 64 /* more than any command has */

static const char *const word_from[] = { "json", "csv", NULL };
static const char *const word_format[] = { "json", "table", "csv", NULL };
static const char *const word_errors[] = { "text", "json", NULL };
static const char *const word_shell[] = { "bash", "zsh", "fish", NULL };

static const struct common {
	unsigned group;
	struct opt opt;
} common[] = {
	{ OPTS_CLOCK,
	    { "as-at", 0, OPT_DAY, false, "TIME",
		"answer as at this date or time; a date is its end",
		NULL, NULL } },
	{ OPTS_INPUT,
	    { "from", 0, OPT_WORD, false, "FORMAT",
		"what the input is; by default its first byte says",
		word_from, NULL } },
	{ OPTS_INPUT,
	    { "map", 0, OPT_TEXT, true, "THEIRS=OURS",
		"what a column is (- leaves it out), or with THEIRS:WORD=OURS "
		"what a word in it means, or FILE.yaml with many",
		NULL, NULL } },
	{ OPTS_INPUT,
	    { "keep-going", 0, OPT_FLAG, false, NULL,
		"store the good records although others are bad",
		NULL, NULL } },
	{ OPTS_INPUT,
	    { "rejects", 0, OPT_FILE, false, "FILE",
		"put what was refused in FILE, the reasons in FILE.why",
		NULL, NULL } },
	{ OPTS_QUERY,
	    { "where", 0, OPT_TEXT, true, "TEST",
		"only records that pass, as in 'state = made'; @FILE holds "
		"such tests, one a line, and @- is standard input",
		NULL, NULL } },
	{ OPTS_QUERY,
	    { "sort", 0, OPT_TEXT, false, "FIELD",
		"in the order of this field; -FIELD for the reverse",
		NULL, NULL } },
	{ OPTS_QUERY,
	    { "limit", 'n', OPT_COUNT, false, "N", "at most N records",
		NULL, NULL } },
	{ OPTS_QUERY,
	    { "since", 0, OPT_DAY, false, "DAY",
		"from this day: a date, today, -14d, this-half-term, "
		"this-year",
		NULL, NULL } },
	{ OPTS_QUERY,
	    { "until", 0, OPT_DAY, false, "DAY", "up to this day",
		NULL, NULL } },
	{ OPTS_QUERY,
	    { "pupil", 0, OPT_ID, false, "ID", "only about this pupil",
		NULL, NULL } },
	{ OPTS_QUERY,
	    { "open", 0, OPT_FLAG, false, NULL, "only what is not closed",
		NULL, NULL } },
	{ OPTS_QUERY,
	    { "mine", 0, OPT_FLAG, false, NULL,
		"only what is the caller's to do", NULL, NULL } },
	{ OPTS_QUERY,
	    { "count", 0, OPT_FLAG, false, NULL, "only how many there are",
		NULL, &kind_count } },
	{ OPTS_QUERY,
	    { "search", 0, OPT_FLAG, false, NULL,
		"only records with the words read from standard input",
		NULL, NULL } },
	{ OPTS_OUTPUT,
	    { "format", 0, OPT_WORD, false, "FORMAT",
		"by default a table on a terminal, JSON Lines elsewhere",
		word_format, NULL } },
	{ OPTS_OUTPUT,
	    { "fields", 0, OPT_TEXT, false, "LIST",
		"only these fields, in this order, with commas between",
		NULL, NULL } },
	{ OPTS_STORE,
	    { "store", 0, OPT_FILE, false, "PATH",
		"the school's store, instead of $VIGIL_STORE", NULL, NULL } },
	{ OPTS_STORE,
	    { "config", 0, OPT_DIR, false, "DIR",
		"the school's settings, instead of $VIGIL_CONFIG",
		NULL, NULL } },
	{ OPTS_STORE,
	    { "why", 0, OPT_TEXT, false, "TEXT",
		"the reason for reading, for the record of who read what",
		NULL, NULL } },
	{ OPTS_STORE,
	    { "emergency", 0, OPT_TEXT, false, "TEXT",
		"go on although reading cannot be recorded; TEXT says why",
		NULL, NULL } },
	{ OPTS_STORE,
	    { "clock-is-right", 0, OPT_FLAG, false, NULL,
		"go on although the clock is far past the last entry",
		NULL, NULL } },
	{ OPTS_ALL,
	    { "errors", 0, OPT_WORD, false, "FORMAT",
		"how errors are written", word_errors, NULL } },
	{ OPTS_ALL,
	    { "quiet", 0, OPT_FLAG, false, NULL, "no line of progress",
		NULL, NULL } },
	{ OPTS_ALL,
	    { "help", 'h', OPT_FLAG, false, NULL, "this text", NULL, NULL } },
	{ OPTS_ALL,
	    { "version", 0, OPT_FLAG, false, NULL, "the version",
		NULL, NULL } },
	{ OPTS_ALL,
	    { "describe", 0, OPT_FLAG, false, NULL,
		"options and fields as JSON", NULL, NULL } },
	{ OPTS_ALL,
	    { "completion", 0, OPT_WORD, false, "SHELL",
		"what the shell needs to complete this command",
		word_shell, NULL } },
};

static bool
takes(const struct command *c, const struct common *row)
{
	if ((row->group & (c->groups | OPTS_ALL)) == 0)
		return false;
	return strcmp(row->opt.name, "search") != 0 ||
	    (c->kind != NULL && c->kind->search);
}

const struct opt *
opt_row(const struct command *c, size_t i)
{
	const struct opt *o;
	size_t k;

	for (o = c->opts; o != NULL && o->name != NULL; o++)
		if (i-- == 0)
			return o;
	for (k = 0; k < sizeof(common) / sizeof(common[0]); k++)
		if (takes(c, &common[k]) && i-- == 0)
			return &common[k].opt;
	return NULL;
}

bool
opt_is_own(const struct command *c, const struct opt *o)
{
	const struct opt *own;

	for (own = c->opts; own != NULL && own->name != NULL; own++)
		if (own == o)
			return true;
	return false;
}

const char *
opt_word(const struct command *c, const struct opt *o, size_t i, size_t *n)
{
	const char *s;
	size_t k;

	for (k = 0; o->words != NULL && o->words[k] != NULL; k++)
		if (k == i) {
			*n = strlen(o->words[k]);
			return o->words[k];
		}
	s = o->words == word_format && c->formats != NULL ? c->formats : "";
	for (; *(s += strspn(s, ", ")) != '\0'; s += *n) {
		*n = strcspn(s, ", ");
		if (k++ == i)
			return s;
	}
	return NULL;
}

void
opt_words(struct buf *b, const struct command *c, const struct opt *o,
    const char *between)
{
	const char *w;
	size_t i, n;

	for (i = 0; (w = opt_word(c, o, i, &n)) != NULL; i++) {
		if (i > 0)
			buf_adds(b, between);
		buf_add(b, w, n);
	}
}

static int
unknown(const struct command *c, const char *name, struct err *e)
{
	static const char *const formats[] = { "json", "ndjson", "jsonl",
		"csv", NULL };
	const char *names[ROWS + 1], *near;
	const struct opt *o;
	size_t i;

	for (i = 0; i < ROWS && (o = opt_row(c, i)) != NULL; i++)
		names[i] = o->name;
	names[i] = NULL;
	err_set(e, ST_USAGE, "unknown-option", "There is no option --%s.",
	    name);
	for (i = 0; formats[i] != NULL; i++)
		if (strcmp(name, formats[i]) == 0)
			return err_hint(e, "Did you mean --format %s?",
			    strcmp(name, "csv") == 0 ? "csv" : "json");
	near = text_nearest(name, names);
	if (near != NULL)
		return err_hint(e, "Did you mean --%s?", near);
	return err_hint(e, "%s --help lists the options.", c->name);
}

static const struct opt *
find_long(const struct command *c, const char *typed, struct err *e)
{
	const struct opt *o, *found = NULL;
	size_t i;

	for (i = 0; (o = opt_row(c, i)) != NULL; i++)
		if (strcmp(o->name, typed) == 0)
			return o;
	for (i = 0; (o = opt_row(c, i)) != NULL; i++) {
		if (typed[0] == '\0' || !text_starts(o->name, typed))
			continue;
		if (found != NULL) {
			err_set(e, ST_USAGE, "ambiguous-option",
			    "--%s may be --%s or --%s.", typed, found->name,
			    o->name);
			err_hint(e, "Type more of the name.");
			return NULL;
		}
		found = o;
	}
	if (found == NULL)
		unknown(c, typed, e);
	return found;
}

static const struct opt *
find_letter(const struct command *c, char letter, struct err *e)
{
	const struct opt *o;
	size_t i;

	for (i = 0; (o = opt_row(c, i)) != NULL; i++)
		if (o->letter != 0 && o->letter == letter)
			return o;
	err_set(e, ST_USAGE, "unknown-option", "There is no option -%c.",
	    letter > ' ' && letter < 0x7f ? letter : '?');
	if (letter >= '0' && letter <= '9')
		err_hint(e, "Put -- before a number that begins with -.");
	else
		err_hint(e, "%s --help lists the options.", c->name);
	return NULL;
}

static bool
whole_number(const char *s)
{
	return strspn(s, "0123456789") == strlen(s) && strlen(s) < 19;
}

static int
bad_word(const struct command *c, const struct opt *o, const char *value,
    struct err *e)
{
	struct buf all = BUF_INIT;
	const char *w;
	size_t i, n;

	for (i = 0; (w = opt_word(c, o, i, &n)) != NULL; i++)
		if (strlen(value) == n && memcmp(value, w, n) == 0)
			return 0;
	opt_words(&all, c, o, ", ");
	err_set(e, ST_USAGE, "bad-value", "--%s cannot be \"%s\".", o->name,
	    value);
	err_hint(e, "It takes one of %s.", buf_str(&all));
	buf_release(&all);
	return -1;
}

static int
give(struct args *a, const struct opt *o, const char *value, struct err *e)
{
	if (a->ngiven == OPT_VALUES) {
		err_set(e, ST_USAGE, "too-many-options",
		    "There are more than %d options.", OPT_VALUES);
		return err_hint(e, "Put the mappings into a file, and name it "
		    "with --map FILE.yaml.");
	}
	if (o->type != OPT_FLAG && value[0] == '\0')
		return err_set(e, ST_USAGE, "bad-value",
		    "--%s needs a value, and was given an empty one.",
		    o->name);
	if (o->type == OPT_COUNT && !whole_number(value))
		return err_set(e, ST_USAGE, "bad-value",
		    "--%s takes a whole number from 0, not \"%s\".", o->name,
		    value);
	for (size_t i = 0; o->words != NULL && o->words[i] != NULL; i++)
		if (strcasecmp(value, o->words[i]) == 0)
			value = o->words[i];
	if (o->type == OPT_WORD && bad_word(a->command, o, value, e) != 0)
		return -1;
	a->given[a->ngiven].opt = o;
	a->given[a->ngiven++].value = value;
	return 0;
}

static int
no_value(const struct opt *o, struct err *e)
{
	return err_set(e, ST_USAGE, "no-value", "--%s needs a value: %s.",
	    o->name, o->arg != NULL ? o->arg : "a word");
}

/* --name, --name=value, --name value; *i moves past a value. */
static int
parse_long(struct args *a, char **argv, int argc, int *i, struct err *e)
{
	char name[64];
	const char *typed = argv[*i] + 2, *value;
	const struct opt *o;
	size_t n = strcspn(typed, "=");

	value = typed[n] == '=' ? typed + n + 1 : NULL;
	if (n >= sizeof(name))
		n = sizeof(name) - 1;
	memcpy(name, typed, n);
	name[n] = '\0';
	if (strcmp(name, "json") == 0 && value == NULL &&
	    (a->command->groups & OPTS_OUTPUT)) {
		memcpy(name, "format", sizeof("format"));
		value = "json"; /* as other tools have it */
	}
	if ((o = find_long(a->command, name, e)) == NULL)
		return -1;
	if (o->type == OPT_FLAG) {
		if (value != NULL)
			return err_set(e, ST_USAGE, "bad-value",
			    "--%s takes no value.", o->name);
	} else if (value == NULL) {
		if (*i + 1 >= argc)
			return no_value(o, e);
		value = argv[++*i];
	}
	return give(a, o, value, e);
}

/* -abc, -fVALUE, -f VALUE. */
static int
parse_letters(struct args *a, char **argv, int argc, int *i, struct err *e)
{
	const char *s;
	const struct opt *o;

	for (s = argv[*i] + 1; *s != '\0'; s++) {
		if ((o = find_letter(a->command, *s, e)) == NULL)
			return -1;
		if (o->type != OPT_FLAG) {
			if (s[1] != '\0')
				return give(a, o, s + 1, e);
			if (*i + 1 >= argc)
				return no_value(o, e);
			return give(a, o, argv[++*i], e);
		}
		if (give(a, o, NULL, e) != 0)
			return -1;
	}
	return 0;
}

static int
check_operands(const struct args *a, struct err *e)
{
	const struct command *c = a->command;

	if (c->operands_max >= 0 && a->noperands > (size_t)c->operands_max)
		err_set(e, ST_USAGE, "too-many-operands",
		    c->operands_max == 0
			? "%s takes no operands, only options."
			: "There are too many operands for %s.",
		    c->name);
	else if (a->noperands < (size_t)c->operands_min &&
	    !args_has(a, "help") && !args_has(a, "version") &&
	    !args_has(a, "describe") && !args_has(a, "completion"))
		err_set(e, ST_USAGE, "too-few-operands",
		    "%s needs to be told more.", c->name);
	else
		return 0;
	return err_hint(e, "usage: %s [options]%s%s", c->name,
	    c->operands[0] != '\0' ? " " : "", c->operands);
}

int
args_parse(struct args *a, const struct command *c, int argc, char **argv,
    struct err *e)
{
	bool options = true;
	int i, n = 1;

	memset(a, 0, sizeof(*a));
	a->command = c;
	for (i = 1; i < argc; i++) {
		const char *s = argv[i];

		if (!options || s[0] != '-' || s[1] == '\0') {
			argv[n++] = argv[i];
			continue;
		}
		if (strcmp(s, "--") == 0)
			options = false;
		else if ((s[1] == '-' ? parse_long : parse_letters)(a, argv,
			     argc, &i, e) != 0)
			return -1;
	}
	if (argc > 0) {
		argv[n] = NULL;
		a->operand = (const char *const *)(argv + 1);
		a->noperands = (size_t)(n - 1);
	}
	return check_operands(a, e);
}

bool
args_has(const struct args *a, const char *name)
{
	size_t i;

	for (i = 0; i < a->ngiven; i++)
		if (strcmp(a->given[i].opt->name, name) == 0)
			return true;
	return false;
}

const char *
args_get(const struct args *a, const char *name)
{
	size_t i;

	for (i = a->ngiven; i > 0; i--)
		if (strcmp(a->given[i - 1].opt->name, name) == 0)
			return a->given[i - 1].value;
	return NULL;
}

const char *
args_nth(const struct args *a, const char *name, size_t n)
{
	size_t i;

	for (i = 0; i < a->ngiven; i++)
		if (strcmp(a->given[i].opt->name, name) == 0 && n-- == 0)
			return a->given[i].value;
	return NULL;
}

int
args_one(const struct args *a, const char *const *names, const char **given,
    struct err *err)
{
	*given = NULL;
	for (; *names != NULL; names++) {
		if (!args_has(a, *names))
			continue;
		if (*given != NULL)
			return err_set(err, ST_USAGE, "options",
			    "--%s and --%s are two different jobs. Give one "
			    "of them.", *given, *names);
		*given = *names;
	}
	return 0;
}

long
args_count(const struct args *a, const char *name, long otherwise)
{
	const char *s = args_get(a, name);

	return s != NULL ? strtol(s, NULL, 10) : otherwise;
}
