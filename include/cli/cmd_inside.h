/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_CMD_INSIDE_H
#define VIGIL_CLI_CMD_INSIDE_H

/* What main.c and the cmd_*.c files share; for no command. */

#include "cli/cmd.h"

/* The kind of the lines that it prints, or counts; NULL: of none. */
const struct kind *cmd_lines(const struct cmd *);

/* Readies codes and the finding of references. */
void cmd_context(struct cmd *);

/* Whether the caller may use this command; a refusal is logged. */
int cmd_check_right(struct cmd *, struct err *);

/*
 * Before anything is entered: a clock that is past the calendar's end, and
 * more than a day past the last entry and the file's last change, is asked
 * about on a terminal, else refused (ST_CONFIG) without --clock-is-right.
 * An entry of a time to come would give it to every later one.
 */
int cmd_clock(struct cmd *, struct err *);

/*
 * ST_DENIED for the command, or for a record, once the refusal is logged: no
 * transaction is open.  Returns -1.
 */
int cmd_deny(struct cmd *, const char *record, struct err *);

/* Whether some record of a kind may be kept from somebody (access.h). */
bool cmd_kept_kind(const struct kind *);

/*
 * Whether the caller may see a record that they named by its whole id: 0;
 * else -1, ST_DENIED as by cmd_deny(), or ST_DATA where nobody can tell, since
 * its concern was lawfully removed.
 */
int cmd_check_seen(struct cmd *, const char *id, struct err *);

/* A store_counts whose arg is the cmd: what is kept is not there. */
int cmd_counts(void *cmd, const char *id, struct err *);

/*
 * Whether a record on record already is answered whole, inside the
 * transaction, in which the reading is then entered: 1; 0 by its id and
 * receipt only, since the caller has no right to such records or this one is
 * kept from them.
 */
int cmd_opens(struct cmd *, const char *id, struct err *);

/*
 * From which version of a record (was: as it stands) a change was made, by the
 * receipt or amended.version that came back with it: 1 an older one, whose
 * body is appended; 0 the present one, or it is not told.  ST_DATA where the
 * change has another state, flags, recorded_at or recorded_by than were
 * answered.
 */
int cmd_base(struct cmd *, const struct stored *was, const struct json *typed,
    struct buf *body, struct err *);

/* Enters a reading (cmd.h) inside a transaction. */
int cmd_put_reading(struct cmd *, const char *record, struct err *);

/*
 * Whether the caller may store this content of a kind: nothing is added to a
 * concern that is kept from them.  ST_DENIED as by cmd_deny().
 */
int cmd_may_write(struct cmd *, const struct kind *,
    const struct buf *content, struct err *);

/*
 * A child's age on entry: outside the school's ages it is warned of, more
 * than ten years outside it is ST_DATA.  Only of what typed itself says.
 */
int cmd_check_age(struct cmd *, const struct kind *,
    const struct json *typed, const struct json *record, struct err *);

/* The words of a search: a line of standard input, or typed at a prompt. */
int cmd_read_words(struct cmd *, struct buf *, struct err *);

/*
 * The tests of --where, as typed and from the files that @FILE names: *test
 * holds those read so far also when one fails.
 */
int cmd_read_where(struct cmd *, struct rec_test **test, size_t *n,
    struct err *);

/* Prints data/guide.txt (--guide); needs no store. */
int cmd_guide(struct cmd *, struct err *);

/*
 * Whether somebody at a terminal is asked for the record; if so, the answers
 * take the place of standard input, which is readied before input is opened.
 * cmd_ask() leaves there what was answered also when it fails: ST_NO when
 * the writer stopped.
 */
bool cmd_asks(const struct cmd *);
int cmd_ask_ready(struct err *);
int cmd_ask(struct cmd *, struct err *);
void cmd_ask_receipt(struct cmd *); /* says what was stored */

/*
 * Whether somebody at a terminal, who has not said whose record is wanted, is
 * asked for it; the answer becomes the operand.
 */
bool cmd_asks_whose(const struct cmd *);
int cmd_ask_whose(struct cmd *, struct err *);

/* Removes what an editor wrote, once that is stored or kept elsewhere. */
void cmd_drop_edited(struct cmd *);

#endif
