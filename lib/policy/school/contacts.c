/* SPDX-License-Identifier: ISC */
#include "policy/school/contacts.h"

#include <string.h>

#include "base/json/json.h"

static const char *const kind[] = { "contacts", NULL };

static int
read_key(const struct yaml *y, void *key, void *arg, struct err *err)
{
	const char **to = key;

	(void)arg;
	(void)err;
	*to = y->key;
	return 0;
}

#define AT(member) YAML_IN(struct contact, member)

static const struct yaml_field contact_fields[] = {
	{ "", YAML_OWN, 0, AT(key), .own = read_key },
	{ "name", YAML_TEXT, YAML_MUST, AT(name) },
	{ "phone", YAML_TEXT, 0, AT(phone) },
	{ "email", YAML_TEXT, 0, AT(email) },
	{ "note", YAML_TEXT, 0, AT(note) },
	{ .name = NULL }
};

static const struct yaml_form contact_form = { .fields = contact_fields,
	.size = sizeof(struct contact) };

static const struct yaml_field file_fields[] = {
	{ "kind", YAML_TEXT, YAML_FIRST, .words = kind },
	{ "contacts", YAML_FORMS, YAML_MUST | YAML_NAMED,
	    YAML_IN(struct contacts, v), .form = &contact_form,
	    .count = offsetof(struct contacts, n) },
	{ .name = NULL }
};

static const struct yaml_form file_form = { .fields = file_fields,
	.size = sizeof(struct contacts) };

int
contacts_load(struct contacts *all, const struct folders *folders,
    struct err *err)
{
	struct contacts both[2];

	memset(all, 0, sizeof(*all));
	if (book_read(&all->book, folders, "contacts", &file_form, both, NULL,
	    err) == -1)
		return -1;
	all->n = both[0].n;
	all->v = book_lay(&contact_form, offsetof(struct contact, key),
	    both[0].v, &all->n, both[1].v, both[1].n);
	return 0;
}

void
contacts_release(struct contacts *all)
{
	yaml_drop(&file_form, all);
	book_release(&all->book);
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
