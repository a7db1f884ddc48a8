/* SPDX-License-Identifier: ISC */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text/date.h"
#include "base/text/text.h"
#include "model/rec/rec_inside.h"

#define FEW 120 /* bytes of words that a message lists */

int
rec_lacks(struct err *err, const char *field, const char *sentence)
{
	err_set(err, ST_DATA, ERR_MISSING, "%s", sentence);
	return err_field(err, field);
}

int
rec_bad(struct err *err, const struct field *f, const char *code,
    const char *what)
{
	err_set(err, ST_DATA, code, "%s %s.", f->label, what);
	return err_field(err, f->name);
}

/*
 * What was typed, fit to be repeated in a message: short and made of plain
 * signs, so that no sentence of a child's gets into a log.
 */
static bool
repeatable(const char *s, size_t n, char out[41])
{
	if (n == 0 || n > 40)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!((s[i] >= 'a' && s[i] <= 'z') ||
			(s[i] >= 'A' && s[i] <= 'Z') ||
			(s[i] >= '0' && s[i] <= '9') ||
			strchr("-_/:.+", s[i]) != NULL))
			return false;
	}
	memcpy(out, s, n);
	out[n] = '\0';
	return true;
}

/* "a, b or c": of the words those that hold part. */
static void
list_words(struct buf *b, const char *const *words, const char *part)
{
	const char *last = NULL;

	for (; *words != NULL; words++) {
		if (strstr(*words, part) == NULL)
			continue;
		if (last != NULL)
			buf_addf(b, "%s%s", b->n > 0 ? ", " : "", last);
		last = *words;
	}
	if (last != NULL)
		buf_addf(b, "%s%s", b->n > 0 ? " or " : "", last);
}

/* The right words, as far as a sentence can tell them. */
static void
right_words(struct buf *b, const struct field *f, const char *const *right,
    const char *typed, const char *nearest)
{
	struct buf words = BUF_INIT;
	bool like;

	if (nearest != NULL)
		buf_adds(&words, nearest);
	else if (strlen(typed) > 2)
		list_words(&words, right, typed);
	like = words.n > 0;
	if (!like)
		list_words(&words, right, "");
	if (words.n == 0 || words.n > FEW)
		buf_addf(b, "See %s(5), or --describe, for the right ones.",
		    f->type == FIELD_CODE ? "vigil-rules" : "vigil-records");
	else
		buf_addf(b, like ? "Did you mean %s?" : "It takes %s.",
		    words.p);
	buf_release(&words);
}

static int
no_such_word(struct err *err, const struct field *f,
    const char *const *words, const char *s, size_t n, const char *nearest)
{
	struct buf right = BUF_INIT;
	char typed[41];

	if (repeatable(s, n, typed)) {
		right_words(&right, f, words, typed, nearest);
		err_set(err, ST_DATA, "bad-word", "%s has no value %s. %s",
		    f->label, typed, buf_str(&right));
	} else {
		right_words(&right, f, words, "", NULL);
		err_set(err, ST_DATA, "bad-word",
		    "%s has no such value. %s", f->label, buf_str(&right));
	}
	buf_release(&right);
	return err_field(err, f->name);
}

/* Capitals make no other word. */
static bool
same_word(const char *s, size_t n, const char *word)
{
	return strlen(word) == n && strncasecmp(s, word, n) == 0;
}

int
rec_word(struct buf *out, const struct field *f, const char *s, size_t n,
    const struct rec_context *ctx, struct err *err)
{
	char word[64];
	const char *nearest, **codes;
	int has;

	for (size_t i = 0; f->type == FIELD_WORD && f->words[i] != NULL;
	     i++) {
		if (same_word(s, n, f->words[i])) {
			json_cstr(out, f->words[i]);
			return 0;
		}
	}
	word[0] = '\0';
	for (size_t i = 0; n < sizeof(word) && i < n; i++) {
		word[i] = (char)tolower((unsigned char)s[i]);
		word[i + 1] = '\0';
	}
	if (f->type == FIELD_WORD)
		return no_such_word(err, f, f->words, s, n, n < sizeof(word)
		    ? text_nearest(word, f->words) : NULL);
	has = n < sizeof(word) ? codes_has(ctx->codes, f->list, word,
	    &nearest, err) : 0;
	if (has == 1)
		json_cstr(out, word);
	if (has != 0)
		return has == 1 ? 0 : -1;
	if ((codes = codes_words(ctx->codes, f->list, err)) == NULL)
		return -1;
	no_such_word(err, f, codes, s, n, n < sizeof(word) ? nearest : NULL);
	free(codes);
	return -1;
}

static int
put_date(struct buf *out, const struct field *f, const char *s, size_t n,
    const struct rec_context *ctx, struct err *err)
{
	int32_t last = field_last_day(f, time_day(ctx->as_at)), day;
	char text[DATE_LEN];

	if (date_read(&day, s, n, last) != DATE_REAL) {
		date_refuse(err, ST_DATA, f->label, s, n, last);
		return err_field(err, f->name);
	}
	if ((f->flags & FIELD_PAST) && day > time_day(ctx->as_at))
		return rec_bad(err, f, "future", "lies in the future");
	date_format(day, text);
	json_string(out, text, DATE_LEN - 1);
	return 0;
}

static int
put_time(struct buf *out, const struct field *f, const char *s, size_t n,
    const struct rec_context *ctx, struct err *err)
{
	char text[TIME_LEN];
	int64_t t;

	if (time_read(s, n, field_last_day(f, time_day(ctx->as_at)), &t,
		err) == -1)
		return err_field(err, f->name);
	if ((f->flags & FIELD_PAST) && t > ctx->as_at)
		return rec_bad(err, f, "future", "lies in the future");
	time_format(t, text);
	json_string(out, text, TIME_LEN - 1);
	return 0;
}

/* The role as it is kept, or NULL. */
static const char *
role_of(const char *s, size_t n)
{
	for (size_t i = 0; words_role[i] != NULL; i++) {
		if (same_word(s, n, words_role[i]))
			return words_role[i];
	}
	for (size_t i = 0; words_to[i] != NULL; i++) {
		if (same_word(s, n, words_to[i]))
			return words_to[i];
	}
	return NULL;
}

bool
rec_is_role(const char *s, size_t n)
{
	return role_of(s, n) != NULL;
}

static int
check_line(const struct field *f, const char *s, size_t n, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		if ((unsigned char)s[i] < ' ' || s[i] == 0x7f)
			return rec_bad(err, f, "control",
			    "must be one line of text");
	}
	return 0;
}

static int
put_ref(struct buf *out, const struct field *f, const char *s, size_t n,
    const struct rec_context *ctx, struct err *err)
{
	const char *near = NULL, *role;
	char id[ID_LEN], typed[41];

	if ((f->flags & FIELD_OR_ROLE) && (role = role_of(s, n)) != NULL) {
		json_cstr(out, role);
		return 0;
	}
	switch (ctx->find(ctx->arg, f->refs, s, n, id, err)) {
	case 1:
		json_cstr(out, id);
		return 0;
	case 0:
		break;
	default:
		return err_field(err, f->name);
	}
	if (f->flags & FIELD_OR_NAME) {
		if (check_line(f, s, n, err) == -1)
			return -1;
		json_string(out, s, n);
		return 0;
	}
	if (repeatable(s, n, typed)) {
		err_set(err, ST_DATA, ERR_UNKNOWN_ID,
		    "No %s on record goes by %s.",
		    kind_nth(f->refs, 0)->name, typed);
		if (f->flags & FIELD_OR_ROLE)
			near = text_nearest(typed, words_to);
		if ((f->flags & FIELD_OR_ROLE) && near == NULL)
			near = text_nearest(typed, words_role);
		if (near != NULL)
			err_hint(err, "Did you mean %s?", near);
	} else {
		err_set(err, ST_DATA, ERR_UNKNOWN_ID,
		    "%s must be the id of a record that is there.", f->label);
	}
	return err_field(err, f->name);
}

static int
put_code(struct buf *out, const struct field *f, const char *s, size_t n,
    const struct reading *r, struct err *err)
{
	struct buf code = BUF_INIT;
	size_t from = out->n;
	int rc = rec_word(out, f, s, n, r->ctx, err);

	if (rc == -1)
		return -1;
	/* as it is in the list: what was written stands in quotes */
	buf_add(&code, out->p + from + 1, out->n - from - 2);
	rc = codes_in_use(r->ctx->codes, f->list, buf_str(&code), r->day, err);
	buf_release(&code);
	return rc == 0 ? 0 : err_field(err, f->name);
}

static int
put_string(struct buf *out, const struct field *f, const char *s, size_t n,
    const struct reading *r, struct err *err)
{
	const struct rec_context *ctx = r->ctx;
	struct buf number = BUF_INIT;
	int rc;

	if (text_unseen(s, n))
		return rec_bad(err, f, "blank", "must not be blank");
	switch (f->type) {
	case FIELD_DATE:
		return put_date(out, f, s, n, ctx, err);
	case FIELD_TIME:
		return put_time(out, f, s, n, ctx, err);
	case FIELD_WORD:
		break;
	case FIELD_CODE:
		return put_code(out, f, s, n, r, err);
	case FIELD_REF:
		return put_ref(out, f, s, n, ctx, err);
	case FIELD_LINE:
		if (check_line(f, s, n, err) == -1)
			return -1;
		break;
	default:
		break;
	}
	if (f->kept != NULL) {
		f->kept(&number, s, n);
		s = number.p;
		n = number.n;
	} else if (f->number != NULL) {
		if (f->number(&number, s, n, err) == -1) {
			buf_release(&number);
			return err_field(err, f->name);
		}
		s = number.p;
		n = number.n;
	}
	rc = 0;
	if (f->type == FIELD_WORD)
		rc = rec_word(out, f, s, n, ctx, err);
	else
		json_string(out, s, n);
	buf_release(&number);
	return rc;
}

/*
 * Where text is kept a number may stand without quotation marks (year 9, a
 * reference of another system); but not in a telephone number, which would
 * have lost its nought.
 */
static bool
takes_number(const struct field *f)
{
	return f->kept != NULL ||
	    (f->type == FIELD_LINE && (f->flags & FIELD_SENSITIVE) == 0);
}

int
rec_value(struct buf *out, const struct field *f, int t, struct reading *r,
    struct err *err)
{
	enum json_type type = json_type(r->j, t);
	char text[24];
	const char *s;
	size_t n;
	int64_t whole;

	switch (f->type) {
	case FIELD_BOOL:
		if (type != JSON_TRUE && type != JSON_FALSE)
			return rec_bad(err, f, "type", "must be true or false");
		json_bool(out, type == JSON_TRUE);
		return 0;
	case FIELD_INT:
		if (!json_int(r->j, t, &whole) || whole < 0)
			return rec_bad(err, f, "type",
			    "must be a whole number, 0 or more");
		json_num(out, whole);
		return 0;
	case FIELD_OBJECT:
		if (type != JSON_OBJECT)
			return rec_bad(err, f, "type",
			    "must be an object, in braces");
		return rec_object(out, f->sub, t, r, err);
	default:
		if (takes_number(f) && json_int(r->j, t, &whole)) {
			snprintf(text, sizeof(text), "%" PRId64, whole);
			return put_string(out, f, text, strlen(text), r, err);
		}
		if (type != JSON_STRING)
			return rec_bad(err, f, "type",
			    "must be text, in quotation marks");
		if (r->j->tok[t].escaped) {
			struct buf own = BUF_INIT;
			int rc;

			s = json_text(r->j, t, &own, &n);
			rc = put_string(out, f, s, n, r, err);
			buf_release(&own);
			return rc;
		}
		s = json_text(r->j, t, &r->scratch, &n);
		return put_string(out, f, s, n, r, err);
	}
}
