/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "ui/scr/register.h"
#include "domain/staff/posts.h"

static void
take_duty(void *arg, const struct json *j, int64_t seq)
{
	struct posts *p = arg;

	rota_add(&p->rota, p->adults, j, seq);
}

/*
 * The days whose sessions are looked at: this half term; a day on --since
 * begins it, and a span there (last-half-term) is looked at whole.
 */
static int
read_span(struct cmd *cmd, int32_t *first, int32_t *last, struct err *err)
{
	const char *since = args_get(&cmd->args, "since");
	const char *until = args_get(&cmd->args, "until");
	int32_t from, to;

	if ((since == NULL || until == NULL) &&
	    session_span(&cmd->s, "this-half-term", first, last, err) == -1)
		return -1;
	if (since != NULL) {
		if (session_span(&cmd->s, since, &from, &to, err) == -1)
			return -1;
		*first = from;
		if (until == NULL && (from != to || *last < from))
			*last = to;
	}
	return until == NULL ? 0
			     : session_span(&cmd->s, until, NULL, last, err);
}

static int
check_rota(struct cmd *cmd, struct register_job *job, struct posts *p,
    struct err *err)
{
	const struct calendar *calendar = session_calendar(&cmd->s, err);
	int32_t first, last;

	if (calendar == NULL || read_span(cmd, &first, &last, err) == -1 ||
	    register_read(job, &kind_rota, take_duty, p, err) == -1)
		return -1;
	rota_ready(&p->rota);
	return posts_check_rota(p, calendar, first, last, &job->findings,
	    err);
}

static int
run(struct cmd *cmd, struct err *err)
{
	const char *only = args_get(&cmd->args, "only");
	struct register_job job;
	struct posts p = { .asked = &job.asked, .adults = &job.adults,
		.day = cmd->s.today };
	int rc = -1;

	if (register_open(&job, cmd, "role", "posts", err) == -1)
		goto out;
	if (args_has(&cmd->args, "expected")) {
		rc = register_expected(&job, err);
		goto out;
	}
	if (only == NULL || strcmp(only, "posts") == 0)
		posts_check(&p, &job.findings);
	if ((only == NULL || strcmp(only, "rota") == 0) &&
	    check_rota(cmd, &job, &p, err) == -1)
		goto out;
	rc = register_print(&job, 0, err);
out:
	rota_release(&p.rota);
	register_release(&job);
	return rc;
}

static const char *const parts[] = { "posts", "rota", NULL };

static const struct opt opts[] = {
	{ .name = "since", .type = OPT_DAY, .arg = "DATE",
	    .help = "look at the rota from this day, this half term unless "
		    "said" },
	{ .name = "until", .type = OPT_DAY, .arg = "DATE",
	    .help = "… to this day" },
	{ .name = "only", .type = OPT_WORD, .arg = "PART", .words = parts,
	    .help = "look at the posts, or at the rota, alone" },
	{ .name = "expected", .type = OPT_FLAG, .prints = &kind_asked,
	    .help = "print the posts that must be held" },
	{ .name = NULL }
};

const struct command command_role_check = {
	.name = "role-check",
	.summary = "say which posts and sessions nobody holds",
	.operands = "",
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.prints = &kind_finding,
	.store = STORE_READS,
	.run = run,
};
