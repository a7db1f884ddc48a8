/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "session/caller/account.h"
#include "cli/frame/cmd_inside.h"
#include "ui/upkeep/upkeep.h"
#include "store/ledger/copy.h"
#include "store/view/view.h"

void
upkeep_close(struct cmd *cmd)
{
	store_close(cmd->s.store);
	cmd->s.store = NULL;
}

/* To write, since a refusal is entered too. */
int
upkeep_open(struct cmd *cmd, struct err *err)
{
	if (store_open(&cmd->s.store, cmd->s.store_path, STORE_WRITE, err) ==
	    -1)
		return -1;
	/* whose the file is, no damage to what it holds can hide */
	if (account_calls(&cmd->s, err) == -1 &&
	    !cmd->s.who.owner)
		return -1;
	return session_check_right(&cmd->s, err);
}

int
upkeep_print(struct cmd *cmd, const struct ledger_report *r, struct err *err)
{
	struct buf b = BUF_INIT;
	int rc;

	json_open(&b, '{');
	json_pair(&b, "kind", kind_ledger.name);
	json_key(&b, "entries");
	json_num(&b, r->entries);
	json_key(&b, "whole");
	json_bool(&b, r->bad == 0);
	if (r->bad != 0) {
		json_key(&b, "bad");
		json_num(&b, r->bad);
		json_pair(&b, "why", r->why);
	}
	if (r->last.seq != 0) {
		json_key(&b, "seq");
		json_num(&b, r->last.seq);
		json_pair(&b, "hash", r->last.hash);
		json_pair(&b, "at", r->last.at);
	}
	json_close(&b, '}');
	rc = out_record(cmd->out, b.p, b.n, err);
	buf_release(&b);
	return rc;
}

int
upkeep_tell(struct cmd *cmd, const struct ledger_report *r, const char *done,
    struct err *err)
{
	if (upkeep_print(cmd, r, err) == 0 && out_flush(cmd->out, err) == 0)
		return 0;
	return err_set(err, ST_UNTOLD, "untold",
	    "%s, but that could not be written to standard output.", done);
}

/* What a reading that failed says of the store, when it is about that. */
static int
damage(struct buf *troubles, int rc, struct err *err)
{
	if (rc == 0 || (!err_is(err, ERR_DAMAGED) &&
			   !err_is(err, ERR_OTHER_VERSION) &&
			   !err_is(err, ERR_LATER_VERSION) &&
			   !err_is(err, ERR_ALTERED)))
		return rc;
	buf_addf(troubles, "%s\n", err->msg);
	return 0;
}

int
upkeep_troubles(struct cmd *cmd, struct store *store, struct buf *troubles,
    struct err *err)
{
	char *sql = session_data(&cmd->s, "migrations");
	struct buf difference = BUF_INIT;
	struct ledger_report report;
	int whole = -1, rc;

	rc = damage(troubles, store_examine(store, sql, troubles, err), err);
	free(sql);
	if (rc == 0) {
		whole = ledger_whole(store, NULL, &report, err);
		rc = damage(troubles, whole, err);
	}
	if (rc == 0 && whole == 0)
		rc = damage(troubles, view_compare(store, &difference, err),
		    err);
	if (difference.n > 0)
		buf_addf(troubles, "What was made of the ledger is not what "
		    "it says (%s); run store-rebuild.\n",
		    buf_str(&difference));
	buf_release(&difference);
	return rc;
}

int
upkeep_ahead(struct cmd *cmd, struct buf *troubles, struct err *err)
{
	char at[TIME_LEN];
	int64_t seq;
	int ahead = ledger_ahead(cmd->s.store, cmd->s.now, &seq, at, err);

	if (ahead == 1)
		buf_addf(troubles, "Entry %lld was made by a clock that said "
		    "%s, which is still to come, and until then every later "
		    "entry is given that time. Put back the last backup from "
		    "before it with store-restore --replace, and enter again "
		    "what came since.\n", (long long)seq, at);
	return damage(troubles, ahead == 1 ? 0 : ahead, err);
}

int
upkeep_print_troubles(struct cmd *cmd, const struct buf *troubles,
    struct err *err)
{
	const char *s = buf_str(troubles), *nl;
	struct buf b = BUF_INIT, what = BUF_INIT;
	int rc = 0;

	for (; rc == 0 && (nl = strchr(s, '\n')) != NULL; s = nl + 1) {
		buf_reset(&b);
		buf_reset(&what);
		buf_add(&what, s, (size_t)(nl - s));
		json_open(&b, '{');
		json_pair(&b, "kind", kind_trouble.name);
		json_pair(&b, "what", buf_str(&what));
		json_close(&b, '}');
		rc = out_record(cmd->out, b.p, b.n, err);
	}
	buf_release(&b);
	buf_release(&what);
	return rc;
}

/* Of a store of an earlier version nobody's right is known but the file's. */
static int
may_rebuild(struct cmd *cmd, struct err *err)
{
	if (upkeep_open(cmd, err) == 0) {
		upkeep_close(cmd);
	} else if (err_is(err, ERR_EARLIER_VERSION)) {
		err_clear(err);
	} else {
		if (err_is(err, ERR_OTHER_VERSION))
			err_hint(err, "Ask the owner of the file to run "
				      "store-rebuild.");
		return -1;
	}
	return 0;
}

int
upkeep_rebuild(struct cmd *cmd, struct err *err)
{
	struct ledger_report report;
	char *sql;
	int rc;

	if (may_rebuild(cmd, err) == -1)
		return -1;
	sql = session_data(&cmd->s, "migrations");
	rc = view_rebuild(cmd->s.store_path, sql, &report, err);
	free(sql);
	if (rc == -1 && err_is(err, ERR_OTHER_VERSION))
		err_hint(err, "Put back the last good backup with "
			      "store-restore --replace.");
	if (rc == -1)
		return -1;
	return upkeep_tell(cmd, &report, "The store was rebuilt", err);
}
