/* SPDX-License-Identifier: ISC */
#include "policy/contacts.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/yaml.h"

static void
clear(struct contact *c)
{
	free(c->key);
	free(c->name);
	free(c->phone);
	free(c->email);
	free(c->note);
	memset(c, 0, sizeof(*c));
}

/* The place for a key: the one it replaces, or a new one. */
static struct contact *
slot(struct contacts *all, const char *key)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (strcmp(all->v[i].key, key) == 0) {
			clear(&all->v[i]);
			return &all->v[i];
		}
	all->v = mem_resize(all->v, all->n + 1, sizeof(*all->v));
	memset(&all->v[all->n], 0, sizeof(*all->v));
	return &all->v[all->n++];
}

static int
read_one(struct contacts *all, const struct yaml *y, struct err *err)
{
	static const char *const keys[] = { "name", "phone", "email", "note",
		NULL };
	const char *name = NULL, *phone = NULL, *email = NULL, *note = NULL;
	struct contact *c;

	if (yaml_only(y, keys, err) == -1 ||
	    yaml_str(y, "name", true, &name, err) == -1 ||
	    yaml_str(y, "phone", false, &phone, err) == -1 ||
	    yaml_str(y, "email", false, &email, err) == -1 ||
	    yaml_str(y, "note", false, &note, err) == -1)
		return -1;
	c = slot(all, y->key);
	c->key = mem_dup(y->key);
	c->name = mem_dup(name);
	c->phone = mem_dup(phone);
	c->email = mem_dup(email);
	c->note = mem_dup(note);
	return 0;
}

static int
read_file(struct contacts *all, const char *path, struct err *err)
{
	static const char *const keys[] = { "kind", "contacts", NULL };
	const struct yaml *map, *y;
	struct yaml *doc;
	const char *kind = "contacts";
	int rc = -1;

	if ((doc = yaml_load(path, err)) == NULL)
		return -1;
	if (yaml_only(doc, keys, err) == -1 ||
	    yaml_str(doc, "kind", false, &kind, err) == -1)
		goto out;
	map = yaml_get(doc, "contacts");
	if (strcmp(kind, "contacts") != 0 || map == NULL ||
	    map->type != YAML_MAP) {
		yaml_fail(doc, err, "This is no directory of contacts. "
		    "It has \"contacts\", and in it a place on each line.");
		goto out;
	}
	for (y = map->child; y != NULL; y = y->next)
		if (read_one(all, y, err) == -1)
			goto out;
	rc = 0;
out:
	yaml_free(doc);
	return rc;
}

int
contacts_load(struct contacts *all, const char *packaged, const char *local,
    struct err *err)
{
	memset(all, 0, sizeof(*all));
	if (read_file(all, packaged, err) == -1)
		goto fail;
	if (local == NULL || read_file(all, local, err) == 0)
		return 0;
	if (strcmp(err->code, "no-file") == 0) {
		err_clear(err);
		return 0;
	}
fail:
	contacts_release(all);
	return -1;
}

void
contacts_release(struct contacts *all)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		clear(&all->v[i]);
	free(all->v);
	memset(all, 0, sizeof(*all));
}

const struct contact *
contact_for(const struct contacts *all, const char *to)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (strcmp(all->v[i].key, to) == 0)
			return &all->v[i];
	return NULL;
}

void
contact_json(struct buf *b, const struct contact *c)
{
	json_open(b, '{');
	json_pair(b, "name", c->name);
	json_pair(b, "phone", c->phone);
	json_pair(b, "email", c->email);
	json_pair(b, "note", c->note);
	json_close(b, '}');
}
