/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field calendar_fields[] = {
	{ .name = "name", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "File",
	    .help = "The file it was read from.",
	    .why = "a message names the file to extend" },
	{ .name = "text", .type = FIELD_TEXT, .flags = FIELD_REQUIRED,
	    .label = "Text", .help = "The file as it was read.",
	    .why = "it is the calendar" },
	{ .name = NULL }
};

const struct kind kind_calendar = { .name = "calendar", .prefix = "K",
	.plural = "calendars", .summary = "the school's year, as it was then",
	.flags = KIND_STORED, .fields = calendar_fields };
