/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_TEST_IN_MARKS_H
#define VIGIL_TEST_IN_MARKS_H

/* A store open for writing, in a transaction, with one pupil. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text/date.h"
#include "model/kind.h"
#include "store/marks/mark.h"
#include "store/view/view.h"

static char folder[] = "/tmp/vigil-marks-XXXXXX";
static char path[64], sql[512];
static struct store *s;
static int64_t number; /* of the pupil */
static char import[ID_LEN];

static inline int64_t
put(const struct kind *kind, const char *id, const char *content, char *out)
{
	struct draft d = { .kind = kind, .id = id, .content = content,
		.len = strlen(content), .actor = "test", .now = 1790000000 };
	int64_t seq;
	char made[ID_LEN];
	struct err err;

	if (store_put(s, &d, made, &seq, &err) != 0)
		fail_msg("%s", err.msg);
	if (out != NULL)
		memcpy(out, made, ID_LEN);
	return seq;
}

static inline int
setup(void **state)
{
	const char *src = getenv("VIGIL_SRC");
	struct err err;

	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/s.db", folder);
	snprintf(sql, sizeof(sql), "%s/data/migrations",
	    src == NULL ? "." : src);
	if (store_create(&s, path, sql, &err) != 0 ||
	    store_begin(s, &err) != 0)
		return -1;
	number = put(&kind_pupil, NULL, "{\"family_name\":\"F\","
	    "\"given_name\":\"G\",\"dob\":\"2012-01-01\","
	    "\"entry_date\":\"2025-09-02\"}", NULL);
	return 0;
}

static inline int
teardown(void **state)
{
	(void)state;
	store_close(s);
	unlink(path);
	rmdir(folder);
	return 0;
}

/* The tables say what the ledger says, and do so made again from it. */
static inline void
rebuild(void)
{
	struct buf difference = BUF_INIT;
	struct ledger_report r;
	struct err err;

	assert_int_equal(store_commit(s, &err), 0);
	assert_int_equal(store_begin(s, &err), 0);
	assert_int_equal(view_compare(s, &difference, &err), 0);
	assert_string_equal(buf_str(&difference), "");
	store_rollback(s);
	store_close(s);
	if (view_rebuild(path, sql, &r, &err) != 0)
		fail_msg("%s", err.msg);
	assert_int_equal(store_open(&s, path, STORE_WRITE, &err), 0);
	assert_int_equal(store_begin(s, &err), 0);
	assert_int_equal(view_compare(s, &difference, &err), 0);
	assert_string_equal(buf_str(&difference), "");
	buf_release(&difference);
}

#endif
