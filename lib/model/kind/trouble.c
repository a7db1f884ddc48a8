/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field trouble_fields[] = {
	{ .name = "what", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Trouble", .help = "What was found." },
	{ .name = NULL }
};

const struct kind kind_trouble = { .name = "trouble",
	.plural = "troubles", .summary = "something wrong with a store",
	.flags = KIND_ANSWER, .fields = trouble_fields };
