/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "scr_import_part.h"

/* Content of a check without its client_id. */
static void
strip(struct buf *b, const char *s, size_t n)
{
	static const char name[] = ",\"client_id\":\"";
	const char *at = memmem(s, n, name, sizeof(name) - 1), *p;

	buf_reset(b);
	if (at == NULL) {
		buf_add(b, s, n);
		return;
	}
	for (p = at + sizeof(name) - 1; *p != '"'; p++)
		if (*p == '\\')
			p++;
	buf_add(b, s, (size_t)(at - s));
	buf_add(b, p + 1, n - (size_t)(p + 1 - s));
}

/* Which of the import's checks of a type it is by its client_id; or 0. */
static long
place_in_series(struct scr_import *im, const struct json *j, int type)
{
	int t = json_get(j, 0, "client_id");
	const char *s, *word = words_check[type];
	size_t n, nbase = im->series.n, nword = strlen(word);
	long place = 0;

	if (t < 0)
		return 0;
	s = json_text(j, t, &im->scratch, &n);
	if (n < nbase + nword || memcmp(s, im->series.p, nbase) != 0 ||
	    memcmp(s + nbase, word, nword) != 0)
		return 0;
	s += nbase + nword;
	n -= nbase + nword;
	if (n == 0)
		return 1;
	if (*s != '/' || n > 9)
		return 0;
	while (--n > 0 && *++s >= '0' && *s <= '9')
		place = place * 10 + (*s - '0');
	return n > 0 ? 0 : place;
}

static int
take_check(void *arg, const struct stored *row, struct err *err)
{
	struct scr_import *im = arg;
	struct held *h;
	int t;

	if (json_parse(&im->json, row->body, row->len, 0, err) == -1)
		return -1;
	if (im->nheld == im->held_cap) {
		im->held_cap = im->held_cap == 0 ? 32 : im->held_cap * 2;
		im->held = mem_resize(im->held, im->held_cap,
		    sizeof(*im->held));
		memset(im->held + im->nheld, 0,
		    (im->held_cap - im->nheld) * sizeof(*im->held));
	}
	h = &im->held[im->nheld++];
	memcpy(h->id, row->id, ID_LEN);
	h->version = row->version;
	t = json_get(&im->json, 0, "type");
	h->type = 0;
	while (words_check[h->type] != NULL &&
	    !json_is(&im->json, t, words_check[h->type]))
		h->type++;
	h->series = words_check[h->type] == NULL
	    ? 0 : place_in_series(im, &im->json, h->type);
	strip(&h->content, row->body + row->content,
	    row->len - row->content);
	return 0;
}

static int
take_first(void *arg, const struct stored *row, struct err *err)
{
	struct held *h = arg;

	(void)err;
	strip(&h->content, row->body + row->content,
	    row->len - row->content);
	return 1;
}

int
scr_import_held(struct scr_import *im, const char *id, bool any,
    struct err *err)
{
	struct query query = { .kind = &kind_check, .about = id };

	im->nheld = 0;
	buf_reset(&im->series);
	buf_addf(&im->series, "%s/", im->client.n > 0 ? buf_str(&im->client)
						      : id);
	if (any && store_each(im->cmd->s.store, &query, take_check, im, err) ==
		       -1)
		return -1;
	/* what came again is compared with the version first stored */
	for (size_t i = 0; i < im->nheld; i++)
		if (im->held[i].version > 1 &&
		    store_versions(im->cmd->s.store, im->held[i].id,
			take_first, &im->held[i], err) == -1)
			return -1;
	return 0;
}

static bool
says_the_same(const struct scr_import *im, const struct held *h)
{
	return h->content.n == im->content.n - 1 &&
	    memcmp(h->content.p, im->content.p + 1, h->content.n) == 0;
}

/*
 * The check on record that says the same: of the import's own the last must,
 * since a cell may be changed and changed back; else any may.
 */
static const struct held *
said_already(const struct scr_import *im, int type, bool series, long *last)
{
	const struct held *newest = NULL, *same = NULL, *h;

	for (size_t i = 0; i < im->nheld; i++) {
		h = &im->held[i];
		if (h->type != type)
			continue;
		if (h->series > *last) {
			*last = h->series;
			newest = h;
		}
		if (says_the_same(im, h))
			same = h;
	}
	if (series && newest != NULL)
		return says_the_same(im, newest) ? newest : NULL;
	return same;
}

int
scr_import_check(struct scr_import *im, int type, bool series,
    struct err *err)
{
	const struct held *same;
	struct buf *b = &im->text;
	size_t end;
	long last = 0;
	int rc;

	buf_reset(&im->content);
	if (rec_accept(&im->content, &kind_check, &im->typed,
		&im->cmd->s.context, err) == -1)
		return -1;
	same = said_already(im, type, series, &last);
	if (same != NULL)
		return session_again(&im->cmd->s, same->id, err);
	if (!series)
		return session_put(
		    &im->cmd->s, &kind_check, &im->typed, NULL, err);
	buf_reset(b);
	buf_add(b, im->content.p, im->content.n - 1);
	end = b->n;
	do {
		buf_cut(b, end);
		buf_reset(&im->scratch);
		buf_addf(&im->scratch, "%s%s", buf_str(&im->series),
		    words_check[type]);
		if (++last > 1)
			buf_addf(&im->scratch, "/%ld", last);
		json_pair(b, "client_id", buf_str(&im->scratch));
		json_close(b, '}');
		rc = json_parse(&im->typed, b->p, b->n, 0, err);
		if (rc == 0)
			rc = session_put(
			    &im->cmd->s, &kind_check, &im->typed, NULL, err);
		/* somebody else's check may go by that name */
	} while (rc == -1 && err_is(err, ERR_CLIENT_ID));
	return rc;
}
