/* SPDX-License-Identifier: ISC */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/json/json.h"
#include "../unit/second_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/*
 * What is accepted must have one canonical spelling, and keep to it; and a
 * second reader reads the same in both.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct json j;
	static struct buf once, twice, scratch;
	struct err e;
	size_t len;
	uint32_t i;

	if (json_parse(&j, (const char *)data, n, JSON_GRAMMAR, &e) == 0)
		for (i = 0; i < j.ntok; i++)
			if (json_type(&j, (int)i) == JSON_STRING)
				json_text(&j, (int)i, &scratch, &len);
	if (json_parse(&j, (const char *)data, n, 0, &e) < 0) {
		if (e.status != ST_DATA || e.line < 1 || e.column < 1)
			abort();
		return 0;
	}
	if (!second_agrees(&j))
		abort();
	buf_reset(&once);
	json_canon(&once, &j, 0);
	if (json_parse(&j, once.p, once.n, 0, &e) < 0 || !second_agrees(&j))
		abort();
	buf_reset(&twice);
	json_canon(&twice, &j, 0);
	if (once.n != twice.n || memcmp(once.p, twice.p, once.n) != 0)
		abort();
	return 0;
}
