/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_ASK_H
#define VIGIL_CLI_ASK_H

/*
 * The conversation on a terminal: what the ask_*.c files share; for no
 * command.  Questions and what is shown go to the terminal itself, so that
 * standard output still carries records only and standard error may be a
 * log.
 *
 * Of a text written in an editor every byte is kept, save the lines that
 * vigil put at its top and the one line end that the editor puts after the
 * last line.
 *
 * Whoever stops (^C, ^\, end of input, q) ends a function with -1, ST_NO,
 * "stopped".  -1 with ST_DATA is an answer to be given again; any other
 * status ends the conversation.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/core/buf.h"
#include "base/core/err.h"
#include "cli/frame/cmd.h"
#include "model/kind.h"

struct answer {
	const struct field *field;
	struct buf json; /* the canonical value; empty: none was given */
};

struct ask {
	struct cmd *cmd;
	int fd;		 /* of the terminal */
	size_t width;	 /* its columns */
	struct buf line; /* the last one typed, without its end */
	struct buf said; /* used again for each thing said */
	struct buf unmatched; /* what was typed for a record not found */
	const struct kind *kind;
	size_t at, of; /* which of how many questions; 0 when checking */
	struct answer *v;
	size_t n;
	struct answer id, reason; /* of a change */
	bool change;
};

/* ask_term.c */
int ask_open(struct ask *, struct cmd *, struct err *);
void ask_close(struct ask *);
void ask_say(struct ask *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Data, made visible; its further lines begin under the first. */
void ask_show(struct ask *, const char *, size_t n, size_t indent);
int ask_line(struct ask *, const char *prompt, struct err *);
/* 1 yes, 0 no; Enter is yes where enter is. */
int ask_yes(struct ask *, const char *prompt, bool enter, struct err *);
int ask_stopped(struct err *);
void ask_deaf(bool); /* while an editor has the terminal */

/*
 * ask_edit.c: a text of several lines; 1 given, 0 left out, and 2 when the
 * editor does not work.  The file that was written stays until the record is
 * stored or kept (cmd_drop_edited()), and where its text was not taken for
 * good, which is said.
 */
bool ask_has_editor(void);
int ask_edit(struct ask *, const struct field *, const struct buf *before,
    struct buf *text, struct err *);
int ask_lines(struct ask *, struct buf *text, struct err *);

/*
 * ask_word.c: the words a field takes, shown in columns; the one meant by a
 * number of that list, a word, or its beginning (borrowed).
 */
int ask_show_words(struct ask *, const struct field *, struct err *);
int ask_word(struct ask *, const struct field *, const char *, size_t n,
    const char **word, struct err *);

/* ask_find.c: a record by the words of a name; 1 chosen, 0 none. */
int ask_find(struct ask *, const char *refs, const char *typed, size_t n,
    char id[ID_LEN], struct err *);
/* Appends who a record is, where the caller may know. */
void ask_name(struct ask *, const char *id, struct buf *);

/* ask_time.c: appends a time or day as the field rules want it. */
void ask_time(struct ask *, const char *, size_t n, struct buf *);
void ask_date(struct ask *, const char *, size_t n, struct buf *);
/* Appends how a canonical time is said: "Tuesday 15 September 2026, 09:05" */
void ask_say_time(const char *, size_t n, struct buf *);

/*
 * ask_value.c: asks one field of a kind; 1 answered, 0 left out.  json holds
 * the answer before and then the new one.
 */
int ask_field(struct ask *, const struct kind *, const struct field *,
    bool needed, const char *preset, struct buf *json, struct err *);

/* ask_check.c: all answers, to be checked; 0 store them. */
int ask_check(struct ask *, struct err *);

/* The record that the answers make. */
void ask_record(const struct ask *, struct buf *);

/* An answer by its field, made when it is not there yet. */
struct answer *ask_answer(struct ask *, const struct field *);

#endif
