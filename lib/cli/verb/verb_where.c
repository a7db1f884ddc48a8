/* SPDX-License-Identifier: ISC */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/core/line.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "cli/ask/ask.h"
#include "cli/frame/cmd_inside.h"

struct where {
	struct cmd *cmd;
	struct rec_test **test;
	size_t *n;
};

static int
add(struct where *w, const char *typed, bool argument, struct err *err)
{
	struct cmd *cmd = w->cmd;

	*w->test = mem_resize(*w->test, *w->n + 1, sizeof(**w->test));
	if (rec_test_read(*w->test + *w->n, cmd_lines(cmd), typed,
		argument, &cmd->s.context, err) == -1)
		return -1;
	(*w->n)++;
	return 0;
}

/* One line of a file; an empty one is passed over. */
static int
add_line(struct where *w, const char *s, size_t n, struct err *err)
{
	struct buf line = BUF_INIT;
	int rc = 0;

	text_trim(&s, &n);
	if (text_utf8(s, n) < n || memchr(s, '\0', n) != NULL)
		return err_set(err, ST_DATA, "utf8",
		    "The test is not plain UTF-8 text.");
	buf_add(&line, s, n);
	if (n > 0)
		rc = add(w, buf_str(&line), false, err);
	buf_release(&line);
	return rc;
}

static int
add_lines(struct where *w, int fd, const char *name, struct err *err)
{
	struct line_reader in;
	const char *s;
	size_t n;
	int got;

	line_open(&in, fd);
	while ((got = line_next(&in, &s, &n, err)) == 1) {
		if (add_line(w, s, n, err) == -1) {
			got = err_place(err, name, in.number);
			break;
		}
	}
	line_close(&in);
	return got;
}

/* The last is followed by an empty line, or by the end. */
static int
ask_tests(struct where *w, struct err *err)
{
	struct ask a;
	int rc;

	if (ask_open(&a, w->cmd, err) == -1)
		return -1;
	ask_say(&a, "Type the tests, one a line, as in: place ~ hall\n"
		    "An empty line ends them.\n");
	while ((rc = ask_line(&a, "Where: ", err)) == 0 && a.line.n > 0) {
		rc = add_line(w, buf_str(&a.line), a.line.n, err);
		if (rc == -1)
			break;
	}
	ask_close(&a);
	return rc;
}

static int
add_file(struct where *w, const char *path, struct err *err)
{
	int fd, rc;

	if (strcmp(path, "-") == 0)
		return w->cmd->terminal_in ? ask_tests(w, err)
		    : add_lines(w, STDIN_FILENO, "standard input", err);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return err_sys(err, ST_IO, "open", "%s could not be opened",
		    path);
	rc = add_lines(w, fd, path, err);
	close(fd);
	return rc;
}

int
cmd_read_where(struct cmd *cmd, struct rec_test **test, size_t *n,
    struct err *err)
{
	struct where w = { cmd, test, n };
	bool input = args_has(&cmd->args, "search");
	const char *typed;

	for (size_t i = 0;
	     (typed = args_nth(&cmd->args, "where", i)) != NULL; i++) {
		if (strcmp(typed, "@-") == 0) {
			if (input)
				return err_set(err, ST_USAGE, "options",
				    "Standard input can be read for one "
				    "thing only. Put the tests of --where "
				    "into a file, and give @FILE.");
			input = true;
		}
		if ((*typed == '@' ? add_file(&w, typed + 1, err)
				   : add(&w, typed, true, err)) == -1)
			return -1;
	}
	return 0;
}
