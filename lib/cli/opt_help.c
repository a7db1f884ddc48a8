/* SPDX-License-Identifier: ISC */
#include "cli/opt.h"

#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "opt_part.h"

#define INDENT 26 /* where the words of help begin */
#define WIDTH 79

void
opt_wrap(struct buf *b, const char *text, size_t col, size_t indent)
{
	size_t n;

	while (*(text += strspn(text, " ")) != '\0') {
		n = strcspn(text, " ");
		if (col > indent && col + 1 + text_width(text, n) > WIDTH) {
			buf_addf(b, "\n%*s", (int)indent, "");
			col = indent;
		} else if (col > indent) {
			buf_addc(b, ' ');
			col++;
		}
		buf_add(b, text, n);
		col += text_width(text, n);
		text += n;
	}
	buf_addc(b, '\n');
}

static void
row(struct buf *b, const struct command *c, const struct opt *o)
{
	struct buf help = BUF_INIT;
	size_t from = b->n, col;

	if (o->letter != 0)
		buf_addf(b, "  -%c, ", o->letter);
	else
		buf_adds(b, "      ");
	buf_addf(b, "--%s", o->name);
	if (o->type != OPT_FLAG)
		buf_addf(b, " %s", o->arg != NULL ? o->arg : "WORD");
	col = b->n - from;
	if (col + 2 > INDENT) {
		buf_addc(b, '\n');
		col = 0;
	}
	buf_addf(b, "%*s", (int)(INDENT - col), "");
	buf_adds(&help, o->help);
	if (o->type == OPT_WORD) {
		buf_adds(&help, ": ");
		opt_words(&help, c, o, ", ");
	}
	if (o->many)
		buf_adds(&help, "; may be repeated");
	opt_wrap(b, buf_str(&help), INDENT, INDENT);
	buf_release(&help);
}

void
opt_help(struct buf *b, const struct command *c)
{
	const struct opt *o;
	size_t i;

	buf_addf(b, "usage: %s [options]%s%s\n\n", c->name,
	    c->operands[0] != '\0' ? " " : "", c->operands);
	opt_wrap(b, c->summary, 0, 0);
	if (c->opts != NULL && c->opts->name != NULL)
		buf_adds(b, "\nOptions:\n");
	for (i = 0; (o = opt_row(c, i)) != NULL && opt_is_own(c, o); i++)
		row(b, c, o);
	buf_adds(b, "\nCommon options:\n");
	for (; (o = opt_row(c, i)) != NULL; i++)
		row(b, c, o);
	buf_addc(b, '\n');
	opt_wrap(b,
	    "Exit status: 0 done; 1 the answer is no, or something needs "
	    "somebody; 64 wrong usage; 65 a record is bad; 70 a fault of "
	    "ours; 74 reading or writing failed; 75 the store is busy; 76 "
	    "stored, but not answered; 77 not allowed; 78 settings or "
	    "store unusable; 79 not known whether it was stored.", 0, 0);
	buf_addf(b, "\nSee man %s.\n", c->name);
}

static void
describe_option(struct buf *b, const struct command *c, const struct opt *o)
{
	const char *w;
	size_t i, n;

	json_item(b);
	json_open(b, '{');
	json_pair(b, "name", o->name);
	if (o->letter != 0) {
		json_key(b, "letter");
		json_string(b, &o->letter, 1);
	}
	if (o->type != OPT_FLAG)
		json_pair(b, "arg", o->arg);
	json_key(b, "many");
	json_bool(b, o->many);
	json_pair(b, "help", o->help);
	if (o->type == OPT_WORD) {
		json_key(b, "words");
		json_open(b, '[');
		for (i = 0; (w = opt_word(c, o, i, &n)) != NULL; i++) {
			json_item(b);
			json_string(b, w, n);
		}
		json_close(b, ']');
	}
	json_close(b, '}');
}

static const char *
type_name(const struct field *f)
{
	static const char *const names[] = {
		[FIELD_TEXT] = "text",
		[FIELD_LINE] = "line",
		[FIELD_DATE] = "date",
		[FIELD_TIME] = "time",
		[FIELD_BOOL] = "bool",
		[FIELD_INT] = "int",
		[FIELD_WORD] = "word",
		[FIELD_CODE] = "code",
		[FIELD_REF] = "ref",
		[FIELD_OBJECT] = "object",
		[FIELD_RECEIPT] = "receipt",
	};

	return names[f->type];
}

/* A kind's fields, two levels deep at most, as the tables are. */
static void
describe_fields(struct buf *b, const struct field *f)
{
	json_open(b, '[');
	for (; f != NULL && f->name != NULL; f++) {
		json_item(b);
		json_open(b, '{');
		json_pair(b, "name", f->name);
		json_pair(b, "type", type_name(f));
		json_key(b, "many");
		json_bool(b, (f->flags & FIELD_MANY) != 0);
		json_key(b, "required");
		json_bool(b, (f->flags & FIELD_REQUIRED) != 0);
		if (f->words != NULL)
			json_words(b, "words", f->words);
		json_pair(b, "list", f->list);
		json_pair(b, "refs", f->refs);
		json_pair(b, "help", f->help);
		json_pair(b, "why", f->why);
		if (f->sub != NULL) {
			json_key(b, "fields");
			describe_fields(b, f->sub);
		}
		json_close(b, '}');
	}
	json_close(b, ']');
}

static void
describe_kind(struct buf *b, const struct kind *kind)
{
	json_key(b, kind->name);
	describe_fields(b, kind->fields);
}

void
opt_describe(struct buf *b, const struct command *c)
{
	static const char *const store[] = {
		[STORE_NONE] = "none",
		[STORE_READS] = "reads",
		[STORE_LOGS] = "logs",
		[STORE_WRITES] = "writes",
	};
	const struct opt *o;
	size_t i;

	json_open(b, '{');
	json_pair(b, "tool", c->name);
	json_pair(b, "summary", c->summary);
	json_pair(b, "operands", c->operands);
	json_pair(b, "right", c->open_to_all ? NULL : c->name);
	json_pair(b, "store", store[c->store]);
	json_key(b, "options");
	json_open(b, '[');
	for (i = 0; (o = opt_row(c, i)) != NULL; i++)
		describe_option(b, c, o);
	json_close(b, ']');
	json_key(b, "reads");
	json_open(b, '[');
	if (c->kind != NULL && (c->groups & OPTS_INPUT) != 0) {
		json_item(b);
		json_cstr(b, c->kind->name);
	}
	for (i = 0; c->reads != NULL && c->reads[i] != NULL; i++) {
		json_item(b);
		json_cstr(b, c->reads[i]->name);
	}
	json_close(b, ']');
	if (c->prints != NULL || c->kind != NULL)
		json_pair(b, "prints",
		    c->prints != NULL ? c->prints->name : c->kind->name);
	if (c->kind != NULL) {
		json_key(b, "fields");
		describe_fields(b, c->kind->fields);
	}
	json_key(b, "fields_of");
	json_open(b, '{');
	for (i = 0; c->reads != NULL && c->reads[i] != NULL; i++)
		describe_kind(b, c->reads[i]);
	if (c->prints != NULL)
		describe_kind(b, c->prints);
	for (i = 0; (o = opt_row(c, i)) != NULL; i++) {
		if (o->prints != NULL)
			describe_kind(b, o->prints);
	}
	json_close(b, '}');
	json_close(b, '}');
	buf_addc(b, '\n');
}
