/* SPDX-License-Identifier: ISC */
#include "cli/account.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/caller.h"

void
account_name(struct buf *b, uid_t uid)
{
	const struct passwd *pw = getpwuid(uid);

	if (pw != NULL)
		buf_adds(b, pw->pw_name);
	else
		buf_addf(b, "uid%lu", (unsigned long)uid);
}

void
account_login(struct buf *b)
{
	account_name(b, getuid());
}

int
account_calls(struct cmd *cmd, struct err *err)
{
	struct stat st;

	if (stat(store_path(cmd->store), &st) == -1)
		return err_sys(err, ST_IO, "read", "The store %s",
		    store_path(cmd->store));
	if (who_calls(&cmd->who, cmd->store, st.st_uid == getuid(),
		account_login, time_day(cmd->now), err) == -1)
		return -1;
	return caller_trusts(cmd, st.st_uid, err);
}
