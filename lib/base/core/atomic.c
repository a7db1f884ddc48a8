/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/core/buf.h"
#include "base/core/file.h"
#include "base/core/mem.h"
#include "base/core/atomic.h"

#define TRIES 8

char *
atomic_path(const char *a, const char *b)
{
	struct buf s = BUF_INIT;

	buf_addf(&s, "%s%s", a, b);
	return buf_steal(&s);
}

char *
atomic_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return mem_dup(".");
	return mem_copy(path, slash == path ? 1 : (size_t)(slash - path));
}

/*
 * Who clears what was left behind takes the same lock first, and may be
 * there before it is ours: then another folder is made.
 */
int
atomic_hold(char *template, int *held, struct err *err)
{
	char *name = template + strlen(template) - strlen("XXXXXX");
	char *folder;
	struct stat st;
	int e = EEXIST;

	for (int i = 0; i < TRIES && (e == EEXIST || e == ENOENT); i++) {
		memcpy(name, "XXXXXX", strlen("XXXXXX"));
		e = mkdtemp(template) == NULL ? errno : 0;
		if (e != 0)
			break;
		*held = open(template, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (*held == -1)
			e = errno;
		else if (atomic_lock(*held) == 0 ||
		    fstat(*held, &st) == -1 || st.st_nlink == 0)
			e = EEXIST;
		if (e == 0)
			return 0;
		if (*held != -1)
			close(*held);
		rmdir(template);
	}
	*held = -1;
	errno = e;
	folder = atomic_folder(template);
	err_sys(err, ST_IO, "folder", "The folder %s cannot be written",
	    folder);
	free(folder);
	return -1;
}

int
atomic_lock(int fd)
{
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return 1;
	return errno == EWOULDBLOCK ? 0 : -1;
}

int
atomic_make(struct atomic *s, const char *beside, struct err *err)
{
	char *folder = atomic_path(beside, ".part-XXXXXX");

	if (atomic_hold(folder, &s->held, err) == -1) {
		free(folder);
		return -1;
	}
	s->folder = folder;
	s->file = atomic_path(folder, "/store");
	s->journal = atomic_path(folder, "/store-journal");
	s->old = atomic_path(folder, "/old");
	return 0;
}

void
atomic_drop(struct atomic *s)
{
	if (s->folder == NULL)
		return;
	unlink(s->file);
	unlink(s->journal);
	unlink(s->old);
	rmdir(s->folder);
	close(s->held);
	free(s->file);
	free(s->journal);
	free(s->old);
	free(s->folder);
}

void
atomic_name(const struct atomic *s, struct err *err)
{
	const char *slash = strrchr(s->folder, '/');
	const char *in = s->file +
	    (slash == NULL ? 0 : slash + 1 - s->folder);
	char *at, *end;

	if (err->status == ST_DOUBT)
		err_set(err, ST_IO, "store-io",
		    "The store could not be written to the disk; what was "
		    "there was left as it is.");
	if ((at = strstr(err->msg, in)) == NULL)
		return;
	end = at + strlen(in);
	memmove(end - strlen(".part-XXXXXX/store"), end, strlen(end) + 1);
}

int
atomic_sync(const char *path, struct err *err)
{
	char *folder = atomic_folder(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = 0;

	if (fd == -1 || fsync(fd) == -1)
		rc = err_sys(err, ST_IO, "folder",
		    "The folder %s cannot be written", folder);
	if (fd != -1)
		close(fd);
	free(folder);
	return rc;
}

int
atomic_folders(const char *path)
{
	char *above;
	int rc;

	if (mkdir(path, 0700) == 0 || errno == EEXIST)
		return 0;
	if (errno != ENOENT)
		return -1;
	above = atomic_folder(path);
	rc = strcmp(above, path) == 0 || strcmp(above, ".") == 0
	    ? -1 : atomic_folders(above);
	free(above);
	return rc == 0 ? mkdir(path, 0700) : -1;
}

int
atomic_exists(const char *path, struct err *err)
{
	return err_set(err, ST_IO, "exists",
	    "There is already a file at %s; it was left as it is.", path);
}

/* No lock of SQLite's on the file may be held by this process. */
static bool
is_store(const char *path)
{
	static const char magic[] = "SQLite format 3";
	char start[sizeof(magic)];
	struct stat st;
	int fd;
	bool is;

	if (stat(path, &st) == -1 || !S_ISREG(st.st_mode) ||
	    (fd = open(path, O_RDONLY | O_CLOEXEC)) == -1)
		return false;
	is = read(fd, start, sizeof(start)) == (ssize_t)sizeof(start) &&
	    memcmp(start, magic, sizeof(magic)) == 0;
	close(fd);
	return is;
}

int
atomic_spare(const char *path, struct err *err)
{
	static const char *const suffix[] = { "", "-journal", "-wal", "-shm" };
	size_t n = strlen(path), len;
	bool is = false;
	char *of;

	for (size_t i = 0; i < 4 && !is; i++) {
		len = strlen(suffix[i]);
		if (n <= len || strcmp(path + n - len, suffix[i]) != 0)
			continue;
		of = mem_copy(path, n - len);
		is = is_store(of);
		free(of);
	}
	if (!is)
		return 0;
	err_set(err, ST_USAGE, "a-store",
	    "%s is a store or part of one; it was left as it is.", path);
	return err_hint(err, "Name another file.");
}

/* What some kinds of disk answer to what they cannot do. */
static bool
lacks(void)
{
	return errno == EINVAL || errno == ENOSYS || errno == EPERM ||
	    errno == EOPNOTSUPP || errno == EMLINK;
}

int
atomic_rename(const char *from, const char *to)
{
	struct stat st;

	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (!lacks())
		return -1;
	if (link(from, to) == 0)
		return unlink(from);
	if (!lacks())
		return -1;
	if (lstat(to, &st) == -1)
		return rename(from, to);
	errno = EEXIST;
	return -1;
}

/* A journal there would be taken for that of whatever comes to its place. */
static int
check_journal(const char *path, struct err *err)
{
	char *journal = atomic_path(path, "-journal");
	int rc = 0;

	if (atomic_is_journal(journal)) {
		atomic_exists(journal, err);
		rc = err_hint(err, "Move it away: it belongs to another "
				   "store, and would damage this one.");
	}
	free(journal);
	return rc;
}

bool
atomic_is_journal(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && st.st_size > 0;
}

bool
atomic_same(const char *a, const char *b)
{
	struct stat one, two;

	return lstat(a, &one) == 0 && lstat(b, &two) == 0 &&
	    one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

/* A rename over a network may be done and be called a failure. */
static bool
is_at(const char *path, const struct stat *was)
{
	struct stat st;

	return lstat(path, &st) == 0 && st.st_dev == was->st_dev &&
	    st.st_ino == was->st_ino;
}

/* It could be neither synced nor taken back. */
static int
in_doubt(const char *path, struct err *err)
{
	err_set(err, ST_DOUBT, "in-doubt", "%s is in its place, but it is not "
	    "known whether the disk has it.", path);
	return err_hint(err, "Look whether it is still there when the disk "
			     "works again.");
}

int
atomic_place(const char *from, const char *to, struct err *err)
{
	struct stat st, was;

	if (lstat(to, &st) == 0)
		return atomic_exists(to, err);
	if (atomic_spare(to, err) == -1 || check_journal(to, err) == -1)
		return -1;
	if (lstat(from, &was) == -1 ||
	    (atomic_rename(from, to) == -1 && !is_at(to, &was))) {
		if (errno == EEXIST)
			return atomic_exists(to, err);
		return err_sys(err, ST_IO, "rename",
		    "The file %s cannot be made", to);
	}
	if (atomic_sync(to, err) == 0)
		return 0;
	if (rename(to, from) == 0 || is_at(from, &was))
		return -1;
	return in_doubt(to, err);
}

/* *fd is to be closed when no lock on the file is needed any more. */
static int
copy(const char *path, const char *to, int *fd)
{
	char block[65536];
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ssize_t n = -1;

	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	while (*fd != -1 && out != -1 &&
	    ((n = read(*fd, block, sizeof(block))) > 0 ||
		(n == -1 && errno == EINTR))) {
		if (n > 0 && file_write(out, block, (size_t)n) == -1)
			break;
	}
	if (n == 0 && fsync(out) == -1)
		n = -1;
	if (out != -1 && close(out) == -1)
		n = -1;
	return n == 0 ? 0 : -1;
}

/* A second name for what is there; where the disk has none, a second file. */
static int
keep_as(const struct atomic *s, const char *path, const char *as, int *fd)
{
	struct stat st;

	if (lstat(path, &st) == -1)
		return errno == ENOENT ? 0 : -1;
	if (S_ISDIR(st.st_mode))
		return atomic_rename(path, as);
	if (link(path, as) == 0)
		return 0;
	if (!lacks() || copy(path, s->old, fd) == -1)
		return -1;
	return atomic_rename(s->old, as);
}

/* What was done comes undone; kept: what is aside, if any, is ours. */
static int
swap_back(const struct atomic *s, const char *to, const char *aside, bool kept)
{
	struct stat st;

	/* of two names of one file rename() would leave both */
	if (atomic_same(aside, to))
		return unlink(aside);
	if (!kept)
		return 0;
	if (lstat(aside, &st) == 0 && !S_ISDIR(st.st_mode))
		return rename(aside, to);
	if (atomic_rename(to, s->file) == -1 && errno != ENOENT)
		return -1;
	return rename(aside, to) == 0 || errno == ENOENT ? 0 : -1;
}

int
atomic_swap(const struct atomic *s, const char *to, const char *aside,
    struct err *err)
{
	char *journal = atomic_path(to, "-journal");
	char *aside_journal = atomic_path(aside, "-journal");
	struct stat was;
	int fd = -1, rc = -1;
	bool placed = false, kept = lstat(s->file, &was) == 0 &&
	    keep_as(s, to, aside, &fd) == 0;

	if (!kept ||
	    (rename(journal, aside_journal) == -1 && errno != ENOENT)) {
		err_sys(err, ST_IO, "rename", "The store %s cannot be moved",
		    to);
	} else if (atomic_sync(to, err) == 0) {
		placed = rename(s->file, to) == 0 || is_at(to, &was);
		if (placed)
			rc = atomic_sync(to, err);
		else
			err_sys(err, ST_IO, "rename",
			    "The file %s cannot be made", to);
	}
	if (rc == -1) {
		if (swap_back(s, to, aside, kept) == -1 && placed)
			in_doubt(to, err);
		atomic_rename(aside_journal, journal);
	}
	if (fd != -1)
		close(fd);
	free(journal);
	free(aside_journal);
	return rc;
}
