/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/yaml.h"
#include "policy/access.h"

struct rights {
	struct yaml *packaged, *local;
};

static int
check_role(const struct yaml *role, struct err *err)
{
	static const char *const keys[] = { "role", "may", "cite", NULL };
	const char *name, *may;

	if (yaml_only(role, keys, err) == -1 ||
	    yaml_str(role, "role", true, &name, err) == -1 ||
	    yaml_str(role, "may", true, &may, err) == -1)
		return -1;
	for (size_t i = 0; words_role[i] != NULL; i++) {
		if (strcmp(words_role[i], name) == 0)
			return 0;
	}
	return yaml_fail(role, err, "There is no role %s.", name);
}

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

static struct yaml *
load(const char *path, struct wanted *wanted, struct err *err)
{
	static const char *const keys[] = { "kind", "edition", "roles",
		NULL };
	struct yaml *tree = wanted == NULL ? yaml_load(path, err) :
	    yaml_load_until(path, has_enough, wanted, err);
	const struct yaml *roles, *role;

	if (tree == NULL || yaml_only(tree, keys, err) == -1)
		goto fail;
	roles = yaml_get(tree, "roles");
	if (roles == NULL || roles->type != YAML_LIST) {
		yaml_fail(tree, err, "There are no roles here.");
		goto fail;
	}
	for (role = roles->child; role != NULL; role = role->next) {
		if (check_role(role, err) == -1)
			goto fail;
	}
	return tree;
fail:
	yaml_free(tree);
	return NULL;
}

static const struct yaml *
role_in(const struct yaml *tree, const char *name)
{
	const struct yaml *roles = tree == NULL ? NULL
						: yaml_get(tree, "roles");

	for (const struct yaml *r = roles == NULL ? NULL : roles->child;
	     r != NULL; r = r->next) {
		if (strcmp(yaml_get(r, "role")->value, name) == 0)
			return r;
	}
	return NULL;
}

int
rights_load(struct rights **out, const struct who *who,
    const char *packaged, const char *local, struct err *err)
{
	struct rights *r = mem_alloc(sizeof(*r));
	struct wanted wanted = { .n = 0 };
	const char *name;

	r->local = local == NULL ? NULL : load(local, NULL, err);
	if (local != NULL && r->local == NULL &&
	    strcmp(err->code, "no-file") != 0)
		goto fail;
	for (size_t i = 0; (name = nth_role(who, i)) != NULL; i++) {
		if (role_in(r->local, name) == NULL)
			wanted.name[wanted.n++] = name;
	}
	if (wanted.n > 0 &&
	    (r->packaged = load(packaged, &wanted, err)) == NULL)
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
	yaml_free(r->packaged);
	yaml_free(r->local);
	free(r);
}

/*
 * The names of commands with blanks between; one that ends in * stands for
 * all that begin so.
 */
static bool
gives(const struct yaml *role, const char *right)
{
	const char *s = yaml_get(role, "may")->value;
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
		const struct yaml *role = role_in(r->local, name);

		if (role == NULL)
			role = role_in(r->packaged, name);
		if (role != NULL && gives(role, right))
			return yaml_get(role, "role")->value;
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
access_kept_from(const struct who *who, const struct json *concern)
{
	int t;

	if (who->owner)
		return false;
	t = json_get(concern, 0, "conduct_person");
	if (t >= 0 && who->person[0] != '\0' &&
	    json_is(concern, t, who->person))
		return true;
	t = json_get(concern, 0, "conduct_of");
	if (t >= 0 && (json_is(concern, t, "headteacher") ||
			  json_is(concern, t, "chair")) &&
	    holds_place(who, concern, t))
		return true;
	t = json_get(concern, 0, "cannot_tell");
	for (int i = t < 0 ? -1 : json_first(concern, t); i >= 0;
	     i = json_after(concern, t, i)) {
		if (holds_place(who, concern, i))
			return true;
	}
	return false;
}
