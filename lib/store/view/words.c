/* SPDX-License-Identifier: ISC */
#include "model/search.h"
#include "store/db/inside.h"

#define LAG 1000 /* entries without words that are looked through again */

/* The words of a body, into b: whether there are any. */
static bool
words_of(const char *body, size_t len, struct json *doc, struct buf *b)
{
	const struct kind *kind;
	char id[ID_LEN];
	struct err ignored;
	size_t content;

	buf_reset(b);
	if (body == NULL || body_split(body, len, &kind, id, &content) != 0 ||
	    kind == NULL || !kind->search ||
	    json_parse(doc, body, len, 0, &ignored) != 0)
		return false;
	search_index(b, kind, doc);
	return b->n > 0;
}

/* search_text(body), for the view words_text */
static void
search_text(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	const char *body = (const char *)sqlite3_value_text(argv[0]);
	size_t n = (size_t)sqlite3_value_bytes(argv[0]);
	struct buf words = BUF_INIT;
	struct json doc = { 0 };

	(void)argc;
	if (words_of(body, n, &doc, &words))
		sqlite3_result_text64(ctx, words.p, words.n, SQLITE_TRANSIENT,
		    SQLITE_UTF8);
	json_release(&doc);
	buf_release(&words);
}

/*
 * How far the words are entered: one number, and none past the end of the
 * ledger, else the words of what comes would be taken for entered.
 */
static int
words_upto(struct pool *p, int64_t *upto, struct err *err)
{
	int64_t sound = 0;

	if (pool_number(p, "SELECT count(*) = 1 AND coalesce(max(seq) BETWEEN "
	    "0 AND (SELECT coalesce(max(seq), 0) FROM event), 0) "
	    "FROM searchable", &sound, err) != 0)
		return -1;
	if (!sound)
		return pool_fail(p, SQLITE_CORRUPT_VTAB, err);
	return upto == NULL ? 0 :
	    pool_number(p, "SELECT seq FROM searchable", upto, err);
}

int
words_compare(struct pool *p, struct buf *difference, struct err *err)
{
	int rc = words_upto(p, NULL, err);

	if (rc != 0) {
		if (err_is(err, ERR_DAMAGED))
			buf_adds(difference, "words");
		return difference->n > 0 ? 0 : -1;
	}
	sqlite3_create_function(p->db, "search_text", 1, SQLITE_UTF8 |
	    SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, search_text, NULL,
	    NULL);
	rc = sqlite3_exec(p->db, "INSERT INTO words (words, rank) "
	    "VALUES ('integrity-check', 1)", NULL, NULL, NULL);
	if ((rc & 0xff) == SQLITE_CORRUPT)
		buf_adds(difference, "words");
	else if (rc != SQLITE_OK)
		return pool_fail(p, rc, err);
	return 0;
}

/*
 * Where many texts come at once, the memory goes to the words and not to
 * pages, and the parts of the index are merged by the texts that come later:
 * a search through a dozen parts takes no longer that anybody could see.
 */
static int
begin_many(struct pool *p, struct err *err)
{
	return pool_exec(p,
	    "INSERT INTO words (words, rank) VALUES ('hashsize', 6291456);"
	    "INSERT INTO words (words, rank) VALUES ('automerge', 0)", err);
}

static int
end_many(struct pool *p, struct err *err)
{
	return pool_exec(p,
	    "INSERT INTO words (words, rank) VALUES ('automerge', 4)", err);
}

/*
 * Goes through the entries after the last one that can be searched: *last is
 * the number of the last of all, *n how many of them hold words, which are
 * entered in the index where enter says so.
 */
static int
go_through(struct store *s, bool enter, int64_t *first, int64_t *last,
    int64_t *n, struct err *err)
{
	struct pool *p = &s->pool;
	struct buf words = BUF_INIT;
	const char *body;
	sqlite3_stmt *st = NULL, *add;
	size_t len;
	int r;

	*n = *first = 0;
	if (words_upto(p, first, err) != 0 ||
	    (st = pool_prepare(p, "SELECT seq, body FROM event "
	    "WHERE seq > ?1 ORDER BY seq", err)) == NULL)
		return -1;
	*last = *first;
	sqlite3_bind_int64(st, 1, *first);
	while ((r = pool_row(p, st, err)) > 0) {
		*last = sqlite3_column_int64(st, 0);
		body = pool_span(st, 1, &len);
		if (!words_of(body, len, &s->doc, &words))
			continue;
		++*n;
		if (!enter)
			break;
		if ((*n == STORE_SOME &&
		    (r = store_enlarge(s, 2000, err)) != 0) ||
		    (*n == STORE_MUCH && (r = begin_many(p, err)) != 0))
			break;
		if ((add = pool_stmt(p, S_WORDS_ADD, err)) == NULL) {
			r = -1;
			break;
		}
		sqlite3_bind_int64(add, 1, *last);
		pool_bytes(add, 2, words.p, words.n);
		if ((r = pool_change(p, add, 1, err)) != 0)
			break;
	}
	sqlite3_finalize(st);
	buf_release(&words);
	if (r == 0 && *n >= STORE_MUCH)
		r = end_many(p, err);
	return r < 0 ? -1 : 0;
}

static int
enter_all(struct store *s, struct err *err)
{
	int64_t first, last, n;
	sqlite3_stmt *st;

	if (go_through(s, true, &first, &last, &n, err) != 0 ||
	    (st = pool_stmt(&s->pool, S_WORDS_UPTO, err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, last);
	if (pool_run(&s->pool, st, err) != 0)
		return -1;
	return sqlite3_changes(s->pool.db) == 1 ? 0 :
	    pool_fail(&s->pool, SQLITE_CORRUPT_VTAB, err);
}

int
words_enter(struct store *s, struct err *err)
{
	bool begun = sqlite3_get_autocommit(s->pool.db);
	int64_t first, last, n;

	if (s->mode != STORE_WRITE)
		return err_set(err, ST_FAULT, "fault",
		    "Words were looked for in a store opened for reading.");
	if (go_through(s, false, &first, &last, &n, err) != 0)
		return -1;
	if (n == 0 && last - first < LAG)
		return 0;
	if (!begun)
		return enter_all(s, err);
	if (store_begin(s, err) != 0)
		return -1;
	if (enter_all(s, err) != 0) {
		store_rollback(s);
		return -1;
	}
	return store_commit(s, err);
}
