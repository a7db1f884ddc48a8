/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_SESSION_SESSION_OWN_H
#define VIGIL_SESSION_SESSION_OWN_H

/* What the files of session, and the frame that starts one, share. */

#include "session/session.h"

/* {"seq":…,"hash":…}, as the member receipt. */
void session_receipt(struct buf *, const struct stored *);

/* Readies codes and the finding of references. */
void session_context(struct session *);

/* Whether the caller may use this command; a refusal is logged. */
int session_check_right(struct session *, struct err *);

/*
 * Before anything is entered: a clock that is past the calendar's end, and
 * more than a day past the last entry and the file's last change, is asked
 * about on a terminal, else refused (ST_CONFIG) without --clock-is-right.
 * An entry of a time to come would give it to every later one.
 */
int session_clock(struct session *, struct err *);

/*
 * ST_DENIED for the command, or for a record, once the refusal is logged: no
 * transaction is open.  Returns -1.
 */
int session_deny(struct session *, const char *record, struct err *);

/* Whether some record of a kind may be kept from somebody (access.h). */
bool session_kept_kind(const struct kind *);

/*
 * Whether the caller may see a record that they named by its whole id: 0;
 * else -1, ST_DENIED as by session_deny(), or ST_DATA where nobody can tell,
 * since its concern was lawfully removed.
 */
int session_check_seen(struct session *, const char *id, struct err *);

/* A store_counts whose arg is the cmd: what is kept is not there. */
int session_counts(void *session, const char *id, struct err *);

/*
 * Whether a record on record already is answered whole, inside the
 * transaction, in which the reading is then entered: 1; 0 by its id and
 * receipt only, since the caller has no right to such records or this one is
 * kept from them.
 */
int session_opens(struct session *, const char *id, struct err *);

/*
 * From which version of a record (was: as it stands) a change was made, by the
 * receipt or amended.version that came back with it: 1 an older one, whose
 * body is appended; 0 the present one, or it is not told.  ST_DATA where the
 * change has another state, flags, recorded_at or recorded_by than were
 * answered.
 */
int session_base(struct session *, const struct stored *was,
    const struct json *typed, struct buf *body, struct err *);

/* Enters a reading (cmd.h) inside a transaction. */
int session_put_reading(struct session *, const char *record, struct err *);

/*
 * Whether the caller may store this content of a kind: nothing is added to a
 * concern that is kept from them.  ST_DENIED as by session_deny().
 */
int session_may_write(struct session *, const struct kind *,
    const struct buf *content, struct err *);

/*
 * A child's age on entry: outside the school's ages it is warned of, more
 * than ten years outside it is ST_DATA.  Only of what typed itself says.
 */
int session_check_age(struct session *, const struct kind *,
    const struct json *typed, const struct json *record, struct err *);

#endif
