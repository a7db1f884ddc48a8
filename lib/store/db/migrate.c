/* SPDX-License-Identifier: ISC */
#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/core/file.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "store/db/inside.h"

#define TEXT_OF(n) #n
#define TEXT(n) TEXT_OF(n)

/*
 * A migration is a file NNNN-name.sql; what they make of an empty file, or of
 * one that holds only the table of the ledger, is the store of version NNNN.
 */
static int
is_migration(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return strspn(d->d_name, "0123456789") == 4 && d->d_name[4] == '-' &&
	    n > 9 && strcmp(d->d_name + n - 4, ".sql") == 0;
}

static int
read_whole(struct buf *b, const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc;

	buf_reset(b);
	rc = fd < 0 ? -1 : file_read(b, fd, SIZE_MAX);
	if (rc < 0)
		err_sys(err, ST_CONFIG, ERR_NO_FILE,
		    "The file %s cannot be read", path);
	if (fd >= 0)
		close(fd);
	return rc;
}

/* Runs the migrations, inside a transaction. */
int
migrate(struct pool *p, const char *sql, struct err *err)
{
	struct dirent **list = NULL;
	struct buf path = BUF_INIT, text = BUF_INIT;
	int n, r = -1;

	if ((n = scandir(sql, &list, is_migration, alphasort)) < 0) {
		err_sys(err, ST_CONFIG, ERR_NO_FILE,
		    "The folder %s cannot be read", sql);
		goto out;
	}
	if (n != STORE_VERSION) {
		err_set(err, ST_CONFIG, "installation",
		    "The folder %s does not hold the %d files that make a "
		    "store.", sql, STORE_VERSION);
		err_hint(err, "Install vigil again.");
		goto out;
	}
	for (int i = 0; i < n; i++) {
		buf_reset(&path);
		buf_addf(&path, "%s/%s", sql, list[i]->d_name);
		if (read_whole(&text, path.p, err) != 0 ||
		    pool_exec(p, buf_str(&text), err) != 0)
			goto out;
	}
	buf_reset(&text);
	buf_addf(&text, "PRAGMA user_version=%d", STORE_VERSION);
	r = pool_exec(p, text.p, err);
out:
	for (int i = 0; i < n; i++)
		free(list[i]);
	free(list);
	buf_release(&path);
	buf_release(&text);
	return r;
}

/* Every missing folder above the file, 0700. */
int
store_folders(const char *path, struct err *err)
{
	char *s = mem_dup(path);
	int r = 0;

	for (char *p = s + 1; *p != '\0' && r == 0; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(s, 0700) != 0 && errno != EEXIST)
			r = err_sys(err, ST_IO, "store-io",
			    "The folder %s cannot be made", s);
		*p = '/';
	}
	free(s);
	return r;
}

/* The entry of a file in its folder is on the disk too. */
int
store_sync_folder(const char *path, struct err *err)
{
	char *dir = mem_copy(path, (size_t)(strrchr(path, '/') - path + 1));
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int r = 0;

	if (fd < 0 || fsync(fd) != 0)
		r = err_sys(err, ST_IO, "store-io",
		    "The folder %s cannot be written", dir);
	if (fd >= 0)
		close(fd);
	free(dir);
	return r;
}

int
store_create(struct store **out, const char *path, const char *sql,
    struct err *err)
{
	struct store *s = NULL;
	char *real;
	int fd;

	*out = NULL;
	if (store_folders(path, err) != 0 ||
	    (real = store_real_path(path, err)) == NULL)
		return -1;
	s = store_new(real, STORE_WRITE);
	fd = open(real, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (fd < 0) {
		if (errno == EEXIST)
			err_set(err, ST_IO, "exists",
			    "There is already a file at %s; it was left as "
			    "it is.", real);
		else
			err_sys(err, ST_IO, "store-io",
			    "The store %s cannot be made", real);
		store_close(s);
		return -1;
	}
	close(fd);
	if (pool_open(&s->pool, real, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOFOLLOW, err) != 0 ||
	    pool_exec(&s->pool, "PRAGMA page_size=" TEXT(STORE_PAGE) ";"
	    "PRAGMA synchronous=EXTRA; BEGIN IMMEDIATE", err) != 0 ||
	    migrate(&s->pool, sql, err) != 0 ||
	    pool_exec(&s->pool, "COMMIT", err) != 0)
		goto fail;
	pool_close(&s->pool);
	if (store_sync_folder(real, err) != 0 ||
	    store_connect(s, false, err) != 0)
		goto fail;
	*out = s;
	return 0;
fail:
	pool_close(&s->pool);
	unlink(real);
	store_close(s);
	return -1;
}
