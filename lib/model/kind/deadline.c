/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const char *const words_unit[] = { "days", "school-days",
	"working-days", "months", NULL };

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
