/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field worker_fields[] = {
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "Name", .help = "The worker's name." },
	{ .name = "role", .type = FIELD_LINE, .label = "Role",
	    .help = "Social worker, family support worker, …" },
	{ .name = "phone", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "Phone", .help = "Telephone number." },
	{ .name = "email", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "E-mail", .help = "E-mail address." },
	{ .name = NULL }
};

static const struct field fields[] = {
	{ .name = "pupil", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Pupil",
	    .help = "The child.", .refs = "pupil",
	    .why = "a status belongs to a child" },
	{ .name = "status", .type = FIELD_CODE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Status",
	    .help = "What holds of the child.", .list = "status",
	    .why = "it is what the record says" },
	{ .name = "from", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "From",
	    .help = "First day on which it holds.",
	    .why = "an answer about a past day needs it" },
	{ .name = "to", .type = FIELD_DATE,
	    .flags = FIELD_PROGRESS | FIELD_COLUMN, .label = "To",
	    .help = "Last day on which it holds; open when absent." },
	{ .name = "review", .type = FIELD_DATE, .flags = FIELD_PROGRESS,
	    .label = "Review", .help = "When it is next looked at again." },
	{ .name = "source", .type = FIELD_LINE, .label = "Source",
	    .help = "Who told the school." },
	{ .name = "worker", .type = FIELD_OBJECT, .label = "Worker",
	    .help = "The worker who goes with it.", .sub = worker_fields },
	{ .name = "note", .type = FIELD_TEXT, .flags = FIELD_SENSITIVE,
	    .label = "Note", .help = "Anything else." },
	FIELDS_STORED
};

static int
check(const struct json *c, struct err *err)
{
	if (kind_in_order(c, json_get(c, 0, "from"),
		json_get(c, 0, "review"), "review",
		"The status is reviewed before it begins.", err) == -1)
		return -1;
	return kind_in_order(c, json_get(c, 0, "from"), json_get(c, 0, "to"),
	    "to", "The status ends before it begins.", err);
}

static const struct question questions[] = {
	{ .field = "pupil" },
	{ .field = "status" },
	{ .field = "from" },
	{ .field = "to" },
	{ .field = "review" },
	{ .field = "source" },
	{ .field = "worker" },
	{ .field = "note" },
	{ .field = NULL }
};

const struct kind kind_status = { .name = "status", .prefix = "T",
	.verbs = {
		[VERB_ADD] = "record dated facts about pupils",
		[VERB_SHOW] = "show a status",
		[VERB_AMEND] = "end or correct a status",
	},
	.plural = "statuses", .summary = "a dated fact about a pupil",
	.flags = KIND_STORED | KIND_FILE, .fields = fields,
	.search = true, .at = "from", .ends = "to", .subject = "pupil",
	.child = "pupil", .check = check, .questions = questions };
