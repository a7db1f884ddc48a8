/* SPDX-License-Identifier: ISC */
#include "cli/map/in_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/json/json.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "base/yaml/yaml.h"
#include "model/rec/rec.h"

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

/* What a change has besides the fields of the record. */
static const struct field change[] = {
	{ .name = "reason", .type = FIELD_TEXT, .label = "Reason" },
	{ .name = "clear", .type = FIELD_LINE, .flags = FIELD_MANY,
	    .label = "Clear" },
	{ .name = NULL }
};

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
	if (f == NULL && m->amends)
		f = named_or_labelled(change, s, strlen(s));
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
	map->typed = NULL;
	map->met = false;
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
	if ((colon == NULL
		? add(m, typed, (size_t)(is - typed), NULL, 0, is + 1, e)
		: add(m, typed, (size_t)(colon - typed), colon + 1,
		    (size_t)(is - colon - 1), is + 1, e)) == -1)
		return -1;
	m->mapping[m->nmappings - 1].typed =
	    mem_copy(typed, (size_t)(is - typed));
	return 0;
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
	m->amends = setup->amends;
	for (i = 0; i < setup->nmaps && rc == 0; i++) {
		n = strlen(setup->map[i]);
		if (n > 5 && strcmp(setup->map[i] + n - 5, ".yaml") == 0)
			rc = add_file(m, setup->map[i], e);
		else
			rc = add_typed(m, setup->map[i], e);
	}
	return rc;
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
		free(m->mapping[i].typed);
		free(m->mapping[i].column);
		free(m->mapping[i].word);
		free(m->mapping[i].ours);
	}
	free(m->mapping);
	free(m->bare);
	buf_release(&m->cell);
	buf_release(&m->text);
	buf_release(&m->sub);
	free(m);
}

/* What a column is: 0, or 1 when nothing says so. */
static int
settle(const struct in_map *m, struct column *c, const char *ours)
{
	char *name;
	size_t i;

	for (i = 0; i < m->nmappings; i++)
		c->words |= m->mapping[i].word != NULL &&
		    strcmp(m->mapping[i].column, c->folded) == 0;
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

static int
unknown_columns(const struct in_map *m, const char *names, const char *first,
    struct err *e)
{
	struct buf is = BUF_INIT, out = BUF_INIT;
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
	in_map_quote(&is, first, near != NULL ? near : "FIELD");
	in_map_quote(&out, first, LEAVE_OUT);
	err_hint(e, "%s says what it is, %s leaves it out.", buf_str(&is),
	    buf_str(&out));
	buf_release(&is);
	buf_release(&out);
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

static struct column *
add_column(struct in_map *m, const char *s, size_t n, size_t cell)
{
	struct column *c;

	m->column = mem_resize(m->column, m->ncolumns + 1,
	    sizeof(*m->column));
	c = &m->column[m->ncolumns++];
	memset(c, 0, sizeof(*c));
	c->heading = mem_copy(s, n);
	c->folded = in_folded(s, n);
	c->cell = cell;
	return c;
}

/*
 * Adds a column for each field that a cell is to feed: 0, 1 when nothing says
 * what it is.  What is typed goes before what a file says.
 */
static int
add_cell(struct in_map *m, const char *s, size_t n, size_t cell)
{
	struct column *c = add_column(m, s, n, cell);
	const struct mapping *map = m->mapping, *end = map + m->nmappings;
	const char *ours = c->heading;
	bool typed = false;
	int rc = 0;

	for (; map < end; map++)
		typed |= map->typed != NULL && map->word == NULL &&
		    strcmp(map->column, c->folded) == 0;
	for (map = m->mapping; map < end; map++) {
		if (map->word != NULL || typed != (map->typed != NULL) ||
		    strcmp(map->column, c->folded) != 0)
			continue;
		if (ours != c->heading && strcmp(ours, LEAVE_OUT) != 0 &&
		    strcmp(map->ours, LEAVE_OUT) != 0 &&
		    strcmp(map->ours, ours) != 0) {
			rc |= settle(m, c, ours);
			c = add_column(m, s, n, cell);
		}
		ours = map->ours;
	}
	return rc | settle(m, c, ours);
}

int
in_map_header(struct in_map *m, const struct csv *csv, struct err *e)
{
	struct buf unknown = BUF_INIT;
	const char *s, *heading, *first = NULL;
	size_t i, n, known = 0;
	int rc = -1;

	forget_header(m);
	for (i = 0; i < csv->n; i++) {
		s = csv_cell(csv, i, &n);
		text_trim(&s, &n);
		if (add_cell(m, s, n, i) == 0) {
			known++;
			continue;
		}
		if (m->bare[i])
			continue;
		heading = m->column[m->ncolumns - 1].heading;
		if (first == NULL)
			first = heading;
		buf_addf(&unknown, "%s\"%s\"", unknown.n > 0 ? ", " : "",
		    heading);
	}
	if (known == 0)
		rc = no_header(m, e);
	else if (first != NULL)
		unknown_columns(m, buf_str(&unknown), first, e);
	else
		rc = in_map_compare(m, e);
	buf_release(&unknown);
	return rc;
}
