/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_HASH_PART_H
#define VIGIL_BASE_HASH_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * SHA-256 by the instructions that most processors have for it, seven times
 * as fast as libsodium's portable C.  n is the number of blocks of 64 bytes;
 * only where hash_x86_can().
 */
bool hash_x86_can(void);
void hash_x86_blocks(uint32_t state[8], const unsigned char *, size_t n);

#endif
