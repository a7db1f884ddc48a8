/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field escalated_fields[] = {
	{ .name = "as_at", .type = FIELD_DATE, .label = "As at",
	    .flags = FIELD_REQUIRED | FIELD_COLUMN,
	    .help = "The day of the check.",
	    .why = "it is what was reported by then" },
	{ .name = "whole", .type = FIELD_BOOL, .label = "Whole",
	    .help = "Whether this takes the place of all before it." },
	{ .name = "lines", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Lines",
	    .help = "What was recorded (+) or forgotten (-): pupil, rule, "
		    "stage, from, to and the day of the check." },
	FIELDS_STORED
};

/* Its time is that of its entry, so that the last one entered is the last. */
const struct kind kind_escalated = { .name = "escalated", .prefix = "9",
	.plural = "recorded escalations",
	.summary = "the escalations recorded as reported",
	.flags = KIND_STORED, .fields = escalated_fields };
