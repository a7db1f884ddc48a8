/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "model/kind.h"
#include "policy/access/access.h"

struct role {
	const char *name; /* of words_role; borrowed from the file */
	const char *may;
};

struct roles {
	struct role *v;
	size_t n;
};

struct rights {
	struct yaml *file[2]; /* packaged, own */
	struct roles roles[2];
};

static const struct yaml_field role_fields[] = {
	{ "role", YAML_TEXT, YAML_MUST, YAML_IN(struct role, name),
	    .words = words_role },
	{ "may", YAML_TEXT, YAML_MUST, YAML_IN(struct role, may) },
	{ "cite", .takes = YAML_ANY },
	{ .name = NULL }
};

static const struct yaml_form role_form = { .fields = role_fields,
	.size = sizeof(struct role) };

static const struct yaml_field file_fields[] = {
	{ "kind", .takes = YAML_ANY },
	{ "edition", .takes = YAML_ANY },
	{ "roles", YAML_FORMS, YAML_MUST, YAML_IN(struct roles, v),
	    .form = &role_form, .count = offsetof(struct roles, n) },
	{ .name = NULL }
};

static const struct yaml_form file_form = { .fields = file_fields,
	.size = sizeof(struct roles) };

/* The n-th role whose rights a caller has, or NULL. */
static const char *
nth_role(const struct who *who, size_t n)
{
	if (who->owner)
		return n == 0 ? "lead-dsl" : NULL;
	return n < who->nroles ? who->role[n] : NULL;
}

/* The roles of a caller that have not been found yet. */
struct wanted {
	const char *name[WHO_ROLES];
	size_t n;
};

static bool
has_enough(void *arg, const struct yaml *role)
{
	struct wanted *w = arg;
	const struct yaml *name = role->type == YAML_MAP ?
	    yaml_get(role, "role") : NULL;

	for (size_t i = 0; i < w->n; i++) {
		if (name != NULL && name->type == YAML_SCALAR &&
		    strcmp(w->name[i], name->value) == 0)
			w->name[i--] = w->name[--w->n];
	}
	return w->n == 0;
}

static const struct role *
role_in(const struct roles *roles, const char *name)
{
	for (size_t i = 0; i < roles->n; i++) {
		if (strcmp(roles->v[i].name, name) == 0)
			return &roles->v[i];
	}
	return NULL;
}

/* The packaged roles, as far as the last that is wanted. */
static int
load_packaged(struct rights *r, const struct folders *folders,
    struct wanted *wanted, struct err *err)
{
	char *path = book_path(folders, "roles", false);

	r->file[0] = yaml_load_until(path, has_enough, wanted, err);
	free(path);
	return r->file[0] == NULL ? -1 :
	    yaml_into(r->file[0], &file_form, &r->roles[0], NULL, err);
}

int
rights_load(struct rights **out, const struct who *who,
    const struct folders *folders, struct err *err)
{
	struct rights *r = mem_alloc(sizeof(*r));
	struct wanted wanted = { .n = 0 };
	const char *name;

	if (book_load(&r->file[1], folders, "roles", true, err) == -1 ||
	    (r->file[1] != NULL && yaml_into(r->file[1], &file_form,
		&r->roles[1], NULL, err) == -1))
		goto fail;
	for (size_t i = 0; (name = nth_role(who, i)) != NULL; i++) {
		if (role_in(&r->roles[1], name) == NULL)
			wanted.name[wanted.n++] = name;
	}
	if (wanted.n > 0 && load_packaged(r, folders, &wanted, err) == -1)
		goto fail;
	*out = r;
	return 0;
fail:
	rights_free(r);
	return -1;
}

void
rights_free(struct rights *r)
{
	if (r == NULL)
		return;
	for (int i = 0; i < 2; i++) {
		yaml_drop(&file_form, &r->roles[i]);
		yaml_free(r->file[i]);
	}
	free(r);
}

/*
 * The names of commands with blanks between; one that ends in * stands for
 * all that begin so.
 */
static bool
gives(const struct role *role, const char *right)
{
	const char *s = role->may;
	size_t n;

	for (; *(s += strspn(s, " ")) != '\0'; s += n) {
		n = strcspn(s, " ");
		if (s[n - 1] == '*' ? strncmp(s, right, n - 1) == 0
				    : text_equal(s, n, right))
			return true;
	}
	return false;
}

const char *
rights_role(const struct rights *r, const struct who *who, const char *right)
{
	const char *name;

	for (size_t i = 0; (name = nth_role(who, i)) != NULL; i++) {
		const struct role *role = role_in(&r->roles[1], name);

		if (role == NULL)
			role = role_in(&r->roles[0], name);
		if (role != NULL && gives(role, right))
			return role->name;
	}
	return NULL;
}

/* An appointment ended since is no way to what was kept from its holder. */
static bool
holds_place(const struct who *who, const struct json *j, int t)
{
	for (size_t i = 0; i < who->nheld; i++) {
		const char *held = who->held[i];

		if (strcmp(held, "staff") == 0)
			continue;
		if (json_is(j, t, held) ||
		    (json_is(j, t, "dsl") &&
			(strcmp(held, "lead-dsl") == 0 ||
			    strcmp(held, "deputy-dsl") == 0)) ||
		    (json_is(j, t, "mental-health-lead") &&
			strcmp(held, "senior-mental-health-lead") == 0))
			return true;
	}
	return false;
}

bool
access_kept_from(const struct who *who, const struct kept_from *kept,
    const struct json *j)
{
	int t;

	if (who->owner)
		return false;
	t = json_get(j, 0, kept->person);
	if (t >= 0 && who->person[0] != '\0' && json_is(j, t, who->person))
		return true;
	t = json_get(j, 0, kept->post);
	for (size_t i = 0; t >= 0 && kept->posts[i] != NULL; i++) {
		if (json_is(j, t, kept->posts[i]) && holds_place(who, j, t))
			return true;
	}
	t = json_get(j, 0, kept->untold);
	for (int i = t < 0 ? -1 : json_first(j, t); i >= 0;
	     i = json_after(j, t, i)) {
		if (holds_place(who, j, i))
			return true;
	}
	return false;
}
