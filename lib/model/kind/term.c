/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

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
