/* SPDX-License-Identifier: ISC */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/core/mem.h"
#include "store/db/inside.h"

#ifdef VIGIL_UNSAFE_SYNC
#define SYNCHRONOUS "OFF"
#else
#define SYNCHRONOUS "EXTRA"
#endif

#define HEADER_LEN 100
#define HEADER_USER_VERSION 60
#define HEADER_APPLICATION 68

struct store *
store_new(char *path, enum store_mode mode)
{
	struct store *s = mem_alloc(sizeof(*s));

	s->pool.path = path;
	s->pool.writes = mode == STORE_WRITE;
	s->mode = mode;
	s->views.to = s->views.ledger = &s->pool;
	return s;
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	pool_close(&s->pool);
	views_release(&s->views);
	json_release(&s->doc);
	chain_free(s->chain);
	buf_release(&s->got);
	free(s->known);
	free(s->pool.path);
	free(s);
}

const char *
store_path(const struct store *s)
{
	return s->pool.path;
}

static int
not_there(const char *path, struct err *err)
{
	err_set(err, ST_CONFIG, ERR_NO_STORE, "There is no store at %s.", path);
	return err_hint(err, "Give the right one with --store, or make one "
	    "with vigil-init.");
}

/*
 * SQLite is told to follow no symbolic link, which it then refuses in the
 * folder too; so the folder is named as it really is.
 */
char *
store_real_path(const char *path, struct err *err)
{
	struct buf b = BUF_INIT;
	const char *slash = strrchr(path, '/');
	const char *base = slash == NULL ? path : slash + 1;
	char *dir, *real;

	dir = slash == NULL ? mem_dup(".") :
	    mem_copy(path, slash == path ? 1 : (size_t)(slash - path));
	real = realpath(dir, NULL);
	free(dir);
	if (real == NULL) {
		if (errno == ENOENT || errno == ENOTDIR)
			not_there(path, err);
		else
			err_sys(err, ST_IO, "store-io",
			    "The folder of the store %s cannot be opened",
			    path);
		return NULL;
	}
	buf_addf(&b, "%s/%s", strcmp(real, "/") == 0 ? "" : real, base);
	free(real);
	return buf_steal(&b);
}

static uint32_t
number_at(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
}

/*
 * Reads what the file says of itself, through SQLite's own descriptor:
 * closing another one would drop the locks of this process.
 */
static int
check_header(struct pool *p, int *version, struct err *err)
{
	unsigned char h[HEADER_LEN];
	sqlite3_file *f = NULL;
	int rc;

	sqlite3_file_control(p->db, "main", SQLITE_FCNTL_FILE_POINTER, &f);
	if (f == NULL || f->pMethods == NULL)
		return pool_fail(p, SQLITE_IOERR, err);
	rc = f->pMethods->xRead(f, h, sizeof(h), 0);
	if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
		return pool_fail(p, rc, err);
	if (rc != SQLITE_OK || memcmp(h, "SQLite format 3", 16) != 0 ||
	    number_at(h + HEADER_APPLICATION) != STORE_APPLICATION) {
		err_set(err, ST_CONFIG, ERR_NO_STORE,
		    "The file %s is not a store of vigil.", p->path);
		return err_hint(err, "Give the right one with --store.");
	}
	*version = (int)number_at(h + HEADER_USER_VERSION);
	return 0;
}

static int
check_version(struct pool *p, int version, bool any, struct err *err)
{
	if (version > STORE_VERSION) {
		err_set(err, ST_CONFIG, ERR_LATER_VERSION,
		    "The store %s was made by a later vigil.", p->path);
		return err_hint(err, "Bring vigil up to date here.");
	}
	if (version < 1 || (version < STORE_VERSION && !any)) {
		err_set(err, ST_CONFIG, ERR_EARLIER_VERSION,
		    "The store %s was made by an earlier vigil.", p->path);
		return err_hint(err, "Run store-rebuild.");
	}
	return 0;
}

static int
cannot_open(struct pool *p, struct err *err)
{
	struct stat st;

	if (lstat(p->path, &st) != 0) {
		if (errno == ENOENT)
			return not_there(p->path, err);
		return err_sys(err, ST_IO, "store-io",
		    "The store %s cannot be opened", p->path);
	}
	if (S_ISLNK(st.st_mode)) {
		err_set(err, ST_IO, "symlink",
		    "The store %s is a symbolic link.", p->path);
		return err_hint(err, "Name the file that it leads to.");
	}
	if (!S_ISREG(st.st_mode))
		return err_set(err, ST_CONFIG, ERR_NO_STORE,
		    "%s is not a file. Give the right store with --store.",
		    p->path);
	return -1; /* as pool_open() said */
}

int
store_connect(struct store *s, bool any_version, struct err *err)
{
	struct pool *p = &s->pool;
	int version = 0;

	/*
	 * A reader opens for writing too: it must be able to undo what a
	 * writer that died has left.  It has no statement that writes.
	 */
	if (pool_open(p, p->path, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOFOLLOW, err) != 0) {
		if (err->status == ST_IO)
			cannot_open(p, err);
		goto fail;
	}
	if (check_header(p, &version, err) != 0 ||
	    check_version(p, version, any_version, err) != 0)
		goto fail;
	/* A question asks for few pages, and finds one soonest that is warm. */
	if (pool_exec(p, s->mode == STORE_READ ?
	    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=32" :
	    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=32;"
	    "PRAGMA journal_mode=TRUNCATE;"
	    "PRAGMA synchronous=" SYNCHRONOUS ";"
	    "PRAGMA recursive_triggers=ON", err) != 0)
		goto fail;
	return 0;
fail:
	pool_close(p);
	return -1;
}

int
store_open(struct store **out, const char *path, enum store_mode mode,
    struct err *err)
{
	struct store *s;
	char *real;

	*out = NULL;
	if ((real = store_real_path(path, err)) == NULL)
		return -1;
	s = store_new(real, mode);
	if (store_connect(s, false, err) != 0) {
		store_close(s);
		return -1;
	}
	*out = s;
	return 0;
}

/* What enters much is given more memory; what answers a question is not. */
int
store_enlarge(struct store *s, int kib, struct err *err)
{
	struct buf sql = BUF_INIT;
	int r;

	buf_addf(&sql, "PRAGMA cache_size=-%d", kib);
	r = pool_exec(&s->pool, sql.p, err);
	buf_release(&sql);
	return r;
}

static int
begin(struct store *s, bool writes, struct err *err)
{
	int moved = 0;

	s->loaded = false;
	chain_forget(s);
	s->pool.writes = writes;
	if (s->known != NULL)
		memset(s->known, 0, KNOWN_PLACES * sizeof(*s->known));
	if (pool_exec(&s->pool, writes ? "BEGIN IMMEDIATE" : "BEGIN", err) != 0)
		return -1;
	/* nothing is stored where nobody will look for it */
	sqlite3_file_control(s->pool.db, "main", SQLITE_FCNTL_HAS_MOVED,
	    &moved);
	if (!writes || !moved)
		return 0;
	store_rollback(s);
	return pool_fail(&s->pool, SQLITE_READONLY_DBMOVED, err);
}

int
store_begin(struct store *s, struct err *err)
{
	return begin(s, s->mode == STORE_WRITE, err);
}

int
store_look(struct store *s, struct err *err)
{
	return begin(s, false, err);
}

bool
store_writes(const struct store *s)
{
	return s->mode == STORE_WRITE;
}

void
store_rollback(struct store *s)
{
	s->loaded = false;
	chain_forget(s);
	if (s->pool.db != NULL && !sqlite3_get_autocommit(s->pool.db))
		sqlite3_exec(s->pool.db, "ROLLBACK", NULL, NULL, NULL);
}

int
store_doubt(const struct store *s, struct err *err)
{
	err_set(err, ST_DOUBT, "in-doubt", "It is not known whether the "
	    "records were stored in %s.", s->pool.path);
	return err_hint(err, "Run the command again with the same client_id: "
	    "what is there already is not stored twice.");
}

/*
 * What is read back may not be on the disk yet, when it was the last sync
 * that failed: a journal that came back would undo it.
 */
static int
sync_journal(const struct pool *p)
{
	struct buf b = BUF_INIT;
	int fd, r = -1;

	buf_addf(&b, "%s-journal", p->path);
	fd = open(b.p, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0) {
		r = fsync(fd);
		close(fd);
	}
	buf_release(&b);
	return r;
}

/*
 * COMMIT may fail after the records are on the disk.  1 when our last entry
 * is there, 0 when it is not, -1 when nobody can tell.
 */
static int
look_again(struct store *s, int64_t seq, const char *head)
{
	struct err err;
	sqlite3_stmt *st;
	const char *got;
	int r;

	pool_close(&s->pool);
	if (store_connect(s, false, &err) != 0 ||
	    (st = pool_stmt(&s->pool, S_EVENT_GET, &err)) == NULL)
		return -1;
	sqlite3_bind_int64(st, 1, seq);
	if ((r = pool_row(&s->pool, st, &err)) <= 0)
		return r;
	got = (const char *)sqlite3_column_text(st, 1);
	r = got != NULL && strcmp(got, head) == 0;
	sqlite3_reset(st);
	if (r == 1 && sync_journal(&s->pool) != 0)
		return -1;
	return r;
}

int
store_commit(struct store *s, struct err *err)
{
	char head[HEAD_MAX];
	int64_t seq = s->seq;
	int rc;

	if (chain_settle(s, err) != 0) {
		store_rollback(s);
		return -1;
	}
	snprintf(head, sizeof(head), "%s", chain_last(s));
	if (head[0] != '\0' && ledger_settled(s, head, err) != 0) {
		store_rollback(s);
		return -1;
	}
	rc = sqlite3_exec(s->pool.db, "COMMIT", NULL, NULL, NULL);
	if (rc == SQLITE_OK) {
		s->loaded = s->pool.writes = false;
		return 0;
	}
	pool_fail(&s->pool, rc, err);
	store_rollback(s);
	if ((rc & 0xff) == SQLITE_BUSY || head[0] == '\0')
		return -1;
	switch (look_again(s, seq, head)) {
	case 1:
		s->pool.writes = false;
		return 0;
	case 0:
		return -1;
	default:
		return store_doubt(s, err);
	}
}

bool
store_clock_behind(struct store *s)
{
	bool was = s->behind;

	s->behind = false;
	return was;
}
