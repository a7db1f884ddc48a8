/* SPDX-License-Identifier: ISC */
#include "model/id_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"

#define FEW 32 /* a power of two */

static uint32_t *
slot_of(const struct id_set *s, const char *id)
{
	uint32_t h = 2166136261u; /* FNV-1a */

	for (const char *p = id; *p != '\0'; p++)
		h = (h ^ (unsigned char)*p) * 16777619u;
	for (;; h++) {
		uint32_t *slot = &s->slot[h & (2 * s->cap - 1)];

		if (*slot == 0 || strcmp(s->id[*slot - 1], id) == 0)
			return slot;
	}
}

bool
id_set_add(struct id_set *s, const char *id)
{
	uint32_t *slot;

	if (s->n == s->cap) {
		s->cap = s->cap == 0 ? FEW : 2 * s->cap;
		s->id = mem_resize(s->id, s->cap, sizeof(*s->id));
		free(s->slot);
		s->slot = mem_alloc(2 * s->cap * sizeof(*s->slot));
		for (size_t i = 0; i < s->n; i++)
			*slot_of(s, s->id[i]) = (uint32_t)i + 1;
	}
	slot = slot_of(s, id);
	if (*slot != 0)
		return false;
	memcpy(s->id[s->n++], id, strlen(id) + 1);
	*slot = (uint32_t)s->n;
	return true;
}

void
id_set_reset(struct id_set *s)
{
	s->n = 0;
	if (s->slot != NULL)
		memset(s->slot, 0, 2 * s->cap * sizeof(*s->slot));
}

void
id_set_release(struct id_set *s)
{
	free(s->id);
	free(s->slot);
	memset(s, 0, sizeof(*s));
}
