/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field notice_fields[] = {
	{ .name = "pupil", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Pupil",
	    .help = "The child.", .refs = "pupil",
	    .why = "it is for that child's absence" },
	{ .name = "issued", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN,
	    .label = "Issued", .help = "The day of the notice.",
	    .why = "it uses up the absences up to that day" },
	{ .name = "parent", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE | FIELD_COLUMN,
	    .label = "Parent",
	    .help = "To whom, spelt the same each time.",
	    .why = "no parent has a third for the same child in three "
		   "years" },
	{ .name = "amount", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Amount", .help = "In pounds." },
	{ .name = "paid", .type = FIELD_DATE,
	    .flags = FIELD_PROGRESS | FIELD_COLUMN,
	    .label = "Paid",
	    .help = "The day it was paid." },
	FIELDS_STORED
};

static int
check_notice(const struct json *c, struct err *err)
{
	return kind_in_order(c, json_get(c, 0, "issued"),
	    json_get(c, 0, "paid"), "paid",
	    "The notice was paid before it was issued.", err);
}

const struct kind kind_notice = { .name = "notice", .prefix = "Y",
	.verbs = {
		[VERB_LIST] = "list penalty notices",
		[VERB_SHOW] = "show a penalty notice",
		[VERB_AMEND] =
		    "correct a penalty notice, or say that it was paid",
	},
	.plural = "notices",
	.summary = "a penalty notice for a child's absence",
	.flags = KIND_STORED | KIND_FILE, .fields = notice_fields,
	.at = "issued", .subject = "pupil", .child = "pupil",
	.check = check_notice };
