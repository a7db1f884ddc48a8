/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/text/text.h"
#include "model/rec/rec.h"

static const char *const yes[] = { "yes", "y", "true", NULL };
static const char *const no[] = { "no", "n", "false", NULL };

static int
put_item(struct buf *out, const struct field *f, const char *s, size_t n,
    struct err *err)
{
	char word[64];

	switch (f->type) {
	case FIELD_BOOL:
		if (!text_among(yes, s, n) && !text_among(no, s, n)) {
			err_set(err, ST_DATA, "type",
			    "%s must be yes or no.", f->label);
			return err_field(err, f->name);
		}
		json_bool(out, text_among(yes, s, n));
		return 0;
	case FIELD_INT:
		if (n == 0 || n > 15 || strspn(s, "0123456789") < n) {
			err_set(err, ST_DATA, "type",
			    "%s must be a whole number.", f->label);
			return err_field(err, f->name);
		}
		while (n > 1 && *s == '0') { /* no leading zeros in JSON */
			s++;
			n--;
		}
		buf_add(out, s, n);
		return 0;
	case FIELD_WORD:
	case FIELD_CODE:
		for (size_t i = 0; f->words != NULL && f->words[i] != NULL;
		     i++) {
			if (n == strlen(f->words[i]) &&
			    strncasecmp(s, f->words[i], n) == 0) {
				json_cstr(out, f->words[i]);
				return 0;
			}
		}
		if (n >= sizeof(word))
			break;
		for (size_t i = 0; i < n; i++) {
			word[i] = s[i] == ' ' || s[i] == '_' ? '-' : s[i];
			if (word[i] >= 'A' && word[i] <= 'Z')
				word[i] = (char)(word[i] - 'A' + 'a');
		}
		json_string(out, word, n);
		return 0;
	default:
		break;
	}
	json_string(out, s, n);
	return 0;
}

int
rec_cell(struct buf *out, const struct field *f, const char *s, size_t n,
    struct err *err)
{
	if (f->type == FIELD_OBJECT) {
		err_set(err, ST_DATA, "type",
		    "%s has parts; name one of them, as %s.%s, in the "
		    "header or with --map.", f->label, f->name,
		    f->sub[0].name);
		return err_field(err, f->name);
	}
	if (f->type != FIELD_TEXT)
		text_trim(&s, &n);
	if (!(f->flags & FIELD_MANY))
		return put_item(out, f, s, n, err);
	json_open(out, '[');
	while (n > 0) {
		const char *semi = memchr(s, ';', n), *item = s;
		size_t len = semi == NULL ? n : (size_t)(semi - s);

		n -= semi == NULL ? len : len + 1;
		s += semi == NULL ? len : len + 1;
		text_trim(&item, &len);
		if (len == 0)
			continue;
		json_item(out);
		if (put_item(out, f, item, len, err) == -1)
			return -1;
	}
	json_close(out, ']');
	return 0;
}
