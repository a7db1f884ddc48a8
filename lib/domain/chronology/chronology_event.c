/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "base/text/date.h"
#include "domain/chronology/chronology_inside.h"

static bool
names_another(const struct chronology_making *e, const struct json *j)
{
	int t = e->kind->subject == NULL ? -1
					 : json_get(j, 0, e->kind->subject);

	return t >= 0 && json_type(j, t) == JSON_STRING &&
	    kind_of_id(json_raw(j, t, &(size_t){ 0 }) + 1) == &kind_pupil &&
	    !json_is(j, t, e->c->pupil);
}

/* The version after one that named the child and names it no more. */
static int
look_former(struct chronology_making *e, const struct stored *row,
    struct err *err)
{
	int part;

	enum chronology_naming was = chronology_named(e->c, e->kind,
	    &e->c->was, &part);

	if (was == NAMED_NOT ||
	    chronology_named(e->c, e->kind, &e->c->now, &part) != NAMED_NOT)
		return 0;
	e->moved_out = was == NAMED_ITSELF && names_another(e, &e->c->now);
	return chronology_amended(e, row, false, err);
}

static void
remember(struct chronology_making *e, const struct stored *row)
{
	struct chronology *c = e->c;
	bool recorded = e->versions == 1;

	e->receipt = row->receipt;
	snprintf(e->state, sizeof(e->state), "%s", row->state);
	if (e->moment != NULL && chronology_moment(&c->now, e->moment) >= 0)
		recorded = e->versions == 1 ||
		    chronology_moment(&c->was, e->moment) < 0;
	if (!recorded)
		return;
	memcpy(e->at, row->recorded_at, sizeof(e->at));
	memcpy(e->by, row->recorded_by, sizeof(e->by));
}

static int
look(void *arg, const struct stored *row, struct err *err)
{
	struct chronology_making *e = arg;
	struct chronology *c = e->c;
	struct json tape = c->was;
	struct buf text = c->other;

	if (row->version > e->key->version)
		return 1;
	c->was = c->now;
	c->now = tape;
	c->other = c->text;
	c->text = text;
	buf_reset(&c->text);
	buf_add(&c->text, row->body, row->len);
	if (json_parse(&c->now, c->text.p, c->text.n, 0, err) == -1)
		return -1;
	e->versions++;
	remember(e, row);
	if (e->versions == 1)
		return 0;
	if (e->key->flags & KEY_FORMER)
		return look_former(e, row, err);
	if (e->moment == NULL && names_another(e, &c->was) &&
	    !names_another(e, &c->now))
		e->moved_in = true;
	return chronology_amended(e, row, true, err);
}

/* The text that a kind is there for: its required one, else its first. */
static const struct field *
main_text(const struct kind *kind)
{
	const struct field *first = NULL;

	for (const struct field *f = kind->fields; f->name != NULL; f++) {
		if (f->type != FIELD_TEXT || (f->flags & FIELD_MANY))
			continue;
		if (f->flags & FIELD_REQUIRED)
			return f;
		if (first == NULL && !(f->flags & FIELD_PROGRESS))
			first = f;
	}
	return first;
}

static bool
is_detail(const struct chronology_making *e, const struct field *f, int t)
{
	const struct kind *k = e->kind;
	bool is_at = k->at != NULL && strcmp(f->name, k->at) == 0;

	if (f == main_text(k) || chronology_in_words(k, f) || is_at ||
	    chronology_is_moment(k, f) ||
	    (f->flags & (FIELD_FRESH | FIELD_GIVEN)))
		return false;
	if ((f->flags & FIELD_UNIQUE) && f->number == NULL)
		return false; /* the sender's own name for it */
	if (e->own && (f->flags & FIELD_SENSITIVE))
		return false; /* the page says whose it is */
	if (chronology_is_hidden(e, f))
		return false;
	return f->type != FIELD_REF || !json_is(&e->c->now, t, e->c->pupil);
}

static int
put_detail(struct chronology_making *e, struct buf *b, size_t start,
    const char *label, const struct field *f, int t, struct err *err)
{
	struct chronology *c = e->c;

	if (chronology_room(b, start, DETAILS_MOST) < FEW) {
		e->left_out = true;
		return 0;
	}
	buf_reset(&c->scratch);
	if (chronology_value(c, &c->scratch, f, &c->now, t, err) == -1)
		return -1;
	json_item(b);
	json_open(b, '{');
	json_pair(b, "field", label);
	chronology_limited(b, "value", &c->scratch,
	    chronology_room(b, start, DETAILS_MOST));
	json_close(b, '}');
	return 0;
}

static int
put_details(struct chronology_making *e, struct buf *b, struct err *err)
{
	struct chronology *c = e->c;
	size_t before = b->n, start, n;
	char name[64];
	const char *s;
	int t;

	json_key(b, "details");
	json_open(b, '[');
	start = b->n;
	for (const struct field *f = e->kind->fields; f->name != NULL; f++) {
		if ((t = json_get(&c->now, 0, f->name)) >= 0 &&
		    is_detail(e, f, t) &&
		    put_detail(e, b, start, f->label, f, t, err) == -1)
			return -1;
	}
	for (t = json_first(&c->now, 0); t >= 0;
	     t = json_after(&c->now, 0, t)) {
		s = json_text(&c->now, t, &c->value, &n);
		if (n < 3 || n >= sizeof(name) || memcmp(s, "x_", 2) != 0 ||
		    chronology_is_hidden(e, NULL))
			continue;
		snprintf(name, sizeof(name), "%.*s", (int)n, s);
		if (put_detail(e, b, start, name, NULL, t + 1, err) == -1)
			return -1;
	}
	if (e->left_out) {
		json_item(b);
		json_open(b, '{');
		json_pair(b, "field", "Not repeated here");
		buf_reset(&c->scratch);
		buf_addf(&c->scratch, "More fields or versions: %s-show "
		    "--versions %s", e->kind->name, e->key->id);
		json_pair(b, "value", buf_str(&c->scratch));
		json_close(b, '}');
	}
	if (b->n == start)
		buf_cut(b, before);
	else
		json_close(b, ']');
	return 0;
}

static void
put_lower(struct buf *b, const char *label)
{
	size_t at = b->n;

	buf_adds(b, label);
	/* "UPN" stays as it is */
	if (b->p[at] >= 'A' && b->p[at] <= 'Z' && label[1] >= 'a')
		b->p[at] = (char)(b->p[at] - 'A' + 'a');
}

/* "Status began: child in need", "Referral: csc, made", "Pupil: joined". */
static void
put_title(struct chronology_making *e, struct buf *b)
{
	const struct kind *k = e->kind;
	const struct field *at = k->at == NULL ? NULL
		: field_named(k->fields, k->at, strlen(k->at));
	bool ends = e->moment != NULL && k->ends != NULL &&
	    strcmp(e->moment->name, k->ends) == 0;
	bool told = at != NULL && json_get(&e->c->now, 0, k->at) >= 0 &&
	    !(e->key->flags & KEY_LATE);

	buf_addc(b, (char)(k->name[0] - 'a' + 'A'));
	buf_adds(b, k->name + 1);
	if (e->key->flags & KEY_FORMER) {
		buf_adds(b, e->moved_out ? ", moved to another child"
					 : ", no longer about this child");
		return;
	}
	buf_reset(&e->words);
	chronology_words(e->c, &e->words, k, &e->c->now);
	if (e->words.n > 0 && k->ends != NULL &&
	    (ends || e->moment == NULL))
		buf_adds(b, ends ? " ended" : " began");
	if (e->words.n > 0)
		buf_addf(b, ": %s", buf_str(&e->words));
	if (e->moment != NULL && !(ends && e->words.n > 0)) {
		buf_adds(b, e->words.n > 0 ? ", " : ": ");
		put_lower(b, e->moment->label);
	} else if (e->moment == NULL && e->words.n == 0 && k->ends != NULL) {
		buf_adds(b, ": ");
		put_lower(b, told ? at->label : "recorded");
	} else if (e->moment == NULL && told && (at->flags & FIELD_PROGRESS)) {
		buf_adds(b, ", ");
		put_lower(b, at->label);
	}
	if (e->moved_in)
		buf_adds(b, ", moved here from another child");
}

/* When it happened, as the record says it. */
static void
put_at(const struct chronology_making *e, struct buf *b)
{
	char at[TIME_LEN];

	if (e->key->flags & KEY_DATED)
		date_format(time_day(e->key->when), at);
	else
		time_format(e->key->when, at);
	json_pair(b, "at", at);
}

static int
put_text(struct chronology_making *e, struct buf *b, struct err *err)
{
	struct chronology *c = e->c;
	const struct field *f = e->moment == NULL ? main_text(e->kind)
						  : e->moment;
	int t = f == NULL ? -1 : json_get(&c->now, 0, f->name);

	if (t < 0 || (e->moment != NULL && f->type != FIELD_OBJECT) ||
	    (e->own && chronology_is_hidden(e, f)))
		return 0;
	buf_reset(&c->scratch);
	if (e->moment == NULL
		? chronology_value(c, &c->scratch, f, &c->now, t, err) == -1
		: chronology_object(c, &c->scratch, f, &c->now, t,
		      chronology_moment(&c->now, f), err) == -1)
		return -1;
	if (c->scratch.n == 0)
		return 0;
	chronology_limited(b, "text", &c->scratch, TEXT_MOST);
	return 0;
}

static int
put_event(struct chronology_making *e, struct buf *b, struct err *err)
{
	struct chronology *c = e->c;
	bool former = (e->key->flags & KEY_FORMER) != 0;
	struct buf title = BUF_INIT;
	const char *s;
	size_t n;

	json_open(b, '{');
	json_pair(b, "kind", kind_event.name);
	put_at(e, b);
	json_pair(b, "recorded_at", e->at);
	json_pair(b, "recorded_by", e->by);
	json_pair(b, "record", e->key->id);
	json_pair(b, "of", e->kind->name);
	put_title(e, &title);
	json_pair(b, "what", buf_str(&title));
	buf_release(&title);
	if (!former) {
		chronology_named(c, e->kind, &c->now, &e->part);
		if (e->part >= 0) {
			s = json_text(&c->now, e->part, &c->value, &n);
			json_key(b, "part");
			json_string(b, s, n);
		}
		if (put_text(e, b, err) == -1 ||
		    (e->moment == NULL && put_details(e, b, err) == -1))
			return -1;
		if (e->moment == NULL && e->state[0] != '\0')
			json_pair(b, "state", e->state);
	}
	json_key(b, "version");
	json_num(b, e->key->version);
	if (e->amended.n > 0) {
		json_key(b, "amended");
		json_open(b, '[');
		buf_add(b, e->amended.p, e->amended.n);
		json_close(b, ']');
	}
	json_key(b, "receipt");
	json_open(b, '{');
	json_key(b, "seq");
	json_num(b, e->receipt.seq);
	json_pair(b, "hash", e->receipt.hash);
	json_close(b, '}');
	json_close(b, '}');
	return 0;
}

int
chronology_event(struct chronology *c, size_t i, struct buf *json,
    struct err *err)
{
	struct chronology_making e = { .c = c, .key = &c->key[i],
		.kind = chronology_kind(c, i) };
	int rc;

	if (e.key->moment >= 0)
		e.moment = &e.kind->fields[e.key->moment];
	e.own = strcmp(e.key->id, c->pupil) == 0;
	rc = store_versions(c->setup.store, e.key->id, look, &e, err);
	if (rc == 0)
		rc = put_event(&e, json, err);
	buf_release(&e.amended);
	buf_release(&e.words);
	return rc;
}
