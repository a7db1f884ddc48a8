/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_SCR_H
#define VIGIL_CLI_SCR_H

/*
 * The audit of the central record for a command: the school's rules and
 * settings, the record as it stands in the store, what was found.
 */

#include <stdbool.h>

#include "cli/frame/cmd.h"
#include "domain/kept.h"
#include "domain/scr/scr.h"

struct scr_job {
	struct cmd *cmd;
	struct settings *settings;
	struct scr_rules rules;
	struct acceptances accepted;
	struct scr scr;
	struct buf school; /* its name */
	struct buf line;
};

/* Opens the store, to write where something will be kept, in one view. */
int scr_job_open(struct cmd *, bool writes, struct err *);

/* Rules for the day and the kind of school; nothing is read of adults. */
int scr_job_rules(struct scr_job *, struct cmd *, struct err *);

/* The record of the store, audited. */
int scr_job_audit(struct scr_job *, struct err *);
void scr_job_release(struct scr_job *);

/* "3 adults need action. 42 are complete." */
void scr_job_summary(struct scr_job *, struct buf *);

int scr_job_print(struct scr_job *, struct err *);
int scr_job_page(struct scr_job *, struct err *); /* --format html */
int scr_job_expected(struct scr_job *, struct err *);

/*
 * Enters the record in line; ST_DATA "too-many" when it holds more findings
 * than a record can.
 */
int scr_job_keep(struct scr_job *, const struct kind *, struct err *);

/* Prints what was not reported before, and enters that it was. */
int scr_job_only_new(struct scr_job *, struct err *);

/* The audits that were signed off. */
int scr_job_sign_off(struct scr_job *, struct err *);
int scr_job_due(struct cmd *, struct err *);
int scr_job_history(struct cmd *, struct err *);

/*
 * Between two audits (ids, or "last"); b NULL: between a and what is found
 * now; before: between a and the audit before it.
 */
int scr_job_compare(struct scr_job *, const char *a, const char *b, bool before,
    struct err *);

#endif
