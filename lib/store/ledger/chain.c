/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/core/worker.h"
#include "store/db/inside.h"

#define BATCH 64	     /* entries */
#define BATCH_BYTES (1 << 17) /* of their bodies, about */
#define BODY_KEPT (1 << 14)  /* a longer one's memory is given back */

struct entry {
	int64_t seq;
	const struct kind *kind;
	char time[TIME_LEN];
	char actor[ACTOR_LEN];
	struct buf body;
	char bodyhash[HASH_HEX];
	char head[HEAD_MAX];
	size_t headlen;
	char hash[HASH_HEX]; /* of head */
};

struct batch {
	struct entry *entry;
	int n;
	size_t bytes;
};

/*
 * One batch is filled.  A thread, where there is one, hashes the other
 * meanwhile.
 */
struct chain {
	char prev[HASH_HEX];
	char last[HEAD_MAX]; /* the head entered last, or "" */
	struct entry one;    /* the first batch, before there is a thread */
	struct batch batch[2];
	struct batch *fill, *busy;
	struct worker *hasher; /* busy and prev are its own meanwhile */
};

static void
hash_bodies(struct batch *b)
{
	unsigned char hash[HASH_LEN], salt[SALT_LEN];
	char salt64[SALT_TEXT + 1];

	for (int i = 0; i < b->n; i++) {
		struct entry *e = &b->entry[i];

		hash_random(salt, sizeof(salt));
		hash_base64(salt64, salt, sizeof(salt));
		memcpy(e->body.p + SALT_AT, salt64, SALT_TEXT);
		hash_sha256(hash, e->body.p, e->body.n);
		hash_hex(e->bodyhash, hash, sizeof(hash));
	}
}

/* Each head has the hash of the one before, so they are made in turn. */
static void
link_heads(struct chain *c, struct batch *b)
{
	unsigned char hash[HASH_LEN];

	for (int i = 0; i < b->n; i++) {
		struct entry *e = &b->entry[i];

		e->headlen = (size_t)snprintf(e->head, sizeof(e->head),
		    "%lld %s %s %s %s %s", (long long)e->seq, c->prev,
		    e->time, e->kind->name, e->actor, e->bodyhash);
		hash_sha256(hash, e->head, e->headlen);
		hash_hex(e->hash, hash, sizeof(hash));
		memcpy(c->prev, e->hash, HASH_HEX);
	}
}

static void
hash(void *arg)
{
	struct chain *c = arg;

	hash_bodies(c->busy);
	link_heads(c, c->busy);
}

static int
enter_batch(struct store *s, struct batch *b, struct err *err)
{
	sqlite3_stmt *st = NULL;

	for (int i = 0; i < b->n; i++) {
		struct entry *e = &b->entry[i];

		if ((st = pool_stmt(&s->pool, S_EVENT_ADD, err)) == NULL)
			return -1;
		sqlite3_bind_int64(st, 1, e->seq);
		pool_bytes(st, 2, e->head, e->headlen);
		pool_bytes(st, 3, e->hash, HASH_HEX - 1);
		pool_bytes(st, 4, e->body.p, e->body.n);
		if (pool_change(&s->pool, st, 1, err) != 0)
			return -1;
		if (e->body.n > BODY_KEPT)
			buf_release(&e->body);
	}
	if (b->n > 0)
		memcpy(s->chain->last, b->entry[b->n - 1].head, HEAD_MAX);
	b->n = 0;
	b->bytes = 0;
	return 0;
}

/* The batch that the thread has finished; NULL when it had none. */
static struct batch *
take_back(struct chain *c)
{
	struct batch *b = c->busy;

	if (b != NULL)
		worker_wait(c->hasher);
	c->busy = NULL;
	return b;
}

void
chain_start(struct store *s, const char prev[HASH_HEX])
{
	struct chain *c = s->chain;

	if (c == NULL) {
		c = s->chain = mem_alloc(sizeof(*c));
		c->fill = &c->batch[0];
		c->fill->entry = &c->one;
	}
	memcpy(c->prev, prev, HASH_HEX);
}

void
chain_hurry(struct store *s)
{
	struct chain *c = s->chain;

	if (c->hasher != NULL ||
	    (c->hasher = worker_start(hash, c)) == NULL)
		return;
	for (int i = 0; i < 2; i++)
		c->batch[i].entry = mem_alloc(BATCH * sizeof(struct entry));
}

struct buf *
chain_body(struct store *s)
{
	struct batch *b = s->chain->fill;

	buf_reset(&b->entry[b->n].body);
	return &b->entry[b->n].body;
}

int
chain_add(struct store *s, int64_t seq, const struct kind *kind,
    const char time[TIME_LEN], const char actor[ACTOR_LEN], struct err *err)
{
	struct chain *c = s->chain;
	struct batch *b = c->fill, *done;
	struct entry *e = &b->entry[b->n++];

	e->seq = seq;
	e->kind = kind;
	memcpy(e->time, time, TIME_LEN);
	memcpy(e->actor, actor, ACTOR_LEN);
	b->bytes += e->body.n;
	if (c->hasher == NULL)
		return chain_settle(s, err);
	if (b->n < BATCH && b->bytes < BATCH_BYTES)
		return 0;
	done = take_back(c);
	c->busy = b;
	c->fill = b == &c->batch[0] ? &c->batch[1] : &c->batch[0];
	worker_go(c->hasher);
	return done == NULL ? 0 : enter_batch(s, done, err);
}

int
chain_settle(struct store *s, struct err *err)
{
	struct chain *c = s->chain;
	struct batch *done;

	if (c == NULL)
		return 0;
	hash_bodies(c->fill); /* while the thread has the other */
	done = take_back(c);
	if (done != NULL && enter_batch(s, done, err) != 0)
		return -1;
	link_heads(c, c->fill);
	return enter_batch(s, c->fill, err);
}

void
chain_forget(struct store *s)
{
	struct chain *c = s->chain;

	if (c == NULL)
		return;
	take_back(c);
	for (int i = 0; i < 2; i++) {
		c->batch[i].n = 0;
		c->batch[i].bytes = 0;
	}
	c->last[0] = '\0';
}

const char *
chain_last(const struct store *s)
{
	return s->chain == NULL ? "" : s->chain->last;
}

void
chain_free(struct chain *c)
{
	bool threaded = c != NULL && c->hasher != NULL;

	if (c == NULL)
		return;
	worker_end(c->hasher);
	buf_release(&c->one.body);
	for (int i = 0; i < 2 && threaded; i++) {
		for (int k = 0; k < BATCH; k++)
			buf_release(&c->batch[i].entry[k].body);
		free(c->batch[i].entry);
	}
	free(c);
}
