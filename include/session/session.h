/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_SESSION_SESSION_H
#define VIGIL_SESSION_SESSION_H

/*
 * Who calls, by what right, at what time, on which store and calendar, with
 * which rules: all that a piece of work needs which is no terminal.  Whatever
 * is stored goes in by session_put() and session_amend(), and whatever is
 * read comes by session_read() or is asked of session_may_see(), so that no
 * work can forget rights, ledger or the log of readings.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/core/err.h"
#include "base/json/json.h"
#include "model/book.h"
#include "model/id_set.h"
#include "model/kind.h"
#include "model/rec/rec.h"
#include "policy/access/access.h"
#include "policy/access/identity.h"
#include "policy/calendar/calendar.h"
#include "store/db/store.h"

struct session {
	const char *tool;   /* the command, whose name is the right it needs */
	bool open_to_all;   /* it needs none */
	bool needs_store;
	/* as the caller gave them, or NULL */
	const char *given_store, *given_config, *why, *emergency;
	bool clock_is_right; /* the caller said so */
	int64_t now;	    /* the real clock */
	int64_t as_at;	    /* the command's */
	int32_t today;	    /* the London day of as_at */
	char *store_path;
	const char *config; /* the school's configuration folder */
	char *data;	    /* the packaged data */
	struct folders folders; /* these two, in which rules lie */
	struct store *store;
	struct codes *codes;
	struct who who;
	struct rights *rights;
	const char *granted_by; /* the role that gave the right */
	struct rec_context context;
	struct calendar *calendar; /* read when first asked for */
	/*
	 * What happens on the way is told to whoever runs the session, and
	 * they are asked whether a clock far ahead is right: 1, 0, -1.  NULL:
	 * there is nobody to ask.
	 */
	void (*warn)(void *arg, const struct err *);
	int (*ask)(void *arg, const struct err *why, struct err *);
	void *arg;
	bool clock_seen;    /* it may be right */
	long stored;	    /* records committed */
	long pending;	    /* records entered and not committed yet */
	long same;	    /* records that an amendment left as they were */
	long line;	    /* of what is being read, for warnings; or 0 */
	char stored_id[ID_LEN]; /* the last of them */
	struct run {	    /* of entries to answer with after the commit */
		int64_t first;
		int64_t count;
		bool bare; /* answered by id and receipt alone */
	} *runs;
	size_t nruns;
	struct shown {	    /* what is about to be */
		struct id_set children; /* whose files it is of */
		bool others;		/* some of it is of no child's */
	} reading;
	bool lost;	    /* something was left out (session_warn_lost()) */
	struct ages {	    /* of the school's pupils */
		bool read, known;
		int64_t from, to;
	} ages;
	struct json made;   /* session_put()'s content, parsed */
	struct json looked; /* of a record looked at for who may see it */
	struct json tape;   /* these three are used again for each record */
	struct buf content;
	struct buf scratch;
};

void session_warn(const struct session *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * A path below the packaged data, or below the configuration; owned.  Rules
 * are found by book.h.
 */
char *session_data(const struct session *, const char *name);
char *session_local(const struct session *, const char *name);

/*
 * Stores one record of a kind (inside each, or between session_begin and
 * the commit): answers a client_id that came before with the record stored
 * then.  id may be NULL.
 */
int session_put(struct session *, const struct kind *, const struct json *typed,
    char id[ID_LEN], struct err *);

/* A new version of a record, from a change as typed ({"reason":…}). */
int session_amend(struct session *, const struct kind *, const char *id,
    const struct json *typed, char out[ID_LEN], struct err *);

/*
 * Answers with a record that is on record already, as if just stored: whole,
 * once the reading is entered, to who may see it; to others by its id and
 * the receipt of its first version.
 */
int session_again(struct session *, const char *id, struct err *);

int session_begin(struct session *, struct err *);

/*
 * An id typed whole or as a prefix of four symbols or more, of a record of the
 * kinds that refs names (kind.h).
 */
int session_id(struct session *, const char *typed, const char *refs,
    bool whole, char out[ID_LEN], struct err *);

/* Appends the text of a member; false when there is no such text. */
bool session_text(struct session *, const struct json *, const char *name,
    struct buf *);

/*
 * The school's calendar as it was stored by --as-at; before the first was
 * stored, that one.  NULL with ST_CONFIG when there is none.
 */
const struct calendar *session_calendar(struct session *, struct err *);

/* Its text, the name of its file, and the record's id (any may be NULL). */
int session_calendar_text(struct session *, int64_t as_at, struct buf *text,
    struct buf *name, char id[ID_LEN], struct err *);

/* A span typed on --since, --until or the like; either end may be NULL. */
int session_span(struct session *, const char *typed, int32_t *from,
    int32_t *to, struct err *);

/*
 * What is shown of children's files is entered in the ledger before the first
 * byte.  A command notes whose files they are, of a record or of a child;
 * session_log_reading() enters one access for each child noted, and one
 * without a child for what is on no child's file, or where nothing was noted:
 * in one transaction, and forgets them.  record may be NULL.  Under --emergency
 * a failure is no error (emergency.h).
 */
void session_reading_reset(struct session *);
void session_reads_child(struct session *, const char *pupil);
int session_reads(struct session *, const struct stored *, struct err *);
int session_log_reading(struct session *, const char *record, struct err *);

/* The same for one record, or one child (either may be NULL). */
int session_log_access(struct session *, const char *record, const char *pupil,
    struct err *);

/*
 * A record by its whole id: refused (and the refusal logged) when it is kept
 * from the caller, else the reading is logged where it is on a child's file.
 */
int session_read(
    struct session *, const char *id, struct stored *, struct err *);

/*
 * A stored record as it is answered, with state, recorded_at, recorded_by
 * and receipt: into scratch.
 */
void session_answer(struct session *, const struct stored *);

/* Warns of a record that is flagged likely-duplicate, and says of which. */
int session_tell_twin(struct session *, const struct stored *, struct err *);

/*
 * Whether the caller may see a stored record: 1; 0, when it, or in any of its
 * versions what it belongs to or is the reading of, is a concern of which any
 * version is kept from them (access.h).  What store_get() gave is
 * overwritten.  A concern lawfully removed is kept from all but the owner,
 * which session_warn_lost() says at the end where it left something out.
 */
int session_may_see(struct session *, const struct stored *, struct err *);
void session_warn_lost(struct session *, const char *what);

/*
 * The child whose file a record is on, itself or by its concern; "" for none.
 * What store_get() gave is overwritten.
 */
int session_child(struct session *, const struct stored *, char id[ID_LEN],
    struct err *);

#endif
