/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "scr_import_part.h"

/* Marks the versions that say what the input said. */
#define REASON "changed in the spreadsheet"

static void
add_folded(struct scr_import *im, const struct json *j, const char *name)
{
	int t = json_get(j, 0, name);
	const char *s = "";
	size_t n = 0;

	if (t >= 0 && json_type(j, t) == JSON_STRING)
		s = json_text(j, t, &im->scratch, &n);
	text_fold(&im->key, s, n);
	buf_addc(&im->key, '\n');
}

/* How an adult without a client_id is known, in im->key. */
static void
make_key(struct scr_import *im, const struct json *j)
{
	buf_reset(&im->key);
	add_folded(im, j, "family_name");
	add_folded(im, j, "given_name");
	add_folded(im, j, "dob");
}

void
scr_import_client(struct scr_import *im)
{
	int t = json_get(&im->typed, 0, "client_id");
	const char *s;
	size_t n;

	buf_reset(&im->client);
	if (t < 0 || json_type(&im->typed, t) != JSON_STRING)
		return;
	s = json_text(&im->typed, t, &im->scratch, &n);
	buf_add(&im->client, s, n);
}

/* A name of the set of those seen: its first letter says of what it is. */
static struct name *
seen(struct scr_import *im, char of, const char *text, bool adds)
{
	struct name *name;
	bool added = false;

	buf_reset(&im->text);
	buf_addc(&im->text, of);
	buf_adds(&im->text, text);
	if (!adds)
		return name_set_get(&im->seen, buf_str(&im->text));
	name = name_set_add(&im->seen, buf_str(&im->text), &added);
	if (!added)
		return name;
	name->line = in_line(im->cmd->in);
	name->file = in_file(im->cmd->in);
	return NULL;
}

static int
came_before(struct scr_import *im, const struct name *was, struct err *err)
{
	struct in *in = im->cmd->in;
	bool here = strcmp(was->file, in_file(in)) == 0;

	if (im->client.n == 0) {
		err_set(err, ST_DATA, "person-used-before",
		    "An adult of these names and this birthday stands on "
		    "line %ld%s%s already.", was->line, here ? "" : " of ",
		    here ? "" : was->file);
		err_hint(err, "Leave one row, or give both a reference of "
			      "their own (client_id).");
		return err_field(err, "family_name");
	}
	err_set(err, ST_DATA, "client-id-used-before",
	    "This reference was used on line %ld%s%s already. Each adult has "
	    "one row, and a reference of its own.", was->line,
	    here ? "" : " of ", here ? "" : was->file);
	return err_field(err, "client_id");
}

/* c: a reference; n: names without one; k: names of who has one. */
int
scr_import_once(struct scr_import *im, struct err *err)
{
	const char *key;
	const struct name *was;

	make_key(im, &im->typed);
	key = buf_str(&im->key);
	if (im->client.n > 0) {
		was = seen(im, 'c', buf_str(&im->client), true);
		if (was == NULL)
			was = seen(im, 'n', key, false);
		(void)seen(im, 'k', key, true);
	} else {
		was = seen(im, 'n', key, true);
		if (was == NULL)
			was = seen(im, 'k', key, false);
	}
	return was == NULL ? 0 : came_before(im, was, err);
}

static int
take_name(void *arg, const struct stored *row, struct err *err)
{
	struct scr_import *im = arg;
	struct name *name;
	bool added;

	if (json_parse(&im->json, row->body, row->len, 0, err) == -1)
		return -1;
	make_key(im, &im->json);
	name = name_set_add(&im->known, buf_str(&im->key), &added);
	memcpy(name->id, row->id, ID_LEN);
	name->several = !added;
	return 0;
}

/* One of the members that im->was has: {"name":value,…}, not closed. */
static void
put_member(struct buf *b, const struct json *j, int m)
{
	size_t n;
	const char *s = json_raw(j, m, &n);

	if (b->n > 0 && b->p[b->n - 1] != '{')
		buf_addc(b, ',');
	buf_add(b, s, n);
	buf_addc(b, ':');
	s = json_raw(j, m + 1, &n);
	buf_add(b, s, n);
}

/* The member of the same name (both canonical), or -1. */
static int
same_member(const struct json *a, int m, const struct json *b)
{
	size_t na, nb;
	const char *s = json_raw(a, m, &na), *t;

	for (int k = json_first(b, 0); k >= 0; k = json_after(b, 0, k)) {
		t = json_raw(b, k, &nb);
		if (na == nb && memcmp(s, t, na) == 0)
			return k;
	}
	return -1;
}

static bool
equal_values(const struct json *a, int m, const struct json *b, int k)
{
	size_t na, nb;
	const char *s = json_raw(a, m + 1, &na), *t = json_raw(b, k + 1, &nb);

	return na == nb && memcmp(s, t, na) == 0;
}

static bool
is_ours(const struct json *j)
{
	int t = json_get(j, 0, "amended");

	t = t < 0 ? -1 : json_get(j, t, "reason");
	return t >= 0 && json_is(j, t, REASON);
}

struct fold {
	struct scr_import *im;
	struct buf before; /* the version before, its bytes */
	struct json version, prior, said;
};

/*
 * What the input said last, in im->was: the first version, and over it what
 * each version of the import changed.  Between them others may have amended
 * the record; what the input goes on saying does not undo that.
 */
static int
take_version(void *arg, const struct stored *row, struct err *err)
{
	struct fold *f = arg;
	struct buf *was = &f->im->was, said = BUF_INIT;
	int m, k, rc = -1;

	if (was->n == 0) {
		buf_add(was, row->body, row->len);
		buf_add(&f->before, row->body, row->len);
		return 0;
	}
	if (json_parse(&f->version, row->body, row->len, 0, err) == -1 ||
	    json_parse(&f->prior, f->before.p, f->before.n, 0, err) == -1 ||
	    json_parse(&f->said, was->p, was->n, 0, err) == -1)
		goto out;
	json_open(&said, '{');
	for (m = json_first(&f->said, 0); m >= 0;
	     m = json_after(&f->said, 0, m)) {
		k = same_member(&f->said, m, &f->version);
		if (!is_ours(&f->version) || k < 0)
			put_member(&said, &f->said, m);
	}
	for (m = json_first(&f->version, 0); is_ours(&f->version) && m >= 0;
	     m = json_after(&f->version, 0, m)) {
		k = same_member(&f->version, m, &f->prior);
		if (k < 0 || !equal_values(&f->version, m, &f->prior, k)) {
			put_member(&said, &f->version, m);
			continue;
		}
		k = same_member(&f->version, m, &f->said);
		if (k >= 0)
			put_member(&said, &f->said, k);
	}
	json_close(&said, '}');
	buf_reset(was);
	buf_add(was, said.p, said.n);
	buf_reset(&f->before);
	buf_add(&f->before, row->body, row->len);
	rc = 0;
out:
	buf_release(&said);
	return rc;
}

static int
said_before(struct scr_import *im, const char *id, struct err *err)
{
	struct fold f = { .im = im };
	int rc;

	buf_reset(&im->was);
	rc = store_versions(im->cmd->s.store, id, take_version, &f, err);
	buf_release(&f.before);
	json_release(&f.version);
	json_release(&f.prior);
	json_release(&f.said);
	return rc == -1 ? -1 : 0;
}

static bool
same_text(struct scr_import *im, const struct json *a, const char *of_a,
    const struct json *b, const char *of_b)
{
	size_t n;

	buf_reset(&im->key);
	add_folded(im, a, of_a);
	n = im->key.n;
	add_folded(im, b, of_b);
	return n > 1 && im->key.n == 2 * n &&
	    memcmp(im->key.p, im->key.p + n, n) == 0;
}

/* One name of two in common, wherever it stands, or the birthday. */
static bool
may_be_same(struct scr_import *im, const struct json *a, const struct json *b)
{
	static const char *const names[] = { "family_name", "given_name" };

	for (int i = 0; i < 2; i++)
		for (int k = 0; k < 2; k++)
			if (same_text(im, a, names[i], b, names[k]))
				return true;
	return same_text(im, a, "dob", b, "dob");
}

/* That a reference was not given to another adult since. */
static int
check_same(struct scr_import *im, const char *id, struct err *err)
{
	struct stored row;

	if (store_need(im->cmd->s.store, id, &row, err) == -1 ||
	    json_parse(&im->json, row.body, row.len, 0, err) == -1)
		return -1;
	if (may_be_same(im, &im->typed, &im->json))
		return 0;
	if (said_before(im, id, err) == -1 ||
	    json_parse(&im->json2, im->was.p, im->was.n, 0, err) == -1)
		return -1;
	if (may_be_same(im, &im->typed, &im->json2))
		return 0;
	err_set(err, ST_DATA, "client-id-used-before",
	    "This reference is on record for %s, an adult of other names. "
	    "Give this one a reference of its own; if it is the same person, "
	    "change the names with person-amend first.", id);
	return err_field(err, "client_id");
}

/* Of the adult typed: 1 and the id of the one on record, or 0. */
int
scr_import_known(struct scr_import *im, char id[ID_LEN], struct err *err)
{
	struct query query = { .kind = &kind_person };
	const struct name *name;
	int found;

	if (im->client.n > 0) {
		found = store_find(im->cmd->s.store, &kind_person, "client_id",
		    buf_str(&im->client), id, err);
		return found == 1 && check_same(im, id, err) == -1 ? -1
								   : found;
	}
	if (!im->loaded && store_each(im->cmd->s.store, &query, take_name, im,
			       err) == -1)
		return -1;
	im->loaded = true;
	make_key(im, &im->typed);
	name = name_set_get(&im->known, buf_str(&im->key));
	if (name == NULL)
		return 0;
	if (name->several) {
		err_set(err, ST_DATA, "ambiguous",
		    "More than one adult on record has these names and this "
		    "birthday.");
		err_hint(err, "Give each a reference of its own, in a column "
			      "that is client_id.");
		return err_field(err, "family_name");
	}
	memcpy(id, name->id, ID_LEN);
	return 1;
}

/* An adult on record: amended by what the row says otherwise than before. */
static int
change(struct scr_import *im, const char *id, struct err *err)
{
	struct buf *b = &im->text;
	char out[ID_LEN];
	int m, k;

	buf_reset(&im->content);
	if (rec_change(&im->content, &kind_person, &im->typed,
		&im->cmd->s.context, err) == -1 ||
	    said_before(im, id, err) == -1 ||
	    json_parse(&im->json, im->content.p, im->content.n, 0, err) ==
		-1 ||
	    json_parse(&im->json2, im->was.p, im->was.n, 0, err) == -1)
		return -1;
	buf_reset(b);
	json_open(b, '{');
	for (m = json_first(&im->json, 0); m >= 0;
	     m = json_after(&im->json, 0, m)) {
		k = same_member(&im->json, m, &im->json2);
		if (k < 0 || !equal_values(&im->json, m, &im->json2, k))
			put_member(b, &im->json, m);
	}
	if (b->n == 1)
		return session_again(&im->cmd->s, id, err);
	json_pair(b, "amend_reason", REASON);
	json_close(b, '}');
	if (json_parse(&im->typed, b->p, b->n, 0, err) == -1)
		return -1;
	return session_amend(
	    &im->cmd->s, &kind_person, id, &im->typed, out, err);
}

int
scr_import_person(struct scr_import *im, const char *id, struct err *err)
{
	if (id != NULL) {
		memcpy(im->base, id, ID_LEN);
		return change(im, id, err);
	}
	return session_put(
	    &im->cmd->s, &kind_person, &im->typed, im->base, err);
}
