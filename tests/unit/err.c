/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/core/err.h"
#include "base/core/mem.h"

static void
setting_an_error_empties_the_rest(void **state)
{
	struct err e;

	(void)state;
	memset(&e, 'x', sizeof(e));
	assert_int_equal(err_set(&e, ST_DATA, "bad-date", "%d days", 31), -1);
	assert_int_equal(e.status, ST_DATA);
	assert_string_equal(e.code, "bad-date");
	assert_string_equal(e.msg, "31 days");
	assert_string_equal(e.file, "");
	assert_string_equal(e.field, "");
	assert_string_equal(e.hint, "");
	assert_int_equal(e.line, 0);
	assert_int_equal(e.column, 0);
}

static void
hint_field_and_place_are_added(void **state)
{
	struct err e;

	(void)state;
	err_set(&e, ST_IO, "read", "no");
	assert_int_equal(err_hint(&e, "try %s", "again"), -1);
	assert_int_equal(err_field(&e, "dob"), -1);
	assert_int_equal(err_place(&e, "a.jsonl", 7), -1);
	err_place(&e, NULL, 0);
	assert_string_equal(e.hint, "try again");
	assert_string_equal(e.field, "dob");
	assert_string_equal(e.file, "a.jsonl");
	assert_int_equal(e.line, 7);
	assert_string_equal(e.msg, "no");
}

static void
a_system_error_ends_in_its_reason(void **state)
{
	struct err e;

	(void)state;
	errno = ENOENT;
	err_sys(&e, ST_IO, "open", "Could not open %s", "a");
	assert_string_equal(e.msg,
	    "Could not open a: No such file or directory.");
}

static void
an_error_may_be_told_in_the_words_of_itself(void **state)
{
	struct err e;

	(void)state;
	err_set(&e, ST_DATA, "a", "first");
	err_set(&e, ST_DATA, "b", "second after %s", e.msg);
	assert_string_equal(e.msg, "second after first");
}

static void
a_long_message_is_cut_between_characters(void **state)
{
	struct err e;
	char s[1024];
	size_t i, shift;

	(void)state;
	for (shift = 0; shift < 4; shift++) {
		memset(s, 'a', shift);
		for (i = shift; i + 4 < sizeof(s); i += 4)
			memcpy(s + i, "\xf0\x9f\x98\x80", 4);
		s[i] = '\0';
		err_set(&e, ST_DATA, "long", "%s", s);
		assert_int_equal((strlen(e.msg) - shift) % 4, 0);
		assert_true(strlen(e.msg) > sizeof(e.msg) - 5);
	}
}

static void
leave(void)
{
	_exit(42);
}

static int
status_of_empty_memory(void (*handler)(void), char *said, size_t size)
{
	int fd[2], st;
	ssize_t n;
	pid_t pid;

	assert_int_equal(pipe(fd), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(fd[1], STDERR_FILENO);
		mem_on_empty(handler);
		mem_resize(NULL, SIZE_MAX / 2, 4);
		_exit(0);
	}
	close(fd[1]);
	n = read(fd[0], said, size - 1);
	said[n > 0 ? n : 0] = '\0';
	close(fd[0]);
	assert_int_equal(waitpid(pid, &st, 0), pid);
	assert_true(WIFEXITED(st));
	return WEXITSTATUS(st);
}

static void
a_product_that_overflows_is_out_of_memory(void **state)
{
	char said[64];

	(void)state;
	assert_int_equal(status_of_empty_memory(NULL, said, sizeof(said)), 70);
	assert_string_equal(said, "out of memory\n");
}

static void
the_process_may_say_it_differently(void **state)
{
	char said[64];

	(void)state;
	assert_int_equal(status_of_empty_memory(leave, said, sizeof(said)),
	    42);
	assert_string_equal(said, "");
}

static void
a_caller_asks_for_a_code_by_its_name(void **state)
{
	struct err e;

	(void)state;
	err_clear(&e);
	assert_false(err_is(&e, ERR_NO_FILE));
	err_set(&e, ST_CONFIG, ERR_NO_FILE, "There is no file.");
	assert_true(err_is(&e, ERR_NO_FILE));
	assert_false(err_is(&e, ERR_NO_STORE));
	assert_string_equal(e.code, "no-file");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(setting_an_error_empties_the_rest),
		cmocka_unit_test(hint_field_and_place_are_added),
		cmocka_unit_test(a_system_error_ends_in_its_reason),
		cmocka_unit_test(an_error_may_be_told_in_the_words_of_itself),
		cmocka_unit_test(a_long_message_is_cut_between_characters),
		cmocka_unit_test(a_product_that_overflows_is_out_of_memory),
		cmocka_unit_test(the_process_may_say_it_differently),
		cmocka_unit_test(a_caller_asks_for_a_code_by_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
