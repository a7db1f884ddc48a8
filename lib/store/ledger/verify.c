/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text/text.h"
#include "store/db/inside.h"

/* The chain as far as it has been followed. */
struct chain {
	int64_t seq;
	char hash[HASH_HEX]; /* of the last head */
	char time[TIME_LEN];
	bool heads; /* only: they hold the hashes of the bodies */
};

static int
bad(struct ledger_report *r, int64_t seq, const char *why)
{
	r->bad = seq;
	snprintf(r->why, sizeof(r->why), "%s", why);
	return 1;
}

static bool
is_time(const char *s, size_t n)
{
	static const char form[] = "0000-00-00T00:00:00Z";

	if (n != TIME_LEN - 1)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (form[i] == '0' ? s[i] < '0' || s[i] > '9' :
		    s[i] != form[i])
			return false;
	}
	return true;
}

static bool
is_kind(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if ((s[i] < 'a' || s[i] > 'z') && s[i] != '-')
			return false;
	}
	return true;
}

/* What a head says of itself; 1 when something is wrong with it. */
static int
check_head(const struct head *h, int64_t seq, struct ledger_report *r)
{
	char number[24];

	snprintf(number, sizeof(number), "%lld", (long long)seq);
	if (!text_equal(h->word[HEAD_SEQ], h->len[HEAD_SEQ], number))
		return bad(r, seq, "it bears another entry's number");
	if (!hash_is_hex(h->word[HEAD_PREV], h->len[HEAD_PREV]) ||
	    !hash_is_hex(h->word[HEAD_BODY], h->len[HEAD_BODY]) ||
	    !is_time(h->word[HEAD_TIME], h->len[HEAD_TIME]) ||
	    !is_kind(h->word[HEAD_KIND], h->len[HEAD_KIND]) ||
	    h->len[HEAD_ACTOR] >= ACTOR_LEN)
		return bad(r, seq, "its header line has been altered");
	return 0;
}

/* body begins {"salt":"…","kind":"KIND","id":"…" with the head's kind. */
static bool
begins_right(const char *body, size_t n, const struct head *h)
{
	static const char salt[] = "{\"salt\":\"", kind[] = "\",\"kind\":\"",
			  id[] = "\",\"id\":\"";
	size_t k = h->len[HEAD_KIND];
	const char *s = body + sizeof(salt) - 1 + SALT_TEXT;

	return n > SALT_AT + SALT_TEXT + sizeof(kind) + k + sizeof(id) &&
	    memcmp(body, salt, sizeof(salt) - 1) == 0 &&
	    memchr(body + sizeof(salt) - 1, '"', SALT_TEXT) == NULL &&
	    memcmp(s, kind, sizeof(kind) - 1) == 0 &&
	    memcmp(s += sizeof(kind) - 1, h->word[HEAD_KIND], k) == 0 &&
	    memcmp(s + k, id, sizeof(id) - 1) == 0;
}

static int
check_body(sqlite3_stmt *st, const struct head *h, int64_t seq,
    struct ledger_report *r)
{
	unsigned char hash[HASH_LEN];
	char hex[HASH_HEX];
	const char *body;
	size_t n;

	if (sqlite3_column_type(st, 2) == SQLITE_NULL)
		return bad(r, seq, "what it held has been removed");
	body = (const char *)sqlite3_column_text(st, 2);
	n = (size_t)sqlite3_column_bytes(st, 2);
	hash_sha256(hash, body, n);
	hash_hex(hex, hash, sizeof(hash));
	if (!text_equal(h->word[HEAD_BODY], h->len[HEAD_BODY], hex))
		return bad(r, seq, "what it holds has been altered");
	if (!begins_right(body, n, h))
		return bad(r, seq, "it does not begin as an entry does");
	return 0;
}

/*
 * An entry does not continue the chain: either the one before was altered,
 * or this one names another before it.  The entry after this one knows.
 */
static int
broken_link(sqlite3_stmt *st, const char *hash, int64_t seq,
    struct ledger_report *r)
{
	struct head h;
	const char *head;

	if (sqlite3_step(st) == SQLITE_ROW &&
	    (head = (const char *)sqlite3_column_text(st, 1)) != NULL &&
	    head_split(&h, head, (size_t)sqlite3_column_bytes(st, 1)) == 0 &&
	    text_equal(h.word[HEAD_PREV], h.len[HEAD_PREV], hash))
		return bad(r, seq - 1, "its header line has been altered");
	return bad(r, seq, "it does not follow from the entry before it");
}

/* One row; 1 when it is bad. */
static int
check_entry(sqlite3_stmt *st, struct chain *c,
    const struct checkpoint *want, struct ledger_report *r)
{
	unsigned char hash[HASH_LEN];
	int64_t seq = sqlite3_column_int64(st, 0);
	char hex[HASH_HEX];
	const char *head, *own;
	struct head h;
	size_t n;

	if (seq > c->seq + 1)
		return bad(r, c->seq + 1, "it is missing");
	if (seq < c->seq + 1)
		return bad(r, seq, "entries are numbered from 1");
	head = (const char *)sqlite3_column_text(st, 1);
	n = (size_t)sqlite3_column_bytes(st, 1);
	if (head == NULL || n >= HEAD_MAX || head_split(&h, head, n) != 0)
		return bad(r, seq, "its header line has been altered");
	if (check_head(&h, seq, r))
		return 1;
	hash_sha256(hash, head, n);
	hash_hex(hex, hash, sizeof(hash));
	/* nothing follows the last entry: only this tells of its header */
	own = (const char *)sqlite3_column_text(st, 3);
	if (own == NULL ||
	    !text_equal(own, (size_t)sqlite3_column_bytes(st, 3), hex))
		return bad(r, seq, "its header line has been altered");
	if (!c->heads && check_body(st, &h, seq, r))
		return 1;
	memcpy(r->last.at, h.word[HEAD_TIME], TIME_LEN - 1);
	if (!text_equal(h.word[HEAD_PREV], h.len[HEAD_PREV], c->hash))
		return broken_link(st, hex, seq, r);
	if (strcmp(r->last.at, c->time) < 0)
		return bad(r, seq, "its time is before the last entry's");
	if (want != NULL && seq == want->seq &&
	    (strcmp(hex, want->hash) != 0 ||
	    strcmp(r->last.at, want->at) != 0))
		return bad(r, seq, "it is not the entry that the checkpoint "
		    "was made of");
	memcpy(c->hash, hex, HASH_HEX);
	memcpy(c->time, r->last.at, TIME_LEN);
	c->seq = r->entries = r->last.seq = seq;
	memcpy(r->last.hash, hex, HASH_HEX);
	return 0;
}

/* The views know of entries that an owner of the file may have cut off. */
static int
check_end(struct store *s, const struct chain *c,
    const struct checkpoint *want, struct ledger_report *r, struct err *err)
{
	int64_t known = 0;

	if (pool_number(&s->pool, "SELECT max(coalesce((SELECT max(seq) "
	    "FROM record), 0), coalesce((SELECT max(seq) FROM earlier), 0))",
	    &known, err) != 0)
		return -1;
	if (c->seq == 0 || known > c->seq)
		bad(r, c->seq + 1, "it is missing");
	else if (want != NULL && want->seq > c->seq)
		bad(r, c->seq + 1, "it is missing: the checkpoint was made "
		    "of a longer ledger");
	return 0;
}

/* The chain from where it stands: 0 at its end, 1 at a bad entry. */
static int
follow(struct store *s, struct chain *c, const struct checkpoint *want,
    struct ledger_report *r, struct err *err)
{
	sqlite3_stmt *st = pool_prepare(&s->pool, "SELECT seq, head, body, "
	    "hash FROM event WHERE seq > ?1 ORDER BY seq", err);
	int got;

	if (st == NULL)
		return -1;
	/* at the beginning also what is numbered from less than 1 */
	sqlite3_bind_int64(st, 1, c->seq == 0 ? INT64_MIN : c->seq);
	while ((got = pool_row(&s->pool, st, err)) > 0 &&
	    check_entry(st, c, want, r) == 0)
		;
	sqlite3_finalize(st);
	return got;
}

int
ledger_settled(struct store *s, const char *last, struct err *err)
{
	unsigned char hash[HASH_LEN];
	char hex[HASH_HEX];
	struct ledger_report r = { .entries = s->first };
	/* of many the bodies are looked at as they are answered with */
	struct chain c = { .seq = s->first,
		.heads = s->seq - s->first > STORE_MUCH };
	sqlite3_stmt *st;
	int got;

	memcpy(c.hash, s->before, HASH_HEX);
	hash_sha256(hash, last, strlen(last));
	hash_hex(hex, hash, sizeof(hash));
	if ((got = follow(s, &c, NULL, &r, err)) < 0)
		return -1;
	if (got == 0 && c.seq == s->seq && strcmp(c.hash, hex) == 0) {
		if ((st = pool_stmt(&s->pool, S_EVENT_LAST, err)) == NULL ||
		    pool_row(&s->pool, st, err) < 0)
			return -1;
		got = sqlite3_column_int64(st, 0) == s->seq;
		sqlite3_reset(st);
		if (got)
			return 0;
	}
	return pool_fail(&s->pool, SQLITE_CORRUPT, err);
}

int
ledger_verify(struct store *s, const struct checkpoint *want,
    struct ledger_report *r, struct err *err)
{
	struct chain c = { .seq = 0 };
	bool begun = sqlite3_get_autocommit(s->pool.db);
	int got;

	memset(r, 0, sizeof(*r));
	memset(c.hash, '0', HASH_HEX - 1);
	if (begun && pool_exec(&s->pool, "BEGIN", err) != 0)
		return -1;
	got = follow(s, &c, want, r, err);
	if (got == 0 && check_end(s, &c, want, r, err) != 0)
		got = -1;
	if (begun)
		sqlite3_exec(s->pool.db, "COMMIT", NULL, NULL, NULL);
	return got < 0 ? -1 : 0;
}

int
ledger_whole(struct store *s, const struct checkpoint *want,
    struct ledger_report *r, struct err *err)
{
	if (ledger_verify(s, want, r, err) != 0)
		return -1;
	if (r->bad == 0)
		return 0;
	err_set(err, ST_NO, ERR_ALTERED,
	    "The ledger is not whole at entry %lld: %s.", (long long)r->bad,
	    r->why);
	return err_hint(err, "Leave the file as it is, and keep the last good "
			     "backup safe.");
}
