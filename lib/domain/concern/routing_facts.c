/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "model/rec/rec_get.h"
#include "domain/concern/routing_facts.h"

static int
add_post(void *arg, const struct stored *row, struct err *err)
{
	struct routing_world *w = arg;
	struct routing_facts *f = &w->facts;
	struct json j = { 0 };
	int rc = json_parse(&j, row->body, row->len, 0, err);

	if (rc == 0) {
		w->post = mem_resize(w->post, f->nposts + 1,
		    sizeof(*w->post));
		w->post[f->nposts].role = rec_dup(&j, 0, "role");
		w->post[f->nposts++].person = rec_dup(&j, 0, "person");
		f->post = w->post;
	}
	json_release(&j);
	return rc;
}

int
routing_world_open(struct routing_world *w, struct store *store,
    int64_t as_at, const struct calendar *calendar, struct err *err)
{
	struct query q = { .kind = &kind_appointment };

	memset(w, 0, sizeof(*w));
	w->store = store;
	w->facts.as_at = as_at;
	w->facts.calendar = calendar;
	date_format(time_day(as_at), w->today);
	q.open_on = w->today;
	return store_each(store, &q, add_post, w, err);
}

struct statuses {
	struct routing_known *of;
	size_t n;
};

static int
add_status(void *arg, const struct stored *row, struct err *err)
{
	struct statuses *s = arg;
	struct json j = { 0 };
	int rc = json_parse(&j, row->body, row->len, 0, err);
	int t = rc == 0 ? json_get(&j, 0, "status") : -1;

	/* the same may hold twice, as of two social workers */
	for (size_t i = 0; i < s->n && t >= 0; i++) {
		if (json_is(&j, t, s->of->word[i]))
			t = -1;
	}
	if (t >= 0 && s->n < WORLD_STATUSES) {
		rec_copy(s->of->word[s->n], sizeof(s->of->word[s->n]), &j, 0,
		    "status");
		s->of->status[s->n] = s->of->word[s->n];
		s->n++;
	}
	json_release(&j);
	return rc;
}

static int
add_child(struct routing_world *w, const struct json *j, int object,
    const char *as, struct err *err)
{
	struct routing_facts *f = &w->facts;
	struct routing_child *c = &w->child[f->nchildren];
	struct query q = { .kind = &kind_status };
	struct routing_known *k = &w->known[f->nchildren];
	struct statuses s = { k, 0 };
	char *id = rec_dup(j, object, "pupil"), *dob;
	struct json pupil = { 0 };
	struct stored row;
	int found = 0, rc = -1;

	c->id = NULL;
	c->as = as;
	c->dob = DATE_NONE;
	c->status = k->status;
	if (id != NULL) {
		found = store_get(w->store, id, &row, err);
		if (found == -1)
			goto out;
	}
	if (found == 1) {
		memcpy(k->id, row.id, ID_LEN);
		c->id = k->id;
		if (json_parse(&pupil, row.body, row.len, 0, err) == -1)
			goto out;
		dob = rec_dup(&pupil, 0, "dob");
		if (dob != NULL)
			c->dob = date_parse(dob, strlen(dob));
		free(dob);
		q.about = c->id;
		q.open_on = w->today;
		if (store_each(w->store, &q, add_status, &s, err) == -1)
			goto out;
	}
	k->status[s.n] = NULL;
	f->nchildren++;
	rc = 0;
out:
	json_release(&pupil);
	free(id);
	return rc;
}

/* linked[].as is one of the model's own words. */
static const char *
linked_as(const struct json *j, int object)
{
	const struct field *linked = field_named(kind_concern.fields,
	    "linked", 6);
	const char *const *words = field_named(linked->sub, "as", 2)->words;
	int t = json_get(j, object, "as");

	for (; t >= 0 && *words != NULL; words++) {
		if (json_is(j, t, *words))
			return *words;
	}
	return "other";
}

int
routing_world_concern(struct routing_world *w, const struct json *j,
    struct err *err)
{
	int linked = json_get(j, 0, "linked");
	size_t n = 1 + (linked < 0 ? 0 : j->tok[linked].count);

	w->child = mem_resize(w->child, n, sizeof(*w->child));
	w->known = mem_resize(w->known, n, sizeof(*w->known));
	w->facts.child = w->child;
	w->facts.concern = j;
	w->facts.nchildren = 0;
	if (add_child(w, j, 0, "subject", err) == -1)
		return -1;
	for (int t = linked < 0 ? -1 : json_first(j, linked); t >= 0;
	     t = json_after(j, linked, t)) {
		if (add_child(w, j, t, linked_as(j, t), err) == -1)
			return -1;
	}
	return 0;
}

void
routing_world_close(struct routing_world *w)
{
	for (size_t i = 0; i < w->facts.nposts; i++) {
		/* made by rec_dup(): the facts only promise not to change */
		free((char *)(uintptr_t)w->post[i].role);
		free((char *)(uintptr_t)w->post[i].person);
	}
	free(w->post);
	free(w->child);
	free(w->known);
}
