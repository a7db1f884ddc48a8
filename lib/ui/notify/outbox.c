/* SPDX-License-Identifier: ISC */
#include "ui/notify/outbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/core/file.h"
#include "base/text/text.h"
#include "base/core/atomic.h"

#define FOLDER (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#define PART "part"  /* a folder that is being entered */
#define LOCK "lock"  /* held by who sends */
#define BEGUN ".begun"
#define SENT ".sent"

char *
outbox_path(const char *store)
{
	return atomic_path(store, ".outbox");
}

static int
cannot(struct err *err, const char *outbox)
{
	return err_sys(err, ST_IO, "outbox",
	    "The messages could not be kept in %s", outbox);
}

static bool
ends(const char *name, const char *suffix)
{
	size_t n = strlen(name), k = strlen(suffix);

	return n > k && strcmp(name + n - k, suffix) == 0;
}

static int
is_batch(const struct dirent *d)
{
	return strspn(d->d_name, "0123456789") == strlen(d->d_name);
}

static int
is_message(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

/* The names in order; -1. */
static int
list(int dir, const char *name, int (*which)(const struct dirent *),
    struct dirent ***v)
{
	return scandirat(dir, name, v, which, alphasort);
}

static void
release(struct dirent **v, int n)
{
	for (int i = 0; i < n; i++)
		free(v[i]);
	if (n >= 0)
		free(v);
}

static int
open_lock(int dir)
{
	int fd = openat(dir, LOCK, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC,
	    0600);

	while (fd >= 0 && flock(fd, LOCK_EX) == -1) {
		if (errno == EINTR)
			continue;
		close(fd);
		return -1;
	}
	return fd;
}

/* Removes a folder and the files in it. */
static int
drop(int dir, const char *name)
{
	struct dirent **v;
	int n = list(dir, name, is_message, &v), rc = 0;
	char path[2 * NAME_MAX + 2];

	if (n < 0)
		return errno == ENOENT ? 0 : -1;
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s/%s", name, v[i]->d_name);
		if (unlinkat(dir, path, 0) == -1)
			rc = -1;
	}
	release(v, n);
	return rc == 0 ? unlinkat(dir, name, AT_REMOVEDIR) : -1;
}

/* Whether the outbox has a message of this key; -1. */
static int
has(int dir, struct dirent **batch, int nbatches, const char *key)
{
	int found = 0;

	for (int i = 0; i < nbatches && found == 0; i++) {
		struct dirent **v;
		int n = list(dir, batch[i]->d_name, is_message, &v);

		/* one that was sent meanwhile is no more there */
		if (n < 0 && errno != ENOENT)
			return -1;
		for (int k = 0; k < n; k++) {
			const char *at = strchr(v[k]->d_name, '-');

			found |= at != NULL && text_starts(at + 1, key);
		}
		release(v, n);
	}
	return found;
}

static int
write_message(int dir, size_t i, const struct outbox_message *m)
{
	char name[NAME_MAX + 1];
	int fd, rc;

	snprintf(name, sizeof(name), PART "/%02zu-%s", i, m->key);
	fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return -1;
	rc = file_write(fd, m->text.p, m->text.n) == 0 && fsync(fd) == 0 ? 0
									 : -1;
	return close(fd) == 0 ? rc : -1;
}

static int
sync_folder(int dir, const char *name)
{
	int fd = openat(dir, name, FOLDER);
	int rc = fd < 0 ? -1 : fsync(fd);

	if (fd >= 0)
		close(fd);
	return rc;
}

/* What is new, as the folder that comes after the last; 0, -1. */
static int
enter(int dir, const struct outbox_message *v, size_t n)
{
	struct dirent **batch;
	int nbatches = list(dir, ".", is_batch, &batch), rc = -1, there;
	size_t new = 0;
	char name[24];

	if (nbatches < 0 || drop(dir, PART) == -1 ||
	    mkdirat(dir, PART, 0700) == -1)
		goto out;
	for (size_t i = 0; i < n; i++) {
		there = has(dir, batch, nbatches, v[i].key);
		if (there == -1 ||
		    (there == 0 && write_message(dir, ++new, &v[i]) == -1))
			goto out;
	}
	if (new == 0) {
		rc = unlinkat(dir, PART, AT_REMOVEDIR);
		goto out;
	}
	snprintf(name, sizeof(name), "%08ld", nbatches == 0 ? 1
	    : strtol(batch[nbatches - 1]->d_name, NULL, 10) + 1);
	if (sync_folder(dir, PART) == 0 &&
	    renameat(dir, PART, dir, name) == 0 && fsync(dir) == 0)
		rc = 0;
	else /* what is said not to be kept is not sent either */
		(void)renameat(dir, name, dir, PART);
out:
	release(batch, nbatches);
	return rc;
}

int
outbox_enter(const char *outbox, const struct outbox_message *v, size_t n,
    struct err *err)
{
	int dir, rc = -1;

	if (n == 0)
		return 0;
	if (atomic_folders(outbox) == -1)
		return cannot(err, outbox);
	dir = open(outbox, FOLDER);
	if (dir < 0 || atomic_sync(outbox, err) == -1) {
		rc = cannot(err, outbox);
		goto out;
	}
	/* nobody else enters; who sends does not wait */
	if (flock(dir, LOCK_EX) == -1 || enter(dir, v, n) == -1)
		cannot(err, outbox);
	else
		rc = 0;
out:
	if (dir >= 0)
		close(dir);
	return rc;
}

/* Signals that end a process wait until what was begun is noted. */
static void
hold(bool held, sigset_t *was)
{
	sigset_t set;

	if (!held) {
		sigprocmask(SIG_SETMASK, was, NULL);
		return;
	}
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, was);
}

static int
mark(int batch, const char *from, const char *to)
{
	return renameat(batch, from, batch, to) == 0 ? fsync(batch) : -1;
}

/* One message: its fate, or -1. */
static int
give(int batch, const char *path, const char *name,
    const struct outbox_sender *s)
{
	char plain[NAME_MAX + 1], begun[NAME_MAX + 8], sent[NAME_MAX + 8];
	bool doubted = ends(name, BEGUN);
	int fd, fate = -1;

	snprintf(plain, sizeof(plain), "%s", name);
	if (doubted)
		plain[strlen(name) - strlen(BEGUN)] = '\0';
	snprintf(begun, sizeof(begun), "%s" BEGUN, plain);
	snprintf(sent, sizeof(sent), "%s" SENT, plain);
	fd = openat(batch, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return -1;
	if (doubted)
		s->doubt(s->arg, path);
	if (doubted || mark(batch, plain, begun) == 0) {
		fate = (int)s->give(s->arg, fd);
		if (fate == OUTBOX_TAKEN && mark(batch, begun, sent) == -1)
			fate = -1;
		else if (fate != OUTBOX_TAKEN && fate != OUTBOX_DOUBTED &&
		    !doubted && mark(batch, begun, plain) == -1)
			fate = -1;
	}
	close(fd);
	return fate;
}

/* The messages of a folder: the last one's fate, or -1; counts what is left. */
static int
give_batch(int dir, const char *outbox, const char *name,
    const struct outbox_sender *s, bool stopped, size_t *left)
{
	int batch = openat(dir, name, FOLDER), n, fate = OUTBOX_TAKEN;
	size_t remain = 0;
	struct dirent **v;
	sigset_t was;

	n = batch < 0 ? -1 : list(batch, ".", is_message, &v);
	for (int i = 0; i < n; i++) {
		struct buf path = BUF_INIT;

		if (ends(v[i]->d_name, SENT))
			continue;
		if (stopped || fate == -1 || fate == OUTBOX_UNSENDABLE) {
			remain++;
			continue;
		}
		buf_addf(&path, "%s/%s/%s", outbox, name, v[i]->d_name);
		hold(true, &was);
		fate = give(batch, buf_str(&path), v[i]->d_name, s);
		hold(false, &was);
		buf_release(&path);
		remain += fate != OUTBOX_TAKEN;
	}
	release(v, n);
	if (batch >= 0)
		close(batch);
	*left += remain;
	if (n < 0 || (remain == 0 && drop(dir, name) == -1))
		return -1;
	return fate;
}

int
outbox_send(const char *outbox, const struct outbox_sender *s, size_t *left,
    struct err *err)
{
	int dir = open(outbox, FOLDER), lock, n, fate = OUTBOX_TAKEN, rc = 0;
	struct dirent **batch;

	*left = 0;
	if (dir < 0)
		return errno == ENOENT ? 0 : cannot(err, outbox);
	lock = open_lock(dir);
	n = lock < 0 ? -1 : list(dir, ".", is_batch, &batch);
	if (n < 0)
		rc = cannot(err, outbox);
	for (int i = 0; i < n; i++) {
		fate = give_batch(dir, outbox, batch[i]->d_name, s,
		    fate == OUTBOX_UNSENDABLE || rc == -1, left);
		if (fate == -1)
			rc = cannot(err, outbox);
	}
	release(batch, n);
	if (lock >= 0)
		close(lock);
	close(dir);
	return rc;
}

int
outbox_waiting(const char *outbox, size_t *n, struct err *err)
{
	int dir = open(outbox, FOLDER), nbatches, rc = 0;
	struct dirent **batch, **v;

	*n = 0;
	if (dir < 0 && errno == ENOENT)
		return 0;
	nbatches = dir < 0 ? -1 : list(dir, ".", is_batch, &batch);
	if (nbatches < 0)
		rc = err_sys(err, ST_IO, "outbox",
		    "The outbox %s cannot be read", outbox);
	for (int i = 0; i < nbatches; i++) {
		int k = list(dir, batch[i]->d_name, is_message, &v);

		for (int m = 0; m < k; m++)
			*n += !ends(v[m]->d_name, SENT);
		release(v, k);
	}
	release(batch, nbatches);
	if (dir >= 0)
		close(dir);
	return rc;
}

void
outbox_trouble(const char *store, struct buf *troubles)
{
	char *outbox = outbox_path(store);
	struct err err;
	size_t n;

	err_clear(&err);
	if (outbox_waiting(outbox, &n, &err) == -1)
		buf_addf(troubles, "%s\n", err.msg);
	else if (n > 0)
		buf_addf(troubles, "%zu message%s not sent yet: %s; run "
		    "notify with --send.\n", n, n == 1 ? " was" : "s were",
		    outbox);
	free(outbox);
}
