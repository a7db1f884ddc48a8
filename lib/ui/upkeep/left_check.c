/* SPDX-License-Identifier: ISC */
#include "base/text/date.h"
#include "ui/upkeep/left.h"

static bool
is_behind(const struct left *l)
{
	return l->is == LEFT_COPY || l->is == LEFT_TEXT ||
	    l->is == LEFT_SECOND;
}

static void
describe(struct buf *b, const struct left *l, bool cleared)
{
	switch (l->is) {
	case LEFT_COPY:
		buf_addf(b, "A tool that was stopped left %s behind, ",
		    l->bytes > 0 ? "a copy of the records" : "a folder");
		break;
	case LEFT_TEXT:
		buf_adds(b, "A tool that was stopped left behind what was "
			    "written for it, which is not in the store, ");
		break;
	case LEFT_SECOND:
		buf_adds(b, "A tool that was stopped left a second name of "
			    "the store behind, ");
		break;
	case LEFT_REPLACED:
		buf_adds(b, "The store that was replaced is kept in ");
		break;
	case LEFT_REFUSED:
		buf_addf(b, "Input that was refused %s in ",
		    cleared ? "was" : "is kept");
		break;
	}
	buf_addf(b, "%s", l->path);
	if (cleared)
		buf_adds(b, "; it was removed.");
	else if (is_behind(l))
		buf_addf(b, "; %sstore-check --clear removes it.",
		    l->is == LEFT_TEXT ? "look at it first, since " : "");
	else
		buf_addc(b, '.');
}

static int64_t
days_old(const struct cmd *cmd, const struct left *l)
{
	int64_t days = time_day(cmd->s.now) - time_day(l->changed);

	return days > 0 ? days : 0;
}

static int
print(struct cmd *cmd, const struct left *l, bool cleared, struct err *err)
{
	struct buf b = BUF_INIT, what = BUF_INIT;
	char changed[TIME_LEN];
	int rc;

	describe(&what, l, cleared);
	time_format(l->changed, changed);
	json_open(&b, '{');
	json_pair(&b, "kind", kind_trouble.name);
	json_pair(&b, "what", buf_str(&what));
	json_pair(&b, "file", l->path);
	json_key(&b, "bytes");
	json_num(&b, l->bytes);
	json_pair(&b, "changed", changed);
	json_key(&b, "days");
	json_num(&b, days_old(cmd, l));
	if (cleared) {
		json_key(&b, "cleared");
		json_bool(&b, true);
	}
	json_close(&b, '}');
	rc = out_record(cmd->out, b.p, b.n, err);
	buf_release(&b);
	buf_release(&what);
	return rc;
}

/* One line for each of the two, however many there are. */
static void
tell_kept(struct cmd *cmd, const struct left_list *list)
{
	const struct left *replaced = NULL;
	int64_t oldest = 0, bytes = 0;
	long refused = 0, stores = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct left *l = &list->v[i];

		if (l->is == LEFT_REPLACED) {
			replaced = l;
			stores++;
		} else if (l->is == LEFT_REFUSED) {
			if (days_old(cmd, l) > oldest)
				oldest = days_old(cmd, l);
			bytes += l->bytes;
			refused++;
		}
	}
	if (refused > 0)
		cmd_warn(cmd, "%ld cop%s of refused input (%lld bytes, the "
		    "oldest of %lld days ago) lie%s in %s.rejected; "
		    "store-check --clear lists them, and with --older-than "
		    "30d removes those that are older.", refused,
		    refused == 1 ? "y" : "ies", (long long)bytes,
		    (long long)oldest, refused == 1 ? "s" : "",
		    cmd->s.store_path);
	if (stores > 0)
		cmd_warn(cmd, "%ld store%s that %s replaced %s kept; the "
		    "last is %s. Remove what is no longer needed.", stores,
		    stores == 1 ? "" : "s", stores == 1 ? "was" : "were",
		    stores == 1 ? "is" : "are", replaced->path);
}

static int
check_one(struct cmd *cmd, const struct left *l, bool clear, int32_t before,
    struct err *err)
{
	bool behind = is_behind(l), cleared = false;
	struct err why;

	err_clear(&why);
	if (clear && (behind || (l->is == LEFT_REFUSED &&
				    time_day(l->changed) < before))) {
		cleared = left_remove(l, cmd->s.store_path, &why) == 0;
		if (!cleared)
			cmd_complain(cmd, &why);
	}
	if ((behind && !cleared) || why.status != ST_DONE)
		cmd->status = ST_NO;
	return behind || clear ? print(cmd, l, cleared, err) : 0;
}

int
left_check(struct cmd *cmd, bool clear, int32_t before, struct err *err)
{
	struct left_list list = { NULL, 0 };
	int rc = left_find(&list, cmd->s.store_path, err);

	for (size_t i = 0; rc == 0 && i < list.n; i++)
		rc = check_one(cmd, &list.v[i], clear, before, err);
	if (rc == 0 && !clear)
		tell_kept(cmd, &list);
	left_release(&list);
	return rc;
}
