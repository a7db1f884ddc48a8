/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field count_fields[] = {
	{ .name = "of", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Of", .help = "The kind that was counted." },
	{ .name = "count", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Count", .help = "How many." },
	{ .name = NULL }
};

const struct kind kind_count = { .name = "count", .plural = "counts",
	.summary = "a number of records", .flags = KIND_ANSWER,
	.fields = count_fields };
