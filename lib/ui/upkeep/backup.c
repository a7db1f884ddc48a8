/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/core/file.h"
#include "session/caller/account.h"
#include "ui/upkeep/backup.h"
#include "base/core/atomic.h"
#include "ui/upkeep/left.h"
#include "ui/upkeep/upkeep.h"
#include "store/ledger/copy.h"
#include "store/view/view.h"

#define MOST_ASIDE 100

/* A shell makes the file of its redirection as readable as it makes all. */
static int
make_private(struct err *err)
{
	struct stat st;

	if (fstat(STDOUT_FILENO, &st) == -1 || !S_ISREG(st.st_mode) ||
	    (st.st_mode & 077) == 0 || fchmod(STDOUT_FILENO, 0600) == 0)
		return 0;
	return err_sys(err, ST_IO, "mode",
	    "Others could read the file for the backup");
}

static int
send(struct cmd *cmd, const char *path, struct err *err)
{
	char block[65536];
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc = 0;
	ssize_t n = -1;

	if (fd != -1 && make_private(err) == -1) {
		close(fd);
		return -1;
	}
	while (fd != -1 && rc == 0) {
		n = read(fd, block, sizeof(block));
		if (n > 0)
			rc = out_text(cmd->out, block, (size_t)n, err);
		else if (n == 0 || errno != EINTR)
			break;
	}
	if (n == -1)
		rc = err_sys(err, ST_IO, "read", "The copy %s cannot be read",
		    path);
	else if (rc == -1 || out_flush(cmd->out, err) == -1)
		/* also when the reader closed its pipe: this is no list */
		rc = err_set(err, ST_IO, "write", "The backup could not be "
		    "written whole: what came out is no backup.");
	if (fd != -1)
		close(fd);
	return rc;
}

static int
keep(struct cmd *cmd, const char *from, const char *path, struct err *err)
{
	struct ledger_report report;
	struct store *copy;
	int rc;

	if (store_open(&copy, from, STORE_READ, err) == -1)
		return -1;
	rc = ledger_whole(copy, NULL, &report, err);
	store_close(copy);
	if (rc == -1 || atomic_place(from, path, err) == -1)
		return -1;
	return upkeep_tell(cmd, &report, "The backup was made", err);
}

static int
not_copied(const char *place, struct err *err)
{
	char *folder;

	if (err_is(err, ERR_LEDGER))
		err->status = ST_NO;
	if (!err_is(err, ERR_DISK_FULL))
		return -1;
	folder = atomic_folder(place);
	err_set(err, ST_IO, ERR_DISK_FULL,
	    "There is no room for a backup in the folder %s; none was made.",
	    folder);
	free(folder);
	return -1;
}

int
backup_make(struct cmd *cmd, const char *path, struct err *err)
{
	bool sends = path == NULL || strcmp(path, "-") == 0;
	struct atomic s = { 0 };
	struct stat st;
	int rc;

	if (sends && cmd->terminal_out)
		return err_set(err, ST_USAGE, "terminal",
		    "Name the file of the backup, or send it through a pipe: "
		    "it is nothing for a terminal.");
	if (!sends && lstat(path, &st) == 0)
		return atomic_exists(path, err);
	left_sweep(cmd, sends ? cmd->s.store_path : path);
	if (atomic_make(&s, sends ? cmd->s.store_path : path, err) == -1)
		return -1;
	if (session_log_access(&cmd->s, NULL, NULL, err) == -1)
		rc = -1;
	else if (store_copy(cmd->s.store, s.file, err) == -1)
		rc = not_copied(sends ? cmd->s.store_path : path, err);
	else
		rc = sends ? send(cmd, s.file, err)
			   : keep(cmd, s.file, path, err);
	atomic_drop(&s);
	return rc;
}

static int
cannot_read(const char *name, struct err *err)
{
	return err_sys(err, ST_IO, "read", "%s cannot be read", name);
}

/* What came in, as far as its first bytes tell. */
static int
check_start(const char *p, size_t n, const char *name, struct err *err)
{
	static const char store[] = "SQLite format 3", age[] = "age-encryption";

	if (n >= sizeof(store) && memcmp(p, store, sizeof(store)) == 0)
		return 0;
	if (n == 0)
		return err_set(err, ST_CONFIG, ERR_NO_STORE,
		    "%s is empty: there is no backup in it.", name);
	err_set(err, ST_CONFIG, ERR_NO_STORE, "%s is not a backup of vigil.",
	    name);
	if (n > sizeof(age) && memcmp(p, age, sizeof(age) - 1) == 0)
		err_hint(err, "It is sealed with age; open it first: "
			      "age -d -i KEY FILE | store-restore");
	return -1;
}

/* The bytes of a file or of standard input as the file to. */
static int
take_in(const char *path, const char *to, struct err *err)
{
	const char *name = path == NULL ? "Standard input" : path;
	char block[65536];
	int from = path == NULL ? STDIN_FILENO
				: open(path, O_RDONLY | O_CLOEXEC);
	int fd = -1, rc = -1;
	size_t have = 0;
	ssize_t n;

	if (from == -1)
		return cannot_read(name, err);
	/* the first block whole, since it says what this is */
	while (have < sizeof(block) &&
	    (n = read(from, block + have, sizeof(block) - have)) != 0) {
		if (n > 0)
			have += (size_t)n;
		else if (errno != EINTR) {
			cannot_read(name, err);
			goto out;
		}
	}
	if (check_start(block, have, name, err) == -1)
		goto out;
	fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	for (n = (ssize_t)have; fd != -1 && n > 0;) {
		if (file_write(fd, block, (size_t)n) == -1)
			break;
		while ((n = read(from, block, sizeof(block))) == -1 &&
		    errno == EINTR)
			;
		if (n == -1) {
			cannot_read(name, err);
			goto out;
		}
	}
	if (fd == -1 || n != 0 || fsync(fd) == -1)
		err_sys(err, ST_IO, "write",
		    "The backup cannot be written beside the store");
	else
		rc = 0;
out:
	if (fd != -1 && close(fd) == -1 && rc == 0)
		rc = err_sys(err, ST_IO, "write",
		    "The backup cannot be written beside the store");
	if (path != NULL)
		close(from);
	return rc;
}

/* Messages name what was given, not the copy that was looked at. */
static int
no_good(const char *name, struct err *err)
{
	if (err_is(err, ERR_LATER_VERSION)) {
		err_set(err, ST_CONFIG, ERR_LATER_VERSION,
		    "%s was made by a later vigil.", name);
		return err_hint(err, "Bring vigil up to date here.");
	}
	if (err_is(err, ERR_NO_STORE) ||
	    err_is(err, ERR_EARLIER_VERSION) ||
	    err_is(err, ERR_OTHER_VERSION))
		return err_set(err, ST_CONFIG, ERR_NO_STORE,
		    "%s is not a backup of vigil.", name);
	if (err_is(err, ERR_DAMAGED))
		return err_set(err, ST_IO, ERR_DAMAGED, "%s is damaged.", name);
	return -1;
}

/* Whether a copy is a store with nothing wrong; brings it up to date. */
static int
check_copy(struct cmd *cmd, const char *path, const char *name,
    struct ledger_report *report, struct err *err)
{
	struct buf troubles = BUF_INIT;
	struct store *store;
	char *sql;
	int rc = store_open(&store, path, STORE_READ, err);

	if (rc == -1 && err_is(err, ERR_EARLIER_VERSION)) {
		sql = session_data(&cmd->s, "migrations");
		rc = view_rebuild(path, sql, report, err);
		free(sql);
		if (rc == 0)
			rc = store_open(&store, path, STORE_READ, err);
	}
	if (rc == 0) {
		rc = ledger_whole(store, NULL, report, err);
		if (rc == 0)
			rc = upkeep_troubles(cmd, store, &troubles, err);
		store_close(store);
	}
	if (rc == 0 && troubles.n > 0) {
		*strchr(troubles.p, '\n') = '\0';
		rc = err_set(err, ST_NO, "trouble", "%s has a trouble: %s",
		    name, troubles.p);
	} else if (rc == -1 && err_is(err, ERR_ALTERED)) {
		rc = err_set(err, ST_NO, ERR_ALTERED, "The ledger in %s is not "
		    "whole at entry %lld: %s.", name, (long long)report->bad,
		    report->why);
	} else if (rc == -1) {
		no_good(name, err);
	}
	buf_release(&troubles);
	return rc;
}

static bool
occupied(const char *path)
{
	char *journal = atomic_path(path, "-journal");
	struct stat st;
	bool is = lstat(path, &st) == 0 || atomic_is_journal(journal);

	free(journal);
	return is;
}

/*
 * Nobody writes while the store there is moved: where it can be opened it
 * is held, which also undoes what a writer that died has left.  Of one that
 * cannot, nobody's right is known but what the folder gives.
 */
static int
hold(struct cmd *cmd, struct err *err)
{
	if (upkeep_open(cmd, err) == 0)
		return store_begin(cmd->s.store, err);
	if (cmd->s.store != NULL || (err->status != ST_CONFIG &&
				      !err_is(err, ERR_DAMAGED)))
		return -1;
	err_clear(err);
	return 0;
}

/* A name for the store that is replaced, which nothing has. */
static int
name_aside(struct cmd *cmd, struct buf *aside, struct err *err)
{
	char when[TIME_LEN];

	time_format(cmd->s.now, when);
	for (int i = 1; i < MOST_ASIDE; i++) {
		buf_reset(aside);
		buf_addf(aside, "%s.before-%s", cmd->s.store_path, when);
		if (i > 1)
			buf_addf(aside, "-%d", i);
		if (!occupied(buf_str(aside)))
			return 0;
	}
	return atomic_exists(buf_str(aside), err);
}

/* The content of the entry: who put it back, and in whose place. */
static void
put_restored(struct cmd *cmd, struct buf *b, const char *who,
    const char *aside, const struct checkpoint *was)
{
	const char *why = args_get(&cmd->args, "why");
	char at[TIME_LEN];

	time_format(cmd->s.now, at);
	json_open(b, '{');
	json_pair(b, "person", who);
	json_pair(b, "tool", cmd->command->name);
	json_pair(b, "at", at);
	json_pair(b, "why", why != NULL ? why : cmd->command->name);
	json_pair(b, "granted_by", cmd->s.granted_by);
	if (aside != NULL) {
		json_key(b, "replaced");
		json_open(b, '{');
		json_pair(b, "file", strrchr(aside, '/') == NULL ? aside
			: strrchr(aside, '/') + 1);
		if (was->seq != 0) {
			json_key(b, "seq");
			json_num(b, was->seq);
			json_pair(b, "hash", was->hash);
		}
		json_close(b, '}');
	}
	json_close(b, '}');
}

/*
 * Who called is known from the store that is replaced; where there is none
 * that can be read, the copy knows its owner.  A person whom it does not
 * know is told by their login.
 */
static int
caller(struct cmd *cmd, struct store *copy, struct err *err)
{
	int known;

	if (cmd->s.who.login[0] == '\0')
		return who_calls(&cmd->s.who, copy, true, account_login,
		    time_day(cmd->s.now), err);
	if (cmd->s.who.person[0] == '\0')
		return 0;
	known = store_has(copy, cmd->s.who.person, err);
	if (known == 0)
		cmd->s.who.person[0] = '\0';
	return known == -1 ? -1 : 0;
}

/* Enters in the copy, which is not in its place yet, that it is put there. */
static int
enter(struct cmd *cmd, struct store *copy, const char *aside,
    const struct checkpoint *was, struct ledger_report *report,
    struct err *err)
{
	struct buf content = BUF_INIT;
	struct draft draft = { .kind = &kind_access, .now = cmd->s.now };
	char id[ID_LEN];
	int64_t seq;
	int rc = caller(cmd, copy, err);

	if (rc == 0)
		rc = store_begin(copy, err);
	if (rc == 0) {
		draft.actor = who_name(&cmd->s.who);
		put_restored(cmd, &content, draft.actor, aside, was);
		draft.content = content.p;
		draft.len = content.n;
		rc = store_put(copy, &draft, id, &seq, err);
	}
	if (rc == 0)
		rc = store_commit(copy, err);
	if (rc == 0 && ledger_last(copy, &report->last, err) != 1)
		rc = -1;
	report->entries = report->last.seq;
	buf_release(&content);
	return rc;
}

static int
place(struct cmd *cmd, const struct atomic *s, struct buf *aside,
    struct ledger_report *report, struct err *err)
{
	struct checkpoint was = { .seq = 0 };
	struct store *copy;
	struct err ignored;
	int rc;

	/* what cannot be read is not told, and is kept all the same */
	if (cmd->s.store != NULL)
		(void)ledger_last(cmd->s.store, &was, &ignored);
	if (store_open(&copy, s->file, STORE_WRITE, err) == -1) {
		atomic_name(s, err);
		return -1;
	}
	rc = enter(cmd, copy, aside->n > 0 ? buf_str(aside) : NULL, &was,
	    report, err);
	if (rc == -1)
		atomic_name(s, err);
	store_close(copy);
	if (rc == 0)
		rc =
		    aside->n > 0
			? atomic_swap(s, cmd->s.store_path, buf_str(aside), err)
			: atomic_place(s->file, cmd->s.store_path, err);
	return rc;
}

/* In the place of what is there, if anything is: hold() and name_aside(). */
static int
put_back(struct cmd *cmd, const struct atomic *s, bool replace,
    struct ledger_report *report, struct err *err)
{
	bool taken = replace && occupied(cmd->s.store_path);
	struct buf aside = BUF_INIT;
	int rc = 0;

	if (taken && (hold(cmd, err) == -1 ||
			 name_aside(cmd, &aside, err) == -1))
		rc = -1;
	if (rc == 0)
		rc = place(cmd, s, &aside, report, err);
	upkeep_close(cmd);
	if (rc == 0 && taken)
		cmd_warn(cmd, "The store that was there is now %s.",
		    buf_str(&aside));
	buf_release(&aside);
	return rc == -1 ? -1
			: upkeep_tell(cmd, report, "The store was restored",
			      err);
}

int
backup_restore(struct cmd *cmd, const char *path, bool replace,
    struct err *err)
{
	struct ledger_report report;
	struct atomic s = { 0 };
	int rc = -1;

	if (path != NULL && strcmp(path, "-") == 0)
		path = NULL;
	if (path == NULL && cmd->terminal_in)
		return err_set(err, ST_USAGE, "terminal",
		    "Name the file of the backup, or send it on standard "
		    "input.");
	if (!replace && occupied(cmd->s.store_path)) {
		err_set(err, ST_IO, "exists", "There is already a store at "
		    "%s; it was left as it is.", cmd->s.store_path);
		return err_hint(err, "With --replace it is moved aside.");
	}
	left_sweep(cmd, cmd->s.store_path);
	if (atomic_make(&s, cmd->s.store_path, err) == 0 &&
	    take_in(path, s.file, err) == 0 &&
	    check_copy(cmd, s.file, path == NULL ? "Standard input" : path,
		&report, err) == 0)
		rc = put_back(cmd, &s, replace, &report, err);
	atomic_drop(&s);
	return rc;
}
