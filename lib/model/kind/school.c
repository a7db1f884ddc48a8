/* SPDX-License-Identifier: ISC */
#include "model/kind.h"
#include "model/number.h"

const char *const words_school[] = { "pru", "maintained", "academy",
	"independent", NULL };

static const struct field ages_fields[] = {
	{ .name = "from", .type = FIELD_INT, .label = "From",
	    .help = "Youngest age." },
	{ .name = "to", .type = FIELD_INT, .label = "To",
	    .help = "Oldest age." },
	{ .name = NULL }
};

static const struct field owner_fields[] = {
	{ .name = "family_name", .type = FIELD_LINE,
	    .flags = FIELD_SENSITIVE, .label = "Family name",
	    .help = "Family name." },
	{ .name = "given_name", .type = FIELD_LINE, .flags = FIELD_SENSITIVE,
	    .label = "Given name", .help = "Given name." },
	{ .name = "login", .type = FIELD_LINE, .label = "Login",
	    .help = "The name that recorded_by gives." },
	{ .name = NULL }
};

static const struct field school_fields[] = {
	{ .name = "name", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Name",
	    .help = "The school's name.", .why = "pages are headed by it" },
	{ .name = "urn", .type = FIELD_LINE, .flags = FIELD_COLUMN,
	    .label = "URN", .help = "Unique Reference Number, six digits.",
	    .number = number_urn },
	{ .name = "laestab", .type = FIELD_LINE,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "LAESTAB",
	    .help = "Local authority and establishment, seven digits.",
	    .number = number_laestab,
	    .why = "other schools know it by this number" },
	{ .name = "school_kind", .type = FIELD_WORD,
	    .flags = FIELD_REQUIRED | FIELD_COLUMN, .label = "Kind",
	    .help = "Kind of school.", .words = words_school,
	    .why = "the checks of its adults depend on it" },
	{ .name = "local_authority", .type = FIELD_LINE,
	    .label = "Local authority", .help = "Name of the authority." },
	{ .name = "sites", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Sites", .help = "Names of the sites." },
	{ .name = "ages", .type = FIELD_OBJECT, .label = "Ages",
	    .help = "Ages of its pupils.", .sub = ages_fields },
	{ .name = "calendar", .type = FIELD_LINE, .flags = FIELD_REQUIRED,
	    .label = "Calendar", .help = "The calendar's file.",
	    .why = "no deadline can be counted without it" },
	{ .name = "owner", .type = FIELD_OBJECT, .label = "Owner",
	    .help = "The account the store belongs to.",
	    .sub = owner_fields },
	{ .name = NULL }
};

const struct kind kind_school = { .name = "school", .prefix = "Z",
	.plural = "schools", .summary = "the school itself",
	.flags = KIND_STORED, .fields = school_fields };
