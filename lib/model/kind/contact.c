/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

/* An attempt to reach a child's family: the call of the first day. */

static const char *const words_method[] = { "call", "text", "email",
	"letter", "visit", "in-person", NULL };

static const struct field fields[] = {
	{ .name = "pupil", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Pupil",
	    .help = "The child.", .refs = "pupil",
	    .why = "the call is about a child" },
	{ .name = "made_at", .type = FIELD_TIME,
	    .flags = FIELD_REQUIRED | FIELD_PAST | FIELD_COLUMN,
	    .label = "Made", .help = "When it was made.",
	    .why = "an absence is followed up on its first day" },
	{ .name = "to", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE | FIELD_COLUMN,
	    .label = "To", .help = "Who was called.",
	    .why = "the record says who was asked" },
	{ .name = "relation", .type = FIELD_LINE, .label = "Relation",
	    .help = "Mother, carer, social worker, …" },
	{ .name = "method", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Method", .help = "How; a call when absent.",
	    .words = words_method },
	{ .name = "answered", .type = FIELD_BOOL,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Answered",
	    .help = "Whether anybody answered.",
	    .why = "a call that nobody answered explains no absence" },
	{ .name = "said", .type = FIELD_TEXT, .flags = FIELD_SENSITIVE,
	    .label = "Said", .help = "What was said." },
	{ .name = "by", .type = FIELD_REF,
	    .flags = FIELD_OR_ROLE | FIELD_OR_NAME, .label = "By",
	    .help = "Who made it.", .refs = "person" },
	{ .name = "date", .type = FIELD_DATE, .label = "Absent on",
	    .help = "The day of the absence; else that of the call." },
	{ .name = "missing", .type = FIELD_REF, .label = "Episode",
	    .help = "The missing episode it belongs to.", .refs = "missing" },
	FIELDS_STORED
};

static int
check(const struct json *c, struct err *err)
{
	int answered = json_get(c, 0, "answered");

	if (json_get(c, 0, "said") >= 0 &&
	    json_type(c, answered) == JSON_FALSE) {
		err_set(err, ST_DATA, "contradiction",
		    "Nobody answered, and yet something was said. Leave one "
		    "of them out.");
		return err_field(err, "said");
	}
	return 0;
}

static const struct question questions[] = {
	{ .field = "pupil" },
	{ .field = "date" },
	{ .field = "made_at" },
	{ .field = "to" },
	{ .field = "relation" },
	{ .field = "method", .preset = "call" },
	{ .field = "answered" },
	{ .field = "said" },
	{ .field = "by" },
	{ .field = NULL }
};

const struct kind kind_contact = { .name = "contact", .prefix = "6",
	.verbs = {
		[VERB_ADD] = "record a call to a child's family",
		[VERB_LIST] = "list calls to families",
	},
	.plural = "contacts", .summary = "a call to a child's family",
	.flags = KIND_STORED | KIND_FILE, .fields = fields, .at = "made_at",
	.subject = "pupil", .child = "pupil",
	.check = check, .questions = questions };
