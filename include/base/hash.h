/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_HASH_H
#define VIGIL_BASE_HASH_H

/*
 * SHA-256, random bytes and their spellings, by libsodium.
 */

#include <stddef.h>

#define HASH_LEN 32
#define HASH_HEX (2 * HASH_LEN + 1) /* with the NUL */

void hash_sha256(unsigned char out[HASH_LEN], const void *, size_t);

/* Lower-case hexadecimal with a NUL; out holds 2 * n + 1. */
void hash_hex(char *out, const unsigned char *, size_t n);

/* Exactly n bytes from 2 * n hexadecimal digits; -1 when they are not. */
int hash_unhex(unsigned char *out, size_t n, const char *hex);

/* Unpredictable bytes; cheap in small pieces: each thread has a pool. */
void hash_random(void *, size_t);

/* Standard base64 with padding and a NUL; out holds 4 * ((n + 2) / 3) + 1. */
void hash_base64(char *out, const unsigned char *, size_t n);

#endif
