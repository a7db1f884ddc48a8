/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field asked_fields[] = {
	{ .name = "item", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Item", .help = "The course, document or step." },
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Name", .help = "As a sentence calls it." },
	{ .name = "of", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Of", .help = "The group or role it is asked of." },
	{ .name = "least", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "At least", .help = "How many of the group need it; "
	    "all of them when absent." },
	{ .name = "months", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Months", .help = "For how many months it is good; "
	    "once, or not set." },
	{ .name = "severity", .type = FIELD_WORD, .label = "Missing is",
	    .help = "What it is when it is missing.",
	    .words = words_severity },
	{ .name = "basis", .type = FIELD_WORD, .label = "By",
	    .help = "Whether law, guidance or policy asks it.",
	    .words = (const char *const[]){ "law", "guidance", "policy",
		NULL } },
	{ .name = "rule", .type = FIELD_LINE, .label = "Rule",
	    .help = "The id of the rule." },
	{ .name = "edition", .type = FIELD_LINE, .label = "Edition",
	    .help = "The rule's edition." },
	{ .name = "cite", .type = FIELD_LINE,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Sources",
	    .help = "Policy and statute behind it." },
	{ .name = NULL }
};

const struct kind kind_asked = { .name = "asked",
	.plural = "rules", .summary = "what a rule asks of whom",
	.flags = KIND_ANSWER, .fields = asked_fields };
