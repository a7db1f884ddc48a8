/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text/text.h"
#include "store/db/inside.h"

#define ZEROS \
	"0000000000000000000000000000000000000000000000000000000000000000"

/* Exactly six words with one blank between each two. */
int
head_split(struct head *h, const char *s, size_t n)
{
	const char *end = s + n, *p;

	for (int i = 0; i < 6; i++) {
		for (p = s; p < end && (unsigned char)*p > ' ' && *p != 127; )
			p++;
		h->word[i] = s;
		h->len[i] = (size_t)(p - s);
		if (p == s || (i < 5 ? p == end || *p != ' ' : p != end))
			return -1;
		s = p + 1;
	}
	return 0;
}

static int
skip(const char **s, const char *end, const char *what)
{
	size_t n = strlen(what);

	if ((size_t)(end - *s) < n || memcmp(*s, what, n) != 0)
		return -1;
	*s += n;
	return 0;
}

/*
 * A body as ledger_append() writes it; *content is where the first field
 * begins (or the closing brace, where there is none).
 */
int
body_split(const char *body, size_t n, const struct kind **kind,
    char id[ID_LEN], size_t *content)
{
	const char *s = body, *end = body + n, *q;

	if (skip(&s, end, "{\"salt\":\"") != 0 || end - s < SALT_TEXT)
		return -1;
	s += SALT_TEXT;
	if (skip(&s, end, "\",\"kind\":\"") != 0 ||
	    (q = memchr(s, '"', (size_t)(end - s))) == NULL)
		return -1;
	*kind = kind_named(s, (size_t)(q - s));
	s = q;
	if (skip(&s, end, "\",\"id\":\"") != 0 ||
	    (q = memchr(s, '"', (size_t)(end - s))) == NULL ||
	    q - s >= ID_LEN || end - q < 2)
		return -1;
	memcpy(id, s, (size_t)(q - s));
	id[q - s] = '\0';
	s = q + 1;
	*content = (size_t)(s - body) + (*s == ',');
	return *s == ',' || *s == '}' ? 0 : -1;
}

static bool
has_hash(const char *hex, size_t n, const char *s, size_t len)
{
	unsigned char hash[HASH_LEN];
	char own[HASH_HEX];

	hash_sha256(hash, s, len);
	hash_hex(own, hash, sizeof(hash));
	return text_equal(hex, n, own);
}

int
entry_sound(struct pool *p, int64_t seq, const struct entry_text *e,
    const char *own, struct head *h, struct err *err)
{
	if (e->head == NULL || head_split(h, e->head, e->headlen) != 0 ||
	    (own != NULL &&
	    !has_hash(own, HASH_HEX - 1, e->head, e->headlen)) ||
	    (e->body != NULL && !has_hash(h->word[HEAD_BODY],
	    h->len[HEAD_BODY], e->body, e->bodylen))) {
		err_set(err, ST_IO, ERR_DAMAGED,
		    "Entry %lld of the store %s is not as it was stored.",
		    (long long)seq, p->path);
		return err_hint(err, HINT_DAMAGED);
	}
	return e->body != NULL;
}

int
ledger_last(struct store *s, struct checkpoint *c, struct err *err)
{
	sqlite3_stmt *st = pool_stmt(&s->pool, S_EVENT_LAST, err);
	char number[24];
	struct head h;
	const char *head;
	size_t n;
	int r;

	if (st == NULL || (r = pool_row(&s->pool, st, err)) <= 0)
		return st == NULL ? -1 : r;
	c->seq = sqlite3_column_int64(st, 0);
	snprintf(number, sizeof(number), "%lld", (long long)c->seq);
	head = pool_span(st, 1, &n);
	pool_copy(c->hash, HASH_HEX, st, 2);
	r = head != NULL && head_split(&h, head, n) == 0 &&
	    h.len[HEAD_TIME] == TIME_LEN - 1 &&
	    text_equal(h.word[HEAD_SEQ], h.len[HEAD_SEQ], number) &&
	    has_hash(c->hash, strlen(c->hash), head, n);
	if (r) {
		memcpy(c->at, h.word[HEAD_TIME], TIME_LEN - 1);
		c->at[TIME_LEN - 1] = '\0';
	}
	sqlite3_reset(st);
	return r ? 1 : pool_fail(&s->pool, SQLITE_CORRUPT, err);
}

/* A record whose entry was cut off tells of it, before another is entered. */
static int
check_cut(struct store *s, struct err *err)
{
	sqlite3_stmt *st = pool_stmt(&s->pool, S_RECORD_LAST, err);
	bool cut;

	if (st == NULL || pool_row(&s->pool, st, err) < 0)
		return -1;
	cut = sqlite3_column_int64(st, 0) > s->seq;
	sqlite3_reset(st);
	return cut ? pool_fail(&s->pool, SQLITE_CORRUPT, err) : 0;
}

/* Where the chain stands, once in each transaction. */
int
ledger_load(struct store *s, struct err *err)
{
	struct checkpoint last = { 0, ZEROS, "" };

	if (s->loaded)
		return 0;
	if (schema_known(&s->pool, err) != 0 ||
	    ledger_last(s, &last, err) < 0)
		return -1;
	s->seq = last.seq;
	memcpy(s->time, last.at, TIME_LEN);
	if (check_cut(s, err) != 0)
		return -1;
	chain_start(s, last.hash);
	memcpy(s->before, last.hash, HASH_HEX);
	s->first = s->seq;
	s->loaded = true;
	return 0;
}

/* The time of the next entry: now, but never before the last one's. */
void
ledger_time(struct store *s, int64_t now, char out[TIME_LEN])
{
	time_format(now, out);
	if (strcmp(out, s->time) < 0) {
		memcpy(out, s->time, TIME_LEN);
		s->behind = true;
	}
}

static void
actor_word(char out[ACTOR_LEN], const char *actor)
{
	size_t n = strlen(actor), i;

	/* what is too long, or no text, ends with its last whole character */
	n = text_utf8(actor, n < ACTOR_LEN ? n : ACTOR_LEN - 1);
	for (i = 0; i < n; i++)
		out[i] = (unsigned char)actor[i] <= ' ' || actor[i] == 127 ?
		    '-' : actor[i];
	if (i == 0)
		out[i++] = '-';
	out[i] = '\0';
}

/* ledger_load() has been called. */
int
ledger_append(struct store *s, const struct draft *d, const char *id,
    struct err *err)
{
	char time[TIME_LEN], actor[ACTOR_LEN];
	struct buf *b = chain_body(s);

	buf_reserve(b, d->len + 256);
	buf_adds(b, "{\"salt\":\"");
	b->n += SALT_TEXT; /* which the chain fills in */
	buf_adds(b, "\",\"kind\":\"");
	buf_adds(b, d->kind->name);
	buf_adds(b, "\",\"id\":\"");
	buf_adds(b, id);
	buf_addc(b, '"');
	if (d->content[1] != '}')
		buf_addc(b, ',');
	buf_add(b, d->content + 1, d->len - 1);

	ledger_time(s, d->now, time);
	actor_word(actor, d->actor);
	memcpy(s->time, time, sizeof(time));
	return chain_add(s, ++s->seq, d->kind, time, actor, err);
}

void
checkpoint_write(struct buf *b, const struct checkpoint *c,
    const char *school)
{
	buf_adds(b, "vigil checkpoint 1\nschool ");
	for (; *school != '\0'; school++)
		buf_addc(b, (unsigned char)*school < ' ' ? ' ' : *school);
	buf_addf(b, "\nentries %lld\nhash %s\nat %s\n", (long long)c->seq,
	    c->hash, c->at);
}

/* The rest of the next line when it begins with word. */
static int
line_of(const char **s, const char *end, const char *word, const char **rest,
    size_t *n)
{
	const char *nl = memchr(*s, '\n', (size_t)(end - *s));

	if (nl == NULL || skip(s, nl, word) != 0)
		return -1;
	*rest = *s;
	*n = (size_t)(nl - *s);
	*s = nl + 1;
	return 0;
}

int
checkpoint_read(struct checkpoint *c, const char *text, size_t len,
    struct err *err)
{
	const char *s = text, *end = text + len, *rest;
	struct err ignored;
	char number[20];
	int64_t t;
	size_t n;

	memset(c, 0, sizeof(*c));
	if (line_of(&s, end, "vigil checkpoint 1", &rest, &n) != 0 || n != 0 ||
	    line_of(&s, end, "school ", &rest, &n) != 0 ||
	    line_of(&s, end, "entries ", &rest, &n) != 0 ||
	    n == 0 || n >= sizeof(number) || *rest == '0' ||
	    strspn(rest, "0123456789") != n)
		goto bad;
	memcpy(number, rest, n);
	number[n] = '\0';
	c->seq = strtoll(number, NULL, 10);
	if (line_of(&s, end, "hash ", &rest, &n) != 0 || !hash_is_hex(rest, n))
		goto bad;
	memcpy(c->hash, rest, n);
	if (line_of(&s, end, "at ", &rest, &n) != 0 || n != TIME_LEN - 1 ||
	    time_parse(rest, n, &t, &ignored) != 0 || s != end)
		goto bad;
	time_format(t, c->at);
	if (memcmp(rest, c->at, n) == 0)
		return 0;
bad:
	err_set(err, ST_DATA, "bad-checkpoint",
	    "This is not a checkpoint of vigil, or not a whole one.");
	return err_hint(err, "Give the file just as ledger-seal wrote it.");
}
