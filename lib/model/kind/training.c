/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

const char *const words_course[] = { "whole-school", "online-safety", "aup",
	"safeguarding-update", "dsl", "lado", "safer-recruitment",
	"committee-safeguarding", "dsl-update", "inter-agency",
	"early-help", "cusab", "prevent", "fgm", "forced-marriage", "cse",
	"grooming", "faith-abuse", "anti-bullying", "filtering-monitoring",
	"operation-encompass", NULL };

static const struct field training_fields[] = {
	{ .name = "person", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Person",
	    .help = "The adult.", .refs = "person",
	    .why = "training is somebody's" },
	{ .name = "course", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Course",
	    .help = "What was attended; aup: the acceptable-use agreement "
		    "was signed.", .words = words_course,
	    .why = "how long it lasts depends on it" },
	{ .name = "date", .type = FIELD_DATE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Date",
	    .help = "The day of it; of several, the last.",
	    .why = "the next one is due so many months after it" },
	{ .name = "provider", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Provider", .help = "Who gave it." },
	{ .name = "mode", .type = FIELD_LINE, .label = "Mode",
	    .help = "How it was given: online, in a meeting, by email." },
	FIELDS_STORED
};

static const struct question training_questions[] = {
	{ .field = "person" },
	{ .field = "course" },
	{ .field = "date" },
	{ .field = "provider" },
	{ .field = "mode" },
	{ .field = NULL }
};

const struct kind kind_training = { .name = "training", .prefix = "G",
	.verbs = {
		[VERB_LIST] = "list courses attended",
		[VERB_AMEND] = "amend courses attended",
	},
	.plural = "courses attended",
	.summary = "a course attended, or an agreement signed",
	.flags = KIND_STORED, .fields = training_fields, .at = "date",
	.subject = "person", .questions = training_questions };
