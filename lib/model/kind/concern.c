/* SPDX-License-Identifier: ISC */
#include "model/kind.h"
#include "model/rec/rec_inside.h"
#include "model/number.h"

/*
 * The concern: contract section 2; what the policy makes compulsory is its
 * paragraphs 4.2 and Appendix 2.  There is no field for a leading question,
 * an investigation, an image or a promise of confidentiality.
 */

static const char *const words_source[] = { "child", "third-party",
	"behaviour", "injury", "encompass", "other", NULL };

static const char *const words_medium[] = { "paper", "electronic", NULL };

static const char *const words_category[] = { "neglect", "physical",
	"sexual", "emotional", "cse", "cce", "county-lines",
	"child-financial-abuse", "gangs", "serious-violence", "knife-crime",
	"cyber-exploitation", "cybercrime", "modern-slavery", "trafficking",
	"sexual-violence", "sexual-harassment", "harmful-sexual-behaviour",
	"child-on-child-violence", "upskirting", "nudes", "hazing",
	"bullying", "domestic-abuse", "teen-relationship-abuse",
	"missing-education", "missing-from-home", "persistent-absence",
	"honour-based-abuse", "fgm", "forced-marriage", "faith-abuse",
	"radicalisation", "online-content", "online-contact",
	"online-conduct", "online-commerce", "private-fostering",
	"homelessness", "parent-in-prison", "young-carer", "mental-health",
	"self-harm", "early-help", "staff-conduct", "other", NULL };

static const char *const words_as[] = { "victim", "alleged-perpetrator",
	"witness", "sibling", "other", NULL };

static const char *const words_context[] = { "home", "extra-familial",
	"school", "online", "transport", NULL };

static const char *const words_conduct_of[] = { "none", "child", "staff",
	"supply", "agency", "trainee", "volunteer", "contractor", "visitor",
	"committee-member", "chair", "headteacher", "hirer", NULL };

static const char *const words_harm_tests[] = { "harmed-child",
	"criminal-offence", "risk-of-harm", "unsuitable", NULL };

static const char *const words_harm[] = { "yes", "likely", "no", "unknown",
	NULL };

static const char *const words_cyber[] = { "dependent", "enabled", NULL };

static const struct field reporter_fields[] = {
	{ .name = "person", .type = FIELD_REF, .label = "Person",
	    .help = "The adult, by id, login or own reference.",
	    .refs = "person" },
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "Name", .help = "Name of somebody not on record." },
	{ .name = "role", .type = FIELD_LINE, .label = "Role",
	    .help = "What that person is at the school." },
	{ .name = NULL }
};

static const struct field injury_fields[] = {
	{ .name = "region", .type = FIELD_CODE, .flags = FIELD_REQUIRED,
	    .label = "Where", .help = "Part of the body.", .list = "region",
	    .why = "the place of an injury must be recorded exactly "
		   "(policy 4.2)" },
	{ .name = "side", .type = FIELD_CODE, .label = "Side",
	    .help = "The child's own left or right.", .list = "side" },
	{ .name = "view", .type = FIELD_CODE, .label = "View",
	    .help = "Seen from the front, back, left or right.",
	    .list = "view" },
	{ .name = "type", .type = FIELD_CODE, .label = "Kind",
	    .help = "Bruise, cut, burn, …", .list = "injury_type" },
	{ .name = "size_mm", .type = FIELD_INT, .label = "Size (mm)",
	    .help = "Longest measure in millimetres, as seen." },
	{ .name = "colour", .type = FIELD_LINE, .label = "Colour",
	    .help = "As seen." },
	{ .name = "account_given", .type = FIELD_TEXT,
	    .flags = FIELD_SENSITIVE, .label = "How, as told",
	    .help = "How it came about, in the child's words." },
	{ .name = NULL }
};

static const struct field linked_fields[] = {
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_REQUIRED,
	    .label = "Pupil", .help = "Another child involved.",
	    .refs = "pupil",
	    .why = "a link names a child" },
	{ .name = "as", .type = FIELD_WORD, .flags = FIELD_REQUIRED,
	    .label = "As", .help = "In which part.", .words = words_as,
	    .why = "the link means nothing without it" },
	{ .name = NULL }
};

static const struct field parents_fields[] = {
	{ .name = "told", .type = FIELD_BOOL, .label = "Told",
	    .help = "Whether parents have been told." },
	{ .name = "who", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "Who", .help = "Who was told." },
	{ .name = "when", .type = FIELD_TIME, .flags = FIELD_PAST,
	    .label = "When", .help = "When." },
	{ .name = "how", .type = FIELD_LINE, .label = "How",
	    .help = "By telephone, in person, …" },
	{ .name = "by", .type = FIELD_REF,
	    .flags = FIELD_OR_ROLE | FIELD_OR_NAME, .label = "By",
	    .help = "Who told them.", .refs = "person" },
	{ .name = NULL }
};

static const struct field care_fields[] = {
	{ .name = "carer_relation", .type = FIELD_CODE, .label = "Carer",
	    .help = "What the carer is to the child.",
	    .list = "carer_relation" },
	{ .name = "days", .type = FIELD_INT, .label = "Days",
	    .help = "How long it is meant to last; open-ended when absent." },
	{ .name = "planned_start", .type = FIELD_DATE, .label = "Start",
	    .help = "The day it begins or began." },
	{ .name = "disabled", .type = FIELD_BOOL, .label = "Disabled",
	    .help = "Whether the child is disabled." },
	{ .name = "arranged_by_la", .type = FIELD_BOOL, .label = "By the LA",
	    .help = "Whether the local authority arranged it." },
	{ .name = NULL }
};

static const char *const words_image[] = { "text", "image", "video",
	"live-stream", "ai-made", NULL };

static const char *const words_consensual[] = { "yes", "no", "unknown",
	NULL };

static const char *const words_intent[] = { "intentional", "malicious",
	"unknown", NULL };

static const struct field image_fields[] = {
	{ .name = "medium", .type = FIELD_WORD, .label = "Medium",
	    .help = "What it is; ai-made is made or altered by a machine.",
	    .words = words_image },
	{ .name = "consensual", .type = FIELD_WORD, .label = "Consensual",
	    .help = "Whether who is shown agreed.",
	    .words = words_consensual },
	{ .name = "self_generated", .type = FIELD_BOOL,
	    .label = "Self-generated",
	    .help = "Whether who is shown made it." },
	{ .name = "shared_where", .type = FIELD_LINE,
	    .flags = FIELD_SENSITIVE, .label = "Shared where",
	    .help = "Where it went: a site, a group, telephones." },
	{ .name = "intent", .type = FIELD_WORD, .label = "Intent",
	    .help = "With what intent it was shared.",
	    .words = words_intent },
	{ .name = NULL }
};

static const struct field fields[] = {
	{ .name = "account", .type = FIELD_TEXT,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE, .label = "Account",
	    .help = "What was seen or said, in the child's own words; kept "
		    "byte for byte.",
	    .why = "the record is of what was seen or said, in the child's "
		   "own words (policy 4.2)" },
	{ .name = "observed_at", .type = FIELD_TIME,
	    .flags = FIELD_REQUIRED | FIELD_PAST | FIELD_COLUMN,
	    .label = "Observed", .help = "Date and time of it.",
	    .why = "the record must be dated and timed (policy 4.2)" },
	{ .name = "place", .type = FIELD_LINE, .label = "Place",
	    .help = "Where it was seen or said." },
	{ .name = "source_person", .type = FIELD_LINE,
	    .flags = FIELD_SENSITIVE, .label = "Passed on by",
	    .help = "Who passed the information on." },
	{ .name = "passed_to", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_OR_ROLE | FIELD_COLUMN,
	    .label = "Passed to",
	    .help = "The person or role it was handed to.", .refs = "person",
	    .why = "the record must say to whom it was passed (policy 4.2)" },
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .help = "The child.", .refs = "pupil" },
	{ .name = "pupil_name", .type = FIELD_LINE,
	    .flags = FIELD_SENSITIVE, .label = "Child's name",
	    .help = "A child not matched to the roll yet." },
	{ .name = "reported_by", .type = FIELD_OBJECT, .label = "Reported by",
	    .help = "Who writes this; the caller when absent.",
	    .sub = reporter_fields },
	{ .name = "source", .type = FIELD_WORD, .label = "Source",
	    .help = "How it came to notice.", .words = words_source },
	{ .name = "medium", .type = FIELD_WORD, .label = "Medium",
	    .help = "Pink form on paper, or electronic.",
	    .words = words_medium },
	{ .name = "immediate_risk", .type = FIELD_BOOL,
	    .flags = FIELD_COLUMN, .label = "Immediate risk",
	    .help = "Whether the child is at immediate risk of harm." },
	{ .name = "disclosure", .type = FIELD_BOOL, .label = "Disclosure",
	    .help = "Whether the child told somebody." },
	{ .name = "said_at", .type = FIELD_TIME, .flags = FIELD_PAST,
	    .label = "Said at", .help = "When it was said." },
	{ .name = "said_where", .type = FIELD_LINE, .label = "Said where",
	    .help = "Where it was said." },
	{ .name = "present", .type = FIELD_LINE,
	    .flags = FIELD_MANY | FIELD_SENSITIVE, .label = "Present",
	    .help = "Who was there." },
	{ .name = "questions_asked", .type = FIELD_TEXT,
	    .flags = FIELD_MANY | FIELD_SENSITIVE,
	    .label = "Questions asked",
	    .help = "The clarifying questions, word for word." },
	{ .name = "demeanour", .type = FIELD_TEXT, .flags = FIELD_SENSITIVE,
	    .label = "Demeanour", .help = "How the child seemed." },
	{ .name = "manner", .type = FIELD_TEXT, .flags = FIELD_SENSITIVE,
	    .label = "Manner", .help = "How the child told it." },
	{ .name = "child_told_next", .type = FIELD_TEXT,
	    .flags = FIELD_SENSITIVE, .label = "Child was told",
	    .help = "What the child was told happens next." },
	{ .name = "wishes", .type = FIELD_TEXT, .flags = FIELD_SENSITIVE,
	    .label = "Wishes", .help = "What the child wants." },
	{ .name = "opinion", .type = FIELD_TEXT, .flags = FIELD_SENSITIVE,
	    .label = "Opinion",
	    .help = "The writer's professional opinion, apart from the "
		    "account." },
	{ .name = "categories", .type = FIELD_WORD,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Categories",
	    .help = "Kinds of harm.", .words = words_category },
	{ .name = "indicators", .type = FIELD_CODE, .flags = FIELD_MANY,
	    .label = "Indicators", .help = "Signs seen, by their codes.",
	    .list = "indicators" },
	{ .name = "injuries", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Injuries",
	    .help = "As seen; never a photograph, never an examination.",
	    .sub = injury_fields },
	{ .name = "linked", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Linked", .help = "Other children involved.",
	    .sub = linked_fields },
	{ .name = "context", .type = FIELD_WORD, .flags = FIELD_MANY,
	    .label = "Context", .help = "Where the harm is.",
	    .words = words_context },
	{ .name = "conduct_of", .type = FIELD_WORD, .label = "Conduct of",
	    .help = "Whose conduct it is about; none when absent.",
	    .words = words_conduct_of },
	{ .name = "conduct_person", .type = FIELD_REF,
	    .label = "Conduct person", .help = "The adult it is about.",
	    .refs = "person" },
	{ .name = "harm_tests", .type = FIELD_WORD, .flags = FIELD_MANY,
	    .label = "Harm tests", .help = "Tests of the harm threshold met.",
	    .words = words_harm_tests },
	{ .name = "significant_harm", .type = FIELD_WORD,
	    .label = "Significant harm",
	    .help = "Whether the child suffers it or is likely to.",
	    .words = words_harm },
	{ .name = "crime_suspected", .type = FIELD_BOOL,
	    .label = "Crime suspected",
	    .help = "Whether it may be a crime." },
	{ .name = "images_involved", .type = FIELD_BOOL,
	    .label = "Images involved",
	    .help = "Whether there are images; none is ever kept here." },
	{ .name = "image", .type = FIELD_OBJECT, .label = "Image",
	    .help = "What is known of it; never a picture.",
	    .sub = image_fields },
	{ .name = "cannot_tell", .type = FIELD_WORD, .flags = FIELD_MANY,
	    .label = "Cannot tell",
	    .help = "Places the reporter cannot go to.", .words = words_to },
	{ .name = "parent_risk", .type = FIELD_WORD, .flags = FIELD_MANY,
	    .label = "Risk in telling parents",
	    .help = "Why parents should not be told.",
	    .words = words_parent_risk },
	{ .name = "parents_informed", .type = FIELD_OBJECT,
	    .label = "Parents", .help = "What parents were told.",
	    .sub = parents_fields },
	{ .name = "care", .type = FIELD_OBJECT, .label = "Care",
	    .help = "Who looks after the child, where it is not a parent.",
	    .sub = care_fields },
	{ .name = "cyber", .type = FIELD_WORD, .label = "Cyber",
	    .help = "Cyber-dependent or cyber-enabled crime.",
	    .words = words_cyber },
	{ .name = "protected_characteristics", .type = FIELD_CODE,
	    .flags = FIELD_MANY, .label = "Protected characteristics",
	    .help = "Which were attacked.",
	    .list = "protected_characteristics" },
	{ .name = "assigned_to", .type = FIELD_REF,
	    .flags = FIELD_OR_ROLE | FIELD_PROGRESS, .label = "Assigned to",
	    .help = "The DSL whose case it is.", .refs = "person" },
	{ .name = "upn", .type = FIELD_LINE, .label = "UPN as given",
	    .help = "A pupil number that matched no child on the roll.",
	    .number = number_upn },
	FIELDS_STORED
};

static int
check(const struct json *c, struct err *err)
{
	if (json_get(c, 0, "place") < 0 &&
	    json_get(c, 0, "source_person") < 0)
		return rec_lacks(err, "place",
		    "A concern needs where it was seen or said (place), or "
		    "who passed it on (source_person): policy 4.2.");
	if (json_get(c, 0, "pupil") < 0 &&
	    json_get(c, 0, "pupil_name") < 0 && json_get(c, 0, "upn") < 0)
		return rec_lacks(err, "pupil",
		    "A concern needs the child: pupil, or pupil_name for a "
		    "child not yet matched (policy 4.2).");
	return 0;
}

static const char *const states[] = { "reported", "triaged", "action",
	"referral", "follow-up", "resolved", NULL };

static const char *
state(const struct json *c)
{
	(void)c;
	return "reported";
}

static const struct question questions[] = {
	{ .field = "pupil" },
	{ .field = "pupil_name", .unless = "pupil" },
	{ .field = "observed_at" },
	{ .field = "place" },
	{ .field = "source_person" },
	{ .field = "source" },
	{ .field = "account" },
	{ .field = "present" },
	{ .field = "questions_asked" },
	{ .field = "demeanour" },
	{ .field = "manner" },
	{ .field = "child_told_next" },
	{ .field = "wishes" },
	{ .field = "immediate_risk" },
	{ .field = "disclosure" },
	{ .field = "categories" },
	{ .field = "context" },
	{ .field = "conduct_of" },
	{ .field = "injuries" },
	{ .field = "significant_harm" },
	{ .field = "opinion" },
	{ .field = "passed_to", .preset = "dsl" },
	{ .field = NULL }
};

static const char *const posts[] = { "headteacher", "chair", NULL };

static const struct kept_from kept = { .person = "conduct_person",
	.post = "conduct_of", .posts = posts, .untold = "cannot_tell" };

static const char *const mine[] = { "assigned_to", "passed_to", NULL };

const struct kind kind_concern = { .name = "concern", .prefix = "C",
	.verbs = {
		[VERB_LIST] = "list concerns",
		[VERB_SHOW] = "show a concern",
		[VERB_AMEND] =
		    "put a concern right; the earlier version stays readable",
	},
	.plural = "concerns",
	.summary = "what was seen or said about a child",
	.flags = KIND_STORED | KIND_FILE, .fields = fields,
	.at = "observed_at", .subject = "pupil", .child = "pupil",
	.kept = &kept, .mine = mine, .search = true, .check = check,
	.state = state, .states = states, .closed = "resolved",
	.questions = questions,
	.advice = "If a child is in immediate danger, call 999 first. Write "
	    "what was seen or said, in the child's own words. Do not "
	    "investigate, and do not promise to keep it secret: concern-add "
	    "--guide says how." };
