/* SPDX-License-Identifier: ISC */
#include "cli/ask/ask.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/text/date.h"
#include "base/text/text.h"

/* As people write a day: 15/9/2026, today, yesterday, 2026-09-15. */
static int32_t
read_day(struct ask *a, const char *s, size_t n)
{
	char word[48];

	if (n >= sizeof(word))
		return DATE_NONE;
	memcpy(word, s, n);
	word[n] = '\0';
	return date_word(word, a->cmd->s.today);
}

static int
two(const char **p)
{
	int v = -1;

	for (int i = 0; i < 2 && isdigit((unsigned char)**p); i++)
		v = (v < 0 ? 0 : v * 10) + *(*p)++ - '0';
	return v;
}

/* As people write a time of day: 9:05, 09.05, 2pm, 2:30 pm. */
static bool
read_clock(const char *p, int *hour, int *minute)
{
	bool minutes;

	*minute = 0;
	*hour = two(&p);
	minutes = *hour >= 0 && (*p == ':' || *p == '.');
	if (minutes) {
		const char *start = ++p;

		*minute = two(&p);
		if (p - start != 2)
			return false;
	}
	while (*p == ' ')
		p++;
	if (strcasecmp(p, "am") == 0 || strcasecmp(p, "pm") == 0) {
		if (*hour < 1 || *hour > 12)
			return false;
		*hour = *hour % 12 + (tolower((unsigned char)*p) == 'p') * 12;
		return true;
	}
	return minutes && *p == '\0';
}

/* A day and a time of day, wherever the one ends: 1 Sep 2026, 2:30 pm. */
static bool
read_both(struct ask *a, const char *s, int32_t *day, int *hour, int *minute)
{
	for (size_t i = 1; s[i] != '\0'; i++) {
		if (strchr(" ,Tt", s[i]) == NULL ||
		    !read_clock(s + i + strspn(s + i, " ,Tt"), hour, minute))
			continue;
		*day = read_day(a, s, i);
		if (*day != DATE_NONE)
			return true;
	}
	return false;
}

/* What cannot be made out is left for the field rules to refuse. */
void
ask_time(struct ask *a, const char *s, size_t n, struct buf *out)
{
	char typed[48], day[DATE_LEN], now[TIME_LEN];
	int32_t date = a->cmd->s.today;
	struct err ignored;
	int hour, minute;
	int64_t t;

	if (n >= sizeof(typed)) {
		buf_add(out, s, n);
		return;
	}
	memcpy(typed, s, n);
	typed[n] = '\0';
	t = a->cmd->s.as_at;
	if (strcasecmp(typed, "now") == 0 ||
	    time_read(s, n, date_ahead(date), &t, &ignored) == 0) {
		time_format(t, now);
		buf_adds(out, now);
		return;
	}
	if (!read_clock(typed, &hour, &minute) &&
	    !read_both(a, typed, &date, &hour, &minute)) {
		buf_add(out, s, n);
		return;
	}
	date_format(date, day);
	buf_addf(out, "%sT%02d:%02d", day, hour, minute);
}

void
ask_date(struct ask *a, const char *s, size_t n, struct buf *out)
{
	int32_t date = read_day(a, s, n);
	char day[DATE_LEN];

	if (date == DATE_NONE) {
		buf_add(out, s, n);
		return;
	}
	date_format(date, day);
	buf_adds(out, day);
}

void
ask_say_time(const char *s, size_t n, struct buf *out)
{
	static const char *const days[] = { "Monday", "Tuesday", "Wednesday",
		"Thursday", "Friday", "Saturday", "Sunday" };
	char local[TIME_LOCAL], day[DATE_LONG];
	struct err ignored;
	int64_t t = TIME_NONE;
	int32_t date = date_parse(s, n);

	if (date == DATE_NONE) {
		if (time_parse(s, n, &t, &ignored) == -1) {
			buf_add(out, s, n);
			return;
		}
		date = time_day(t);
	}
	date_format_long(date, day);
	buf_addf(out, "%s %s", days[date_weekday(date)], day);
	if (t != TIME_NONE) {
		time_format_local(t, local);
		buf_addf(out, ", %s", local + 11);
	}
}
