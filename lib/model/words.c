/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

/* What more than one kind uses. */

const char *const words_role[] = { "lead-dsl", "deputy-dsl", "headteacher",
	"senior-teacher", "chair", "vice-chair", "committee-member",
	"lead-member-safeguarding", "lead-member-behaviour",
	"lead-member-wellbeing", "business-manager", "attendance-officer",
	"senco", "senior-mental-health-lead", "lac-teacher", "ict-manager",
	"key-adult", "vocational-manager", "hr", "staff", "auditor", NULL };

const char *const words_to[] = { "dsl", "headteacher", "senior-teacher",
	"chair", "vice-chair", "csc", "police-999", "police", "lado",
	"prevent", "early-help", "ews", "housing", "fmu", "dbs", "tra",
	"cyber-choices", "young-carers", "whistleblowing",
	"la-investigations", "nspcc-whistleblowing", "mental-health-lead",
	"uava", "apwg", "senco", NULL };

const char *const words_parent_risk[] = { "greater-risk",
	"impede-investigation", "csc-advice", "police-advice",
	"risk-to-victim", NULL };

const char *const words_consent[] = { "given", "refused", "not-sought",
	NULL };

const char *const words_no_consent[] = { "cannot-obtain", "not-reasonable",
	"puts-child-at-risk", NULL };

const struct field fields_contact[] = {
	{ .name = "name", .type = FIELD_LINE, .label = "Name",
	    .help = "The office." },
	{ .name = "phone", .type = FIELD_LINE, .label = "Phone",
	    .help = "As printed by its source." },
	{ .name = "email", .type = FIELD_LINE, .label = "E-mail",
	    .help = "As printed by its source." },
	{ .name = "note", .type = FIELD_LINE, .label = "Note",
	    .help = "What is known to be doubtful." },
	{ .name = NULL }
};

const char *const words_session[] = { "AM", "PM", NULL };

const char *const words_absence[] = { "persistent-absence", "severe-absence",
	"ten-day-unauthorised", "sickness-fifteen-days", "penalty-notice",
	"unresolved-n", "unexplained-today", "vulnerable-absent",
	"missing-episode", "off-roll-twenty-days", "repeat-pattern", NULL };

const char *const words_register[] = { "scr", "training", "induction",
	"recruitment", "role", "policy", "attendance", NULL };

const char *const words_finding[] = { "missing", "undated", "late",
	"expired", "expiring", "adverse", "not-permitted", "invalid",
	"undecided", "leaver", "duplicate", NULL };

const char *const words_severity[] = { "breach", "advice", NULL };
