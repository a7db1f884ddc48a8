/* SPDX-License-Identifier: ISC */
#include "model/kind.h"
#include "model/number.h"

const char *const words_adult[] = { "teacher", "support-staff",
	"leader", "supply", "agency", "trainee-salaried",
	"trainee-fee-funded", "volunteer", "contractor", "committee-member",
	"visiting-professional", "ap-staff", "hirer", NULL };

const char *const words_frequency[] = { "once", "occasional", "frequent",
	NULL };

static const struct field overseas_fields[] = {
	{ .name = "country", .type = FIELD_LINE, .flags = FIELD_REQUIRED,
	    .label = "Country", .help = "Where.",
	    .why = "the checks abroad depend on it" },
	{ .name = "from", .type = FIELD_DATE, .label = "From",
	    .help = "First day." },
	{ .name = "to", .type = FIELD_DATE, .label = "To",
	    .help = "Last day." },
	{ .name = NULL }
};

static const struct field fields[] = {
	{ .name = "family_name", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE | FIELD_COLUMN,
	    .label = "Family name", .help = "Family name.",
	    .why = "a record must say whose it is" },
	{ .name = "given_name", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE | FIELD_COLUMN,
	    .label = "Given name", .help = "Given name.",
	    .why = "a record must say whose it is" },
	{ .name = "category", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Category",
	    .help = "As what the adult is here.", .words = words_adult,
	    .why = "the checks an adult needs depend on it" },
	{ .name = "post", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Post", .help = "Job title." },
	{ .name = "start_date", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "Started", .help = "First day at the school." },
	{ .name = "end_date", .type = FIELD_DATE,
	    .flags = FIELD_PROGRESS | FIELD_COLUMN, .label = "Left",
	    .help = "Last day at the school." },
	{ .name = "regulated_activity", .type = FIELD_BOOL,
	    .label = "Regulated activity",
	    .help = "Whether the work is regulated activity." },
	{ .name = "teaching_work", .type = FIELD_BOOL,
	    .label = "Teaching work", .help = "Whether the adult teaches." },
	{ .name = "management_position", .type = FIELD_BOOL,
	    .label = "Manager", .help = "Whether it is a management post." },
	{ .name = "supervised", .type = FIELD_BOOL, .label = "Supervised",
	    .help = "Whether the work is supervised." },
	{ .name = "frequency", .type = FIELD_WORD, .label = "How often",
	    .help = "How often a volunteer comes; frequent is weekly, or more "
	    "than three days in thirty.", .words = words_frequency },
	{ .name = "overnight", .type = FIELD_BOOL, .label = "Overnight",
	    .help = "Whether a volunteer is there for a night." },
	{ .name = "paid", .type = FIELD_BOOL, .label = "Paid",
	    .help = "Whether the work is paid." },
	{ .name = "lived_overseas", .type = FIELD_OBJECT,
	    .flags = FIELD_MANY, .label = "Lived overseas",
	    .help = "Countries lived or worked in.", .sub = overseas_fields },
	{ .name = "dob", .type = FIELD_DATE,
	    .flags = FIELD_PAST | FIELD_SENSITIVE | FIELD_BORN,
	    .label = "Born",
	    .help = "Date of birth." },
	{ .name = "trn", .type = FIELD_LINE, .label = "TRN",
	    .help = "Teacher Reference Number, seven digits.",
	    .number = number_trn },
	{ .name = "agency", .type = FIELD_LINE, .label = "Agency",
	    .help = "The agency or firm that sent the adult." },
	{ .name = "login", .type = FIELD_LINE, .flags = FIELD_UNIQUE,
	    .label = "Login",
	    .help = "The adult's account on the school's computer." },
	{ .name = "off_register", .type = FIELD_DATE,
	    .flags = FIELD_PROGRESS, .label = "Off the record",
	    .help = "The day the adult was taken off the central record." },
	FIELDS_STORED
};

static const char *const twin[] = { "family_name", "given_name", "dob",
	NULL };

static const char *const matches[] = { "client_id", "trn", "login", NULL };

static int
check(const struct json *c, struct err *err)
{
	return kind_in_order(c, json_get(c, 0, "start_date"),
	    json_get(c, 0, "end_date"), "end_date",
	    "The end date is before the start date.", err);
}

static const struct question questions[] = {
	{ .field = "family_name" },
	{ .field = "given_name" },
	{ .field = "category" },
	{ .field = "post" },
	{ .field = "start_date" },
	{ .field = "dob" },
	{ .field = "login" },
	{ .field = "trn" },
	{ .field = "regulated_activity" },
	{ .field = "teaching_work" },
	{ .field = "management_position" },
	{ .field = "supervised" },
	{ .field = "frequency" },
	{ .field = "overnight" },
	{ .field = "paid" },
	{ .field = "agency" },
	{ .field = "lived_overseas" },
	{ .field = NULL }
};

const struct kind kind_person = { .name = "person", .prefix = "S",
	.verbs = {
		[VERB_ADD] = "record adults who work with the school",
		[VERB_LIST] = "list adults",
		[VERB_SHOW] = "show an adult's record",
		[VERB_AMEND] = "put an adult's record right",
	},
	.plural = "adults", .summary = "an adult who works with the school",
	.flags = KIND_STORED | KIND_RIGHTS, .fields = fields, .search = true,
	.at = "start_date", .ends = "end_date", .twin = twin,
	.matches = matches, .check = check,
	.questions = questions };
