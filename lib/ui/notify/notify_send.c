/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ui/notify/notify.h"

#define GRACE 5 /* seconds between the signals to end and to be killed */

extern char **environ;

static volatile sig_atomic_t group, hung;

/* Whoever was started is ended, with all that it started. */
static void
end_group(int sig)
{
	(void)sig;
	kill(-(pid_t)group, hung ? SIGKILL : SIGTERM);
	hung = 1;
	alarm(GRACE);
}

static int
start(pid_t *pid, const char *program, int in, struct err *err)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	char path[4096], flag[] = "-t";
	char *argv[] = { path, flag, NULL };
	size_t n = strlen(program);
	sigset_t none, pipe;

	if (n >= sizeof(path))
		return err_set(err, ST_IO, "send",
		    "The name of the program to send with is too long.");
	memcpy(path, program, n + 1);
	sigemptyset(&none);
	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	(void)posix_spawnattr_init(&attr);
	(void)posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP |
	    POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	(void)posix_spawnattr_setpgroup(&attr, 0);
	(void)posix_spawnattr_setsigmask(&attr, &none);
	(void)posix_spawnattr_setsigdefault(&attr, &pipe);
	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	errno = posix_spawnp(pid, path, &actions, &attr, argv, environ);
	(void)posix_spawn_file_actions_destroy(&actions);
	(void)posix_spawnattr_destroy(&attr);
	return errno == 0 ? 0 : err_sys(err, ST_IO, "send",
	    "%s cannot be run", program);
}

/* Its status; -1 when that is not known. */
static int
wait_for(pid_t pid, unsigned seconds)
{
	struct sigaction sa = { .sa_handler = end_group }, was;
	sigset_t clock;
	int status, rc;

	group = (sig_atomic_t)pid;
	hung = 0;
	sigemptyset(&clock);
	sigaddset(&clock, SIGALRM);
	sigaction(SIGALRM, &sa, &was);
	sigprocmask(SIG_UNBLOCK, &clock, NULL);
	alarm(seconds);
	do {
		rc = waitpid(pid, &status, 0);
	} while (rc == -1 && errno == EINTR);
	alarm(0);
	sigaction(SIGALRM, &was, NULL);
	if (hung)
		kill(-pid, SIGKILL);
	return rc == -1 ? -1 : status;
}

enum outbox_fate
notify_send(const char *program, unsigned seconds, int message,
    struct err *err)
{
	int status;
	pid_t pid;

	signal(SIGCHLD, SIG_DFL); /* else no status would be kept */
	if (start(&pid, program, message, err) == -1)
		return OUTBOX_UNSENDABLE;
	status = wait_for(pid, seconds);
	if (status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return OUTBOX_TAKEN;
	if (hung) {
		err_set(err, ST_IO, "send",
		    "%s did not end within %u second%s and was ended.",
		    program, seconds, seconds == 1 ? "" : "s");
		return OUTBOX_DOUBTED;
	}
	if (status != -1 && WIFEXITED(status)) {
		err_set(err, ST_IO, "send",
		    "A message was not taken by %s, which ended with %d.",
		    program, WEXITSTATUS(status));
		return OUTBOX_REFUSED;
	}
	err_set(err, ST_IO, "send",
	    "Nobody knows whether %s took a message: it ended with %d.",
	    program, status == -1 ? status : 128 + WTERMSIG(status));
	return OUTBOX_DOUBTED;
}
