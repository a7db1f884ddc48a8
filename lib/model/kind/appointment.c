/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field fields[] = {
	{ .name = "person", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Person",
	    .help = "The adult.", .refs = "person",
	    .why = "a post is held by somebody" },
	{ .name = "role", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Role",
	    .help = "The post.", .words = words_role,
	    .why = "rights and routes follow from it" },
	{ .name = "from", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "From",
	    .help = "First day.",
	    .why = "an answer about a past day needs it" },
	{ .name = "to", .type = FIELD_DATE,
	    .flags = FIELD_PROGRESS | FIELD_COLUMN, .label = "To",
	    .help = "Last day; open when absent." },
	FIELDS_STORED
};

static int
check(const struct json *c, struct err *err)
{
	return kind_in_order(c, json_get(c, 0, "from"), json_get(c, 0, "to"),
	    "to", "The appointment ends before it begins.", err);
}

static const struct question questions[] = {
	{ .field = "person" },
	{ .field = "role" },
	{ .field = "from" },
	{ .field = "to" },
	{ .field = NULL }
};

const struct kind kind_appointment = { .name = "appointment",
	.prefix = "N",
	.verbs = {
		[VERB_ADD] = "record the roles that adults hold",
		[VERB_LIST] = "list appointments",
		[VERB_SHOW] = "show an appointment",
		[VERB_AMEND] = "end or correct an appointment",
	}, .plural = "appointments",
	.summary = "a role that an adult holds",
	.flags = KIND_STORED | KIND_RIGHTS, .fields = fields,
	.at = "from", .ends = "to", .subject = "person",
	.check = check,
	.questions = questions };
