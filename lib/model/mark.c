/* SPDX-License-Identifier: ISC */
#include "model/mark.h"

#include <string.h>

#include "base/text/date.h"
#include "base/text/text.h"

/* Stores hold the places of these words: further ones go to the end. */
const char *const words_mark[] = { "", "/", "\\", "L", "K", "V", "P", "W",
	"B", "J", "C", "C1", "C2", "E", "I", "J1", "M", "R", "S", "T", "H",
	"I01", "I02", "I11", "G", "N", "O", "U", "D", "X", "Q", "Y1", "Y2",
	"Y3", "Y4", "Y5", "Y6", "Y7", "Z", "#", "Y", "X00", "X01", "X02",
	"X03", "X04", "X05", "X06", "X07", "X08", "X09", NULL };

static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			      "abcdefghijklmnopqrstuvwxyz-_";

/* The other way round. */
const unsigned char mark_numbers[256] = {
	['0'] = 0, ['1'] = 1, ['2'] = 2, ['3'] = 3, ['4'] = 4, ['5'] = 5,
	['6'] = 6, ['7'] = 7, ['8'] = 8, ['9'] = 9, ['A'] = 10, ['B'] = 11,
	['C'] = 12, ['D'] = 13, ['E'] = 14, ['F'] = 15, ['G'] = 16,
	['H'] = 17, ['I'] = 18, ['J'] = 19, ['K'] = 20, ['L'] = 21,
	['M'] = 22, ['N'] = 23, ['O'] = 24, ['P'] = 25, ['Q'] = 26,
	['R'] = 27, ['S'] = 28, ['T'] = 29, ['U'] = 30, ['V'] = 31,
	['W'] = 32, ['X'] = 33, ['Y'] = 34, ['Z'] = 35, ['a'] = 36,
	['b'] = 37, ['c'] = 38, ['d'] = 39, ['e'] = 40, ['f'] = 41,
	['g'] = 42, ['h'] = 43, ['i'] = 44, ['j'] = 45, ['k'] = 46,
	['l'] = 47, ['m'] = 48, ['n'] = 49, ['o'] = 50, ['p'] = 51,
	['q'] = 52, ['r'] = 53, ['s'] = 54, ['t'] = 55, ['u'] = 56,
	['v'] = 57, ['w'] = 58, ['x'] = 59, ['y'] = 60, ['z'] = 61,
	['-'] = 62, ['_'] = 63,
};

#define MONDAY (-3) /* 29 December 1969 */
#define FIRST_YEAR 1970
#define HEAD 39 /* letters that three numbers take at most */

int
mark_code(const char *s, size_t n)
{
	static unsigned char one[128];

	if (one['/'] == 0)
		for (unsigned char i = 1; words_mark[i] != NULL; i++)
			if (words_mark[i][1] == '\0')
				one[(unsigned char)words_mark[i][0]] = i;
	if (n == 1)
		return (unsigned char)*s < 128 ? one[(unsigned char)*s] : 0;
	for (int i = 1; words_mark[i] != NULL; i++)
		if (text_equal(s, n, words_mark[i]))
			return i;
	return 0;
}

int32_t
mark_slot(int32_t day, int pm)
{
	int weekday = date_weekday(day);

	if (weekday > 4 || day < 0)
		return MARK_NOWHERE;
	return ((day - weekday - MONDAY) / 7 * 5 + weekday) * 2 + pm;
}

int32_t
mark_day(int32_t slot)
{
	int32_t n = slot >> 1;

	return n / 5 * 7 + n % 5 + MONDAY;
}

int32_t
mark_slot_from(int32_t day)
{
	int weekday = date_weekday(day);

	return mark_slot(weekday > 4 ? day + 7 - weekday : day, 0);
}

int32_t
mark_year_slot(int year)
{
	return year < FIRST_YEAR ? 0 :
	    mark_slot_from(date_make(year, 8, 1));
}

int
mark_year(int32_t slot)
{
	/* 5 days in each of the 52.18 weeks; then the one before or after */
	int year = FIRST_YEAR + (int)(slot / 522) - 1;

	while (mark_year_slot(year + 1) <= slot)
		year++;
	while (year > FIRST_YEAR && mark_year_slot(year) > slot)
		year--;
	return year;
}

static char *
put(char *p, uint64_t n)
{
	for (; n >= 32; n >>= 5)
		*p++ = letters[32 + (n & 31)];
	*p++ = letters[n];
	return p;
}

/* A number of several letters. */
static const char *
get_long(const char *s, const char *end, uint64_t *n)
{
	unsigned v, shift = 0;

	*n = 0;
	do {
		if (s == end || shift > 55)
			return NULL;
		v = mark_number(*s++);
		*n |= (uint64_t)(v & 31) << shift;
		shift += 5;
	} while (v >= 32);
	return s;
}

/* The end of the number at s, or NULL. */
static inline const char *
get(const char *s, const char *end, uint64_t *n)
{
	if (s == NULL || s == end)
		return NULL;
	*n = mark_number(*s);
	return *n < 32 ? s + 1 : get_long(s, end, n); /* most are one letter */
}

/* 0, -1, 1, -2, … as 0, 1, 2, 3, … */
static uint64_t
fold(int64_t n)
{
	return n < 0 ? ((uint64_t)-(n + 1) << 1) + 1 : (uint64_t)n << 1;
}

static int64_t
unfold(uint64_t n)
{
	return n & 1 ? -(int64_t)(n >> 1) - 1 : (int64_t)(n >> 1);
}

void
mark_pack(struct buf *b, struct mark_pack *at, int64_t pupil, int32_t slot,
    const unsigned char *code, size_t n)
{
	size_t some;
	char *p;

	for (; n > 0; n -= some, slot += (int32_t)some) {
		some = n < MARK_RUN ? n : MARK_RUN;
		buf_reserve(b, HEAD + some);
		p = put(b->p + b->n, (uint64_t)(pupil - at->pupil));
		p = put(p, fold(slot - at->slot));
		p = put(p, some);
		for (size_t i = 0; i < some; i++)
			*p++ = letters[*code++ & 63];
		*p = '\0';
		b->n = (size_t)(p - b->p);
		*at = (struct mark_pack){ pupil, slot };
	}
}

int
mark_unpack(const char **s, const char *end, struct mark_pack *at,
    struct mark_run *run)
{
	uint64_t pupil, slot, n;
	const char *p = *s;

	if (p == end)
		return 0;
	p = get(p, end, &pupil);
	p = get(p, end, &slot);
	p = get(p, end, &n);
	if (p == NULL || n == 0 || n > MARK_RUN ||
	    n > (uint64_t)(end - p) || pupil > INT32_MAX || slot > INT32_MAX)
		return -1;
	at->pupil += (int64_t)pupil;
	at->slot = (int32_t)(at->slot + unfold(slot));
	if (at->slot < 0 || at->slot > MARK_SLOTS - (int32_t)n)
		return -1;
	*run = (struct mark_run){ at->pupil, at->slot, (uint32_t)n, p };
	*s = p + n;
	return 1;
}
