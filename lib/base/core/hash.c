/* SPDX-License-Identifier: ISC */
#include "base/core/hash.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

void
hash_sha256(unsigned char out[HASH_LEN], const void *s, size_t n)
{
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

bool
hash_is_hex(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if ((s[i] < '0' || s[i] > '9') && (s[i] < 'a' || s[i] > 'f'))
			return false;
	}
	return n == HASH_HEX - 1;
}

static _Thread_local size_t random_left;

static void
forget_random(void)
{
	random_left = 0;
}

void
hash_random(void *out, size_t n)
{
	static _Thread_local unsigned char pool[256];
	static _Thread_local bool ready;
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
