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
	const struct yaml *may;
	const char *name;

	if (yaml_only(role, keys, err) == -1 ||
	    yaml_str(role, "role", true, &name, err) == -1)
		return -1;
	for (size_t i = 0; words_role[i] != NULL; i++) {
		if (strcmp(words_role[i], name) == 0)
			goto known;
	}
	return yaml_fail(role, err, "There is no role %s.", name);
known:
	may = yaml_get(role, "may");
	if (may == NULL || may->type != YAML_LIST)
		return yaml_fail(role, err, "%s has no list of what it may.",
		    name);
	for (const struct yaml *t = may->child; t != NULL; t = t->next) {
		if (t->type != YAML_SCALAR)
			return yaml_fail(t, err,
			    "A right is the name of a command.");
	}
	return 0;
}

static struct yaml *
load(const char *path, struct err *err)
{
	static const char *const keys[] = { "kind", "edition", "roles",
		NULL };
	struct yaml *tree = yaml_load(path, err);
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

int
rights_load(struct rights **out, const char *packaged, const char *local,
    struct err *err)
{
	struct rights *r = mem_alloc(sizeof(*r));

	r->packaged = load(packaged, err);
	if (r->packaged == NULL)
		goto fail;
	r->local = local == NULL ? NULL : load(local, err);
	if (local != NULL && r->local == NULL &&
	    strcmp(err->code, "no-file") != 0)
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

/* A right is a command's name, or ends in * and stands for all that begin. */
static bool
gives(const struct yaml *role, const char *right)
{
	for (const struct yaml *t = yaml_get(role, "may")->child; t != NULL;
	     t = t->next) {
		size_t n = strcspn(t->value, "*");

		if (t->value[n] == '*' ? strncmp(t->value, right, n) == 0
				       : strcmp(t->value, right) == 0)
			return true;
	}
	return false;
}

const char *
rights_role(const struct rights *r, const struct who *who, const char *right)
{
	size_t n = who->owner ? 1 : who->nroles;

	for (size_t i = 0; i < n; i++) {
		const char *name = who->owner ? "lead-dsl" : who->role[i];
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
