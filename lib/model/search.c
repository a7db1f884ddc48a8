/* SPDX-License-Identifier: ISC */
#include "model/search.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "model/id.h"

#define MOST 32
#define FORMS 3
#define BETWEEN " \xee\x80\x80 " /* U+E000: in the index, and in no words */

/* A double name, or one with an apostrophe, can be told in three ways. */
static const unsigned parting[FORMS] = { TEXT_AT_APOSTROPHE | TEXT_AT_DASH,
	TEXT_AT_DASH, 0 };

struct search {
	struct sought {
		struct buf form[FORMS]; /* empty: as one before it */
		bool begins;
	} of[MOST];
	size_t n;
};

typedef void text_fn(void *arg, const char *label, const char *s, size_t n);

/* The forms of a text that differ; the first is never left out. */
static void
make_forms(struct buf form[FORMS], const char *s, size_t n)
{
	for (size_t i = 0; i < FORMS; i++) {
		buf_reset(&form[i]);
		text_words(&form[i], s, n, parting[i]);
		for (size_t k = 0; k < i; k++) {
			if (text_equal(form[i].p, form[i].n, buf_str(&form[k])))
				buf_reset(&form[i]);
		}
	}
}

static void
release_forms(struct buf form[FORMS])
{
	for (size_t i = 0; i < FORMS; i++)
		buf_release(&form[i]);
}

static int
add_sought(struct search *q, const char *s, size_t n, bool begins,
    struct err *err)
{
	struct sought *w = &q->of[q->n];

	if (n > 0 && s[n - 1] == '*') {
		begins = true;
		n--;
	}
	if (q->n == MOST)
		return err_set(err, ST_DATA, "unsearchable", "No more than %d "
		    "words can be looked for at once.", MOST);
	if (memchr(s, '*', n) != NULL) {
		err_set(err, ST_DATA, "unsearchable", "Word %zu cannot be "
		    "looked for: its star is not the last of it.", q->n + 1);
		return err_hint(err, "Write bruis* for what begins so.");
	}
	make_forms(w->form, s, n);
	if (w->form[0].n == 0) {
		release_forms(w->form);
		err_set(err, ST_DATA, "unsearchable", "Word %zu cannot be "
		    "looked for: it has neither a letter nor a figure.",
		    q->n + 1);
		return err_hint(err, "Leave it out, and give words that stand "
		    "beside it.");
	}
	w->begins = begins;
	q->n++;
	return 0;
}

struct search *
search_new(const char *s, size_t n, struct err *err)
{
	struct search *q = mem_alloc(sizeof(*q));
	const char *end = s + n, *word;
	size_t len;
	bool star;

	while (s < end) {
		if ((len = text_blank(s, (size_t)(end - s))) > 0) {
			s += len;
			continue;
		}
		word = s;
		star = false;
		if (*s == '"') {
			word = ++s;
			while (s < end && *s != '"')
				s++;
			len = (size_t)(s - word);
			s += s < end;
			if ((star = s < end && *s == '*'))
				s++;
		} else {
			while (s < end && *s != '"' &&
			    text_blank(s, (size_t)(end - s)) == 0)
				s++;
			len = (size_t)(s - word);
		}
		if (add_sought(q, word, len, star, err) == -1)
			goto fail;
	}
	if (q->n > 0)
		return q;
	err_set(err, ST_DATA, "empty", "There are no words to search for.");
fail:
	search_free(q);
	return NULL;
}

void
search_free(struct search *q)
{
	for (size_t i = 0; q != NULL && i < q->n; i++)
		release_forms(q->of[i].form);
	free(q);
}

void
search_query(const struct search *q, struct buf *b)
{
	for (size_t i = 0; i < q->n; i++) {
		buf_adds(b, i > 0 ? " AND (" : "(");
		for (size_t k = 0; k < FORMS; k++) {
			const struct buf *form = &q->of[i].form[k];

			if (form->n > 0)
				buf_addf(b, "%s\"%s\"%s", k > 0 ? " OR " : "",
				    buf_str(form), q->of[i].begins ? " *" : "");
		}
		buf_addc(b, ')');
	}
}

/* A text, or a name in words; and not what names the record itself. */
static bool
is_searched(const struct field *f)
{
	if (f->flags & (FIELD_UNIQUE | FIELD_NAMES | FIELD_GIVEN))
		return false;
	return f->type == FIELD_TEXT ||
	    (f->type == FIELD_LINE && f->number == NULL) ||
	    (f->type == FIELD_REF && (f->flags & FIELD_OR_NAME));
}

static void
each_string(const struct json *j, int t, const char *label, text_fn *fn,
    void *arg, struct buf *scratch)
{
	char id[ID_LEN];
	const char *s;
	size_t n;

	if (json_type(j, t) == JSON_ARRAY) {
		for (int e = json_first(j, t); e >= 0; e = json_after(j, t, e))
			each_string(j, e, label, fn, arg, scratch);
	} else if (json_type(j, t) == JSON_STRING) {
		s = json_text(j, t, scratch, &n);
		if (!id_is(id, s, n))
			fn(arg, label, s, n);
	}
}

static void
each_text(const struct field *fields, const struct json *j, int object,
    const char *label, text_fn *fn, void *arg, struct buf *scratch)
{
	for (const struct field *f = fields; f->name != NULL; f++) {
		int t = json_get(j, object, f->name);
		const char *of = label != NULL ? label : f->label;

		if (t < 0)
			continue;
		if (is_searched(f))
			each_string(j, t, of, fn, arg, scratch);
		else if (f->type == FIELD_OBJECT && !(f->flags & FIELD_MANY))
			each_text(f->sub, j, t, of, fn, arg, scratch);
		else if (f->type == FIELD_OBJECT)
			for (int e = json_first(j, t); e >= 0;
			     e = json_after(j, t, e))
				each_text(f->sub, j, e, of, fn, arg, scratch);
	}
}

/* Also a school's own fields, and why the version was made. */
static void
each_text_of(const struct kind *kind, const struct json *j, text_fn *fn,
    void *arg)
{
	struct buf scratch = BUF_INIT, name = BUF_INIT;
	int t = json_get(j, 0, "amended");
	const char *s;
	size_t n;

	each_text(kind->fields, j, 0, NULL, fn, arg, &scratch);
	for (int m = json_first(j, 0); m >= 0; m = json_after(j, 0, m)) {
		s = json_text(j, m, &scratch, &n);
		if (n < 3 || memcmp(s, "x_", 2) != 0)
			continue;
		buf_reset(&name);
		buf_add(&name, s, n);
		each_string(j, m + 1, buf_str(&name), fn, arg, &scratch);
	}
	if (t >= 0 && json_type(j, t) == JSON_OBJECT &&
	    (t = json_get(j, t, "reason")) >= 0)
		each_string(j, t, "Reason", fn, arg, &scratch);
	buf_release(&scratch);
	buf_release(&name);
}

static bool
is_plain(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] > 0x7f || s[i] == '\'' || s[i] == '-' ||
		    s[i] == '`')
			return false;
	return true;
}

/* A text; and after it, those of its words that could be told otherwise. */
static void
add_text(void *arg, const char *label, const char *s, size_t n)
{
	struct buf *b = arg, form[FORMS] = { BUF_INIT, BUF_INIT, BUF_INIT };
	size_t len, start = b->n;

	(void)label;
	buf_adds(b, b->n > 0 ? BETWEEN : "");
	len = b->n;
	text_words(b, s, n, parting[0]);
	if (b->n == len)
		buf_cut(b, start);
	for (; n > 0; s += len, n -= len) {
		if ((len = text_blank(s, n)) > 0)
			continue;
		while (len < n && text_blank(s + len, n - len) == 0)
			len++;
		if (is_plain(s, len))
			continue;
		make_forms(form, s, len);
		for (size_t i = 1; i < FORMS; i++)
			if (form[i].n > 0)
				buf_addf(b, BETWEEN "%s", buf_str(&form[i]));
	}
	release_forms(form);
}

void
search_index(struct buf *b, const struct kind *kind, const struct json *j)
{
	if (kind->search)
		each_text_of(kind, j, add_text, b);
}

struct look {
	const struct search *q;
	uint32_t found;
	struct buf *fields;
	struct buf text;
	size_t last; /* where the last label in fields begins */
};

static bool
holds(const struct buf *text, const struct sought *w)
{
	struct buf form = BUF_INIT;
	bool found = false;

	for (size_t i = 0; !found && i < FORMS; i++) {
		if (w->form[i].n == 0)
			continue;
		buf_reset(&form);
		buf_addf(&form, " %s%s", buf_str(&w->form[i]),
		    w->begins ? "" : " ");
		found = strstr(buf_str(text), buf_str(&form)) != NULL;
	}
	buf_release(&form);
	return found;
}

static void
look_in(void *arg, const char *label, const char *s, size_t n)
{
	struct look *l = arg;
	uint32_t here = 0;
	struct buf words = BUF_INIT;

	add_text(&words, label, s, n);
	buf_reset(&l->text);
	buf_addf(&l->text, " %s ", buf_str(&words));
	buf_release(&words);
	for (size_t i = 0; i < l->q->n; i++)
		here |= (uint32_t)holds(&l->text, &l->q->of[i]) << i;
	l->found |= here;
	if (here == 0 || strcmp(buf_str(l->fields) + l->last, label) == 0)
		return;
	buf_adds(l->fields, l->fields->n > 0 ? ", " : "");
	l->last = l->fields->n;
	buf_adds(l->fields, label);
}

bool
search_where(const struct search *q, const struct kind *kind,
    const struct json *j, struct buf *fields)
{
	struct look l = { .q = q, .fields = fields };

	buf_reset(fields);
	each_text_of(kind, j, look_in, &l);
	buf_release(&l.text);
	return l.found == (uint32_t)(((uint64_t)1 << q->n) - 1);
}
