/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "domain/concern/referral.h"

/* A route's member and the referral's that it becomes. */
static const char *const becomes[][2] = { { "concern", "concern" },
	{ "to", "to" }, { "why", "reason" }, { "due_at", "due_at" },
	{ "rule", "rule" } };

void
referral_of_route(struct buf *b, const struct json *route)
{
	json_open(b, '{');
	for (size_t i = 0; i < sizeof(becomes) / sizeof(*becomes); i++) {
		int t = json_get(route, 0, becomes[i][0]);

		if (t < 0)
			continue;
		json_key(b, becomes[i][1]);
		json_canon(b, route, t);
	}
	json_close(b, '}');
}

struct search {
	const struct json *like;
	char *id;
	int found;
};

static bool
same(const struct json *a, const struct json *b, const char *field)
{
	return json_same(a, json_get(a, 0, field), b, json_get(b, 0, field));
}

static int
match(void *arg, const struct stored *row, struct err *err)
{
	struct search *s = arg;
	struct json j = { 0 };
	int rc = json_parse(&j, row->body, row->len, 0, err);

	if (rc == 0 && same(&j, s->like, "to")) {
		rc = same(&j, s->like, "rule"); /* no other is nearer */
		if (rc == 1 || same(&j, s->like, "due_at")) {
			memcpy(s->id, row->id, ID_LEN);
			s->found = 1;
		}
	}
	json_release(&j);
	return rc;
}

int
referral_of(struct store *store, const char *concern,
    const struct json *referral, char id[ID_LEN], struct err *err)
{
	struct query q = { .kind = &kind_referral, .about = concern,
		.open = true };
	struct search s = { .like = referral, .id = id };

	if (store_each(store, &q, match, &s, err) == -1)
		return -1;
	return s.found;
}

struct opened {
	const char *to, *rule;
	struct buf *ids;
	char *id;
	int found;
};

static int
add_open(void *arg, const struct stored *row, struct err *err)
{
	struct opened *o = arg;
	struct json j = { 0 };
	int rc = 0;

	if (strcmp(row->state, "to-make") != 0)
		return 0;
	rc = json_parse(&j, row->body, row->len, 0, err);
	if (rc == 0 && json_is(&j, json_get(&j, 0, "to"), o->to) &&
	    (o->rule == NULL || json_is(&j, json_get(&j, 0, "rule"),
	    o->rule))) {
		buf_addf(o->ids, "%s%s", o->found > 0 ? ", " : "", row->id);
		memcpy(o->id, row->id, ID_LEN);
		o->found++;
	}
	json_release(&j);
	return rc;
}

int
referral_open(struct store *store, const char *concern, const char *to,
    const char *rule, struct buf *ids, char id[ID_LEN], struct err *err)
{
	struct query q = { .kind = &kind_referral, .about = concern,
		.open = true };
	struct opened o = { to, rule, ids, id, 0 };

	if (store_each(store, &q, add_open, &o, err) == -1)
		return -1;
	return o.found;
}

static int
add_place(void *arg, const struct stored *row, struct err *err)
{
	struct buf *places = arg, scratch = BUF_INIT;
	struct json j = { 0 };
	const char *s;
	size_t n;
	int rc = 0;

	if (strcmp(row->state, "to-make") != 0)
		return 0;
	rc = json_parse(&j, row->body, row->len, 0, err);
	if (rc == 0) {
		s = json_text(&j, json_get(&j, 0, "to"), &scratch, &n);
		if (places->n > 0)
			buf_adds(places, ", ");
		buf_add(places, s, n);
	}
	buf_release(&scratch);
	json_release(&j);
	return rc;
}

int
referral_to_make(struct store *store, const char *concern,
    struct buf *places, struct err *err)
{
	struct query q = { .kind = &kind_referral, .about = concern,
		.open = true };

	return store_each(store, &q, add_place, places, err);
}
