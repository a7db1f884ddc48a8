/* SPDX-License-Identifier: ISC */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/text/text.h"
#include "policy/calendar/calendar_inside.h"
#include "calendar_ics_own.h"

/*
 * The words of a summary.  A day without registers must not come of a word
 * alone: "closed" is said of roads and libraries, INSET of an hour after
 * school, and either of what was called off.  In doubt an event is passed
 * over and named, which a person sees, and no school day is lost.
 */

#define MANY 48	  /* words of a summary that are looked at */
#define WORD_LEN 24 /* of one, with its NUL; the rest is cut off */
#define TERM_SHORTEST 21 /* days; shorter is its holiday, or no term at all */
#define BY_MORNING (10 * 60) /* an event of a whole day of school begins */
#define BY_AFTERNOON (14 * 60) /* and does not end before */

#define PART_OF_A_DAY "it is not for the whole day"
#define NOT_THE_SCHOOL "it does not say that the school is closed"
#define CALLED_OFF "it is called off"
#define NO_DAY "it does not say that the day is an INSET day"
#define OF_SOME "it is not for the whole school"

struct words {
	char w[MANY][WORD_LEN]; /* folded; "|" where a sign divides */
	size_t n;
};

static const char *const off[] = { "cancelled", "canceled", "postponed",
	"rescheduled", "called off", "moved to", "no longer", NULL };
static const char *const parts[] = { "office", "library", "nursery",
	"reception", "preschool", "pool", "canteen", "kitchen", "club",
	"clubs", "gym", "hall", "playground", "car park", "site team",
	"sixth form", "form", "class", "governor", "governors", "partial",
	"partially", "partly", "key stage", "year group", "year groups",
	"some", NULL };
static const char *const hours[] = { "early", "lunch", "lunchtime", "noon",
	"midday", "morning", "afternoon", "evening", "am", "pm", "twilight",
	"half day", "after school", NULL };

static void
add_word(struct words *v, const char *s, size_t n)
{
	if (n == 0 || v->n == MANY)
		return;
	if (n >= WORD_LEN)
		n = text_utf8(s, WORD_LEN - 1);
	memcpy(v->w[v->n], s, n);
	v->w[v->n++][n] = '\0';
}

/* The length of a sign that divides at s; 0 for none. */
static size_t
divides(const char *s, const char *begin)
{
	static const char *const dashes[] = { "–", "—" };
	bool inside = s > begin && isalnum((unsigned char)s[-1]) &&
	    isalnum((unsigned char)s[1]);

	for (size_t i = 0; i < 2; i++)
		if (strncmp(s, dashes[i], strlen(dashes[i])) == 0)
			return strlen(dashes[i]);
	/* of 15.30 and 15:30 no, of half-term not this way */
	if (strchr("-/", *s) != NULL || (inside && strchr(".:", *s) != NULL &&
		isdigit((unsigned char)s[1])))
		return *s != '\0' && !inside;
	return *s != '\0' && strchr(":;,.()[]!?", *s) != NULL;
}

static void
split(struct words *v, const char *summary, size_t n)
{
	struct buf b = BUF_INIT;
	const char *s, *begin, *word;
	size_t sign;

	v->n = 0;
	text_lower(&b, summary, n);
	for (s = begin = word = buf_str(&b);; s++) {
		sign = divides(s, begin);
		if (*s != '\0' && sign == 0 && strchr(" -/", *s) == NULL)
			continue;
		add_word(v, word, (size_t)(s - word));
		if (*s == '\0')
			break;
		if (sign > 0)
			add_word(v, "|", 1);
		s += sign > 1 ? sign - 1 : 0;
		word = s + 1;
	}
	buf_release(&b);
}

/* Whether the words of a phrase stand at i. */
static bool
at(const struct words *v, size_t i, const char *phrase)
{
	for (; *phrase != '\0'; i++) {
		size_t n = strcspn(phrase, " ");

		if (i >= v->n || !text_equal(phrase, n, v->w[i]))
			return false;
		phrase += n + (phrase[n] == ' ');
	}
	return true;
}

static bool
has(const struct words *v, const char *phrase)
{
	for (size_t i = 0; i < v->n; i++)
		if (at(v, i, phrase))
			return true;
	return false;
}

static bool
has_any(const struct words *v, const char *const *list)
{
	for (; *list != NULL; list++)
		if (has(v, *list))
			return true;
	return false;
}

static bool
among(const struct words *v, size_t i, const char *const *list)
{
	return i < v->n && text_among(list, v->w[i], strlen(v->w[i]));
}

/* Year 9, Years 7, y10, ks3: some of the school. */
static bool
of_some(const struct words *v)
{
	static const char *const year[] = { "year", "years", "yr", "yrs",
		NULL };

	for (size_t i = 0; i < v->n; i++) {
		const char *w = v->w[i];

		if (among(v, i, year) && i + 1 < v->n &&
		    isdigit((unsigned char)*v->w[i + 1]) &&
		    strlen(v->w[i + 1]) < 3)
			return true;
		if (*w == 'y' && isdigit((unsigned char)w[1]) &&
		    strlen(w) < 4)
			return true;
		if (strncmp(w, "ks", 2) == 0 && isdigit((unsigned char)w[2]))
			return true;
	}
	return has_any(v, parts);
}

/* An hour is named: 1pm, 15.30, at lunch. */
static bool
of_hours(const struct words *v)
{
	for (size_t i = 0; i < v->n; i++) {
		const char *w = v->w[i];
		size_t n = strspn(w, "0123456789.:");

		if (n > 0 && (strcmp(w + n, "am") == 0 ||
			strcmp(w + n, "pm") == 0 ||
			(n > 2 && strcspn(w, ".:") < n && w[n] == '\0')))
			return true;
	}
	return has_any(v, hours);
}

/*
 * The word before an i, past those that go with a verb; v->n at the
 * beginning.  Sets denied where one of them turns the sense round.
 */
static size_t
before(const struct words *v, size_t i, const char *const *pass,
    bool *denied)
{
	static const char *const not[] = { "not", "no", "isnt", "isn't",
		"isn’t", "won't", "won’t", "never", "longer", "without",
		NULL };

	while (i > 0) {
		if (among(v, i - 1, not))
			*denied = true;
		else if (!among(v, i - 1, pass))
			return i - 1;
		i--;
	}
	return v->n;
}

/* Whether the word at i ends a name of the school: "the school", its own. */
static bool
is_school(const struct words *v, size_t i, const struct words *own)
{
	static const char *const words[] = { "school", "schools", "academy",
		"college", "pru", NULL };
	static const char *const other[] = { "sunday", "saturday", "summer",
		"night", "forest", "swim", "dance", "music", "riding",
		"holiday", "after", "infant", "junior", "primary", NULL };
	static const char *const article[] = { "|", "the", "our", NULL };

	if (own->n > 0 && i + 1 >= own->n) {
		size_t k = 0;

		while (k < own->n &&
		    strcmp(v->w[i + 1 - own->n + k], own->w[k]) == 0)
			k++;
		if (k == own->n)
			return true;
	}
	if (own->n > 0 && strcmp(v->w[i], own->w[own->n - 1]) == 0 &&
	    (i == 0 || among(v, i - 1, article)))
		return true;
	return among(v, i, words) && (i == 0 || !among(v, i - 1, other));
}

/* "Closed: snow", "closed for the election": of what, is not said. */
static bool
begins_alone(const struct words *v, size_t i)
{
	static const char *const may[] = { "|", "for", "due", "because",
		"owing", "on", "today", "all", "to", "until", "day", "by",
		NULL };

	return i + 1 == v->n || among(v, i + 1, may);
}

/* Closed to visitors is open to pupils. */
static bool
to_others(const struct words *v, size_t i)
{
	static const char *const ours[] = { "all", "pupils", "students",
		"children", "learners", "everyone", NULL };
	static const char *const for_others[] = { "lettings", "hire",
		"visitors", "parents", "deliveries", NULL };

	return (at(v, i + 1, "to") && !among(v, i + 2, ours)) ||
	    (at(v, i + 1, "for") && among(v, i + 2, for_others));
}

/* Whether the school is closed; else why not. */
static const char *
closed(const struct words *v, const struct words *own)
{
	static const char *const verb[] = { "is", "are", "be", "will", "to",
		"now", "remain", "remains", "stay", "stays", "has", "been",
		"today", "tomorrow", "fully", "currently", "still", "all",
		"day", "unexpectedly", NULL };
	static const char *const kinds[] = { "emergency", "unplanned",
		"planned", "unexpected", "weather", "snow", "ice", "storm",
		"flood", "heating", "boiler", "strike", "forced", "full",
		"total", "complete", "temporary", "whole", "polling",
		"election", "severe", NULL };
	bool denied = false, said = false;

	for (size_t i = 0; i < v->n; i++) {
		bool noun = at(v, i, "closure");
		size_t k;

		if (!noun && !at(v, i, "closed"))
			continue;
		k = before(v, i, noun ? kinds : verb, &denied);
		if (k < v->n && k > 0 && at(v, k, "|") &&
		    is_school(v, k - 1, own))
			k--; /* School: closed */
		if (noun && at(v, i + 1, "of") && !at(v, i + 2, "school") &&
		    !at(v, i + 2, "the school"))
			continue;
		if (to_others(v, i))
			continue;
		said = said || (k < v->n ? is_school(v, k, own) :
		    noun || begins_alone(v, i));
	}
	if (denied)
		return CALLED_OFF;
	if (!said)
		return NOT_THE_SCHOOL;
	return of_some(v) ? OF_SOME : of_hours(v) ? PART_OF_A_DAY : NULL;
}

static const char *
inset(const struct words *v)
{
	static const char *const about[] = { "deadline", "booking",
		"bookings", "reminder", "agenda", "meeting", "planning",
		"preparation", "lunch", "feedback", "survey", "materials",
		"rota", NULL };
	static const char *const with[] = { "an", "a", "staff", "school",
		NULL };
	bool denied = false;

	for (size_t i = 0; i < v->n; i++)
		if (at(v, i, "inset"))
			(void)before(v, i, with, &denied);
	if (denied)
		return CALLED_OFF;
	return of_hours(v) ? PART_OF_A_DAY : has_any(v, about) ? NO_DAY :
	    of_some(v) ? OF_SOME : NULL;
}

/* A name is the one word before "term", or one letter behind it. */
static bool
names_term(const struct words *v, size_t i)
{
	static const char *const then[] = { "term", "half term",
		"first half", "second half" };

	for (size_t k = 0; k < sizeof(then) / sizeof(then[0]); k++)
		if (at(v, i + 1, then[k]))
			return true;
	return i > 0 && at(v, i - 1, "term") && v->w[i][1] == '\0';
}

/* "Autumn term", "Term 1 of 2027/28": no term is "Spring term clubs". */
static bool
is_term(const struct words *v)
{
	static const char *const with[] = { "|", "the", "of", "half", "term",
		"time", "first", "second", "school", "academic", "year",
		"week", "weeks", "dates", NULL };
	size_t names = 0;

	for (size_t i = 0; i < v->n; i++) {
		if (among(v, i, with) || isdigit((unsigned char)*v->w[i]))
			continue;
		if (!names_term(v, i) || ++names > 1)
			return false;
	}
	return has(v, "term");
}

static bool
called_off(const struct words *head, const struct words *rest)
{
	return has_any(head, off) || (rest->n < 3 && has_any(rest, off));
}

static bool
says_any(const struct words *v)
{
	return has(v, "inset") || has(v, "closed") || has(v, "closure") ||
	    has(v, "am only") || has(v, "pm only");
}

static enum says
classify(const struct words *v, const struct words *rest,
    const struct words *own, int32_t days, const char **passed)
{
	static const char *const holiday[] = { "holiday", "holidays", "break",
		NULL };

	if (says_any(v) && called_off(v, rest))
		*passed = CALLED_OFF;
	else if (has(v, "inset"))
		*passed = inset(v);
	else if (has(v, "closed") || has(v, "closure"))
		*passed = closed(v, own);
	else if (has(v, "am only") || has(v, "pm only"))
		*passed = of_some(v) ? OF_SOME : NULL;
	if (has(v, "inset"))
		return AN_INSET;
	if (has(v, "closed") || has(v, "closure"))
		return A_CLOSURE;
	if (has(v, "am only"))
		return AM_ONLY;
	if (has(v, "pm only"))
		return PM_ONLY;
	if (has(v, "half term") && !called_off(v, rest))
		return days < TERM_SHORTEST || has_any(v, holiday) ? A_BREAK :
		    is_term(v) ? A_HALF : NOTHING;
	return days >= TERM_SHORTEST && is_term(v) ? A_TERM : NOTHING;
}

/* Days of which the hours leave no registers to be taken. */
static bool
whole_days(struct taken *t)
{
	if (t->event->begins > BY_MORNING)
		t->from++;
	if (t->event->ends < BY_AFTERNOON)
		t->to--;
	return t->from <= t->to;
}

void
calendar_says(struct taken *t, const char *school)
{
	const char *s = t->event->summary, *colon = strstr(s, ": ");
	int32_t days = t->event->trouble != NULL ? TERM_SHORTEST :
	    t->to - t->from + 1;
	struct words own, head, rest = { .n = 0 };

	split(&own, school, strlen(school));
	split(&head, s, colon == NULL ? strlen(s) : (size_t)(colon - s));
	if (colon != NULL)
		split(&rest, colon + 1, strlen(colon + 1));
	if (colon != NULL && !says_any(&head) && !has(&head, "term")) {
		split(&head, s, strlen(s));
		rest.n = 0;
	}
	t->passed = NULL;
	t->says = classify(&head, &rest, &own, days, &t->passed);
	if (t->event->trouble == NULL && t->passed == NULL &&
	    (t->says == AN_INSET || t->says == A_CLOSURE) && !whole_days(t))
		t->passed = PART_OF_A_DAY;
	if (t->passed != NULL)
		t->says = NOTHING;
}
