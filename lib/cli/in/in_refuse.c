/* SPDX-License-Identifier: ISC */
#include "cli/in/in.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/in/in_part.h"

/* The offset in fd at which a line begins, line 1 at start. */
static off_t
offset_of(int fd, off_t start, long line)
{
	char block[8192];
	const char *p, *nl;
	off_t at = start;
	ssize_t n;

	while (line > 1 && (n = pread(fd, block, sizeof(block), at)) > 0) {
		for (p = block; line > 1; p = nl + 1) {
			nl = memchr(p, '\n', (size_t)(block + n - p));
			if (nl == NULL)
				break;
			line--;
			start = at + (nl + 1 - block);
		}
		at += n;
	}
	return start;
}

static int
keep_record(struct in *in, struct err *e)
{
	struct keep *k = &in->keep;

	if (in->csv && in->headed && !in->kept_header) {
		if (keep_bytes(k, in->header.p, in->header.n, true, e) != 0)
			return -1;
		in->kept_header = true;
	}
	if (in->stuck)
		return keep_file(k, in->fd,
		    offset_of(in->fd, in->start, in->line), true, e);
	if (keep_bytes(k, in->raw, in->nraw, true, e) != 0)
		return -1;
	if (!in->csv && in->lines.ended)
		return keep_bytes(k, "\n", 1, false, e);
	return 0;
}

static int
keep_why(struct in *in, const struct err *why, struct err *e)
{
	struct buf b = BUF_INIT;
	size_t i;
	int rc;

	for (i = 0; i <= in->more.n; i++) {
		if (in->nfiles > 1 && why->file[0] != '\0')
			buf_addf(&b, "%s:", why->file);
		keep_sentence(&b, i == 0 ? why : &in->more.v[i - 1]);
	}
	in->more.n = 0;
	rc = keep_reason(&in->keep, b.p, b.n, e);
	buf_release(&b);
	return rc;
}

int
in_refuse(struct in *in, const struct err *why, struct err *e)
{
	if (!keep_has_place(&in->keep))
		return 0;
	if (!in->raw_kept && keep_record(in, e) != 0)
		return -1;
	in->raw_kept = true;
	if (keep_why(in, why, e) != 0)
		return -1;
	return in->open ? 0 : keep_settle(&in->keep, e);
}

/* What comes from a pipe not yet begun. */
static int
keep_pipe(struct in *in, int fd, struct err *e)
{
	off_t from = 0;
	int copy = -1, rc = keep_stream(&in->keep, fd, &copy, &from, e);

	if (rc >= 0)
		rc = keep_file(&in->keep, copy, from, true, e);
	if (copy >= 0)
		close(copy);
	return rc;
}

/*
 * A file, or a pipe not yet begun.  One that cannot be opened or read is
 * passed over: nothing of it was read, and it stays where it is.
 */
static int
keep_operand(struct in *in, size_t i, struct err *e)
{
	struct stat st;
	off_t from = 0;
	int fd = STDIN_FILENO, rc = 0;

	if (in_is_stdin(in, i))
		from = in->stdin_start;
	else
		fd = open(in->setup.file[i],
		    O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return 0;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		rc = keep_file(&in->keep, fd, from, true, e);
	else if ((i > in->file || (i == in->file && !in->open)) &&
	    !S_ISDIR(st.st_mode))
		rc = keep_pipe(in, fd, e);
	if (fd != STDIN_FILENO)
		close(fd);
	return rc;
}

int
in_refuse_all(struct in *in, const struct err *why, struct err *e)
{
	size_t i;

	if (!keep_has_place(&in->keep))
		return 0;
	if (keep_empty(&in->keep, e) != 0 ||
	    (in->spool_fd >= 0 &&
		keep_file(&in->keep, in->spool_fd, 0, true, e) != 0))
		return -1;
	for (i = 0; i < in->nfiles; i++)
		if (keep_operand(in, i, e) != 0)
			return -1;
	if (in->keep.used && keep_why(in, why, e) != 0)
		return -1;
	return keep_settle(&in->keep, e);
}

const char *
in_moved(const struct in *in)
{
	return in->keep.old;
}
