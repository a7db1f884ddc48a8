/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "cli/frame/cmd.h"

static const struct {
	const char *name;
	struct command command; /* all but what follows from the kind */
} verbs[VERBS] = {
	[VERB_ADD] = { "add", {
		.operands = "[FILE ...]", .operands_max = -1,
		.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
		.store = STORE_WRITES, .each = verb_add } },
	[VERB_LIST] = { "list", {
		.operands = "",
		.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT | OPTS_QUERY,
		.store = STORE_READS, .run = verb_list } },
	[VERB_SHOW] = { "show", {
		.operands = "ID ...", .operands_min = 1, .operands_max = -1,
		.opts = verb_show_opts,
		.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
		.store = STORE_READS, .run = verb_show } },
	[VERB_AMEND] = { "amend", {
		.operands = "[FILE ...]", .operands_max = -1,
		.groups = OPTS_STORE | OPTS_CLOCK | OPTS_INPUT | OPTS_OUTPUT,
		.store = STORE_WRITES, .each = verb_amend } },
};

static const char *
stem_of(const struct kind *kind)
{
	return kind->stem != NULL ? kind->stem : kind->name;
}

/* The command of a verb, made when it is first asked for. */
static const struct command *
of_kind(size_t nth, enum verb verb)
{
	static struct command *(*made)[VERBS];
	const struct kind *kind = kinds[nth];
	struct buf name = BUF_INIT;
	struct command *c;
	size_t n = 0;

	if (made == NULL) {
		while (kinds[n] != NULL)
			n++;
		made = mem_alloc(n * sizeof(*made));
	}
	if (made[nth][verb] != NULL)
		return made[nth][verb];
	c = made[nth][verb] = mem_alloc(sizeof(*c));
	*c = verbs[verb].command;
	buf_addf(&name, "%s-%s", stem_of(kind), verbs[verb].name);
	c->name = buf_steal(&name);
	c->summary = kind->verbs[verb];
	c->kind = kind;
	/* words are entered in their index by whoever looks for them */
	if (c->store == STORE_READS && ((kind->flags & KIND_FILE) ||
	    (verb == VERB_LIST && kind->search)))
		c->store = STORE_LOGS;
	return c;
}

const struct command *
command_named(const char *name)
{
	const char *verb = strrchr(name, '-');
	size_t n = verb == NULL ? 0 : (size_t)(verb - name);

	for (size_t i = 0; commands_own[i] != NULL; i++) {
		if (strcmp(commands_own[i]->name, name) == 0)
			return commands_own[i];
	}
	for (size_t i = 0; n > 0 && kinds[i] != NULL; i++) {
		if (!text_equal(name, n, stem_of(kinds[i])))
			continue;
		for (int v = 0; v < VERBS; v++) {
			if (strcmp(verb + 1, verbs[v].name) == 0 &&
			    kinds[i]->verbs[v] != NULL)
				return of_kind(i, (enum verb)v);
		}
	}
	return NULL;
}

static int
by_name(const void *a, const void *b)
{
	const struct command *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

const struct command *const *
commands_all(void)
{
	static const struct command **all;
	size_t n = 0;

	if (all != NULL)
		return all;
	for (size_t i = 0; commands_own[i] != NULL; i++) {
		all = mem_resize(all, n + 2, sizeof(*all));
		all[n++] = commands_own[i];
	}
	for (size_t i = 0; kinds[i] != NULL; i++) {
		for (int v = 0; v < VERBS; v++) {
			if (kinds[i]->verbs[v] == NULL)
				continue;
			all = mem_resize(all, n + 2, sizeof(*all));
			all[n++] = of_kind(i, (enum verb)v);
		}
	}
	qsort(all, n, sizeof(*all), by_name);
	all[n] = NULL;
	return all;
}
