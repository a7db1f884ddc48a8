/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "scr_import_part.h"

static uint64_t
hash(const char *s)
{
	uint64_t h = 1469598103934665603u; /* FNV-1a */

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h;
}

static size_t *
slot_of(const struct name_set *set, const char *text)
{
	size_t i = (size_t)hash(text) & (set->nslots - 1);

	while (set->slot[i] != 0 && strcmp(set->texts.p +
		set->v[set->slot[i] - 1].text, text) != 0)
		i = (i + 1) & (set->nslots - 1);
	return &set->slot[i];
}

static void
grow(struct name_set *set)
{
	set->nslots = set->nslots == 0 ? 256 : set->nslots * 2;
	free(set->slot);
	set->slot = mem_alloc(set->nslots * sizeof(*set->slot));
	set->v = mem_resize(set->v, set->nslots / 2, sizeof(*set->v));
	for (size_t i = 0; i < set->n; i++)
		*slot_of(set, set->texts.p + set->v[i].text) = i + 1;
}

struct name *
name_set_get(const struct name_set *set, const char *text)
{
	size_t place = set->n == 0 ? 0 : *slot_of(set, text);

	return place == 0 ? NULL : &set->v[place - 1];
}

struct name *
name_set_add(struct name_set *set, const char *text, bool *added)
{
	struct name *name;
	size_t *slot;

	if (set->n >= set->nslots / 2)
		grow(set);
	slot = slot_of(set, text);
	*added = *slot == 0;
	if (!*added)
		return &set->v[*slot - 1];
	name = &set->v[set->n++];
	*slot = set->n;
	memset(name, 0, sizeof(*name));
	name->text = set->texts.n;
	buf_add(&set->texts, text, strlen(text) + 1);
	return name;
}

void
name_set_release(struct name_set *set)
{
	free(set->v);
	free(set->slot);
	buf_release(&set->texts);
}
