/* SPDX-License-Identifier: ISC */
#include "domain/scr/scr_cell.h"

#include <string.h>
#include <strings.h>

#include "base/csv/csv.h"
#include "base/json/json.h"
#include "base/text/text.h"

static int
refuse(struct err *err, const char *code, const char *msg, const char *hint)
{
	err_set(err, ST_DATA, code, "%s", msg);
	return err_hint(err, "%s", hint);
}

static int
day_of(int32_t *day, const char *s, size_t n, int32_t last, struct err *err)
{
	enum date_fault fault;

	if (n == 5 && text_figures(s, n) == n)
		return refuse(err, "spreadsheet-day-number",
		    "A bare number of five figures is a spreadsheet's count "
		    "of days, not a date.",
		    "Show the column as dates, dd/mm/yyyy, and save again.");
	fault = date_read(day, s, n, last);
	if (fault == DATE_REAL)
		return 0;
	date_refuse(err, ST_DATA, "This", s, n, last);
	err->code = fault == DATE_UNREAD ? "cannot-read"
	    : fault == DATE_CENTURY ? "wrong-century" : "not-a-real-date";
	return -1;
}

static int
wrong_century(struct err *err, int32_t day)
{
	int year, month, mday;

	date_split(day, &year, &month, &mday);
	err_set(err, ST_DATA, "wrong-century",
	    "The year %d cannot be meant here.", year);
	return err_hint(err, "Look at the century.");
}

int
scr_cell_date(int32_t *day, const char *s, size_t n, int32_t today,
    struct err *err)
{
	if (day_of(day, s, n, date_ahead(today), err) == -1)
		return -1;
	return *day < date_make(1950, 1, 1) || *day > date_ahead(today)
	    ? wrong_century(err, *day) : 0;
}

int
scr_cell_born(int32_t *day, const char *s, size_t n, int32_t today,
    struct err *err)
{
	int age;

	if (day_of(day, s, n, today, err) == -1)
		return -1;
	age = *day > today ? -1 : date_age(*day, today);
	return age < 14 || age > 110 ? wrong_century(err, *day) : 0;
}

/* Two to four capitals, of English or its neighbours. */
static bool
initials(const char *s, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; count++) {
		unsigned char c = (unsigned char)s[i];
		unsigned char d = i + 1 < n ? (unsigned char)s[i + 1] : 0;

		if (c >= 'A' && c <= 'Z')
			i++;
		else if (c == 0xc3 && d >= 0x80 && d <= 0x9e && d != 0x97)
			i += 2; /* À to Þ, without × */
		else
			return false;
	}
	return count >= 2 && count <= 4;
}

static int
twice(struct err *err, const char *what)
{
	err_set(err, ST_DATA, "cannot-read", "The cell has two %s.", what);
	return err_hint(err, "Leave the one that counts.");
}

/* In capitals they look like initials, and say that nothing was seen yet. */
static const char *const waiting[] = { "no", "na", "not", "none", "nil", "exp",
	"due", "req", "reqd", "sent", "tbc", "tba", "tbd", "tbs", "nyd", "nya",
	"nys", "nyr", "wip", "wait", "pend", "asap", "miss", "lost", "late",
	"void", "fail", "dnr", NULL };

/* Papers, permits, countries, awards, offices: initials only behind "by". */
static const char *const nobody[] = { "dbs", "crb", "edbs", "brp", "brc",
	"evw", "ilr", "elr", "euss", "visa", "pass", "id", "rtw", "cos", "ecs",
	"ni", "nino", "scr", "ref", "refs", "cv", "file", "copy", "date",
	"same", "see", "new", "old", "left", "uk", "gb", "gbr", "eu", "eea",
	"usa", "us", "roi", "irl", "aus", "nz", "nzl", "can", "ind", "fra",
	"esp", "deu", "ita", "pol", "zaf", "rsa", "uae", "qts", "qtls", "qtse",
	"pgce", "pgde", "npq", "npqh", "npql", "nqt", "ect", "ecf", "gtc",
	"gtp", "bsc", "bed", "msc", "mba", "phd", "gcse", "nvq", "btec", "hlta",
	"hnd", "cert", "tra", "dfe", "hr", "isi", "hmrc", "lado", "isa", "poca",
	"kcsi", "acro", "dsl", "ddsl", "slt", "dht", "aht", "sbm", NULL };

static int
word_of_check(struct scr_cell *c, const char *s, size_t n, bool dated, bool by,
    int32_t today, struct err *err)
{
	static const char *const done[] = { "yes", "y", "true", "done",
		"seen", "checked", "ok", "\xe2\x9c\x93", NULL };
	static const char *const clear[] = { "clear", NULL };

	if (text_among(done, s, n))
		return 0;
	if (dated) {
		if (c->date != DATE_NONE)
			return twice(err, "dates");
		if (scr_cell_date(&c->date, s, n, today, err) == -1)
			return -1;
		if (c->date > today)
			return refuse(err, "future",
			    "The check is dated in the future.",
			    "Look at the year, or write awaiting and what is "
			    "awaited.");
		return 0;
	}
	if (text_among(clear, s, n)) {
		if (c->outcome != NULL)
			return twice(err, "results");
		c->outcome = "clear";
		return 0;
	}
	if (initials(s, n) && !text_among(waiting, s, n) &&
	    (by || !text_among(nobody, s, n))) {
		if (c->seen_by != NULL)
			return twice(err, "sets of initials");
		c->seen_by = s;
		c->nseen = n;
		return 0;
	}
	return refuse(err, "cannot-read",
	    "The cell does not say for certain whether the check was made.",
	    "Write a date, clear, initials (\"by JB\" in doubt), yes, no, "
	    "n/a, or awaiting and what is awaited; or map the word with "
	    "THEIRS:WORD=OURS.");
}

static bool
begins(const char *s, size_t n, const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++) {
		if (n >= strlen(words[i]) &&
		    strncasecmp(s, words[i], strlen(words[i])) == 0)
			return true;
	}
	return false;
}

int
scr_cell_check(struct scr_cell *c, const char *s, size_t n, int32_t today,
    struct err *err)
{
	static const char *const no[] = { "no", "n", "false", "not done",
		"outstanding", NULL };
	static const char *const needless[] = { "n/a", "na",
		"not applicable", "not required", NULL };
	static const char *const awaited[] = { "awaiting", "pending",
		"applied", "requested", "chasing", "booked", NULL };
	static const char *const who[] = { "by", NULL };
	const char *end = s + n, *space;
	bool by = false;

	memset(c, 0, sizeof(*c));
	c->date = DATE_NONE;
	if (csv_spoilt(s, n, err) == -1)
		return -1;
	if (text_among(no, s, n))
		return 0;
	if (text_among(needless, s, n)) {
		c->outcome = "not-required";
		return 0;
	}
	if (begins(s, n, awaited)) {
		c->note = true;
		return 0;
	}
	c->done = true;
	for (; s < end; s = space + 1) {
		/* 1 Sep 2026 is one word here */
		bool dated = true;
		int32_t day;

		space = s + date_begins(&day, s, (size_t)(end - s),
		    date_ahead(today));
		if (space == s) {
			dated = *s >= '0' && *s <= '9';
			space = memchr(s, ' ', (size_t)(end - s));
		}
		if (space == NULL)
			space = end;
		n = (size_t)(space - s);
		if (!by && space < end && text_among(who, s, n)) {
			by = true;
			continue;
		}
		if (word_of_check(c, s, n, dated, by, today, err) == -1)
			return -1;
		by = false;
	}
	return 0;
}

static int
put_countries(struct buf *b, const char *s, size_t n, struct err *err)
{
	static const char *const none[] = { "no", "none", "n/a", NULL };
	static const char *const some[] = { "yes", "y", "true", NULL };
	const char *end = s + n, *semi, *item;
	size_t start = b->n, len;
	int any = 0;

	if (text_among(none, s, n))
		return 0;
	json_open(b, '[');
	for (; s < end; s = semi + 1) {
		semi = memchr(s, ';', (size_t)(end - s));
		if (semi == NULL)
			semi = end;
		item = s;
		len = (size_t)(semi - s);
		text_trim(&item, &len);
		if (len == 0)
			continue;
		if (text_among(some, item, len) ||
		    text_among(none, item, len)) {
			buf_cut(b, start);
			return refuse(err, "cannot-read",
			    "The cell does not say which country.",
			    "Write the countries with semicolons between "
			    "them, or no.");
		}
		any = 1;
		json_item(b);
		json_open(b, '{');
		json_key(b, "country");
		json_string(b, item, len);
		json_close(b, '}');
	}
	json_close(b, ']');
	if (!any)
		buf_cut(b, start);
	return any;
}

static int
put_word(struct buf *b, const struct field *f, const char *s, size_t n,
    struct err *err)
{
	char word[64];

	for (size_t i = 0; i < n && n < sizeof(word); i++) {
		word[i] = s[i] == ' ' || s[i] == '_' ? '-' : s[i];
		if (word[i] >= 'A' && word[i] <= 'Z')
			word[i] = (char)(word[i] - 'A' + 'a');
	}
	for (size_t i = 0; n < sizeof(word) && f->words[i] != NULL; i++) {
		if (!text_equal(word, n, f->words[i]))
			continue;
		json_cstr(b, f->words[i]);
		return 1;
	}
	err_set(err, ST_DATA, ERR_UNKNOWN_VALUE,
	    "The word in this cell is not mapped.");
	return err_hint(err, "Say what it means, with --map 'THEIRS:WORD="
			     "OURS'; OURS is a word of %s.", f->name);
}

int
scr_cell_value(struct buf *b, const struct field *f, const char *s, size_t n,
    int32_t today, struct err *err)
{
	static const char *const yes[] = { "yes", "y", "true", NULL };
	static const char *const no[] = { "no", "n", "false", NULL };
	char date[DATE_LEN];
	int32_t day;
	int rc;

	if (csv_spoilt(s, n, err) == -1)
		return -1;
	switch (f->type) {
	case FIELD_DATE:
		rc = (f->flags & FIELD_BORN)
		    ? scr_cell_born(&day, s, n, today, err)
		    : scr_cell_date(&day, s, n, today, err);
		if (rc == -1)
			return -1;
		date_format(day, date);
		json_cstr(b, date);
		return 1;
	case FIELD_BOOL:
		if (!text_among(yes, s, n) && !text_among(no, s, n))
			return refuse(err, "cannot-read",
			    "The cell says neither yes nor no.",
			    "Write one of them, or leave it empty.");
		json_bool(b, text_among(yes, s, n));
		return 1;
	case FIELD_WORD:
		return put_word(b, f, s, n, err);
	case FIELD_OBJECT:
		return put_countries(b, s, n, err);
	default:
		json_string(b, s, n);
		return 1;
	}
}

int
scr_cell_name(struct scr_name *name, const char *s, size_t n, bool comma,
    struct err *err)
{
	const char sign = comma ? ',' : ' ';
	const char *at = memchr(s, sign, n), *a = s, *b;
	size_t na, nb;

	if (csv_spoilt(s, n, err) == -1)
		return -1;
	if (at == NULL || memchr(at + 1, sign, (size_t)(s + n - at - 1)))
		goto unsure;
	na = (size_t)(at - s);
	b = at + 1;
	nb = (size_t)(s + n - b);
	text_trim(&a, &na);
	text_trim(&b, &nb);
	if (na == 0 || nb == 0)
		goto unsure;
	*name = comma ? (struct scr_name){ a, b, na, nb }
		      : (struct scr_name){ b, a, nb, na };
	return 0;
unsure:
	return refuse(err, "cannot-read", comma
		? "The name does not have one comma, between the family name "
		  "and the given names."
		: "The name is not two words, the given and the family name.",
	    "Write Family, Given, or give each a column of its own.");
}
