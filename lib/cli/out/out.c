/* SPDX-License-Identifier: ISC */
#include "cli/out/out.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/core/file.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "model/rec/rec.h"
#include "out_part.h"

#define BLOCK (64u << 10)

const struct field out_given[] = {
	{ .name = "kind",
	    .type = FIELD_LINE,
	    .flags = FIELD_WHOSE,
	    .label = "Kind" },
	{ .name = "id", .type = FIELD_REF, .label = "Id" },
	{ .name = "state",
	    .type = FIELD_WORD,
	    .flags = FIELD_WHOSE,
	    .label = "State" },
	{ .name = "flags",
	    .type = FIELD_WORD,
	    .flags = FIELD_MANY | FIELD_WHOSE,
	    .label = "Flags" },
	{ .name = "recorded_at", .type = FIELD_TIME, .label = "Recorded" },
	{ .name = "recorded_by", .type = FIELD_REF, .label = "Recorded by" },
	{ .name = "amended", .type = FIELD_BOOL, .label = "Amended" },
	{ .name = "receipt", .type = FIELD_RECEIPT, .label = "Receipt" },
	{ .name = NULL }
};

const struct field *
out_field(const struct field *sub, const char *name, size_t n)
{
	const struct field *f = NULL;

	if (sub != NULL)
		f = field_named(sub, name, n);
	return f != NULL ? f : field_named(out_given, name, n);
}

/* Words, days, times and ids are whole at any width. */
static bool
may_cut(const struct field *f)
{
	if (f == NULL || (f->flags & FIELD_MANY) != 0)
		return true;
	return (f->type == FIELD_TEXT || f->type == FIELD_LINE ||
		   f->type == FIELD_OBJECT || f->type == FIELD_RECEIPT) &&
	    f->number == NULL;
}

static void
add_column(struct out *o, const char *name, size_t n)
{
	struct out_column *c;

	o->column = mem_resize(o->column, o->ncolumns + 1,
	    sizeof(*o->column));
	c = &o->column[o->ncolumns++];
	memset(c, 0, sizeof(*c));
	c->name = mem_copy(name, n);
	c->field = out_field(o->kind != NULL ? o->kind->fields : NULL, name,
	    n);
	c->label = c->field != NULL && c->field->label != NULL
	    ? c->field->label : c->name;
	c->may_cut = may_cut(c->field);
}

static void
forget_columns(struct out *o)
{
	while (o->ncolumns > 0)
		free(o->column[--o->ncolumns].name);
	free(o->column);
	o->column = NULL;
}

static int
choose_columns(struct out *o, const char *list, struct err *e)
{
	const struct kind *k = o->kind;
	const char *s, *near;
	char *name;
	size_t n, i;

	if (k == NULL)
		return err_set(e, ST_USAGE, "no-fields",
		    "There are no fields to choose from here.");
	for (s = list;; s += n + 1) {
		n = strcspn(s, ",");
		for (i = 0; i < o->ncolumns; i++)
			if (text_equal(s, n, o->column[i].name))
				break;
		if (i < o->ncolumns) {
			return err_set(e, ST_USAGE, "bad-value",
			    "--fields names %s twice.", o->column[i].name);
		} else if (out_field(k->fields, s, n) == NULL &&
		    (n < 3 || !text_starts(s, "x_"))) {
			name = mem_copy(s, n);
			near = rec_nearest_field(k, name);
			err_set(e, ST_USAGE, "unknown-field",
			    "\"%s\" is no field of %s.", name, k->name);
			if (near != NULL)
				err_hint(e, "Did you mean %s?", near);
			free(name);
			return -1;
		}
		add_column(o, s, n);
		if (s[n] == '\0')
			return 0;
	}
}

static void
add_given(struct out *o, const char *name)
{
	if (field_named(o->kind->fields, name, strlen(name)) == NULL)
		add_column(o, name, strlen(name));
}

/* Everything for CSV, for a table what the kind shows. */
static void
own_columns(struct out *o)
{
	const struct field *f;
	bool all = o->setup.format == OUT_CSV;

	forget_columns(o);
	if (o->kind == NULL)
		return;
	if (o->kind->prefix != NULL)
		add_given(o, "id");
	for (f = o->kind->fields; f->name != NULL; f++)
		if (all || (f->flags & FIELD_COLUMN) != 0)
			add_column(o, f->name, strlen(f->name));
	if (o->kind->state != NULL)
		add_given(o, "state");
	if (o->kind->twin != NULL ||
	    (all && (o->kind->flags & KIND_STORED) != 0))
		add_given(o, "flags");
	if (all && (o->kind->flags & KIND_STORED) != 0) {
		add_given(o, "recorded_at");
		add_given(o, "recorded_by");
	}
	if (o->ncolumns < 2)
		for (f = o->kind->fields; f->name != NULL; f++)
			add_column(o, f->name, strlen(f->name));
}

int
out_open(struct out **op, const struct out_setup *setup, struct err *e)
{
	struct out *o = mem_alloc(sizeof(*o));

	o->setup = *setup;
	o->kind = setup->kind;
	o->chosen = setup->fields != NULL;
	*op = o;
	if (!o->chosen) {
		own_columns(o);
		return 0;
	}
	if (choose_columns(o, setup->fields, e) == 0)
		return 0;
	forget_columns(o);
	free(o);
	*op = NULL;
	return -1;
}

static int
write_all(struct out *o, struct err *e)
{
	int rc = file_write(o->setup.fd, o->pending.p, o->pending.n);
	bool full;

	buf_reset(&o->pending);
	if (rc == 0)
		return 0;
	if (errno == EPIPE) {
		err_set(&o->failure, ST_IO, ERR_CLOSED,
		    "The reader of the answer has gone.");
	} else {
		full = errno == ENOSPC || errno == EDQUOT;
		err_set(&o->failure, ST_IO, "write",
		    "The answer could not be written: %s.", strerror(errno));
		err_hint(&o->failure, full ? "Make room there, or write it to "
		    "another place." : "Write it to another place.");
	}
	o->failed = true;
	*e = o->failure;
	return -1;
}

int
out_put(struct out *o, const char *s, size_t n, struct err *e)
{
	if (o->failed) {
		*e = o->failure;
		return -1;
	}
	if (n > 0)
		o->started = true;
	buf_add(&o->pending, s, n);
	return o->pending.n >= BLOCK && !o->keeps ? write_all(o, e) : 0;
}

/* A line of JSON or CSV. */
static int
put_line(struct out *o, const char *s, size_t n, struct err *e)
{
	if (o->setup.terminal) {
		buf_reset(&o->cell);
		text_visible(&o->cell, s, n, "\r\n\t");
		s = buf_str(&o->cell);
		n = o->cell.n;
	}
	return out_put(o, s, n, e);
}

static void
project(struct out *o)
{
	const struct json *j = &o->json;
	struct buf *b = &o->line;
	const char *raw;
	size_t i, n;
	int t;

	buf_reset(b);
	buf_addc(b, '{');
	if ((t = json_get(j, 0, "kind")) >= 0) {
		raw = json_raw(j, t, &n);
		json_key(b, "kind");
		buf_add(b, raw, n);
	}
	for (i = 0; i < o->ncolumns; i++) {
		if (strcmp(o->column[i].name, "kind") == 0)
			continue;
		if ((t = json_get(j, 0, o->column[i].name)) < 0)
			continue;
		raw = json_raw(j, t, &n);
		json_key(b, o->column[i].name);
		buf_add(b, raw, n);
	}
	buf_addc(b, '}');
}

/* Columns for a record of another kind than the last one. */
static int
turn_to_kind(struct out *o, struct err *e)
{
	const struct kind *k = NULL;
	const char *name;
	size_t n;
	int t = json_get(&o->json, 0, "kind");

	if (o->chosen || t < 0 || json_type(&o->json, t) != JSON_STRING)
		return 0;
	name = json_text(&o->json, t, &o->scratch, &n);
	k = kind_named(name, n);
	if (k == NULL || k == o->kind)
		return 0;
	if (out_table_flush(o, e) != 0)
		return -1;
	if (o->started && out_put(o, "\n", 1, e) != 0)
		return -1;
	o->kind = k;
	o->headed = o->measured = o->blocks = false;
	own_columns(o);
	return 0;
}

bool
out_is_plain(const struct out *o)
{
	if (o->setup.format == OUT_JSON && !o->chosen)
		return false;
	for (size_t i = 0; i < o->ncolumns; i++)
		if (o->column[i].field == NULL ||
		    !field_says_whose(o->column[i].field))
			return false;
	return o->ncolumns > 0;
}

void
out_keep(struct out *o, bool keeps)
{
	o->keeps = keeps;
}

void
out_filter(struct out *o, bool (*wanted)(void *arg, const struct json *),
    void *arg)
{
	o->wanted = wanted;
	o->wanted_arg = arg;
}

size_t
out_count(const struct out *o)
{
	return o->count;
}

int
out_record(struct out *o, const char *s, size_t n, struct err *e)
{
	bool whole = o->setup.format == OUT_JSON && !o->chosen;

	if ((!whole || o->wanted != NULL) &&
	    json_parse(&o->json, s, n, 0, e) != 0)
		return err_set(e, ST_FAULT, "bad-answer",
		    "An answer was made that is no record.");
	if (o->wanted != NULL && !o->wanted(o->wanted_arg, &o->json))
		return 0;
	o->count++;
	if (whole)
		return put_line(o, s, n, e) == 0 ? out_put(o, "\n", 1, e) : -1;
	if (o->setup.format == OUT_JSON) {
		project(o);
		buf_addc(&o->line, '\n');
		return put_line(o, o->line.p, o->line.n, e);
	}
	if (turn_to_kind(o, e) != 0)
		return -1;
	if (o->setup.format != OUT_CSV)
		return o->setup.block ? out_block(o, e) : out_table(o, e);
	out_csv(o);
	return put_line(o, o->line.p, o->line.n, e);
}

int
out_text(struct out *o, const char *s, size_t n, struct err *e)
{
	return out_put(o, s, n, e);
}

int
out_flush(struct out *o, struct err *e)
{
	if (o->failed) {
		*e = o->failure;
		return -1;
	}
	return out_table_flush(o, e) != 0 ? -1 : write_all(o, e);
}

int
out_close(struct out *o, struct err *e)
{
	int rc;

	if (o == NULL)
		return 0;
	rc = o->keeps ? 0 : out_flush(o, e);
	forget_columns(o);
	json_release(&o->json);
	buf_release(&o->line);
	buf_release(&o->scratch);
	buf_release(&o->cell);
	buf_release(&o->held);
	buf_release(&o->pending);
	free(o);
	return rc;
}
