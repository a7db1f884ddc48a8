/* SPDX-License-Identifier: ISC */
#include "model/kind.h"

static const char *const words_import[] = { "mark", NULL };

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

const struct kind kind_import = { .name = "import", .prefix = "F",
	.plural = "imports", .summary = "marks that came in together",
	.flags = KIND_STORED, .fields = import_fields, .packed = "packed" };
