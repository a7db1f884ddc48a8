/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "session/session_own.h"

struct version {
	struct session *ses;
	const char *by; /* the newest recorded by then is wanted */
	struct buf name, text;
	char id[ID_LEN];
};

static int
take_id(void *arg, const struct stored *row, struct err *err)
{
	struct version *v = arg;

	(void)err;
	memcpy(v->id, row->id, ID_LEN);
	return 1;
}

/* Versions come from the oldest on; the first holds before it too. */
static int
take_text(void *arg, const struct stored *row, struct err *err)
{
	struct version *v = arg;
	struct json *j = &v->ses->tape;

	if (v->text.n > 0 && strcmp(row->recorded_at, v->by) > 0)
		return 1;
	if (json_parse(j, row->body, row->len, 0, err) == -1)
		return -1;
	buf_reset(&v->name);
	buf_reset(&v->text);
	(void)session_text(v->ses, j, "name", &v->name);
	(void)session_text(v->ses, j, "text", &v->text);
	return 0;
}

int
session_calendar_text(struct session *ses, int64_t as_at, struct buf *text,
    struct buf *name, char id[ID_LEN], struct err *err)
{
	struct query query = { .kind = &kind_calendar };
	/* what was stored by now is whatever is stored */
	char by[TIME_LEN] = "9";
	struct version v = { .ses = ses, .by = by };
	int rc = -1;

	if (as_at < ses->now)
		time_format(as_at, by);
	if (store_each(ses->store, &query, take_id, &v, err) == -1 ||
	    (v.id[0] != '\0' && store_versions(ses->store, v.id, take_text,
		&v, err) == -1))
		goto out;
	if (v.text.n == 0) {
		err_set(err, ST_CONFIG, "calendar",
		    "This store has no calendar, so no deadline can be "
		    "counted.");
		goto out;
	}
	if (text != NULL)
		buf_add(text, v.text.p, v.text.n);
	if (name != NULL)
		buf_adds(name, buf_str(&v.name));
	if (id != NULL)
		memcpy(id, v.id, ID_LEN);
	rc = 0;
out:
	buf_release(&v.name);
	buf_release(&v.text);
	return rc;
}

const struct calendar *
session_calendar(struct session *ses, struct err *err)
{
	struct buf text = BUF_INIT, name = BUF_INIT;

	if (ses->calendar == NULL && session_calendar_text(ses, ses->as_at,
		&text, &name, NULL, err) == 0)
		(void)calendar_read(&ses->calendar, text.p, text.n,
		    buf_str(&name), err);
	buf_release(&text);
	buf_release(&name);
	return ses->calendar;
}
