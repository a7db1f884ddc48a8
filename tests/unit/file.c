/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/core/file.h"

#define LONG 100000

static char text[LONG];

/* A file that holds text. */
static int
filled(void)
{
	int fd = memfd_create("file", MFD_CLOEXEC);

	memset(text, 'x', sizeof(text));
	text[0] = '\0';
	assert_int_equal(file_write(fd, text, sizeof(text)), 0);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static void
what_is_written_is_read_after_what_there_was(void **state)
{
	struct buf b = BUF_INIT;
	int fd = filled();

	(void)state;
	buf_adds(&b, "before");
	assert_int_equal(file_read(&b, fd, SIZE_MAX), 0);
	assert_int_equal(b.n, 6 + LONG);
	assert_memory_equal(b.p + 6, text, LONG);
	assert_int_equal(b.p[b.n], '\0');
	assert_int_equal(file_read(&b, fd, SIZE_MAX), 0);
	assert_int_equal(b.n, 6 + LONG);
	buf_release(&b);
	close(fd);
}

static void
too_much_is_told_and_not_read_to_its_end(void **state)
{
	struct buf b = BUF_INIT;
	int fd = open("/dev/zero", O_RDONLY);

	(void)state;
	assert_int_equal(file_read(&b, fd, 1000), 0);
	assert_true(b.n > 1000 && b.n < LONG);
	buf_release(&b);
	close(fd);
}

static void
a_failure_leaves_its_reason(void **state)
{
	struct buf b = BUF_INIT;
	int fd = open("/dev/full", O_WRONLY);

	(void)state;
	assert_int_equal(file_write(fd, "x", 1), -1);
	assert_int_equal(errno, ENOSPC);
	assert_int_equal(file_read(&b, fd, 1), -1);
	assert_int_equal(errno, EBADF);
	assert_string_equal(buf_str(&b), "");
	assert_int_equal(file_write(-1, "", 0), 0);
	buf_release(&b);
	close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read_after_what_there_was),
		cmocka_unit_test(too_much_is_told_and_not_read_to_its_end),
		cmocka_unit_test(a_failure_leaves_its_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
