/* SPDX-License-Identifier: ISC */
#include <utf8proc.h>

#include "base/text/text.h"

/* A letter or a figure; a mark is gone once a text is folded. */
static bool
is_of_word(utf8proc_int32_t u)
{
	switch (utf8proc_category(u)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return true;
	default:
		return false;
	}
}

void
text_words(struct buf *b, const char *s, size_t n, unsigned parts)
{
	struct buf folded = BUF_INIT;
	size_t start = b->n, i, len;
	utf8proc_int32_t u;
	bool due = false;

	text_fold_parted(&folded, s, n, parts);
	buf_reserve(b, folded.n);
	for (i = 0; i < folded.n; i += len) {
		len = 1;
		u = (unsigned char)folded.p[i];
		if (u > 0x7f) {
			utf8proc_ssize_t r = utf8proc_iterate(
			    (const utf8proc_uint8_t *)folded.p + i,
			    (utf8proc_ssize_t)(folded.n - i), &u);

			len = r > 0 ? (size_t)r : 1;
		}
		if (!is_of_word(u)) {
			due = b->n > start;
			continue;
		}
		if (due)
			buf_addc(b, ' ');
		due = false;
		buf_add(b, folded.p + i, len);
	}
	buf_release(&folded);
}
