/* SPDX-License-Identifier: ISC */
#include "cli/opt/opt.h"

#include <string.h>

#include "base/text/text.h"
#include "cli/frame/cmd.h"
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
