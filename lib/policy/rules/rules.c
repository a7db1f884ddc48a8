/* SPDX-License-Identifier: ISC */
#include "policy/rules/rules_inside.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "policy/rules/rules_reading.h"

struct rules_piece {
	struct rules_piece *next;
	max_align_t mem[];
};

void *
rules_keep(struct rules_piece **list, size_t n)
{
	struct rules_piece *p = mem_alloc(sizeof(*p) + n);

	p->next = *list;
	*list = p;
	return p->mem;
}

void
rules_drop(struct rules_piece **list)
{
	struct rules_piece *p;

	while ((p = *list) != NULL) {
		*list = p->next;
		free(p);
	}
}

bool
rules_has(const char *const *list, const char *word)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, word) == 0)
			return true;
	return false;
}

const char *const *
rules_words(const struct kind *k, const char *name)
{
	const struct field *f = field_named(k->fields, name, strlen(name));

	return f == NULL ? NULL : f->words;
}

const char *const rules_duties[] = { "consider", "should", "must", NULL };

const char *const rules_urgencies[] = { "soon", "next-working-day",
	"next-school-day", "same-day", "immediate", NULL };

const char *
rules_duty_name(enum duty d)
{
	return rules_duties[d];
}

const char *
rules_urgency_name(enum urgency u)
{
	return rules_urgencies[u];
}

/* Of the same id and origin, so that a local addition is its own edition. */
static bool
same(const struct rule *a, const struct rule *b)
{
	return a->local == b->local && strcmp(a->id, b->id) == 0;
}

bool
rules_in_force(const struct rules *rules, const struct rule *r, int32_t day)
{
	const struct rule *o;

	if (edition_on(&r->in_force, day))
		return true;
	if (!r->principle || r->local || day >= r->in_force.from)
		return false;
	for (o = rules->rule; o < rules->rule + rules->n; o++)
		if (same(o, r) && o->in_force.from < r->in_force.from)
			return false;
	return true;
}

static int
yaml_name(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return d->d_name[0] != '.' && n > 5 &&
	    strcmp(d->d_name + n - 5, ".yaml") == 0;
}

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int
load_file(struct rules *rules, const char *path, bool local, struct err *err)
{
	struct rules_file *f;
	struct yaml *doc;
	const char *kind = NULL;

	if ((doc = yaml_load(path, err)) == NULL)
		return -1;
	f = rules_keep(&rules->piece, sizeof(*f));
	f->doc = doc;
	f->next = rules->file;
	rules->file = f;
	if (yaml_str(doc, "kind", true, &kind, err) == -1)
		return -1;
	if (local && strcmp(kind, "routing") != 0)
		return 0; /* left to its own reader */
	return rules_read(rules, doc, local, err);
}

static int
load_dir(struct rules *rules, const char *dir, bool local, struct err *err)
{
	struct buf path = BUF_INIT;
	struct dirent **entry = NULL;
	int i, n, rc = -1;

	n = scandir(dir, &entry, yaml_name, by_bytes);
	if (n == -1) {
		if (local && errno == ENOENT)
			return 0;
		return err_sys(err, ST_CONFIG, "no-rules",
		    "The routing rules in %.200s cannot be read", dir);
	}
	for (i = 0; i < n; i++) {
		buf_reset(&path);
		buf_addf(&path, "%s/%s", dir, entry[i]->d_name);
		if (load_file(rules, buf_str(&path), local, err) == -1)
			goto out;
	}
	rc = 0;
out:
	for (i = 0; i < n; i++)
		free(entry[i]);
	free(entry);
	buf_release(&path);
	return rc;
}

/* Two editions of a rule must not hold on one day. */
static int
check_editions(const struct rules *rules, struct err *err)
{
	const struct rule *a, *b, *end = rules->rule + rules->n;

	for (a = rules->rule; a < end; a++)
		for (b = a + 1; b < end; b++)
			if (a->local == b->local &&
			    edition_alone(b->id, &b->in_force, a->id,
			    &a->in_force, err) == -1)
				return -1;
	return 0;
}

int
rules_load(struct rules **out, const struct folders *folders,
    struct codes *codes, struct err *err)
{
	struct rules *rules = mem_alloc(sizeof(*rules));
	struct buf dir = BUF_INIT;
	int rc = -1;

	*out = NULL;
	rules->codes = codes;
	buf_addf(&dir, "%s/rules/routing", folders->data);
	if (load_dir(rules, buf_str(&dir), false, err) == -1)
		goto out;
	if (rules->n == 0) {
		err_set(err, ST_CONFIG, "no-rules", "There are no routing "
		    "rules in %.200s.", buf_str(&dir));
		err_hint(err, "Install vigil again with its data.");
		goto out;
	}
	if (folders->own != NULL) {
		buf_reset(&dir);
		buf_addf(&dir, "%s/rules", folders->own);
		if (load_dir(rules, buf_str(&dir), true, err) == -1)
			goto out;
	}
	if (check_editions(rules, err) == -1)
		goto out;
	rules->codes = NULL;
	*out = rules;
	rules = NULL;
	rc = 0;
out:
	rules_free(rules);
	buf_release(&dir);
	return rc;
}

void
rules_free(struct rules *rules)
{
	struct rules_file *f;

	if (rules == NULL)
		return;
	for (size_t i = 0; i < rules->n; i++)
		yaml_drop(&rules_form, &rules->rule[i]);
	for (f = rules->file; f != NULL; f = f->next)
		yaml_free(f->doc);
	rules_drop(&rules->piece);
	free(rules->rule);
	free(rules);
}

static void
describe_list(struct buf *b, const struct when *w, const char *sep)
{
	const struct when *c;

	buf_addc(b, '(');
	for (c = w->child; c != NULL; c = c->next) {
		if (c != w->child)
			buf_adds(b, sep);
		rules_describe(b, c);
	}
	buf_addc(b, ')');
}

void
rules_describe(struct buf *b, const struct when *w)
{
	size_t i;

	switch (w->key) {
	case WHEN_ALL:
		describe_list(b, w, " and ");
		return;
	case WHEN_ANY:
		describe_list(b, w, " or ");
		return;
	case WHEN_NOT:
		buf_adds(b, "not ");
		describe_list(b, w, " and ");
		return;
	case WHEN_AGE_UNDER:
	case WHEN_ANY_AGE_UNDER:
		buf_addf(b, "%s %d", w->name, (int)w->n);
		return;
	case WHEN_PRIVATE_FOSTERING:
		buf_addf(b, "private fostering (%d days or more, under %d)",
		    (int)w->fostering.days, (int)w->fostering.age_under);
		return;
	default:
		break;
	}
	buf_adds(b, w->name);
	if (w->word == NULL) {
		buf_adds(b, w->n ? "" : " false");
		return;
	}
	for (i = 0; w->word[i] != NULL; i++)
		buf_addf(b, "%s%s", i == 0 ? " " : " or ", w->word[i]);
}
