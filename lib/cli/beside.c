/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "cli/beside.h"

char *
beside_path(const char *a, const char *b)
{
	struct buf s = BUF_INIT;

	buf_addf(&s, "%s%s", a, b);
	return buf_steal(&s);
}

char *
beside_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return mem_dup(".");
	return mem_copy(path, slash == path ? 1 : (size_t)(slash - path));
}

int
beside_make(struct beside *s, const char *beside, struct err *err)
{
	char *folder = beside_path(beside, ".part-XXXXXX");
	int rc = 0;

	if (mkdtemp(folder) == NULL) {
		free(folder);
		folder = beside_folder(beside);
		rc = err_sys(err, ST_IO, "folder",
		    "The folder %s cannot be written", folder);
		free(folder);
		return rc;
	}
	s->folder = folder;
	s->file = beside_path(folder, "/store");
	s->journal = beside_path(folder, "/store-journal");
	return 0;
}

void
beside_drop(struct beside *s)
{
	if (s->folder == NULL)
		return;
	unlink(s->file);
	unlink(s->journal);
	rmdir(s->folder);
	free(s->file);
	free(s->journal);
	free(s->folder);
}

int
beside_sync(const char *path, struct err *err)
{
	char *folder = beside_folder(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = 0;

	if (fd == -1 || fsync(fd) == -1)
		rc = err_sys(err, ST_IO, "folder",
		    "The folder %s cannot be written", folder);
	if (fd != -1)
		close(fd);
	free(folder);
	return rc;
}

int
beside_exists(const char *path, struct err *err)
{
	return err_set(err, ST_IO, "exists",
	    "There is already a file at %s; it was left as it is.", path);
}

int
beside_place(const char *from, const char *to, struct err *err)
{
	struct stat st;

	/* not every kind of disk can look and rename at once */
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == -1 &&
	    (errno != EINVAL || lstat(to, &st) == 0 ||
		rename(from, to) == -1)) {
		if (lstat(to, &st) == 0)
			return beside_exists(to, err);
		return err_sys(err, ST_IO, "rename",
		    "The file %s cannot be made", to);
	}
	if (beside_sync(to, err) == 0)
		return 0;
	rename(to, from);
	return -1;
}
