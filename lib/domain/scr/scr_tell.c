/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "domain/scr/scr.h"

static const char *
severity_word(enum scr_severity s)
{
	return s == SCR_BREACH ? "breach" : "advice";
}

static void
add_day(struct buf *b, int32_t day)
{
	char text[DATE_LONG];

	date_format_long(day, text);
	buf_adds(b, text);
}

/* The first sentence: whom, which check, what is the matter with it. */
static void
tell_matter(struct buf *b, const struct scr *s, const struct scr_finding *f)
{
	const char *what = f->item < 0 ? "" : s->rules->word[f->item];

	buf_addf(b, "%s: ", f->adult->name);
	switch (f->status) {
	case SCR_MISSING:
		buf_addf(b, "the %s is missing", what);
		break;
	case SCR_UNDATED:
		buf_addf(b, "the %s has no date", what);
		break;
	case SCR_LATE:
		buf_addf(b, "the %s is of ", what);
		add_day(b, f->day);
		buf_adds(b, f->wanted == f->adult->start
		    ? ", after the start on "
		    : ", after the work became regulated activity on ");
		add_day(b, f->wanted);
		break;
	case SCR_EXPIRED:
		buf_addf(b, "the %s ran out on ", what);
		add_day(b, f->day);
		break;
	case SCR_EXPIRING:
		buf_addf(b, "the %s runs out on ", what);
		add_day(b, f->day);
		break;
	case SCR_ADVERSE:
		buf_addf(b, "the %s says something against the adult", what);
		break;
	case SCR_NOT_PERMITTED:
		buf_addf(b, "the %s may lawfully be asked for only in "
		    "regulated activity", what);
		break;
	case SCR_INVALID:
		buf_addf(b, "the number of the %s is not %d digits", what,
		    s->digits[f->item]);
		break;
	case SCR_UNDECIDED:
		buf_adds(b, "nothing says how often the adult comes, so "
		    "whether the work is regulated activity is open");
		break;
	case SCR_LEAVER:
		buf_adds(b, "left on ");
		add_day(b, f->day);
		buf_adds(b, " and is still on the record");
		break;
	default:
		if (f->item == SCR_PERSON)
			buf_addf(b, "%s has the same name and birthday",
			    f->other);
		else
			buf_addf(b, "%s has the same number of the %s",
			    f->other, what);
		break;
	}
	buf_adds(b, ". ");
}

const struct finding *
scr_tell(struct scr *s, size_t i)
{
	const struct scr_finding *f = &s->finding[i];
	const struct scr_other *o = f->status <= SCR_EXPIRING
	    ? scr_other(s, f->status, -1) : NULL;
	struct finding *told = &s->told;

	buf_reset(&s->scratch);
	tell_matter(&s->scratch, s, f);
	if (f->accepted != NULL)
		buf_addf(&s->scratch, "It was accepted: %s",
		    f->accepted->reason);
	else
		buf_adds(&s->scratch, o != NULL ? o->basis.doing
						: f->basis->doing);
	memcpy(s->subject, f->adult->id, ID_LEN);
	snprintf(s->item, sizeof(s->item), "%s", scr_item(f->item));
	*told = (struct finding){ .reg = "scr", .subject = s->subject,
		.item = s->item, .status = words_finding[f->status],
		.severity = severity_word(f->severity),
		.message = s->scratch.p, .due = f->due,
		.rule = f->basis->id, .cite = f->basis->cite,
		.accepted = f->accepted };
	return told;
}

/* What was the matter, behind the name of the check. */
static const char *const matter[SCR_STATUSES] = { "missing",
	"without a date", "late", "expired", "about to expire",
	"with something against the adult", "not permitted",
	"with a wrong number", "regulated activity undecided",
	"left and still on the record", "twice" };

const struct finding *
scr_tell_kept(struct scr *s, const struct kept *k)
{
	const struct scr_adult *a = scr_adult(s, k->subject);
	const char *what = "", *was = k->status;

	for (int i = 0; i < CHECK_TYPES; i++)
		if (strcmp(words_check[i], k->item) == 0)
			what = s->rules->word[i];
	for (int i = 0; i < SCR_STATUSES; i++)
		if (strcmp(words_finding[i], k->status) == 0)
			was = matter[i];
	buf_reset(&s->scratch);
	buf_addf(&s->scratch, "%s: %s%s%s.", a != NULL ? a->name : k->subject,
	    what, *what != '\0' ? ", " : "", was);
	memcpy(s->subject, k->subject, ID_LEN);
	memcpy(s->item, k->item, sizeof(s->item));
	s->told = (struct finding){ .reg = "scr", .subject = s->subject,
		.item = s->item, .status = k->status,
		.severity = k->severity, .message = s->scratch.p,
		.due = DATE_NONE };
	return &s->told;
}

static void
add_part(struct buf *b, const char *words)
{
	buf_addf(b, "%s%s", b->n > 0 ? "; " : "", words);
}

/* Of which adults of the category, in words; "" for all. */
static void
tell_when(struct buf *b, const struct scr *s, const struct scr_ask *ask)
{
	static const char *const facts[] = { "in regulated activity",
		"doing teaching work", "in a management position",
		"who lived or worked overseas",
		"whose regulated activity is open" };

	buf_reset(b);
	for (unsigned i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		if (ask->when & 1u << i)
			add_part(b, facts[i]);
	if (ask->asked_from != DATE_NONE) {
		add_part(b, "known to have started on ");
		add_day(b, ask->asked_from);
		buf_adds(b, " or later");
	}
	if (ask->unless != -1) {
		add_part(b, "without the ");
		buf_adds(b, s->rules->word[ask->unless]);
	}
	if (ask->began != DATE_NONE) {
		add_part(b, "advice for starts before ");
		add_day(b, ask->began);
	}
	if (ask->cover != -1) {
		add_part(b, "advice with the ");
		buf_addf(b, "%s and a clear %s", s->rules->word[ask->cover],
		    s->rules->word[ask->cover_clear]);
	}
	if (ask->years > 0) {
		add_part(b, "renewed every ");
		buf_addf(b, "%d years", ask->years);
	}
}

static int
tell_ask(const struct scr *s, const struct scr_ask *ask, int category,
    struct buf *b, struct buf *when, scr_telling *tell, void *arg,
    struct err *err)
{
	const struct scr_basis *basis = &ask->basis;

	tell_when(when, s, ask);
	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "kind", kind_expected.name);
	json_pair(b, "of", words_adult[category]);
	json_pair(b, "item", words_check[ask->check]);
	json_pair(b, "severity", severity_word(ask->missing));
	json_pair(b, "when", when->n > 0 ? buf_str(when) : NULL);
	json_pair(b, "basis", basis->kind);
	json_pair(b, "certainty", basis->certainty);
	json_pair(b, "action", basis->doing);
	json_pair(b, "rule", basis->id);
	json_pair(b, "edition", basis->edition);
	json_words(b, "cite", basis->cite);
	json_close(b, '}');
	return tell(arg, b->p, b->n, err);
}

int
scr_expected(const struct scr *s, scr_telling *tell, void *arg,
    struct err *err)
{
	struct buf b = BUF_INIT, when = BUF_INIT;
	int rc = 0;

	for (int c = 0; words_adult[c] != NULL; c++) {
		for (size_t i = 0; rc == 0 && i < s->rules->nasks; i++) {
			const struct scr_ask *ask = &s->rules->ask[i];

			if ((ask->of & 1u << c) != 0 &&
			    (ask->schools & 1u << s->school) != 0)
				rc = tell_ask(s, ask, c, &b, &when, tell,
				    arg, err);
		}
	}
	buf_release(&b);
	buf_release(&when);
	return rc;
}
