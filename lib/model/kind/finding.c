/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const char *const words_change[] = { "new", "standing", "put-right",
	NULL };

static const struct field accepted_fields[] = {
	{ .name = "by", .type = FIELD_LINE, .label = "By",
	    .help = "Who accepted it." },
	{ .name = "reason", .type = FIELD_TEXT, .label = "Reason",
	    .help = "Why it cannot be put right." },
	{ .name = "until", .type = FIELD_DATE, .label = "Until",
	    .help = "The last day it is accepted." },
	{ .name = NULL }
};

/* The message says item and status in words; a table needs the room. */
static const struct field finding_fields[] = {
	{ .name = "register", .type = FIELD_WORD, .label = "Register",
	    .help = "Which register was audited.", .words = words_register },
	{ .name = "subject", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Subject", .help = "Whom it is about, an id; slt or "
	    "committee for a group." },
	{ .name = "item", .type = FIELD_LINE, .label = "Item",
	    .help = "The check, course or document; person where it is the "
	    "adult." },
	{ .name = "status", .type = FIELD_WORD, .label = "Status",
	    .help = "What is wrong.", .words = words_finding },
	{ .name = "severity", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Severity", .help = "Whether law or the school's policy "
	    "is broken, or it is advice.", .words = words_severity },
	{ .name = "message", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "What to do", .help = "What was found and what to do." },
	{ .name = "due", .type = FIELD_DATE, .label = "Due",
	    .help = "The day by which it is needed, where there is one." },
	{ .name = "rule", .type = FIELD_LINE, .label = "Rule",
	    .help = "The id of the rule." },
	{ .name = "cite", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Sources", .help = "Policy and statute behind it." },
	{ .name = "as_at", .type = FIELD_DATE, .label = "As at",
	    .help = "The day of the audit." },
	{ .name = "accepted", .type = FIELD_OBJECT, .label = "Accepted",
	    .help = "By whom it was accepted, and why.",
	    .sub = accepted_fields },
	{ .name = "change", .type = FIELD_WORD, .label = "Change",
	    .help = "Beside an earlier audit: new, standing, put right.",
	    .words = words_change },
	{ .name = NULL }
};

const struct kind kind_finding = { .name = "finding",
	.plural = "findings", .summary = "what an audit found",
	.flags = KIND_ANSWER, .fields = finding_fields };
