/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field unmarked_fields[] = {
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .help = "The child.", .refs = "pupil" },
	{ .name = "date", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "Date", .help = "The day." },
	{ .name = "sessions", .type = FIELD_WORD,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Without a mark",
	    .help = "The sessions without a mark.", .words = words_session },
	{ .name = NULL }
};

const struct kind kind_unmarked = { .name = "unmarked",
	.plural = "pupils without a mark",
	.summary = "a child without a mark in a session",
	.flags = KIND_ANSWER, .fields = unmarked_fields };
