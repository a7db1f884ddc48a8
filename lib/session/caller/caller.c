/* SPDX-License-Identifier: ISC */
#include "session/caller/caller.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/core/env.h"
#include "base/core/mem.h"
#include "session/caller/account.h"
#include "session/session_own.h"

#define MACHINE "/etc/vigil"

void
caller_guard(void)
{
	const struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__ /* which looks for leaks as a debugger does */
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

static int
no_place(struct err *err)
{
	if (!env_believed()) {
		err_set(err, ST_CONFIG, ERR_NO_STORE,
		    "With the rights of another account no store is looked "
		    "for.");
		return err_hint(err, "Run the command as yourself.");
	}
	err_set(err, ST_CONFIG, ERR_NO_STORE,
	    "HOME is not set, so there is no telling where the store is.");
	return err_hint(err, "Name it with --store PATH, or in VIGIL_STORE.");
}

int
caller_find(struct session *ses, struct err *err)
{
	const char *path = ses->given_store;
	const char *xdg = env_folder("XDG_DATA_HOME");
	const char *home = env_folder("HOME");
	struct buf b = BUF_INIT;

	ses->config = ses->given_config;
	if (ses->config == NULL)
		ses->config = env_get("VIGIL_CONFIG");
	if (ses->config == NULL)
		ses->config = MACHINE;
	if (path == NULL)
		path = env_get("VIGIL_STORE");
	if (path != NULL)
		buf_adds(&b, path);
	else if (xdg != NULL)
		buf_addf(&b, "%s/vigil/vigil.db", xdg);
	else if (home != NULL)
		buf_addf(&b, "%s/.local/share/vigil/vigil.db", home);
	else if (ses->needs_store)
		return no_place(err);
	ses->store_path = mem_dup(buf_str(&b));
	buf_release(&b);
	return 0;
}

static bool
holds_something(const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	bool some = false;

	if (dir == NULL)
		return false;
	while (!some && (entry = readdir(dir)) != NULL)
		some = strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0;
	closedir(dir);
	return some;
}

/* Changed by nobody but root and the owner; a sticky folder's names too. */
static bool
is_theirs(const struct stat *st, uid_t owner)
{
	if (st->st_uid != 0 && st->st_uid != owner)
		return false;
	if (S_ISLNK(st->st_mode) ||
	    (S_ISDIR(st->st_mode) && (st->st_mode & S_ISVTX)))
		return true;
	return !(st->st_mode & S_IWOTH) &&
	    (!(st->st_mode & S_IWGRP) || !group_member(st->st_gid));
}

/* The path and every folder on the way to it. */
static bool
is_theirs_all(const char *path, uid_t owner)
{
	char *part = mem_dup(path), *slash = part;
	struct stat st;
	bool good = lstat("/", &st) == 0 && is_theirs(&st, owner);

	while (good && slash != NULL) {
		slash = strchr(slash + 1, '/');
		if (slash != NULL)
			*slash = '\0';
		good = lstat(part, &st) == 0 && is_theirs(&st, owner);
		if (slash != NULL)
			*slash = '/';
	}
	free(part);
	return good;
}

/*
 * The same for what is in a folder, and for where its names lead.  Where
 * there is none nothing is read.
 */
static bool
are_theirs(const char *path, uid_t owner, int deep)
{
	char *real = realpath(path, NULL);
	bool good = real == NULL || (is_theirs_all(path, owner) &&
	    is_theirs_all(real, owner));
	DIR *dir = good && deep > 0 && real != NULL ? opendir(real) : NULL;
	const struct dirent *entry;
	struct buf b = BUF_INIT;

	while (dir != NULL && good && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		buf_reset(&b);
		buf_addf(&b, "%s/%s", real, entry->d_name);
		good = are_theirs(buf_str(&b), owner, deep - 1);
	}
	if (dir != NULL)
		closedir(dir);
	buf_release(&b);
	free(real);
	return good;
}

static int
refuse_folder(struct session *ses, const char *owner, struct err *err)
{
	session_deny(ses, NULL, err); /* which enters it */
	err_set(err, ST_DENIED, "own-config",
	    "The store belongs to %s, so its rights and rules are not taken "
	    "from a folder that you chose (%s).", owner, ses->config);
	return err_hint(err, "Leave out --config and VIGIL_CONFIG: the "
			     "settings in " MACHINE " hold.");
}

static int
refuse_rules(const char *folder, const char *owner, struct err *err)
{
	err_set(err, ST_CONFIG, "rules",
	    "Somebody else than root and %s, to whom the store belongs, can "
	    "change the rules in %s.", owner, folder);
	return err_hint(err, "Use the vigil that is installed for everybody, "
			     "or have the folder made theirs.");
}

int
caller_trusts(struct session *ses, uid_t owner, struct err *err)
{
	struct buf name = BUF_INIT;
	int rc = 0;

	if (owner == getuid())
		return 0;
	account_name(&name, owner);
	if (strcmp(ses->config, MACHINE) != 0) {
		if (holds_something(ses->config)) {
			rc = refuse_folder(ses, buf_str(&name), err);
			goto out;
		}
		ses->config = ses->folders.own = MACHINE;
	}
	if (!are_theirs(ses->data, owner, 3))
		rc = refuse_rules(ses->data, buf_str(&name), err);
	else if (!are_theirs(ses->config, owner, 3))
		rc = refuse_rules(ses->config, buf_str(&name), err);
out:
	buf_release(&name);
	return rc;
}
