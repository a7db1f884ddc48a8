/* SPDX-License-Identifier: ISC */
#include "base/text/text.h"
#include "model/kind.h"
#include "model/number.h"
#include "model/rec/rec_inside.h"

static const char *const words_key_stage[] = { "KS3", "KS4", NULL };

static const char *const words_roll[] = { "sole", "main", "subsidiary",
	"guest", NULL };

static const char *const words_placement[] = { "excluded",
	"at-risk-of-exclusion", "other", NULL };

static const struct field contact_fields[] = {
	{ .name = "name", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE, .label = "Name",
	    .help = "Who can be reached.",
	    .why = "somebody must be asked for" },
	{ .name = "relation", .type = FIELD_LINE, .label = "Relation",
	    .help = "What the person is to the child." },
	{ .name = "phone", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "Phone", .help = "Telephone number." },
	{ .name = "email", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "E-mail", .help = "E-mail address." },
	{ .name = "parental_responsibility", .type = FIELD_BOOL,
	    .label = "Parental responsibility",
	    .help = "Whether the person has parental responsibility." },
	{ .name = "may_contact", .type = FIELD_BOOL, .label = "May contact",
	    .help = "Whether the school may get in touch." },
	{ .name = NULL }
};

static const struct field fields[] = {
	{ .name = "family_name", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE | FIELD_COLUMN |
		FIELD_WHOSE,
	    .label = "Family name", .help = "Legal family name.",
	    .why = "a record must say whose it is" },
	{ .name = "given_name", .type = FIELD_LINE,
	    .flags = FIELD_SENSITIVE | FIELD_COLUMN | FIELD_WHOSE,
	    .label = "Given name",
	    .help = "Legal given name; needed, save where one_name is "
		    "true." },
	{ .name = "dob", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_PAST | FIELD_COLUMN |
		FIELD_BORN,
	    .label = "Born", .help = "Date of birth.",
	    .why = "what must be done for a child depends on the age" },
	{ .name = "upn", .type = FIELD_LINE,
	    .flags = FIELD_UNIQUE | FIELD_COLUMN, .label = "UPN",
	    .help = "Unique Pupil Number, checked by its letter.",
	    .number = number_upn },
	{ .name = "former_upn", .type = FIELD_LINE, .flags = FIELD_NAMES,
	    .label = "Former UPN", .help = "An earlier Unique Pupil Number.",
	    .number = number_upn },
	{ .name = "uln", .type = FIELD_LINE, .label = "ULN",
	    .help = "Unique Learner Number, checked by its last digit.",
	    .number = number_uln },
	{ .name = "nhs_number", .type = FIELD_LINE,
	    .flags = FIELD_SENSITIVE | FIELD_ALLOWED, .label = "NHS number",
	    .help = "Ten digits, checked by the last; kept only where the "
	    "school has set pupil.nhs_number to yes.",
	    .number = number_nhs },
	{ .name = "preferred_name", .type = FIELD_LINE,
	    .flags = FIELD_SENSITIVE | FIELD_WHOSE, .label = "Known as",
	    .help = "The name the child goes by." },
	{ .name = "one_name", .type = FIELD_BOOL, .label = "One name",
	    .help = "Whether the child has one name only, which is then the "
		    "family name." },
	{ .name = "sex", .type = FIELD_LINE, .flags = FIELD_PLAIN,
	    .label = "Sex", .help = "As on the school's register." },
	{ .name = "year_group", .type = FIELD_LINE,
	    .flags = FIELD_COLUMN | FIELD_PLAIN | FIELD_WHOSE,
	    .label = "Year", .help = "National curriculum year: 9, or Year 9.",
	    .kept = number_year },
	{ .name = "form", .type = FIELD_LINE, .flags = FIELD_PLAIN,
	    .label = "Form", .help = "Tutor group." },
	{ .name = "key_stage", .type = FIELD_WORD,
	    .flags = FIELD_COLUMN | FIELD_WHOSE,
	    .label = "Key stage", .help = "KS3 or KS4.",
	    .words = words_key_stage, .kept = number_key_stage },
	{ .name = "site", .type = FIELD_LINE,
	    .flags = FIELD_PLAIN | FIELD_WHOSE,
	    .label = "Site", .help = "The site the child attends." },
	{ .name = "entry_date", .type = FIELD_DATE, .label = "Joined",
	    .help = "First day on roll." },
	{ .name = "leaving_date", .type = FIELD_DATE, .label = "Left",
	    .help = "Last day on roll." },
	{ .name = "roll", .type = FIELD_WORD, .label = "Roll",
	    .help = "Kind of registration.", .words = words_roll },
	{ .name = "placement", .type = FIELD_WORD, .label = "Placement",
	    .help = "Why the child is here.", .words = words_placement },
	{ .name = "contacts", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Contacts",
	    .help = "Whom to reach; at least two where reasonably possible.",
	    .sub = contact_fields },
	FIELDS_STORED
};

static const char *const twin[] = { "family_name", "given_name", "dob",
	NULL };

static const char *const matches[] = { "upn", "former_upn", "client_id",
	NULL };

/* A child has two names, or is said to have one: a dash says neither. */
static int
check_given(const struct json *c, struct err *err)
{
	struct buf scratch = BUF_INIT, folded = BUF_INIT;
	int t = json_get(c, 0, "given_name"), rc = 0;
	int one = json_get(c, 0, "one_name");
	const char *s;
	size_t n;

	if (t >= 0 && json_type(c, t) == JSON_STRING) {
		s = json_text(c, t, &scratch, &n);
		text_fold(&folded, s, n);
		if (folded.n == 0)
			rc = rec_lacks(err, "given_name", "Given name must be "
			    "a name.");
	} else if (one < 0 || json_type(c, one) != JSON_TRUE) {
		rc = rec_lacks(err, "given_name", "Given name is missing: a "
		    "record must say whose it is.");
	}
	buf_release(&scratch);
	buf_release(&folded);
	return rc == 0 ? 0 : err_hint(err, "For a child with one name only, "
	    "leave given_name out and set one_name to true.");
}

static int
check(const struct json *c, struct err *err)
{
	int in = json_get(c, 0, "entry_date");
	int out = json_get(c, 0, "leaving_date");

	if (check_given(c, err) == -1)
		return -1;
	return kind_in_order(c, in, out, "leaving_date",
	    "The leaving date is before the entry date.", err);
}

static const struct question questions[] = {
	{ .field = "family_name" },
	{ .field = "given_name" },
	{ .field = "one_name", .unless = "given_name" },
	{ .field = "preferred_name" },
	{ .field = "dob" },
	{ .field = "upn" },
	{ .field = "former_upn" },
	{ .field = "uln" },
	{ .field = "sex" },
	{ .field = "year_group" },
	{ .field = "form" },
	{ .field = "key_stage" },
	{ .field = "site" },
	{ .field = "entry_date" },
	{ .field = "roll" },
	{ .field = "placement" },
	{ .field = "contacts" },
	{ .field = NULL }
};

const struct kind kind_pupil = { .name = "pupil", .prefix = "P",
	.verbs = {
		[VERB_ADD] = "record pupils on the roll",
		[VERB_LIST] = "list pupils",
		[VERB_SHOW] = "show a pupil's record",
		[VERB_AMEND] = "put a pupil's record right",
	},
	.plural = "pupils", .summary = "a child on the school's roll",
	.flags = KIND_STORED | KIND_FILE, .fields = fields, .search = true,
	.at = "entry_date", .ends = "leaving_date", .twin = twin,
	.matches = matches,
	.check = check, .registered = true, .questions = questions };
