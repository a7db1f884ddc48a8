/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/core/buf.h"
#include "policy/calendar/calendar_inside.h"

/* Between double quotes, where every character has one spelling. */
static void
put_text(struct buf *b, const char *key, const char *s)
{
	buf_addf(b, "%s: \"", key);
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			buf_addf(b, "\\%c", *s);
		else if ((unsigned char)*s < 0x20)
			buf_addf(b, "\\x%02x", (unsigned char)*s);
		else
			buf_addc(b, *s);
	}
	buf_adds(b, "\"\n");
}

static void
put_day(struct buf *b, const char *key, int32_t day)
{
	char s[DATE_LEN];

	date_format(day, s);
	buf_addf(b, "%s%s\n", key, s);
}

static void
put_covers(struct buf *b, const char *indent, const struct day_set *set)
{
	buf_addf(b, "%scovers:\n%s", indent, indent);
	put_day(b, "  from: ", set->from);
	buf_adds(b, indent);
	put_day(b, "  to: ", set->to);
}

void
calendar_write(struct buf *b, const struct calendar *c)
{
	size_t i;

	buf_adds(b, "kind: calendar\n");
	put_text(b, "school", c->school);
	buf_adds(b, "timezone: Europe/London\n");
	put_covers(b, "", &c->school_days);
	buf_adds(b, "terms:\n");
	for (i = 0; i < c->nterms; i++) {
		put_text(b, "  - year", c->term[i].year);
		put_text(b, "    name", c->term[i].name);
		put_day(b, "    from: ", c->term[i].from);
		put_day(b, "    to: ", c->term[i].to);
	}
	if (c->ninset > 0)
		buf_adds(b, "inset:\n");
	for (i = 0; i < c->ninset; i++)
		put_day(b, "  - ", c->inset[i]);
	if (c->nclosures > 0)
		buf_adds(b, "closures:\n");
	for (i = 0; i < c->nclosures; i++) {
		put_day(b, "  - date: ", c->closure[i].day);
		put_text(b, "    why", c->closure[i].title);
	}
	if (c->nshorter > 0)
		buf_adds(b, "short_days:\n");
	for (i = 0; i < c->nshorter; i++) {
		put_day(b, "  - date: ", c->shorter[i].day);
		buf_addf(b, "    sessions: [%s]\n",
		    c->shorter[i].sessions == SESSION_AM ? "AM" :
		    c->shorter[i].sessions == SESSION_PM ? "PM" : "AM, PM");
	}
	buf_adds(b, "bank_holidays:\n  division: england-and-wales\n");
	put_covers(b, "  ", &c->working_days);
	buf_adds(b, "  days:\n");
	for (i = 0; i < c->nbank; i++) {
		put_day(b, "    - date: ", c->bank[i].day);
		put_text(b, "      title", c->bank[i].title);
	}
}
