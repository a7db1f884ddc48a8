/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field event_change_fields[] = {
	{ .name = "field", .type = FIELD_LINE, .label = "Field",
	    .help = "What was changed." },
	{ .name = "was", .type = FIELD_TEXT, .label = "Was",
	    .help = "The earlier words; absent where it was added." },
	{ .name = "now", .type = FIELD_TEXT, .label = "Now",
	    .help = "The new words; absent where it was removed." },
	{ .name = NULL }
};

static const struct field event_amended_fields[] = {
	{ .name = "version", .type = FIELD_INT, .label = "Version",
	    .help = "Which version this made." },
	{ .name = "at", .type = FIELD_TIME, .label = "At",
	    .help = "When it was recorded." },
	{ .name = "by", .type = FIELD_LINE, .label = "By",
	    .help = "Who recorded it." },
	{ .name = "reason", .type = FIELD_TEXT, .label = "Reason",
	    .help = "Why it was amended." },
	{ .name = "changes", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Changes", .help = "What it said before, and after.",
	    .sub = event_change_fields },
	{ .name = NULL }
};

static const struct field event_details_fields[] = {
	{ .name = "field", .type = FIELD_LINE, .label = "Field",
	    .help = "What it tells." },
	{ .name = "value", .type = FIELD_TEXT, .label = "Value",
	    .help = "In plain English." },
	{ .name = NULL }
};

static const struct field event_fields[] = {
	{ .name = "at", .type = FIELD_TIME, .flags = FIELD_COLUMN,
	    .label = "Happened",
	    .help = "When it happened: a time, or a date where no more is "
		    "known." },
	{ .name = "recorded_at", .type = FIELD_TIME, .flags = FIELD_COLUMN,
	    .label = "Recorded", .help = "When it was recorded." },
	{ .name = "recorded_by", .type = FIELD_LINE, .label = "Recorded by",
	    .help = "Who recorded it." },
	{ .name = "record", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Record", .help = "The record's id." },
	{ .name = "of", .type = FIELD_LINE, .label = "Kind",
	    .help = "The record's kind." },
	{ .name = "what", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "What", .help = "A short title in plain English." },
	{ .name = "part", .type = FIELD_LINE, .label = "Part",
	    .help = "The child's part in it, when it is about another." },
	{ .name = "text", .type = FIELD_TEXT, .flags = FIELD_COLUMN,
	    .label = "Text", .help = "The account, reason or note." },
	{ .name = "details", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Details", .help = "The record's other fields.",
	    .sub = event_details_fields },
	{ .name = "state", .type = FIELD_LINE, .label = "State",
	    .help = "The record's state today." },
	{ .name = "version", .type = FIELD_INT, .label = "Version",
	    .help = "The number of the newest version." },
	{ .name = "amended", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Amended", .help = "What later versions changed.",
	    .sub = event_amended_fields },
	{ .name = "receipt", .type = FIELD_RECEIPT, .label = "Receipt",
	    .help = "The newest version's entry in the ledger." },
	{ .name = NULL }
};

const struct kind kind_event = { .name = "event", .plural = "events",
	.summary = "one event in a child's chronology",
	.flags = KIND_ANSWER, .fields = event_fields };
