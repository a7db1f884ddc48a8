/* SPDX-License-Identifier: ISC */
#include "domain/kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "model/rec/rec_get.h"

void
kept_json(struct buf *b, const struct finding *f)
{
	json_open(b, '{');
	json_pair(b, "subject", f->subject);
	json_pair(b, "item", f->item);
	json_pair(b, "status", f->status);
	json_pair(b, "severity", f->severity);
	if (f->accepted != NULL) {
		json_key(b, "accepted");
		json_bool(b, true);
	}
	json_close(b, '}');
}

static int
by_matter(const void *a, const void *b)
{
	const struct kept *x = a, *y = b;
	int c = strcmp(x->subject, y->subject);

	if (c == 0)
		c = strcmp(x->item, y->item);
	return c != 0 ? c : strcmp(x->status, y->status);
}

void
kept_read(struct kept_list *all, const struct json *j)
{
	int list = json_get(j, 0, "findings");
	struct kept *k;

	memset(all, 0, sizeof(*all));
	if (list < 0)
		return;
	all->v = mem_resize(NULL, j->tok[list].count + 1, sizeof(*k));
	for (int t = json_first(j, list); t >= 0;
	     t = json_after(j, list, t)) {
		k = &all->v[all->n++];
		rec_copy(k->subject, ID_LEN, j, t, "subject");
		rec_copy(k->item, sizeof(k->item), j, t, "item");
		rec_copy(k->status, sizeof(k->status), j, t, "status");
		rec_copy(k->severity, sizeof(k->severity), j, t, "severity");
		k->accepted = json_get(j, t, "accepted") >= 0;
	}
	qsort(all->v, all->n, sizeof(*all->v), by_matter);
}

void
kept_release(struct kept_list *all)
{
	free(all->v);
	memset(all, 0, sizeof(*all));
}

static int
by_finding(const void *key, const void *member)
{
	const struct finding *f = key;
	const struct kept *k = member;
	int c = strcmp(f->subject, k->subject);

	if (c == 0)
		c = strcmp(f->item, k->item);
	return c != 0 ? c : strcmp(f->status, k->status);
}

const struct kept *
kept_find(const struct kept_list *all, const struct finding *f)
{
	return all->n == 0 ? NULL
			   : bsearch(f, all->v, all->n, sizeof(*all->v),
				 by_finding);
}

struct last {
	struct kept_list *all;
	const char *reg;
};

static int
take_reported(void *arg, const struct stored *row, struct err *err)
{
	struct last *l = arg;
	struct json j = { 0 };
	int rc = json_parse(&j, row->body, row->len, 0, err);

	if (rc == 0 && json_is(&j, json_get(&j, 0, "register"), l->reg)) {
		kept_read(l->all, &j);
		rc = 1;
	}
	json_release(&j);
	return rc;
}

int
kept_reported(struct kept_list *all, struct store *store, const char *reg,
    struct err *err)
{
	struct query query = { .kind = &kind_reported, .descending = true };
	struct last l = { all, reg };

	memset(all, 0, sizeof(*all));
	return store_each(store, &query, take_reported, &l, err);
}
