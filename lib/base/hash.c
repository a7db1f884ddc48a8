/* SPDX-License-Identifier: ISC */
#include "base/hash.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "hash_part.h"

#define BLOCK 64

/* FIPS 180-4, 5.1.1 and 5.3.3 */
static void
by_processor(unsigned char out[HASH_LEN], const unsigned char *s, size_t n)
{
	uint32_t state[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
	unsigned char end[2 * BLOCK] = { 0 };
	size_t whole = n / BLOCK, rest = n % BLOCK;
	size_t blocks = rest < BLOCK - 8 ? 1 : 2;
	uint64_t bits = (uint64_t)n * 8;

	hash_x86_blocks(state, s, whole);
	if (rest > 0)
		memcpy(end, s + whole * BLOCK, rest);
	end[rest] = 0x80;
	for (size_t i = 1; i <= 8; i++, bits >>= 8)
		end[blocks * BLOCK - i] = (unsigned char)bits;
	hash_x86_blocks(state, end, blocks);
	for (size_t i = 0; i < HASH_LEN; i++)
		out[i] = (unsigned char)(state[i / 4] >> (24 - i % 4 * 8));
}

void
hash_sha256(unsigned char out[HASH_LEN], const void *s, size_t n)
{
	static int can = -1;

	if (can < 0)
		can = hash_x86_can();
	if (can)
		by_processor(out, s, n);
	else
		crypto_hash_sha256(out, s, n);
}

void
hash_hex(char *out, const unsigned char *s, size_t n)
{
	static const char digit[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < n; i++) {
		*out++ = digit[s[i] >> 4];
		*out++ = digit[s[i] & 15];
	}
	*out = '\0';
}

static int
nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

int
hash_unhex(unsigned char *out, size_t n, const char *hex)
{
	size_t i;
	int hi, lo;

	for (i = 0; i < n; i++) {
		if ((hi = nibble(*hex)) < 0)
			return -1;
		hex++;
		if ((lo = nibble(*hex)) < 0)
			return -1;
		hex++;
		out[i] = (unsigned char)(hi << 4 | lo);
	}
	return *hex == '\0' ? 0 : -1;
}

static size_t random_left;

static void
forget_random(void)
{
	random_left = 0;
}

void
hash_random(void *out, size_t n)
{
	static unsigned char pool[1024];
	static bool ready;
	size_t left;

	if (!ready) {
		/* A child must not give out its parent's bytes again. */
		if (sodium_init() < 0 ||
		    pthread_atfork(NULL, NULL, forget_random) != 0)
			abort();
		ready = true;
	}
	left = random_left;
	if (n > sizeof(pool)) {
		randombytes_buf(out, n);
		return;
	}
	if (n > left) {
		randombytes_buf(pool, sizeof(pool));
		left = sizeof(pool);
	}
	left -= n;
	if (n > 0)
		memcpy(out, pool + left, n);
	sodium_memzero(pool + left, n);
	random_left = left;
}

void
hash_base64(char *out, const unsigned char *s, size_t n)
{
	sodium_bin2base64(out, sodium_base64_ENCODED_LEN(n,
	    sodium_base64_VARIANT_ORIGINAL), s, n,
	    sodium_base64_VARIANT_ORIGINAL);
}
