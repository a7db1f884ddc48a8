/* SPDX-License-Identifier: ISC */
#include "in_marks.h"

/* Pupils, and more slots of 125 than a row that waits has room for. */
static void
part_of(int this, int64_t pupil, int pupils, int32_t slot, size_t n,
    unsigned char code)
{
	struct buf b = BUF_INIT, packed = BUF_INIT;
	struct mark_pack at = { 0, 0 };
	unsigned char codes[1100];

	memset(codes, code, sizeof(codes));
	for (int i = 0; i < pupils; i++)
		mark_pack(&packed, &at, pupil + i, slot, codes, n);
	buf_addf(&b, "{\"of\":\"mark\",\"part\":%d,\"lines\":\"%d\","
	    "\"packed\":\"%s\"}", this, (int)pupil, packed.p);
	put(&kind_import, this == 1 ? NULL : import, b.p, import);
	buf_release(&b);
	buf_release(&packed);
}

static void
a_long_import_is_merged_on_its_way(void **state)
{
	int32_t slot = mark_slot(date_make(2050, 9, 5), 0);
	unsigned char code[2];
	struct marks *m;
	struct err err;

	(void)state;
	for (int i = 1; i <= 90; i++) {
		part_of(3 * i - 2, 500000 + i * 125, 125, slot, 1100,
		    (unsigned char)(1 + i % 50));
		/* two that may lie in one row */
		part_of(3 * i - 1, 900000, 300, slot + 3 * i, 1, 8);
		part_of(3 * i, 900300, 4000, slot + 3 * i, 1, 9);
	}
	for (int i = 1; i <= 90; i += 3)
		part_of(i, 500000 + i * 125, 125, slot + 1, 1100,
		    (unsigned char)(1 + i % 40));
	assert_int_equal(marks_open(&m, s, &err), 0);
	for (int i = 1; i <= 90; i++) {
		assert_int_equal(marks_get(m, 500000 + i * 125 + i, slot, 2,
		    code, &err), 0);
		assert_int_equal(code[0], 1 + i % 50);
		assert_int_equal(code[1], i % 3 == 1 ? 1 + i % 40 :
		    1 + i % 50);
		for (int k = 0; k < 4300; k += 50) {
			assert_int_equal(marks_get(m, 900000 + k,
			    slot + 3 * i, 2, code, &err), 0);
			assert_int_equal(code[0], k < 300 ? 8 : 9);
			assert_int_equal(code[1], 0);
		}
	}
	marks_close(m);
}

#define MODEL_PUPILS 400
#define MODEL_SLOTS 700 /* of two years */

static unsigned model_random = 1;

static unsigned
below(unsigned n)
{
	model_random = model_random * 1664525 + 1013904223;
	return (model_random >> 8) % n;
}

/* Some next to each other, some far from any, in several slices. */
static int64_t
model_number(int i)
{
	return 1000000 + (i < 200 ? i : i < 300 ? 100 + i * 2 : i * 331);
}

/* A part of an import that marks some of the pupils, and in the model too. */
static void
model_part(unsigned char (*model)[MODEL_SLOTS], int32_t slot, int this,
    int kind)
{
	struct buf b = BUF_INIT, packed = BUF_INIT;
	struct mark_pack at = { 0, 0 };
	int32_t from = (int32_t)below(MODEL_SLOTS - 300);
	unsigned char code[300];

	for (int i = 0; i < MODEL_PUPILS; i++) {
		/* a day of most, a correction of a few, a year of some */
		size_t n = kind == 0 ? 2 : kind == 1 ? 1 : 300;

		if (below(kind == 0 ? 20 : 40) == 0 ? kind == 0 : kind > 0)
			continue;
		if (kind == 1)
			from = (int32_t)below(MODEL_SLOTS - 1);
		for (size_t k = 0; k < n; k++) {
			code[k] = (unsigned char)below(51); /* 0: no mark */
			if (code[k] != 0)
				model[i][from + (int32_t)k] = code[k];
		}
		mark_pack(&packed, &at, model_number(i), slot + from, code,
		    n);
	}
	buf_addf(&b, "{\"of\":\"mark\",\"part\":%d,\"lines\":\"%u\","
	    "\"packed\":\"%s\"}", this, model_random, buf_str(&packed));
	put(&kind_import, this == 1 ? NULL : import, b.p, import);
	buf_release(&b);
	buf_release(&packed);
}

static int32_t
last_of(const unsigned char *code)
{
	int32_t i = MODEL_SLOTS - 1;

	while (i > 0 && code[i] == 0)
		i--;
	return i;
}

static void
the_register_is_what_came_in_whatever_the_order(void **state)
{
	static unsigned char model[MODEL_PUPILS][MODEL_SLOTS];
	unsigned char got[MODEL_SLOTS];
	int32_t slot = mark_slot(date_make(2040, 9, 3), 0);
	struct marks *m;
	struct err err;

	(void)state;
	for (int i = 0; i < 250; i++) {
		int parts = below(4) == 0 ? 3 : 1;

		for (int this = 1; this <= parts; this++)
			model_part(model, slot, this, below(12) == 0 ? 2 :
			    (int)below(3) == 0);
		if (i % 10 != 9)
			continue;
		assert_int_equal(marks_open(&m, s, &err), 0);
		for (int k = 0; k < MODEL_PUPILS; k++) {
			int p = i % 20 == 9 ? k : (int)below(MODEL_PUPILS);

			assert_int_equal(marks_get(m, model_number(p), slot,
			    MODEL_SLOTS, got, &err), 0);
			assert_memory_equal(got, model[p], MODEL_SLOTS);
			assert_true(marks_latest(m, model_number(p)) >=
			    slot + last_of(model[p]));
		}
		marks_close(m);
	}
}

static void
all_of_it_follows_from_the_ledger(void **state)
{
	(void)state;
	rebuild();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_import_is_merged_on_its_way),
		cmocka_unit_test(
		    the_register_is_what_came_in_whatever_the_order),
		cmocka_unit_test(all_of_it_follows_from_the_ledger),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
