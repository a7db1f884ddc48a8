/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/text/date.h"
#include "base/text/text.h"
#include "ui/chronology/chronology_page.h"

#define KINDS 48 /* more than are stored */

static const struct opt opts[] = {
	{ .name = "since", .type = OPT_DAY, .arg = "DAY",
	    .help = "what happened from this day: a date, -14d, "
		    "this-half-term, this-year" },
	{ .name = "until", .type = OPT_DAY, .arg = "DAY",
	    .help = "what happened up to this day" },
	{ .name = "kind", .type = OPT_TEXT, .many = true, .arg = "KIND",
	    .help = "only events of records of this kind" },
	{ .name = "pseudonym", .type = OPT_FLAG,
	    .help = "the child by initials, other children by letters" },
	{ .name = NULL }
};

static int
may_see(void *arg, const struct stored *row, struct err *err)
{
	struct cmd *cmd = arg;

	return session_may_see(&cmd->s, row, err);
}

/* The kinds named; NULL-terminated. */
static int
read_kinds(const struct cmd *cmd, const struct kind **only, struct err *err)
{
	const char *names[KINDS + 1], *typed, *near;
	size_t n = 0, i;

	for (i = 0; kinds[i] != NULL; i++) {
		if ((kinds[i]->flags & KIND_STORED) && n < KINDS)
			names[n++] = kinds[i]->name;
	}
	names[n] = NULL;
	for (i = 0; (typed = args_nth(&cmd->args, "kind", i)) != NULL; i++) {
		only[i] = kind_named(typed, strlen(typed));
		if (only[i] != NULL && (only[i]->flags & KIND_STORED))
			continue;
		near = text_nearest(typed, names);
		err_set(err, ST_USAGE, "kind",
		    "--kind %s names no kind of record.", typed);
		return near == NULL ? -1
				    : err_hint(err, "Did you mean %s?", near);
	}
	only[i] = NULL;
	return 0;
}

static int
read_setup(struct cmd *cmd, struct chronology_setup *s,
    const struct kind **only, struct err *err)
{
	const char *since = args_get(&cmd->args, "since");
	const char *until = args_get(&cmd->args, "until");

	if ((since != NULL &&
		session_span(&cmd->s, since, &s->since, NULL, err) == -1) ||
	    (until != NULL &&
		session_span(&cmd->s, until, NULL, &s->until, err) == -1) ||
	    read_kinds(cmd, only, err) == -1)
		return -1;
	if (only[0] != NULL)
		s->only = only;
	s->pseudonym = args_has(&cmd->args, "pseudonym");
	return 0;
}

/* What an office is called is worth much, but never a child's file. */
static void
load_contacts(struct cmd *cmd, struct contacts *contacts)
{
	struct err err;

	err_clear(&err);
	if (contacts_load(contacts, &cmd->s.folders, &err) == -1)
		cmd_warn(cmd, "Places are told by their short words: %s",
		    err.msg);
}

static int
run(struct cmd *cmd, struct err *err)
{
	const struct kind *only[OPT_VALUES + 1];
	char pupil[ID_LEN];
	struct chronology_setup setup = { .store = cmd->s.store,
		.codes = cmd->s.codes, .pupil = pupil, .as_at = cmd->s.as_at,
		.since = DATE_NONE, .until = DATE_NONE, .may_see = may_see,
		.arg = cmd };
	struct chronology_page page = { .cmd = cmd, .pupil = pupil,
		.since = args_get(&cmd->args, "since"),
		.until = args_get(&cmd->args, "until") };
	struct contacts contacts = { 0 };
	int rc;

	setup.contacts = &contacts;
	if (session_id(&cmd->s, cmd->args.operand[0], "pupil", false, pupil,
		err) == -1 ||
	    read_setup(cmd, &setup, only, err) == -1 ||
	    session_log_access(&cmd->s, NULL, pupil, err) == -1)
		return -1;
	page.initials = setup.pseudonym;
	load_contacts(cmd, &contacts);
	rc = store_look(cmd->s.store, err);
	if (rc == 0)
		rc = chronology_make(&page.made, &setup, err);
	store_rollback(cmd->s.store);
	if (rc == 0)
		rc = chronology_page_print(&page, err);
	if (rc == 0)
		session_warn_lost(&cmd->s, "events");
	chronology_page_release(&page);
	chronology_free(page.made);
	contacts_release(&contacts);
	return rc;
}

const struct command command_chronology = {
	.name = "chronology",
	.summary = "everything about a child, in the order it happened",
	.operands = "PUPIL",
	.operands_min = 1,
	.operands_max = 1,
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.kind = &kind_event,
	.formats = "html",
	.store = STORE_LOGS,
	.run = run,
};
