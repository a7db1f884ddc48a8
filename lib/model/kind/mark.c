/* SPDX-License-Identifier: ISC */
#include "model/kind.h"
#include "model/mark.h"

static const struct field mark_fields[] = {
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .refs = "pupil",
	    .help = "The child: an id, a UPN, or the sender's own name for "
		    "the record." },
	{ .name = "upn", .type = FIELD_LINE, .label = "UPN",
	    .help = "Instead of pupil." },
	{ .name = "date", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "Date", .help = "The day of the session." },
	{ .name = "session", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Session", .help = "AM or PM.", .words = words_session },
	{ .name = "code", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Code", .help = "The national code.",
	    .words = words_mark + 1 },
	{ .name = "minutes_late", .type = FIELD_INT, .label = "Minutes late",
	    .help = "How late the child came." },
	{ .name = "reason", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "Reason", .help = "What was said of the absence." },
	{ .name = "start_date", .type = FIELD_DATE, .label = "First day",
	    .help = "Of marks: the day of the first." },
	{ .name = "marks", .type = FIELD_LINE, .label = "Marks",
	    .help = "Codes of the consecutive sessions of the calendar from "
		    "start_date, one comma or one space between each two; "
		    "nothing between two is a session without a mark." },
	{ .name = NULL }
};

const struct kind kind_mark = { .name = "mark", .plural = "marks",
	.summary = "a mark in the attendance register",
	.flags = KIND_ANSWER, .fields = mark_fields };
