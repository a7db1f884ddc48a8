/* SPDX-License-Identifier: ISC */
#include "cli/ask/ask.h"

#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/core/file.h"
#include "base/text/text.h"

/* Of a line longer than this a terminal drops the rest without a word. */
#define TERMINAL_LINE 4095

static const int heard[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP };
static struct sigaction before[sizeof(heard) / sizeof(heard[0])];
static volatile sig_atomic_t caught;

static void
hear(int sig)
{
	caught = sig;
}

/* Nobody hears ^C and ^\ while an editor does: keys like others there. */
void
ask_deaf(bool deaf)
{
	struct sigaction sa = { .sa_handler = deaf ? SIG_IGN : hear };

	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGQUIT, &sa, NULL);
}

int
ask_open(struct ask *a, struct cmd *cmd, struct err *err)
{
	struct sigaction sa = { .sa_handler = hear };
	struct winsize size;

	memset(a, 0, sizeof(*a));
	a->cmd = cmd;
	a->fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	if (a->fd < 0) {
		err_sys(err, ST_IO, "terminal",
		    "The terminal to ask on could not be opened");
		return err_hint(err, "Name a file with the record instead.");
	}
	a->width = 80;
	if (ioctl(a->fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 20)
		a->width = size.ws_col;
	caught = 0;
	/* without SA_RESTART: a signal ends the wait for a line */
	for (size_t i = 0; i < sizeof(heard) / sizeof(heard[0]); i++)
		sigaction(heard[i], &sa, &before[i]);
	return 0;
}

void
ask_close(struct ask *a)
{
	if (a->fd < 0)
		return;
	for (size_t i = 0; i < sizeof(heard) / sizeof(heard[0]); i++)
		sigaction(heard[i], &before[i], NULL);
	close(a->fd);
	buf_release(&a->line);
	buf_release(&a->said);
	buf_release(&a->unmatched);
}

/* A terminal that is gone is noticed when the next line is read. */
static void
put(struct ask *a)
{
	(void)file_write(a->fd, buf_str(&a->said), a->said.n);
}

/* Breaks lines at blanks, so that no word is torn at the edge. */
static void
wrap(struct ask *a, const char *s)
{
	size_t column = 0, n, wide;

	while (*s != '\0') {
		n = *s == '\n' ? 1 : strcspn(s + 1, " \n") + 1;
		wide = text_width(s, n);
		if (*s == '\n') {
			column = 0;
		} else if (*s == ' ' && column + wide >= a->width) {
			buf_addc(&a->said, '\n');
			s++;
			n--;
			column = wide - 1;
		} else {
			column += wide;
		}
		text_visible(&a->said, s, n, "\n");
		s += n;
	}
}

void
ask_say(struct ask *a, const char *fmt, ...)
{
	char text[2048];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	buf_reset(&a->said);
	wrap(a, text);
	put(a);
}

void
ask_show(struct ask *a, const char *s, size_t n, size_t indent)
{
	const char *end = s + n, *nl;

	buf_reset(&a->said);
	for (;;) {
		nl = memchr(s, '\n', (size_t)(end - s));
		text_visible(&a->said, s,
		    (size_t)((nl == NULL ? end : nl) - s), "\t");
		buf_addc(&a->said, '\n');
		if (nl == NULL)
			break;
		s = nl + 1;
		buf_addf(&a->said, "%*s", (int)indent, "");
	}
	put(a);
}

int
ask_stopped(struct err *err)
{
	return err_set(err, ST_NO, "stopped",
	    "You stopped before the end, and nothing was stored.");
}

/* What counts as now, and as the future, moves on while somebody writes. */
static void
tick(struct cmd *cmd)
{
	cmd->s.now = time_now();
	if (args_has(&cmd->args, "as-at"))
		return;
	cmd->s.as_at = cmd->s.context.as_at = cmd->s.now;
	cmd->s.today = time_day(cmd->s.as_at);
}

static int
read_line(struct ask *a, struct err *err)
{
	char block[TERMINAL_LINE + 1];
	ssize_t n;

	buf_reset(&a->line);
	do {
		n = caught != 0 ? 0 : read(a->fd, block, sizeof(block));
		if (n <= 0 || caught != 0) {
			ask_say(a, "\n");
			return ask_stopped(err);
		}
		buf_add(&a->line, block, (size_t)n);
	} while (block[n - 1] != '\n');
	buf_cut(&a->line, a->line.n - 1);
	return 0;
}

int
ask_line(struct ask *a, const char *prompt, struct err *err)
{
	for (;;) {
		ask_say(a, "%s", prompt);
		if (read_line(a, err) == -1)
			return -1;
		tick(a->cmd);
		if (a->line.n >= TERMINAL_LINE)
			ask_say(a, "That line is longer than a terminal "
				   "takes, and its end was lost. Please type "
				   "it again in shorter lines, or use an "
				   "editor.\n");
		else if (text_utf8(buf_str(&a->line), a->line.n) < a->line.n)
			ask_say(a, "Some of that came as broken characters. "
				   "Please type it again.\n");
		else if (memchr(buf_str(&a->line), '\0', a->line.n) != NULL)
			ask_say(a, "That has a character that cannot be "
				   "kept. Please type it again.\n");
		else
			return 0;
	}
}

int
ask_yes(struct ask *a, const char *prompt, bool enter, struct err *err)
{
	const char *s;
	size_t n;

	for (;;) {
		if (ask_line(a, prompt, err) == -1)
			return -1;
		s = buf_str(&a->line);
		n = a->line.n;
		text_trim(&s, &n);
		if (n == 0)
			return enter;
		if (*s == 'n' || *s == 'N')
			return 0;
		if (*s == 'y' || *s == 'Y')
			return 1;
		ask_say(a, "Please answer y or n.\n");
	}
}
