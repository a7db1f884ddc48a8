/* SPDX-License-Identifier: ISC */
#include "session/caller/account.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "session/caller/caller.h"

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
account_calls(struct session *ses, struct err *err)
{
	struct stat st;

	if (stat(store_path(ses->store), &st) == -1)
		return err_sys(err, ST_IO, "read", "The store %s",
		    store_path(ses->store));
	if (who_calls(&ses->who, ses->store, st.st_uid == getuid(),
		account_login, time_day(ses->now), err) == -1)
		return -1;
	return caller_trusts(ses, st.st_uid, err);
}
