/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/text/text.h"
#include "model/id.h"
#include "model/kind.h"

static const struct field acceptance_fields[] = {
	{ .name = "register", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Register",
	    .help = "The register of the finding.", .words = words_register,
	    .why = "it names the finding" },
	{ .name = "subject", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN | FIELD_OR_NAME |
		FIELD_PLAIN,
	    .label = "Subject", .help = "Whom the finding is about; slt or "
	    "committee for a group.", .refs = "person recruitment",
	    .why = "it names the finding" },
	{ .name = "item", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN | FIELD_PLAIN,
	    .label = "Item",
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
	    .refs = "person", .why = "somebody answers for accepting it" },
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
	    "Item must be a type of check, regulated-activity or person.");
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
	char word[64] = "", id[ID_LEN];
	bool known;
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
		if (words_check[i + 1] == NULL && !json_is(c, t, "person") &&
		    !json_is(c, t, "regulated-activity"))
			return bad_item(err, word, words_check);
	}
	s = json_text(c, json_get(c, 0, "subject"), &b, &n);
	known = id_read(id, s, n) == ID_WHOLE;
	buf_release(&b);
	if (known)
		return 0;
	err_set(err, ST_DATA, ERR_UNKNOWN_ID,
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

const struct kind kind_acceptance = { .name = "acceptance", .prefix = "J",
	.verbs = {
		[VERB_LIST] = "list findings that were accepted",
		[VERB_AMEND] = "end or correct the acceptance of a finding",
	},
	.plural = "acceptances",
	.summary = "a finding that cannot be put right any more",
	.flags = KIND_STORED, .fields = acceptance_fields,
	.subject = "subject", .check = check_acceptance,
	.questions = acceptance_questions };
