/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_STORE_INSIDE_H
#define VIGIL_STORE_INSIDE_H

/*
 * What the files of lib/store share.  Nothing outside includes this.
 */

#include <sqlite3.h>

#include "base/core/buf.h"
#include "base/json/json.h"
#include "store/ledger/ledger.h"
#include "store/db/store.h"

#define STORE_VERSION 7 /* the number of migrations */
#define STORE_PAGE 8192 /* of a new one; an earlier one may have 4096 */
#define STORE_APPLICATION 0x5649474c /* "VIGL" */

#define HEAD_MAX 320
#define KNOWN_PLACES 8192
#define KNOWN_EACH 4
#define STORE_SOME 3   /* entries in one transaction, for more cache */
#define STORE_MUCH 256 /* ... for a thread beside it */
#define STORE_LONG (32 << 10) /* bytes of one */
#define STORE_CACHE 8500 /* KiB */
#define LINK_WAS "was:" /* before the field, of an earlier version's link */
#define SALT_LEN 32
#define SALT_TEXT 44 /* in base64 */
#define SALT_AT 9    /* {"salt":" */
/* After its closing quote; what follows, its comma made a brace, is shown. */
#define BODY_SHOWN (SALT_AT + SALT_TEXT + 1)

#define HINT_DAMAGED "Put back the last good backup with store-restore " \
	"--replace, which keeps the damaged file."

enum stmt {
	S_EVENT_ADD,
	S_EVENT_LAST,
	S_EVENT_GET,
	S_RECORD_ADD,
	S_RECORD_LAST,
	S_RECORD_SEEN,
	S_RECORD_GET,
	S_RECORD_NEW_VERSION,
	S_RECORD_STATE,
	S_EARLIER_ADD,
	S_LINK_ADD,
	S_LINK_DROP,
	S_LINK_WAS,
	S_ALIAS_ADD,
	S_ALIAS_DROP,
	S_ALIAS_OTHER,
	S_ALIAS_TAKEN,
	S_ID,
	S_ALIAS_FIND,
	S_WORDS_ADD,
	S_WORDS_UPTO,
	S_GET,
	S_HAS,
	S_ONLY,
	S_PREFIX,
	S_MARK_GET,
	S_MARK_PUT,
	S_MARKED_PUT,
	S_MARKED_ALL,
	S_MARKED_GET,
	S_MARKED_DROP,
	S_MERGED_ALL,
	S_MERGED_PUT,
	S_ROLL_GET,
	S_ROLL_PUT,
	S_CAME_ADD,
	S_CAME_GET,
	S_CAME_LAST,
	S_COUNT
};

/* What a statement answers about an entry and its record, in this order. */
enum column {
	C_FIRST,
	C_SEQ,
	C_ID,
	C_BODY,
	C_HEAD,
	C_HASH, /* from here on not where plain rows are asked for */
	C_VERSION,
	C_STATE,
	C_FLAGS
};

#define PLAIN_COLUMNS "r.first, r.seq, r.id, e.body, e.head"
#define OTHER_COLUMNS ", e.hash, r.version, r.state, r.flags"

/* A database and its statements, prepared once each. */
struct pool {
	sqlite3 *db;
	char *path; /* for messages */
	bool writes; /* for messages: something would have been stored */
	sqlite3_stmt *stmt[S_COUNT];
	int64_t waiting; /* since when, for the busy handler */
};

/* The views in a database, which is the store's own or one in memory. */
struct views {
	struct pool *to;
	struct pool *ledger; /* where the bodies are */
	struct json old;     /* the version before */
	struct json moved;
	struct buf old_text;
	struct buf moved_text;
	struct buf value;
	struct buf scratch;
	struct buf scratch2;
};

/* What an entry makes of the views, found out before anything is written. */
struct plan {
	const struct kind *kind;
	const struct json *doc;
	bool is_new;
	bool twin;
	int version;
	int64_t old_seq;
	int64_t first; /* 0 for a new one */
	char state[40];
	char moved[ID_LEN]; /* the record whose state changes, or "" */
	char moved_state[40];
};

/* The last few records seen whose ids share a place. */
struct known {
	char id[KNOWN_EACH][ID_LEN];
};

struct store {
	struct pool pool;
	enum store_mode mode;
	struct views views;
	struct json doc;
	struct buf got; /* of store_get() */
	char state[40];
	char flags[64];
	bool behind;
	struct known *known; /* records that this transaction has seen */
	/* The last entry, known once something is entered. */
	bool loaded;
	int64_t seq;
	int64_t first; /* before this transaction's first entry */
	char before[HASH_HEX]; /* its hash */
	char time[TIME_LEN];
	struct chain *chain; /* NULL before the first */
};

/* The six words of a head; they point into it. */
struct head {
	const char *word[6];
	size_t len[6];
};

enum { HEAD_SEQ, HEAD_PREV, HEAD_TIME, HEAD_KIND, HEAD_ACTOR, HEAD_BODY };

/* An entry as the table has it; NULL where there is none. */
struct entry_text {
	const char *head;
	size_t headlen;
	const char *body;
	size_t bodylen;
};

/* pool.c */
int pool_open(struct pool *, const char *path, int flags, struct err *);
void pool_close(struct pool *);
int pool_fail(struct pool *, int rc, struct err *);
int pool_exec(struct pool *, const char *sql, struct err *);
sqlite3_stmt *pool_prepare(struct pool *, const char *sql, struct err *);
sqlite3_stmt *pool_stmt(struct pool *, enum stmt, struct err *);
int pool_row(struct pool *, sqlite3_stmt *, struct err *); /* 1, 0, -1 */
int pool_run(struct pool *, sqlite3_stmt *, struct err *);
/* The same for what has to change n rows: damage, where it does not. */
int pool_change(struct pool *, sqlite3_stmt *, int n, struct err *);
void pool_text(sqlite3_stmt *, int, const char *); /* borrowed until reset */
void pool_bytes(sqlite3_stmt *, int, const char *, size_t);
/* A column's bytes, borrowed until the next row; NULL for none. */
const char *pool_span(sqlite3_stmt *, int column, size_t *n);
void pool_copy(char *out, size_t size, sqlite3_stmt *, int column);
int pool_number(struct pool *, const char *sql, int64_t *, struct err *);

/* store.c */
int store_connect(struct store *, bool any_version, struct err *);
int store_enlarge(struct store *, int kib, struct err *);
char *store_real_path(const char *path, struct err *);
struct store *store_new(char *path, enum store_mode);

/* migrate.c */
int migrate(struct pool *, const char *sql, struct err *);
int store_sync_folder(const char *path, struct err *);

/*
 * schema.c: schema_known() is for who is about to write: "other-version" of
 * a store that is made otherwise than the migrations make it, were it by a
 * trigger more; schema_compare() says in what (sql: their folder).
 */
int schema_known(struct pool *, struct err *);
int schema_compare(struct pool *, const char *sql, struct buf *troubles,
    struct err *);

/* ledger.c */
int head_split(struct head *, const char *, size_t);
int body_split(const char *body, size_t n, const struct kind **,
    char id[ID_LEN], size_t *content);
/*
 * Whether an entry is as it was stored: its body has the hash in its head,
 * and its head the one it was stored with (own, or NULL where that is not
 * read).  1, and the head's words; 0 when the body was lawfully removed; -1,
 * "damaged", names the entry.
 */
int entry_sound(struct pool *, int64_t seq, const struct entry_text *,
    const char *own, struct head *h, struct err *);
int ledger_load(struct store *, struct err *);
int ledger_append(struct store *, const struct draft *, const char *id,
    struct err *);
void ledger_time(struct store *, int64_t now, char out[TIME_LEN]);

/*
 * verify.c: whether what this transaction entered can be read again as it
 * was put, up to the head entered last, and is the end of the ledger.
 */
int ledger_settled(struct store *, const char *last, struct err *);

/* row.c: each row of a prepared query to the caller's row function */
int rows_each(struct store *, sqlite3_stmt *, bool plain, store_row *,
    void *arg, struct err *);

/*
 * chain.c: entries on their way into the ledger.  Each one's hash is part of
 * the next one's head; where a transaction has many, a thread computes them
 * while the next are made ready.  So an entry may be in the views and not in
 * the table event yet: whoever reads entries calls chain_settle() first.
 */
void chain_start(struct store *, const char prev[HASH_HEX]);
void chain_hurry(struct store *); /* many will come; without a thread: none */
struct buf *chain_body(struct store *); /* empty; the salt is filled in */
int chain_add(struct store *, int64_t seq, const struct kind *,
    const char time[TIME_LEN], const char actor[ACTOR_LEN], struct err *);
int chain_settle(struct store *, struct err *); /* all are in the table */
void chain_forget(struct store *);
const char *chain_last(const struct store *); /* head of this transaction */
void chain_free(struct chain *);

/* view.c: id "" is a record that has none yet; replay refuses nothing. */
int view_plan(struct views *, struct plan *, const struct kind *,
    const char *id, const struct json *, bool replay, struct err *);
int view_record(struct views *, const struct plan *, const char *id,
    int64_t seq, const char *at, struct err *); /* 0: the id is taken */
int view_apply(struct views *, const struct plan *, int64_t seq,
    struct err *);
/* A reader finds the record by its id, and as this entry left it. */
int view_seen(struct views *, const char *id, int64_t seq, struct err *);
void views_release(struct views *);

/*
 * words.c: the index of words lags behind the ledger until somebody searches.
 * words_compare() says when it is not that of the entries up to there.
 */
int words_enter(struct store *, struct err *);
int words_compare(struct pool *, struct buf *difference, struct err *);

/* mark_enter.c: the packed marks of an entry go into the registers */
int marks_enter(struct views *, const struct kind *, const struct json *,
    int64_t seq, struct err *);

/* mark_roll.c: a version of a record of a kind that has registers */
int mark_roll_put(struct views *, const struct kind *, const struct json *,
    const char *id, int64_t record, struct err *);

/* link.c: whom a record names, and what finds it */
int link_change(struct views *, enum stmt, const struct kind *,
    const struct json *, int64_t record, struct err *);
/* The next value (from token *t of field *f on) that finds the record. */
const char *alias_next(struct views *, const struct field **,
    const struct json *, int *t, size_t *n);
int alias_change(struct views *, enum stmt, const struct kind *,
    const struct json *, int64_t record, struct err *);
/* Whether another record is likely the same: 1 and its first entry, 0, -1. */
int alias_twin(struct views *, const struct kind *, const struct json *,
    int64_t record, int64_t *other, struct err *);
int alias_check(struct views *, const struct kind *, const struct json *,
    int64_t record, bool replay, bool *twin, struct err *);

#endif
