/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field trouble_fields[] = {
	{ .name = "what", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Trouble", .help = "What was found." },
	{ .name = "file", .type = FIELD_LINE, .label = "File",
	    .help = "What lies beside the store, where it is about that." },
	{ .name = "bytes", .type = FIELD_INT, .label = "Bytes",
	    .help = "How much that is." },
	{ .name = "changed", .type = FIELD_TIME, .label = "Changed",
	    .help = "When it was last changed." },
	{ .name = "days", .type = FIELD_INT, .label = "Days",
	    .help = "How many days ago that was." },
	{ .name = "cleared", .type = FIELD_BOOL, .label = "Cleared",
	    .help = "True where it was removed." },
	{ .name = NULL }
};

const struct kind kind_trouble = { .name = "trouble",
	.plural = "troubles", .summary = "something wrong with a store",
	.flags = KIND_ANSWER, .fields = trouble_fields };
