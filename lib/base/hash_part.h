/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_HASH_PART_H
#define VIGIL_BASE_HASH_PART_H

/*
 * SHA-256 by the instructions that a processor has for it: every body that is
 * read is hashed, and concern-list of 100,000 takes half as long with them,
 * concern-add of as many three quarters.
 */

#include "base/hash.h"

/* False, and nothing done, where the processor has none. */
bool hash_fast(unsigned char out[HASH_LEN], const void *, size_t);

#endif
