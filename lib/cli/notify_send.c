/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/notify.h"

extern char **environ;

static int
start(pid_t *pid, const char *program, int in, int other, struct err *err)
{
	posix_spawn_file_actions_t actions;
	char path[4096], flag[] = "-t";
	char *argv[] = { path, flag, NULL };
	size_t n = strlen(program);

	if (n >= sizeof(path))
		return err_set(err, ST_IO, "send",
		    "The name of the program to send with is too long.");
	memcpy(path, program, n + 1);
	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	(void)posix_spawn_file_actions_addclose(&actions, in);
	(void)posix_spawn_file_actions_addclose(&actions, other);
	errno = posix_spawnp(pid, path, &actions, NULL, argv, environ);
	(void)posix_spawn_file_actions_destroy(&actions);
	return errno == 0 ? 0 : err_sys(err, ST_IO, "send",
	    "%s cannot be run", program);
}

int
notify_send(const char *program, const struct buf *message, struct err *err)
{
	int fd[2], status;
	pid_t pid;

	if (pipe(fd) == -1)
		return err_sys(err, ST_IO, "send",
		    "No message can be handed over");
	if (start(&pid, program, fd[0], fd[1], err) == -1) {
		close(fd[0]);
		close(fd[1]);
		return -1;
	}
	close(fd[0]);
	/* one that stops reading says why by its status */
	(void)file_write(fd[1], message->p, message->n);
	close(fd[1]);
	while (waitpid(pid, &status, 0) == -1) {
		if (errno != EINTR)
			return err_sys(err, ST_IO, "send", "%s", program);
	}
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	return err_set(err, ST_IO, "send",
	    "A message was not taken by %s, which ended with %d.", program,
	    WIFEXITED(status) ? WEXITSTATUS(status)
			      : 128 + WTERMSIG(status));
}
