/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_CMD_INSIDE_H
#define VIGIL_CLI_CMD_INSIDE_H

/* What main.c and the cmd_*.c files share; for no command. */

#include "cli/cmd.h"

/* Readies codes and the finding of references. */
void cmd_context(struct cmd *);

/* Enters that the caller was refused; record may be NULL. */
int cmd_log_refusal(struct cmd *, const char *record, struct err *);

/* The words of a search: a line of standard input, or typed at a prompt. */
int cmd_read_words(struct cmd *, struct buf *, struct err *);

/*
 * At a terminal: asks the questions of the command's kind one by one and
 * makes the answers the command's input.
 */
int cmd_ask(struct cmd *, struct err *);

#endif
