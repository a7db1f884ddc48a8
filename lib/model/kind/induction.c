/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

const char *const words_pack[] = { "safeguarding-policy",
	"code-of-conduct", "behaviour-policy", "absent-missing-protocols",
	"worried-booklet", "kcsie", "online-safety-policy",
	"low-level-concerns-policy", "dsl-names", "safer-working-practice",
	NULL };

static const char *const words_given[] = { "issued", "directed",
	"explained", NULL };

static const struct field induction_fields[] = {
	{ .name = "person", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Person",
	    .help = "The adult who is new.", .refs = "person",
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
	{ .name = "edition", .type = FIELD_LINE, .flags = FIELD_PLAIN,
	    .label = "Edition", .help = "Which edition of it, such as 2025." },
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

const struct kind kind_induction = { .name = "induction", .prefix = "B",
	.verbs = {
		[VERB_ADD] = "record parts of the induction pack given",
		[VERB_LIST] = "list what was given of the induction pack",
		[VERB_AMEND] = "amend what was given of the induction pack",
	},
	.plural = "parts of the induction pack",
	.summary = "a part of the induction pack given to a new adult",
	.flags = KIND_STORED, .fields = induction_fields, .at = "date",
	.subject = "person", .check = check_induction,
	.questions = induction_questions };
