/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const char *const words_incoming[] = { "added", "changed",
	"unchanged", "doubtful", "refused", "absent", NULL };

static const struct field incoming_fields[] = {
	{ .name = "line", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Line", .help = "Where the row stands." },
	{ .name = "what", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "What",
	    .help = "What becomes of the row; absent: on record, and no row "
		    "is of it.",
	    .words = words_incoming },
	{ .name = "record", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Record", .help = "Whom it is of.",
	    .refs = "pupil person" },
	{ .name = "field", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Field", .help = "What changes, or is in doubt." },
	{ .name = "was", .type = FIELD_TEXT,
	    .flags = FIELD_SENSITIVE | FIELD_COLUMN, .label = "Was",
	    .help = "What is on record." },
	{ .name = "now", .type = FIELD_TEXT,
	    .flags = FIELD_SENSITIVE | FIELD_COLUMN, .label = "Now",
	    .help = "What the row says." },
	{ .name = "message", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Message", .help = "Why it is not stored." },
	{ .name = NULL }
};

const struct kind kind_incoming = { .name = "incoming",
	.plural = "incoming rows",
	.summary = "what a row of another system's list changes",
	.flags = KIND_ANSWER, .fields = incoming_fields };
