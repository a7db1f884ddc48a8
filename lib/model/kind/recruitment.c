/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

/* Choosing whom to appoint (policy 6.1, 8.3; KCSIE part 3). */

const char *const words_step[] = { "online_search", "references", "gaps",
	"risk_assessment", NULL };

static const struct field fields[] = {
	{ .name = "vacancy", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Vacancy",
	    .help = "The post, paid or voluntary; no names.",
	    .why = "it says which recruitment this is" },
	{ .name = "interview_date", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Interviews",
	    .help = "The day of the interviews; of several, the first.",
	    .why = "a member of the panel must be trained by then "
		   "(policy 6.1)" },
	{ .name = "panel", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_MANY | FIELD_COLUMN,
	    .label = "Panel", .help = "The adults who interview.",
	    .refs = "person",
	    .why = "one of them must be trained in safer recruitment "
		   "(policy 6.1)" },
	{ .name = "person", .type = FIELD_REF,
	    .flags = FIELD_PROGRESS | FIELD_COLUMN, .label = "Appointed",
	    .help = "Who was appointed, once somebody was.", .refs = "person" },
	{ .name = "online_search", .type = FIELD_DATE,
	    .flags = FIELD_PROGRESS, .label = "Online search",
	    .help = "The day the online search was made." },
	{ .name = "references", .type = FIELD_DATE,
	    .flags = FIELD_PROGRESS, .label = "References",
	    .help = "The day the last reference was in and checked." },
	{ .name = "gaps", .type = FIELD_DATE, .flags = FIELD_PROGRESS,
	    .label = "Gaps", .help = "The day gaps in the history of work "
	    "were explained, or it was seen that there are none." },
	{ .name = "risk_assessment", .type = FIELD_DATE,
	    .flags = FIELD_PROGRESS, .label = "Risk assessment",
	    .help = "Of a volunteer: the day the risk was assessed." },
	{ .name = "note", .type = FIELD_TEXT, .flags = FIELD_SENSITIVE,
	    .label = "Note", .help = "Anything else." },
	FIELDS_STORED
};

static const struct question questions[] = {
	{ .field = "vacancy" },
	{ .field = "interview_date" },
	{ .field = "panel" },
	{ .field = "person" },
	{ .field = "online_search" },
	{ .field = "references" },
	{ .field = "gaps" },
	{ .field = "risk_assessment" },
	{ .field = "note" },
	{ .field = NULL }
};

const struct kind kind_recruitment = { .name = "recruitment",
	.prefix = "M",
	.stem = "recruit",
	.verbs = {
		[VERB_ADD] = "record recruitments and their panels",
		[VERB_LIST] = "list recruitments",
		[VERB_AMEND] = "amend recruitments",
	}, .plural = "recruitments",
	.summary = "a recruitment: its panel, and whom it appointed",
	.flags = KIND_STORED, .fields = fields, .at = "interview_date",
	.subject = "person", .questions = questions };
