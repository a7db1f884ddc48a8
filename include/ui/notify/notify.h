/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_NOTIFY_H
#define VIGIL_CLI_NOTIFY_H

/*
 * Findings and escalations as mail for those who are to know: one message
 * (RFC 5322) for each role, for sendmail -t, or a calendar of what is due.
 * Ids, rules and counts only, unless more is asked for: mail is read by
 * whoever has the account.
 */

#include "cli/frame/cmd.h"
#include "ui/notify/outbox.h"
#include "policy/school/settings.h"

struct notify;

/*
 * role limits to one role; otherwise is who is told of a record that names
 * nobody; full: what each record says in words is added.  Borrowed: all.
 */
struct notify_setup {
	const struct settings *settings;
	const char *role, *otherwise;
	bool full;
	int64_t as_at;
};

struct notify *notify_new(const struct notify_setup *);
void notify_free(struct notify *);

/* A finding or an escalation; ST_DATA when it lacks what it must have. */
int notify_take(struct notify *, const struct json *, struct err *);

/*
 * The messages, one for each call, headed by a line as in an mbox unless
 * bare; the same lines for the same addresses on the same day have the same
 * key.  Or the calendar.  ST_CONFIG when an address in the settings is none.
 */
typedef int notify_message(void *arg, const char *key, const struct buf *,
    struct err *);
int notify_mail(struct notify *, bool bare, notify_message *, void *arg,
    struct err *);

/*
 * Gives a message, a file to be read, to a program as its input, with -t.
 * After so many seconds the program and its process group are ended.  err
 * says why it is not taken: ST_IO.
 */
enum outbox_fate notify_send(const char *program, unsigned seconds,
    int message, struct err *);

void notify_ics(const struct notify *, struct buf *);

/*
 * The i-th role that has no recipient and how many lines it was not told;
 * NULL past the last.  untold counts the lines that nobody is told.
 */
const char *notify_unset(const struct notify *, size_t i, size_t *lines);
size_t notify_untold(const struct notify *);
bool notify_told(const struct notify *); /* the record last taken */

#endif
