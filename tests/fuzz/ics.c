/* SPDX-License-Identifier: ISC */
#include <stdint.h>
#include <stdlib.h>

#include "base/text/date.h"
#include "base/ics/ics.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Every event taken has real days in order, and a place in the file. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct ics_entry *v = NULL;
	struct err e;
	size_t many = 0;

	err_clear(&e);
	if (ics_read(&v, &many, (const char *)data, n, "fuzz", 20000, 22000,
		&e) == -1) {
		if (e.status != ST_DATA || e.msg[0] == '\0')
			abort();
		return 0;
	}
	for (size_t i = 0; i < many; i++) {
		if (v[i].summary == NULL || v[i].from > v[i].to ||
		    v[i].line < 1 ||
		    (v[i].from == DATE_NONE) != (v[i].trouble != NULL))
			abort();
		if (v[i].trouble == NULL && (v[i].begins < 0 ||
			v[i].begins >= ICS_DAY || v[i].ends < 0 ||
			v[i].ends > ICS_DAY))
			abort();
	}
	ics_free(v, many);
	return 0;
}
