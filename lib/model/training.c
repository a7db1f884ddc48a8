/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

/* Courses attended, agreements signed, and the pack a new adult is given. */

const char *const words_course[] = { "whole-school", "online-safety", "aup",
	"safeguarding-update", "dsl", "lado", "safer-recruitment",
	"committee-safeguarding", "dsl-update", "inter-agency",
	"early-help", "cusab", "prevent", "fgm", "forced-marriage", "cse",
	"grooming", "faith-abuse", "anti-bullying", "filtering-monitoring",
	"operation-encompass", NULL };

const char *const words_pack[] = { "safeguarding-policy",
	"code-of-conduct", "behaviour-policy", "absent-missing-protocols",
	"worried-booklet", "kcsie", "online-safety-policy",
	"low-level-concerns-policy", "dsl-names", "safer-working-practice",
	NULL };

static const char *const words_given[] = { "issued", "directed",
	"explained", NULL };

static const struct field training_fields[] = {
	{ .name = "person", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Person",
	    .help = "The adult.", .refs = "S",
	    .why = "training is somebody's" },
	{ .name = "course", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Course",
	    .help = "What was attended; aup: the acceptable-use agreement "
		    "was signed.", .words = words_course,
	    .why = "how long it lasts depends on it" },
	{ .name = "date", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Date",
	    .help = "The day of it; of several, the last.",
	    .why = "the next one is due so many months after it" },
	{ .name = "provider", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Provider", .help = "Who gave it." },
	{ .name = "mode", .type = FIELD_LINE, .label = "Mode",
	    .help = "How it was given: online, in a meeting, by email." },
	FIELDS_STORED
};

static const struct question training_questions[] = {
	{ .field = "person" },
	{ .field = "course" },
	{ .field = "date" },
	{ .field = "provider" },
	{ .field = "mode" },
	{ .field = NULL }
};

const struct kind kind_training = { .name = "training", .letter = 'G',
	.plural = "courses attended",
	.summary = "a course attended, or an agreement signed",
	.flags = KIND_STORED, .fields = training_fields, .at = "date",
	.subject = "person", .questions = training_questions };

static const struct field induction_fields[] = {
	{ .name = "person", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Person",
	    .help = "The adult who is new.", .refs = "S",
	    .why = "the pack is given to somebody" },
	{ .name = "item", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Item",
	    .help = "Which part of the pack.", .words = words_pack,
	    .why = "the pack is complete when every part was given" },
	{ .name = "date", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Date",
	    .help = "The day it was given or shown.",
	    .why = "the record says when it was given (policy 6.1)" },
	{ .name = "mode", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "How",
	    .help = "Given into the hand, directed to it, or explained.",
	    .words = words_given,
	    .why = "given or directed to is enough, and the record says "
		   "which (policy 6.1)" },
	{ .name = "edition", .type = FIELD_LINE, .label = "Edition",
	    .help = "Which edition of it, such as 2025." },
	{ .name = "acknowledged", .type = FIELD_DATE,
	    .flags = FIELD_PROGRESS | FIELD_COLUMN, .label = "Acknowledged",
	    .help = "The day the adult said that it was read and "
		    "understood." },
	FIELDS_STORED
};

static int
check_induction(const struct json *c, struct err *err)
{
	return kind_in_order(c, json_get(c, 0, "date"),
	    json_get(c, 0, "acknowledged"), "acknowledged",
	    "It was acknowledged before it was given.", err);
}

static const struct question induction_questions[] = {
	{ .field = "person" },
	{ .field = "item" },
	{ .field = "date" },
	{ .field = "mode", .preset = "issued" },
	{ .field = "edition" },
	{ .field = "acknowledged" },
	{ .field = NULL }
};

const struct kind kind_induction = { .name = "induction", .letter = 'B',
	.plural = "parts of the induction pack",
	.summary = "a part of the induction pack given to a new adult",
	.flags = KIND_STORED, .fields = induction_fields, .at = "date",
	.subject = "person", .check = check_induction,
	.questions = induction_questions };

static const struct field asked_fields[] = {
	{ .name = "item", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Item", .help = "The course, document or step." },
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Name", .help = "As a sentence calls it." },
	{ .name = "of", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Of", .help = "The group or role it is asked of." },
	{ .name = "least", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "At least", .help = "How many of the group need it; "
	    "all of them when absent." },
	{ .name = "months", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Months", .help = "For how many months it is good; "
	    "once, or not set." },
	{ .name = "severity", .type = FIELD_WORD, .label = "Missing is",
	    .help = "What it is when it is missing.",
	    .words = words_severity },
	{ .name = "basis", .type = FIELD_WORD, .label = "By",
	    .help = "Whether law, guidance or policy asks it.",
	    .words = (const char *const[]){ "law", "guidance", "policy",
		NULL } },
	{ .name = "rule", .type = FIELD_LINE, .label = "Rule",
	    .help = "The id of the rule." },
	{ .name = "edition", .type = FIELD_LINE, .label = "Edition",
	    .help = "The rule's edition." },
	{ .name = "cite", .type = FIELD_LINE,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Sources",
	    .help = "Policy and statute behind it." },
	{ .name = NULL }
};

const struct kind kind_asked = { .name = "asked",
	.plural = "rules", .summary = "what a rule asks of whom",
	.flags = KIND_ANSWER, .fields = asked_fields };
