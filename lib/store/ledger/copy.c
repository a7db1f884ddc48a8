/* SPDX-License-Identifier: ISC */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/core/mem.h"
#include "store/ledger/copy.h"
#include "store/db/inside.h"

static int
examine_pages(struct pool *p, struct buf *troubles, struct err *err)
{
	sqlite3_stmt *st;
	const char *what;
	int r;

	if ((st = pool_prepare(p, "PRAGMA integrity_check(20)", err)) == NULL)
		return -1;
	while ((r = pool_row(p, st, err)) > 0) {
		what = (const char *)sqlite3_column_text(st, 0);
		if (what == NULL || strcmp(what, "ok") != 0)
			buf_addf(troubles, "The file is damaged: %s.\n",
			    what == NULL ? "" : what);
	}
	sqlite3_finalize(st);
	return r;
}

/* forbidden: what others than the owner may not have. */
static int
examine_mode(const char *path, mode_t forbidden, bool must,
    struct buf *troubles, struct err *err)
{
	struct stat st;

	if (stat(path, &st) != 0) {
		if (errno == ENOENT && !must)
			return 0;
		return err_sys(err, ST_IO, "store-io",
		    "%s cannot be looked at", path);
	}
	if (st.st_mode & forbidden)
		buf_addf(troubles, "Others than its owner may %s %s (mode "
		    "%03o).\n", S_ISDIR(st.st_mode) ? "put files into" :
		    "open", path, (unsigned)(st.st_mode & 0777));
	return 0;
}

int
store_examine(struct store *s, const char *sql, struct buf *troubles,
    struct err *err)
{
	struct buf b = BUF_INIT;
	const char *path = s->pool.path;
	int r = -1;

	if (schema_compare(&s->pool, sql, troubles, err) != 0 ||
	    examine_pages(&s->pool, troubles, err) != 0 ||
	    examine_mode(path, 0077, true, troubles, err) != 0)
		goto out;
	buf_addf(&b, "%s-journal", path);
	if (examine_mode(b.p, 0077, false, troubles, err) != 0)
		goto out;
	buf_reset(&b);
	buf_add(&b, path, (size_t)(strrchr(path, '/') - path));
	if (examine_mode(b.n == 0 ? "/" : b.p, 0022, true, troubles, err) != 0)
		goto out;
	r = 0;
out:
	buf_release(&b);
	return r;
}

static int
sync_file(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	int r = 0;

	if (fd < 0 || fsync(fd) != 0)
		r = err_sys(err, ST_IO, "store-io",
		    "The copy %s cannot be written", path);
	if (fd >= 0)
		close(fd);
	return r;
}

/* The file is made first, empty: what is removed again is then our own. */
static int
make_empty(const char *path, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
	    O_CLOEXEC, 0600);

	if (fd < 0 && errno == EEXIST)
		return err_set(err, ST_IO, "exists",
		    "There is already a file at %s; it was left as it is.",
		    path);
	if (fd < 0)
		return err_sys(err, ST_IO, "store-io",
		    "The copy %s cannot be made", path);
	close(fd);
	return 0;
}

static int
vacuum_into(struct pool *p, const char *path, struct err *err)
{
	struct pool copy = *p;
	sqlite3_stmt *stmt;
	char *to = NULL;
	int rc;

	if ((stmt = pool_prepare(p, "VACUUM INTO ?1", err)) == NULL)
		return -1;
	pool_text(stmt, 1, path);
	rc = sqlite3_step(stmt);
	sqlite3_finalize(stmt);
	if (rc == SQLITE_DONE)
		return 0;
	/*
	 * Which of the two files it was about, SQLite does not say; but what
	 * is damaged is not the new one.
	 */
	if (rc != SQLITE_BUSY && (rc & 0xff) != SQLITE_CORRUPT) {
		copy.path = to = mem_dup(path);
		copy.writes = false;
	}
	pool_fail(&copy, rc, err);
	free(to);
	return -1;
}

static int
verify_copy(const char *path, struct err *err)
{
	struct ledger_report report;
	struct store *copy;
	int r;

	if (store_open(&copy, path, STORE_READ, err) != 0)
		return -1;
	r = ledger_verify(copy, NULL, &report, err);
	store_close(copy);
	if (r == 0 && report.bad != 0) {
		err_set(err, ST_IO, ERR_LEDGER, "Entry %lld of the ledger is "
		    "not as it was stored: %s.", (long long)report.bad,
		    report.why);
		r = err_hint(err, "No copy was kept; run ledger-verify.");
	}
	return r;
}

int
store_copy(struct store *s, const char *path, struct err *err)
{
	char *real;
	int r;

	if ((real = store_real_path(path, err)) == NULL)
		return -1;
	r = make_empty(real, err);
	if (r == 0 && (vacuum_into(&s->pool, real, err) != 0 ||
	    sync_file(real, err) != 0 ||
	    store_sync_folder(real, err) != 0 ||
	    verify_copy(real, err) != 0)) {
		unlink(real);
		r = -1;
	}
	free(real);
	return r;
}
