/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

/* A line of the Single Central Record (policy 6.1; KCSIE part 3). */

const char *const words_check[CHECK_TYPES + 1] = { "identity", "right-to-work",
	"barred-list", "enhanced-dbs", "dbs-update-service",
	"prohibition-teaching", "section-128", "overseas", "qualifications",
	"references", "online-search", "medical-fitness",
	"childcare-disqualification", "agency-confirmation",
	"trainer-confirmation", "contractor-confirmation",
	"volunteer-risk-assessment", "no-dbs-risk-assessment", NULL };

const char *const words_outcome[] = { "clear", "information", "barred",
	"prohibited", "not-required", NULL };

static const struct field fields[] = {
	{ .name = "person", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Person",
	    .help = "The adult.", .refs = "person",
	    .why = "a check is of somebody" },
	{ .name = "type", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Check",
	    .help = "Which check it is.", .words = words_check,
	    .why = "the record says which check was made (KCSIE part 3)" },
	{ .name = "done", .type = FIELD_BOOL,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Done",
	    .help = "Whether it was made; no while it is awaited.",
	    .why = "the record says whether the check was made "
		   "(KCSIE part 3)" },
	{ .name = "date", .type = FIELD_DATE,
	    .flags = FIELD_PAST | FIELD_COLUMN, .label = "Date",
	    .help = "The day it was made, or of the certificate." },
	{ .name = "reference", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "Number",
	    .help = "Number of the certificate or letter, as it was given." },
	{ .name = "seen_by", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Seen by", .help = "Who saw it, name or initials." },
	{ .name = "evidence", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "Evidence", .help = "What was seen, such as passport." },
	{ .name = "outcome", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Outcome", .help = "What it said.",
	    .words = words_outcome },
	{ .name = "expires", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "Expires", .help = "The last day on which it holds." },
	{ .name = "note", .type = FIELD_TEXT, .flags = FIELD_SENSITIVE,
	    .label = "Note", .help = "Anything else." },
	FIELDS_STORED
};

static const struct question questions[] = {
	{ .field = "person" },
	{ .field = "type" },
	{ .field = "done", .preset = "true" },
	{ .field = "date" },
	{ .field = "reference" },
	{ .field = "seen_by" },
	{ .field = "evidence" },
	{ .field = "outcome" },
	{ .field = "expires" },
	{ .field = "note" },
	{ .field = NULL }
};

/* The first two fields say whose it is and which. */
#define COLUMN(word)                                                  \
	{ .name = (word), .type = FIELD_OBJECT, .label = "Check",     \
	    .help = "What was done about it.", .sub = fields + 2 }

const struct field scr_columns[] = {
	{ .name = "name", .type = FIELD_LINE, .label = "Name",
	    .help = "Family, Given." },
	{ .name = "full_name", .type = FIELD_LINE, .label = "Full name",
	    .help = "Given Family, two words." },
	COLUMN("identity"), COLUMN("right-to-work"), COLUMN("barred-list"),
	COLUMN("enhanced-dbs"), COLUMN("dbs-update-service"),
	COLUMN("prohibition-teaching"), COLUMN("section-128"),
	COLUMN("overseas"), COLUMN("qualifications"), COLUMN("references"),
	COLUMN("online-search"), COLUMN("medical-fitness"),
	COLUMN("childcare-disqualification"), COLUMN("agency-confirmation"),
	COLUMN("trainer-confirmation"), COLUMN("contractor-confirmation"),
	COLUMN("volunteer-risk-assessment"),
	COLUMN("no-dbs-risk-assessment"), { .name = NULL }
};

static const struct field cell_fields[] = {
	{ .name = "line", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Line", .help = "On which line it stands." },
	{ .name = "column", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Column", .help = "Heading of its column." },
	{ .name = "cell", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Cell", .help = "What stands in it." },
	{ .name = "check", .type = FIELD_OBJECT, .flags = FIELD_COLUMN,
	    .label = "Becomes the check",
	    .help = "The check that it becomes, with what other columns add "
		    "to it.", .sub = fields },
	{ .name = "field", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Or of", .help = "The field that it becomes, of the "
	    "adult, or of a check (enhanced-dbs.reference)." },
	{ .name = "value", .type = FIELD_TEXT, .flags = FIELD_COLUMN,
	    .label = "The value", .help = "The value of that field, which "
	    "may also be true, false or a list." },
	{ .name = NULL }
};

const struct kind kind_cell = { .name = "cell", .plural = "cells",
	.summary = "what a cell of a spreadsheet becomes",
	.flags = KIND_ANSWER, .fields = cell_fields };

/*
 * A line may have no date, so its time is that of its entry: the lines of a
 * whole record are then read in the order in which they lie.
 */
const struct kind kind_check = { .name = "check", .prefix = "V",
	.stem = "scr",
	.verbs = {
		[VERB_ADD] = "record checks on the Single Central Record",
		[VERB_LIST] = "list lines of the Single Central Record",
		[VERB_SHOW] = "show a line of the central record",
		[VERB_AMEND] = "put a line of the central record right",
	},
	.plural = "checks",
	.summary = "a line of the Single Central Record",
	.flags = KIND_STORED, .fields = fields,
	.subject = "person", .questions = questions };
