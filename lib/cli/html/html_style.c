/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/core/file.h"
#include "base/text/text.h"
#include "cli/frame/cmd.h"
#include "cli/html/html.h"

#define STYLE_MOST (64u << 10)

static int
check(const struct buf *b, const char *path, struct err *err)
{
	static const char *const never[] = { "<", "@import", "url(", NULL };
	const char *s = buf_str(b);

	if (b->n > STYLE_MOST || strlen(s) < b->n ||
	    text_utf8(s, b->n) < b->n) {
		(void)err_set(err, ST_CONFIG, "page-style", "The style of "
		    "pages must be text of at most 64 KiB.");
		return err_place(err, path, 0);
	}
	for (size_t i = 0; never[i] != NULL; i++) {
		if (strcasestr(s, never[i]) == NULL)
			continue;
		(void)err_set(err, ST_CONFIG, "page-style", "The style of "
		    "pages has %s in it, and a page with a child's record "
		    "must not fetch anything. Take it out.", never[i]);
		return err_place(err, path, 0);
	}
	return 0;
}

/* 1 when the file is not there. */
static int
read_style(struct buf *b, const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc;

	if (fd == -1 && (errno == ENOENT || errno == ENOTDIR))
		return 1;
	rc = fd == -1 ? -1 : file_read(b, fd, STYLE_MOST);
	if (rc == -1)
		err_sys(err, ST_CONFIG, "page-style", "%s cannot be read",
		    path);
	else
		rc = check(b, path, err);
	if (fd != -1)
		close(fd);
	return rc;
}

int
html_style(struct buf *b, const struct cmd *cmd, struct err *err)
{
	char *own = session_local(&cmd->s, "page.css");
	char *packaged = session_data(&cmd->s, "page.css");
	int rc = read_style(b, own, err);

	if (rc == 1)
		rc = read_style(b, packaged, err);
	if (rc == 1)
		rc = err_sys(err, ST_CONFIG, "page-style", "%s cannot be "
		    "read", packaged);
	free(own);
	free(packaged);
	return rc;
}
