/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/csv/csv.h"
#include "base/text/text.h"

static int
refuse(struct err *err, const char *code, const char *msg, const char *hint)
{
	err_set(err, ST_DATA, code, "%s", msg);
	return err_hint(err, "%s", hint);
}

/* 1.23457E+11: of a long number a spreadsheet keeps only the beginning. */
static bool
scientific(const char *s, size_t n)
{
	size_t i = text_figures(s, n), k;

	if (i == 0)
		return false;
	if (i < n && (s[i] == '.' || s[i] == ',')) {
		k = text_figures(s + i + 1, n - i - 1);
		if (k == 0)
			return false;
		i += k + 1;
	}
	if (i == n || (s[i] != 'E' && s[i] != 'e'))
		return false;
	i++;
	if (i < n && (s[i] == '+' || s[i] == '-'))
		i++;
	return i < n && text_figures(s + i, n - i) == n - i;
}

/* What a spreadsheet shows in place of a value. */
static bool
error_value(const char *s, size_t n)
{
	static const char *const values[] = { "#REF!", "#N/A", "#VALUE!",
		"#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
		NULL };

	return text_among(values, s, n) || (n > 2 && strspn(s, "#") >= n);
}

int
csv_spoilt(const char *s, size_t n, struct err *err)
{
	if (n > 0 && s[0] == '=')
		return refuse(err, "formula", "The cell holds a formula.",
		    "Put what it comes to in its place: in Excel, copy, then "
		    "Paste Special, Values.");
	if (error_value(s, n))
		return refuse(err, "spreadsheet-error",
		    "The spreadsheet shows an error here instead of a value.",
		    "Mend the cell, and save the sheet again.");
	if (scientific(s, n))
		return refuse(err, "scientific",
		    "The spreadsheet has shortened this number and lost its "
		    "last figures.", "Make the column text, type the number "
		    "again from its paper, and save.");
	return 0;
}
