/* SPDX-License-Identifier: ISC */
#include "model/kind.h"
#include "model/rec/rec_inside.h"

/*
 * A child missing from school, home or care, from when it was noticed until
 * the DSL has considered the risk and how to prevent the next time (policy
 * 32.4).
 */

static const char *const words_from[] = { "school", "home", "care", "family",
	NULL };

static const struct field fields[] = {
	{ .name = "pupil", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Pupil",
	    .help = "The child.", .refs = "pupil",
	    .why = "somebody is missing" },
	{ .name = "missing_from", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Missing from",
	    .help = "From where; family: the whole family is.",
	    .words = words_from,
	    .why = "whom to tell depends on it (policy 32.3)" },
	{ .name = "noticed_at", .type = FIELD_TIME,
	    .flags = FIELD_REQUIRED | FIELD_PAST | FIELD_COLUMN,
	    .label = "Noticed", .help = "When it was noticed.",
	    .why = "the clocks run from it (policy 32.4)" },
	{ .name = "noticed_by", .type = FIELD_REF,
	    .flags = FIELD_OR_ROLE | FIELD_OR_NAME, .label = "By",
	    .help = "Who noticed it.", .refs = "person" },
	{ .name = "last_seen_at", .type = FIELD_TIME,
	    .flags = FIELD_PAST | FIELD_PROGRESS, .label = "Last seen",
	    .help = "When the child was last seen." },
	{ .name = "last_seen", .type = FIELD_TEXT,
	    .flags = FIELD_SENSITIVE | FIELD_PROGRESS, .label = "Where",
	    .help = "Where, with whom, in what clothes." },
	{ .name = "dsl_told_at", .type = FIELD_TIME,
	    .flags = FIELD_PAST | FIELD_PROGRESS | FIELD_COLUMN,
	    .label = "DSL told", .help = "When the DSL was told." },
	{ .name = "ews_told_at", .type = FIELD_TIME,
	    .flags = FIELD_PAST | FIELD_PROGRESS | FIELD_COLUMN,
	    .label = "EWS told",
	    .help = "When the Education Welfare Service was told." },
	{ .name = "parents_told_at", .type = FIELD_TIME,
	    .flags = FIELD_PAST | FIELD_PROGRESS, .label = "Parents told",
	    .help = "When parents or carers were told." },
	{ .name = "police_told_at", .type = FIELD_TIME,
	    .flags = FIELD_PAST | FIELD_PROGRESS | FIELD_COLUMN,
	    .label = "Police told", .help = "When the police were told." },
	{ .name = "police_reference", .type = FIELD_LINE,
	    .flags = FIELD_PROGRESS, .label = "Police reference",
	    .help = "The number the police gave." },
	{ .name = "actions", .type = FIELD_TEXT,
	    .flags = FIELD_SENSITIVE | FIELD_PROGRESS, .label = "Actions",
	    .help = "What was done to find the child." },
	{ .name = "found_at", .type = FIELD_TIME,
	    .flags = FIELD_PAST | FIELD_PROGRESS | FIELD_COLUMN,
	    .label = "Found", .help = "When the child was found." },
	{ .name = "found", .type = FIELD_TEXT,
	    .flags = FIELD_SENSITIVE | FIELD_PROGRESS, .label = "How",
	    .help = "Where and how, and what the child said." },
	{ .name = "risk", .type = FIELD_TEXT,
	    .flags = FIELD_SENSITIVE | FIELD_PROGRESS, .label = "Risk",
	    .help = "The DSL's view of the risk of abuse, neglect and "
		    "exploitation." },
	{ .name = "prevention", .type = FIELD_TEXT,
	    .flags = FIELD_SENSITIVE | FIELD_PROGRESS,
	    .label = "Prevention",
	    .help = "The DSL's view of how to prevent the next time." },
	{ .name = "considered_at", .type = FIELD_TIME,
	    .flags = FIELD_PAST | FIELD_PROGRESS, .label = "Considered",
	    .help = "When the DSL considered both." },
	{ .name = "considered_by", .type = FIELD_REF,
	    .flags = FIELD_OR_ROLE | FIELD_OR_NAME | FIELD_PROGRESS,
	    .label = "By", .help = "Which DSL.", .refs = "person" },
	{ .name = "concern", .type = FIELD_REF, .flags = FIELD_PROGRESS,
	    .label = "Concern", .help = "The concern it led to.",
	    .refs = "concern" },
	FIELDS_STORED
};

static bool
has(const struct json *c, const char *field)
{
	return json_get(c, 0, field) >= 0;
}

static int
check(const struct json *c, struct err *err)
{
	if (has(c, "considered_at") && !has(c, "risk"))
		return rec_lacks(err, "risk",
		    "The DSL's consideration needs the view of the risk of "
		    "abuse, neglect and exploitation (risk): policy 32.4.");
	if (has(c, "considered_at") && !has(c, "prevention"))
		return rec_lacks(err, "prevention",
		    "The DSL's consideration needs the view of how to "
		    "prevent the next time (prevention): policy 32.4.");
	if ((has(c, "risk") || has(c, "prevention")) &&
	    !has(c, "considered_at"))
		return rec_lacks(err, "considered_at",
		    "Say when the DSL considered it (considered_at).");
	if (kind_in_order(c, json_get(c, 0, "last_seen_at"),
		json_get(c, 0, "noticed_at"), "last_seen_at",
		"The child was last seen after it was noticed missing.",
		err) == -1)
		return -1;
	return kind_in_order(c, json_get(c, 0, "noticed_at"),
	    json_get(c, 0, "found_at"), "found_at",
	    "The child was found before it was noticed missing.", err);
}

static const char *
state(const struct json *c)
{
	if (!has(c, "found_at"))
		return "missing";
	return has(c, "considered_at") ? "closed" : "found";
}

static const struct question questions[] = {
	{ .field = "pupil" },
	{ .field = "missing_from", .preset = "school" },
	{ .field = "noticed_at" },
	{ .field = "noticed_by" },
	{ .field = "last_seen_at" },
	{ .field = "last_seen" },
	{ .field = "dsl_told_at" },
	{ .field = "ews_told_at" },
	{ .field = "parents_told_at" },
	{ .field = "police_told_at" },
	{ .field = "police_reference" },
	{ .field = "actions" },
	{ .field = "found_at" },
	{ .field = "found" },
	{ .field = NULL }
};

const struct kind kind_missing = { .name = "missing", .prefix = "4",
	.verbs = {
		[VERB_SHOW] = "show a missing episode",
		[VERB_AMEND] =
		    "go on with a missing episode: told, found, considered",
	},
	.plural = "missing episodes",
	.summary = "a child missing from school, home or care",
	.flags = KIND_STORED | KIND_FILE, .fields = fields, .search = true,
	.at = "noticed_at", .subject = "pupil", .child = "pupil",
	.about = "concern", .check = check,
	.state = state, .closed = "closed", .questions = questions };

static const char *const words_clock[] = { "dsl", "ews", "parents", "police",
	"found", "considered", NULL };

static const struct field clock_fields[] = {
	{ .name = "missing", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Episode", .help = "Which one.", .refs = "missing" },
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .help = "The child.", .refs = "pupil" },
	{ .name = "step", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Step", .help = "Whom to tell, or what to do.",
	    .words = words_clock },
	{ .name = "since", .type = FIELD_TIME, .flags = FIELD_COLUMN,
	    .label = "Since", .help = "When the clock started." },
	{ .name = "at", .type = FIELD_TIME, .flags = FIELD_COLUMN,
	    .label = "Done", .help = "When it was done; absent: not yet." },
	{ .name = "minutes", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Minutes",
	    .help = "From the start until then, or until now." },
	{ .name = "open", .type = FIELD_BOOL, .flags = FIELD_COLUMN,
	    .label = "Open", .help = "Whether it is still to be done." },
	{ .name = NULL }
};

const struct kind kind_clock = { .name = "clock", .plural = "clocks",
	.summary = "how long a step took since a child was missed",
	.flags = KIND_ANSWER, .fields = clock_fields };
