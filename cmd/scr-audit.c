/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "ui/scr/scr.h"

static bool
is_page(const struct cmd *cmd)
{
	const char *format = args_get(&cmd->args, "format");

	return format != NULL && strcmp(format, "html") == 0;
}

static int
check_options(struct cmd *cmd, struct err *err)
{
	static const char *const jobs[] = { "expected", "only-new",
		"sign-off", "due", "history", NULL };
	const struct args *args = &cmd->args;
	const char *given;

	if (args_one(args, jobs, &given, err) == -1)
		return -1;
	if (is_page(cmd) &&
	    (given != NULL || args_has(args, "compare")))
		return err_set(err, ST_USAGE, "options",
		    "The page shows the audit itself: give --format html "
		    "without --%s.", given != NULL ? given : "compare");
	if (given != NULL && !args_has(args, "history") &&
	    args_has(args, "compare"))
		return err_set(err, ST_USAGE, "options",
		    "--%s and --compare are two different jobs. Give one of "
		    "them.", given);
	if (args_has(args, "by") && !args_has(args, "sign-off"))
		return err_set(err, ST_USAGE, "options",
		    "--by says who signs: give it with --sign-off.");
	return 0;
}

/* What is done inside one view of the store. */
static int
work(struct scr_job *job, struct cmd *cmd, struct err *err)
{
	const char *a = args_nth(&cmd->args, "compare", 0);
	const char *b = args_nth(&cmd->args, "compare", 1);

	if (args_has(&cmd->args, "due"))
		return scr_job_due(cmd, err);
	if (args_has(&cmd->args, "history") && a == NULL)
		return scr_job_history(cmd, err);
	if (scr_job_rules(job, cmd, err) == -1)
		return -1;
	if (args_has(&cmd->args, "expected"))
		return scr_job_expected(job, err);
	if (scr_job_audit(job, err) == -1)
		return -1;
	if (args_has(&cmd->args, "sign-off"))
		return scr_job_sign_off(job, err);
	if (args_has(&cmd->args, "only-new"))
		return scr_job_only_new(job, err);
	if (a != NULL)
		return scr_job_compare(job, a, b,
		    args_has(&cmd->args, "history"), err);
	return is_page(cmd) ? scr_job_page(job, err)
			    : scr_job_print(job, err);
}

static int
run(struct cmd *cmd, struct err *err)
{
	bool writes = args_has(&cmd->args, "sign-off") ||
	    args_has(&cmd->args, "only-new");
	struct scr_job job = { .cmd = cmd };
	int rc = -1;

	if (check_options(cmd, err) == 0 &&
	    scr_job_open(cmd, writes, err) == 0) {
		rc = work(&job, cmd, err);
		store_rollback(cmd->s.store); /* what is left of it */
	}
	scr_job_release(&job);
	return rc;
}

static const struct opt opts[] = {
	{ .name = "school-kind", .type = OPT_WORD, .arg = "KIND",
	    .words = words_school,
	    .help = "hold the record to this kind of school" },
	{ .name = "expected", .type = OPT_FLAG, .prints = &kind_expected,
	    .help = "print what is asked of whom, and why" },
	{ .name = "only-new", .type = OPT_FLAG,
	    .help = "print only what was not printed so before, and remember "
		    "it" },
	{ .name = "sign-off", .type = OPT_FLAG, .prints = &kind_audit,
	    .help = "keep the audit as that of its half term" },
	{ .name = "by", .type = OPT_TEXT, .many = true, .arg = "PERSON",
	    .help = "who signs: the lead DSL and the business manager, each "
		    "with --by" },
	{ .name = "due", .type = OPT_FLAG, .prints = &kind_audit,
	    .help = "exit with 1 while this half term's audit is not signed "
		    "off" },
	{ .name = "history", .type = OPT_FLAG, .prints = &kind_audit,
	    .help = "print the audits that were signed off" },
	{ .name = "compare", .type = OPT_TEXT, .many = true, .arg = "AUDIT",
	    .prints = &kind_finding,
	    .help = "print what was put right since this audit (an id, or "
		    "last); twice: between two; with --history: since the "
		    "one before it" },
	{ .name = NULL }
};

const struct command command_scr_audit = {
	.name = "scr-audit",
	.summary = "audit the Single Central Record",
	.operands = "",
	.opts = opts,
	.groups = OPTS_STORE | OPTS_CLOCK | OPTS_OUTPUT,
	.prints = &kind_finding,
	.formats = "html",
	.store = STORE_NONE, /* it writes only when it signs off */
	.run = run,
};
