/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/text/text.h"
#include "model/kind.h"
#include "model/rec/rec_inside.h"

static const char *const words_type[] = { "read", "note", "decision",
	"parent-contact", "child-view", "assign", "support", "separation",
	"risk-assessment", "resolve", "reopen", NULL };

static const char *const words_decision[] = { "refer", "not-refer",
	"early-help", "monitor", "none", NULL };

static const struct field fields[] = {
	{ .name = "concern", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Concern",
	    .help = "What it is about.", .refs = "concern",
	    .why = "an action belongs to a concern" },
	{ .name = "type", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Type",
	    .help = "What was done.", .words = words_type,
	    .why = "the state of the concern follows from it" },
	{ .name = "text", .type = FIELD_TEXT,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE, .label = "Text",
	    .help = "What was done, by whom and with what outcome.",
	    .why = "every action is written down (policy 8.1)" },
	{ .name = "decision", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Decision", .help = "What was decided.",
	    .words = words_decision },
	{ .name = "rationale", .type = FIELD_TEXT, .flags = FIELD_SENSITIVE,
	    .label = "Rationale",
	    .help = "Why; required with every decision." },
	{ .name = "agency", .type = FIELD_WORD, .label = "Agency",
	    .help = "The place it was about, also one not referred to.",
	    .words = words_to },
	{ .name = "consulted", .type = FIELD_LINE,
	    .flags = FIELD_MANY | FIELD_SENSITIVE, .label = "Consulted",
	    .help = "Who was asked." },
	{ .name = "outcome", .type = FIELD_TEXT, .flags = FIELD_SENSITIVE,
	    .label = "Outcome", .help = "What came of it." },
	{ .name = "due", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "Due", .help = "When it is to be looked at again." },
	FIELDS_STORED
};

static int
check(const struct json *c, struct err *err)
{
	int type = json_get(c, 0, "type");

	if (json_is(c, type, "decision") && json_get(c, 0, "decision") < 0)
		return rec_lacks(err, "decision",
		    "A decision must say what was decided: refer, not-refer, "
		    "early-help, monitor or none.");
	if (json_get(c, 0, "decision") >= 0 &&
	    json_get(c, 0, "rationale") < 0)
		return rec_lacks(err, "rationale",
		    "A decision needs its reasons (rationale), also one not "
		    "to refer: policy 8.1.");
	return 0;
}

/* Words that may not close a concern of sexual harm (policy 29.4). */
static const char *const dismissals[] = { "banter", "having a laugh",
	"part of growing up", "boys being boys", "boys will be boys",
	"just normal", "normal behaviour", NULL };

static const char *const sexual[] = { "sexual-violence",
	"sexual-harassment", "harmful-sexual-behaviour", "upskirting",
	"nudes", NULL };

static bool
dismisses(const struct json *action, const char *name)
{
	struct buf text = BUF_INIT, folded = BUF_INIT;
	bool found = false;
	const char *s;
	size_t n;
	int t = json_get(action, 0, name);

	if (t < 0)
		return false;
	s = json_text(action, t, &text, &n);
	text_lower(&folded, s, n);
	for (size_t i = 0; !found && dismissals[i] != NULL; i++)
		found = strstr(buf_str(&folded), dismissals[i]) != NULL;
	buf_release(&text);
	buf_release(&folded);
	return found;
}

static bool
of_sexual_harm(const struct json *concern)
{
	int list = json_get(concern, 0, "categories");

	if (list < 0)
		return false;
	for (int t = json_first(concern, list); t >= 0;
	     t = json_after(concern, list, t)) {
		for (size_t i = 0; sexual[i] != NULL; i++) {
			if (json_is(concern, t, sexual[i]))
				return true;
		}
	}
	return false;
}

static int
resolve(const char *state, const struct json *a, const struct json *concern,
    struct err *err)
{
	if (strcmp(state, "reported") == 0)
		return err_set(err, ST_DATA, "state",
		    "This concern has not been read and decided on yet. "
		    "Record a decision with its reasons first.");
	if (strcmp(state, "triaged") == 0 && json_get(a, 0, "decision") < 0)
		return err_set(err, ST_DATA, "state",
		    "Nothing has been done about this concern since it was "
		    "read. Say with this step what was decided and why "
		    "(decision, rationale) to resolve it.");
	if ((strcmp(state, "action") == 0 ||
		strcmp(state, "referral") == 0) &&
	    json_get(a, 0, "outcome") < 0)
		return err_set(err, ST_DATA, "state",
		    "This concern has had no follow-up. Record what came of "
		    "it (outcome) to resolve it.");
	if (of_sexual_harm(concern) &&
	    (dismisses(a, "text") || dismisses(a, "outcome") ||
		dismisses(a, "rationale")))
		return err_set(err, ST_DATA, "dismissal",
		    "Sexual harm between children is never closed as banter "
		    "or as normal (policy 29.4). Say what was found and "
		    "done.");
	return 0;
}

static int
move(const char *state, const struct json *a, const struct json *concern,
    const char **next, struct err *err)
{
	int type = json_get(a, 0, "type");

	*next = NULL;
	if (json_is(a, type, "note"))
		return 0;
	if (strcmp(state, "resolved") == 0) {
		if (json_is(a, type, "reopen")) {
			*next = "follow-up";
			return 0;
		}
		if (json_is(a, type, "read"))
			return 0;
		return err_set(err, ST_DATA, "state",
		    "This concern is resolved. Reopen it (type reopen) "
		    "before anything else is done about it.");
	}
	if (json_is(a, type, "reopen"))
		return err_set(err, ST_DATA, "state",
		    "This concern is still open: there is nothing to "
		    "reopen.");
	if (json_is(a, type, "resolve")) {
		if (resolve(state, a, concern, err) == -1)
			return -1;
		*next = "resolved";
	} else if (json_is(a, type, "read") || json_is(a, type, "assign") ||
	    json_is(a, type, "decision")) {
		if (strcmp(state, "reported") == 0)
			*next = "triaged";
	} else if (strcmp(state, "reported") == 0 ||
	    strcmp(state, "triaged") == 0) {
		*next = "action";
	} else {
		*next = "follow-up";
	}
	return 0;
}

static const struct question questions[] = {
	{ .field = "concern" },
	{ .field = "type" },
	{ .field = "decision" },
	{ .field = "text" },
	{ .field = "rationale" },
	{ .field = "agency" },
	{ .field = "consulted" },
	{ .field = "outcome" },
	{ .field = "due" },
	{ .field = NULL }
};

/* Whoever recorded one with a day to look at it again, looks again. */
static const char *const mine[] = { "recorded_by", NULL };

const struct kind kind_action = { .name = "action", .prefix = "D",
	.verbs = {
		[VERB_LIST] = "list actions",
		[VERB_SHOW] = "show an action",
		[VERB_AMEND] = "put the record of an action right",
	},
	.plural = "actions", .summary = "what was done about a concern",
	.flags = KIND_STORED | KIND_FILE, .fields = fields, .search = true,
	.subject = "concern", .about = "concern",
	.mine = mine, .pending = "due",
	.check = check, .moves = "concern", .move = move,
	.questions = questions };
