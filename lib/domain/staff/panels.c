/* SPDX-License-Identifier: ISC */
#include "domain/staff/panels.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "model/kind.h"
#include "model/rec/rec_get.h"

void
panels_add(struct panels *l, const struct adults *adults,
    const struct json *j)
{
	int list = json_get(j, 0, "panel");
	struct panel *p;

	l->v = mem_resize(l->v, l->n + 1, sizeof(*l->v));
	p = &l->v[l->n++];
	memset(p, 0, sizeof(*p));
	rec_id(p->id, j, 0, "id");
	p->vacancy = rec_dup(j, 0, "vacancy");
	p->interview = rec_day(j, 0, "interview_date");
	for (int t = list < 0 ? -1 : json_first(j, list); t >= 0;
	     t = json_after(j, list, t)) {
		p->member = mem_resize(p->member, p->n + 1,
		    sizeof(*p->member));
		p->member[p->n++] = adults_member(adults, j, t);
	}
	p->appointed = adults_member(adults, j, json_get(j, 0, "person"));
	for (int i = 0; i < STEPS; i++)
		p->step[i] = rec_day(j, 0, words_step[i]);
}

void
panels_release(struct panels *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->v[i].vacancy);
		free(l->v[i].member);
	}
	free(l->v);
	memset(l, 0, sizeof(*l));
}
