/* SPDX-License-Identifier: ISC */
#include "domain/adults.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "model/kind.h"
#include "model/rec/rec_get.h"

void
adults_add(struct adults *l, const struct json *j)
{
	struct buf b = BUF_INIT;
	struct adult *a;
	size_t given;
	int32_t off = rec_day(j, 0, "off_register");
	int category = rec_place(j, 0, "category", words_adult);

	if (l->n == l->cap) {
		l->cap = l->cap == 0 ? 64 : l->cap * 2;
		l->v = mem_resize(l->v, l->cap, sizeof(*l->v));
	}
	a = &l->v[l->n++];
	memset(a, 0, sizeof(*a));
	rec_id(a->id, j, 0, "id");
	rec_add(&b, j, 0, "given_name");
	buf_addc(&b, ' ');
	given = b.n;
	rec_add(&b, j, 0, "family_name");
	a->name = buf_steal(&b);
	a->family = a->name + given;
	a->category = category < 0 ? 0 : 1u << category;
	a->start = rec_day(j, 0, "start_date");
	a->end = a->left = rec_day(j, 0, "end_date");
	if (off != DATE_NONE && (a->end == DATE_NONE || off - 1 < a->end))
		a->end = off - 1;
}

void
adults_release(struct adults *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->v[i].name);
	free(l->v);
	free(l->role);
	memset(l, 0, sizeof(*l));
}

static int
by_id(const void *a, const void *b)
{
	const struct adult *x = a, *y = b;

	return strcmp(x->id, y->id);
}

void
adults_ready(struct adults *l)
{
	if (l->n > 1)
		qsort(l->v, l->n, sizeof(*l->v), by_id);
}

static uint32_t
find(const struct adults *l, const char *id)
{
	struct adult key = { .name = NULL };
	const struct adult *a;

	if (l->n == 0 || strlen(id) >= sizeof(key.id))
		return ADULT_NONE;
	memcpy(key.id, id, strlen(id) + 1);
	a = bsearch(&key, l->v, l->n, sizeof(*l->v), by_id);
	return a == NULL ? ADULT_NONE : (uint32_t)(a - l->v);
}

uint32_t
adults_member(const struct adults *l, const struct json *j, int t)
{
	struct buf scratch = BUF_INIT;
	char id[ID_LEN] = "";
	const char *s;
	size_t n;

	if (t < 0 || json_type(j, t) != JSON_STRING)
		return ADULT_NONE;
	s = json_text(j, t, &scratch, &n);
	if (n < sizeof(id))
		memcpy(id, s, n);
	buf_release(&scratch);
	return find(l, id);
}

void
adults_add_role(struct adults *l, const struct json *j)
{
	uint32_t adult = adults_member(l, j, json_get(j, 0, "person"));
	int role = rec_place(j, 0, "role", words_role);

	if (adult == ADULT_NONE || role == -1)
		return;
	if (l->nroles == l->roles_cap) {
		l->roles_cap = l->roles_cap == 0 ? 64 : l->roles_cap * 2;
		l->role = mem_resize(l->role, l->roles_cap,
		    sizeof(*l->role));
	}
	l->role[l->nroles++] = (struct adult_role){ .adult = adult,
		.role = 1u << role, .from = rec_day(j, 0, "from"),
		.to = rec_day(j, 0, "to") };
}

static bool
holds(const struct adult_role *r, int32_t day)
{
	return r->from <= day && (r->to == DATE_NONE || day <= r->to);
}

bool
adults_here(const struct adult *a, int32_t day)
{
	return (a->start == DATE_NONE || a->start <= day) &&
	    (a->end == DATE_NONE || day <= a->end);
}

void
adults_on(struct adults *l, int32_t day)
{
	for (size_t i = 0; i < l->n; i++) {
		l->v[i].here = adults_here(&l->v[i], day);
		l->v[i].roles = 0;
	}
	for (size_t i = 0; i < l->nroles; i++)
		if (holds(&l->role[i], day))
			l->v[l->role[i].adult].roles |= l->role[i].role;
}

uint32_t
adults_roles(const struct adults *l, uint32_t adult, int32_t day)
{
	uint32_t roles = 0;

	for (size_t i = 0; i < l->nroles; i++)
		if (l->role[i].adult == adult && holds(&l->role[i], day))
			roles |= l->role[i].role;
	return roles;
}

bool
adult_in(const struct adult *a, const struct asked_group *g)
{
	return (a->category & g->categories) != 0 ||
	    (a->roles & g->roles) != 0;
}

void
events_add(struct adult_events *l, const struct adults *adults,
    const struct json *j, const char *field, const char *const *words)
{
	uint32_t adult = adults_member(adults, j, json_get(j, 0, "person"));
	int item = rec_place(j, 0, field, words);

	if (adult == ADULT_NONE || item == -1)
		return;
	if (l->n == l->cap) {
		l->cap = l->cap == 0 ? 256 : l->cap * 2;
		l->v = mem_resize(l->v, l->cap, sizeof(*l->v));
	}
	l->v[l->n++] = (struct adult_event){ .adult = adult,
		.item = (uint32_t)item, .date = rec_day(j, 0, "date"),
		.answered = rec_day(j, 0, "acknowledged") };
}

static int
by_time(const void *a, const void *b)
{
	const struct adult_event *x = a, *y = b;

	if (x->adult != y->adult)
		return x->adult < y->adult ? -1 : 1;
	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	return x->answered < y->answered ? -1 : x->answered > y->answered;
}

void
events_ready(struct adult_events *l)
{
	if (l->n > 1)
		qsort(l->v, l->n, sizeof(*l->v), by_time);
}

void
events_release(struct adult_events *l)
{
	free(l->v);
	memset(l, 0, sizeof(*l));
}

const struct adult_event *
events_latest(const struct adult_events *l, uint32_t adult, uint32_t item,
    int32_t day)
{
	const struct adult_event key = { .adult = adult, .item = item,
		.date = day, .answered = INT32_MAX };
	size_t low = 0, high = l->n;

	/* the first that comes after the key stands just behind it */
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (by_time(&l->v[mid], &key) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == 0 || l->v[low - 1].adult != adult ||
	    l->v[low - 1].item != item)
		return NULL;
	return &l->v[low - 1];
}
