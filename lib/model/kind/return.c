/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

const char *const words_return[] = { "ten-days-unauthorised",
	"sickness-fifteen-days", "new-pupil", "deletion", NULL };

static const struct field return_fields[] = {
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .help = "The child.", .refs = "pupil" },
	{ .name = "upn", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "UPN", .help = "The child's, where it is on record." },
	{ .name = "matter", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Matter", .help = "What is told.",
	    .words = words_return },
	{ .name = "from", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "From",
	    .help = "The first day missed; the day of entry; the day the "
		    "school was told that the child leaves." },
	{ .name = "to", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "To", .help = "The last day missed, or on the roll." },
	{ .name = "days", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Days", .help = "School days missed in a row." },
	{ .name = "sessions", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Sessions", .help = "Sessions missed." },
	{ .name = "ground", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Ground",
	    .help = "Of a deletion: that of the record of it; absent where "
		    "there is none." },
	{ .name = "due", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "Due", .help = "The last day to tell the authority, "
				    "where one is known." },
	{ .name = "cite", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Sources", .help = "What it rests on." },
	{ .name = NULL }
};

const struct kind kind_return = { .name = "return", .plural = "returns",
	.summary = "what the local authority is to be told of a child",
	.flags = KIND_ANSWER, .fields = return_fields };
