/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field earlier_fields[] = {
	{ .name = "code", .type = FIELD_LINE, .label = "Code",
	    .help = "The earlier mark." },
	{ .name = "import", .type = FIELD_LINE, .label = "Import",
	    .help = "The import that brought it." },
	{ .name = "recorded_at", .type = FIELD_TIME, .label = "Recorded",
	    .help = "When it came in." },
	{ .name = NULL }
};

static const struct field recount_fields[] = {
	{ .name = "pupil", .type = FIELD_REF, .label = "Pupil",
	    .help = "The child.", .refs = "pupil" },
	{ .name = "date", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "Date", .help = "The day." },
	{ .name = "session", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Session", .help = "AM or PM.", .words = words_session },
	{ .name = "code", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Code", .help = "The mark; absent where there is none." },
	{ .name = "earlier", .type = FIELD_OBJECT,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Earlier marks",
	    .help = "What was marked before.", .sub = earlier_fields },
	{ .name = "counts_as", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Counts as", .help = "The class of the code, or why the "
					  "session does not count." },
	{ .name = "rules", .type = FIELD_WORD,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Counts for",
	    .help = "The rules that are met, for which it counts.",
	    .words = words_absence },
	{ .name = NULL }
};

const struct kind kind_recount = { .name = "recount",
	.plural = "sessions recounted",
	.summary = "a session of a child's register, and how it counts",
	.flags = KIND_ANSWER, .fields = recount_fields };
