/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field replaced_fields[] = {
	{ .name = "file", .type = FIELD_LINE, .flags = FIELD_REQUIRED,
	    .label = "File",
	    .help = "The file beside the store in which it is kept.",
	    .why = "what it holds can be looked up" },
	{ .name = "seq", .type = FIELD_INT, .label = "Last",
	    .help = "Number of the last entry of its ledger." },
	{ .name = "hash", .type = FIELD_LINE, .label = "Hash",
	    .help = "SHA-256 of that entry's header line." },
	{ .name = NULL }
};

static const struct field fields[] = {
	{ .name = "person", .type = FIELD_REF,
	    .flags = FIELD_REQUIRED | FIELD_OR_NAME | FIELD_COLUMN |
		FIELD_APART, .label = "Who",
	    .help = "The adult, or the account's login.",
	    .refs = "person", .why = "the log says who" },
	{ .name = "pupil", .type = FIELD_REF, .flags = FIELD_COLUMN,
	    .label = "Pupil", .help = "The child whose file was read.",
	    .refs = "pupil" },
	{ .name = "record", .type = FIELD_REF,
	    .flags = FIELD_COLUMN | FIELD_APART, .label = "Record",
	    .help = "The record that was read.",
	    .refs = "*" },
	{ .name = "tool", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN | FIELD_PLAIN,
	    .label = "Tool", .help = "With what.", .why = "the log says how" },
	{ .name = "at", .type = FIELD_TIME,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "At",
	    .help = "When, by the real clock.", .why = "the log says when" },
	{ .name = "why", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Why", .help = "The reason given; else the tool." },
	{ .name = "granted_by", .type = FIELD_LINE, .flags = FIELD_PLAIN,
	    .label = "Granted by",
	    .help = "The role that gave the right." },
	{ .name = "refused", .type = FIELD_BOOL, .flags = FIELD_COLUMN,
	    .label = "Refused", .help = "True where it was not allowed." },
	{ .name = "replaced", .type = FIELD_OBJECT, .label = "Replaced",
	    .help = "Of store-restore: the store in whose place the backup "
		    "came.",
	    .sub = replaced_fields },
	FIELDS_STORED
};

const struct kind kind_access = { .name = "access", .prefix = "L",
	.verbs = {
		[VERB_LIST] = "list who read what, and why",
	},
	.plural = "accesses", .summary = "who read what, and why",
	.flags = KIND_STORED, .fields = fields, .at = "at",
	.child = "pupil", .about = "record" };
