/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const char *const words_remark[] = { "wrong", "doubtful", NULL };

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
