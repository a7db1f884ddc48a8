/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/text/date.h"
#include "base/text/text.h"
#include "model/kind.h"

const struct kind *
kind_named(const char *name, size_t n)
{
	for (size_t i = 0; kinds[i] != NULL; i++) {
		if (text_equal(name, n, kinds[i]->name))
			return kinds[i];
	}
	return NULL;
}

const struct kind *
kind_of_id(const char *id)
{
	size_t n = *id == '\0' || id[1] == '\0' ? 0
	    : id[1] == '-' ? 1 : id[2] == '-' ? 2 : 0;

	for (size_t i = 0; n > 0 && kinds[i] != NULL; i++) {
		if (kinds[i]->prefix != NULL &&
		    text_equal(id, n, kinds[i]->prefix))
			return kinds[i];
	}
	return NULL;
}

bool
kind_among(const char *refs, const struct kind *kind)
{
	size_t n;

	if (kind == NULL || kind->prefix == NULL)
		return false;
	if (*refs == '*')
		return true;
	for (; *refs != '\0'; refs += n + (refs[n] == ' ')) {
		n = strcspn(refs, " ");
		if (text_equal(refs, n, kind->name))
			return true;
	}
	return false;
}

const struct kind *
kind_nth(const char *refs, size_t n)
{
	size_t len = strcspn(refs, " ");

	if (*refs != '*') {
		for (; n > 0 && len > 0; n--) {
			refs += len + (refs[len] == ' ');
			len = strcspn(refs, " ");
		}
		return kind_named(refs, len);
	}
	for (size_t i = 0; kinds[i] != NULL; i++) {
		if (kinds[i]->prefix != NULL && n-- == 0)
			return kinds[i];
	}
	return NULL;
}

const struct field *
field_named(const struct field *f, const char *name, size_t n)
{
	for (; f->name != NULL; f++) {
		if (text_equal(name, n, f->name))
			return f;
	}
	return NULL;
}

int32_t
field_last_day(const struct field *f, int32_t today)
{
	return f->flags & FIELD_BORN ? today : date_ahead(today);
}

bool
field_says_whose(const struct field *f)
{
	return f->type == FIELD_REF || f->type == FIELD_DATE ||
	    f->type == FIELD_TIME || f->type == FIELD_RECEIPT ||
	    (f->flags & (FIELD_UNIQUE | FIELD_WHOSE)) != 0;
}

int
kind_in_order(const struct json *j, int first, int second, const char *field,
    const char *sentence, struct err *err)
{
	struct buf unused = BUF_INIT;
	const char *a, *b;
	size_t na, nb;

	if (first < 0 || second < 0)
		return 0;
	/* both are canonical: ISO dates and UTC times order as bytes */
	a = json_text(j, first, &unused, &na);
	b = json_text(j, second, &unused, &nb);
	if (memcmp(a, b, na < nb ? na : nb) <= 0)
		return 0;
	err_set(err, ST_DATA, "order", "%s", sentence);
	return err_field(err, field);
}
