/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "session/session_own.h"

/* A version of a record, by what was printed of it. */
struct base {
	int64_t seq;	 /* of its receipt; 0: not told */
	int64_t version; /* where that is not told */
	struct buf *body;
	bool found;
	char at[TIME_LEN];
	char by[ACTOR_LEN];
};

/* What is answered with every record and no amendment changes. */
static const struct fixed {
	const char *name;
	const char *why;
	const char *instead;
} fixed[] = {
	{ "state", "The state follows from what is recorded, so it is not "
		   "amended itself.",
	    "Amend the fields that it follows from, and leave state out." },
	{ "flags", "A flag stays as long as what it points to is so, and is "
		   "not amended itself.",
	    "Put right what it points to, and leave flags out." },
	{ "recorded_at", "When something was recorded never changes.",
	    "Leave recorded_at out; another day or time belongs in the "
	    "record's own fields." },
	{ "recorded_by", "Who recorded something never changes.",
	    "Leave recorded_by out; whose words they are belongs in the "
	    "record's own fields." }
};

/* The kind whose records move those of this one from state to state. */
static const struct kind *
mover_of(const struct kind *kind)
{
	for (size_t i = 0; kinds[i] != NULL; i++) {
		const struct kind *k = kinds[i];
		const struct field *f = k->moves == NULL ? NULL
			: field_named(k->fields, k->moves, strlen(k->moves));

		if (f != NULL && f->refs != NULL &&
		    kind_among(f->refs, kind))
			return k;
	}
	return NULL;
}

static int
refuse(const struct kind *kind, const struct fixed *f, struct err *err)
{
	const struct kind *mover = strcmp(f->name, "state") == 0
		? mover_of(kind) : NULL;

	err_set(err, ST_DATA, "not-amended", "%s", f->why);
	if (mover == NULL)
		err_hint(err, "%s", f->instead);
	else
		err_hint(err, "Record what was done with %s-add.",
		    mover->name);
	return err_field(err, f->name);
}

/* Flags as they are answered, a list, are those that the record has. */
static bool
has_flags(const struct json *j, int list, const char *flags)
{
	struct buf all = BUF_INIT, scratch = BUF_INIT;
	bool same = json_type(j, list) == JSON_ARRAY;

	for (int t = same ? json_first(j, list) : -1; same && t >= 0;
	     t = json_after(j, list, t)) {
		const char *s;
		size_t n;

		same = json_type(j, t) == JSON_STRING;
		if (!same)
			break;
		s = json_text(j, t, &scratch, &n);
		if (all.n > 0)
			buf_addc(&all, ' ');
		buf_add(&all, s, n);
	}
	same = same && strcmp(buf_str(&all), flags) == 0;
	buf_release(&all);
	buf_release(&scratch);
	return same;
}

static int
check_fixed(const struct stored *was, const struct base *base,
    const struct json *typed, struct err *err)
{
	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++) {
		const char *name = fixed[i].name;
		int t = json_get(typed, 0, name);
		bool has;

		if (t < 0 || json_type(typed, t) == JSON_NULL ||
		    field_named(was->kind->fields, name, strlen(name)) !=
			NULL)
			continue;
		if (strcmp(name, "state") == 0)
			has = json_is(typed, t, was->state);
		else if (strcmp(name, "flags") == 0)
			has = has_flags(typed, t, was->flags);
		else if (strcmp(name, "recorded_at") == 0)
			has = json_is(typed, t, was->recorded_at) ||
			    json_is(typed, t, base->at);
		else
			has = json_is(typed, t, was->recorded_by) ||
			    json_is(typed, t, base->by);
		if (!has)
			return refuse(was->kind, &fixed[i], err);
	}
	return 0;
}

static int
look(void *arg, const struct stored *row, struct err *err)
{
	struct base *base = arg;

	(void)err;
	if (base->seq != 0 ? row->receipt.seq != base->seq
			   : row->version != base->version)
		return 0;
	base->found = true;
	buf_add(base->body, row->body, row->len);
	memcpy(base->at, row->recorded_at, sizeof(base->at));
	memcpy(base->by, row->recorded_by, sizeof(base->by));
	return 1;
}

static void
read_number(const struct json *typed, const char *object, const char *name,
    int64_t *out)
{
	int t = json_get(typed, 0, object);

	if (t >= 0 && json_type(typed, t) == JSON_OBJECT)
		t = json_get(typed, t, name);
	if (t < 0 || json_type(typed, t) != JSON_NUMBER ||
	    !json_int(typed, t, out))
		*out = 0;
}

int
session_base(struct session *ses, const struct stored *was,
    const struct json *typed, struct buf *body, struct err *err)
{
	struct base base = { .body = body };
	const struct stored row = *was;
	char *state = mem_dup(was->state), *flags = mem_dup(was->flags);
	int rc = 0;

	read_number(typed, "receipt", "seq", &base.seq);
	read_number(typed, "amended", "version", &base.version);
	if (base.seq != 0 ? base.seq != row.receipt.seq
			  : base.version != 0 && base.version < row.version)
		rc = store_versions(ses->store, row.id, look, &base, err);
	if (rc == 0) {
		struct stored now = row;

		now.state = state;
		now.flags = flags;
		rc = check_fixed(&now, &base, typed, err);
	}
	free(state);
	free(flags);
	return rc == -1 ? -1 : base.found;
}
