/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stdio.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/core/hash.h"

static void
sha256_gives_the_published_digests(void **state)
{
	/* FIPS 180-4, the examples of its authors. */
	static const struct {
		const char *text, *hex;
	} cases[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb924"
		      "27ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223"
			 "b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		    "248d6a61d20638b8e5c026930c3e6039"
		    "a33ce45964ff2167f6ecedd419db06c1" },
	};
	unsigned char out[HASH_LEN];
	char hex[HASH_HEX];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		hash_sha256(out, cases[i].text, strlen(cases[i].text));
		hash_hex(hex, out, sizeof(out));
		assert_string_equal(hex, cases[i].hex);
	}
}

static void
sha256_is_right_at_every_length(void **state)
{
	/* Of the digests of 0, 1, ... 299 bytes; made with Python's hashlib. */
	static const char want[] = "eca50a19e5c9537d00e9ad3d5c4319d7"
	    "52da74b1f762554d67059fab7b8a8f14";
	unsigned char in[300], both[2 * HASH_LEN] = { 0 };
	char hex[HASH_HEX];

	(void)state;
	for (size_t n = 0; n < sizeof(in); n++) {
		in[n] = (unsigned char)(n % 251);
		hash_sha256(both + HASH_LEN, in, n);
		hash_sha256(both, both, sizeof(both));
	}
	hash_hex(hex, both, HASH_LEN);
	assert_string_equal(hex, want);
}

static void
a_sum_has_one_spelling(void **state)
{
	static const char good[] = "0123456789abcdef0123456789abcdef"
				   "0123456789abcdef0123456789abcdef";
	char bad[sizeof(good) + 1];

	(void)state;
	assert_true(hash_is_hex(good, 64));
	assert_false(hash_is_hex(good, 63));
	assert_false(hash_is_hex(good, 0));
	snprintf(bad, sizeof(bad), "%s0", good);
	assert_false(hash_is_hex(bad, 65));
	for (const char *c = "A F g/:`"; *c != '\0'; c++) {
		memcpy(bad, good, sizeof(good));
		bad[40] = *c;
		assert_false(hash_is_hex(bad, 64));
	}
}

static void
base64_gives_the_examples_of_rfc_4648(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" },
		{ "foo", "Zm9v" }, { "foobar", "Zm9vYmFy" },
		{ "\xfb\xff", "+/8=" },
	};
	char out[16];
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		n = strlen(cases[i][0]);
		memset(out, 'x', sizeof(out));
		hash_base64(out, (const unsigned char *)cases[i][0], n);
		assert_string_equal(out, cases[i][1]);
		assert_int_equal(out[4 * ((n + 2) / 3) + 1], 'x');
	}
}

static void
random_pieces_are_never_alike(void **state)
{
	static unsigned char seen[500][16], big[3000];
	static const unsigned char zero[64];
	size_t i, k;

	(void)state;
	for (i = 0; i < 500; i++)
		hash_random(seen[i], sizeof(seen[i]));
	for (i = 0; i < 500; i++)
		for (k = 0; k < i; k++)
			assert_memory_not_equal(seen[i], seen[k], 16);
	hash_random(big, sizeof(big));
	for (i = 0; i + sizeof(zero) <= sizeof(big); i += sizeof(zero))
		assert_memory_not_equal(big + i, zero, sizeof(zero));
	memset(big, 0, 2);
	hash_random(big, 0);
	assert_int_equal(big[0], 0);
}

static void
a_child_process_draws_other_bytes_than_its_parent(void **state)
{
	unsigned char ours[16], theirs[16];
	int fd[2], st;
	pid_t pid;

	(void)state;
	hash_random(ours, sizeof(ours));
	assert_int_equal(pipe(fd), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		hash_random(theirs, sizeof(theirs));
		_exit(write(fd[1], theirs, sizeof(theirs)) !=
		    (ssize_t)sizeof(theirs));
	}
	hash_random(ours, sizeof(ours));
	assert_int_equal(read(fd[0], theirs, sizeof(theirs)), sizeof(theirs));
	assert_int_equal(waitpid(pid, &st, 0), pid);
	assert_int_equal(st, 0);
	assert_memory_not_equal(ours, theirs, sizeof(ours));
	close(fd[0]);
	close(fd[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha256_gives_the_published_digests),
		cmocka_unit_test(sha256_is_right_at_every_length),
		cmocka_unit_test(a_sum_has_one_spelling),
		cmocka_unit_test(base64_gives_the_examples_of_rfc_4648),
		cmocka_unit_test(random_pieces_are_never_alike),
		cmocka_unit_test(
		    a_child_process_draws_other_bytes_than_its_parent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
