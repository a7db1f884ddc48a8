/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field owed_fields[] = {
	{ .name = "referral", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Referral", .help = "What is waited for.",
	    .refs = "referral" },
	{ .name = "concern", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Concern", .help = "What it is about.",
	    .refs = "concern" },
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .help = "The child.", .refs = "pupil" },
	{ .name = "to", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Of", .help = "The agency that owes it.",
	    .words = words_to },
	{ .name = "owes", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Owes", .help = "What is owed." },
	{ .name = "since", .type = FIELD_TIME, .label = "Since",
	    .help = "When the clock started." },
	{ .name = "due_at", .type = FIELD_TIME, .flags = FIELD_COLUMN,
	    .label = "Due", .help = "When it was or is due." },
	{ .name = "overdue", .type = FIELD_BOOL, .label = "Overdue",
	    .help = "Whether that is past." },
	{ .name = "contact", .type = FIELD_OBJECT, .label = "Chase",
	    .help = "Whom to chase.", .sub = fields_contact },
	{ .name = "rule", .type = FIELD_LINE, .label = "Rule",
	    .help = "The deadline's id." },
	{ .name = "cite", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Sources", .help = "What it rests on." },
	{ .name = NULL }
};

const struct kind kind_owed = { .name = "owed", .plural = "answers owed",
	.summary = "what is owed about a referral, and by whom",
	.flags = KIND_ANSWER, .fields = owed_fields };
