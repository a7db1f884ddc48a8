/* SPDX-License-Identifier: ISC */
#include "domain/chronology/chronology.h"

#include <stdlib.h>
#include <string.h>

#include "base/text/date.h"
#include "base/core/mem.h"
#include "domain/chronology/chronology_inside.h"
#include "model/id_set.h"

/* Records on the way: what names the child, what names one of those, … */
struct reach {
	struct chronology *c;
	struct id_set came; /* every record, in order */
	bool *kept;	    /* from the caller, with what names it */
	bool former;
};

/* False when the record came before. */
static bool
is_new(struct reach *r, const char *id)
{
	if (!id_set_add(&r->came, id))
		return false;
	r->kept = mem_resize(r->kept, r->came.cap, sizeof(*r->kept));
	r->kept[r->came.n - 1] = false;
	return true;
}

static bool
is_wanted(const struct chronology *c, const struct kind *kind)
{
	const struct kind *const *k = c->setup.only;

	if (k == NULL)
		return true;
	for (; *k != NULL; k++) {
		if (*k == kind)
			return true;
	}
	return false;
}

static void
add_key(struct chronology *c, const struct stored *row, int64_t when,
    unsigned flags, int moment)
{
	const struct chronology_setup *s = &c->setup;
	struct chronology_key *key;
	int32_t day = time_day(when);

	if (when == TIME_NONE || when > s->as_at ||
	    (s->since != DATE_NONE && day < s->since) ||
	    (s->until != DATE_NONE && day > s->until))
		return;
	if ((c->nkeys & (c->nkeys - 1)) == 0)
		c->key = mem_resize(c->key, c->nkeys == 0 ? 1 : 2 * c->nkeys,
		    sizeof(*c->key));
	key = &c->key[c->nkeys++];
	*key = (struct chronology_key){ .when = when, .first = row->first,
		.version = row->version, .moment = (int16_t)moment,
		.flags = (uint8_t)flags };
	memcpy(key->id, row->id, ID_LEN);
	if (row->receipt.seq > c->last.seq)
		c->last = row->receipt;
}

/* The instant of a token; TIME_NONE when it is not there. */
static int64_t
instant(struct chronology *c, const struct json *j, int t, unsigned *flags)
{
	const char *s;
	bool dated = false;
	int64_t when;
	size_t n;

	if (t < 0 || json_type(j, t) != JSON_STRING)
		return TIME_NONE;
	s = json_text(j, t, &c->scratch, &n);
	when = chronology_instant(s, n, &dated);
	*flags = (*flags & ~(unsigned)KEY_DATED) | (dated ? KEY_DATED : 0);
	return when;
}

/* What the versions of a record tell of when it began. */
struct past {
	struct chronology *c;
	int64_t recorded; /* the first time */
	bool begun;	  /* a version was seen */
	bool had_at;	  /* the first version said when it happened */
	int64_t named;	  /* when it happened, as the last version that named
			     the child says */
	unsigned named_flags;
};

static int
look_back(void *arg, const struct stored *row, struct err *err)
{
	struct past *p = arg;
	struct chronology *c = p->c;
	unsigned unused = 0;
	bool dated;
	int64_t at;
	int t, part;

	if (json_parse(&c->was, row->body, row->len, 0, err) == -1)
		return -1;
	t = row->kind->at == NULL ? -1 : json_get(&c->was, 0, row->kind->at);
	if (!p->begun) {
		p->recorded = chronology_instant(row->recorded_at,
		    strlen(row->recorded_at), &dated);
		p->had_at = t >= 0;
	}
	p->begun = true;
	if (chronology_named(c, row->kind, &c->was, &part) == NAMED_NOT)
		return 0;
	at = instant(c, &c->was, t, &unused);
	p->named = at == TIME_NONE ? p->recorded : at;
	p->named_flags = unused;
	return 0;
}

static int
past_of(struct chronology *c, const struct stored *row, struct past *p,
    struct err *err)
{
	*p = (struct past){ .c = c, .recorded = TIME_NONE,
		.named = TIME_NONE };
	if (row->version > 1)
		return store_versions(c->setup.store, row->id, look_back, p,
		    err);
	return look_back(p, row, err) == -1 ? -1 : 0;
}

/* What holds on the day goes to the head of the page. */
static void
add_open(struct chronology *c, const struct stored *row, int64_t at)
{
	const struct kind *kind = row->kind;
	unsigned flags = 0;
	int64_t ends;
	char day[DATE_LONG];

	if (kind->ends == NULL || at == TIME_NONE || at > c->setup.as_at)
		return;
	ends = instant(c, &c->now, json_get(&c->now, 0, kind->ends), &flags);
	if (ends != TIME_NONE &&
	    time_of_day_end(time_day(ends)) < c->setup.as_at)
		return;
	if (c->open.n > 0)
		buf_adds(&c->open, "; ");
	chronology_words(c, &c->open, kind, &c->now);
	date_format_long(time_day(at), day);
	buf_addf(&c->open, " since %s", day);
}

/* The events of a record. */
static int
add_record(struct chronology *c, const struct stored *row, struct err *err)
{
	const struct kind *kind = row->kind;
	struct past past;
	unsigned flags = 0, moment = 0;
	int64_t at;
	int i = 0;

	if (past_of(c, row, &past, err) == -1 ||
	    json_parse(&c->now, row->body, row->len, 0, err) == -1)
		return -1;
	at = instant(c, &c->now, kind->at == NULL ? -1
		: json_get(&c->now, 0, kind->at), &flags);
	if (strcmp(row->id, c->pupil) != 0)
		add_open(c, row, at);
	if (!is_wanted(c, kind))
		return 0;
	for (const struct field *f = kind->fields; f->name != NULL;
	     f++, i++) {
		if (at != TIME_NONE && !past.had_at &&
		    strcmp(f->name, kind->at) == 0 &&
		    (f->flags & FIELD_PROGRESS)) {
			add_key(c, row, at, flags | KEY_LATE, i);
			at = TIME_NONE;
			flags = KEY_LATE;
		} else if (chronology_is_moment(kind, f)) {
			int64_t when = instant(c, &c->now,
			    chronology_moment(&c->now, f), &moment);

			add_key(c, row, when, moment, i);
		}
	}
	add_key(c, row, at == TIME_NONE ? past.recorded : at, flags, -1);
	return 0;
}

static int
add_former(struct chronology *c, const struct stored *row, struct err *err)
{
	struct past past;

	if (!is_wanted(c, row->kind))
		return 0;
	if (past_of(c, row, &past, err) == -1)
		return -1;
	add_key(c, row, past.named, past.named_flags | KEY_FORMER, -1);
	return 0;
}

static int
take(void *arg, const struct stored *row, struct err *err)
{
	struct reach *r = arg;
	struct chronology *c = r->c;
	int may;

	if (!is_new(r, row->id))
		return 0;
	may = c->setup.may_see(c->setup.arg, row, err);
	if (may == -1)
		return -1;
	if (may == 0) {
		r->kept[r->came.n - 1] = true;
		return 0;
	}
	return r->former ? add_former(c, row, err) : add_record(c, row, err);
}

/* Whether some kind that is part of a child's file names such records. */
static bool
is_named(const struct kind *kind)
{
	for (size_t i = 0; kinds[i] != NULL; i++) {
		const struct field *f = kinds[i]->fields;

		if (!(kinds[i]->flags & KIND_FILE))
			continue;
		for (; f->name != NULL; f++) {
			if (f->type == FIELD_REF && f->refs != NULL &&
			    kind_among(f->refs, kind))
				return true;
		}
	}
	return false;
}

static int
reach(struct chronology *c, struct err *err)
{
	struct reach r = { .c = c };
	struct query q = { .about = c->pupil };
	struct stored row;
	int rc = -1;

	if (store_need(c->setup.store, c->pupil, &row, err) == -1 ||
	    take(&r, &row, err) == -1)
		goto out;
	/* the list grows as records come in */
	for (size_t i = 0; i < r.came.n; i++) {
		char id[ID_LEN];

		memcpy(id, r.came.id[i], ID_LEN);
		q.about = id;
		if (!r.kept[i] && is_named(kind_of_id(id)) &&
		    store_each(c->setup.store, &q, take, &r, err) == -1)
			goto out;
	}
	r.former = q.former = true;
	q.about = c->pupil;
	rc = store_each(c->setup.store, &q, take, &r, err);
out:
	id_set_release(&r.came);
	free(r.kept);
	return rc;
}

static int
in_order(const void *x, const void *y)
{
	const struct chronology_key *a = x, *b = y;
	bool day_a = (a->flags & KEY_DATED) != 0;
	bool day_b = (b->flags & KEY_DATED) != 0;

	if (a->when != b->when)
		return a->when < b->when ? -1 : 1;
	if (day_a != day_b)
		return day_a ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return a->moment - b->moment;
}

int
chronology_make(struct chronology **out, const struct chronology_setup *setup,
    struct err *err)
{
	struct chronology *c = mem_alloc(sizeof(*c));

	*out = NULL;
	c->setup = *setup;
	memcpy(c->pupil, setup->pupil, ID_LEN);
	if (reach(c, err) == -1) {
		chronology_free(c);
		return -1;
	}
	if (c->nkeys > 0)
		qsort(c->key, c->nkeys, sizeof(*c->key), in_order);
	*out = c;
	return 0;
}

void
chronology_free(struct chronology *c)
{
	if (c == NULL)
		return;
	free(c->key);
	free(c->child);
	json_release(&c->now);
	json_release(&c->was);
	buf_release(&c->open);
	buf_release(&c->text);
	buf_release(&c->scratch);
	buf_release(&c->value);
	buf_release(&c->other);
	free(c);
}

size_t
chronology_count(const struct chronology *c)
{
	return c->nkeys;
}

int64_t
chronology_when(const struct chronology *c, size_t i)
{
	return c->key[i].when;
}

const struct kind *
chronology_kind(const struct chronology *c, size_t i)
{
	return kind_of_id(c->key[i].id);
}

const char *
chronology_open(const struct chronology *c)
{
	return buf_str(&c->open);
}

const struct receipt *
chronology_last(const struct chronology *c)
{
	return &c->last;
}
