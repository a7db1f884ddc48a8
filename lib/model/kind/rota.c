/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

/* Who of the safeguarding team is on site, and when (policy 8.1). */

static const char *const words_weekday[] = { "monday", "tuesday",
	"wednesday", "thursday", "friday", NULL };

static const struct field fields[] = {
	{ .name = "person", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Person",
	    .help = "The adult on duty.", .refs = "person",
	    .why = "somebody is on duty" },
	{ .name = "date", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Date",
	    .help = "The day; with to, the first one.",
	    .why = "a DSL is on site on every day of term time "
		   "(policy 8.1)" },
	{ .name = "to", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "To", .help = "The last day, where it is several." },
	{ .name = "days", .type = FIELD_WORD,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Days",
	    .help = "Of several days only these weekdays; all when absent.",
	    .words = words_weekday },
	{ .name = "sessions", .type = FIELD_WORD,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Sessions",
	    .help = "Only these sessions; the whole day when absent.",
	    .words = words_session },
	{ .name = "on_site", .type = FIELD_BOOL, .flags = FIELD_COLUMN,
	    .label = "On site", .help = "No: away after all, or to be "
	    "reached by telephone only; yes when absent." },
	{ .name = "note", .type = FIELD_LINE, .label = "Note",
	    .help = "Where to find or reach them." },
	FIELDS_STORED
};

static int
check(const struct json *c, struct err *err)
{
	return kind_in_order(c, json_get(c, 0, "date"), json_get(c, 0, "to"),
	    "to", "The last day is before the first.", err);
}

static const struct question questions[] = {
	{ .field = "person" },
	{ .field = "date" },
	{ .field = "to" },
	{ .field = "days" },
	{ .field = "sessions" },
	{ .field = "on_site", .preset = "true" },
	{ .field = "note" },
	{ .field = NULL }
};

static const char *const mine[] = { "person", NULL };

const struct kind kind_rota = { .name = "rota", .prefix = "X",
	.verbs = {
		[VERB_ADD] = "record who of the DSLs is on site",
		[VERB_LIST] = "list duties of the DSLs",
		[VERB_AMEND] = "amend duties of the DSLs",
	},
	.plural = "duties", .summary = "a DSL's duty on site",
	.flags = KIND_STORED, .fields = fields, .at = "date", .ends = "to",
	.subject = "person", .mine = mine, .check = check,
	.questions = questions };
