/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_FAULT_TRACER_CALLS_H
#define VIGIL_FAULT_TRACER_CALLS_H

/* The system calls that the tracer knows: how each can fail, of what file. */

#include <sys/syscall.h>

/* MAKES: FULL if O_CREAT; WAITS: AGAIN if it is a wait */
enum { IO = 1, FULL = 2, AGAIN = 4, MAKES = 8, WAITS = 16, BEGINS = 32 };
enum at { NO_FILE, AT_FD, AT_PATH, AT_FOLDER };

static const struct call {
	long number;
	const char *name;
	int fails; /* how it can */
	enum at at;
} calls[] = {
	{ SYS_read, "read", IO | AGAIN, AT_FD },
	{ SYS_pread64, "pread", IO | AGAIN, AT_FD },
	{ SYS_write, "write", IO | FULL | AGAIN, AT_FD },
	{ SYS_pwrite64, "pwrite", IO | FULL | AGAIN, AT_FD },
	{ SYS_open, "open", IO | MAKES | AGAIN, AT_PATH },
	{ SYS_openat, "openat", IO | MAKES | AGAIN, AT_FOLDER },
	{ SYS_close, "close", IO | FULL | AGAIN, AT_FD },
	{ SYS_fsync, "fsync", IO | FULL | AGAIN, AT_FD },
	{ SYS_fdatasync, "fdatasync", IO | FULL | AGAIN, AT_FD },
	{ SYS_ftruncate, "ftruncate", IO | FULL | AGAIN, AT_FD },
	{ SYS_fallocate, "fallocate", IO | FULL | AGAIN, AT_FD },
	{ SYS_fcntl, "fcntl", IO | AGAIN, AT_FD },
	{ SYS_fstat, "fstat", IO, AT_FD },
	{ SYS_stat, "stat", IO, AT_PATH },
	{ SYS_lstat, "lstat", IO, AT_PATH },
	{ SYS_newfstatat, "fstatat", IO, AT_FOLDER },
	{ SYS_lseek, "lseek", IO, AT_FD },
	{ SYS_ioctl, "ioctl", IO, AT_FD },
	{ SYS_fchown, "fchown", IO | AGAIN, AT_FD },
	{ SYS_fchmod, "fchmod", IO | AGAIN, AT_FD },
	{ SYS_access, "access", IO, AT_PATH },
	{ SYS_faccessat2, "faccessat", IO, AT_FOLDER },
	{ SYS_readlink, "readlink", IO, AT_PATH },
	{ SYS_mkdir, "mkdir", IO | FULL, AT_PATH },
	{ SYS_rmdir, "rmdir", IO, AT_PATH },
	{ SYS_unlink, "unlink", IO | FULL, AT_PATH },
	{ SYS_unlinkat, "unlinkat", IO | FULL, AT_FOLDER },
	{ SYS_link, "link", IO | FULL, AT_PATH },
	{ SYS_rename, "rename", IO | FULL, AT_PATH },
	{ SYS_renameat2, "renameat2", IO | FULL, AT_FOLDER },
	{ SYS_flock, "flock", IO | AGAIN, AT_FD },
	{ SYS_getdents64, "getdents", IO, AT_FD },
	{ SYS_getrandom, "getrandom", AGAIN, NO_FILE },
	{ SYS_nanosleep, "nanosleep", AGAIN, NO_FILE },
	{ SYS_clock_nanosleep, "clock_nanosleep", AGAIN, NO_FILE },
	{ SYS_futex, "futex", WAITS, NO_FILE },
	{ SYS_clone, "clone", BEGINS, NO_FILE },
	{ SYS_clone3, "clone3", BEGINS, NO_FILE },
};

/* Calls that write in ways the record has no word for. */
static const long unrecorded[] = { SYS_writev, SYS_pwritev, SYS_pwritev2,
	SYS_fallocate, SYS_sendfile, SYS_copy_file_range, SYS_splice };

#endif
