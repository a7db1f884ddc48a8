/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field reason_fields[] = {
	{ .name = "concern", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Concern", .help = "What is routed.", .refs = "concern" },
	{ .name = "rule", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Rule", .help = "A rule that was looked at." },
	{ .name = "applied", .type = FIELD_BOOL, .flags = FIELD_COLUMN,
	    .label = "Applied", .help = "Whether it applied." },
	{ .name = "why", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Why", .help = "Why, or the condition that failed." },
	{ .name = NULL }
};

const struct kind kind_reason = { .name = "reason", .plural = "reasons",
	.summary = "why a routing rule applied or did not",
	.flags = KIND_ANSWER, .fields = reason_fields };
