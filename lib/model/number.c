/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/text/text.h"
#include "model/number.h"

/* Capitals for small letters, blanks dropped; 0 when it is too long. */
static size_t
squeeze(char *out, size_t cap, const char *s, size_t n)
{
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		char c = s[i];

		if (c == ' ')
			continue;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (len + 1 == cap)
			return 0;
		out[len++] = c;
	}
	out[len] = '\0';
	return len;
}

static bool
digits(const char *s, size_t n)
{
	return strspn(s, "0123456789") == n;
}

/* A number of exactly so many digits; at split may stand a slash or dash. */
static int
plain(struct buf *out, const char *s, size_t n, size_t split, size_t want,
    const char *sentence, struct err *err)
{
	char t[24];
	size_t len = squeeze(t, sizeof(t), s, n);

	if (split > 0 && len > split && (t[split] == '/' || t[split] == '-'))
		memmove(t + split, t + split + 1, len-- - split);
	if (len != want || !digits(t, len))
		return err_set(err, ST_DATA, "bad-number", "%s", sentence);
	buf_add(out, t, len);
	return 0;
}

int
number_upn(struct buf *out, const char *s, size_t n, struct err *err)
{
	static const char letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";
	char t[16];
	const char *last;
	int total = 0;
	size_t len = squeeze(t, sizeof(t), s, n);

	if (len != 13 || strchr(letters, t[0]) == NULL ||
	    strspn(t + 1, "0123456789") < 11)
		goto form;
	last = strchr(letters, t[12]);
	if (last == NULL && (t[12] < '0' || t[12] > '9'))
		goto form;
	for (int i = 1; i < 13; i++) {
		int v = i == 12 && last != NULL ? (int)(last - letters)
						: t[i] - '0';

		total += (i + 1) * v;
	}
	if (t[0] != letters[total % 23])
		return err_set(err, ST_DATA, "check-letter",
		    "A UPN with these digits begins with %c, not %c. Check "
		    "it against the pupil's record.",
		    letters[total % 23], t[0]);
	for (size_t i = 0; i < n; i++)
		if (s[i] >= 'a' && s[i] <= 'z')
			return err_set(err, ST_DATA, "capitals",
			    "The letters of a UPN are capitals. Check it "
			    "against the pupil's record, and write %s.", t);
	buf_add(out, t, len);
	return 0;
form:
	return err_set(err, ST_DATA, "bad-number",
	    "A UPN is a letter and twelve digits (the last may be a letter; "
	    "I, O and S are never used).");
}

int
number_uln(struct buf *out, const char *s, size_t n, struct err *err)
{
	char t[24];
	int total = 0, rest;
	size_t len = squeeze(t, sizeof(t), s, n);

	if (len != 10 || !digits(t, len))
		return err_set(err, ST_DATA, "bad-number",
		    "A ULN is ten digits.");
	for (int i = 0; i < 9; i++)
		total += (10 - i) * (t[i] - '0');
	rest = total % 11;
	if (rest == 0 || t[9] - '0' != 10 - rest)
		return err_set(err, ST_DATA, "check-digit",
		    "The last digit of this ULN does not fit the others. "
		    "Check it against the learner record.");
	buf_add(out, t, len);
	return 0;
}

int
number_nhs(struct buf *out, const char *s, size_t n, struct err *err)
{
	char t[24];
	int total = 0;
	size_t len = squeeze(t, sizeof(t), s, n);

	if (len != 10 || !digits(t, len))
		return err_set(err, ST_DATA, "bad-number",
		    "An NHS number is ten digits.");
	for (int i = 0; i < 10; i++)
		total += (i < 9 ? 10 - i : 1) * (t[i] - '0');
	if (total % 11 != 0)
		return err_set(err, ST_DATA, "check-digit",
		    "The last digit of this NHS number does not fit the "
		    "others. Check it against the letter it came in.");
	buf_add(out, t, len);
	return 0;
}

/* The number of one or two digits behind one of the words, or alone; -1. */
static int
behind(const char *const *words, const char *s, size_t n)
{
	char t[24];
	size_t len = squeeze(t, sizeof(t), s, n), skip = 0, next;

	for (size_t i = 0; i < len; i++)
		if (t[i] == '-')
			memmove(t + i, t + i + 1, len-- - i);
	for (; *words != NULL; words++) {
		next = strlen(*words);
		if (next > skip && strncmp(t, *words, next) == 0)
			skip = next;
	}
	if (len - skip < 1 || len - skip > 2 || !digits(t + skip, len - skip))
		return -1;
	return atoi(t + skip);
}

static const char *const years[] = { "YEAR", "YR", "Y", NULL };

void
number_year(struct buf *out, const char *s, size_t n)
{
	int year = behind(years, s, n);

	if (year == -1)
		buf_add(out, s, n);
	else
		buf_addf(out, "%d", year);
}

void
number_key_stage(struct buf *out, const char *s, size_t n)
{
	static const char *const stages[] = { "KEYSTAGE", "KS", NULL };
	int stage = behind(stages, s, n), year = behind(years, s, n);

	if (stage == 3 || stage == 4)
		buf_addf(out, "KS%d", stage);
	else if (year >= 7 && year <= 11)
		buf_addf(out, "KS%d", year < 10 ? 3 : 4);
	else
		buf_add(out, s, n);
}

int
number_trn(struct buf *out, const char *s, size_t n, struct err *err)
{
	if (n > 2 && (s[0] == 'R' || s[0] == 'r') &&
	    (s[1] == 'P' || s[1] == 'p')) {
		s += 2;
		n -= 2;
	}
	return plain(out, s, n, 2, 7,
	    "A TRN is seven digits; 99/12345 and RP99/12345 are taken too.",
	    err);
}

int
number_laestab(struct buf *out, const char *s, size_t n, struct err *err)
{
	return plain(out, s, n, 3, 7,
	    "A LAESTAB is seven digits: three of the local authority and "
	    "four of the school.",
	    err);
}

int
number_urn(struct buf *out, const char *s, size_t n, struct err *err)
{
	return plain(out, s, n, 0, 6, "A school's URN is six digits.", err);
}
