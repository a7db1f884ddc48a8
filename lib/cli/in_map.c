/* SPDX-License-Identifier: ISC */
#include "in_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/yaml.h"
#include "model/rec.h"

char *
in_folded(const char *s, size_t n)
{
	struct buf b = BUF_INIT;

	text_lower(&b, s, n);
	buf_addc(&b, '\0');
	return buf_steal(&b);
}

/* How a heading would be written as the name of a field; owned. */
static char *
as_name(const char *s, size_t n)
{
	char *name = in_folded(s, n), *c;

	for (c = name; *c != '\0'; c++)
		if (*c == ' ' || *c == '-')
			*c = '_';
	return name;
}

static const struct field *
named_or_labelled(const struct field *fields, const char *s, size_t n)
{
	const struct field *f;
	char *name = as_name(s, n), *plain = in_folded(s, n), *label;

	f = field_named(fields, name, strlen(name));
	for (; f == NULL && fields->name != NULL; fields++) {
		if (fields->label == NULL)
			continue;
		label = in_folded(fields->label, strlen(fields->label));
		if (strcmp(label, plain) == 0)
			f = fields;
		free(label);
	}
	free(name);
	free(plain);
	return f;
}

/* By its very name; what a part is has no name of its own. */
static const struct field *
reach_exactly(const struct in_map *m, const char *s,
    const struct field **parent)
{
	const char *dot = strchr(s, '.');
	const struct field *f = field_named(m->kind->fields, s, strlen(s));

	if (f == NULL)
		f = field_named(m->columns, s, strlen(s));
	if (f != NULL || dot == NULL)
		return f;
	*parent = field_named(m->columns, s, (size_t)(dot - s));
	if (*parent == NULL || (*parent)->sub == NULL)
		return NULL;
	f = field_named((*parent)->sub, dot + 1, strlen(dot + 1));
	return f != NULL && (f->flags & FIELD_UNIQUE) == 0 ? f : NULL;
}

/* "field", or "object.field"; NULL when the kind has neither. */
static const struct field *
reach(const struct in_map *m, const char *s, const struct field **parent)
{
	const struct kind *k = m->kind;
	const char *dot = strchr(s, '.');
	const struct field *f;

	*parent = NULL;
	if (m->columns != NULL)
		return reach_exactly(m, s, parent);
	f = named_or_labelled(k->fields, s, strlen(s));
	if (f != NULL || dot == NULL)
		return f;
	f = named_or_labelled(k->fields, s, (size_t)(dot - s));
	if (f == NULL || f->type != FIELD_OBJECT)
		return NULL;
	*parent = f;
	return named_or_labelled(f->sub, dot + 1, strlen(dot + 1));
}

static bool
own_field(const char *s)
{
	return (s[0] == 'x' || s[0] == 'X') && s[1] == '_' && s[2] != '\0';
}

/* The name most likely meant, or NULL. */
static const char *
nearest(const struct in_map *m, const char *name)
{
	const char *near = rec_nearest_field(m->kind, name);
	const struct field *f;
	size_t best;

	best = near != NULL ? text_distance(name, near) : 3;
	for (f = m->columns; f != NULL && f->name != NULL; f++) {
		if (text_distance(name, f->name) < best) {
			near = f->name;
			best = text_distance(name, f->name);
		}
	}
	return near;
}

static int
add(struct in_map *m, const char *column, size_t n, const char *word,
    size_t nword, const char *ours, struct err *e)
{
	const struct field *parent;
	struct mapping *map;
	const char *near;

	if (word == NULL && strcmp(ours, LEAVE_OUT) != 0 && !own_field(ours) &&
	    reach(m, ours, &parent) == NULL &&
	    (m->ours == NULL || !m->ours(ours))) {
		err_set(e, ST_USAGE, "unknown-field",
		    "\"%s\", to which a column is mapped, is no field of %s"
		    "%s.", ours, m->kind->name,
		    m->columns != NULL ? " and no check" : "");
		near = nearest(m, ours);
		return near != NULL ? err_hint(e, "Did you mean %s?", near)
				    : -1;
	}
	m->mapping = mem_resize(m->mapping, m->nmappings + 1,
	    sizeof(*m->mapping));
	map = &m->mapping[m->nmappings++];
	map->column = in_folded(column, n);
	map->word = word != NULL ? in_folded(word, nword) : NULL;
	map->ours = mem_dup(ours);
	return 0;
}

/* THEIRS=OURS or THEIRS:WORD=OURS; the last = divides. */
static int
add_typed(struct in_map *m, const char *typed, struct err *e)
{
	const char *is = strrchr(typed, '='), *colon;

	if (is == NULL || is[1] == '\0') {
		err_set(e, ST_USAGE, "bad-mapping",
		    "--map \"%s\" does not say what the column is.", typed);
		return err_hint(e, "Write --map 'THEIRS=OURS', or name a file "
		    "that ends in .yaml.");
	}
	colon = memchr(typed, ':', (size_t)(is - typed));
	if (colon == NULL)
		return add(m, typed, (size_t)(is - typed), NULL, 0, is + 1, e);
	return add(m, typed, (size_t)(colon - typed), colon + 1,
	    (size_t)(is - colon - 1), is + 1, e);
}

static int
scalar(const struct yaml *y, struct err *e)
{
	if (y->type == YAML_SCALAR && y->n > 0)
		return 0;
	return yaml_fail(y, e, "Here stands what \"%s\" is: one word.",
	    y->key != NULL ? y->key : "");
}

static int
map_of(const struct yaml *y, struct err *e)
{
	if (y == NULL || y->type == YAML_MAP)
		return 0;
	return yaml_fail(y, e, "Here stand pairs of THEIRS: OURS.");
}

static int
add_file(struct in_map *m, const char *path, struct err *e)
{
	static const char *const keys[] = { "columns", "words", NULL };
	struct yaml *y = yaml_load(path, e);
	const struct yaml *list, *c, *w;
	int rc = -1;

	if (y == NULL)
		return -1;
	if (yaml_only(y, keys, e) != 0)
		goto out;
	list = yaml_get(y, "columns");
	if (map_of(list, e) != 0)
		goto out;
	for (c = list != NULL ? list->child : NULL; c != NULL; c = c->next)
		if (scalar(c, e) != 0 ||
		    add(m, c->key, strlen(c->key), NULL, 0, c->value, e) != 0)
			goto out;
	list = yaml_get(y, "words");
	if (map_of(list, e) != 0)
		goto out;
	for (c = list != NULL ? list->child : NULL; c != NULL; c = c->next) {
		if (map_of(c, e) != 0)
			goto out;
		for (w = c->child; w != NULL; w = w->next)
			if (scalar(w, e) != 0 ||
			    add(m, c->key, strlen(c->key), w->key,
				strlen(w->key), w->value, e) != 0)
				goto out;
	}
	rc = 0;
out:
	if (rc != 0)
		err_place(e, path, 0);
	yaml_free(y);
	return rc;
}

int
in_map_new(struct in_map **mp, const struct in_setup *setup, struct err *e)
{
	struct in_map *m = mem_alloc(sizeof(*m));
	size_t i, n;
	int rc = 0;

	*mp = m;
	m->kind = setup->kind;
	m->columns = setup->columns;
	m->ours = setup->ours;
	for (i = 0; i < setup->nmaps && rc == 0; i++) {
		n = strlen(setup->map[i]);
		if (n > 5 && strcmp(setup->map[i] + n - 5, ".yaml") == 0)
			rc = add_file(m, setup->map[i], e);
		else
			rc = add_typed(m, setup->map[i], e);
	}
	return rc;
}

const char *
in_ours(const struct in *in, const char *heading, const char *word, size_t n)
{
	const struct in_map *m = in->map;
	char *column = in_folded(heading, strlen(heading));
	char *ours_word = word == NULL ? NULL : in_folded(word, n);
	const char *ours = NULL;

	for (size_t i = 0; i < m->nmappings; i++) {
		const struct mapping *map = &m->mapping[i];

		if (strcmp(map->column, column) == 0 &&
		    (word == NULL) == (map->word == NULL) &&
		    (word == NULL || strcmp(map->word, ours_word) == 0))
			ours = map->ours;
	}
	free(column);
	free(ours_word);
	return ours;
}

bool
in_maps_words(const struct in *in, const char *heading)
{
	const struct in_map *m = in->map;
	char *column = in_folded(heading, strlen(heading));
	bool found = false;

	for (size_t i = 0; i < m->nmappings; i++)
		found |= m->mapping[i].word != NULL &&
		    strcmp(m->mapping[i].column, column) == 0;
	free(column);
	return found;
}

static void
forget_header(struct in_map *m)
{
	size_t i;

	for (i = 0; i < m->ncolumns; i++) {
		free(m->column[i].heading);
		free(m->column[i].folded);
		free(m->column[i].name);
	}
	free(m->column);
	m->column = NULL;
	m->ncolumns = 0;
}

void
in_map_free(struct in_map *m)
{
	size_t i;

	if (m == NULL)
		return;
	forget_header(m);
	for (i = 0; i < m->nmappings; i++) {
		free(m->mapping[i].column);
		free(m->mapping[i].word);
		free(m->mapping[i].ours);
	}
	free(m->mapping);
	buf_release(&m->cell);
	buf_release(&m->text);
	buf_release(&m->sub);
	free(m);
}

/* What a column is: 0, or 1 when nothing says so. */
static int
settle(const struct in_map *m, struct column *c)
{
	const char *ours = c->heading;
	char *name;
	size_t i;

	for (i = 0; i < m->nmappings; i++) {
		if (strcmp(m->mapping[i].column, c->folded) != 0)
			continue;
		if (m->mapping[i].word != NULL)
			c->words = true;
		else
			ours = m->mapping[i].ours;
	}
	if (ours != c->heading && strcmp(ours, LEAVE_OUT) == 0)
		return 0;
	c->field = reach(m, ours, &c->parent);
	if (c->field != NULL) {
		c->wordy = m->columns != NULL && c->parent == NULL &&
		    c->field->type == FIELD_OBJECT;
		if ((c->field->flags & FIELD_GIVEN) != 0)
			c->field = c->parent = NULL;
		else
			c->name = mem_dup(c->field->name);
		return 0;
	}
	if (own_field(ours)) {
		c->name = mem_dup(ours);
		c->name[0] = 'x';
		return 0;
	}
	if (m->columns != NULL)
		return !rec_is_given(ours, strlen(ours));
	name = as_name(ours, strlen(ours));
	if (!rec_is_given(name, strlen(name))) {
		free(name);
		return 1;
	}
	/* The two that a tool looks at itself. */
	if (strcmp(name, "kind") == 0 || strcmp(name, "id") == 0)
		c->name = name;
	else
		free(name);
	return 0;
}

static bool
same_place(const struct column *a, const struct column *b)
{
	if (a->name == NULL || b->name == NULL)
		return false;
	if (a->parent == NULL && b->parent == NULL)
		return strcmp(a->name, b->name) == 0;
	/* An object comes whole, or in parts; a check with its parts. */
	if (a->parent == NULL || b->parent == NULL)
		return !a->wordy && !b->wordy && (a->field == b->parent ||
		    b->field == a->parent);
	return a->parent == b->parent && a->field == b->field;
}

static int
compare_columns(const struct in_map *m, struct err *e)
{
	struct column *a, *b;
	size_t i, k;

	for (i = 0; i < m->ncolumns; i++) {
		a = &m->column[i];
		for (k = i + 1; k < m->ncolumns; k++) {
			b = &m->column[k];
			/* what a spreadsheet has beyond its last column */
			if (a->folded[0] == '\0' && a->name == NULL &&
			    b->folded[0] == '\0')
				continue;
			if (strcmp(a->folded, b->folded) == 0)
				return err_set(e, ST_DATA, "duplicate-column",
				    "Two columns have the heading \"%s\". "
				    "Rename or remove one of them.",
				    b->heading);
			if (same_place(a, b))
				return err_set(e, ST_DATA, "duplicate-column",
				    "The columns \"%s\" and \"%s\" are both "
				    "%s. Leave one out with --map '%s=-'.",
				    a->heading, b->heading, a->name,
				    b->heading);
			if (a->parent != NULL && a->parent == b->parent &&
			    a->next == 0) {
				a->next = k;
				b->follows = true;
			}
		}
	}
	return 0;
}

static int
unknown_columns(const struct in_map *m, const char *names, const char *first,
    struct err *e)
{
	const char *near;
	char *name;

	if (m->columns != NULL)
		err_set(e, ST_DATA, "unknown-column",
		    "Nothing says what these columns are: %s.", names);
	else
		err_set(e, ST_DATA, "unknown-column",
		    "These columns are no fields of %s: %s.", m->kind->name,
		    names);
	name = as_name(first, strlen(first));
	near = nearest(m, name);
	err_hint(e, "--map '%s=%s' says what it is, --map '%s=-' leaves it "
	    "out.", first, near != NULL ? near : "FIELD", first);
	free(name);
	return -1;
}

/* The first line may be no header. */
static int
no_header(const struct in_map *m, struct err *e)
{
	if (m->nmappings > 0)
		return err_set(e, ST_DATA, "no-header",
		    "None of the columns that --map names is on the first "
		    "line. Delete what stands above the headings, and save "
		    "again.");
	/* it may be anything: nothing of it is repeated */
	if (m->ncolumns > 1)
		return err_set(e, ST_DATA, "no-header",
		    "None of the headings on the first line is a field of %s, "
		    "and JSON Lines begin with {. Say with --map what each "
		    "column is.", m->kind->name);
	return err_set(e, ST_DATA, "not-csv",
	    "The first line names no field of %s, so this is no CSV with a "
	    "header row. JSON Lines begin with {.", m->kind->name);
}

int
in_map_header(struct in_map *m, const struct csv *csv, struct err *e)
{
	struct buf unknown = BUF_INIT;
	const char *s, *first = NULL;
	struct column *c;
	size_t i, n, known = 0;
	int rc = -1;

	forget_header(m);
	m->column = mem_alloc(csv->n * sizeof(*m->column));
	for (i = 0; i < csv->n; i++) {
		c = &m->column[m->ncolumns++];
		s = csv_cell(csv, i, &n);
		text_trim(&s, &n);
		c->heading = mem_copy(s, n);
		c->folded = in_folded(s, n);
		if (settle(m, c) == 0) {
			known++;
			continue;
		}
		if (first == NULL)
			first = c->heading;
		if (n > 0)
			buf_addf(&unknown, "%s\"%s\"",
			    unknown.n > 0 ? ", " : "", c->heading);
		else
			buf_addf(&unknown, "%scolumn %zu, without a heading",
			    unknown.n > 0 ? ", " : "", i + 1);
	}
	if (known == 0)
		rc = no_header(m, e);
	else if (first != NULL)
		unknown_columns(m, buf_str(&unknown), first, e);
	else
		rc = compare_columns(m, e);
	buf_release(&unknown);
	return rc;
}
