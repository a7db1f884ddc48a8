/* SPDX-License-Identifier: ISC */
#include "cli/map/in_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"

void
in_map_quote(struct buf *b, const char *theirs, const char *ours)
{
	buf_adds(b, "--map '");
	for (; *theirs != '\0'; theirs++) {
		if (*theirs == '\'')
			buf_adds(b, "'\\''");
		else
			buf_addc(b, *theirs);
	}
	buf_addf(b, "=%s'", ours);
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

const char *
in_unmet(const struct in *in, size_t i)
{
	const struct in_map *m = in->map;

	for (size_t k = 0; m != NULL && k < m->nmappings; k++)
		if (m->mapping[k].typed != NULL && !m->mapping[k].met &&
		    i-- == 0)
			return m->mapping[k].typed;
	return NULL;
}

bool
in_map_blank(const struct csv *csv, size_t i)
{
	size_t n;
	const char *s = csv_cell(csv, i, &n);

	text_trim(&s, &n);
	return n == 0;
}

static bool
is_heading(const struct csv *csv, const char *folded)
{
	const char *s;
	bool same = false;
	char *heading;
	size_t n;

	for (size_t i = 0; i < csv->n && !same; i++) {
		s = csv_cell(csv, i, &n);
		text_trim(&s, &n);
		heading = in_folded(s, n);
		same = strcmp(heading, folded) == 0;
		free(heading);
	}
	return same;
}

/* The longest part up to a colon, or all of it, that is a heading. */
static void
divide(struct mapping *map, const struct csv *csv)
{
	const char *typed = map->typed, *end = typed + strlen(typed);
	char *column;

	while (end != NULL) {
		column = in_folded(typed, (size_t)(end - typed));
		if (is_heading(csv, column)) {
			free(map->column);
			free(map->word);
			map->column = column;
			map->word = *end == '\0' ? NULL :
			    in_folded(end + 1, strlen(end + 1));
			map->met = true;
			return;
		}
		free(column);
		end = memrchr(typed, ':', (size_t)(end - typed));
	}
}

void
in_map_headings(struct in_map *m, const struct csv *csv)
{
	for (size_t i = 0; i < m->nmappings; i++)
		if (m->mapping[i].typed != NULL)
			divide(&m->mapping[i], csv);
	free(m->bare);
	m->bare = mem_alloc(csv->n * sizeof(*m->bare));
	m->ncells = csv->n;
	m->nbare = 0;
	for (size_t i = 0; i < csv->n; i++) {
		m->bare[i] = in_map_blank(csv, i);
		for (size_t k = 0; m->bare[i] && k < m->nmappings; k++)
			m->bare[i] = m->mapping[k].column[0] != '\0';
		m->nbare += m->bare[i];
	}
}

int
in_map_count(const struct in_map *m, const struct csv *csv, struct err *e)
{
	for (size_t i = m->nbare > 0 ? 0 : m->ncells; i < csv->n; i++) {
		if ((i < m->ncells && !m->bare[i]) || in_map_blank(csv, i))
			continue;
		if (i < m->ncells) {
			err_set(e, ST_DATA, "unknown-column",
			    "Column %zu has no heading, and this row has a "
			    "cell in it.", i + 1);
			err_hint(e, "Give the column a heading, or leave it "
			    "out with --map '=-'.");
		} else {
			err_set(e, ST_DATA, "cell-count",
			    "The row has %zu cells and the header %zu.",
			    csv->n, m->ncells);
			err_hint(e, "Look for a comma too many, or a cell "
			    "that needs quotes.");
		}
		e->line = csv->line;
		return -1;
	}
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

int
in_map_compare(const struct in_map *m, struct err *e)
{
	struct buf map = BUF_INIT;
	struct column *a, *b;
	size_t i, k;

	for (i = 0; i < m->ncolumns; i++) {
		a = &m->column[i];
		for (k = i + 1; k < m->ncolumns; k++) {
			b = &m->column[k];
			/* both left out: nothing can be confused */
			if (a->name == NULL && b->name == NULL)
				continue;
			if (a->cell != b->cell &&
			    strcmp(a->folded, b->folded) == 0)
				return err_set(e, ST_DATA, "duplicate-column",
				    "Two columns have the heading \"%s\". "
				    "Rename or remove one of them.",
				    b->heading);
			if (same_place(a, b)) {
				err_set(e, ST_DATA, "duplicate-column",
				    "The columns \"%s\" and \"%s\" are both "
				    "%s.", a->heading, b->heading, a->name);
				in_map_quote(&map, b->heading, LEAVE_OUT);
				err_hint(e, "Leave one out with %s.",
				    buf_str(&map));
				buf_release(&map);
				return -1;
			}
			if (a->parent != NULL && a->parent == b->parent &&
			    a->next == 0) {
				a->next = k;
				b->follows = true;
			}
		}
	}
	return 0;
}
