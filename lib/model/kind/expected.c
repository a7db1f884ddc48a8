/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field expected_fields[] = {
	{ .name = "of", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Of", .help = "Category of the adults asked.",
	    .words = words_adult },
	{ .name = "item", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Check", .help = "The check that is asked.",
	    .words = words_check },
	{ .name = "severity", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Missing is", .help = "What it is when it is missing.",
	    .words = words_severity },
	{ .name = "basis", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "By", .help = "Whether law, guidance or policy asks it.",
	    .words = (const char *const[]){ "law", "guidance", "policy",
		NULL } },
	{ .name = "certainty", .type = FIELD_LINE, .label = "Certainty",
	    .help = "How sure the rule is, where that was said." },
	{ .name = "action", .type = FIELD_LINE, .label = "What to do",
	    .help = "What to do when it is missing." },
	{ .name = "rule", .type = FIELD_LINE, .label = "Rule",
	    .help = "The id of the rule." },
	{ .name = "edition", .type = FIELD_LINE, .label = "Edition",
	    .help = "The rule's edition." },
	{ .name = "cite", .type = FIELD_LINE,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Sources",
	    .help = "Policy and statute behind it." },
	{ .name = "when", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "When", .help = "Of which of them, where not of all." },
	{ .name = NULL }
};

const struct kind kind_expected = { .name = "expected",
	.plural = "expectations",
	.summary = "a check that is asked of a group of adults",
	.flags = KIND_ANSWER, .fields = expected_fields };
