/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_HASH_H
#define VIGIL_BASE_HASH_H

/*
 * SHA-256, random bytes and their spellings, by libsodium.
 */

#include <stdbool.h>
#include <stddef.h>

#define HASH_LEN 32
#define HASH_HEX (2 * HASH_LEN + 1) /* with the NUL */

void hash_sha256(unsigned char out[HASH_LEN], const void *, size_t);

/* Lower-case hexadecimal with a NUL; out holds 2 * n + 1. */
void hash_hex(char *out, const unsigned char *, size_t n);

/* A SHA-256 as hash_hex() spells it, and in no other way. */
bool hash_is_hex(const char *, size_t n);

/* Unpredictable bytes; cheap in small pieces: each thread has a pool. */
void hash_random(void *, size_t);

/* Standard base64 with padding and a NUL; out holds 4 * ((n + 2) / 3) + 1. */
void hash_base64(char *out, const unsigned char *, size_t n);

#endif
