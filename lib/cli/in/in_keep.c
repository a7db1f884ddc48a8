/* SPDX-License-Identifier: ISC */
#include "cli/in/in_part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text/date.h"
#include "base/core/file.h"
#include "base/core/mem.h"
#include "base/core/atomic.h"

#define NEW_FILE (O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC)
#define MOST_OLD 10000

bool
keep_has_place(const struct keep *k)
{
	return k->rejects != NULL || k->folder != NULL;
}

void
keep_close(struct keep *k)
{
	if (k->fd >= 0)
		close(k->fd);
	if (k->why >= 0)
		close(k->why);
	free(k->path);
	free(k->old);
	k->old = NULL;
	k->fd = k->why = -1;
	k->path = NULL;
}

static int
cannot(struct err *e, const char *path)
{
	err_set(e, ST_IO, "keep", "Refused input could not be kept in %s: %s.",
	    path, strerror(errno));
	return err_hint(e, "Nothing was stored: mend that, or name another "
	    "file with --rejects, and run it again.");
}

static int
put_bytes(int fd, const char *s, size_t n, struct err *e)
{
	if (file_write(fd, s, n) == 0)
		return 0;
	return err_sys(e, ST_IO, "keep",
	    "A copy of the input could not be written");
}

/* What is there goes to path~, or a number more: nothing is ever lost. */
static int
move_away(const char *path, char **old)
{
	struct buf to = BUF_INIT;

	for (int i = 1; i < MOST_OLD; i++) {
		buf_reset(&to);
		buf_addf(&to, "%s~", path);
		if (i > 1)
			buf_addf(&to, "%d", i);
		if (atomic_rename(path, buf_str(&to)) == 0) {
			if (old != NULL)
				*old = buf_steal(&to);
			buf_release(&to);
			return 0;
		}
		if (errno != EEXIST)
			break;
	}
	buf_release(&to);
	return -1;
}

/*
 * Makes path anew, so that no other may have it open: what a regular file
 * held before is moved away.  A terminal or a pipe stays what it is.
 */
static int
make_over(const char *path, char **old, struct err *e)
{
	struct stat st;
	int fd = -1;

	if (atomic_spare(path, e) != 0)
		return err_hint(e, "Name another file with --rejects.");
	if (stat(path, &st) == 0) {
		if (!S_ISREG(st.st_mode))
			fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
		else if ((st.st_size > 0 ? move_away(path, old)
					 : unlink(path)) == 0)
			fd = open(path, NEW_FILE, 0600);
	} else if (errno == ENOENT) {
		fd = open(path, NEW_FILE, 0600);
	}
	if (fd < 0)
		cannot(e, path);
	return fd;
}

int
keep_make_rejects(struct keep *k, struct err *e)
{
	struct buf why = BUF_INIT;
	int rc = -1;

	buf_addf(&why, "%s.why", k->rejects);
	/* neither is touched where the other may not be */
	if (atomic_spare(buf_str(&why), e) != 0)
		err_hint(e, "Name another file with --rejects.");
	else if ((k->fd = make_over(k->rejects, &k->old, e)) >= 0 &&
	    (k->why = make_over(buf_str(&why), NULL, e)) >= 0) {
		k->path = mem_dup(k->rejects);
		rc = 0;
	}
	buf_release(&why);
	return rc;
}

/* A pair of new files in the folder. */
static int
make_kept(struct keep *k, struct err *e)
{
	struct buf path = BUF_INIT, whole = BUF_INIT;
	char now[TIME_LEN], *c;
	int dir = -1, i, rc = -1;

	time_format(time_now(), now);
	for (c = now; *c != '\0'; c++)
		if (*c == ':')
			*c = '-';
	if (atomic_folders(k->folder) != 0) {
		cannot(e, k->folder);
		goto out;
	}
	dir = open(k->folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (dir < 0) {
		cannot(e, k->folder);
		goto out;
	}
	/* One process may refuse twice within a second. */
	for (i = 0; i < 100 && k->fd < 0; i++) {
		buf_reset(&path);
		buf_addf(&path, "%s-%s-%ld", now, k->tool, (long)getpid());
		if (i > 0)
			buf_addf(&path, "-%d", i);
		buf_adds(&path, k->ext);
		k->fd = openat(dir, path.p, NEW_FILE, 0600);
		if (k->fd < 0 && errno != EEXIST)
			break;
	}
	if (k->fd >= 0) {
		buf_addf(&whole, "%s/%s", k->folder, path.p);
		k->path = buf_steal(&whole);
		(void)atomic_lock(k->fd); /* nobody clears it yet */
		buf_adds(&path, ".why");
		k->why = openat(dir, path.p, NEW_FILE, 0600);
	}
	if (k->fd < 0 || k->why < 0 || fsync(dir) != 0) {
		cannot(e, k->folder);
		goto out;
	}
	rc = 0;
out:
	if (dir >= 0)
		close(dir);
	buf_release(&path);
	return rc;
}

int
keep_bytes(struct keep *k, const char *s, size_t n, bool fresh,
    struct err *e)
{
	if (n == 0)
		return 0;
	if (k->fd < 0 && make_kept(k, e) != 0)
		return -1;
	if (fresh && k->open_line && put_bytes(k->fd, "\n", 1, e) != 0)
		return -1;
	k->open_line = s[n - 1] != '\n';
	k->used = k->unsettled = true;
	return put_bytes(k->fd, s, n, e);
}

int
keep_empty(struct keep *k, struct err *e)
{
	if (!k->used)
		return 0;
	k->used = k->open_line = false;
	if (ftruncate(k->fd, 0) != 0 && errno != EINVAL)
		return cannot(e, k->path);
	if (lseek(k->fd, 0, SEEK_SET) != 0 && errno != ESPIPE)
		return cannot(e, k->path);
	return 0;
}

static int
too_much(struct err *e)
{
	err_set(e, ST_IO, "too-much", "The input is longer than 1 GiB.");
	return err_hint(e, "Give it as a file instead of a pipe.");
}

int
keep_reason(struct keep *k, const char *s, size_t n, struct err *e)
{
	if (k->why < 0)
		return 0;
	k->unsettled = true;
	return put_bytes(k->why, s, n, e);
}

/* EINVAL, EROFS: a terminal or a pipe has nothing to settle. */
static bool
settled(int fd)
{
	return fd < 0 || fsync(fd) == 0 || errno == EINVAL || errno == EROFS;
}

int
keep_settle(struct keep *k, struct err *e)
{
	if (!k->unsettled)
		return 0;
	if (!settled(k->fd) || !settled(k->why))
		return cannot(e, k->path);
	k->unsettled = false;
	return 0;
}

int
keep_file(struct keep *k, int fd, off_t offset, bool fresh, struct err *e)
{
	enum { BLOCK = 64 << 10 };
	char *block = mem_alloc(BLOCK);
	ssize_t n;
	int rc = -1;

	for (;;) {
		n = pread(fd, block, BLOCK, offset);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			err_sys(e, ST_IO, "read",
			    "The input could not be read to its end");
			break;
		}
		if (n == 0) {
			rc = 0;
			break;
		}
		if (keep_bytes(k, block, (size_t)n, fresh, e) != 0)
			break;
		fresh = false;
		offset += n;
	}
	free(block);
	return rc;
}

/* A file without a name beside the store. */
static int
unnamed(const struct keep *k, struct err *e)
{
	const char *near = k->folder != NULL ? k->folder : k->rejects;
	const char *slash = strrchr(near, '/');
	struct buf path = BUF_INIT;
	int fd;

	if (slash == NULL)
		buf_adds(&path, ".");
	else
		buf_add(&path, near, slash > near ? (size_t)(slash - near) : 1);
	fd = open(path.p, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
	if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
		buf_adds(&path, "/.vigil-XXXXXX");
		fd = mkostemp(path.p, O_CLOEXEC);
		if (fd >= 0)
			unlink(path.p);
	}
	if (fd < 0)
		err_sys(e, ST_IO, "keep",
		    "No copy of the input could be kept beside the store");
	buf_release(&path);
	return fd;
}

/* As much as fits the block, or all there is: how much, -1 on an error. */
static ssize_t
fill(int fd, char *block, size_t size, struct err *e)
{
	size_t n = 0;
	ssize_t r = 1;

	while (n < size && r != 0) {
		r = read(fd, block + n, size - n);
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return err_sys(e, ST_IO, "read",
			    "The input could not be read to its end");
		n += (size_t)r;
	}
	return (ssize_t)n;
}

/*
 * Leaves out what a line has past the limit and one byte; what remains.
 * left_out is how much of the line that goes on was left out so far.
 */
static size_t
shorten(char *s, size_t n, size_t *line, size_t *left_out)
{
	size_t kept = 0;

	for (size_t i = 0; i < n;) {
		const char *nl = memchr(s + i, '\n', n - i);
		size_t len = nl == NULL ? n - i : (size_t)(nl - (s + i));
		size_t room = LINE_MAX_BYTES + 1 - *line;
		size_t take = len < room ? len : room;

		memmove(s + kept, s + i, take);
		kept += take;
		*line += take;
		*left_out += len - take;
		i += len;
		if (nl != NULL) {
			s[kept++] = '\n';
			i++;
			*line = *left_out = 0;
		}
	}
	return kept;
}

int
keep_stream(const struct keep *k, int fd, int *copy, off_t *start,
    struct err *e)
{
	char *block = mem_alloc(SPOOL_MEMORY);
	size_t line = 0, left_out = 0;
	ssize_t n;
	int rc = -1;

	if ((n = fill(fd, block, SPOOL_MEMORY, e)) < 0)
		goto out;
	if (*copy < 0 && n < SPOOL_MEMORY)
		*copy = memfd_create("input", MFD_CLOEXEC);
	if (*copy < 0 && (*copy = unnamed(k, e)) < 0)
		goto out;
	*start = lseek(*copy, 0, SEEK_END);
	while (n > 0 && left_out <= LINE_SEARCHED) {
		size_t kept = shorten(block, (size_t)n, &line, &left_out);

		if (put_bytes(*copy, block, kept, e) != 0)
			goto out;
		if (lseek(*copy, 0, SEEK_CUR) > SPOOL_MAX) {
			too_much(e);
			goto out;
		}
		if ((n = fill(fd, block, SPOOL_MEMORY, e)) < 0)
			goto out;
	}
	if (lseek(*copy, *start, SEEK_SET) < 0)
		err_sys(e, ST_IO, "read",
		    "The copy of the input could not be read");
	else
		rc = left_out > LINE_SEARCHED;
out:
	free(block);
	return rc;
}

void
keep_sentence(struct buf *b, const struct err *why)
{
	if (why->line > 0)
		buf_addf(b, "%ld: ", why->line);
	if (why->field[0] != '\0')
		buf_addf(b, "%s: ", why->field);
	buf_adds(b, why->msg);
	if (why->hint[0] != '\0')
		buf_addf(b, " %s", why->hint);
	buf_addc(b, '\n');
}
