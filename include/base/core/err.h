/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_ERR_H
#define VIGIL_BASE_ERR_H

/*
 * What went wrong, said once, where it happened.
 *
 * A function that can fail returns 0 or -1 and fills the struct err passed
 * last.  The kind of error is the exit status of the contract, so that
 * nothing has to map one to the other.  The library never prints.
 */

#include <stdbool.h>

enum status {
	ST_DONE = 0,	/* done; nothing found that needs anybody */
	ST_NO = 1,	/* the answer is no, or there are findings */
	ST_USAGE = 64,	/* the command line is wrong */
	ST_DATA = 65,	/* a record is bad, or an id unknown or ambiguous */
	ST_FAULT = 70,	/* a fault of ours */
	ST_IO = 74,	/* reading or writing failed; nothing stored */
	ST_BUSY = 75,	/* not stored; somebody else holds the store */
	ST_UNTOLD = 76, /* stored, but the answer could not be written */
	ST_DENIED = 77, /* not allowed */
	ST_CONFIG = 78, /* store, rules, calendar, configuration unusable */
	ST_DOUBT = 79	/* not known whether it was stored */
};

struct err {
	enum status status;
	const char *code; /* a constant: "unknown-field", "bad-date", … */
	char file[256];	  /* the input's name, or empty */
	long line;	  /* 1 is the first; 0 where there is none */
	long column;	  /* in bytes, 1 is the first; 0 where there is none */
	char field[64];	  /* the record's field, or empty */
	char msg[480];	  /* what happened, a plain English sentence */
	char hint[320];	  /* what to do next, or empty */
};

/*
 * The codes by which a caller decides what to do.  They are written as these
 * wherever they are set or asked for, so that a slip does not compile.
 */
#define ERR_ALTERED "altered"
#define ERR_BAD_FILE "bad-file"
#define ERR_CLIENT_ID "client-id"
#define ERR_CLOSED "closed"
#define ERR_DAMAGED "damaged"
#define ERR_DISK_FULL "disk-full"
#define ERR_EARLIER_VERSION "earlier-version"
#define ERR_LATER_VERSION "later-version"
#define ERR_LEDGER "ledger"
#define ERR_MISSING "missing"
#define ERR_NO_FILE "no-file"
#define ERR_NO_STORE "no-store"
#define ERR_ONLY_COMMENTS "only-comments"
#define ERR_OTHER_VERSION "other-version"
#define ERR_TAKEN "taken"
#define ERR_UNKNOWN_ID "unknown-id"
#define ERR_UNKNOWN_VALUE "unknown-value"

bool err_is(const struct err *, const char *code);

void err_clear(struct err *);

/*
 * Sets status, code and message; everything else is emptied.
 * Returns -1, so that "return err_set(…)" reads well.
 */
int err_set(struct err *, enum status, const char *code, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* The same, ending in ": " and the text of errno. */
int err_sys(struct err *, enum status, const char *code, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/*
 * These add to an error already set, and return -1.  err_place() leaves the
 * file as it is when given NULL, and the line when given 0.
 */
int err_hint(struct err *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
int err_field(struct err *, const char *field);
int err_place(struct err *, const char *file, long line);

#endif
