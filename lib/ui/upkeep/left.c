/* SPDX-License-Identifier: ISC */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text/date.h"
#include "base/core/mem.h"
#include "base/core/atomic.h"
#include "ui/upkeep/left.h"

#define RANDOM "XXXXXX" /* what mkdtemp() fills in */

static bool
ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), len = strlen(end);

	return n > len && strcmp(s + n - len, end) == 0;
}

/* …mark and six letters or digits. */
static bool
is_made(const char *name, const char *mark)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789";
	size_t n = strlen(name), rest = strlen(mark) + strlen(RANDOM);

	return n >= rest &&
	    strncmp(name + n - rest, mark, strlen(mark)) == 0 &&
	    strspn(name + n - strlen(RANDOM), letters) == strlen(RANDOM);
}

/* 2026-03-02T09-00-00Z-pupil-add-4711.csv, as in_keep.c names it. */
static bool
is_refused(const char *name)
{
	static const char form[] = "0000-00-00T00-00-00Z-";

	for (size_t i = 0; form[i] != '\0'; i++) {
		if (form[i] == '0' ? name[i] < '0' || name[i] > '9'
				   : name[i] != form[i])
			return false;
	}
	return true;
}

static void
add(struct left_list *l, enum left_is is, const char *folder,
    const char *name, int64_t bytes, int64_t changed)
{
	struct buf path = BUF_INIT;

	/* a store named without a folder is told without one */
	if (strcmp(folder, ".") != 0)
		buf_addf(&path, "%s%s", folder,
		    strcmp(folder, "/") == 0 ? "" : "/");
	buf_adds(&path, name);
	l->v = mem_resize(l->v, l->n + 1, sizeof(*l->v));
	l->v[l->n++] = (struct left){ is, buf_steal(&path), bytes, changed };
}

/* One of ours, with nobody in it: 1 and what is in it, or 0. */
static int
look_inside(int fd, const char *name, bool copy, int64_t *bytes,
    int64_t *changed)
{
	int in = openat(fd, name,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = in == -1 ? NULL : fdopendir(in);
	const struct dirent *d;
	struct stat st;
	int ours = dir != NULL && atomic_lock(in) != 0;

	*bytes = 0;
	if (ours && fstat(in, &st) == 0)
		*changed = st.st_mtime;
	while (ours && (d = readdir(dir)) != NULL) {
		if (strcmp(d->d_name, ".") == 0 ||
		    strcmp(d->d_name, "..") == 0)
			continue;
		if (copy && strcmp(d->d_name, "store") != 0 &&
		    strcmp(d->d_name, "store-journal") != 0 &&
		    strcmp(d->d_name, "old") != 0)
			ours = 0;
		else if (fstatat(in, d->d_name, &st,
			     AT_SYMLINK_NOFOLLOW) == 0) {
			*bytes += st.st_size;
			*changed = st.st_mtime;
		}
	}
	if (dir != NULL)
		closedir(dir);
	else if (in != -1)
		close(in);
	return ours;
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Calls one for each name of a folder, in order; -1 leaves errno. */
static int
each_name(const char *folder, void (*one)(void *arg, int fd,
    const char *name, const struct stat *), void *arg)
{
	struct dirent **list = NULL;
	struct stat st;
	int n = scandir(folder, &list, NULL, by_name), fd = -1;

	if (n >= 0)
		fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (int i = 0; i < n; i++) {
		if (fd != -1 && fstatat(fd, list[i]->d_name, &st,
		    AT_SYMLINK_NOFOLLOW) == 0)
			one(arg, fd, list[i]->d_name, &st);
		free(list[i]);
	}
	free(list);
	if (fd == -1)
		return -1;
	close(fd);
	return 0;
}

struct search {
	struct left_list *list;
	const char *folder;
	const char *store;
	const char *base; /* of the store */
};

static void
find_refused(void *arg, int fd, const char *name, const struct stat *st)
{
	struct search *s = arg;
	struct buf why = BUF_INIT;
	struct stat reasons;
	int64_t bytes = st->st_size;

	if (!S_ISREG(st->st_mode) || !is_refused(name) ||
	    ends_with(name, ".why"))
		return;
	buf_addf(&why, "%s.why", name);
	if (fstatat(fd, why.p, &reasons, AT_SYMLINK_NOFOLLOW) == 0)
		bytes += reasons.st_size;
	add(s->list, LEFT_REFUSED, s->folder, name, bytes, st->st_mtime);
	buf_release(&why);
}

static void
find_beside(void *arg, int fd, const char *name, const struct stat *st)
{
	struct search *s = arg, inner = *s;
	size_t n = strlen(s->base);
	bool mine = strncmp(name, s->base, n) == 0;
	int64_t bytes = st->st_size, changed = st->st_mtime;
	bool folder = S_ISDIR(st->st_mode) && (st->st_mode & 077) == 0;
	bool text = is_made(name, ".editor-");
	char *path;

	if (folder && (text || is_made(name, ".part-"))) {
		if (look_inside(fd, name, !text, &bytes, &changed))
			add(s->list, text ? LEFT_TEXT : LEFT_COPY, s->folder,
			    name, bytes, changed);
	} else if (folder && mine && strcmp(name + n, ".rejected") == 0) {
		path = atomic_path(s->store, ".rejected");
		inner.folder = path;
		each_name(path, find_refused, &inner);
		free(path);
	} else if (S_ISREG(st->st_mode) && mine && !ends_with(name, "-journal")
	    && strncmp(name + n, ".before-", strlen(".before-")) == 0) {
		path = atomic_path(s->store, name + n);
		add(s->list, atomic_same(path, s->store) ? LEFT_SECOND
		    : LEFT_REPLACED, s->folder, name, bytes, changed);
		free(path);
	}
}

int
left_find(struct left_list *l, const char *store, struct err *err)
{
	const char *slash = strrchr(store, '/');
	char *folder = atomic_folder(store);
	struct search s = { l, folder, store,
		slash == NULL ? store : slash + 1 };
	int rc = each_name(folder, find_beside, &s);

	if (rc == -1)
		err_sys(err, ST_IO, "read", "The folder %s cannot be read",
		    folder);
	free(folder);
	return rc;
}

void
left_release(struct left_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->v[i].path);
	free(l->v);
	*l = (struct left_list){ NULL, 0 };
}

/* All files of a folder and the folder itself, while nobody is in it. */
static int
remove_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd == -1 ? NULL : fdopendir(fd);
	const struct dirent *d;
	int rc = -1;

	if (dir == NULL)
		return -1;
	if (atomic_lock(fd) != 1) {
		errno = EBUSY;
	} else {
		while ((d = readdir(dir)) != NULL)
			unlinkat(fd, d->d_name, 0);
		rc = rmdir(path);
	}
	closedir(dir);
	return rc;
}

/* Whether somebody is about to replace the store, or may be. */
static void
find_held(void *arg, int fd, const char *name, const struct stat *st)
{
	bool *held = arg;
	int in;

	if (!S_ISDIR(st->st_mode) || !is_made(name, ".part-"))
		return;
	in = openat(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	*held = *held || in == -1 || atomic_lock(in) != 1;
	if (in != -1)
		close(in);
}

/*
 * The name that a restore gave the store to keep, and did not come further.
 * Its journal is the store's.
 */
static int
remove_second(const char *path, const char *store)
{
	char *folder = atomic_folder(store);
	char *journal = atomic_path(store, "-journal");
	char *second = atomic_path(path, "-journal");
	bool held = false;
	int rc = each_name(folder, find_held, &held);

	if (rc == 0 && (held || !atomic_same(path, store))) {
		errno = EBUSY;
		rc = -1;
	}
	if (rc == 0 && atomic_is_journal(second) &&
	    !atomic_is_journal(journal))
		rc = rename(second, journal);
	if (rc == 0)
		rc = unlink(path);
	if (rc == 0)
		unlink(second);
	free(folder);
	free(journal);
	free(second);
	return rc;
}

static int
remove_refused(const char *path)
{
	char *why = atomic_path(path, ".why");
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC), rc = -1;

	if (fd != -1 && atomic_lock(fd) == 0)
		errno = EBUSY;
	else if (fd != -1)
		rc = unlink(path);
	if (rc == 0)
		unlink(why);
	if (fd != -1)
		close(fd);
	free(why);
	return rc;
}

int
left_remove(const struct left *l, const char *store, struct err *err)
{
	int rc = l->is == LEFT_SECOND ? remove_second(l->path, store)
	    : l->is == LEFT_REFUSED   ? remove_refused(l->path)
				      : remove_folder(l->path);

	if (rc == 0)
		return 0;
	return err_sys(err, errno == EBUSY ? ST_BUSY : ST_IO, "clear",
	    "%s cannot be removed", l->path);
}

void
left_sweep(struct cmd *cmd, const char *path)
{
	struct left_list list = { NULL, 0 };
	struct err ignored;

	err_clear(&ignored);
	left_find(&list, path, &ignored);
	for (size_t i = 0; i < list.n; i++) {
		const struct left *l = &list.v[i];

		if ((l->is == LEFT_COPY || l->is == LEFT_SECOND) &&
		    left_remove(l, path, &ignored) == 0)
			cmd_warn(cmd, "%s, which a tool that was stopped "
			    "left behind, was removed.", l->path);
	}
	left_release(&list);
}
