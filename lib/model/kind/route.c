/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const char *const words_duty[] = { "must", "should", "consider",
	NULL };

static const char *const words_urgency[] = { "immediate", "same-day",
	"next-school-day", "next-working-day", "soon", NULL };

static const char *const words_inform[] = { "yes", "no", "take-advice",
	NULL };

const char *const words_do[] = { "pink-form", "radio-cover",
	"risk-assessment", "consider-risk-assessment", "separate-classes",
	"body-map", "do-not-view-images", "safety-plan",
	"tell-victim-reasons", "consider-siblings", "suspension-decision",
	"low-level-log", "personal-police-report", "appropriate-adult",
	"witness-guide", "reporter-support", "encompass-follow-up", NULL };

static const struct field route_fields[] = {
	{ .name = "concern", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Concern", .help = "What is routed.", .refs = "concern" },
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
	    .help = "How to reach the place.", .sub = fields_contact },
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
	    .label = "Concern", .help = "What is handled.", .refs = "concern" },
	{ .name = "inform_parents", .type = FIELD_WORD,
	    .flags = FIELD_COLUMN, .label = "Tell parents",
	    .help = "Whether parents are told.", .words = words_inform },
	{ .name = "why", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Why", .help = "What decided it, where a rule did." },
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
