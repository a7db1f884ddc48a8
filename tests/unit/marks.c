/* SPDX-License-Identifier: ISC */
#include "in_marks.h"

static int part;

/* Enters n marks of a code from a slot, of a pupil. */
static int64_t
take_of(int64_t pupil, int32_t slot, size_t n, unsigned char code)
{
	struct buf b = BUF_INIT, packed = BUF_INIT;
	struct mark_pack at = { 0, 0 };
	unsigned char codes[1200];
	int64_t seq;

	memset(codes, code, n);
	mark_pack(&packed, &at, pupil, slot, codes, n);
	buf_addf(&b, "{\"of\":\"mark\",\"part\":%d,\"lines\":\"%d %d %d\","
	    "\"packed\":\"%s\"}", ++part, (int)slot, (int)n, code, packed.p);
	seq = put(&kind_import, part == 1 ? NULL : import, b.p, import);
	buf_release(&b);
	buf_release(&packed);
	return seq;
}

static int64_t
take(int32_t slot, size_t n, unsigned char code)
{
	return take_of(number, slot, n, code);
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
look(void *arg, struct marks_pupil *p, struct err *err)
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
a_correction_counts_while_it_waits_and_after(void **state)
{
	int32_t slot = mark_slot(date_make(2030, 9, 2), 0);

	(void)state;
	take(slot, 3, 1);
	take(slot + 1, 1, 7);
	for (int i = 0; i < 100; i++) {
		if (i == 70)
			take(slot + 2, 1, 8);
		take(slot + 10 + i, 1, (unsigned char)(1 + i % 50));
		assert_int_equal(at(slot), 1);
		assert_int_equal(at(slot + 1), 7);
		assert_int_equal(at(slot + 2), i < 70 ? 1 : 8);
		assert_int_equal(at(slot + 10 + i / 2), 1 + i / 2 % 50);
	}
}

static void
each_pupil_has_a_register(void **state)
{
	int32_t slot = mark_slot(date_make(2031, 9, 1), 0);
	unsigned char code[2];
	int64_t other;
	struct marks *m;
	struct err err;

	(void)state;
	other = put(&kind_pupil, NULL, "{\"family_name\":\"H\"}", NULL);
	take_of(number, slot, 2, 1);
	take_of(other, slot, 2, 2);
	take_of(other, slot + 1, 1, 3);
	take_of(number, slot, 1, 4);
	assert_int_equal(marks_open(&m, s, &err), 0);
	for (int i = 0; i < 3; i++) {
		/* again, the other way round, and both ways round */
		if (i != 1) {
			assert_int_equal(marks_get(m, other, slot, 2, code,
			    &err), 0);
			assert_memory_equal(code, "\2\3", 2);
		}
		assert_int_equal(marks_get(m, number, slot, 2, code, &err),
		    0);
		assert_memory_equal(code, "\4\1", 2);
	}
	assert_int_equal(marks_get(m, other + 1, slot, 2, code, &err), 0);
	assert_memory_equal(code, "\0\0", 2);
	marks_close(m);
}

/* What waits of those before does not count for a pupil after them. */
static void
the_latest_slot_is_asked_of_a_pupil(void **state)
{
	int32_t slot = mark_slot(date_make(2033, 9, 5), 0);
	struct marks *m;
	struct err err;

	(void)state;
	assert_int_equal(marks_open(&m, s, &err), 0);
	assert_true(marks_latest(m, number) < slot);
	marks_close(m);
	take_of(number, slot, 2, 1);
	take_of(number + 3, slot + 4, 1, 1);
	assert_int_equal(marks_open(&m, s, &err), 0);
	assert_true(marks_latest(m, number) >= slot + 1);
	assert_true(marks_latest(m, number + 3) >= slot + 4);
	assert_true(marks_latest(m, number + 4) < slot);
	marks_close(m);
}

/* Each pupil as a line. */
static int
list(void *arg, struct marks_pupil *p, struct err *err)
{
	const char *name;
	bool unique;
	size_t n;

	(void)err;
	buf_addf(arg, "%lld %s %d %d", (long long)(p->number - number),
	    p->id, p->entry == DATE_NONE ? 0 : p->entry,
	    p->leaving == DATE_NONE ? 0 : p->leaving);
	while ((name = marks_name(&p->names, &n, &unique)) != NULL)
		buf_addf(arg, " %s%.*s", unique ? "" : "or ", (int)n, name);
	buf_addc(arg, '\n');
	return 0;
}

static void
the_roll_tells_what_finds_a_pupil_now(void **state)
{
	struct buf want = BUF_INIT, got = BUF_INIT;
	char first[ID_LEN], id[70][ID_LEN];
	int64_t seq[70];
	struct marks *m;
	struct err err;

	(void)state;
	assert_int_equal(marks_open(&m, s, &err), 0);
	assert_int_equal(marks_each(m, 0, 0, list, &want, &err), 0);
	marks_close(m);
	seq[0] = put(&kind_pupil, NULL, "{\"upn\":\"A1\",\"former_upn\":"
	    "\"B2\",\"client_id\":\"c 4\"}", first);
	for (int i = 0; i < 70; i++)
		seq[i] = i > 0 ? put(&kind_pupil, NULL,
		    "{\"entry_date\":\"1969-12-31\"}", id[i]) : seq[0];
	put(&kind_pupil, id[30], "{\"leaving_date\":\"1970-01-11\","
	    "\"upn\":\"Z9\"}", NULL);
	put(&kind_pupil, first, "{\"upn\":\"A5\",\"former_upn\":\"A1\"}",
	    NULL);
	for (int i = 0; i < 70; i++) {
		buf_addf(&want, "%lld %s", (long long)(seq[i] - number),
		    i == 0 ? first : id[i]);
		buf_adds(&want, i == 0 ? " 0 0 A5 or A1\n" : i == 30 ?
		    " 0 10 Z9\n" : " -1 0\n");
	}
	assert_int_equal(marks_open(&m, s, &err), 0);
	assert_int_equal(marks_each(m, 0, 0, list, &got, &err), 0);
	marks_close(m);
	assert_string_equal(buf_str(&got), buf_str(&want));
	for (int i = 0; i < 70; i++) {
		assert_int_equal(marks_roll_id(s, seq[i], id[0], &err), 1);
		assert_string_equal(id[0], i == 0 ? first : id[i]);
	}
	assert_int_equal(marks_roll_id(s, seq[69] + 1, id[0], &err), 0);
	assert_int_equal(marks_roll_id(s, seq[69] + 100, id[0], &err), 0);
	buf_release(&want);
	buf_release(&got);
}

static void
a_name_that_is_no_other_pupils_is_found(void **state)
{
	static const char names[] = "\t+A1\t-B2\t+C3\n\t+D4\n";
	size_t n = 13; /* up to the first newline */

	(void)state;
	assert_true(marks_named(names, n, "A1", 2));
	assert_true(marks_named(names, n, "C3", 2));
	assert_false(marks_named(names, n, "B2", 2)); /* may be another's */
	assert_false(marks_named(names, n, "D4", 2)); /* is another's */
	assert_false(marks_named(names, n, "A", 1));
	assert_false(marks_named(names, n, "A1\t-B2", 6));
	assert_false(marks_named(names, n, "C3\n\t+D4", 7));
	assert_false(marks_named(names, n, "", 0));
	assert_false(marks_named("\n", 1, "A1", 2));
	assert_false(marks_named("\n", 1, "", 0));
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

/* A thread hashes one meanwhile; the next needs nothing of it. */
static void
large_parts_follow_each_other(void **state)
{
	int32_t slot = mark_slot(date_make(2032, 9, 6), 0);
	struct buf b = BUF_INIT;

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct mark_pack at = { 0, 0 };
		struct buf packed = BUF_INIT;
		unsigned char code = (unsigned char)(10 + i);

		mark_pack(&packed, &at, number, slot + i, &code, 1);
		buf_reset(&b);
		buf_addf(&b, "{\"of\":\"mark\",\"part\":%d,\"lines\":\"",
		    ++part);
		for (int k = 0; k < 300000; k++)
			buf_addc(&b, (char)('a' + i));
		buf_addf(&b, "\",\"packed\":\"%s\"}", packed.p);
		put(&kind_import, import, b.p, import);
		buf_release(&packed);
	}
	for (int i = 0; i < 3; i++)
		assert_int_equal(at(slot + i), 10 + i);
	buf_release(&b);
}

static void
the_registers_follow_from_the_ledger(void **state)
{
	int32_t slot = mark_slot(date_make(2026, 7, 31), 0);

	(void)state;
	rebuild();
	assert_int_equal(at(slot + 1), 9);
	assert_int_equal(at(1), 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_later_mark_counts),
		cmocka_unit_test(many_marks_are_merged_and_stay_the_same),
		cmocka_unit_test(a_correction_counts_while_it_waits_and_after),
		cmocka_unit_test(each_pupil_has_a_register),
		cmocka_unit_test(the_latest_slot_is_asked_of_a_pupil),
		cmocka_unit_test(the_roll_tells_what_finds_a_pupil_now),
		cmocka_unit_test(a_name_that_is_no_other_pupils_is_found),
		cmocka_unit_test(a_part_is_known_again_by_its_lines),
		cmocka_unit_test(large_parts_follow_each_other),
		cmocka_unit_test(the_registers_follow_from_the_ledger),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
