/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_TEST_IN_STORE_H
#define VIGIL_TEST_IN_STORE_H

/* A store in a folder of its own, for the tests of lib/store. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sys/stat.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/db/inside.h"

#define NOON 1788264000 /* 2026-09-01T12:00:00Z */

static char folder[64];
static char path[128];
static char sql[256];
static struct err err;

static inline int
setup(void **state)
{
	const char *src = getenv("VIGIL_SRC");

	(void)state;
	strcpy(folder, "/tmp/vigil-store-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/a/b/school.db", folder);
	snprintf(sql, sizeof(sql), "%s/data/migrations",
	    src == NULL ? "." : src);
	err_clear(&err);
	return 0;
}

static inline int
teardown(void **state)
{
	char command[128];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	return system(command);
}

static inline struct store *
make(void)
{
	struct store *s;

	unlink(path);
	if (store_create(&s, path, sql, &err) != 0)
		fail_msg("%s", err.msg);
	return s;
}

static inline struct store *
reopen(enum store_mode mode)
{
	struct store *s;

	if (store_open(&s, path, mode, &err) != 0)
		fail_msg("%s", err.msg);
	return s;
}

static inline int
try_put(struct store *s, const struct kind *kind, const char *id,
    const char *content, int64_t now, char out[ID_LEN])
{
	int64_t seq;
	struct draft d = { .kind = kind, .id = id, .content = content,
		.len = strlen(content), .actor = "dsl", .now = now };

	return store_put(s, &d, out, &seq, &err);
}

static inline void
put(struct store *s, const struct kind *kind, const char *id,
    const char *content, char out[ID_LEN])
{
	if (try_put(s, kind, id, content, NOON, out) != 0)
		fail_msg("%s", err.msg);
}

static inline void
begin(struct store *s)
{
	if (store_begin(s, &err) != 0)
		fail_msg("%s", err.msg);
}

static inline void
commit(struct store *s)
{
	if (store_commit(s, &err) != 0)
		fail_msg("%s", err.msg);
}

/* How many entries the ledger has. */
static inline int
entries(struct store *s)
{
	sqlite3_stmt *st;
	int n = -1;

	if (sqlite3_prepare_v2(s->pool.db, "SELECT count(*) FROM event", -1,
		&st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	return n;
}

static inline const char *
ada(void)
{
	return "{\"family_name\":\"Byron\",\"given_name\":\"Ada\","
	       "\"dob\":\"2012-12-10\",\"upn\":\"A123\"}";
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

#endif
