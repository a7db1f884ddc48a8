/* SPDX-License-Identifier: ISC */
#include "model/book.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/buf.h"
#include "base/core/mem.h"

/* Those of the school's files that do not lie in its rules/. */
static const char *const elsewhere[][2] = {
	{ "contacts", "contacts.yaml" },
	{ "roles", "roles.yaml" },
	{ "settings", "local.yaml" },
};

char *
book_path(const struct folders *folders, const char *name, bool own)
{
	struct buf b = BUF_INIT;

	if (!own) {
		buf_addf(&b, "%s/rules/%s.yaml", folders->data, name);
		return buf_steal(&b);
	}
	for (size_t i = 0; i < sizeof(elsewhere) / sizeof(*elsewhere); i++)
		if (strcmp(elsewhere[i][0], name) == 0)
			buf_addf(&b, "%s/%s", folders->own, elsewhere[i][1]);
	if (b.n == 0)
		buf_addf(&b, "%s/rules/%s.yaml", folders->own, name);
	return buf_steal(&b);
}

/* Codes once lay beside that folder, and still may. */
static char *
former_path(const struct folders *folders, const char *name)
{
	struct buf b = BUF_INIT;

	if (strcmp(name, "codes") != 0)
		return NULL;
	buf_addf(&b, "%s/%s.yaml", folders->own, name);
	return buf_steal(&b);
}

int
book_load(struct yaml **file, const struct folders *folders,
    const char *name, bool own, struct err *err)
{
	char *path;

	*file = NULL;
	if (own && folders->own == NULL)
		return 0;
	path = book_path(folders, name, own);
	*file = yaml_load(path, err);
	free(path);
	if (*file == NULL && own && err_is(err, ERR_NO_FILE) &&
	    (path = former_path(folders, name)) != NULL) {
		err_clear(err);
		*file = yaml_load(path, err);
		free(path);
	}
	if (*file != NULL)
		return 0;
	if (!own || !err_is(err, ERR_NO_FILE))
		return -1;
	err_clear(err);
	return 0;
}

int
book_read(struct book *b, const struct folders *folders, const char *name,
    const struct yaml_form *form, void *both, void *arg, struct err *err)
{
	char *out = both;

	memset(b, 0, sizeof(*b));
	memset(both, 0, 2 * form->size);
	for (int i = 0; i < 2; i++) {
		if (book_load(&b->file[i], folders, name, i == 1, err) == -1 ||
		    (b->file[i] != NULL && yaml_into(b->file[i], form,
		    out + i * form->size, arg, err) == -1)) {
			yaml_drop(form, out);
			book_release(b);
			return -1;
		}
	}
	return 0;
}

void
book_release(struct book *b)
{
	yaml_free(b->file[0]);
	yaml_free(b->file[1]);
	memset(b, 0, sizeof(*b));
}

static const char *
id_of(const void *entry, size_t id)
{
	const char *s;

	memcpy(&s, (const char *)entry + id, sizeof(s));
	return s;
}

void *
book_lay(const struct yaml_form *entry, size_t id, void *v, size_t *n,
    void *over, size_t more)
{
	size_t size = entry->size, keep = 0, j;
	char *all = mem_resize(v, *n + more + 1, size), *own = over;

	for (size_t i = 0; i < *n; i++) {
		for (j = 0; j < more; j++)
			if (strcmp(id_of(own + j * size, id),
			    id_of(all + i * size, id)) == 0)
				break;
		if (j < more)
			yaml_drop(entry, all + i * size);
		else if (keep++ != i)
			memcpy(all + (keep - 1) * size, all + i * size, size);
	}
	if (more > 0)
		memcpy(all + keep * size, own, more * size);
	free(over);
	*n = keep + more;
	return all;
}
