/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "session/session_own.h"

bool
session_kept_kind(const struct kind *kind)
{
	return kind != NULL && (kind->kept != NULL || kind->about != NULL);
}

/* The record that a field of a record (NULL: none) names; "" for none. */
static int
named_by(struct session *ses, const struct stored *row, const char *field,
    char id[ID_LEN], struct err *err)
{
	struct buf scratch = BUF_INIT;
	const char *s;
	size_t n;
	int t;

	id[0] = '\0';
	if (field == NULL)
		return 0;
	if (json_parse(&ses->looked, row->body, row->len, 0, err) == -1)
		return -1;
	t = json_get(&ses->looked, 0, field);
	if (t >= 0) {
		s = json_text(&ses->looked, t, &scratch, &n);
		if (!id_is(id, s, n))
			id[0] = '\0';
	}
	buf_release(&scratch);
	return 0;
}

int
session_child(struct session *ses, const struct stored *row, char id[ID_LEN],
    struct err *err)
{
	struct stored other;
	char of[ID_LEN];
	int found;

	if (row->kind == &kind_pupil) {
		memcpy(id, row->id, ID_LEN);
		return 0;
	}
	if (named_by(ses, row, row->kind->child, id, err) == -1)
		return -1;
	if (id[0] != '\0')
		return 0;
	if (named_by(ses, row, row->kind->about, of, err) == -1)
		return -1;
	if (of[0] == '\0')
		return 0;
	found = store_get(ses->store, of, &other, err);
	return found == 1
		? named_by(ses, &other, other.kind->child, id, err) : found;
}

/*
 * What a caller sees of a record.  Lost: the concern behind it, or a version
 * of that, was lawfully removed, and whom it was about cannot be told.
 */
enum sight { SIGHT_FAILED = -1, SIGHT_KEPT, SIGHT_OPEN, SIGHT_LOST };

struct look {
	struct session *ses;
	int versions; /* that are there */
	enum sight sight;
};

static enum sight sight(struct session *, const struct stored *, struct err *);

/* One version of a record: by what it says, and by its case. */
static int
look(void *arg, const struct stored *row, struct err *err)
{
	struct look *l = arg;
	struct session *ses = l->ses;
	const struct kept_from *kept = row->kind->kept;
	struct stored other;
	enum sight seen;
	char id[ID_LEN];
	int found = 0;

	l->versions++;
	if (json_parse(&ses->looked, row->body, row->len, 0, err) == -1)
		return -1;
	if (kept != NULL && access_kept_from(&ses->who, kept, &ses->looked)) {
		l->sight = SIGHT_KEPT;
		return 1;
	}
	if (named_by(ses, row, row->kind->about, id, err) == -1)
		return -1;
	if (id[0] == '\0' || !session_kept_kind(kind_of_id(id)))
		return 0;
	found = store_get(ses->store, id, &other, err);
	if (found == -1)
		return -1;
	seen = found == 1 ? sight(ses, &other, err) : SIGHT_LOST;
	if (seen == SIGHT_FAILED)
		return -1;
	if (seen != SIGHT_OPEN)
		l->sight = seen;
	return l->sight == SIGHT_KEPT;
}

/* Every version counts: a correction opens nothing that was kept. */
static enum sight
sight(struct session *ses, const struct stored *row, struct err *err)
{
	struct look l = { .ses = ses, .sight = SIGHT_OPEN };
	int version = row->version;
	char id[ID_LEN];

	if (ses->who.owner || !session_kept_kind(row->kind))
		return SIGHT_OPEN;
	memcpy(id, row->id, ID_LEN); /* what store_get() gave is overwritten */
	if (look(&l, row, err) == -1)
		return SIGHT_FAILED;
	if (version <= 1 || l.sight == SIGHT_KEPT)
		return l.sight;
	l.versions = 0;
	if (store_versions(ses->store, id, look, &l, err) == -1)
		return SIGHT_FAILED;
	return l.sight == SIGHT_OPEN && l.versions < version ? SIGHT_LOST
							     : l.sight;
}

int
session_may_see(struct session *ses, const struct stored *row, struct err *err)
{
	enum sight seen = sight(ses, row, err);

	ses->lost |= seen == SIGHT_LOST;
	return seen == SIGHT_FAILED ? -1 : seen == SIGHT_OPEN;
}

void
session_warn_lost(struct session *ses, const char *what)
{
	if (ses->lost)
		session_warn(ses, "Some %s are left out: their concern was "
		    "lawfully removed, so nobody can tell from whom it was "
		    "kept. The designated safeguarding lead sees them.",
		    what);
}

int
session_counts(void *arg, const char *id, struct err *err)
{
	struct session *ses = arg;
	struct stored row;
	int found;

	if (ses->who.owner || !session_kept_kind(kind_of_id(id)))
		return 1;
	found = store_get(ses->store, id, &row, err);
	return found == 1 ? session_may_see(ses, &row, err) : found;
}

int
session_may_write(struct session *ses, const struct kind *kind,
    const struct buf *content, struct err *err)
{
	const struct stored row = { .kind = kind, .body = content->p,
		.len = content->n };
	char id[ID_LEN];
	int may;

	/* whoever has something to say about it may: it is theirs to tell */
	if (kind->kept != NULL)
		return 0;
	may = session_may_see(ses, &row, err);
	if (may != 0)
		return may == 1 ? 0 : -1;
	if (named_by(ses, &row, kind->about, id, err) == -1)
		return -1;
	store_rollback(ses->store);
	return session_deny(ses, id, err);
}

void
session_reading_reset(struct session *ses)
{
	id_set_reset(&ses->reading.children);
	ses->reading.others = false;
}

void
session_reads_child(struct session *ses, const char *pupil)
{
	id_set_add(&ses->reading.children, pupil);
}

/* Every child that a record names, wherever in it; whether there is one. */
static bool
add_named(struct session *ses, const struct field *f, const struct json *j,
    int object, struct buf *scratch)
{
	bool any = false;

	for (; f->name != NULL; f++) {
		bool many = (f->flags & FIELD_MANY) != 0;
		bool names = f->type == FIELD_REF &&
		    kind_among(f->refs, &kind_pupil);
		int t = names || f->type == FIELD_OBJECT
			  ? json_get(j, object, f->name) : -1;
		char id[ID_LEN];
		const char *s;
		size_t n;

		for (int e = t >= 0 && many ? json_first(j, t) : t; e >= 0;
		     e = many ? json_after(j, t, e) : -1) {
			if (f->type == FIELD_OBJECT) {
				any |= add_named(ses, f->sub, j, e, scratch);
				continue;
			}
			s = json_text(j, e, scratch, &n);
			if (!id_is(id, s, n) || kind_of_id(id) != &kind_pupil)
				continue;
			session_reads_child(ses, id);
			any = true;
		}
	}
	return any;
}

/* 1 when the record is on some child's file. */
static int
add_children(struct session *ses, const struct stored *row, struct err *err)
{
	struct buf scratch = BUF_INIT;
	struct stored other;
	char of[ID_LEN];
	bool any;
	int found;

	if (row->kind == &kind_pupil) {
		session_reads_child(ses, row->id);
		return 1;
	}
	if (named_by(ses, row, row->kind->about, of, err) == -1 ||
	    json_parse(&ses->looked, row->body, row->len, 0, err) == -1)
		return -1;
	any = add_named(ses, row->kind->fields, &ses->looked, 0, &scratch);
	buf_release(&scratch);
	if (of[0] == '\0')
		return any;
	found = store_get(ses->store, of, &other, err);
	if (found == 1)
		found = add_children(ses, &other, err);
	return found == -1 ? -1 : any || found;
}

int
session_reads(struct session *ses, const struct stored *row, struct err *err)
{
	int any = add_children(ses, row, err);

	ses->reading.others |= any == 0;
	return any == -1 ? -1 : 0;
}

int
session_check_seen(struct session *ses, const char *id, struct err *err)
{
	struct stored row;

	if (ses->who.owner || !session_kept_kind(kind_of_id(id)))
		return 0;
	if (store_need(ses->store, id, &row, err) == -1)
		return -1;
	switch (sight(ses, &row, err)) {
	case SIGHT_OPEN:
		return 0;
	case SIGHT_KEPT:
		store_rollback(ses->store);
		return session_deny(ses, id, err);
	case SIGHT_LOST:
		err_set(err, ST_DATA, "disposed", "The concern that %s "
		    "belongs to was lawfully removed, so nobody can tell "
		    "from whom it is kept.", id);
		err_hint(err, "The designated safeguarding lead sees it.");
		break;
	case SIGHT_FAILED:
		break;
	}
	return -1;
}

int
session_read(struct session *ses, const char *id, struct stored *row,
    struct err *err)
{
	if (session_check_seen(ses, id, err) == -1 ||
	    store_need(ses->store, id, row, err) == -1)
		return -1;
	session_reading_reset(ses);
	if ((row->kind->flags & KIND_FILE) &&
	    (session_reads(ses, row, err) == -1 ||
		session_log_reading(ses, id, err) == -1))
		return -1;
	/* what was looked at on the way has overwritten it */
	return store_need(ses->store, id, row, err);
}

/* Whether some role of the caller may show such records, or list them. */
static bool
may_show(struct session *ses, const struct kind *kind)
{
	static const char *const verbs[] = { "show", "list" };
	struct buf right = BUF_INIT;
	bool may = false;

	for (size_t i = 0; !may && i < 2; i++) {
		buf_reset(&right);
		buf_addf(&right, "%s-%s", kind->stem != NULL ? kind->stem
		    : kind->name, verbs[i]);
		may = rights_role(ses->rights, &ses->who, right.p) != NULL;
	}
	buf_release(&right);
	return may;
}

int
session_opens(struct session *ses, const char *id, struct err *err)
{
	struct stored row;
	int may;

	if (store_need(ses->store, id, &row, err) == -1)
		return -1;
	if (!(row.kind->flags & KIND_FILE))
		return 1;
	may = may_show(ses, row.kind) ? session_may_see(ses, &row, err) : 0;
	if (may != 1)
		return may;
	session_reading_reset(ses);
	if (store_need(ses->store, id, &row, err) == -1 ||
	    session_reads(ses, &row, err) == -1 ||
	    session_put_reading(ses, id, err) == -1)
		return -1;
	return 1;
}
