/* SPDX-License-Identifier: ISC */
#include "cli/ask/ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/text/text.h"
#include "cli/frame/cmd_inside.h"

#define MOST 9

/* Finding by name is what the kind's -list does, and needs its right. */
static bool
may_list(struct ask *a, const struct kind *kind)
{
	struct cmd *cmd = a->cmd;
	struct buf tool = BUF_INIT;
	bool may;

	if (kind == NULL || kind->twin == NULL || cmd->s.rights == NULL)
		return false;
	buf_addf(&tool, "%s-list", kind->name);
	may = rights_role(cmd->s.rights, &cmd->s.who, tool.p) != NULL;
	buf_release(&tool);
	return may;
}

/* What makes two records of a kind likely the same says who one is. */
static void
put_name(const struct kind *kind, const struct json *j, struct buf *out)
{
	struct buf scratch = BUF_INIT;

	for (size_t i = 0; kind->twin[i] != NULL; i++) {
		int t = json_get(j, 0, kind->twin[i]);
		const char *s;
		size_t n;

		if (t < 0 || json_type(j, t) != JSON_STRING)
			continue;
		s = json_text(j, t, &scratch, &n);
		buf_addf(out, "%s%.*s", out->n == 0 ? "" : " ", (int)n, s);
	}
	buf_release(&scratch);
}

struct search {
	struct ask *a;
	struct buf wanted[2]; /* folded; and with what dashes part */
	char id[MOST][ID_LEN];
	struct buf list;
	size_t n;
};

static bool
has_word(const char *name, const char *word, size_t n)
{
	for (const char *p = name; (p = strstr(p, " ")) != NULL;) {
		if (strncmp(++p, word, n) == 0)
			return true;
	}
	return false;
}

/* Every word typed begins a word of the name. */
static bool
begins(const char *wanted, const char *name)
{
	for (size_t n; *wanted != '\0'; wanted += n) {
		wanted += *wanted == ' ';
		n = strcspn(wanted, " ");
		if (!has_word(name, wanted, n))
			return false;
	}
	return true;
}

/* Of a double name, written as one word or as two. */
static bool
matches(const struct search *s, const struct buf *name)
{
	struct buf folded = BUF_INIT;
	bool found;

	buf_addc(&folded, ' ');
	text_fold(&folded, buf_str(name), name->n);
	buf_addc(&folded, ' ');
	text_fold_parted(&folded, buf_str(name), name->n, TEXT_AT_DASH);
	found = begins(buf_str(&s->wanted[0]), buf_str(&folded)) ||
	    begins(buf_str(&s->wanted[1]), buf_str(&folded));
	buf_release(&folded);
	return found;
}

static int
row(void *arg, const struct stored *r, struct err *err)
{
	struct search *s = arg;
	struct buf name = BUF_INIT;
	struct json *j = &s->a->cmd->s.tape;
	int may = session_may_see(&s->a->cmd->s, r, err), rc = 0;

	if (may != 1)
		return may;
	if (json_parse(j, r->body, r->len, 0, err) == -1)
		return -1;
	put_name(r->kind, j, &name);
	if (matches(s, &name)) {
		if (s->n < MOST) {
			memcpy(s->id[s->n], r->id, ID_LEN);
			buf_addf(&s->list, "%s  %zu  %s  %s",
			    s->n == 0 ? "" : "\n", s->n + 1, r->id,
			    buf_str(&name));
		}
		rc = ++s->n > MOST;
	}
	buf_release(&name);
	return rc;
}

/* 1 chosen, 0 none of them. */
static int
choose(struct search *s, char id[ID_LEN], struct err *err)
{
	struct ask *a = s->a;

	ask_show(a, s->list.p, s->list.n, 0);
	for (;;) {
		const char *p;
		size_t n;

		if (ask_line(a, "Which? Its number, or Enter for none of "
			"them: ", err) == -1)
			return -1;
		p = buf_str(&a->line);
		n = a->line.n;
		text_trim(&p, &n);
		if (n == 0)
			return 0;
		if (n == 1 && *p >= '1' && (size_t)(*p - '0') <= s->n) {
			memcpy(id, s->id[*p - '1'], ID_LEN);
			return 1;
		}
		ask_say(a, "Please type a number from 1 to %zu.\n", s->n);
	}
}

int
ask_find(struct ask *a, const char *refs, const char *typed, size_t n,
    char id[ID_LEN], struct err *err)
{
	struct search s = { .a = a };
	const struct kind *kind;
	int rc = 0;

	text_fold(&s.wanted[0], typed, n);
	text_fold_parted(&s.wanted[1], typed, n, TEXT_AT_DASH);
	for (size_t i = 0; rc == 0 && (kind = kind_nth(refs, i)) != NULL;
	    i++) {
		struct query q = { .kind = kind };

		if (may_list(a, q.kind))
			rc = store_each(a->cmd->s.store, &q, row, &s, err);
	}
	if (rc == 0 && s.n > MOST)
		ask_say(a, "More than %d are called that. Type more of the "
			   "name.\n", MOST);
	else if (rc == 0 && s.n > 0)
		rc = choose(&s, id, err);
	buf_release(&s.wanted[0]);
	buf_release(&s.wanted[1]);
	buf_release(&s.list);
	return rc;
}

void
ask_name(struct ask *a, const char *id, struct buf *out)
{
	struct json *j = &a->cmd->s.tape;
	struct buf name = BUF_INIT;
	struct stored row;
	struct err ignored;
	char whole[ID_LEN];

	if (id_read(whole, id, strlen(id)) == ID_WHOLE &&
	    may_list(a, kind_of_id(whole)) &&
	    store_get(a->cmd->s.store, whole, &row, &ignored) == 1 &&
	    session_may_see(&a->cmd->s, &row, &ignored) == 1 &&
	    json_parse(j, row.body, row.len, 0, &ignored) == 0) {
		put_name(row.kind, j, &name);
		buf_addf(out, "  %s", buf_str(&name));
	}
	buf_release(&name);
}

/* The kind that a command's operand names, where somebody has a name. */
static const struct kind *
whose(const struct command *c)
{
	if (strcmp(c->operands, "PUPIL") == 0)
		return &kind_pupil;
	return c->run == verb_show && c->kind->twin != NULL ? c->kind : NULL;
}

bool
cmd_asks_whose(const struct cmd *cmd)
{
	return cmd->terminal_in && cmd->args.noperands == 0 &&
	    cmd->command->operands_min == 1 && whose(cmd->command) != NULL;
}

/* An id, or what may stand for one, or words of the name. */
static int
find_whose(struct ask *a, const struct kind *kind, char id[ID_LEN],
    struct err *err)
{
	const char *s;
	size_t n;
	int found;

	for (;;) {
		if (ask_line(a, "Whose? A name, or an id; also a UPN or a "
			"login: ", err) == -1)
			return -1;
		s = buf_str(&a->line);
		n = a->line.n;
		text_trim(&s, &n);
		if (n == 0)
			continue;
		buf_cut(&a->line, (size_t)(s - a->line.p) + n);
		err_clear(err);
		if (session_id(&a->cmd->s, buf_str(&a->line) + (s - a->line.p),
			kind->name, false, id, err) == 0)
			return 0;
		if (err->status != ST_DATA)
			return -1;
		found = ask_find(a, kind->name, s, n, id, err);
		if (found != 0)
			return found == 1 ? 0 : -1;
		ask_say(a, "Nobody on record was chosen by that.\n");
	}
}

int
cmd_ask_whose(struct cmd *cmd, struct err *err)
{
	static char id[ID_LEN];
	static const char *operand[] = { id, NULL };
	struct ask a;
	int rc;

	if (ask_open(&a, cmd, err) == -1)
		return -1;
	rc = find_whose(&a, whose(cmd->command), id, err);
	ask_close(&a);
	if (rc == -1)
		return -1;
	err_clear(err);
	cmd->args.operand = operand;
	cmd->args.noperands = 1;
	return 0;
}
