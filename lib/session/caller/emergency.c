/* SPDX-License-Identifier: ISC */
#include "session/caller/emergency.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <syslog.h>
#include <unistd.h>

#include "base/core/file.h"
#include "base/core/line.h"
#include "base/text/text.h"
#include "session/session_own.h"

static void
put_path(struct buf *b, const struct store *s)
{
	buf_addf(b, "%s.emergency", store_path(s));
}

/* Whether somebody listens: syslog() does not say. */
static bool
has_log(void)
{
	static const int types[] = { SOCK_DGRAM, SOCK_STREAM };
	struct sockaddr_un to = { .sun_family = AF_UNIX,
		.sun_path = "/dev/log" };
	bool heard = false;

	for (size_t i = 0; !heard && i < 2; i++) {
		int fd = socket(AF_UNIX, types[i] | SOCK_CLOEXEC, 0);

		heard = fd >= 0 && connect(fd, (const struct sockaddr *)&to,
		    sizeof(to)) == 0;
		if (fd >= 0)
			close(fd);
	}
	return heard;
}

static bool
log_it(const struct session *ses, const char *what, const struct err *why)
{
	const char *reason = ses->emergency;
	struct buf line = BUF_INIT, seen = BUF_INIT;

	if (!has_log())
		return false;
	buf_addf(&line, "%s read %s with %s in an emergency (%s); not in the "
			"ledger: %s", who_name(&ses->who), what,
	    ses->tool, reason, why->msg);
	text_visible(&seen, line.p, line.n, "");
	openlog("vigil", LOG_PID, LOG_AUTHPRIV);
	syslog(LOG_ALERT, "%s", buf_str(&seen));
	closelog();
	buf_release(&line);
	buf_release(&seen);
	return true;
}

/* The file, locked, of which *st tells; -1 also when it was just removed. */
static int
open_locked(const char *path, int flags, struct stat *st)
{
	int fd = open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);

	if (fd >= 0 && flock(fd, LOCK_EX) == 0 && fstat(fd, st) == 0 &&
	    S_ISREG(st->st_mode) && st->st_nlink == 1)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Its entry in the folder is on the disk too. */
static bool
sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf folder = BUF_INIT;
	int fd;
	bool done;

	buf_add(&folder, path, (size_t)(slash - path) + 1);
	fd = open(buf_str(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	done = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	buf_release(&folder);
	return done;
}

static bool
keep(const char *path, const struct buf *lines)
{
	struct buf whole = BUF_INIT;
	struct stat st;
	int fd = -1, ignored = 0;
	bool done = false;

	for (int i = 0; i < 3 && fd < 0; i++)
		fd = open_locked(path, O_WRONLY | O_APPEND | O_CREAT, &st);
	if (fd < 0)
		return false;
	buf_add(&whole, lines->p, lines->n);
	buf_addc(&whole, '\n');
	if (st.st_uid == geteuid()) {
		done = file_write(fd, whole.p, whole.n) == 0 &&
		    fsync(fd) == 0 && sync_folder(path);
		/* a piece of a line would spoil those that follow */
		if (!done)
			ignored = ftruncate(fd, st.st_size);
		(void)ignored;
	}
	close(fd);
	buf_release(&whole);
	return done;
}

void
emergency_keep(struct session *ses, const struct buf *lines, const char *what,
    const struct err *why)
{
	struct buf path = BUF_INIT;
	bool logged = log_it(ses, what, why), kept;

	put_path(&path, ses->store);
	kept = keep(buf_str(&path), lines);
	if (kept)
		session_warn(ses,
		    "The reading could not be logged in the ledger "
		    "(%s); %s is kept in %s, and entered when the "
		    "store can next be written.",
		    why->msg,
		    logged ? "it went to the system log, and"
			   : "there is no system log here, but it",
		    buf_str(&path));
	else if (logged)
		session_warn(ses,
		    "The reading could not be logged in the ledger "
		    "(%s); it went to the system log alone. Tell the "
		    "designated safeguarding lead that it is not in "
		    "the ledger.",
		    why->msg);
	else
		session_warn(ses, "The reading could be logged nowhere: not in "
			      "the ledger (%s), nor in a system log, nor "
			      "beside the store. Write down that you read it, "
			      "when and why, and tell the designated "
			      "safeguarding lead.", why->msg);
	buf_release(&path);
}

/* One line, as the record that it is; what came before is passed over. */
static int
enter_line(struct session *ses, const char *s, size_t n, struct err *err)
{
	struct buf content = BUF_INIT;
	struct json line = { 0 };
	struct draft draft = { .kind = &kind_access,
		.actor = who_name(&ses->who), .now = ses->now };
	char id[ID_LEN];
	int64_t seq;
	int rc = -1;

	if (json_parse(&line, s, n, 0, err) == 0 &&
	    rec_accept(&content, &kind_access, &line, &ses->context, err) ==
		0) {
		draft.content = content.p;
		draft.len = content.n;
		rc = store_put(ses->store, &draft, id, &seq, err);
		if (rc == -1 && err_is(err, ERR_TAKEN))
			rc = 0;
	}
	json_release(&line);
	buf_release(&content);
	return rc;
}

static int
enter_lines(struct session *ses, int fd, struct err *err)
{
	struct line_reader in;
	const char *s;
	size_t n;
	int got;

	if (store_begin(ses->store, err) == -1)
		return -1;
	line_open(&in, fd);
	while ((got = line_next(&in, &s, &n, err)) == 1) {
		if (enter_line(ses, s, n, err) == -1) {
			got = -1;
			break;
		}
	}
	line_close(&in);
	if (got == 0 && store_commit(ses->store, err) == 0)
		return 0;
	store_rollback(ses->store);
	return -1;
}

/* Whether what this account wrote may be believed of others too. */
static bool
is_believed(const struct session *ses, uid_t uid)
{
	struct stat st;

	return uid == 0 || uid == geteuid() ||
	    (stat(store_path(ses->store), &st) == 0 && uid == st.st_uid);
}

void
emergency_enter(struct session *ses)
{
	struct buf path = BUF_INIT;
	struct stat st;
	struct err err;
	int fd;

	put_path(&path, ses->store);
	fd = open_locked(buf_str(&path), O_RDWR, &st);
	if (fd >= 0 && is_believed(ses, st.st_uid)) {
		err_clear(&err);
		if (enter_lines(ses, fd, &err) == -1)
			session_warn(ses,
			    "The readings kept in %s are not yet in "
			    "the ledger: %s",
			    buf_str(&path), err.msg);
		else
			(void)unlink(buf_str(&path)); /* entered once, again */
	}
	if (fd >= 0)
		close(fd);
	buf_release(&path);
}

void
emergency_trouble(struct store *s, struct buf *troubles)
{
	struct buf path = BUF_INIT;
	struct stat st;

	put_path(&path, s);
	if (lstat(buf_str(&path), &st) == 0)
		buf_addf(troubles, "Readings in an emergency that are not yet "
		    "in the ledger are kept in %s; whoever wrote them or owns "
		    "the store enters them by the next command that writes.\n",
		    buf_str(&path));
	buf_release(&path);
}
