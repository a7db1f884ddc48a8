/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/text/date.h"
#include "base/json/json.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "domain/attendance/attendance.h"
#include "model/kind.h"

void
absence_facts_notice(struct absence_facts *f, const char *pupil,
    int32_t issued, const char *parent)
{
	struct buf name = BUF_INIT;
	struct absence_notice *n;

	f->notice = mem_resize(f->notice, f->nnotices + 1,
	    sizeof(*f->notice));
	n = &f->notice[f->nnotices++];
	memcpy(n->pupil, pupil, ID_LEN);
	n->issued = issued;
	text_fold(&name, parent, strlen(parent));
	n->parent = mem_dup(buf_str(&name));
	buf_release(&name);
}

void
absence_facts_status(struct absence_facts *f, const char *pupil,
    const char *status, int32_t from, int32_t to, bool worker)
{
	struct absence_status *s;

	if ((f->nstatuses & (f->nstatuses - 1)) == 0)
		f->status = mem_resize(f->status, f->nstatuses == 0 ? 1 :
		    2 * f->nstatuses, sizeof(*f->status));
	s = &f->status[f->nstatuses++];
	memcpy(s->pupil, pupil, ID_LEN);
	s->from = from;
	s->to = to;
	s->status = mem_dup(status);
	s->worker = worker;
}

static int
by_pupil(const void *a, const void *b)
{
	const struct absence_status *x = a, *y = b;

	return strcmp(x->pupil, y->pupil);
}

void
absence_facts_sort(struct absence_facts *f)
{
	if (f->nstatuses > 0)
		qsort(f->status, f->nstatuses, sizeof(*f->status), by_pupil);
}

void
absence_facts_release(struct absence_facts *f)
{
	for (size_t i = 0; i < f->nnotices; i++)
		free(f->notice[i].parent);
	for (size_t i = 0; i < f->nstatuses; i++)
		free(f->status[i].status);
	free(f->notice);
	free(f->status);
	memset(f, 0, sizeof(*f));
}

bool
absence_vulnerable(const struct absence_facts *f,
    const struct absence_rule *rule, const char *pupil, int32_t day,
    bool *worker)
{
	size_t lo = 0, hi = f->nstatuses, mid;
	bool found = false;

	*worker = false;
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (strcmp(f->status[mid].pupil, pupil) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < f->nstatuses && strcmp(f->status[lo].pupil, pupil) == 0;
	     lo++) {
		const struct absence_status *s = &f->status[lo];

		if (s->from > day || (s->to != DATE_NONE && s->to < day))
			continue;
		for (size_t i = 0; rule->status[i] != NULL; i++) {
			if (strcmp(rule->status[i], s->status) != 0)
				continue;
			found = true;
			*worker |= s->worker;
		}
	}
	return found;
}

void
absence_settle(struct absence_lines *l, const struct attendance_rules *rules,
    const struct absence_facts *f)
{
	const struct absence_rule *r = &rules->rule[ABSENCE_VULNERABLE];
	size_t keep = 0;

	for (size_t i = 0; i < l->n; i++) {
		struct absence_line *a = &l->v[i];

		if (a->rule == ABSENCE_VULNERABLE &&
		    a->stage != STAGE_WITHDRAWN &&
		    !absence_vulnerable(f, r, a->id, a->as_at, &a->worker))
			continue;
		l->v[keep++] = *a;
	}
	l->n = keep;
}

bool
absence_same(const struct absence_line *a, const struct absence_line *b)
{
	return a->rule == b->rule && strcmp(a->id, b->id) == 0 &&
	    a->from <= b->to && b->from <= a->to &&
	    (a->rule != ABSENCE_PATTERN ||
	    date_weekday(a->from) == date_weekday(b->from));
}

static int
by_line(const void *a, const void *b)
{
	const struct absence_line *x = a, *y = b;
	int c = strcmp(x->id, y->id);

	if (c == 0)
		c = strcmp(words_absence[x->rule], words_absence[y->rule]);
	if (c == 0)
		c = (x->from > y->from) - (x->from < y->from);
	return c != 0 ? c : strcmp(words_stage[x->stage],
	    words_stage[y->stage]);
}

void
absence_sort(struct absence_lines *l)
{
	if (l->n > 1)
		qsort(l->v, l->n, sizeof(*l->v), by_line);
}

static int
missed(const struct absence_line *l)
{
	return l->authorised + l->unauthorised;
}

/* Tenths of a per cent, cut. */
static int
tenths(const struct absence_line *l)
{
	return l->possible == 0 ? 0 : missed(l) * 1000 / l->possible;
}

static void
number(struct buf *b, const char *name, int n)
{
	json_key(b, name);
	json_num(b, n);
}

static void
put_measure(struct buf *b, const struct absence_line *l)
{
	json_key(b, "measure");
	json_open(b, '{');
	if (l->possible > 0) {
		number(b, "possible", l->possible);
		number(b, "attended", l->possible - missed(l));
		number(b, "authorised", l->authorised);
		number(b, "unauthorised", l->unauthorised);
		number(b, "missed", missed(l));
		json_key(b, "percent");
		buf_addf(b, "%d.%d", tenths(l) / 10, tenths(l) % 10);
	}
	if (l->days > 0)
		number(b, "days", l->days);
	if (l->sessions > 0)
		number(b, "sessions", l->sessions);
	json_day(b, "from", l->from);
	json_day(b, "to", l->to);
	json_close(b, '}');
}

static void
many(struct buf *b, int n, const char *word)
{
	buf_addf(b, "%d %s%s", n, word, n == 1 ? "" : "s");
}

/* What is counted, in the place of a message. */
static void
put_counts(struct buf *b, const struct absence_line *l)
{
	if (l->possible > 0)
		buf_addf(b, "%d of %d sessions missed, %d.%d%%", missed(l),
		    l->possible, tenths(l) / 10, tenths(l) % 10);
	if (l->days > 0) {
		buf_adds(b, b->n > 0 ? "; " : "");
		many(b, l->days, "school day");
	}
	if (l->sessions > 0) {
		buf_adds(b, b->n > 0 ? "; " : "");
		many(b, l->sessions, "session");
	}
}

/* A word in braces of a message; as it stands when there is none such. */
static void
put_word(struct buf *b, const struct absence_rule *r,
    const struct absence_line *l, const char *word, size_t n)
{
	static const char *const weekdays[] = { "Monday", "Tuesday",
		"Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
	char day[DATE_LONG];

	if (text_equal(word, n, "sessions")) {
		many(b, l->sessions, "session");
	} else if (text_equal(word, n, "days")) {
		many(b, l->days, "school day");
	} else if (text_equal(word, n, "missed")) {
		buf_addf(b, "%d", missed(l));
	} else if (text_equal(word, n, "possible")) {
		buf_addf(b, "%d", l->possible);
	} else if (text_equal(word, n, "percent")) {
		buf_addf(b, "%d.%d", tenths(l) / 10, tenths(l) % 10);
	} else if (text_equal(word, n, "of")) {
		buf_addf(b, "%d", r->of);
	} else if (text_equal(word, n, "weekday")) {
		buf_adds(b, weekdays[date_weekday(l->from)]);
	} else if (text_equal(word, n, "from") || text_equal(word, n, "to") ||
	    text_equal(word, n, "due")) {
		date_format_long(*word == 'f' ? l->from :
		    *word == 't' ? l->to : l->due, day);
		buf_adds(b, day);
	} else {
		buf_addf(b, "{%.*s}", (int)n, word);
	}
}

static void
put_message(struct buf *b, const struct absence_rule *r,
    const struct absence_line *l)
{
	const char *s = r->message, *end;

	if (l->stage == STAGE_WITHDRAWN) {
		buf_adds(b, "Reported before, and no longer so: the register, "
		    "or what is known of the child, was corrected.");
		return;
	}
	if (l->rule == ABSENCE_VULNERABLE && !l->worker &&
	    r->without_worker != NULL)
		s = r->without_worker;
	while (*s != '\0') {
		if (*s == '{' && (end = strchr(s, '}')) != NULL) {
			put_word(b, r, l, s + 1, (size_t)(end - s) - 1);
			s = end + 1;
		} else {
			buf_addc(b, *s++);
		}
	}
}

void
absence_json(struct buf *b, const struct attendance_rules *rules,
    const struct absence_line *l, int32_t day, enum absence_form form)
{
	const struct absence_rule *r = &rules->rule[l->rule];
	const char *action = l->stage != STAGE_WITHDRAWN
	    ? r->action : "Tell those who were told of it.";
	bool brief = form == ABSENCE_BRIEF || form == ABSENCE_BRIEF_ROW;
	struct buf message = BUF_INIT;

	json_open(b, '{');
	json_pair(b, "kind", kind_escalation.name);
	json_pair(b, "pupil", l->id);
	json_pair(b, "rule", words_absence[l->rule]);
	json_pair(b, "stage", words_stage[l->stage]);
	put_measure(b, l);
	if (!brief)
		json_pair(b, "action", action);
	json_key(b, "to");
	json_open(b, '[');
	for (int i = 0; words_addressee[i] != NULL; i++) {
		if ((r->told >> i & 1) == 0)
			continue;
		json_item(b);
		json_cstr(b, words_addressee[i]);
	}
	json_close(b, ']');
	if (l->due != DATE_NONE)
		json_day(b, "due", l->due);
	if (form == ABSENCE_BRIEF_ROW)
		put_counts(&message, l);
	else if (!brief)
		put_message(&message, r, l);
	if (form == ABSENCE_ROW)
		buf_addf(&message, " %s", action);
	if (message.n > 0)
		json_pair(b, "message", message.p);
	buf_release(&message);
	if (!brief)
		json_words(b, "cite", r->cite);
	json_day(b, "as_at", day);
	json_key(b, "new");
	json_bool(b, l->new);
	json_close(b, '}');
}

void
absence_record(struct buf *b, const struct absence_line *l)
{
	char from[DATE_LEN], to[DATE_LEN], at[DATE_LEN];

	date_format(l->from, from);
	date_format(l->to, to);
	date_format(l->as_at, at);
	buf_addf(b, "%s %s %s %s %s %s", l->id, words_absence[l->rule],
	    words_stage[l->stage], from, to, at);
}

static int
word_in(const char *const *words, const char *s, size_t n)
{
	for (int i = 0; words[i] != NULL; i++)
		if (text_equal(s, n, words[i]))
			return i;
	return -1;
}

bool
absence_recorded(struct absence_line *l, const char *s, size_t n)
{
	const char *word[6], *end = s + n, *p;
	size_t len[6];
	int rule, stage;

	for (int i = 0; i < 6; i++) {
		if (s > end)
			return false;
		p = memchr(s, ' ', (size_t)(end - s));
		word[i] = s;
		len[i] = (size_t)((p == NULL ? end : p) - s);
		s += len[i] + 1;
	}
	memset(l, 0, sizeof(*l));
	rule = word_in(words_absence, word[1], len[1]);
	stage = word_in(words_stage, word[2], len[2]);
	l->from = date_parse(word[3], len[3]);
	l->to = date_parse(word[4], len[4]);
	l->as_at = date_parse(word[5], len[5]);
	l->due = DATE_NONE;
	if (len[0] != ID_ONE || rule < 0 || stage < 0 || s != end + 1 ||
	    l->from == DATE_NONE || l->to == DATE_NONE ||
	    l->as_at == DATE_NONE)
		return false;
	memcpy(l->id, word[0], len[0]);
	l->rule = (enum absence)rule;
	l->stage = (enum absence_stage)stage;
	return true;
}
