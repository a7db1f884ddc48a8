/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_CHRONOLOGY_PAGE_H
#define VIGIL_CLI_CHRONOLOGY_PAGE_H

/*
 * A chronology for people: a text for a terminal, and a page to print, each
 * headed by whose it is, who asked for it and why, and how far it goes.
 */

#include "cli/frame/cmd.h"
#include "domain/chronology/chronology.h"

struct chronology_page {
	struct cmd *cmd;
	struct chronology *made;
	const char *pupil; /* an id */
	bool initials;	   /* of the child; nothing else that names */
	const char *since, *until; /* as typed, or NULL */
	/* The rest is filled in by chronology_page_print(). */
	struct buf school, child, born, upn, by, at, ledger;
	struct json event;
	struct buf line, text, scratch;
};

/* As the options say: records, a text, a page. */
int chronology_page_print(struct chronology_page *, struct err *);
void chronology_page_release(struct chronology_page *);

int chronology_page_text(struct chronology_page *, struct err *);
int chronology_page_html(struct chronology_page *, struct err *);

/* The i-th event into page->event. */
int chronology_page_event(struct chronology_page *, size_t i, struct err *);

/* The text of a member, or "", borrowed until the next of that scratch. */
const char *chronology_page_str(struct chronology_page *, int object,
    const char *name, size_t *n);

#endif
