/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_REGISTER_H
#define VIGIL_CLI_REGISTER_H

/*
 * What the checks of training, induction, recruitment and posts share: rules
 * and settings, the adults and what they did as the store has it, and how
 * findings are printed.
 */

#include "cli/frame/cmd.h"
#include "domain/adults.h"
#include "domain/finding.h"
#include "domain/staff/panels.h"
#include "policy/school/settings.h"

struct register_job {
	struct cmd *cmd;
	const char *name; /* as a finding's register */
	struct settings *settings;
	struct asked_book asked;
	struct adults adults; /* adults_on() the day of the command */
	struct acceptances accepted;
	struct findings findings;
	struct json json;
	struct buf line;
};

/*
 * Begins a reader's view of the store, which lasts until the release, and
 * reads rules (a file's name), settings, adults with their roles, and
 * acceptances.
 */
int register_open(struct register_job *, struct cmd *, const char *name,
    const char *rules, struct err *);
void register_release(struct register_job *);

/* Another file of rules, with the settings for courses in their place. */
int register_rules(struct register_job *, struct asked_book *,
    const char *name, struct err *);

/* Every record of a kind, parsed, to a function; seq is of its last entry. */
typedef void register_taking(void *arg, const struct json *, int64_t seq);
int register_read(struct register_job *, const struct kind *,
    register_taking *, void *arg, struct err *);

int register_events(struct register_job *, struct adult_events *,
    const struct kind *, const char *field, const char *const *words,
    struct err *);
int register_panels(struct register_job *, struct panels *, struct err *);

/*
 * Prints the findings, those accepted marked, and sets what the command
 * exits with.  asked: how many adults were looked at, for the sentence that
 * heads a table; 0 leaves "complete" out.
 */
int register_print(struct register_job *, size_t asked, struct err *);

/* What is asked of whom, by the rules in force on the day. */
int register_expected(struct register_job *, struct err *);

/* Marks what was accepted; the number of findings that were not. */
size_t register_accept(struct register_job *);

#endif
