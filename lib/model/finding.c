/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/text.h"
#include "model/kind.h"

/* What the audits of the school's registers answer, and what is kept of it. */

static const char *const words_register[] = { "scr", "training", "induction",
	"recruitment", "role", "policy", "attendance", NULL };

const char *const words_finding[] = { "missing", "undated", "late",
	"expired", "expiring", "adverse", "not-permitted", "invalid",
	"leaver", "duplicate", NULL };

const char *const words_severity[] = { "breach", "advice", NULL };

static const char *const words_change[] = { "new", "standing", "put-right",
	NULL };

static const struct field accepted_fields[] = {
	{ .name = "by", .type = FIELD_LINE, .label = "By",
	    .help = "Who accepted it." },
	{ .name = "reason", .type = FIELD_TEXT, .label = "Reason",
	    .help = "Why it cannot be put right." },
	{ .name = "until", .type = FIELD_DATE, .label = "Until",
	    .help = "The last day it is accepted." },
	{ .name = NULL }
};

/* The message says item and status in words; a table needs the room. */
static const struct field finding_fields[] = {
	{ .name = "register", .type = FIELD_WORD, .label = "Register",
	    .help = "Which register was audited.", .words = words_register },
	{ .name = "subject", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Subject", .help = "Whom it is about, an id; slt or "
	    "committee for a group." },
	{ .name = "item", .type = FIELD_LINE, .label = "Item",
	    .help = "The check, course or document; person where it is the "
	    "adult." },
	{ .name = "status", .type = FIELD_WORD, .label = "Status",
	    .help = "What is wrong.", .words = words_finding },
	{ .name = "severity", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Severity", .help = "Whether law or the school's policy "
	    "is broken, or it is advice.", .words = words_severity },
	{ .name = "message", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "What to do", .help = "What was found and what to do." },
	{ .name = "due", .type = FIELD_DATE, .label = "Due",
	    .help = "The day by which it is needed, where there is one." },
	{ .name = "rule", .type = FIELD_LINE, .label = "Rule",
	    .help = "The id of the rule." },
	{ .name = "cite", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Sources", .help = "Policy and statute behind it." },
	{ .name = "as_at", .type = FIELD_DATE, .label = "As at",
	    .help = "The day of the audit." },
	{ .name = "accepted", .type = FIELD_OBJECT, .label = "Accepted",
	    .help = "By whom it was accepted, and why.",
	    .sub = accepted_fields },
	{ .name = "change", .type = FIELD_WORD, .label = "Change",
	    .help = "Beside an earlier audit: new, standing, put right.",
	    .words = words_change },
	{ .name = NULL }
};

const struct kind kind_finding = { .name = "finding",
	.plural = "findings", .summary = "what an audit found",
	.flags = KIND_ANSWER, .fields = finding_fields };

static const struct field expected_fields[] = {
	{ .name = "of", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Of", .help = "Category of the adults asked.",
	    .words = words_adult },
	{ .name = "item", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Check", .help = "The check that is asked.",
	    .words = words_check },
	{ .name = "severity", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "Missing is", .help = "What it is when it is missing.",
	    .words = words_severity },
	{ .name = "basis", .type = FIELD_WORD, .flags = FIELD_COLUMN,
	    .label = "By", .help = "Whether law, guidance or policy asks it.",
	    .words = (const char *const[]){ "law", "guidance", "policy",
		NULL } },
	{ .name = "certainty", .type = FIELD_LINE, .label = "Certainty",
	    .help = "How sure the rule is, where that was said." },
	{ .name = "action", .type = FIELD_LINE, .label = "What to do",
	    .help = "What to do when it is missing." },
	{ .name = "rule", .type = FIELD_LINE, .label = "Rule",
	    .help = "The id of the rule." },
	{ .name = "edition", .type = FIELD_LINE, .label = "Edition",
	    .help = "The rule's edition." },
	{ .name = "cite", .type = FIELD_LINE,
	    .flags = FIELD_MANY | FIELD_COLUMN, .label = "Sources",
	    .help = "Policy and statute behind it." },
	{ .name = "when", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "When", .help = "Of which of them, where not of all." },
	{ .name = NULL }
};

const struct kind kind_expected = { .name = "expected",
	.plural = "expectations",
	.summary = "a check that is asked of a group of adults",
	.flags = KIND_ANSWER, .fields = expected_fields };

static const struct field acceptance_fields[] = {
	{ .name = "register", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Register",
	    .help = "The register of the finding.", .words = words_register,
	    .why = "it names the finding" },
	{ .name = "subject", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN | FIELD_OR_NAME,
	    .label = "Subject", .help = "Whom the finding is about; slt or "
	    "committee for a group.", .refs = "SM",
	    .why = "it names the finding" },
	{ .name = "item", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Item",
	    .help = "The check, course or document of the finding.",
	    .why = "it names the finding" },
	{ .name = "status", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Status",
	    .help = "What the finding says is wrong.",
	    .words = words_finding, .why = "it names the finding" },
	{ .name = "reason", .type = FIELD_TEXT,
	    .flags = FIELD_REQUIRED | FIELD_SENSITIVE | FIELD_COLUMN,
	    .label = "Reason", .help = "Why it cannot be put right.",
	    .why = "whoever reads the audit must see why it was accepted" },
	{ .name = "by", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_OR_ROLE | FIELD_OR_NAME |
		FIELD_COLUMN,
	    .label = "By", .help = "Who answers for accepting it.",
	    .refs = "S", .why = "somebody answers for accepting it" },
	{ .name = "until", .type = FIELD_DATE,
	    .flags = FIELD_PROGRESS | FIELD_COLUMN, .label = "Until",
	    .help = "The last day it is accepted; open when absent." },
	FIELDS_STORED
};

static int
bad_item(struct err *err, const char *typed, const char *const *words)
{
	const char *near = text_nearest(typed, words);

	err_set(err, ST_DATA, "unknown-word",
	    "Item must be a type of check, or person.");
	if (near != NULL)
		err_hint(err, "Did you mean %s?", near);
	return err_field(err, "item");
}

/* Of the central record, the item is known; and the subject is an adult. */
static int
check_acceptance(const struct json *c, struct err *err)
{
	struct buf b = BUF_INIT;
	const char *s;
	char word[64] = "";
	size_t n;
	int t = json_get(c, 0, "item");

	if (!json_is(c, json_get(c, 0, "register"), "scr"))
		return 0;
	s = json_text(c, t, &b, &n);
	if (n < sizeof(word))
		memcpy(word, s, n);
	buf_release(&b);
	for (size_t i = 0; words_check[i] != NULL; i++) {
		if (json_is(c, t, words_check[i]))
			break;
		if (words_check[i + 1] == NULL && !json_is(c, t, "person"))
			return bad_item(err, word, words_check);
	}
	s = json_text(c, json_get(c, 0, "subject"), &b, &n);
	t = n != 8 || s[1] != '-';
	buf_release(&b);
	if (t == 0)
		return 0;
	err_set(err, ST_DATA, "unknown-id",
	    "Subject: there is no adult on record by this name.");
	return err_field(err, "subject");
}

static const struct question acceptance_questions[] = {
	{ .field = "register", .preset = "scr" },
	{ .field = "subject" },
	{ .field = "item" },
	{ .field = "status" },
	{ .field = "reason" },
	{ .field = "by" },
	{ .field = "until" },
	{ .field = NULL }
};

const struct kind kind_acceptance = { .name = "acceptance", .letter = 'J',
	.plural = "acceptances",
	.summary = "a finding that cannot be put right any more",
	.flags = KIND_STORED, .fields = acceptance_fields,
	.subject = "subject", .check = check_acceptance,
	.questions = acceptance_questions };

/* A finding as it is kept: who, what, how bad. */
static const struct field kept_fields[] = {
	{ .name = "subject", .type = FIELD_LINE, .flags = FIELD_REQUIRED,
	    .label = "Subject", .help = "Whom it is about, an id." },
	{ .name = "item", .type = FIELD_LINE, .flags = FIELD_REQUIRED,
	    .label = "Item", .help = "The check, or person." },
	{ .name = "status", .type = FIELD_WORD, .flags = FIELD_REQUIRED,
	    .label = "Status", .help = "What is wrong.",
	    .words = words_finding },
	{ .name = "severity", .type = FIELD_WORD, .flags = FIELD_REQUIRED,
	    .label = "Severity", .help = "Breach or advice.",
	    .words = words_severity },
	{ .name = "accepted", .type = FIELD_BOOL, .label = "Accepted",
	    .help = "Whether it was accepted then." },
	{ .name = NULL }
};

static const struct field counts_fields[] = {
	{ .name = "adults", .type = FIELD_INT, .label = "Adults",
	    .help = "Adults on the record." },
	{ .name = "complete", .type = FIELD_INT, .label = "Complete",
	    .help = "Adults of whom nothing was found." },
	{ .name = "breach", .type = FIELD_INT, .label = "Breaches",
	    .help = "Breaches not accepted." },
	{ .name = "advice", .type = FIELD_INT, .label = "Advice",
	    .help = "Pieces of advice not accepted." },
	{ .name = "accepted", .type = FIELD_INT, .label = "Accepted",
	    .help = "Findings accepted." },
	{ .name = NULL }
};

static const struct field audit_fields[] = {
	{ .name = "half_term", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Half term",
	    .help = "The half term it is for.",
	    .why = "the audit is made every half term (policy 6.1)" },
	{ .name = "year", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Year",
	    .help = "Its school year.",
	    .why = "the audit is made every half term (policy 6.1)" },
	{ .name = "as_at", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "As at",
	    .help = "The day it looks at.",
	    .why = "an audit says of which day it is" },
	{ .name = "school_kind", .type = FIELD_WORD, .flags = FIELD_REQUIRED,
	    .label = "School", .help = "The kind of school it was held to.",
	    .words = words_school,
	    .why = "the checks asked depend on it" },
	{ .name = "by", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_MANY | FIELD_COLUMN,
	    .label = "Signed by", .help = "Who signed it off.", .refs = "S",
	    .why = "the lead DSL and the business manager sign it "
		   "(policy 6.1)" },
	{ .name = "counts", .type = FIELD_OBJECT,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Counts",
	    .help = "What was counted.", .sub = counts_fields },
	{ .name = "findings", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Findings", .help = "What was found.",
	    .sub = kept_fields },
	FIELDS_STORED
};

const struct kind kind_audit = { .name = "audit", .letter = 'Q',
	.plural = "audits",
	.summary = "an audit of the central record, signed off",
	.flags = KIND_STORED, .fields = audit_fields, .at = "as_at" };

static const struct field reported_fields[] = {
	{ .name = "register", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Register",
	    .help = "Which register was audited.", .words = words_register },
	{ .name = "as_at", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "As at",
	    .help = "The day of the audit." },
	{ .name = "findings", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Findings", .help = "What stood then, all reported.",
	    .sub = kept_fields },
	FIELDS_STORED
};

/* Its time is that of its entry, so that the last one entered is the last. */
const struct kind kind_reported = { .name = "reported", .letter = 'W',
	.plural = "reports", .summary = "the findings reported so far",
	.flags = KIND_STORED, .fields = reported_fields };
