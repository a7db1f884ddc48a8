/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_OUTBOX_H
#define VIGIL_CLI_OUTBOX_H

/*
 * STORE.outbox, where messages are until they were taken.  A folder in it
 * (0700) for what was entered at once, numbered in order, and a file (0600)
 * for each message: its number and its key, then ".begun" from before it is
 * given to the sender, then ".sent" once that took it, until the whole of
 * the folder was taken and it is removed.  Every step is on the disk before
 * the next.  One that is found as begun may have been taken by a sender whose
 * caller was ended: it is in doubt, and given again.
 */

#include <stddef.h>

#include "base/core/buf.h"
#include "base/core/err.h"

struct outbox_message {
	char *key; /* a file's name; the same message has the same */
	struct buf text;
};

/* Yours to free. */
char *outbox_path(const char *store);

/*
 * All of them or none; the folder is made, with those it is in.  What is
 * there by the same key, sent or not, is not entered again.  ST_IO.
 */
int outbox_enter(const char *outbox, const struct outbox_message *, size_t n,
    struct err *);

/* What became of a message that was given to the sender. */
enum outbox_fate {
	OUTBOX_TAKEN,
	OUTBOX_REFUSED, /* this time */
	OUTBOX_DOUBTED, /* it did not end by itself */
	OUTBOX_UNSENDABLE /* nothing can be given to it: the rest waits */
};

struct outbox_sender {
	enum outbox_fate (*give)(void *arg, int fd); /* the text, to be read */
	/* path may have been taken before, and is given again now */
	void (*doubt)(void *arg, const char *path);
	void *arg;
};

/*
 * Gives all that is there, one after the other and the oldest first; what
 * one is refused holds up no other.  left counts what remains.  Waits for
 * whoever is sending; SIGINT, SIGTERM and SIGHUP wait for the message that
 * is being sent.  ST_IO when the outbox cannot be read or written.
 */
int outbox_send(const char *outbox, const struct outbox_sender *,
    size_t *left, struct err *);

/* How many wait there; -1 with ST_IO. */
int outbox_waiting(const char *outbox, size_t *n, struct err *);

/* Appends a sentence and a line end when some wait. */
void outbox_trouble(const char *store, struct buf *troubles);

#endif
