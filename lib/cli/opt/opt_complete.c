/* SPDX-License-Identifier: ISC */
#include "cli/opt/opt.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cli/frame/cmd.h"
#include "opt_part.h"

/* Ids and names are never offered: they would be children's. */
static bool
files_follow(const struct command *c)
{
	return strstr(c->operands, "FILE") != NULL;
}

/* --name|-n */
static void
case_label(struct buf *b, const struct opt *o)
{
	buf_addf(b, "\t--%s", o->name);
	if (o->letter != 0)
		buf_addf(b, "|-%c", o->letter);
	buf_addc(b, ')');
}

static void
bash(struct buf *b, const struct command *c)
{
	struct buf fn = BUF_INIT;
	const struct opt *o;
	const char *s;
	size_t i;

	for (s = c->name; *s != '\0'; s++)
		buf_addc(&fn, isalnum((unsigned char)*s) ? *s : '_');
	buf_addf(b, "_%s()\n{\n", buf_str(&fn));
	buf_adds(b, "\tlocal cur=${COMP_WORDS[COMP_CWORD]} "
		    "prev=${COMP_WORDS[COMP_CWORD-1]}\n"
		    "\t[ \"$cur\" = = ] && cur=\n"
		    "\t[ \"$prev\" = = ] && "
		    "prev=${COMP_WORDS[COMP_CWORD-2]}\n"
		    "\tCOMPREPLY=()\n\tcase $prev in\n");
	for (i = 0; (o = opt_row(c, i)) != NULL; i++) {
		if (o->type == OPT_FLAG)
			continue;
		case_label(b, o);
		if (o->type == OPT_WORD) {
			buf_adds(b, " COMPREPLY=($(compgen -W '");
			opt_words(b, c, o, " ");
			buf_adds(b, "' -- \"$cur\"));");
		} else if (o->type == OPT_FILE || o->type == OPT_DIR) {
			buf_addf(b, " COMPREPLY=($(compgen -%c -- \"$cur\"));",
			    o->type == OPT_FILE ? 'f' : 'd');
		}
		buf_adds(b, " return ;;\n");
	}
	buf_adds(b, "\tesac\n\tcase $cur in\n"
		    "\t-*) COMPREPLY=($(compgen -W '");
	for (i = 0; (o = opt_row(c, i)) != NULL; i++)
		buf_addf(b, "%s--%s", i > 0 ? " " : "", o->name);
	buf_adds(b, "' -- \"$cur\")) ;;\n");
	if (files_follow(c))
		buf_adds(b, "\t*) COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n");
	buf_addf(b, "\tesac\n}\ncomplete -o filenames -F _%s %s\n",
	    buf_str(&fn), c->name);
	buf_release(&fn);
}

/* Text inside single quotes; special is what the shell's own syntax takes. */
static void
quoted(struct buf *b, const char *s, const char *special)
{
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			buf_adds(b, "'\\'");
		else if (strchr(special, *s) != NULL)
			buf_addc(b, '\\');
		buf_addc(b, *s);
	}
}

static void
zsh_option(struct buf *b, const struct command *c, const struct opt *o,
    const char *spelling)
{
	buf_addf(b, " \\\n\t'%s%s%s[", o->many ? "*" : "", spelling,
	    o->type == OPT_FLAG ? "" : spelling[1] == '-' ? "=" : "+");
	quoted(b, o->help, "[]:\\");
	buf_addc(b, ']');
	if (o->type != OPT_FLAG) {
		buf_addc(b, ':');
		quoted(b, o->arg != NULL ? o->arg : "WORD", ":\\");
		buf_addc(b, ':');
	}
	if (o->type == OPT_WORD) {
		buf_addc(b, '(');
		opt_words(b, c, o, " ");
		buf_addc(b, ')');
	} else if (o->type == OPT_FILE) {
		buf_adds(b, "_files");
	} else if (o->type == OPT_DIR) {
		buf_adds(b, "_files -/");
	}
	buf_addc(b, '\'');
}

static void
zsh(struct buf *b, const struct command *c)
{
	const struct opt *o;
	char spelling[64];
	size_t i;

	buf_addf(b, "#compdef %s\n_arguments -s", c->name);
	for (i = 0; (o = opt_row(c, i)) != NULL; i++) {
		snprintf(spelling, sizeof(spelling), "--%s", o->name);
		zsh_option(b, c, o, spelling);
		if (o->letter == 0)
			continue;
		snprintf(spelling, sizeof(spelling), "-%c", o->letter);
		zsh_option(b, c, o, spelling);
	}
	buf_addf(b, "%s\n", files_follow(c) ? " \\\n\t'*:file:_files'" : "");
}

static void
fish(struct buf *b, const struct command *c)
{
	const struct opt *o;
	size_t i;

	if (!files_follow(c))
		buf_addf(b, "complete -c %s -f\n", c->name);
	for (i = 0; (o = opt_row(c, i)) != NULL; i++) {
		buf_addf(b, "complete -c %s -l %s", c->name, o->name);
		if (o->letter != 0)
			buf_addf(b, " -s %c", o->letter);
		if (o->type == OPT_FILE) {
			buf_adds(b, " -r -F");
		} else if (o->type == OPT_DIR) {
			buf_adds(b, " -x -a '(__fish_complete_directories)'");
		} else if (o->type == OPT_WORD) {
			buf_adds(b, " -x -a '");
			opt_words(b, c, o, " ");
			buf_addc(b, '\'');
		} else if (o->type != OPT_FLAG) {
			buf_adds(b, " -x");
		}
		buf_adds(b, " -d '");
		quoted(b, o->help, "");
		buf_adds(b, "'\n");
	}
}

int
opt_completion(struct buf *b, const struct command *c, const char *shell,
    struct err *e)
{
	if (strcmp(shell, "bash") == 0)
		bash(b, c);
	else if (strcmp(shell, "zsh") == 0)
		zsh(b, c);
	else if (strcmp(shell, "fish") == 0)
		fish(b, c);
	else
		return err_set(e, ST_USAGE, "bad-value",
		    "There are completions for bash, zsh and fish, "
		    "not for \"%s\".", shell);
	return 0;
}
