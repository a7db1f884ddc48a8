/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const struct field ledger_fields[] = {
	{ .name = "entries", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "Entries", .help = "How many were read." },
	{ .name = "whole", .type = FIELD_BOOL, .flags = FIELD_COLUMN,
	    .label = "Whole", .help = "Whether nothing is wrong." },
	{ .name = "bad", .type = FIELD_INT, .flags = FIELD_COLUMN,
	    .label = "First bad", .help = "Number of the first bad entry." },
	{ .name = "why", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "Why", .help = "What is wrong with it." },
	{ .name = "seq", .type = FIELD_INT, .label = "Last",
	    .help = "Number of the last entry." },
	{ .name = "hash", .type = FIELD_LINE, .label = "Hash",
	    .help = "SHA-256 of its header line." },
	{ .name = "at", .type = FIELD_TIME, .label = "At",
	    .help = "Its time." },
	{ .name = NULL }
};

const struct kind kind_ledger = { .name = "ledger", .plural = "ledgers",
	.summary = "what a reading of the ledger found",
	.flags = KIND_ANSWER, .fields = ledger_fields };
