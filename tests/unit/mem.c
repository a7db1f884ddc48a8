/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/core/err.h"
#include "base/core/mem.h"

static void
what_is_given_is_zeroed_and_grows(void **state)
{
	unsigned char *p = mem_alloc(64);

	(void)state;
	for (size_t i = 0; i < 64; i++)
		assert_int_equal(p[i], 0);
	memset(p, 7, 64);
	p = mem_resize(p, 1000, 64);
	for (size_t i = 0; i < 64; i++)
		assert_int_equal(p[i], 7);
	free(p);
	/* Nothing is something that can be freed. */
	p = mem_alloc(0);
	assert_non_null(p);
	p = mem_resize(p, 0, 8);
	assert_non_null(p);
	free(p);
}

static void
copies_end_in_a_nul(void **state)
{
	char *s = mem_copy("ab\0cd", 5);

	(void)state;
	assert_memory_equal(s, "ab\0cd\0", 6);
	free(s);
	s = mem_copy(NULL, 0);
	assert_string_equal(s, "");
	free(s);
	s = mem_dup("abc");
	assert_string_equal(s, "abc");
	free(s);
	assert_null(mem_dup(NULL));
}

static void
overflow(void)
{
	free(mem_resize(NULL, SIZE_MAX / 4, 8));
}

static void
copy_everything(void)
{
	free(mem_copy("", SIZE_MAX));
}

static void
say_so(void)
{
	_exit(42);
}

/* It runs out once more: the process ends in spite of that. */
static void
run_out_again(void)
{
	overflow();
}

/* What a process that does this ends with. */
static int
ends_with(void (*does)(void), void (*on_empty)(void))
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		close(STDERR_FILENO);
		mem_on_empty(on_empty);
		does();
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
a_process_without_memory_ends_as_it_chose(void **state)
{
	(void)state;
	assert_int_equal(ends_with(overflow, NULL), ST_FAULT);
	assert_int_equal(ends_with(copy_everything, NULL), ST_FAULT);
	assert_int_equal(ends_with(overflow, say_so), 42);
	assert_int_equal(ends_with(overflow, run_out_again), ST_FAULT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_given_is_zeroed_and_grows),
		cmocka_unit_test(copies_end_in_a_nul),
		cmocka_unit_test(a_process_without_memory_ends_as_it_chose),
	};

	return cmocka_run_group_tests_name("mem", tests, NULL, NULL);
}
