/* SPDX-License-Identifier: ISC */
#include "in_store.h"

#include <pwd.h>

#include "session/caller/account.h"
#include "session/session.h"

/* A number that no host gives away. */
#define NOBODYS 3141592

static void
the_login_is_that_of_the_uid(void **state)
{
	const struct passwd *pw = getpwuid(getuid());
	struct buf b = BUF_INIT;

	(void)state;
	if (pw == NULL)
		skip();
	account_login(&b);
	assert_string_equal(buf_str(&b), pw->pw_name);
	buf_release(&b);
}

/* In a child, since no right comes back. */
static int
as_nobody(void (*f)(void))
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (setuid(NOBODYS) == -1)
			_exit(3);
		f();
		_exit(2);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
tell_login(void)
{
	struct buf b = BUF_INIT;

	account_login(&b);
	_exit(strcmp(buf_str(&b), "uid3141592") != 0);
}

static void
an_account_without_a_login_goes_by_its_number(void **state)
{
	(void)state;
	if (getuid() != 0)
		skip();
	assert_int_equal(as_nobody(tell_login), 0);
}

static void
whose_the_file_is_owns_the_store(void **state)
{
	struct session cmd = { .store = make(), .now = NOON,
		.config = "/etc/vigil", .data = (char *)(uintptr_t)"/nowhere" };

	(void)state;
	assert_int_equal(account_calls(&cmd, &err), 0);
	assert_true(cmd.who.owner);
	if (chown(path, NOBODYS, (gid_t)-1) == 0) {
		assert_int_equal(account_calls(&cmd, &err), 0);
		assert_false(cmd.who.owner);
	}
	unlink(path);
	assert_int_equal(account_calls(&cmd, &err), -1);
	assert_int_equal(err.status, ST_IO);
	store_close(cmd.store);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_login_is_that_of_the_uid),
		T(an_account_without_a_login_goes_by_its_number),
		T(whose_the_file_is_owns_the_store),
	};

	return cmocka_run_group_tests_name("account", tests, NULL, NULL);
}
