/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/text/text.h"
#include "domain/chronology/chronology_inside.h"

void
chronology_limited(struct buf *b, const char *name,
    const struct buf *text, size_t most)
{
	static const char cut[] = " … (shortened: the record itself has all)";
	struct buf part = BUF_INIT;
	size_t start, n = text->n;

	json_key(b, name);
	start = b->n;
	json_string(b, buf_str(text), n);
	while (b->n - start > most && n > 0) {
		n = text_utf8(text->p, n / 2);
		buf_reset(&part);
		buf_add(&part, text->p, n);
		buf_adds(&part, cut);
		buf_cut(b, start);
		json_string(b, part.p, part.n);
	}
	buf_release(&part);
}

size_t
chronology_room(const struct buf *b, size_t start, size_t most)
{
	return b->n - start < most ? most - (b->n - start) : 0;
}

/*
 * Whether a change of the field is told with this event: what tells a later
 * moment has an event of its own, save when it was taken away.
 */
static bool
is_told(const struct chronology_making *e, const struct field *f, int was,
    int now)
{
	bool later = chronology_is_moment(e->kind, f) ||
	    ((e->key->flags & KEY_LATE) && e->kind->at != NULL &&
		strcmp(f->name, e->kind->at) == 0);

	if (f->flags & (FIELD_FRESH | FIELD_GIVEN))
		return false;
	if (e->moment != NULL)
		return f == e->moment && was >= 0;
	return !later || (was >= 0 && now < 0);
}

bool
chronology_is_hidden(const struct chronology_making *e,
    const struct field *f)
{
	return e->c->setup.pseudonym &&
	    (!chronology_names_nobody(f) || (e->own && (f->flags &
		(FIELD_SENSITIVE | FIELD_REQUIRED))));
}

static int
put_side(struct chronology_making *e, const char *name,
    const struct field *f, const struct json *j, int t, struct err *err)
{
	struct chronology *c = e->c;

	if (t < 0)
		return 0;
	buf_reset(&c->scratch);
	if (chronology_is_hidden(e, f))
		buf_adds(&c->scratch, "(left out)");
	else if (chronology_value(c, &c->scratch, f, j, t, err) == -1)
		return -1;
	chronology_limited(&e->amended, name, &c->scratch,
	    chronology_room(&e->amended, 0, AMENDED_MOST));
	return 0;
}

static int
put_change(struct chronology_making *e, const char *label,
    const struct field *f, int was, int now, struct err *err)
{
	struct buf *b = &e->amended;

	if (chronology_room(b, 0, AMENDED_MOST) < FEW) {
		e->left_out = true;
		return 0;
	}
	json_item(b);
	json_open(b, '{');
	json_pair(b, "field", label);
	if (put_side(e, "was", f, &e->c->was, was, err) == -1 ||
	    put_side(e, "now", f, &e->c->now, now, err) == -1)
		return -1;
	json_close(b, '}');
	return 0;
}

/* A school's own fields, x_…: those of one version, whose twins differ. */
static int
put_own_changes(struct chronology_making *e, const struct json *from,
    const struct json *other, bool gone, struct err *err)
{
	char name[64];
	const char *s;
	size_t n;
	int t, u;

	for (t = json_first(from, 0); t >= 0; t = json_after(from, 0, t)) {
		s = json_text(from, t, &e->c->value, &n);
		if (n < 3 || n >= sizeof(name) || memcmp(s, "x_", 2) != 0)
			continue;
		memcpy(name, s, n);
		name[n] = '\0';
		u = json_get(other, 0, name);
		if (gone ? u >= 0 : json_same(from, t + 1, other, u))
			continue;
		if (put_change(e, name, NULL, gone ? t + 1 : u,
			gone ? -1 : t + 1, err) == -1)
			return -1;
	}
	return 0;
}

static int
put_changes(struct chronology_making *e, struct err *err)
{
	struct chronology *c = e->c;

	for (const struct field *f = e->kind->fields; f->name != NULL; f++) {
		int was = json_get(&c->was, 0, f->name);
		int now = json_get(&c->now, 0, f->name);

		if (json_same(&c->was, was, &c->now, now) ||
		    !is_told(e, f, was, now))
			continue;
		if (put_change(e, f->label, f, was, now, err) == -1)
			return -1;
	}
	if (e->moment != NULL)
		return 0;
	return put_own_changes(e, &c->now, &c->was, false, err) == -1
	    ? -1 : put_own_changes(e, &c->was, &c->now, true, err);
}

int
chronology_amended(struct chronology_making *e, const struct stored *row,
    bool tell, struct err *err)
{
	struct buf *b = &e->amended;
	int amended = json_get(&e->c->now, 0, "amended");
	int reason = amended < 0 ? -1
				 : json_get(&e->c->now, amended, "reason");
	size_t start = b->n, before;
	const char *s;
	size_t n;

	if (chronology_room(b, 0, AMENDED_MOST) < FEW) {
		e->left_out = true;
		return 0;
	}
	json_item(b);
	json_open(b, '{');
	json_key(b, "version");
	json_num(b, row->version);
	json_pair(b, "at", row->recorded_at);
	json_pair(b, "by", row->recorded_by);
	if (reason >= 0 && !e->c->setup.pseudonym) {
		s = json_text(&e->c->now, reason, &e->c->value, &n);
		buf_reset(&e->c->scratch);
		buf_add(&e->c->scratch, s, n);
		chronology_limited(b, "reason", &e->c->scratch,
		    chronology_room(b, 0, AMENDED_MOST));
	}
	before = b->n;
	if (tell) {
		json_key(b, "changes");
		json_open(b, '[');
		n = b->n;
		if (put_changes(e, err) == -1)
			return -1;
		if (b->n == n)
			buf_cut(b, before);
		else
			json_close(b, ']');
	}
	if (tell && b->n == before && (reason < 0 || e->moment != NULL))
		buf_cut(b, start);
	else
		json_close(b, '}');
	return 0;
}
