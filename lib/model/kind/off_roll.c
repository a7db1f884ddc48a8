/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

/*
 * A pupil taken off the roll: what was said, what was looked into, who was
 * told, and where the child's folder went (policy 32.5 and 32.6).
 */

static const char *const words_ground[] = { "home-education",
	"extended-holiday", "moving-away", "other-school",
	"permanent-exclusion", "age", "detained", "death", "not-found",
	"other", NULL };

static const struct field check_fields[] = {
	{ .name = "what", .type = FIELD_TEXT,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE, .label = "What",
	    .help = "What was looked into, and what came of it.",
	    .why = "a check says what was looked into" },
	{ .name = "on", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_PAST, .label = "On",
	    .help = "On which day.", .why = "a check has its day" },
	{ .name = "by", .type = FIELD_REF,
	    .flags = FIELD_OR_ROLE | FIELD_OR_NAME, .label = "By",
	    .help = "By whom.", .refs = "person" },
	{ .name = NULL }
};

static const struct field partner_fields[] = {
	{ .name = "agency", .type = FIELD_LINE, .flags = FIELD_REQUIRED,
	    .label = "Agency", .help = "Which; ews for the Education "
				       "Welfare Service.",
	    .why = "the record says who is told (policy 32.6)" },
	{ .name = "told_at", .type = FIELD_TIME, .flags = FIELD_PAST,
	    .label = "Told", .help = "When; absent: still to be told." },
	{ .name = "method", .type = FIELD_LINE, .label = "Method",
	    .help = "By telephone, by form, …" },
	{ .name = NULL }
};

static const struct field form_fields[] = {
	{ .name = "form", .type = FIELD_LINE, .flags = FIELD_REQUIRED,
	    .label = "Form", .help = "Which form.",
	    .why = "the record says which forms (policy 32.6)" },
	{ .name = "done_on", .type = FIELD_DATE, .flags = FIELD_PAST,
	    .label = "Done", .help = "When; absent: still to be done." },
	{ .name = NULL }
};

static const struct field fields[] = {
	{ .name = "pupil", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Pupil",
	    .help = "The child.", .refs = "pupil",
	    .why = "a child is taken off the roll" },
	{ .name = "ground", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Ground",
	    .help = "Why the child leaves the roll.",
	    .words = words_ground,
	    .why = "the register may lose a name only on a ground "
		   "(SI 2024/208, regulation 9)" },
	{ .name = "told_on", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_PAST | FIELD_COLUMN,
	    .label = "Told", .help = "The day the school was told of it.",
	    .why = "monitoring begins on that day (policy 32.5)" },
	{ .name = "told_by", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "Told by", .help = "Who told the school." },
	{ .name = "leaving_date", .type = FIELD_DATE,
	    .flags = FIELD_PROGRESS | FIELD_COLUMN, .label = "Last day",
	    .help = "The last day on the roll." },
	{ .name = "to", .type = FIELD_LINE,
	    .flags = FIELD_SENSITIVE | FIELD_PROGRESS, .label = "To",
	    .help = "The new school, address or country." },
	{ .name = "checks", .type = FIELD_OBJECT,
	    .flags = FIELD_MANY | FIELD_PROGRESS, .label = "Checks",
	    .help = "What was looked into (policy 32.5).",
	    .sub = check_fields },
	{ .name = "partners", .type = FIELD_OBJECT,
	    .flags = FIELD_MANY | FIELD_PROGRESS, .label = "Partners",
	    .help = "The agencies to tell, ews among them.",
	    .sub = partner_fields },
	{ .name = "forms", .type = FIELD_OBJECT,
	    .flags = FIELD_MANY | FIELD_PROGRESS, .label = "Forms",
	    .help = "The forms to complete.", .sub = form_fields },
	{ .name = "folder_to", .type = FIELD_LINE,
	    .flags = FIELD_SENSITIVE | FIELD_PROGRESS, .label = "Folder to",
	    .help = "Who has the child's folder now." },
	{ .name = "folder_on", .type = FIELD_DATE,
	    .flags = FIELD_PAST | FIELD_PROGRESS, .label = "Folder passed",
	    .help = "When it was passed on." },
	{ .name = "note", .type = FIELD_TEXT,
	    .flags = FIELD_SENSITIVE | FIELD_PROGRESS, .label = "Note",
	    .help = "Anything else." },
	{ .name = "closed_on", .type = FIELD_DATE,
	    .flags = FIELD_PAST | FIELD_PROGRESS | FIELD_COLUMN,
	    .label = "Closed", .help = "When all of it was done." },
	FIELDS_STORED
};

/* An entry of a list without a member; with one, when is is given, that. */
static bool
lists(const struct json *c, const char *list, const char *member,
    const char *is)
{
	int t = json_get(c, 0, list), e;

	for (e = t < 0 ? -1 : json_first(c, t); e >= 0;
	     e = json_after(c, t, e)) {
		int m = json_get(c, e, member);

		if (is == NULL ? m < 0 : m >= 0 && json_is(c, m, is))
			return true;
	}
	return false;
}

/* Whether a list has a member of a later day. */
static bool
lists_later(const struct json *c, const char *list, const char *member,
    int closed)
{
	int t = json_get(c, 0, list), e;
	struct err ignored;

	for (e = t < 0 ? -1 : json_first(c, t); e >= 0;
	     e = json_after(c, t, e))
		if (kind_in_order(c, json_get(c, e, member), closed, member,
		    "", &ignored) == -1)
			return true;
	return false;
}

static int
not_yet(struct err *err, const char *field, const char *sentence)
{
	err_set(err, ST_DATA, "not-yet", "%s", sentence);
	return err_field(err, field);
}

/* Not before all of it is done (policy 32.5, 32.6). */
static int
check_closed(const struct json *c, struct err *err)
{
	if (json_get(c, 0, "checks") < 0)
		return not_yet(err, "checks",
		    "This cannot be closed before the school has looked into "
		    "what it was told (checks): policy 32.5.");
	if (!lists(c, "partners", "agency", "ews"))
		return not_yet(err, "partners",
		    "This cannot be closed before the Education Welfare "
		    "Service is told (partners: ews): policy 32.6.");
	if (lists(c, "partners", "told_at", NULL))
		return not_yet(err, "partners",
		    "This cannot be closed before every partner is told "
		    "(partners: told_at): policy 32.6.");
	if (json_get(c, 0, "forms") < 0 ||
	    lists(c, "forms", "done_on", NULL))
		return not_yet(err, "forms",
		    "This cannot be closed before the forms are completed "
		    "(forms: done_on): policy 32.6.");
	if (json_get(c, 0, "folder_to") < 0 ||
	    json_get(c, 0, "folder_on") < 0)
		return not_yet(err, "folder_to",
		    "This cannot be closed before the child's folder is "
		    "passed on (folder_to, folder_on): policy 32.6.");
	if (json_get(c, 0, "leaving_date") < 0)
		return not_yet(err, "leaving_date",
		    "This cannot be closed without the last day on the roll "
		    "(leaving_date).");
	return 0;
}

/* Nor on a day before it was. */
static int
check_days(const struct json *c, int closed, struct err *err)
{
	if (lists_later(c, "partners", "told_at", closed))
		return not_yet(err, "closed_on",
		    "It was closed before every partner was told "
		    "(partners: told_at): policy 32.6.");
	if (lists_later(c, "forms", "done_on", closed))
		return not_yet(err, "closed_on",
		    "It was closed before the forms were completed (forms: "
		    "done_on): policy 32.6.");
	if (kind_in_order(c, json_get(c, 0, "folder_on"), closed,
	    "closed_on", "It was closed before the child's folder was passed "
	    "on (folder_on): policy 32.6.", err) == -1)
		return -1;
	return kind_in_order(c, json_get(c, 0, "leaving_date"), closed,
	    "closed_on", "It was closed before the last day on the roll "
	    "(leaving_date): policy 32.5.", err);
}

static int
check(const struct json *c, struct err *err)
{
	int closed = json_get(c, 0, "closed_on");

	if (closed >= 0 && (check_closed(c, err) == -1 ||
	    check_days(c, closed, err) == -1))
		return -1;
	return kind_in_order(c, json_get(c, 0, "told_on"), closed,
	    "closed_on", "It was closed before the school was told.", err);
}

static const char *
state(const struct json *c)
{
	return json_get(c, 0, "closed_on") >= 0 ? "closed" : "open";
}

static const struct question questions[] = {
	{ .field = "pupil" },
	{ .field = "ground" },
	{ .field = "told_on" },
	{ .field = "told_by" },
	{ .field = "leaving_date" },
	{ .field = "to" },
	{ .field = "checks" },
	{ .field = "partners" },
	{ .field = "forms" },
	{ .field = "note" },
	{ .field = NULL }
};

const struct kind kind_off_roll = { .name = "off-roll", .prefix = "7",
	.verbs = {
		[VERB_LIST] = "list removals from the roll",
		[VERB_SHOW] = "show a removal from the roll",
		[VERB_AMEND] =
		    "go on with, correct or close a removal from the roll",
	},
	.plural = "removals from the roll",
	.summary = "a pupil taken off the roll, and who was told",
	.flags = KIND_STORED | KIND_FILE, .fields = fields, .at = "told_on",
	.subject = "pupil", .child = "pupil", .check = check, .state = state,
	.closed = "closed", .questions = questions };
