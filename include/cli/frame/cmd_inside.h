/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_CMD_INSIDE_H
#define VIGIL_CLI_CMD_INSIDE_H

/* What main.c and the cmd_*.c files share; for no command. */

#include "cli/frame/cmd.h"
#include "session/session_own.h"

/* The kind of the lines that it prints, or counts; NULL: of none. */
const struct kind *cmd_lines(const struct cmd *);

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
