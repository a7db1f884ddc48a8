/* SPDX-License-Identifier: ISC */
#include "model/kind.h"
#include "model/mark.h"

/* Marks, what is kept of them, and what a check of them answers. */

static const char *const words_session[] = { "AM", "PM", NULL };
static const char *const words_import[] = { "mark", NULL };

const char *const words_absence[] = { "persistent-absence", "severe-absence",
	"ten-day-unauthorised", "sickness-fifteen-days", "penalty-notice",
	"unresolved-n", "unexplained-today", "vulnerable-absent",
	"missing-episode", "off-roll-twenty-days", "repeat-pattern", NULL };

const char *const words_stage[] = { "reached", "due", "overdue", "withdrawn",
	NULL };

const char *const words_addressee[] = { "attendance-officer", "dsl", "ews",
	"worker", NULL };

const char *const words_return[] = { "ten-days-unauthorised",
	"sickness-fifteen-days", "new-pupil", "deletion", NULL };

static const struct field mark_fields[] = {
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .refs = "P",
	    .help = "The child: an id, a UPN, or the sender's own name for "
		    "the record." },
	{ .name = "upn", .type = FIELD_LINE, .label = "UPN",
	    .help = "Instead of pupil." },
	{ .name = "date", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "Date", .help = "The day of the session." },
	{ .name = "session", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Session", .help = "AM or PM.", .words = words_session },
	{ .name = "code", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Code", .help = "The national code.",
	    .words = words_mark + 1 },
	{ .name = "minutes_late", .type = FIELD_INT, .label = "Minutes late",
	    .help = "How late the child came." },
	{ .name = "reason", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "Reason", .help = "What was said of the absence." },
	{ .name = "start_date", .type = FIELD_DATE, .label = "First day",
	    .help = "Of marks: the day of the first." },
	{ .name = "marks", .type = FIELD_LINE, .label = "Marks",
	    .help = "Codes of the consecutive sessions of the calendar from "
		    "start_date, one comma or one space between each two; "
		    "nothing between two is a session without a mark." },
	{ .name = NULL }
};

const struct kind kind_mark = { .name = "mark", .plural = "marks",
	.summary = "a mark in the attendance register",
	.flags = KIND_ANSWER, .fields = mark_fields };

static const struct field import_fields[] = {
	{ .name = "of", .type = FIELD_WORD, .label = "Of",
	    .flags = FIELD_REQUIRED, .help = "Of what kind the records are.",
	    .words = words_import, .why = "it is what came in" },
	{ .name = "part", .type = FIELD_INT, .label = "Part",
	    .flags = FIELD_REQUIRED, .help = "Which part of it this is.",
	    .why = "a large import is entered in parts" },
	{ .name = "last", .type = FIELD_BOOL, .label = "Last",
	    .help = "Of many parts the last." },
	{ .name = "lines", .type = FIELD_TEXT, .flags = FIELD_SENSITIVE,
	    .label = "Lines", .help = "Exactly what came in." },
	{ .name = "packed", .type = FIELD_LINE, .label = "Packed",
	    .help = "The marks that it was read as, in the form of the "
		    "store." },
	{ .name = "marks", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Marks", .help = "How many came in." },
	{ .name = "corrected", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Corrected",
	    .help = "How many of them took the place of another." },
	{ .name = "refused", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Refused", .help = "How many lines were refused." },
	{ .name = "from", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "From", .help = "The first day among them." },
	{ .name = "to", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "To", .help = "The last." },
	FIELDS_STORED
};

const struct kind kind_import = { .name = "import", .letter = 'F',
	.plural = "imports", .summary = "marks that came in together",
	.flags = KIND_STORED, .fields = import_fields, .packed = "packed" };

static const struct field notice_fields[] = {
	{ .name = "pupil", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Pupil",
	    .help = "The child.", .refs = "P",
	    .why = "it is for that child's absence" },
	{ .name = "issued", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN,
	    .label = "Issued", .help = "The day of the notice.",
	    .why = "it uses up the absences up to that day" },
	{ .name = "parent", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE | FIELD_COLUMN,
	    .label = "Parent",
	    .help = "To whom, spelt the same each time.",
	    .why = "no parent has a third for the same child in three "
		   "years" },
	{ .name = "amount", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Amount", .help = "In pounds." },
	{ .name = "paid", .type = FIELD_DATE,
	    .flags = FIELD_PROGRESS | FIELD_COLUMN,
	    .label = "Paid",
	    .help = "The day it was paid." },
	FIELDS_STORED
};

static int
check_notice(const struct json *c, struct err *err)
{
	return kind_in_order(c, json_get(c, 0, "issued"),
	    json_get(c, 0, "paid"), "paid",
	    "The notice was paid before it was issued.", err);
}

const struct kind kind_notice = { .name = "notice", .letter = 'Y',
	.plural = "notices",
	.summary = "a penalty notice for a child's absence",
	.flags = KIND_STORED | KIND_FILE, .fields = notice_fields,
	.at = "issued", .subject = "pupil", .check = check_notice };

static const struct field measure_fields[] = {
	{ .name = "possible", .type = FIELD_INT, .label = "Possible",
	    .help = "Sessions that were possible." },
	{ .name = "attended", .type = FIELD_INT, .label = "Attended",
	    .help = "Of these attended." },
	{ .name = "authorised", .type = FIELD_INT, .label = "Authorised",
	    .help = "Missed with leave." },
	{ .name = "unauthorised", .type = FIELD_INT, .label = "Unauthorised",
	    .help = "Missed without." },
	{ .name = "missed", .type = FIELD_INT, .label = "Missed",
	    .help = "Both together." },
	{ .name = "percent", .type = FIELD_LINE, .label = "Per cent",
	    .help = "Missed of possible, cut to one decimal." },
	{ .name = "days", .type = FIELD_INT, .label = "Days",
	    .help = "School days that count." },
	{ .name = "sessions", .type = FIELD_INT, .label = "Sessions",
	    .help = "Sessions that count." },
	{ .name = "from", .type = FIELD_DATE, .label = "From",
	    .help = "The first day that is looked at." },
	{ .name = "to", .type = FIELD_DATE, .label = "To",
	    .help = "The last." },
	{ .name = NULL }
};

static const struct field escalation_fields[] = {
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .help = "The child.", .refs = "P" },
	{ .name = "rule", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Rule", .help = "The rule that is met.",
	    .words = words_absence },
	{ .name = "stage", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Stage", .help = "How far it has come.",
	    .words = words_stage },
	{ .name = "measure", .type = FIELD_OBJECT, .label = "Measure",
	    .help = "The numbers, to recount from the register.",
	    .sub = measure_fields },
	{ .name = "action", .type = FIELD_LINE, .label = "Do",
	    .help = "What to do about it." },
	{ .name = "to", .type = FIELD_WORD, .flags = FIELD_MANY,
	    .label = "Tell", .help = "Who is told.", .words = words_addressee },
	{ .name = "due", .type = FIELD_DATE, .label = "Due",
	    .help = "The day by which a reason was to be found." },
	{ .name = "message", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "What", .help = "In plain English." },
	{ .name = "cite", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Sources", .help = "What it rests on." },
	{ .name = "as_at", .type = FIELD_DATE, .label = "As at",
	    .help = "The day asked about." },
	{ .name = "new", .type = FIELD_BOOL, .label = "New",
	    .help = "Whether this stage was not recorded before." },
	{ .name = NULL }
};

const struct kind kind_escalation = { .name = "escalation",
	.plural = "escalations", .summary = "a rule about absence is met",
	.flags = KIND_ANSWER, .fields = escalation_fields };

static const struct field escalated_fields[] = {
	{ .name = "as_at", .type = FIELD_DATE, .label = "As at",
	    .flags = FIELD_REQUIRED | FIELD_COLUMN,
	    .help = "The day of the check.",
	    .why = "it is what was reported by then" },
	{ .name = "whole", .type = FIELD_BOOL, .label = "Whole",
	    .help = "Whether this takes the place of all before it." },
	{ .name = "lines", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Lines",
	    .help = "What was recorded (+) or forgotten (-): pupil, rule, "
		    "stage, from, to and the day of the check." },
	FIELDS_STORED
};

/* Its time is that of its entry, so that the last one entered is the last. */
const struct kind kind_escalated = { .name = "escalated", .letter = '9',
	.plural = "recorded escalations",
	.summary = "the escalations recorded as reported",
	.flags = KIND_STORED, .fields = escalated_fields };

static const struct field unmarked_fields[] = {
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .help = "The child.", .refs = "P" },
	{ .name = "date", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "Date", .help = "The day." },
	{ .name = "sessions", .type = FIELD_WORD,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Without a mark",
	    .help = "The sessions without a mark.", .words = words_session },
	{ .name = NULL }
};

const struct kind kind_unmarked = { .name = "unmarked",
	.plural = "pupils without a mark",
	.summary = "a child without a mark in a session",
	.flags = KIND_ANSWER, .fields = unmarked_fields };

static const struct field earlier_fields[] = {
	{ .name = "code", .type = FIELD_LINE, .label = "Code",
	    .help = "The earlier mark." },
	{ .name = "import", .type = FIELD_LINE, .label = "Import",
	    .help = "The import that brought it." },
	{ .name = "recorded_at", .type = FIELD_TIME, .label = "Recorded",
	    .help = "When it came in." },
	{ .name = NULL }
};

static const struct field recount_fields[] = {
	{ .name = "pupil", .type = FIELD_REF, .label = "Pupil",
	    .help = "The child.", .refs = "P" },
	{ .name = "date", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "Date", .help = "The day." },
	{ .name = "session", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Session", .help = "AM or PM.", .words = words_session },
	{ .name = "code", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Code", .help = "The mark; absent where there is none." },
	{ .name = "earlier", .type = FIELD_OBJECT,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Earlier marks",
	    .help = "What was marked before.", .sub = earlier_fields },
	{ .name = "counts_as", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Counts as", .help = "The class of the code, or why the "
					  "session does not count." },
	{ .name = "rules", .type = FIELD_WORD,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Counts for",
	    .help = "The rules that are met, for which it counts.",
	    .words = words_absence },
	{ .name = NULL }
};

const struct kind kind_recount = { .name = "recount",
	.plural = "sessions recounted",
	.summary = "a session of a child's register, and how it counts",
	.flags = KIND_ANSWER, .fields = recount_fields };

static const struct field return_fields[] = {
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .help = "The child.", .refs = "P" },
	{ .name = "upn", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "UPN", .help = "The child's, where it is on record." },
	{ .name = "matter", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Matter", .help = "What is told.",
	    .words = words_return },
	{ .name = "from", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "From",
	    .help = "The first day missed; the day of entry; the day the "
		    "school was told that the child leaves." },
	{ .name = "to", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "To", .help = "The last day missed, or on the roll." },
	{ .name = "days", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Days", .help = "School days missed in a row." },
	{ .name = "sessions", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Sessions", .help = "Sessions missed." },
	{ .name = "ground", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Ground",
	    .help = "Of a deletion: that of the record of it; absent where "
		    "there is none." },
	{ .name = "due", .type = FIELD_DATE, .flags = FIELD_COLUMN,
	    .label = "Due", .help = "The last day to tell the authority, "
				    "where one is known." },
	{ .name = "cite", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Sources", .help = "What it rests on." },
	{ .name = NULL }
};

const struct kind kind_return = { .name = "return", .plural = "returns",
	.summary = "what the local authority is to be told of a child",
	.flags = KIND_ANSWER, .fields = return_fields };

static const struct field attendance_fields[] = {
	{ .name = "pupil", .type = FIELD_REF,
	    .label = "Pupil", .refs = "P",
	    .help = "The child." },
	{ .name = "year", .type = FIELD_LINE,
	    .label = "Year",
	    .help = "The school year." },
	{ .name = "half_term", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Term",
	    .help = "What it is called." },
	{ .name = "from", .type = FIELD_DATE,
	    .label = "From",
	    .help = "Its first day." },
	{ .name = "to", .type = FIELD_DATE,
	    .label = "To",
	    .help = "Its last day, or the day asked about." },
	{ .name = "present", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Present",
	    .help = "Sessions marked present." },
	{ .name = "approved", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Approved",
	    .help = "Approved activities, which count as present." },
	{ .name = "authorised", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Authorised",
	    .help = "Missed with leave." },
	{ .name = "unauthorised", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Unauthorised",
	    .help = "Missed without." },
	{ .name = "not_possible", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "No session",
	    .help = "Marked as no session for the child." },
	{ .name = "unmarked", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "No mark",
	    .help = "Sessions without a mark." },
	{ .name = "possible", .type = FIELD_INT,
	    .label = "Possible",
	    .help = "Sessions that were possible." },
	{ .name = "attended", .type = FIELD_INT,
	    .label = "Attended",
	    .help = "Of these attended." },
	{ .name = "missed", .type = FIELD_INT,
	    .label = "Missed",
	    .help = "Of these missed." },
	{ .name = "percent", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Rate",
	    .help = "Missed of possible, cut to one decimal." },
	{ .name = NULL }
};

const struct kind kind_attendance = { .name = "attendance",
	.plural = "half terms attended",
	.summary = "what a half term of a child's register adds up to",
	.flags = KIND_ANSWER, .fields = attendance_fields };
