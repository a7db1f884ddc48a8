/* SPDX-License-Identifier: ISC */
#include "ui/notify/notify.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/hash.h"
#include "base/core/mem.h"
#include "base/text/text.h"
#include "ui/notify/ics.h"

/* A line of a message, and a day of a calendar. */
struct line {
	char *head;  /* "P-7KQ2MX persistent-absence reached" */
	char *words; /* what the record says, or NULL */
	char *uid;	/* the same on every day */
	int32_t due; /* or DATE_NONE */
	int32_t as_at;
	bool told;
};

struct role {
	char *name;
	const char *recipients; /* NULL: none are set */
	size_t *line;
	size_t n;
};

struct notify {
	struct notify_setup setup;
	struct line *line;
	size_t nlines, last; /* the one taken last */
	struct role *role;
	size_t nroles;
	struct buf scratch;
};

struct notify *
notify_new(const struct notify_setup *setup)
{
	struct notify *n = mem_alloc(sizeof(*n));

	n->setup = *setup;
	return n;
}

void
notify_free(struct notify *n)
{
	if (n == NULL)
		return;
	for (size_t i = 0; i < n->nlines; i++) {
		free(n->line[i].head);
		free(n->line[i].words);
		free(n->line[i].uid);
	}
	for (size_t i = 0; i < n->nroles; i++) {
		free(n->role[i].name);
		free(n->role[i].line);
	}
	free(n->line);
	free(n->role);
	buf_release(&n->scratch);
	free(n);
}

/* What is wrong with a list of addresses, or NULL. */
static const char *
fault_of(const char *s)
{
	bool any = false;

	/* a header's end within an address would begin another header */
	for (const char *c = s; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || (unsigned char)*c > '~')
			return "a character that no address has";
	for (; *s != '\0'; s += strcspn(s, ",")) {
		size_t n, at, open;

		s += strspn(s, ", ");
		n = strcspn(s, ",");
		while (n > 0 && s[n - 1] == ' ')
			n--;
		if (n == 0)
			continue;
		if (memchr(s, ';', n) != NULL)
			return "a semicolon; addresses are parted by commas";
		/* "A Name <name@school.example>", or the address alone */
		for (open = n; open > 0 && s[open - 1] != '<'; open--)
			;
		if ((open > 0) != (s[n - 1] == '>'))
			return "< without >";
		s += open;
		n -= open + (open > 0);
		at = strcspn(s, "@");
		if (at == 0 || at + 1 >= n || memchr(s, ' ', n) != NULL ||
		    memchr(s, ':', n) != NULL ||
		    memchr(s + at + 1, '@', n - at - 1) != NULL)
			return "what is no address; addresses are as "
			    "name@school.example, parted by commas";
		any = true;
	}
	return any ? NULL : "no address";
}

/* The line at a place is for a role. */
static int
add_to(struct notify *n, const char *name, size_t len, size_t at,
    struct err *err)
{
	struct buf key = BUF_INIT;
	struct role *r = NULL;
	const char *fault;

	for (size_t i = 0; i < n->nroles && r == NULL; i++) {
		if (text_equal(name, len, n->role[i].name))
			r = &n->role[i];
	}
	if (r == NULL) {
		n->role = mem_resize(n->role, n->nroles + 1,
		    sizeof(*n->role));
		r = &n->role[n->nroles++];
		*r = (struct role){ .name = mem_copy(name, len) };
		buf_addf(&key, "recipients.%s", r->name);
		(void)settings_text(n->setup.settings, buf_str(&key),
		    &r->recipients);
		buf_release(&key);
	}
	fault = r->recipients != NULL ? fault_of(r->recipients) : NULL;
	if (fault != NULL)
		return err_set(err, ST_CONFIG, "recipients",
		    "recipients.%s in local.yaml has %s.", r->name, fault);
	n->line[at].told |= r->recipients != NULL;
	for (size_t i = 0; i < r->n; i++)
		if (r->line[i] == at)
			return 0;
	r->line = mem_resize(r->line, r->n + 1, sizeof(*r->line));
	r->line[r->n++] = at;
	return 0;
}

/* Appends the text of a member, between blanks; 0, or ST_DATA. */
static int
put_word(struct notify *n, struct buf *b, const struct json *j,
    const char *field, bool must, struct err *err)
{
	int t = json_get(j, 0, field);
	const char *s;
	size_t len;

	if (t < 0 || json_type(j, t) != JSON_STRING) {
		if (!must)
			return 0;
		err_set(err, ST_DATA, ERR_MISSING,
		    "This is no finding or escalation: it has no %s.",
		    field);
		return err_field(err, field);
	}
	s = json_text(j, t, &n->scratch, &len);
	if (b->n > 0)
		buf_addc(b, ' ');
	text_visible(b, s, len, "");
	return 0;
}

/* What mail may say of a record, and what names it for ever. */
static int
put_head(struct notify *n, struct buf *head, struct buf *uid,
    const struct json *j, struct err *err)
{
	/* a pupil's UPN may stand in place of the id */
	bool upn = json_get(j, 0, "pupil") < 0 && json_get(j, 0, "upn") >= 0;
	const char *const escalation[] = { upn ? "upn" : "pupil", "rule",
		"stage" };
	static const char *const finding[] = { "severity", "subject",
		"register", "item", "status" };
	bool e = json_is(j, json_get(j, 0, "kind"), "escalation");
	const char *const *fields = e ? escalation : finding;
	size_t many = e ? 3 : 5;
	int measure;

	for (size_t i = 0; i < many; i++) {
		if (put_word(n, head, j, fields[i], true, err) == -1)
			return -1;
	}
	buf_add(uid, head->p, head->n);
	measure = json_get(j, 0, "measure");
	if (measure >= 0 && json_type(j, measure) == JSON_OBJECT &&
	    json_get(j, measure, "from") >= 0) {
		size_t len;
		const char *s = json_text(j, json_get(j, measure, "from"),
		    &n->scratch, &len);

		buf_addc(uid, ' ');
		buf_add(uid, s, len);
	}
	return 0;
}

static bool
wanted(const struct notify *n, const char *name, size_t len)
{
	return n->setup.role == NULL || text_equal(name, len, n->setup.role);
}

static bool
same_words(const struct line *a, const struct line *b)
{
	return a->due == b->due && (a->words == NULL || b->words == NULL
		? a->words == b->words : strcmp(a->words, b->words) == 0);
}

/* The place of a line; of what was found again on another day, the latest. */
static size_t
enter(struct notify *n, struct line *new)
{
	struct line *l;
	size_t i = 0;

	while (i < n->nlines && (strcmp(n->line[i].uid, new->uid) != 0 ||
	    (n->line[i].as_at == new->as_at &&
		!same_words(&n->line[i], new))))
		i++;
	if (i == n->nlines) {
		n->line = mem_resize(n->line, n->nlines + 1,
		    sizeof(*n->line));
		n->line[n->nlines++] = *new;
		n->last = i;
		return i;
	}
	l = &n->line[i];
	if (new->as_at >= l->as_at) {
		struct line was = *l;

		*l = *new;
		l->told = was.told;
		*new = was;
	}
	free(new->head);
	free(new->words);
	free(new->uid);
	n->last = i;
	return i;
}

int
notify_take(struct notify *n, const struct json *j, struct err *err)
{
	struct buf head = BUF_INIT, uid = BUF_INIT, words = BUF_INIT,
		   due = BUF_INIT, as_at = BUF_INIT;
	size_t at;
	int to = json_get(j, 0, "to"), t, rc = -1;
	bool named = to >= 0 && json_type(j, to) == JSON_ARRAY &&
	    json_first(j, to) >= 0;
	const char *otherwise = n->setup.otherwise;

	if (json_get(j, 0, "kind") < 0) {
		err_set(err, ST_DATA, ERR_MISSING,
		    "Only findings and escalations can be told of, and this "
		    "does not say what it is (kind).");
		goto out;
	}
	if (put_head(n, &head, &uid, j, err) == -1 ||
	    put_word(n, &words, j, "message", false, err) == -1 ||
	    put_word(n, &due, j, "due", false, err) == -1 ||
	    put_word(n, &as_at, j, "as_at", false, err) == -1)
		goto out;
	at = enter(n, &(struct line){ .head = buf_steal(&head),
		.uid = buf_steal(&uid),
		.words = words.n > 0 ? buf_steal(&words) : NULL,
		.due = date_parse(buf_str(&due), due.n),
		.as_at = date_parse(buf_str(&as_at), as_at.n) });
	rc = 0;
	for (t = named ? json_first(j, to) : -1; rc == 0 && t >= 0;
	     t = json_after(j, to, t)) {
		size_t len = 0;
		const char *s = json_type(j, t) == JSON_STRING
		    ? json_text(j, t, &n->scratch, &len) : "";

		if (wanted(n, s, len))
			rc = add_to(n, s, len, at, err);
	}
	if (rc == 0 && !named && wanted(n, otherwise, strlen(otherwise)))
		rc = add_to(n, otherwise, strlen(otherwise), at, err);
out:
	buf_release(&head);
	buf_release(&uid);
	buf_release(&words);
	buf_release(&due);
	buf_release(&as_at);
	return rc;
}

/* Quoted-printable (RFC 2045): plain text stays as it is. */
static void
put_quoted(struct buf *b, const char *s, size_t n)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t column = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		bool last = i + 1 == n || s[i + 1] == '\n';
		bool plain = (c > ' ' && c <= '~' && c != '=') ||
		    (c == ' ' && !last);

		if (c == '\n') {
			buf_addc(b, '\n');
			column = 0;
			continue;
		}
		if (column + (plain ? 1 : 3) > 75) {
			buf_adds(b, "=\n");
			column = 0;
		}
		/* a full stop alone ends a message, "From " begins one */
		if (column == 0 && (c == '.' || c == 'F'))
			plain = false;
		if (plain)
			buf_addc(b, (char)c);
		else
			buf_addf(b, "=%c%c", hex[c >> 4], hex[c & 15]);
		column += plain ? 1 : 3;
	}
}

static void
put_date(struct buf *b, int64_t at, bool mbox)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu",
		"Fri", "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
		"May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int32_t day = (int32_t)(at / 86400);
	int year, month, mday, s = (int)(at % 86400);
	const char *weekday = days[date_weekday(day)];

	date_split(day, &year, &month, &mday);
	if (mbox)
		buf_addf(b, "%s %s %2d %02d:%02d:%02d %d", weekday,
		    months[month - 1], mday, s / 3600, s / 60 % 60, s % 60,
		    year);
	else
		buf_addf(b, "%s, %d %s %d %02d:%02d:%02d +0000", weekday,
		    mday, months[month - 1], year, s / 3600, s / 60 % 60,
		    s % 60);
}

static void
put_message(struct notify *n, const struct role *r, const char *from,
    struct buf *b, bool bare, char key[HASH_HEX])
{
	struct buf text = BUF_INIT, id = BUF_INIT;
	unsigned char hash[HASH_LEN];
	char hex[HASH_HEX], day[DATE_LONG];
	const char *lines = r->n == 1 ? "line" : "lines";

	date_format_long(time_day(n->setup.as_at), day);
	buf_addf(&text, "%zu %s for %s as at %s:\n\n", r->n, lines, r->name,
	    day);
	for (size_t i = 0; i < r->n; i++) {
		const struct line *l = &n->line[r->line[i]];

		buf_addf(&text, "%s\n", l->head);
		if (n->setup.full && l->words != NULL)
			buf_addf(&text, "    %s\n", l->words);
	}
	buf_addf(&text, "\n%s\n", n->setup.full
	    ? "This is confidential: do not pass it on by mail."
	    : "Look the ids up in vigil; nobody is named here on purpose.");
	hash_sha256(hash, text.p, text.n);
	hash_hex(hex, hash, HASH_LEN);
	buf_addf(&id, "%s\n%s\n%s", hex, r->name, r->recipients);
	hash_sha256(hash, id.p, id.n);
	hash_hex(key, hash, HASH_LEN);
	if (!bare) {
		buf_adds(b, "From vigil ");
		put_date(b, n->setup.as_at, true);
		buf_addc(b, '\n');
	}
	buf_addf(b, "From: %s\nTo: %s\n", from, r->recipients);
	buf_addf(b, "Subject: vigil: %zu %s for %s\nDate: ", r->n, lines,
	    r->name);
	put_date(b, n->setup.as_at, false);
	buf_addf(b, "\nMessage-ID: <%.32s.%s@notify.vigil>\n"
		    "Auto-Submitted: auto-generated\nMIME-Version: 1.0\n"
		    "Content-Type: text/plain; charset=utf-8\n"
		    "Content-Transfer-Encoding: quoted-printable\n\n",
	    hex, r->name);
	put_quoted(b, text.p, text.n);
	if (!bare)
		buf_addc(b, '\n');
	buf_release(&text);
	buf_release(&id);
}

int
notify_mail(struct notify *n, bool bare, notify_message *give, void *arg,
    struct err *err)
{
	struct buf b = BUF_INIT;
	char key[HASH_HEX];
	const char *from = "vigil";
	int rc = 0;

	(void)settings_text(n->setup.settings, "notify.from", &from);
	for (const char *s = from; *s != '\0'; s++) {
		if ((unsigned char)*s < ' ' || (unsigned char)*s > '~')
			return err_set(err, ST_CONFIG, "notify",
			    "The address in notify.from has a character that "
			    "no address has.");
	}
	for (size_t i = 0; rc == 0 && i < n->nroles; i++) {
		if (n->role[i].recipients == NULL)
			continue;
		buf_reset(&b);
		put_message(n, &n->role[i], from, &b, bare, key);
		rc = give(arg, key, &b, err);
	}
	buf_release(&b);
	return rc;
}

/* The day of an earlier line of the same UID: the line's own, or another. */
static int32_t
before(const struct notify *n, size_t i)
{
	int32_t day = DATE_NONE;

	for (size_t k = 0; k < i && day != n->line[i].due; k++)
		if (n->line[k].due != DATE_NONE &&
		    strcmp(n->line[k].uid, n->line[i].uid) == 0)
			day = n->line[k].due;
	return day;
}

void
notify_ics(const struct notify *n, struct buf *b)
{
	struct buf uid = BUF_INIT;

	ics_begin(b, "vigil");
	for (size_t i = 0; i < n->nlines; i++) {
		const struct line *l = &n->line[i];
		unsigned char hash[HASH_LEN];
		char hex[HASH_HEX];
		int32_t was;
		struct ics_event e = { .stamp = n->setup.as_at,
			.day = l->due, .summary = l->head,
			.description = n->setup.full ? l->words : NULL };

		if (l->due == DATE_NONE || (was = before(n, i)) == l->due)
			continue;
		buf_reset(&uid);
		buf_adds(&uid, l->uid);
		if (was != DATE_NONE)
			buf_addf(&uid, " %ld", (long)l->due);
		hash_sha256(hash, uid.p, uid.n);
		hash_hex(hex, hash, HASH_LEN);
		buf_reset(&uid);
		buf_addf(&uid, "%.32s@notify.vigil", hex);
		e.uid = buf_str(&uid);
		ics_day(b, &e);
	}
	ics_end(b);
	buf_release(&uid);
}

const char *
notify_unset(const struct notify *n, size_t i, size_t *lines)
{
	for (size_t k = 0; k < n->nroles; k++) {
		if (n->role[k].recipients == NULL && i-- == 0) {
			*lines = n->role[k].n;
			return n->role[k].name;
		}
	}
	return NULL;
}

bool
notify_told(const struct notify *n)
{
	return n->line[n->last].told;
}

size_t
notify_untold(const struct notify *n)
{
	size_t untold = 0;

	for (size_t i = 0; i < n->nlines; i++)
		untold += !n->line[i].told;
	return untold;
}
