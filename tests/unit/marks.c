/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "model/kind.h"
#include "store/mark.h"
#include "store/view.h"

static char folder[] = "/tmp/vigil-marks-XXXXXX";
static char path[64], sql[512];
static struct store *s;
static int64_t number; /* of the pupil */
static char import[ID_LEN];
static int part;

static int64_t
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

static void
commit(void)
{
	struct err err;

	assert_int_equal(store_commit(s, &err), 0);
	assert_int_equal(store_begin(s, &err), 0);
}

static int
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

static int
teardown(void **state)
{
	(void)state;
	store_close(s);
	unlink(path);
	rmdir(folder);
	return 0;
}

/* Enters n marks of a code from a slot. */
static int64_t
take(int32_t slot, size_t n, unsigned char code)
{
	struct buf b = BUF_INIT, packed = BUF_INIT;
	struct mark_pack at = { 0, 0 };
	unsigned char codes[1200];
	int64_t seq;

	memset(codes, code, n);
	mark_pack(&packed, &at, number, slot, codes, n);
	buf_addf(&b, "{\"of\":\"mark\",\"part\":%d,\"lines\":\"%d %d %d\","
	    "\"packed\":\"%s\"}", ++part, (int)slot, (int)n, code, packed.p);
	seq = put(&kind_import, part == 1 ? NULL : import, b.p, import);
	buf_release(&b);
	buf_release(&packed);
	return seq;
}

static unsigned
at(int32_t slot)
{
	struct marks *m;
	unsigned char code;
	struct err err;

	assert_int_equal(marks_open(&m, s, &err), 0);
	assert_int_equal(marks_get(m, number, slot, 1, &code, &err), 0);
	marks_close(m);
	return code;
}

static void
the_later_mark_counts(void **state)
{
	int32_t slot = mark_slot(date_make(2026, 7, 31), 0);

	(void)state;
	take(slot, 4, 1); /* two sessions of each of two years */
	assert_int_equal(at(slot - 1), 0);
	assert_int_equal(at(slot), 1);
	assert_int_equal(at(slot + 3), 1);
	assert_int_equal(at(slot + 4), 0);
	take(slot + 1, 2, 9);
	assert_int_equal(at(slot), 1);
	assert_int_equal(at(slot + 1), 9);
	assert_int_equal(at(slot + 2), 9);
	assert_int_equal(at(slot + 3), 1);
}

static int
look(void *arg, const struct marks_pupil *p, struct err *err)
{
	(void)err;
	assert_int_equal(p->number, number);
	assert_int_equal(p->entry, date_make(2025, 9, 2));
	assert_int_equal(p->leaving, DATE_NONE);
	memcpy(arg, p->code, 3);
	return 0;
}

static void
many_marks_are_merged_and_stay_the_same(void **state)
{
	int32_t slot = mark_slot(date_make(2026, 7, 31), 0);
	unsigned char code[3];
	struct marks *m;
	struct err err;

	(void)state;
	/* so much that it is merged on the way, more than once */
	for (int i = 0; i < 1200; i++)
		take(slot + 10 + i % 7, 1100, (unsigned char)(1 + i % 50));
	assert_int_equal(at(slot), 1);
	assert_int_equal(at(slot + 1), 9);
	assert_int_equal(at(slot + 10), 1 + 1197 % 50);
	assert_int_equal(at(slot + 10 + 1099), 1 + 1199 % 50);
	assert_int_equal(marks_open(&m, s, &err), 0);
	assert_int_equal(marks_each(m, slot, 3, look, code, &err), 0);
	marks_close(m);
	assert_memory_equal(code, "\1\11\11", 3);
}

static void
a_part_is_known_again_by_its_lines(void **state)
{
	static const char lines[] = "\"1 2 3\"";
	int64_t seq = 0, entry;
	struct err err;

	(void)state;
	assert_int_equal(marks_came(s, marks_sum(lines, sizeof(lines) - 1),
	    &seq, &err), 0);
	entry = take(1, 2, 3);
	assert_int_equal(marks_came(s, marks_sum(lines, sizeof(lines) - 1),
	    &seq, &err), 1);
	assert_int_equal(seq, entry);
	assert_true(marks_sum("abcdefgh", 8) != marks_sum("abcdefgi", 8));
	assert_true(marks_sum("a", 1) != marks_sum("a\0", 2));
}

static void
the_registers_follow_from_the_ledger(void **state)
{
	struct buf difference = BUF_INIT;
	int32_t slot = mark_slot(date_make(2026, 7, 31), 0);
	struct ledger_report r;
	struct err err;

	(void)state;
	commit();
	assert_int_equal(view_compare(s, &difference, &err), 0);
	assert_string_equal(buf_str(&difference), "");
	store_rollback(s);
	store_close(s);
	if (view_rebuild(path, sql, &r, &err) != 0)
		fail_msg("%s", err.msg);
	assert_int_equal(store_open(&s, path, STORE_WRITE, &err), 0);
	assert_int_equal(store_begin(s, &err), 0);
	assert_int_equal(at(slot + 1), 9);
	assert_int_equal(view_compare(s, &difference, &err), 0);
	assert_string_equal(buf_str(&difference), "");
	buf_release(&difference);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_later_mark_counts),
		cmocka_unit_test(many_marks_are_merged_and_stay_the_same),
		cmocka_unit_test(a_part_is_known_again_by_its_lines),
		cmocka_unit_test(the_registers_follow_from_the_ledger),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
