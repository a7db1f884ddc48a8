/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const char *const words_what[] = { "inset", "closure", "short-day",
	"bank-holiday", NULL };

static const char *const words_sessions[] = { "AM", "PM", NULL };

static const struct field day_fields[] = {
	{ .name = "date", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "Date", .help = "The day." },
	{ .name = "what", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "What", .help = "What it is.", .words = words_what },
	{ .name = "why", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Why", .help = "The holiday's name, or the reason." },
	{ .name = "sessions", .type = FIELD_WORD,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Sessions",
	    .help = "Of a short day, those that take place.",
	    .words = words_sessions },
	{ .name = NULL }
};

const struct kind kind_day = { .name = "day", .plural = "days",
	.summary = "a day on which school is shut or short",
	.flags = KIND_ANSWER, .fields = day_fields };
