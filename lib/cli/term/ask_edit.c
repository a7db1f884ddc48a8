/* SPDX-License-Identifier: ISC */
#include "cli/ask/ask.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/core/env.h"
#include "base/core/file.h"
#include "base/core/hash.h"
#include "base/text/text.h"
#include "base/core/atomic.h"
#include "cli/frame/cmd_inside.h"

static const char *
editor(void)
{
	const char *e = env_get("VISUAL");

	return e != NULL ? e : env_get("EDITOR");
}

bool
ask_has_editor(void)
{
	return editor() != NULL;
}

/*
 * The folder is the conversation's own, beside the store, so that the copies
 * an editor makes go with it.
 */
static int
make_folder(struct cmd *cmd, struct err *err)
{
	char *folder;

	if (cmd->edited != NULL)
		return 0;
	folder = atomic_path(cmd->s.store_path, ".editor-XXXXXX");
	if (atomic_hold(folder, &cmd->edited_lock, err) == -1) {
		free(folder);
		return -1;
	}
	/* the editor's too: it may outlive us */
	fcntl(cmd->edited_lock, F_SETFD, 0);
	cmd->edited = folder;
	return 0;
}

void
cmd_drop_edited(struct cmd *cmd)
{
	DIR *dir = cmd->edited != NULL ? opendir(cmd->edited) : NULL;
	struct dirent *entry;

	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL)
		unlinkat(dirfd(dir), entry->d_name, 0);
	closedir(dir);
	rmdir(cmd->edited);
	close(cmd->edited_lock);
	free(cmd->edited);
	cmd->edited = NULL;
}

/* Whether an editor wrote more there than the texts. */
static bool
has_copies(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	bool found = false;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		const char *dot = strrchr(entry->d_name, '.');

		found |= strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0 &&
		    (dot == NULL || strcmp(dot, ".txt") != 0);
	}
	if (dir != NULL)
		closedir(dir);
	return found;
}

/* The first line is like no other text's, so that only ours are taken off. */
static void
make_header(struct buf *b, const struct field *f)
{
	unsigned char random[8];
	char hex[2 * sizeof(random) + 1];

	hash_random(random, sizeof(random));
	hash_hex(hex, random, sizeof(random));
	buf_addf(b,
	    "# vigil %s: write below; these lines are taken off.\n"
	    "# %s: %s\n"
	    "# Save and leave the editor when done; leave it empty to stop.\n",
	    hex, f->label, f->help);
}

static void
cut_header(struct buf *text, const struct buf *header)
{
	const char *line = header->p, *end = header->p + header->n;
	const char *p = buf_str(text), *stop = p + text->n;
	struct buf rest = BUF_INIT;

	while (line < end) {
		size_t n = (size_t)(strchr(line, '\n') + 1 - line);

		if ((size_t)(stop - p) >= n && memcmp(p, line, n) == 0)
			p += n;
		else if ((size_t)(stop - p) == n - 1 &&
		    memcmp(p, line, n - 1) == 0)
			p = stop; /* an editor that ends no last line */
		else if (line == header->p)
			break;
		line += n;
	}
	buf_add(&rest, p, (size_t)(stop - p));
	buf_release(text);
	*text = rest;
}

/* What an earlier session left there goes only when all of it is written. */
static int
write_file(const char *path, const struct buf *header,
    const struct buf *before)
{
	struct buf new = BUF_INIT;
	bool done = false;
	int fd;

	buf_addf(&new, "%s.new", path);
	fd = open(new.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd >= 0) {
		done = file_write(fd, header->p, header->n) == 0 &&
		    file_write(fd, before->p, before->n) == 0 &&
		    (before->n == 0 || file_write(fd, "\n", 1) == 0);
		done = close(fd) == 0 && done && rename(new.p, path) == 0;
	}
	buf_release(&new);
	return done ? 0 : -1;
}

static int
read_file(const char *path, struct buf *text)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	int rc;

	if (fd < 0)
		return -1;
	rc = file_read(text, fd, SIZE_MAX);
	close(fd);
	return rc;
}

/* The editor may be a command with arguments, as git takes it. */
static int
run_editor(struct ask *a, const char *path)
{
	struct buf line = BUF_INIT;
	int status = -1;
	pid_t pid;

	buf_addf(&line, "%s \"$@\"", editor());
	ask_deaf(true);
	pid = fork();
	if (pid == 0) {
		signal(SIGINT, SIG_DFL);
		signal(SIGQUIT, SIG_DFL);
		signal(SIGPIPE, SIG_DFL);
		dup2(a->fd, STDIN_FILENO);
		dup2(a->fd, STDOUT_FILENO);
		dup2(a->fd, STDERR_FILENO);
		execl("/bin/sh", "sh", "-c", line.p, editor(), path,
		    (char *)NULL);
		_exit(127);
	}
	while (pid > 0 && waitpid(pid, &status, 0) == -1 && errno == EINTR)
		continue;
	ask_deaf(false);
	buf_release(&line);
	return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0
									: -1;
}

static int
check_text(struct buf *text, struct err *err)
{
	size_t good = text_utf8(buf_str(text), text->n);

	if (good < text->n)
		return err_set(err, ST_DATA, "utf8",
		    "The text is not UTF-8 from byte %zu on. Save it as "
		    "UTF-8 in the editor.", good + 1);
	if (memchr(buf_str(text), '\0', text->n) != NULL)
		return err_set(err, ST_DATA, "nul",
		    "The text has a NUL character, which cannot be kept.");
	return 0;
}

/* One session of the editor; 1 a text, 0 an empty one, -1. */
static int
edit_once(struct ask *a, const char *path, const struct buf *header,
    struct buf *text, struct err *err)
{
	if (run_editor(a, path) == -1)
		return err_set(err, ST_DATA, "edit",
		    "The editor %s did not end well, so its text was not "
		    "taken.", editor());
	buf_reset(text);
	if (read_file(path, text) == -1)
		return err_sys(err, ST_IO, "edit",
		    "The text that was written could not be read");
	cut_header(text, header);
	if (text->n > 0 && text->p[text->n - 1] == '\n')
		buf_cut(text, text->n - 1);
	if (check_text(text, err) == -1)
		return -1;
	return text->n > 0;
}

/* The next text has a folder of its own, and nobody removes this one. */
static void
leave_folder(struct ask *a, const char *path, const struct buf *header,
    const struct buf *old)
{
	struct buf text = BUF_INIT;
	bool untouched = read_file(path, &text) == 0;

	cut_header(&text, header);
	if (text.n > 0 && text.p[text.n - 1] == '\n')
		buf_cut(&text, text.n - 1);
	untouched = untouched && text.n == old->n &&
	    memcmp(buf_str(&text), buf_str(old), old->n) == 0 &&
	    !has_copies(a->cmd->edited);
	buf_release(&text);
	if (untouched)
		return;
	ask_say(a, "What you wrote is kept in %s.\n", path);
	free(a->cmd->edited);
	a->cmd->edited = NULL;
}

/* What stands there goes to the answers, whoever stops here. */
static void
take_as_it_is(const char *path, const struct buf *header, struct buf *text)
{
	struct err ignored;

	buf_reset(text);
	if (read_file(path, text) == 0)
		cut_header(text, header);
	if (check_text(text, &ignored) == -1)
		buf_reset(text);
}

int
ask_edit(struct ask *a, const struct field *f, const struct buf *old,
    struct buf *text, struct err *err)
{
	struct buf path = BUF_INIT, header = BUF_INIT;
	int rc = -1, more;

	make_header(&header, f);
	if (make_folder(a->cmd, err) == -1)
		goto out;
	buf_addf(&path, "%s/%s.txt", a->cmd->edited, f->name);
	if (write_file(path.p, &header, old) == -1) {
		err_sys(err, ST_IO, "edit",
		    "The file for the text could not be written");
		goto out;
	}
	ask_say(a, "Until it is stored the text stands in %s.\n", path.p);
	while ((rc = edit_once(a, path.p, &header, text, err)) == -1) {
		if (err->status != ST_DATA) {
			leave_folder(a, path.p, &header, old);
			break;
		}
		ask_say(a, "%s\n", err->msg);
		more = ask_yes(a, "Open the editor again? [Y/n] ", true, err);
		if (more == 1)
			continue;
		buf_reset(text);
		if (more == -1)
			take_as_it_is(path.p, &header, text);
		leave_folder(a, path.p, &header, old);
		rc = more == -1 ? -1 : 2;
		break;
	}
out:
	buf_release(&path);
	buf_release(&header);
	return rc;
}

int
ask_lines(struct ask *a, struct buf *text, struct err *err)
{
	bool first = true;

	buf_reset(text);
	for (;; first = false) {
		if (ask_line(a, "| ", err) == -1)
			return -1;
		if (text_equal(buf_str(&a->line), a->line.n, "."))
			return !first && text->n > 0;
		if (!first)
			buf_addc(text, '\n');
		buf_add(text, buf_str(&a->line), a->line.n);
	}
}
