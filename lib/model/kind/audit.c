/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

/* A finding as it is kept: who, what, how bad. */
static const struct field kept_fields[] = {
	{ .name = "subject", .type = FIELD_LINE, .flags = FIELD_REQUIRED,
	    .label = "Subject", .help = "Whom it is about, an id." },
	{ .name = "item", .type = FIELD_LINE, .flags = FIELD_REQUIRED,
	    .label = "Item", .help = "The check, or person." },
	{ .name = "status", .type = FIELD_WORD, .flags = FIELD_REQUIRED,
	    .label = "Status", .help = "What is wrong.",
	    .words = words_finding },
	{ .name = "severity", .type = FIELD_WORD, .flags = FIELD_REQUIRED,
	    .label = "Severity", .help = "Breach or advice.",
	    .words = words_severity },
	{ .name = "accepted", .type = FIELD_BOOL, .label = "Accepted",
	    .help = "Whether it was accepted then." },
	{ .name = NULL }
};

static const struct field counts_fields[] = {
	{ .name = "adults", .type = FIELD_INT, .label = "Adults",
	    .help = "Adults on the record." },
	{ .name = "complete", .type = FIELD_INT, .label = "Complete",
	    .help = "Adults of whom nothing was found." },
	{ .name = "breach", .type = FIELD_INT, .label = "Breaches",
	    .help = "Breaches not accepted." },
	{ .name = "advice", .type = FIELD_INT, .label = "Advice",
	    .help = "Pieces of advice not accepted." },
	{ .name = "accepted", .type = FIELD_INT, .label = "Accepted",
	    .help = "Findings accepted." },
	{ .name = NULL }
};

static const struct field audit_fields[] = {
	{ .name = "half_term", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Half term",
	    .help = "The half term it is for.",
	    .why = "the audit is made every half term (policy 6.1)" },
	{ .name = "year", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Year",
	    .help = "Its school year.",
	    .why = "the audit is made every half term (policy 6.1)" },
	{ .name = "as_at", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "As at",
	    .help = "The day it looks at.",
	    .why = "an audit says of which day it is" },
	{ .name = "school_kind", .type = FIELD_WORD, .flags = FIELD_REQUIRED,
	    .label = "School", .help = "The kind of school it was held to.",
	    .words = words_school,
	    .why = "the checks asked depend on it" },
	{ .name = "by", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_MANY | FIELD_COLUMN,
	    .label = "Signed by", .help = "Who signed it off.",
	    .refs = "person",
	    .why = "the lead DSL and the business manager sign it "
		   "(policy 6.1)" },
	{ .name = "counts", .type = FIELD_OBJECT,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Counts",
	    .help = "What was counted.", .sub = counts_fields },
	{ .name = "findings", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Findings", .help = "What was found.",
	    .sub = kept_fields },
	FIELDS_STORED
};

const struct kind kind_audit = { .name = "audit", .prefix = "Q",
	.plural = "audits",
	.summary = "an audit of the central record, signed off",
	.flags = KIND_STORED, .fields = audit_fields, .at = "as_at" };

static const struct field reported_fields[] = {
	{ .name = "register", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Register",
	    .help = "Which register was audited.", .words = words_register },
	{ .name = "as_at", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "As at",
	    .help = "The day of the audit." },
	{ .name = "findings", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Findings", .help = "What stood then, all reported.",
	    .sub = kept_fields },
	FIELDS_STORED
};

/* Its time is that of its entry, so that the last one entered is the last. */
const struct kind kind_reported = { .name = "reported", .prefix = "W",
	.plural = "reports", .summary = "the findings reported so far",
	.flags = KIND_STORED, .fields = reported_fields };
