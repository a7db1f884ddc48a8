/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "model/kind.h"
#include "model/rec/rec_inside.h"

static const char *const words_state[] = { "to-make", "made", "answered",
	"closed", NULL };

static const struct field response_fields[] = {
	{ .name = "at", .type = FIELD_TIME,
	    .flags = FIELD_REQUIRED | FIELD_PAST, .label = "At",
	    .help = "When the agency answered.",
	    .why = "the clock of the answer stops there" },
	{ .name = "by", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "By", .help = "Who answered." },
	{ .name = "decision", .type = FIELD_TEXT, .flags = FIELD_SENSITIVE,
	    .label = "Decision", .help = "What the agency decided." },
	{ .name = NULL }
};

static const struct field fields[] = {
	{ .name = "concern", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Concern", .help = "What it is about.",
	    .refs = "concern" },
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .help = "The child, where there is no concern.",
	    .refs = "pupil" },
	{ .name = "to", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "To",
	    .help = "Where it goes.", .words = words_to,
	    .why = "a referral goes somewhere" },
	{ .name = "reason", .type = FIELD_TEXT,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE, .label = "Reason",
	    .help = "Why it is made.",
	    .why = "a referral, made or not made, needs its reasons "
		   "(policy 8.1)" },
	{ .name = "made_at", .type = FIELD_TIME,
	    .flags = FIELD_PAST | FIELD_PROGRESS | FIELD_COLUMN,
	    .label = "Made", .help = "When the call was made." },
	{ .name = "by", .type = FIELD_REF,
	    .flags = FIELD_OR_ROLE | FIELD_OR_NAME | FIELD_PROGRESS,
	    .label = "By", .help = "Who made it.", .refs = "person" },
	{ .name = "state", .type = FIELD_WORD,
	    .flags = FIELD_FRESH | FIELD_PROGRESS | FIELD_COLUMN,
	    .label = "State", .help = "How far it is.",
	    .words = words_state },
	{ .name = "method", .type = FIELD_LINE, .flags = FIELD_PROGRESS,
	    .label = "Method", .help = "By telephone, by form, …" },
	{ .name = "reference", .type = FIELD_LINE, .flags = FIELD_PROGRESS,
	    .label = "Reference", .help = "The agency's own number." },
	{ .name = "consent", .type = FIELD_WORD, .flags = FIELD_PROGRESS,
	    .label = "Consent", .help = "Whether consent was given.",
	    .words = words_consent },
	{ .name = "no_consent_reason", .type = FIELD_WORD,
	    .flags = FIELD_PROGRESS, .label = "Why without",
	    .help = "Why it is made without consent.",
	    .words = words_no_consent },
	{ .name = "parents_told", .type = FIELD_BOOL,
	    .flags = FIELD_PROGRESS, .label = "Parents told",
	    .help = "Whether parents know of the referral." },
	{ .name = "parent_exception", .type = FIELD_WORD,
	    .flags = FIELD_PROGRESS, .label = "Why not told",
	    .help = "Why parents were not told.",
	    .words = words_parent_risk },
	{ .name = "context_info", .type = FIELD_TEXT,
	    .flags = FIELD_SENSITIVE | FIELD_PROGRESS, .label = "Context",
	    .help = "Places, peers and transport outside the home." },
	{ .name = "ht_informed_at", .type = FIELD_TIME,
	    .flags = FIELD_PAST | FIELD_PROGRESS, .label = "Head told",
	    .help = "When the headteacher was told of it." },
	{ .name = "response", .type = FIELD_OBJECT, .flags = FIELD_PROGRESS,
	    .label = "Response", .help = "What the agency answered.",
	    .sub = response_fields },
	{ .name = "outcome", .type = FIELD_TEXT,
	    .flags = FIELD_SENSITIVE | FIELD_PROGRESS, .label = "Outcome",
	    .help = "What came of it." },
	{ .name = "closed_at", .type = FIELD_TIME,
	    .flags = FIELD_PAST | FIELD_PROGRESS, .label = "Closed",
	    .help = "When it was closed." },
	{ .name = "due_at", .type = FIELD_TIME, .flags = FIELD_COLUMN,
	    .label = "Due", .help = "By when the route says it is made." },
	{ .name = "rule", .type = FIELD_LINE, .flags = FIELD_PLAIN,
	    .label = "Rule", .help = "The rule it came from." },
	FIELDS_STORED
};

static int
check(const struct json *c, struct err *err)
{
	int consent = json_get(c, 0, "consent");
	int told = json_get(c, 0, "parents_told");
	int state = json_get(c, 0, "state");
	bool made = json_get(c, 0, "made_at") >= 0;

	if (json_get(c, 0, "concern") < 0 && json_get(c, 0, "pupil") < 0)
		return rec_lacks(err, "concern",
		    "A referral needs the concern or the pupil it is about.");
	if (made && json_get(c, 0, "by") < 0)
		return rec_lacks(err, "by",
		    "A referral that was made must say who made it (by).");
	if (!made && state >= 0 && !json_is(c, state, "to-make") &&
	    !json_is(c, state, "closed"))
		return rec_lacks(err, "made_at",
		    "A referral is made only when somebody says when "
		    "(made_at) and by whom (by).");
	if (!made && json_get(c, 0, "response") >= 0)
		return rec_lacks(err, "made_at",
		    "An answer needs the referral it answers: say when it "
		    "was made (made_at).");
	if (state >= 0 && json_is(c, state, "answered") &&
	    json_get(c, 0, "response") < 0)
		return rec_lacks(err, "response",
		    "An answered referral needs the answer (response: at, "
		    "by, decision).");
	if (state >= 0 && json_is(c, state, "closed") &&
	    json_get(c, 0, "outcome") < 0)
		return rec_lacks(err, "outcome",
		    "A closed referral needs what came of it (outcome).");
	if (consent >= 0 && !json_is(c, consent, "given") &&
	    json_get(c, 0, "no_consent_reason") < 0)
		return rec_lacks(err, "no_consent_reason",
		    "A referral without consent needs the reason "
		    "(no_consent_reason): policy 10.");
	if (told >= 0 && json_type(c, told) == JSON_FALSE &&
	    json_get(c, 0, "parent_exception") < 0)
		return rec_lacks(err, "parent_exception",
		    "Parents are told of a referral unless there is an "
		    "exception; say which (parent_exception): policy 10.4.");
	return kind_in_order(c, json_get(c, 0, "made_at"),
	    json_get(c, 0, "closed_at"), "closed_at",
	    "The referral was closed before it was made.", err);
}

static const char *
state(const struct json *c)
{
	int given = json_get(c, 0, "state");

	if (json_get(c, 0, "closed_at") >= 0 ||
	    (given >= 0 && json_is(c, given, "closed")))
		return "closed";
	if (json_get(c, 0, "response") >= 0)
		return "answered";
	return json_get(c, 0, "made_at") >= 0 ? "made" : "to-make";
}

static int
move(const char *before, const struct json *referral,
    const struct json *concern, const char **next, struct err *err)
{
	(void)concern;
	(void)err;
	*next = NULL;
	if (json_get(referral, 0, "made_at") >= 0 &&
	    (strcmp(before, "reported") == 0 ||
		strcmp(before, "triaged") == 0 ||
		strcmp(before, "action") == 0))
		*next = "referral";
	return 0;
}

static const struct question questions[] = {
	{ .field = "concern" },
	{ .field = "pupil", .unless = "concern" },
	{ .field = "to" },
	{ .field = "reason" },
	{ .field = "made_at" },
	{ .field = "by" },
	{ .field = "method" },
	{ .field = "reference" },
	{ .field = "consent" },
	{ .field = "no_consent_reason" },
	{ .field = "parents_told" },
	{ .field = "parent_exception" },
	{ .field = "context_info" },
	{ .field = "ht_informed_at" },
	{ .field = NULL }
};

/* Of whoever it goes to inside the school, and of whoever made it. */
static const char *const mine[] = { "to", "by", NULL };

const struct kind kind_referral = { .name = "referral", .prefix = "R",
	.verbs = {
		[VERB_SHOW] = "show a referral",
		[VERB_AMEND] =
		    "say that a referral was made, answered or closed",
	},
	.plural = "referrals", .summary = "a referral, made or to be made",
	.flags = KIND_STORED | KIND_FILE, .fields = fields,
	.search = true, .at = "made_at",
	.child = "pupil", .about = "concern", .mine = mine,
	.check = check, .state = state, .closed = "closed",
	.moves = "concern", .move = move,
	.questions = questions };
