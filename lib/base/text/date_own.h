/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_DATE_OWN_H
#define VIGIL_BASE_DATE_OWN_H

/* What the readers of days and of times share. */

#include "base/text/date.h"

struct date_scan {
	const char *s;
	size_t n, i;
};

/* Takes a day, without a time behind it, from where the scan stands. */
enum date_fault date_scan_day(struct date_scan *, int32_t last, int32_t *day);

/*
 * What was typed, fit to be repeated: figures, signs, and words of which a
 * date is made.  No word of a child's may get into a log.
 */
bool date_repeatable(const char *, size_t n);

#endif
