/* SPDX-License-Identifier: ISC */
#include "hash_part.h"

#ifdef __x86_64__

#include <cpuid.h>
#include <immintrin.h>

#define WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))

/* FIPS 180-4, 4.2.2 */
static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

bool
hash_x86_can(void)
{
	unsigned a, b, c, d;

	return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSSE3) &&
	    (c & bit_SSE4_1) && __get_cpuid_count(7, 0, &a, &b, &c, &d) &&
	    (b & bit_SHA);
}

/* Four rounds with the words of *w0, which then become those 16 later. */
WITH_SHA static inline void
rounds(__m128i *abef, __m128i *cdgh, const uint32_t *k, __m128i *w0,
    __m128i w1, __m128i w2, __m128i w3)
{
	__m128i m = _mm_add_epi32(*w0,
	    _mm_loadu_si128((const __m128i *)(const void *)k));

	*cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, m);
	*abef = _mm_sha256rnds2_epu32(*abef, *cdgh,
	    _mm_shuffle_epi32(m, 0x0e));
	*w0 = _mm_add_epi32(_mm_sha256msg1_epu32(*w0, w1),
	    _mm_alignr_epi8(w3, w2, 4));
	*w0 = _mm_sha256msg2_epu32(*w0, w3);
}

WITH_SHA void
hash_x86_blocks(uint32_t state[8], const unsigned char *p, size_t n)
{
	const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b,
	    0x0405060700010203);
	__m128i *s = (__m128i *)(void *)state;
	__m128i low = _mm_shuffle_epi32(_mm_loadu_si128(s), 0xb1);
	__m128i high = _mm_shuffle_epi32(_mm_loadu_si128(s + 1), 0x1b);
	__m128i abef = _mm_alignr_epi8(low, high, 8);
	__m128i cdgh = _mm_blend_epi16(high, low, 0xf0);

	for (; n > 0; n--, p += 64) {
		const __m128i *b = (const __m128i *)(const void *)p;
		__m128i w0 = _mm_shuffle_epi8(_mm_loadu_si128(b), swap);
		__m128i w1 = _mm_shuffle_epi8(_mm_loadu_si128(b + 1), swap);
		__m128i w2 = _mm_shuffle_epi8(_mm_loadu_si128(b + 2), swap);
		__m128i w3 = _mm_shuffle_epi8(_mm_loadu_si128(b + 3), swap);
		__m128i was0 = abef, was1 = cdgh;

		for (const uint32_t *k = constants; k < constants + 64;
		     k += 16) {
			rounds(&abef, &cdgh, k, &w0, w1, w2, w3);
			rounds(&abef, &cdgh, k + 4, &w1, w2, w3, w0);
			rounds(&abef, &cdgh, k + 8, &w2, w3, w0, w1);
			rounds(&abef, &cdgh, k + 12, &w3, w0, w1, w2);
		}
		abef = _mm_add_epi32(abef, was0);
		cdgh = _mm_add_epi32(cdgh, was1);
	}
	low = _mm_shuffle_epi32(abef, 0x1b);
	high = _mm_shuffle_epi32(cdgh, 0xb1);
	_mm_storeu_si128(s, _mm_blend_epi16(low, high, 0xf0));
	_mm_storeu_si128(s + 1, _mm_alignr_epi8(high, low, 8));
}

#else

bool
hash_x86_can(void)
{
	return false;
}

void
hash_x86_blocks(uint32_t state[8], const unsigned char *p, size_t n)
{
	(void)state;
	(void)p;
	(void)n;
}

#endif
