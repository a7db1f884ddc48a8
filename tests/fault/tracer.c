/* SPDX-License-Identifier: ISC */

/*
 * tracer MODE ... -o REPORT -- COMMAND ...
 *
 * Runs a command and meddles with one of its system calls, counted from the
 * first that main makes (it ignores SIGPIPE, which nothing before it does):
 *
 *   -k N	 kill -9 in place of the N-th call
 *   -e ERROR N	 the N-th call of those that can fail so does: EIO, ENOSPC,
 *		 EINTR, EAGAIN (a thread cannot begin); it is not carried out
 *   -d		 with -e: it is carried out, and fails all the same
 *   -s		 with -e: every later one fails too, messages apart
 *   -w N	 the N-th write is carried out by half
 *   -l, -ll	 with any of these: a disk that cannot look and rename at
 *		 once; nor give a file a second name
 *   -r LOG DIR	 add to LOG what is written, cut, synced, made and removed in
 *		 DIR, and what is answered; alone or with one of the others
 *
 * A thread that the command begins is not meddled with.  REPORT gets one
 * line: the call meddled with and its file, or "none of N".  Ends as the
 * command does, as a shell would say it; 99 when the tracer itself failed.
 */

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/futex.h>
#include <linux/ptrace.h>

#include "tracer_calls.h"

#ifndef __x86_64__
#error "the tracer knows the registers of x86-64 only"
#endif

#define TROUBLE 99

enum mode { NOTHING, KILL, FAIL, SHORT };

static struct {
	enum mode mode;
	long at;
	int error;
	int fails;
	bool done, sticky;
	int lacks;
	const char *report;
	FILE *log;
	char dir[PATH_MAX];
} opt;

static pid_t child;
static char hit[PATH_MAX + 64]; /* the call meddled with */

static _Noreturn void __attribute__((format(printf, 1, 2)))
die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fputs("tracer: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	if (child > 0)
		kill(child, SIGKILL);
	exit(TROUBLE);
}

static const struct call *
call_of(unsigned long long number)
{
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		if (calls[i].number == (long)number)
			return &calls[i];
	return NULL;
}

static void
peek(unsigned long long at, void *to, size_t n)
{
	struct iovec here = { to, n };
	struct iovec there = { (void *)(uintptr_t)at, n };

	if (process_vm_readv(child, &here, 1, &there, 1, 0) != (ssize_t)n)
		die("cannot read the command's memory");
}

static void
peek_text(unsigned long long at, char *to, size_t size)
{
	size_t n = 0;

	do
		peek(at + n, to + n, 1);
	while (to[n] != '\0' && ++n < size - 1);
	to[n] = '\0';
}

static void
name_of_fd(long long fd, char name[PATH_MAX])
{
	char link[64];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/%ld/fd/%lld", (long)child, fd);
	n = readlink(link, name, PATH_MAX - 1);
	name[n < 0 ? 0 : n] = '\0';
}

static void
file_of(const struct call *c, const unsigned long long *args,
    char name[PATH_MAX])
{
	name[0] = '\0';
	if (c == NULL || c->at == NO_FILE)
		return;
	if (c->at == AT_PATH)
		peek_text(args[0], name, PATH_MAX);
	if (c->at == AT_FOLDER)
		peek_text(args[1], name, PATH_MAX);
	if (c->at == AT_FD || (c->at == AT_FOLDER && name[0] == '\0'))
		name_of_fd((int)args[0], name);
}

/* The file's name in the folder that is recorded, or NULL. */
static const char *
in_dir(const char *name)
{
	size_t n = strlen(opt.dir);

	if (strncmp(name, opt.dir, n) != 0 || name[n] != '/' ||
	    strchr(name + n + 1, '/') != NULL)
		return NULL;
	return name + n + 1;
}

static void
log_bytes(unsigned long long at, unsigned long long n)
{
	char *b = malloc(n + 1);

	if (b == NULL)
		die("out of memory");
	peek(at, b, n);
	fwrite(b, 1, n, opt.log);
	fputc('\n', opt.log);
	free(b);
}

static bool made; /* the file named by this open() was not there before */

static void
before(const struct ptrace_syscall_info *i)
{
	char name[PATH_MAX];
	struct stat st;

	if (i->entry.nr == SYS_openat) {
		file_of(call_of(SYS_openat), i->entry.args, name);
		made = (i->entry.args[2] & O_CREAT) && stat(name, &st) != 0;
	}
	for (size_t k = 0; k < sizeof(unrecorded) / sizeof(*unrecorded); k++) {
		name_of_fd((int)i->entry.args[0], name);
		if (i->entry.nr == (unsigned)unrecorded[k] &&
		    in_dir(name) != NULL)
			die("%s is written with call %llu", name,
			    (unsigned long long)i->entry.nr);
	}
	if (i->entry.nr == SYS_mmap && (i->entry.args[3] & 1)) {
		name_of_fd((int)i->entry.args[4], name);
		if (in_dir(name) != NULL)
			die("%s is mapped", name);
	}
}

/* What a call that did not fail has done. */
static void
record(unsigned long long nr, const unsigned long long *a, long long result)
{
	const struct call *c = call_of(nr);
	char name[PATH_MAX], other[PATH_MAX];
	const char *f, *to;

	if (c == NULL)
		return;
	file_of(c, a, name);
	f = in_dir(name);
	if (nr == SYS_write && a[0] == STDOUT_FILENO) {
		fprintf(opt.log, "A - 0 %lld\n", result);
		log_bytes(a[1], (unsigned long long)result);
	} else if (nr == SYS_write && f != NULL) {
		die("%s is written without an offset", name);
	} else if (nr == SYS_pwrite64 && f != NULL) {
		fprintf(opt.log, "W %s %llu %lld\n", f, a[3], result);
		log_bytes(a[1], (unsigned long long)result);
	} else if (nr == SYS_ftruncate && f != NULL) {
		fprintf(opt.log, "T %s %llu 0\n", f, a[1]);
	} else if (nr == SYS_fsync || nr == SYS_fdatasync) {
		if (f != NULL)
			fprintf(opt.log, "S %s 0 0\n", f);
		else if (strcmp(name, opt.dir) == 0)
			fprintf(opt.log, "D - 0 0\n");
	} else if (nr == SYS_openat && f != NULL) {
		if (made)
			fprintf(opt.log, "C %s 0 0\n", f);
		if (a[2] & O_TRUNC)
			fprintf(opt.log, "T %s 0 0\n", f);
	} else if (nr == SYS_unlink && f != NULL) {
		fprintf(opt.log, "U %s 0 0\n", f);
	} else if (nr == SYS_rename) {
		peek_text(a[1], other, sizeof(other));
		to = in_dir(other);
		if (f != NULL || to != NULL)
			die("%s is renamed to %s", name, other);
	}
}

static bool
waits(unsigned long long futex)
{
	unsigned long long what = futex & FUTEX_CMD_MASK;

	return what == FUTEX_WAIT || what == FUTEX_WAIT_BITSET;
}

/* Whether this is a call to count. */
static bool
counts(const struct ptrace_syscall_info *i)
{
	const struct call *c = call_of(i->entry.nr);
	int fails = c == NULL ? 0 : c->fails;

	switch (opt.mode) {
	case KILL:
		return true;
	case SHORT:
		return (i->entry.nr == SYS_write ||
		    i->entry.nr == SYS_pwrite64) && i->entry.args[2] > 1;
	case FAIL:
		if (fails & MAKES && opt.fails == FULL)
			return (i->entry.args[c->at == AT_PATH ? 1 : 2] &
			    O_CREAT) != 0;
		if (fails & WAITS && opt.fails == AGAIN)
			return waits(i->entry.args[1]);
		if (opt.sticky && c != NULL && c->at == AT_FD &&
		    i->entry.args[0] == STDERR_FILENO)
			return false;
		return (fails & opt.fails) != 0;
	default:
		return false;
	}
}

static void
meddle(const struct ptrace_syscall_info *i)
{
	const struct call *c = call_of(i->entry.nr);
	struct user_regs_struct regs;
	char name[PATH_MAX];

	if (hit[0] == '\0') {
		file_of(c, i->entry.args, name);
		snprintf(hit, sizeof(hit), "%s %d %s",
		    c == NULL ? "call" : c->name,
		    c != NULL && c->at == AT_FD ? (int)i->entry.args[0]
						: (int)i->entry.nr, name);
	}
	if (opt.mode == KILL) {
		kill(child, SIGKILL);
		return;
	}
	if (ptrace(PTRACE_GETREGS, child, 0, &regs) != 0)
		die("no registers");
	if (opt.mode == SHORT)
		regs.rdx /= 2;
	else if (!opt.done)
		regs.orig_rax = (unsigned long long)-1;
	if (ptrace(PTRACE_SETREGS, child, 0, &regs) != 0)
		die("no registers");
}

/* Whether this is a call that the disk knows nothing of, and its answer. */
static int
lacks(unsigned long long nr)
{
	if (opt.lacks > 0 && nr == SYS_renameat2)
		return EINVAL;
	if (opt.lacks > 1 && (nr == SYS_link || nr == SYS_linkat))
		return EPERM;
	return 0;
}

static void
skip_call(void)
{
	struct user_regs_struct regs;

	if (ptrace(PTRACE_GETREGS, child, 0, &regs) != 0)
		die("no registers");
	regs.orig_rax = (unsigned long long)-1;
	if (ptrace(PTRACE_SETREGS, child, 0, &regs) != 0)
		die("no registers");
}

static void
make_fail(int error)
{
	struct user_regs_struct regs;

	if (ptrace(PTRACE_GETREGS, child, 0, &regs) != 0)
		die("no registers");
	regs.rax = (unsigned long long)-error;
	if (ptrace(PTRACE_SETREGS, child, 0, &regs) != 0)
		die("no registers");
}

static void
report(long n)
{
	FILE *f = fopen(opt.report, "w");

	if (f == NULL)
		die("cannot write %s", opt.report);
	if (hit[0] != '\0')
		fprintf(f, "%s\n", hit);
	else
		fprintf(f, "none of %ld\n", n);
	if (fclose(f) != 0)
		die("cannot write %s", opt.report);
}

static int
follow(void)
{
	struct ptrace_syscall_info i;
	unsigned long long nr = 0, args[6] = { 0 };
	bool in_main = false;
	int status, deliver = 0, failing = 0;
	long n = 0;

	for (;;) {
		if (ptrace(PTRACE_SYSCALL, child, 0, deliver) != 0 &&
		    errno != ESRCH)
			die("cannot go on");
		deliver = 0;
		if (waitpid(child, &status, 0) != child)
			die("lost the command");
		if (WIFEXITED(status) || WIFSIGNALED(status))
			break;
		if (WSTOPSIG(status) != (SIGTRAP | 0x80)) {
			if (WSTOPSIG(status) != SIGTRAP)
				deliver = WSTOPSIG(status);
			continue;
		}
		if (ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof(i), &i) < 0)
			die("no system call");
		if (i.op == PTRACE_SYSCALL_INFO_EXIT) {
			if (failing != 0)
				make_fail(failing);
			failing = 0;
			if (opt.log != NULL && i.exit.rval >= 0)
				record(nr, args, i.exit.rval);
			continue;
		}
		if (i.op != PTRACE_SYSCALL_INFO_ENTRY)
			continue;
		nr = i.entry.nr;
		for (int k = 0; k < 6; k++)
			args[k] = i.entry.args[k];
		if (nr == SYS_rt_sigaction && args[0] == SIGPIPE)
			in_main = true;
		if (opt.log != NULL)
			before(&i);
		if ((failing = lacks(nr)) != 0)
			skip_call();
		if (!in_main || !counts(&i))
			continue;
		if (++n == opt.at || (opt.sticky && n > opt.at)) {
			meddle(&i);
			if (opt.mode == FAIL)
				failing = opt.error;
		}
	}
	if (!in_main)
		die("main was not seen to begin");
	report(n);
	if (opt.log != NULL && fclose(opt.log) != 0)
		die("cannot write the log");
	return WIFEXITED(status) ? WEXITSTATUS(status)
				 : 128 + WTERMSIG(status);
}

static void
error_named(const char *s)
{
	if (strcmp(s, "EIO") == 0) {
		opt.error = EIO;
		opt.fails = IO;
	} else if (strcmp(s, "ENOSPC") == 0) {
		opt.error = ENOSPC;
		opt.fails = FULL;
	} else if (strcmp(s, "EINTR") == 0) {
		opt.error = EINTR;
		opt.fails = AGAIN;
	} else if (strcmp(s, "EAGAIN") == 0) {
		opt.error = EAGAIN;
		opt.fails = BEGINS;
	} else {
		die("no error %s", s);
	}
}

static char **
options(char **a)
{
	for (; *a != NULL && strcmp(*a, "--") != 0; a++) {
		if (strcmp(*a, "-d") == 0) {
			opt.done = true;
		} else if (strcmp(*a, "-s") == 0) {
			opt.sticky = true;
		} else if (strcmp(*a, "-l") == 0 || strcmp(*a, "-ll") == 0) {
			opt.lacks = (int)strlen(*a) - 1;
		} else if (a[1] == NULL) {
			die("%s wants a value", *a);
		} else if (strcmp(*a, "-o") == 0) {
			opt.report = *++a;
		} else if (strcmp(*a, "-k") == 0) {
			opt.mode = KILL;
			opt.at = atol(*++a);
		} else if (strcmp(*a, "-w") == 0) {
			opt.mode = SHORT;
			opt.at = atol(*++a);
		} else if (a[2] == NULL) {
			die("%s wants two values", *a);
		} else if (strcmp(*a, "-e") == 0) {
			opt.mode = FAIL;
			error_named(*++a);
			opt.at = atol(*++a);
		} else if (strcmp(*a, "-r") == 0) {
			if ((opt.log = fopen(*++a, "a")) == NULL ||
			    realpath(*++a, opt.dir) == NULL)
				die("%s: %s", *a, strerror(errno));
		} else {
			die("no option %s", *a);
		}
	}
	if (*a == NULL || a[1] == NULL || opt.report == NULL ||
	    (opt.mode == NOTHING && opt.log == NULL))
		die("what is to be run, and how?");
	return a + 1;
}

int
main(int argc, char **argv)
{
	char **command = options(argv + (argc > 0));
	int status;

	if ((child = fork()) < 0)
		die("fork: %s", strerror(errno));
	if (child == 0) {
		ptrace(PTRACE_TRACEME, 0, 0, 0);
		raise(SIGSTOP);
		execv(command[0], command);
		_exit(TROUBLE);
	}
	if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status) ||
	    ptrace(PTRACE_SETOPTIONS, child, 0, PTRACE_O_TRACESYSGOOD |
	    PTRACE_O_EXITKILL | PTRACE_O_TRACEEXEC) != 0)
		die("cannot trace %s", command[0]);
	return follow();
}
