/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/core/line.h"

static struct err e;

static int
file_of(const char *s, size_t n)
{
	int fd = memfd_create("line", 0);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, s, n), n);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static void
expect(struct line_reader *r, const char *want)
{
	const char *s;
	size_t n;

	assert_int_equal(line_next(r, &s, &n, &e), 1);
	assert_int_equal(n, strlen(want));
	assert_memory_equal(s, want, n);
}

static void
lines_come_one_by_one(void **state)
{
	static const char text[] = "first\n\nthird\r\nlast";
	struct line_reader r;
	const char *s;
	size_t n;
	int fd = file_of(text, strlen(text));

	(void)state;
	line_open(&r, fd);
	assert_int_equal(line_peek(&r), 'f');
	assert_int_equal(r.number, 0);
	expect(&r, "first");
	assert_int_equal(r.number, 1);
	assert_true(r.ended);
	assert_int_equal(line_peek(&r), '\n');
	expect(&r, "");
	expect(&r, "third\r");
	assert_int_equal(r.number, 3);
	expect(&r, "last");
	assert_false(r.ended);
	assert_int_equal(line_peek(&r), -1);
	assert_int_equal(line_next(&r, &s, &n, &e), 0);
	assert_int_equal(line_next(&r, &s, &n, &e), 0);
	assert_int_equal(r.number, 4);
	line_close(&r);
	close(fd);
}

static void
empty_input_has_no_line(void **state)
{
	struct line_reader r;
	const char *s;
	size_t n;
	int fd = open("/dev/null", O_RDONLY);

	(void)state;
	line_open(&r, fd);
	assert_int_equal(line_peek(&r), -1);
	assert_int_equal(line_next(&r, &s, &n, &e), 0);
	line_close(&r);
	close(fd);
}

static void
a_read_error_is_no_end(void **state)
{
	struct line_reader r;
	const char *s;
	size_t n;
	int fd = open("/", O_RDONLY | O_DIRECTORY);

	(void)state;
	line_open(&r, fd);
	assert_int_equal(line_peek(&r), -1);
	assert_int_equal(line_next(&r, &s, &n, &e), -1);
	assert_int_equal(e.status, ST_IO);
	assert_non_null(strstr(e.msg, "Is a directory"));
	assert_int_equal(line_next(&r, &s, &n, &e), -1);
	line_close(&r);
	close(fd);
}

static void
lines_across_blocks_are_whole(void **state)
{
	enum { LINES = 3000 };
	struct line_reader r;
	const char *s;
	char *text, *p;
	size_t n, i, k;
	int fd;

	(void)state;
	p = text = malloc((size_t)LINES * (LINES / 10 + 2));
	assert_non_null(text);
	for (i = 0; i < LINES; i++) {
		for (k = 0; k < i * 7 % (LINES / 10); k++)
			*p++ = (char)('a' + (i + k) % 26);
		*p++ = '\n';
	}
	fd = file_of(text, (size_t)(p - text));
	line_open(&r, fd);
	for (i = 0, p = text; i < LINES; i++) {
		assert_int_equal(line_next(&r, &s, &n, &e), 1);
		assert_int_equal(n, i * 7 % (LINES / 10));
		assert_memory_equal(s, p, n);
		p += n + 1;
	}
	assert_int_equal(line_next(&r, &s, &n, &e), 0);
	assert_int_equal(r.cap, 64 << 10);
	line_close(&r);
	close(fd);
	free(text);
}

static void
the_longest_line_is_whole_and_a_longer_one_is_cut(void **state)
{
	struct line_reader r;
	const char *s;
	char *text;
	size_t n, len, over;
	int fd, newline;

	(void)state;
	text = malloc(3 * LINE_MAX_BYTES);
	assert_non_null(text);
	for (over = 0; over < 3; over++)
		for (newline = 0; newline < 2; newline++) {
			len = LINE_MAX_BYTES + (over == 2 ?
			    LINE_MAX_BYTES : over);
			memset(text, 'x', len);
			memcpy(text + len, "\nnext\n", 6);
			fd = file_of(text, len + (newline ? 6 : 0));
			line_open(&r, fd);
			assert_int_equal(line_next(&r, &s, &n, &e), 1);
			assert_int_equal(n, LINE_MAX_BYTES);
			assert_int_equal(r.cut, over > 0);
			assert_int_equal(r.ended, newline);
			assert_memory_equal(s, text, n);
			if (newline)
				expect(&r, "next");
			assert_int_equal(line_next(&r, &s, &n, &e), 0);
			assert_true(r.cap < LINE_MAX_BYTES + (128 << 10));
			line_close(&r);
			close(fd);
		}
	free(text);
}

static void
an_endless_line_takes_no_more_memory(void **state)
{
	struct line_reader r;
	const char *s;
	size_t n;
	int fd = memfd_create("hole", 0);

	(void)state;
	assert_int_equal(ftruncate(fd, 1 << 30), 0);
	assert_int_equal(pwrite(fd, "\nnext\n", 6, 1 << 30), 6);
	line_open(&r, fd);
	assert_int_equal(line_next(&r, &s, &n, &e), 1);
	assert_true(r.cut);
	assert_true(r.ended);
	assert_int_equal(n, LINE_MAX_BYTES);
	assert_true(r.cap < LINE_MAX_BYTES + (128 << 10));
	expect(&r, "next");
	assert_int_equal(r.number, 2);
	line_close(&r);
	close(fd);
}

static void
noticed(int sig)
{
	(void)sig;
}

static void
a_signal_while_reading_loses_nothing(void **state)
{
	struct sigaction sa = { .sa_handler = noticed }, old;
	struct itimerval soon = { { 0, 5000 }, { 0, 5000 } }, never = { 0 };
	struct line_reader r;
	int fd[2], st;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(fd), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		usleep(40000);
		_exit(write(fd[1], "late\n", 5) != 5);
	}
	close(fd[1]);
	sigaction(SIGALRM, &sa, &old);
	setitimer(ITIMER_REAL, &soon, NULL);
	line_open(&r, fd[0]);
	expect(&r, "late");
	setitimer(ITIMER_REAL, &never, NULL);
	sigaction(SIGALRM, &old, NULL);
	line_close(&r);
	close(fd[0]);
	assert_int_equal(waitpid(pid, &st, 0), pid);
	assert_int_equal(st, 0);
}

static void
a_read_error_that_a_peek_met_is_told(void **state)
{
	struct line_reader r;
	const char *s;
	size_t n;
	int fd[2];

	(void)state;
	assert_int_equal(pipe2(fd, O_NONBLOCK), 0);
	line_open(&r, fd[0]);
	assert_int_equal(line_peek(&r), -1);
	/* What comes later does not make up for what was not read. */
	assert_int_equal(write(fd[1], "late\n", 5), 5);
	close(fd[1]);
	assert_int_equal(line_next(&r, &s, &n, &e), -1);
	assert_int_equal(e.status, ST_IO);
	line_close(&r);
	close(fd[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_come_one_by_one),
		cmocka_unit_test(empty_input_has_no_line),
		cmocka_unit_test(a_read_error_is_no_end),
		cmocka_unit_test(lines_across_blocks_are_whole),
		cmocka_unit_test(
		    the_longest_line_is_whole_and_a_longer_one_is_cut),
		cmocka_unit_test(an_endless_line_takes_no_more_memory),
		cmocka_unit_test(a_signal_while_reading_loses_nothing),
		cmocka_unit_test(a_read_error_that_a_peek_met_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
