/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

const char *const words_stage[] = { "reached", "due", "overdue", "withdrawn",
	NULL };

const char *const words_addressee[] = { "attendance-officer", "dsl", "ews",
	"worker", NULL };

static const struct field measure_fields[] = {
	{ .name = "possible", .type = FIELD_INT, .label = "Possible",
	    .help = "Sessions that were possible." },
	{ .name = "attended", .type = FIELD_INT, .label = "Attended",
	    .help = "Of these attended." },
	{ .name = "authorised", .type = FIELD_INT, .label = "Authorised",
	    .help = "Missed with leave." },
	{ .name = "unauthorised", .type = FIELD_INT, .label = "Unauthorised",
	    .help = "Missed without." },
	{ .name = "missed", .type = FIELD_INT, .label = "Missed",
	    .help = "Both together." },
	{ .name = "percent", .type = FIELD_LINE, .label = "Per cent",
	    .help = "Missed of possible, cut to one decimal." },
	{ .name = "days", .type = FIELD_INT, .label = "Days",
	    .help = "School days that count." },
	{ .name = "sessions", .type = FIELD_INT, .label = "Sessions",
	    .help = "Sessions that count." },
	{ .name = "from", .type = FIELD_DATE, .label = "From",
	    .help = "The first day that is looked at." },
	{ .name = "to", .type = FIELD_DATE, .label = "To",
	    .help = "The last." },
	{ .name = NULL }
};

static const struct field escalation_fields[] = {
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .help = "The child.", .refs = "pupil" },
	{ .name = "rule", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Rule", .help = "The rule that is met.",
	    .words = words_absence },
	{ .name = "stage", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Stage", .help = "How far it has come.",
	    .words = words_stage },
	{ .name = "measure", .type = FIELD_OBJECT, .label = "Measure",
	    .help = "The numbers, to recount from the register.",
	    .sub = measure_fields },
	{ .name = "action", .type = FIELD_LINE, .label = "Do",
	    .help = "What to do about it." },
	{ .name = "to", .type = FIELD_WORD, .flags = FIELD_MANY,
	    .label = "Tell", .help = "Who is told.", .words = words_addressee },
	{ .name = "due", .type = FIELD_DATE, .label = "Due",
	    .help = "The day by which a reason was to be found." },
	{ .name = "message", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "What", .help = "In plain English." },
	{ .name = "cite", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Sources", .help = "What it rests on." },
	{ .name = "as_at", .type = FIELD_DATE, .label = "As at",
	    .help = "The day asked about." },
	{ .name = "new", .type = FIELD_BOOL, .label = "New",
	    .help = "Whether this stage was not recorded before." },
	{ .name = NULL }
};

const struct kind kind_escalation = { .name = "escalation",
	.plural = "escalations", .summary = "a rule about absence is met",
	.flags = KIND_ANSWER, .fields = escalation_fields };
