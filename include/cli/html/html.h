/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_HTML_H
#define VIGIL_CLI_HTML_H

/*
 * Pages of HTML that are safe and stand alone: no script, no request to
 * anywhere, fonts of the reader's own, fit to print on A4.  Whatever comes
 * from data goes through html_text(), so no data can become markup, and
 * characters that hide or turn text round are made visible.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/core/buf.h"
#include "base/core/err.h"

struct html_page {
	const char *name; /* what its style calls it: "chronology" */
	const char *style; /* of html_style() */
	const char *title;
	const char *mark; /* "CONFIDENTIAL": heads the page, and every sheet */
	const char *foot; /* in the margin of every sheet; or NULL */
};

/*
 * How pages look: page.css of the configuration folder or, where there is
 * none, of the packaged data.  ST_CONFIG, and for what would fetch anything
 * or could end the style.
 */
struct cmd;
int html_style(struct buf *, const struct cmd *, struct err *);

void html_begin(struct buf *, const struct html_page *);
void html_end(struct buf *);

/* Text, in an element or between the quotes of an attribute. */
void html_text(struct buf *, const char *, size_t);
void html_cstr(struct buf *, const char *);

/* class may be NULL. */
void html_open(struct buf *, const char *tag, const char *class);
void html_close(struct buf *, const char *tag);
void html_put(struct buf *, const char *tag, const char *class,
    const char *text);

/* A row of a list of pairs (html_open "dl"); nothing for an empty value. */
void html_pair(struct buf *, const char *name, const char *value);

/* A day or time as people write it, "15 September 2026, 09:05". */
void html_time(struct buf *, const char *, size_t);

/* A table whose head stands again on every sheet; cells are the caller's. */
void html_table(struct buf *, const char *class, const char *caption,
    const char *const *heads);
void html_table_end(struct buf *);

/*
 * A picture of when things happened: a lane for each kind, with its own
 * shape and word, a dot for each event with a title; at most one a page.
 */
struct html_timeline {
	const char *title;
	const char *desc;
	const char *const *lane; /* words; NULL-terminated */
	int64_t from, to;
};

void html_timeline_begin(struct buf *, const struct html_timeline *);
void html_timeline_dot(struct buf *, const struct html_timeline *,
    int64_t when, size_t lane, const char *title);
void html_timeline_end(struct buf *);

#endif
