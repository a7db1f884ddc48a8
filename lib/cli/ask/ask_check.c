/* SPDX-License-Identifier: ISC */
#include "cli/ask/ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"

struct answer *
ask_answer(struct ask *a, const struct field *f)
{
	for (size_t i = 0; i < a->n; i++) {
		if (a->v[i].field == f)
			return &a->v[i];
	}
	a->v = mem_resize(a->v, a->n + 1, sizeof(*a->v));
	memset(&a->v[a->n], 0, sizeof(*a->v));
	a->v[a->n].field = f;
	return &a->v[a->n++];
}

/* One value as a person reads it. */
static void
put_value(struct ask *a, const struct json *j, int t, const struct field *f,
    struct buf *out)
{
	struct buf scratch = BUF_INIT;
	const char *s;
	size_t n;

	switch (json_type(j, t)) {
	case JSON_ARRAY:
		for (int i = json_first(j, t), first = i; i >= 0;
		     i = json_after(j, t, i)) {
			if (i != first)
				buf_adds(out, f->type == FIELD_WORD ||
					f->type == FIELD_CODE ? ", " : "\n");
			put_value(a, j, i, f, out);
		}
		break;
	case JSON_OBJECT:
		for (int i = json_first(j, t), first = i; i >= 0;
		     i = json_after(j, t, i)) {
			const struct field *sub;

			s = json_text(j, i, &scratch, &n);
			sub = field_named(f->sub, s, n);
			if (sub == NULL)
				continue;
			buf_addf(out, "%s%s: ", i == first ? "" : "; ",
			    sub->label);
			put_value(a, j, i + 1, sub, out);
		}
		break;
	case JSON_TRUE:
		buf_adds(out, "yes");
		break;
	case JSON_FALSE:
		buf_adds(out, "no");
		break;
	case JSON_STRING:
		s = json_text(j, t, &scratch, &n);
		if (f->type == FIELD_TIME || f->type == FIELD_DATE) {
			ask_say_time(s, n, out);
			break;
		}
		buf_add(out, s, n);
		if (f->type == FIELD_REF) {
			struct buf id = BUF_INIT;

			buf_add(&id, s, n);
			ask_name(a, buf_str(&id), out);
			buf_release(&id);
		}
		break;
	default:
		s = json_raw(j, t, &n);
		buf_add(out, s, n);
	}
	buf_release(&scratch);
}

static size_t
label_width(const struct ask *a)
{
	size_t w, widest = 0;

	for (size_t i = 0; i < a->n; i++) {
		w = text_width(a->v[i].field->label,
		    strlen(a->v[i].field->label));
		widest = w > widest ? w : widest;
	}
	return widest;
}

static void
show(struct ask *a)
{
	struct buf b = BUF_INIT;
	struct json j = { 0 };
	struct err ignored;
	size_t wide = label_width(a);

	ask_say(a, "\nPlease check:\n\n");
	for (size_t i = 0; i < a->n; i++) {
		const struct field *f = a->v[i].field;

		ask_say(a, "%3zu  %-*s  ", i + 1, (int)wide, f->label);
		buf_reset(&b);
		if (a->v[i].json.n == 0)
			buf_addc(&b, '-');
		else if (json_parse(&j, a->v[i].json.p, a->v[i].json.n, 0,
			     &ignored) == 0)
			put_value(a, &j, 0, f, &b);
		ask_show(a, buf_str(&b), b.n, wide + 7);
	}
	json_release(&j);
	buf_release(&b);
}

/* Asks one again; an answer that was there stays unless it is taken away. */
static int
ask_anew(struct ask *a, struct answer *v, struct err *err)
{
	const struct field *f = v->field;
	bool needed = f->flags & FIELD_REQUIRED && !a->change;
	bool had = v->json.n > 0;
	int rc;

	rc = ask_field(a, a->kind, f,
	    needed && (f->type == FIELD_TEXT || !had), NULL, &v->json, err);
	if (rc != 0 || !had || needed)
		return rc == -1 ? -1 : 0;
	rc = ask_yes(a, "Take the answer away that was there? [y/N] ",
	    false, err);
	if (rc == 1)
		buf_reset(&v->json);
	return rc == -1 ? -1 : 0;
}

/* A number of the list, or the name of a field that was not asked for. */
static int
mend(struct ask *a, const char *s, size_t n, struct err *err)
{
	const struct field *f;
	struct buf name = BUF_INIT;
	const char *near;
	char *end;
	unsigned long i;

	buf_add(&name, s, n);
	i = strtoul(buf_str(&name), &end, 10);
	f = field_named(a->kind->fields, s, n);
	if (n > 0 && *end == '\0' && i >= 1 && i <= a->n)
		f = a->v[i - 1].field;
	if (f != NULL && !(f->flags & FIELD_GIVEN)) {
		buf_release(&name);
		return ask_anew(a, ask_answer(a, f), err);
	}
	near = rec_nearest_field(a->kind, buf_str(&name));
	ask_say(a, "%s is neither a number of the list nor the name of a "
		   "field.", buf_str(&name));
	if (near != NULL)
		ask_say(a, " Did you mean %s?", near);
	ask_say(a, "\n");
	buf_release(&name);
	return 0;
}

/* What no single answer can say; 1 all is well, 0 one was asked again. */
static int
whole(struct ask *a, struct err *err)
{
	struct buf record = BUF_INIT, content = BUF_INIT;
	struct json j = { 0 };
	const struct field *f;
	int rc = 1;

	if (a->change)
		return 1;
	ask_record(a, &record);
	if (json_parse(&j, record.p, record.n, 0, err) == -1 ||
	    rec_accept(&content, a->kind, &j, &a->cmd->s.context, err) == -1) {
		f = field_named(a->kind->fields, err->field,
		    strlen(err->field));
		rc = err->status == ST_DATA && f != NULL ? 0 : -1;
	}
	if (rc == 0) {
		ask_say(a, "%s\n", err->msg);
		rc = ask_anew(a, ask_answer(a, f), err);
	}
	buf_release(&record);
	buf_release(&content);
	json_release(&j);
	return rc;
}

int
ask_check(struct ask *a, struct err *err)
{
	const char *s;
	size_t n;
	int rc;

	for (;;) {
		if (a->n > 0)
			show(a);
		if (ask_line(a, "\ns stores it. A number changes that answer, "
			"a field's name adds one.\nq stops without storing. "
			"> ", err) == -1)
			return -1;
		s = buf_str(&a->line);
		n = a->line.n;
		text_trim(&s, &n);
		if (n == 1 && (*s == 'q' || *s == 'Q'))
			return ask_stopped(err);
		rc = 0;
		if (n == 1 && (*s == 's' || *s == 'S'))
			rc = whole(a, err);
		else if (n > 0)
			rc = mend(a, s, n, err);
		if (rc != 0)
			return rc == 1 ? 0 : -1;
	}
}
