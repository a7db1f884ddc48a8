/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

/* What tools say of the school's year; none of it is stored by itself. */

static const char *const words_what[] = { "inset", "closure", "short-day",
	"bank-holiday", NULL };

static const char *const words_sessions[] = { "AM", "PM", NULL };

static const char *const words_unit[] = { "days", "school-days",
	"working-days", "months", NULL };

static const char *const words_remark[] = { "wrong", "doubtful", NULL };

static const struct field term_fields[] = {
	{ .name = "year", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Year", .help = "Its school year." },
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Half term", .help = "What it is called." },
	{ .name = "from", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "From", .help = "Its first day." },
	{ .name = "to", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "To", .help = "Its last day." },
	{ .name = "days", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Days", .help = "School days in it." },
	{ .name = "sessions", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Sessions", .help = "Sessions in it." },
	{ .name = NULL }
};

const struct kind kind_term = { .name = "term", .plural = "half terms",
	.summary = "a half term of the calendar", .flags = KIND_ANSWER,
	.fields = term_fields };

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

static const struct field deadline_fields[] = {
	{ .name = "unit", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Unit", .help = "What days are counted.",
	    .words = words_unit },
	{ .name = "n", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Number", .help = "How many." },
	{ .name = "from", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "From", .help = "Day 0." },
	{ .name = "due", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "Due", .help = "The day whose end is the deadline." },
	{ .name = NULL }
};

const struct kind kind_deadline = { .name = "deadline",
	.plural = "deadlines", .summary = "a number of days after a day",
	.flags = KIND_ANSWER, .fields = deadline_fields };

static const struct field remark_fields[] = {
	{ .name = "file", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "File", .help = "The file." },
	{ .name = "line", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Line", .help = "The line." },
	{ .name = "grade", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Grade", .help = "Wrong, so that the file cannot be "
				      "used, or only doubtful.",
	    .words = words_remark },
	{ .name = "message", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Message", .help = "What it is, in plain English." },
	{ .name = NULL }
};

const struct kind kind_remark = { .name = "remark", .plural = "remarks",
	.summary = "something wrong or doubtful in a file",
	.flags = KIND_ANSWER, .fields = remark_fields };
