/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "store/db/inside.h"

#define LARGE (128 << 10) /* bytes of one entry */
#define TRIES 100 /* at ids; one in a million is taken in a large store */

int
store_put(struct store *s, const struct draft *d, char id_out[ID_LEN],
    int64_t *seq, struct err *err)
{
	struct views *v = &s->views;
	const char *given = d->id == NULL ? "" : d->id;
	char id[ID_LEN], at[TIME_LEN];
	const struct json *doc = d->doc != NULL ? d->doc : &s->doc;
	struct plan plan;
	int r, tries = 0;

	if (s->mode != STORE_WRITE || s->pool.db == NULL ||
	    sqlite3_get_autocommit(s->pool.db))
		return err_set(err, ST_FAULT, "fault",
		    "Something would have been stored outside a "
		    "transaction.");
	if (d->len > STORE_MAX_CONTENT)
		return err_set(err, ST_DATA, "too-long",
		    "A record may be 1 MiB long, and this one is longer.");
	/* An earlier version, and what this one moves, are read. */
	if (ledger_load(s, err) != 0 ||
	    (((*given != '\0' && d->kind->packed == NULL) ||
	    d->kind->moves != NULL) && chain_settle(s, err) != 0) ||
	    (d->doc == NULL &&
	    json_parse(&s->doc, d->content, d->len, 0, err) != 0) ||
	    view_plan(v, &plan, d->kind, given, doc, false, err) != 0)
		return -1;
	if (plan.is_new && *given != '\0')
		return err_set(err, ST_DATA, ERR_UNKNOWN_ID,
		    "There is no %s %s.", d->kind->name, given);
	/* Pages that do not fit would be written, and synced, too early. */
	if ((s->seq - s->first == STORE_SOME || d->len > STORE_LONG) &&
	    store_enlarge(s, STORE_CACHE, err) != 0)
		return -1;
	ledger_time(s, d->now, at);
	do {
		if (plan.is_new)
			id_make(id, d->kind->prefix);
		else
			memcpy(id, given, ID_LEN);
		if ((r = view_record(v, &plan, id, s->seq + 1, at, err)) < 0)
			return -1;
		if (r == 0 && ++tries == TRIES)
			return pool_fail(&s->pool, SQLITE_CORRUPT, err);
	} while (r == 0);
	if (d->len > LARGE) {
		chain_hurry(s);
		/* pages that were only read make room for what is written */
		sqlite3_db_release_memory(s->pool.db);
	}
	if (ledger_append(s, d, id, err) != 0 ||
	    view_apply(v, &plan, s->seq, err) != 0 ||
	    view_seen(v, id, s->seq, err) != 0)
		return -1;
	memcpy(id_out, id, ID_LEN);
	*seq = s->seq;
	if (s->seq - s->first == STORE_MUCH)
		chain_hurry(s);
	return 0;
}
