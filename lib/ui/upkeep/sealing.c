/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/core/file.h"
#include "base/core/atomic.h"
#include "ui/upkeep/school.h"
#include "ui/upkeep/sealing.h"
#include "ui/upkeep/upkeep.h"
#include "store/ledger/seal.h"

#define FILE_MOST 65536
#define SET_MOST 4

/* Files that are made together. */
struct set {
	struct {
		char *path;
		struct buf text;
		bool made;
	} file[SET_MOST];
	size_t n;
};

/* The text of the next file of a set. */
static struct buf *
set_add(struct set *s, const char *prefix, const char *suffix)
{
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s%s", prefix, suffix);
	s->file[s->n].path = buf_steal(&path);
	return &s->file[s->n++].text;
}

static int
write_file(const char *path, const struct buf *text, bool *made,
    struct err *err)
{
	int fd;

	if (access(path, F_OK) == -1 && atomic_spare(path, err) == -1)
		return -1;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd == -1 && errno == EEXIST)
		return atomic_exists(path, err);
	*made = fd != -1;
	if (fd != -1 && file_write(fd, text->p, text->n) == 0 &&
	    fsync(fd) == 0 && close(fd) == 0)
		return 0;
	err_sys(err, ST_IO, "write", "The file %s cannot be written", path);
	if (fd != -1)
		close(fd);
	return -1;
}

/* All of them, or none. */
static int
set_write(struct set *s, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < s->n; i++)
		rc = write_file(s->file[i].path, &s->file[i].text,
		    &s->file[i].made, err);
	if (rc == 0)
		rc = atomic_sync(s->file[0].path, err);
	for (size_t i = 0; rc == -1 && i < s->n; i++) {
		if (s->file[i].made)
			unlink(s->file[i].path);
	}
	return rc;
}

static void
set_release(struct set *s)
{
	for (size_t i = 0; i < s->n; i++) {
		free(s->file[i].path);
		buf_release(&s->file[i].text);
	}
}

static int
read_file(struct buf *b, const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int rc = 0;

	buf_reset(b);
	if (fd == -1 || file_read(b, fd, FILE_MOST) == -1)
		rc = err_sys(err, ST_IO, "read",
		    "The file %s cannot be read", path);
	if (fd != -1)
		close(fd);
	if (rc == -1 || b->n <= FILE_MOST)
		return rc;
	return err_set(err, ST_DATA, "too-long",
	    "The file %s is too long for a checkpoint, a key or a "
	    "signature.", path);
}

static int
read_signature(struct buf *b, const char *checkpoint, struct err *err)
{
	static const char *const form[] = { ".sig", ".minisig", ".signify",
		NULL };
	struct buf path = BUF_INIT;
	int rc;

	for (size_t i = 0; form[i] != NULL; i++) {
		buf_reset(&path);
		buf_addf(&path, "%s%s", checkpoint, form[i]);
		if (access(buf_str(&path), F_OK) == 0) {
			rc = read_file(b, buf_str(&path), err);
			buf_release(&path);
			return rc;
		}
	}
	buf_release(&path);
	err_set(err, ST_DATA, "no-signature",
	    "There is no signature beside %s.", checkpoint);
	return err_hint(err, "Put it there as %s.sig, .minisig or .signify.",
	    checkpoint);
}

int
sealing_read(struct checkpoint *c, const char *path, const char *pubkey,
    struct err *err)
{
	struct buf text = BUF_INIT, sig = BUF_INIT, pub = BUF_INIT;
	int rc = -1;

	if (read_file(&text, path, err) == -1 ||
	    read_signature(&sig, path, err) == -1 ||
	    read_file(&pub, pubkey, err) == -1)
		goto out;
	rc = seal_verify(pub.p, pub.n, sig.p, sig.n, text.p, text.n, err);
	if (rc == 0) {
		rc = err_set(err, ST_NO, "wrong-signature",
		    "The signature of %s is not that of this key and this "
		    "text: one of the three has been changed.", path);
	} else if (rc == 1) {
		rc = checkpoint_read(c, text.p, text.n, err);
		if (rc == -1)
			err_place(err, path, 0);
	}
out:
	buf_release(&text);
	buf_release(&sig);
	buf_release(&pub);
	return rc;
}

int
sealing_write(struct cmd *cmd, const char *key, const char *prefix,
    struct ledger_report *report, struct err *err)
{
	struct buf comment = BUF_INIT, school = BUF_INIT, *text;
	struct seal_key k;
	struct set set = { 0 };
	int rc = -1;

	if (seal_key_load(&k, key, err) == -1)
		return -1;
	if (ledger_whole(cmd->s.store, NULL, report, err) == -1 ||
	    school_text(cmd, "name", &school, err) == -1)
		goto out;
	text = set_add(&set, prefix, "");
	checkpoint_write(text, &report->last, buf_str(&school));
	buf_addf(&comment, "vigil ledger of %lld entries, %s",
	    (long long)report->last.seq, report->last.at);
	seal_sign_raw(set_add(&set, prefix, ".sig"), &k, text->p, text->n);
	seal_sign_minisign(set_add(&set, prefix, ".minisig"), &k, text->p,
	    text->n, buf_str(&comment));
	seal_sign_signify(set_add(&set, prefix, ".signify"), &k, text->p,
	    text->n);
	rc = set_write(&set, err);
out:
	seal_key_wipe(&k);
	set_release(&set);
	buf_release(&comment);
	buf_release(&school);
	return rc;
}

int
sealing_new_key(const char *prefix, struct err *err)
{
	struct seal_key k;
	struct set set = { 0 };
	struct buf *private;
	int rc;

	seal_key_make(&k);
	private = set_add(&set, prefix, ".pem");
	seal_private_pem(private, &k);
	seal_public_pem(set_add(&set, prefix, ".pub.pem"), &k);
	seal_public_minisign(set_add(&set, prefix, ".minisign.pub"), &k);
	seal_public_signify(set_add(&set, prefix, ".signify.pub"), &k);
	rc = set_write(&set, err);
	seal_key_wipe(&k);
	memset(private->p, 0, private->n);
	set_release(&set);
	return rc;
}
