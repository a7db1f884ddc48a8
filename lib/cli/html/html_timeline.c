/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/text/date.h"
#include "cli/html/html.h"

#define WIDTH 1000
#define LEFT 150  /* where the words of the lanes end */
#define RIGHT 975
#define TOP 14
#define LANE 26
#define TICKS 12

/* Colours that stay apart in grey and for the colour-blind. */
static const struct {
	const char *path;
	const char *fill;
} shapes[] = {
	{ "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0z", "#8a0f0f" },
	{ "M-5.5,-5.5h11v11h-11z", "#1d4f91" },
	{ "M0,-7.5L7.5,0L0,7.5L-7.5,0z", "#6b4c00" },
	{ "M0,-7L7,5.5H-7z", "#0b5d1e" },
	{ "M0,7L7,-5.5H-7z", "#5b2a86" },
	{ "M-2.2,-7h4.4v4.8h4.8v4.4h-4.8v4.8h-4.4v-4.8h-4.8v-4.4h4.8z",
	    "#333333" },
	{ "M-6.5,0L-3.2,-6H3.2L6.5,0L3.2,6H-3.2z", "#00606b" },
	{ "M-7,-2.5h14v5h-14z", "#9a3b00" },
};

#define SHAPES (sizeof(shapes) / sizeof(*shapes))

static size_t
lanes(const struct html_timeline *t)
{
	size_t n = 0;

	while (t->lane[n] != NULL)
		n++;
	return n;
}

static int
middle(size_t lane)
{
	return TOP + (int)lane * LANE + LANE / 2;
}

static int
place(const struct html_timeline *t, int64_t when)
{
	if (t->to <= t->from)
		return (LEFT + 15 + RIGHT) / 2;
	return (int)(LEFT + 15 +
	    (when - t->from) * (RIGHT - LEFT - 15) / (t->to - t->from));
}

/* A line at the first of months, as many as are readable. */
static void
put_ticks(struct buf *b, const struct html_timeline *t, int bottom)
{
	static const int steps[] = { 1, 2, 3, 6, 12, 24, 60, 120 };
	int32_t first = time_day(t->from), last = time_day(t->to), day;
	int y1, m1, d1, y2, m2, d2, step = 1;
	char words[DATE_LONG];

	date_split(first, &y1, &m1, &d1);
	date_split(last, &y2, &m2, &d2);
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		step = steps[i];
		if ((y2 - y1) * 12 + m2 - m1 <= step * TICKS)
			break;
	}
	day = date_make(y1,
	    step >= 12 ? 1 : (m1 - 1) / step * step + 1, 1);
	for (; day <= last; day = date_add_months(day, step)) {
		int64_t when = time_of_day_start(day);
		int x;

		if (when < t->from)
			continue;
		x = place(t, when);
		date_format_long(day, words);
		buf_addf(b, "<path d=\"M%d,%dV%d\" stroke=\"#ccc\"/>"
		    "<text x=\"%d\" y=\"%d\" font-size=\"13\" "
		    "text-anchor=\"middle\">%.3s %s</text>\n", x, TOP, bottom,
		    x, bottom + 16, strchr(words, ' ') + 1,
		    strrchr(words, ' ') + 1);
	}
}

void
html_timeline_begin(struct buf *b, const struct html_timeline *t)
{
	size_t n = lanes(t);
	int bottom = TOP + (int)n * LANE;

	buf_addf(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
	    "viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
	    WIDTH, bottom + 24);
	html_cstr(b, t->title);
	buf_adds(b, "\">\n<title>");
	html_cstr(b, t->title);
	buf_adds(b, "</title>\n<desc>");
	html_cstr(b, t->desc);
	buf_adds(b, "</desc>\n<defs>");
	for (size_t i = 0; i < n && i < SHAPES; i++)
		buf_addf(b, "<path id=\"tl-%zu\" d=\"%s\" fill=\"%s\" "
		    "fill-opacity=\".85\" stroke=\"#fff\"/>", i,
		    shapes[i].path, shapes[i].fill);
	buf_adds(b, "</defs>\n");
	put_ticks(b, t, bottom);
	for (size_t i = 0; i < n; i++) {
		int y = middle(i);

		buf_addf(b, "<path d=\"M%d,%dH%d\" stroke=\"#999\"/>"
		    "<use href=\"#tl-%zu\" x=\"10\" y=\"%d\"/>"
		    "<text x=\"24\" y=\"%d\" font-size=\"14\">", LEFT, y,
		    RIGHT + 10, i % SHAPES, y, y + 5);
		html_cstr(b, t->lane[i]);
		buf_adds(b, "</text>\n");
	}
}

void
html_timeline_dot(struct buf *b, const struct html_timeline *t, int64_t when,
    size_t lane, const char *title)
{
	buf_addf(b, "<use href=\"#tl-%zu\" x=\"%d\" y=\"%d\"><title>",
	    lane % SHAPES, place(t, when), middle(lane));
	html_cstr(b, title);
	buf_adds(b, "</title></use>\n");
}

void
html_timeline_end(struct buf *b)
{
	buf_adds(b, "</svg>\n");
}
