/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

/* What tools compute and never store. */

static const char *const words_duty[] = { "must", "should", "consider",
	NULL };

static const char *const words_urgency[] = { "immediate", "same-day",
	"next-school-day", "next-working-day", "soon", NULL };

static const char *const words_inform[] = { "yes", "no", "take-advice",
	NULL };

static const char *const words_do[] = { "pink-form", "radio-cover",
	"risk-assessment", "consider-risk-assessment", "separate-classes",
	"body-map", "do-not-view-images", "safety-plan",
	"tell-victim-reasons", "consider-siblings", "suspension-decision",
	"low-level-log", "personal-police-report", "appropriate-adult",
	"witness-guide", "reporter-support", "encompass-follow-up", NULL };

static const struct field contact_fields[] = {
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

static const struct field route_fields[] = {
	{ .name = "concern", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Concern", .help = "What is routed.", .refs = "C" },
	{ .name = "to", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "To", .help = "Where it goes.", .words = words_to },
	{ .name = "duty", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Duty", .help = "How binding that is.",
	    .words = words_duty },
	{ .name = "urgency", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Urgency", .help = "How soon.",
	    .words = words_urgency },
	{ .name = "due_at", .type = FIELD_TIME, .flags = FIELD_COLUMN,
	    .label = "Due", .help = "The last moment, where a rule has one." },
	{ .name = "by", .type = FIELD_LINE, .label = "By",
	    .help = "Who must do it." },
	{ .name = "contact", .type = FIELD_OBJECT, .label = "Contact",
	    .help = "How to reach the place.", .sub = contact_fields },
	{ .name = "matter", .type = FIELD_LINE, .label = "Matter",
	    .help = "What it is to be raised as." },
	{ .name = "why", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Why", .help = "The reason in plain English." },
	{ .name = "rule", .type = FIELD_LINE, .label = "Rule",
	    .help = "The id of the rule that decided." },
	{ .name = "cite", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Sources", .help = "Policy and statute behind it." },
	{ .name = NULL }
};

const struct kind kind_route = { .name = "route", .plural = "routes",
	.summary = "one place a concern must or may go",
	.flags = KIND_ANSWER, .fields = route_fields };

static const struct field handling_fields[] = {
	{ .name = "concern", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Concern", .help = "What is handled.", .refs = "C" },
	{ .name = "inform_parents", .type = FIELD_WORD,
	    .flags = FIELD_COLUMN, .label = "Tell parents",
	    .help = "Whether parents are told.", .words = words_inform },
	{ .name = "exclude", .type = FIELD_LINE,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Keep from",
	    .help = "Persons and roles that must not see it." },
	{ .name = "do", .type = FIELD_WORD,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Do",
	    .help = "Steps inside the school.", .words = words_do },
	{ .name = "prompts", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Remember", .help = "What the policy reminds of." },
	{ .name = NULL }
};

const struct kind kind_handling = { .name = "handling",
	.plural = "handlings", .summary = "how a concern is handled inside",
	.flags = KIND_ANSWER, .fields = handling_fields };

static const struct field reason_fields[] = {
	{ .name = "concern", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Concern", .help = "What is routed.", .refs = "C" },
	{ .name = "rule", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Rule", .help = "A rule that was looked at." },
	{ .name = "applied", .type = FIELD_BOOL, .flags = FIELD_COLUMN,
	    .label = "Applied", .help = "Whether it applied." },
	{ .name = "why", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Why", .help = "Why, or the condition that failed." },
	{ .name = NULL }
};

const struct kind kind_reason = { .name = "reason", .plural = "reasons",
	.summary = "why a routing rule applied or did not",
	.flags = KIND_ANSWER, .fields = reason_fields };

static const struct field owed_fields[] = {
	{ .name = "referral", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Referral", .help = "What is waited for.",
	    .refs = "R" },
	{ .name = "concern", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Concern", .help = "What it is about.", .refs = "C" },
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .help = "The child.", .refs = "P" },
	{ .name = "to", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Of", .help = "The agency that owes it.",
	    .words = words_to },
	{ .name = "owes", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Owes", .help = "What is owed." },
	{ .name = "since", .type = FIELD_TIME, .label = "Since",
	    .help = "When the clock started." },
	{ .name = "due_at", .type = FIELD_TIME, .flags = FIELD_COLUMN,
	    .label = "Due", .help = "When it was or is due." },
	{ .name = "overdue", .type = FIELD_BOOL, .label = "Overdue",
	    .help = "Whether that is past." },
	{ .name = "contact", .type = FIELD_OBJECT, .label = "Chase",
	    .help = "Whom to chase.", .sub = contact_fields },
	{ .name = "rule", .type = FIELD_LINE, .label = "Rule",
	    .help = "The deadline's id." },
	{ .name = "cite", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Sources", .help = "What it rests on." },
	{ .name = NULL }
};

const struct kind kind_owed = { .name = "owed", .plural = "answers owed",
	.summary = "what is owed about a referral, and by whom",
	.flags = KIND_ANSWER, .fields = owed_fields };

static const struct field count_fields[] = {
	{ .name = "of", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Of", .help = "The kind that was counted." },
	{ .name = "count", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Count", .help = "How many." },
	{ .name = NULL }
};

const struct kind kind_count = { .name = "count", .plural = "counts",
	.summary = "a number of records", .flags = KIND_ANSWER,
	.fields = count_fields };

static const struct field ledger_fields[] = {
	{ .name = "entries", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Entries", .help = "How many were read." },
	{ .name = "whole", .type = FIELD_BOOL, .flags = FIELD_COLUMN,
	    .label = "Whole", .help = "Whether nothing is wrong." },
	{ .name = "bad", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "First bad", .help = "Number of the first bad entry." },
	{ .name = "why", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Why", .help = "What is wrong with it." },
	{ .name = "seq", .type = FIELD_INT, .label = "Last",
	    .help = "Number of the last entry." },
	{ .name = "hash", .type = FIELD_LINE, .label = "Hash",
	    .help = "SHA-256 of its header line." },
	{ .name = "at", .type = FIELD_TIME, .label = "At",
	    .help = "Its time." },
	{ .name = NULL }
};

const struct kind kind_ledger = { .name = "ledger", .plural = "ledgers",
	.summary = "what a reading of the ledger found",
	.flags = KIND_ANSWER, .fields = ledger_fields };

static const struct field trouble_fields[] = {
	{ .name = "what", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Trouble", .help = "What was found." },
	{ .name = NULL }
};

const struct kind kind_trouble = { .name = "trouble",
	.plural = "troubles", .summary = "something wrong with a store",
	.flags = KIND_ANSWER, .fields = trouble_fields };

static const struct field event_change_fields[] = {
	{ .name = "field", .type = FIELD_LINE, .label = "Field",
	    .help = "What was changed." },
	{ .name = "was", .type = FIELD_TEXT, .label = "Was",
	    .help = "The earlier words; absent where it was added." },
	{ .name = "now", .type = FIELD_TEXT, .label = "Now",
	    .help = "The new words; absent where it was removed." },
	{ .name = NULL }
};

static const struct field event_amended_fields[] = {
	{ .name = "version", .type = FIELD_INT, .label = "Version",
	    .help = "Which version this made." },
	{ .name = "at", .type = FIELD_TIME, .label = "At",
	    .help = "When it was recorded." },
	{ .name = "by", .type = FIELD_LINE, .label = "By",
	    .help = "Who recorded it." },
	{ .name = "reason", .type = FIELD_TEXT, .label = "Reason",
	    .help = "Why it was amended." },
	{ .name = "changes", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Changes", .help = "What it said before, and after.",
	    .sub = event_change_fields },
	{ .name = NULL }
};

static const struct field event_details_fields[] = {
	{ .name = "field", .type = FIELD_LINE, .label = "Field",
	    .help = "What it tells." },
	{ .name = "value", .type = FIELD_TEXT, .label = "Value",
	    .help = "In plain English." },
	{ .name = NULL }
};

static const struct field event_fields[] = {
	{ .name = "at", .type = FIELD_TIME, .flags = FIELD_COLUMN,
	    .label = "Happened",
	    .help = "When it happened: a time, or a date where no more is "
		    "known." },
	{ .name = "recorded_at", .type = FIELD_TIME, .flags = FIELD_COLUMN,
	    .label = "Recorded", .help = "When it was recorded." },
	{ .name = "recorded_by", .type = FIELD_LINE, .label = "Recorded by",
	    .help = "Who recorded it." },
	{ .name = "record", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Record", .help = "The record's id." },
	{ .name = "of", .type = FIELD_LINE, .label = "Kind",
	    .help = "The record's kind." },
	{ .name = "what", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "What", .help = "A short title in plain English." },
	{ .name = "part", .type = FIELD_LINE, .label = "Part",
	    .help = "The child's part in it, when it is about another." },
	{ .name = "text", .type = FIELD_TEXT, .flags = FIELD_COLUMN,
	    .label = "Text", .help = "The account, reason or note." },
	{ .name = "details", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Details", .help = "The record's other fields.",
	    .sub = event_details_fields },
	{ .name = "state", .type = FIELD_LINE, .label = "State",
	    .help = "The record's state today." },
	{ .name = "version", .type = FIELD_INT, .label = "Version",
	    .help = "The number of the newest version." },
	{ .name = "amended", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Amended", .help = "What later versions changed.",
	    .sub = event_amended_fields },
	{ .name = "receipt", .type = FIELD_RECEIPT, .label = "Receipt",
	    .help = "The newest version's entry in the ledger." },
	{ .name = NULL }
};

const struct kind kind_event = { .name = "event", .plural = "events",
	.summary = "one event in a child's chronology",
	.flags = KIND_ANSWER, .fields = event_fields };
