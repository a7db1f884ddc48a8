/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/number.h"

typedef int number(struct buf *, const char *, size_t, struct err *);

static struct err err;

static void
takes(number *check, const char *typed, const char *wanted)
{
	struct buf b = BUF_INIT;

	err_clear(&err);
	if (check(&b, typed, strlen(typed), &err) != 0)
		fail_msg("%s: %s", typed, err.msg);
	assert_string_equal(buf_str(&b), wanted);
	buf_release(&b);
}

static void
refuses(number *check, const char *typed)
{
	struct buf b = BUF_INIT;

	err_clear(&err);
	if (check(&b, typed, strlen(typed), &err) != -1)
		fail_msg("%s was taken", typed);
	assert_int_equal(err.status, ST_DATA);
	assert_true(err.msg[0] != '\0');
	buf_release(&b);
}

static void
a_upn_has_its_check_letter(void **state)
{
	(void)state;
	takes(number_upn, "Y856900217107", "Y856900217107");
	takes(number_upn, " Y8569 0021 7107 ", "Y856900217107");
	takes(number_upn, "H801200001001", "H801200001001");
}

static void
a_wrong_check_letter_is_told_with_the_right_one(void **state)
{
	(void)state;
	refuses(number_upn, "A856900217107");
	assert_non_null(strstr(err.msg, "Y"));
	/* every digit weighs: no single slip passes */
	for (size_t at = 1; at < 13; at++) {
		char slip[] = "Y856900217107";

		for (char d = '0'; d <= '9'; d++) {
			if ("Y856900217107"[at] == d)
				continue;
			slip[at] = d;
			refuses(number_upn, slip);
		}
	}
}

static void
a_temporary_upn_ends_in_a_letter(void **state)
{
	struct buf b = BUF_INIT;
	char typed[] = "A80120000100A";
	int taken = 0;

	(void)state;
	for (const char *c = "ABCDEFGHJKLMNPQRTUVWXYZ"; *c != '\0'; c++) {
		buf_reset(&b);
		typed[0] = *c;
		taken += number_upn(&b, typed, 13, &err) == 0;
	}
	assert_int_equal(taken, 1);
	buf_release(&b);
}

static void
what_is_no_upn_is_refused(void **state)
{
	(void)state;
	refuses(number_upn, "");
	refuses(number_upn, "Y85690021710");
	refuses(number_upn, "Y8569002171077");
	refuses(number_upn, "I856900217107");
	refuses(number_upn, "Y85690021710I");
	refuses(number_upn, "Y8569OO217107");
	refuses(number_upn, "8Y56900217107");
	refuses(number_upn, "y856900217107");
	for (const char *c = "abcdefghjklmnpqrtuvwxyz"; *c != '\0'; c++) {
		char small[] = "A80120000100?";

		small[12] = *c;
		refuses(number_upn, small);
	}
}

static void
a_uln_has_its_check_digit(void **state)
{
	(void)state;
	takes(number_uln, "1000000043", "1000000043");
	refuses(number_uln, "1000000044");
	refuses(number_uln, "100000004");
	refuses(number_uln, "10000000433");
	refuses(number_uln, "0000000000");
}

static void
an_nhs_number_has_its_check_digit(void **state)
{
	(void)state;
	takes(number_nhs, "4010232137", "4010232137");
	takes(number_nhs, "401 023 2137", "4010232137");
	refuses(number_nhs, "4010232132");
	refuses(number_nhs, "401023213");
	refuses(number_nhs, "40102321371");
	refuses(number_nhs, "401023213X");
}

static void
kept(void (*keep)(struct buf *, const char *, size_t), const char *typed,
    const char *as)
{
	struct buf b = BUF_INIT;

	keep(&b, typed, strlen(typed));
	assert_string_equal(buf_str(&b), as);
	buf_release(&b);
}

static void
a_year_and_a_key_stage_are_kept_in_one_way(void **state)
{
	static const char *const nine[] = { "9", "Year 9", "year 9", "Yr 9",
		"Y9", "09" };
	static const char *const three[] = { "KS3", "3", "ks 3",
		"Key Stage 3", "key-stage-3", "Year 9", "7" };

	(void)state;
	for (size_t i = 0; i < sizeof(nine) / sizeof(*nine); i++)
		kept(number_year, nine[i], "9");
	kept(number_year, "Reception", "Reception");
	kept(number_year, "Year", "Year");
	kept(number_year, "9B", "9B");
	for (size_t i = 0; i < sizeof(three) / sizeof(*three); i++)
		kept(number_key_stage, three[i], "KS3");
	kept(number_key_stage, "Year 10", "KS4");
	kept(number_key_stage, "5", "5");
}

static void
a_trn_has_seven_digits(void **state)
{
	(void)state;
	takes(number_trn, "1234567", "1234567");
	takes(number_trn, "12/34567", "1234567");
	takes(number_trn, "RP12/34567", "1234567");
	refuses(number_trn, "123456");
	refuses(number_trn, "12345678");
	refuses(number_trn, "12345A7");
}

static void
a_school_is_an_authority_and_an_establishment(void **state)
{
	(void)state;
	takes(number_laestab, "8561100", "8561100");
	takes(number_laestab, "856/1100", "8561100");
	takes(number_laestab, "856-1100", "8561100");
	refuses(number_laestab, "85/61100");
	refuses(number_laestab, "856110");
	takes(number_urn, "123456", "123456");
	refuses(number_urn, "12345");
	refuses(number_urn, "1234567");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_upn_has_its_check_letter),
		cmocka_unit_test(
		    a_wrong_check_letter_is_told_with_the_right_one),
		cmocka_unit_test(a_temporary_upn_ends_in_a_letter),
		cmocka_unit_test(what_is_no_upn_is_refused),
		cmocka_unit_test(a_uln_has_its_check_digit),
		cmocka_unit_test(an_nhs_number_has_its_check_digit),
		cmocka_unit_test(a_year_and_a_key_stage_are_kept_in_one_way),
		cmocka_unit_test(a_trn_has_seven_digits),
		cmocka_unit_test(
		    a_school_is_an_authority_and_an_establishment),
	};

	return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
