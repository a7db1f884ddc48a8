/* SPDX-License-Identifier: ISC */
#include "ui/notify/ics.h"

#include <string.h>

#include "base/text/date.h"

#define LINE_BYTES 75

/* A content line, folded between characters. */
static void
put_line(struct buf *b, const char *s, size_t n)
{
	size_t room = LINE_BYTES;

	while (n > room) {
		size_t k = room;

		while (((unsigned char)s[k] & 0xc0) == 0x80)
			k--;
		buf_add(b, s, k);
		buf_adds(b, "\r\n ");
		s += k;
		n -= k;
		room = LINE_BYTES - 1; /* the blank counts */
	}
	buf_add(b, s, n);
	buf_adds(b, "\r\n");
}

static void
put(struct buf *b, const char *name, const char *value)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "%s:", name);
	for (; *value != '\0'; value++) {
		if (*value == '\n')
			buf_adds(&line, "\\n");
		else if (strchr("\\;,", *value) != NULL)
			buf_addf(&line, "\\%c", *value);
		else if ((unsigned char)*value >= ' ' && *value != 0x7f)
			buf_addc(&line, *value);
	}
	put_line(b, line.p, line.n);
	buf_release(&line);
}

void
ics_begin(struct buf *b, const char *name)
{
	put(b, "BEGIN", "VCALENDAR");
	put(b, "VERSION", "2.0");
	put(b, "PRODID", "-//vigil//safeguarding records//EN");
	put(b, "CALSCALE", "GREGORIAN");
	put(b, "METHOD", "PUBLISH");
	put(b, "X-WR-CALNAME", name);
}

/* Digits alone, "20261023" or "20261023T225959Z". */
static void
put_digits(struct buf *b, const char *name, const char *iso)
{
	struct buf digits = BUF_INIT;

	for (; *iso != '\0'; iso++)
		if (*iso != '-' && *iso != ':')
			buf_addc(&digits, *iso);
	put(b, name, buf_str(&digits));
	buf_release(&digits);
}

void
ics_day(struct buf *b, const struct ics_event *e)
{
	char stamp[TIME_LEN], day[DATE_LEN];

	time_format(e->stamp, stamp);
	date_format(e->day, day);
	put(b, "BEGIN", "VEVENT");
	put(b, "UID", e->uid);
	put_digits(b, "DTSTAMP", stamp);
	put_digits(b, "DTSTART;VALUE=DATE", day);
	put(b, "SUMMARY", e->summary);
	if (e->description != NULL)
		put(b, "DESCRIPTION", e->description);
	put(b, "TRANSP", "TRANSPARENT");
	put(b, "END", "VEVENT");
}

void
ics_end(struct buf *b)
{
	put(b, "END", "VCALENDAR");
}
