/* SPDX-License-Identifier: ISC */
#include "model/kind.h"
#include "model/rec/rec_inside.h"

static const char *const words_decision[] = { "shared", "withheld", NULL };

static const struct field fields[] = {
	{ .name = "what", .type = FIELD_TEXT,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE, .label = "What",
	    .help = "What was shared.",
	    .why = "the record of sharing says what was shared "
		   "(policy 10.1)" },
	{ .name = "with", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE | FIELD_COLUMN,
	    .label = "With", .help = "With whom.",
	    .why = "the record of sharing says with whom (policy 10.1)" },
	{ .name = "when", .type = FIELD_TIME,
	    .flags = FIELD_REQUIRED | FIELD_PAST | FIELD_COLUMN,
	    .label = "When", .help = "When.",
	    .why = "the record of sharing says when (policy 10.1)" },
	{ .name = "by", .type = FIELD_REF,
	    .flags = FIELD_OR_ROLE | FIELD_OR_NAME, .label = "By",
	    .help = "Who shared it.", .refs = "person" },
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .help = "The child.", .refs = "pupil" },
	{ .name = "concern", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Concern", .help = "The concern.", .refs = "concern" },
	{ .name = "why", .type = FIELD_TEXT,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE, .label = "Why",
	    .help = "Why the other needed to know.",
	    .why = "information is shared with those who need to know, and "
		   "the record says why (policy 10.1)" },
	{ .name = "consent", .type = FIELD_WORD, .label = "Consent",
	    .help = "Whether consent was given.", .words = words_consent },
	{ .name = "no_consent_reason", .type = FIELD_WORD,
	    .label = "Why without",
	    .help = "Why it was shared without consent.",
	    .words = words_no_consent },
	{ .name = "lawful_basis", .type = FIELD_CODE,
	    .label = "Lawful basis",
	    .help = "The basis in UK GDPR, or the duty to share.",
	    .list = "lawful_basis" },
	{ .name = "special_category", .type = FIELD_CODE,
	    .label = "Special category",
	    .help = "The condition on which health, religion and the like "
	    "were shared.", .list = "special_category" },
	{ .name = "decision", .type = FIELD_WORD, .label = "Decision",
	    .help = "Withheld, where telling would have harmed the child "
	    "more: with is then who asked, and why says so; else shared.",
	    .words = words_decision },
	{ .name = "method", .type = FIELD_LINE, .label = "Method",
	    .help = "By telephone, secure e-mail, …" },
	{ .name = "agency", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Agency", .help = "The other's agency." },
	FIELDS_STORED
};

static int
check(const struct json *c, struct err *err)
{
	int consent = json_get(c, 0, "consent");

	if (consent >= 0 && !json_is(c, consent, "given") &&
	    !json_is(c, json_get(c, 0, "decision"), "withheld") &&
	    json_get(c, 0, "no_consent_reason") < 0)
		return rec_lacks(err, "no_consent_reason",
		    "Sharing without consent needs the reason "
		    "(no_consent_reason): policy 10.");
	return 0;
}

static const char *const about[] = { "pupil", "concern", NULL };

static const struct question questions[] = {
	{ .field = "pupil" },
	{ .field = "concern" },
	{ .field = "what" },
	{ .field = "with" },
	{ .field = "agency" },
	{ .field = "when" },
	{ .field = "by" },
	{ .field = "why" },
	{ .field = "method" },
	{ .field = "consent" },
	{ .field = "no_consent_reason" },
	{ .field = "lawful_basis" },
	{ .field = "special_category" },
	{ .field = "decision" },
	{ .field = NULL }
};

const struct kind kind_share = { .name = "share", .prefix = "H",
	.verbs = {
		[VERB_ADD] = "record what was shared, with whom and when",
		[VERB_LIST] = "list records of sharing",
		[VERB_SHOW] = "show a record of sharing",
		[VERB_AMEND] = "put a record of sharing right",
	},
	.plural = "shares", .summary = "the record of what was shared",
	.flags = KIND_STORED | KIND_FILE, .fields = fields, .search = true,
	.at = "when", .child = "pupil", .about = "concern", .one_of = about,
	.check = check,
	.questions = questions };
